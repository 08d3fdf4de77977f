"""Slash commands as they are typed in Slack: `/quiz` is one of its own, every other verb sits under `/cohort`."""

from __future__ import annotations

import re

from bot.usecases import CATALOGUE

QUIZ = "quiz"
_SAID = "|".join(verb.name for verb in CATALOGUE if verb.scope == "member" and verb.name != QUIZ)
_SLASH = re.compile(rf"(?<![\w/.:<])/({_SAID})\b(?![/.]\w)")


def as_typed(words: str) -> str:
    """Our own words with each verb as Slack takes it; never applied to the words of an item.

    >>> as_typed("Type /today, or practise with /quiz.")
    'Type /cohort today, or practise with /quiz.'
    """
    return _SLASH.sub(r"/cohort \1", words)
