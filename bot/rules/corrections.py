"""Corrections: whether a newer edition of an item corrects the key of an older one, so that answers are marked anew."""

from __future__ import annotations

from dataclasses import replace

from bot.rules.items import Entry, Item, Pair


def corrects(old: Item, new: Item) -> bool:
    """Whether `new` asks the same question with the same options, and only its key differs.

    Where the stem or an option changed, it is another question: what was answered before stays as it was marked.
    """
    return old.stem == new.stem and _offered(old) == _offered(new) and _key(old) != _key(new)


def corrected(old: Item, new: Item) -> Item:
    """The old edition with the key, the reasons and the takeaway of the new one."""
    return replace(old, problem=new.problem, takeaway=new.takeaway, references=new.references)


def _offered(item: Item) -> tuple[str, frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    entry: Entry | None = item.problem.wants(())
    options = entry.options if entry is not None else ()
    prompts = entry.prompts if isinstance(entry, Pair) else ()
    return item.problem.type, frozenset((o.id, o.text) for o in options), frozenset((p.id, p.text) for p in prompts)


def _key(item: Item) -> frozenset[tuple[str, str]]:
    # A step says its number and a pair its option, so that the lines of the key tell every key apart.
    return frozenset((line.id, line.text) for line in item.problem.reveal() if line.right)
