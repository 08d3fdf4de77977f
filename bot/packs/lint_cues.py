"""Lints of cues: words and grammar of the stem that lead to the key without knowledge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.item_types.choice import Choice
from bot.packs.faults import Fault
from bot.packs.reading import Manuscript
from bot.packs.words import words

SHORTEST_WORD = 5
_LITTLE = frozenset(
    """about above after again against always among another because become becomes before being below between bring
    change changes could different during either every first given hours later least likely makes minutes month months
    needs never nothing option other please question receive requirements second seconds shall should since solution
    still takes team their themselves there these third those three through today twice under until using weeks where
    which while within without would write years""".split()  # noqa: SIM905 - a list of words reads best as words
)
_ARTICLE = re.compile(r"\b(an?)\s*[:_.]*\s*$", re.IGNORECASE)


def word_cue(script: Manuscript) -> Iterator[Fault]:
    """No telling word of the stem stands in the key and in no distractor."""
    if not isinstance(script.item.problem, Choice):
        return
    named = {word for service in script.item.services for word in words(service)}
    asked = {word for word in words(script.item.stem) if len(word) >= SHORTEST_WORD} - _LITTLE - named
    right: set[str] = set()
    wrong: set[str] = set()
    for option in script.offered:
        (right if option.id in script.keys else wrong).update(map(_bare, words(option.text)))
    if cues := sorted({_bare(word) for word in asked} & (right - wrong)):
        listed = ", ".join(cues)
        yield script.warning("word-cue", f"of the options only the key repeats from the stem: {listed}", "stem")


def article_cue(script: Manuscript) -> Iterator[Fault]:
    """A stem does not end in "a" or "an", which fits some options and not others."""
    if found := _ARTICLE.search(script.item.stem):
        about = f"the stem ends in {found[1]!r}, which rules options out by grammar"
        yield script.warning("article-cue", about, "stem")


def _bare(word: str) -> str:
    """The word without its plural s, so that bucket and buckets count as one."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


LINTS = (word_cue, article_cue)
