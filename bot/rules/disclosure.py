"""Disclosure: of whom sums may be told, so that nobody who keeps to themselves can be worked out from them."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from typing import Literal

from bot.rules.gaps import FLOOR

Of = Literal["everybody", "agreed", ""]
"""Of whom something is told: of everybody, of those only who agreed to be seen, or of nobody."""


def told_of(agreed: int, hidden: int, *, onlookers: int = 0) -> Of:
    """Of whom sums over people may be told to somebody who sees `agreed` of them by name and `hidden` not.

    What is seen by name can be taken from a sum, so what is left must be nobody, or enough people to hide among.
    So many `onlookers` are among the hidden and know their own share as well.

    >>> told_of(5, 1), told_of(3, 5), told_of(3, 1)
    ('agreed', 'everybody', '')
    """
    left = hidden - onlookers
    if agreed + hidden >= FLOOR and (left == 0 or left >= FLOOR):
        return "everybody"
    return "agreed" if agreed >= FLOOR else ""


def counted_of(
    agreed: AbstractSet[str], hidden: AbstractSet[str], onlookers: Collection[str]
) -> tuple[Of, AbstractSet[str]]:
    """The same of people by their ids, and who is added up."""
    of = told_of(len(agreed), len(hidden), onlookers=len(hidden & set(onlookers)))
    counted: dict[Of, AbstractSet[str]] = {"everybody": agreed | hidden, "agreed": agreed, "": frozenset()}
    return of, counted[of]
