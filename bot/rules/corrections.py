"""Corrections: whether a newer edition of an item corrects the key of an older one, so that answers are marked anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.rules.items import Item, Pair
from bot.rules.sessions import Session

AFTER = timedelta(minutes=1)
"""A correction that had to wait for a close follows what is said there."""


def corrects(old: Item, new: Item) -> bool:
    """Whether `new` asks the same question with the same options, and only its key differs.

    Where the stem, the scenario, an option or the number to choose changed, it is another question: what was answered
    before stays as it was marked. Unless its author says that it corrects that version: then the ids of the options
    decide, and the wording may have been mended too.
    """
    same = _asked(old) == _asked(new) or (_declared(old, new) and _answered(old) == _answered(new))
    return same and old.problem.solution() != new.problem.solution()


def cannot_correct(old: Item, new: Item) -> bool:
    """Whether the author says that `new` corrects `old`, but answers to the old one cannot be marked by the new one."""
    return _declared(old, new) and _answered(old) != _answered(new)


def corrected(old: Item, new: Item) -> Item:
    """The old edition with the key, the reasons and the takeaway of the new one, and its wording where that was mended.

    So a further correction of the same wording reaches it as well.
    """
    return replace(
        old,
        stem=new.stem,
        case=new.case,
        problem=new.problem,
        takeaway=new.takeaway,
        references=new.references,
    )


def _declared(old: Item, new: Item) -> bool:
    return old.version in new.corrects and old.version < new.version


def free_at(open_ones: Iterable[Session], item: str, at: datetime) -> datetime:
    """When the corrected key may be told: at once, or after the last close of what asks the item and is open then."""
    asking = [session for session in open_ones if session.closes_at is not None and item in dict(session.form)]
    return max([at, *(session.closes_at + AFTER for session in asking if session.closes_at is not None)])


def _asked(item: Item) -> tuple[object, ...]:
    """All that decides what is asked, word for word."""
    entry = item.problem.wants(())
    options = frozenset((option.id, option.text) for option in entry.options) if entry is not None else frozenset()
    prompts = tuple((prompt.id, prompt.text) for prompt in entry.prompts) if isinstance(entry, Pair) else ()
    scenario = item.case.scenario if item.case is not None else ""
    return *_answered(item), item.stem, scenario, options, prompts


def _answered(item: Item) -> tuple[object, ...]:
    """All that decides what an answer looks like and how it is marked, besides the key."""
    entry = item.problem.wants(())
    options = frozenset(option.id for option in entry.options) if entry is not None else frozenset()
    how: tuple[object, ...] = ()
    if isinstance(entry, Pair):
        how = entry.reuse, tuple(prompt.id for prompt in entry.prompts)
    elif entry is not None:
        how = (entry.exactly,)
    return item.problem.type, options, how
