"""Enemies: the file of pairs of items that are too alike to stand in one form, as it is read and written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from bot.packs.faults import Fault, Sheet, shape_faults
from bot.packs.fields import ItemId

Pair = tuple[str, str]

_SHAPE: TypeAdapter[list[list[str]]] = TypeAdapter(
    list[Annotated[list[ItemId], Field(min_length=2, max_length=2)]], config=ConfigDict(strict=True)
)
_ABOUT = "# Made by `cohort packs enemies`: items too alike to stand in one form. Run it again when items change.\n"


def read_enemies(sheet: Sheet, faults: list[Fault]) -> tuple[Pair, ...]:
    """The pairs of the file, none when its shape is wrong."""
    try:
        pairs = _SHAPE.validate_python(sheet.tree)
    except ValidationError as refused:
        faults.extend(shape_faults(sheet, refused, (), None))
        return ()
    return tuple((one, other) for one, other in pairs)


def by_item(pairs: Iterable[Pair], items: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Each item's enemies; items that have left the pack have none."""
    enemies: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        if one in items and other in items:
            enemies[one].add(other)
            enemies[other].add(one)
    return {name: frozenset(others) for name, others in enemies.items()}


def enemies_text(pairs: Iterable[Pair]) -> str:
    """The text of an enemies.yaml, sorted so that a change shows where it is."""
    lines = [f"- [{one}, {other}]\n" for one, other in sorted(pairs)]
    return _ABOUT + "".join(lines or ["[]\n"])
