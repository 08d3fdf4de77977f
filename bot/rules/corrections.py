"""Corrections: whether a newer edition of an item corrects the key of an older one, so that answers are marked anew."""

from __future__ import annotations

from dataclasses import replace

from bot.rules.items import Item, Pair


def corrects(old: Item, new: Item) -> bool:
    """Whether `new` asks the same question with the same options, and only its key differs.

    Where the stem, the scenario, an option or the number to choose changed, it is another question: what was answered
    before stays as it was marked.
    """
    return _asked(old) == _asked(new) and _key(old) != _key(new)


def corrected(old: Item, new: Item) -> Item:
    """The old edition with the key, the reasons and the takeaway of the new one."""
    return replace(old, problem=new.problem, takeaway=new.takeaway, references=new.references)


def _asked(item: Item) -> tuple[object, ...]:
    entry = item.problem.wants(())
    options = frozenset((option.id, option.text) for option in entry.options) if entry is not None else frozenset()
    how: tuple[object, ...] = ()
    if isinstance(entry, Pair):
        how = entry.reuse, tuple((prompt.id, prompt.text) for prompt in entry.prompts)
    elif entry is not None:
        how = (entry.exactly,)
    scenario = item.case.scenario if item.case is not None else ""
    return item.problem.type, item.stem, scenario, options, how


def _key(item: Item) -> frozenset[tuple[str, str]]:
    # A step says its number and a pair its option, so that the lines of the key tell every key apart.
    return frozenset((line.id, line.text) for line in item.problem.reveal() if line.right)
