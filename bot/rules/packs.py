"""Packs and the bank: items for an exam, which of them are live, and look-up by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.rules.blueprints import Blueprint
from bot.rules.items import Item


@dataclass(frozen=True, slots=True)
class Timer:
    """One preset of the exam's length; the label tells the minutes with the reason to choose them."""

    minutes: int
    label: str


@dataclass(frozen=True, slots=True)
class Exam:
    """What is known of the exam: lengths in questions, timers, scale, pass mark, its life cycle, and who holds it.

    Who failed may not sit it again for `retake_days`.
    """

    title: str
    code: str
    scored: int
    unscored: int
    timers: tuple[Timer, ...]
    scale: tuple[int, int]
    passing: int
    item_types: tuple[str, ...]
    lifecycle: str
    holder: str = ""
    retake_days: int = 14

    @property
    def questions(self) -> int:
        """Scored and unscored together."""
        return self.scored + self.unscored


@dataclass(frozen=True, slots=True)
class Pack:
    """A shelf of items for one exam, with its blueprint, scale and pass mark."""

    id: str
    version: str
    title: str
    notice: str
    exam: Exam
    blueprint: Blueprint
    items: tuple[Item, ...]
    enemies: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Item to those too like it to stand in the same form."""
    _by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {item.id: item for item in self.items}
        if len(by_id) != len(self.items):
            raise ValueError("two items of a pack have the same id")
        object.__setattr__(self, "_by_id", by_id)

    @property
    def live(self) -> tuple[Item, ...]:
        """The items fit to be asked and scored."""
        return tuple(item for item in self.items if item.live)

    @property
    def for_mocks(self) -> tuple[Item, ...]:
        """The live items and the pilot items."""
        return tuple(item for item in self.items if item.live or item.pilot)

    def item(self, item_id: str) -> Item:
        """The item called `item_id`.

        Raises:
            KeyError: when the pack does not hold it.
        """
        return self._by_id[item_id]

    def holds(self, item_id: str) -> bool:
        """Whether the pack has this item, live or not."""
        return item_id in self._by_id

    def within(self, *, domain: str = "", task: str = "") -> tuple[Item, ...]:
        """Live items of one domain or task; both empty means all."""
        return tuple(i for i in self.live if domain in {"", i.domain} and task in {"", i.task})


@dataclass(frozen=True, slots=True)
class Bank:
    """All packs at hand, by id."""

    packs: Mapping[str, Pack]

    @classmethod
    def of(cls, packs: Iterable[Pack]) -> Bank:
        """A bank of these packs, in this order."""
        return cls({pack.id: pack for pack in packs})

    def pack(self, pack_id: str) -> Pack:
        """The pack called `pack_id`.

        Raises:
            KeyError: when there is none.
        """
        return self.packs[pack_id]

    def shelf_of(self, item_id: str, *, first: str) -> Pack | None:
        """The pack that holds this item, the pack `first` before the others: a group may have changed its pack."""
        preferred = self.packs.get(first)
        if preferred is not None and preferred.holds(item_id):
            return preferred
        return next((pack for pack in self.packs.values() if pack.holds(item_id)), None)
