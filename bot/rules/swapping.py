"""Swapping: single items exchanged one for one, until no exchange makes a draft of a form better.

A swap stays inside one domain, and a pilot item gives way to a pilot item alone, so both counts stand. What else a
form has to keep is weighed: a broken type mix more than anything, then an item seen too lately, then a crowded task.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import product
from math import fsum

from bot.rules.items import FormType

OFF_TYPE, STALE, CROWDED, OFF_AIM = 5e7, 1e5, 400.0, 1.0
"""What breaking a rule weighs: each more than all of the next in a form of 200 together.

What was seen too lately weighs once to twice `STALE`. `OFF_AIM` is for a type rounded the other way than wanted. By
itself an item weighs less than .7.
"""

LEAST = 1e-5
"""A gain smaller than this is an error of rounding."""

CLOSEST = 3
"""Pairs of swaps that are tried: what they gain is first reckoned as if they did not touch one another."""

Group = tuple[str, bool]
"""A domain, and whether its pilot items are meant."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A single item with what a draft has to know of it; the lighter of two is the better, then the first in turn."""

    id: str
    group: Group
    task: str
    kind: FormType
    level: float
    weight: float
    turn: bytes
    foes: frozenset[str]

    @property
    def rank(self) -> tuple[float, bytes]:
        """Best first."""
        return self.weight, self.turn


@dataclass(frozen=True, slots=True)
class Swap:
    """One item for another of the same group, and what it gains without regard to types."""

    old: Candidate
    new: Candidate
    loss: float


class Draft:
    """A form in the making: what is chosen of each group, beside what whole cases brought."""

    def __init__(
        self,
        shelf: Iterable[Candidate],
        *,
        length: int,
        task_cap: int,
        types: Mapping[FormType, tuple[int, int, int]],
        tasks: Counter[str],
        level: float,
        barred: Counter[str],
    ) -> None:
        """A draft without single items; `types` is at least, wanted and at most, the rest is of the cases chosen."""
        self._cells: dict[Group, dict[tuple[str, FormType, float], list[Candidate]]] = defaultdict(dict)
        for each in sorted(shelf, key=lambda each: each.rank):
            self._cells[each.group].setdefault((each.task, each.kind, each.level), []).append(each)
        self.chosen: dict[str, Candidate] = {}
        self._length, self._types = length, types
        self._kinds: Counter[FormType] = Counter()
        self._tasks, self._level, self._barred = tasks, level, barred
        self._crowd = [CROWDED * max(0, count - task_cap) for count in range(2 * length + 2)]

    def fill(self, wanted: Mapping[Group, int]) -> None:
        """Take the best for each group while types and tasks have room for them, then whatever is there.

        What a group lacks is made up from the other one of its domain.
        """
        left = dict(wanted)
        shelf = sorted((each for group in left for each in self._shelf(group)), key=lambda each: each.rank)
        for strict in (True, False):
            for each in shelf:
                if left[each.group] and self._free(each) and not (strict and self._crowds(each)):
                    left[each.group] -= 1
                    self._take(each)
        for each in shelf:
            domain, pilot = each.group
            if left.get((domain, not pilot)) and self._free(each):
                left[domain, not pilot] -= 1
                self._take(each)

    def settle(self) -> None:
        """Swap until neither one swap nor two at once that exchange types make the draft better."""
        groups = sorted({each.group for each in self.chosen.values()})
        while True:
            while sum(map(self._improve, groups)):
                pass
            if not self._exchange(groups):
                return

    def _shelf(self, group: Group) -> Iterator[Candidate]:
        for cell in self._cells[group].values():
            yield from cell

    def _free(self, each: Candidate) -> bool:
        return each.id not in self.chosen and not self._barred[each.id]

    def _crowds(self, each: Candidate) -> bool:
        task = self._tasks[each.task]
        return self._kinds[each.kind] >= self._types.get(each.kind, (0, 0, 0))[1] or (
            self._crowd[task + 1] > self._crowd[task]
        )

    def _take(self, each: Candidate, times: int = 1) -> None:
        if times > 0:
            self.chosen[each.id] = each
        else:
            del self.chosen[each.id]
        self._kinds[each.kind] += times
        self._tasks[each.task] += times
        self._level += times * each.level
        for foe in each.foes:
            self._barred[foe] += times

    def _swap(self, swap: Swap) -> None:
        self._take(swap.old, -1)
        self._take(swap.new)

    def _swaps(self, group: Group) -> Iterator[Swap]:
        """The swaps worth a look: of items that are alike but for weight, the worst chosen for the best free."""
        worst: dict[tuple[str, FormType, float], Candidate] = {}
        best = []
        for cell, candidates in self._cells[group].items():
            free = None
            for each in candidates:
                if each.id in self.chosen:
                    worst[cell] = each
                elif free is None and not self._barred[each.id]:
                    free = each
            if free is not None:
                best.append(free)
        tasks, crowd, level, size = self._tasks, self._crowd, self._level, self._length
        off = abs(level)
        for old in worst.values():
            relief = old.weight + crowd[tasks[old.task]] - crowd[tasks[old.task] - 1] + off / size
            base = level - old.level
            for new in best:
                loss = new.weight - relief + abs(base + new.level) / size
                there = tasks[new.task] - (new.task == old.task)
                yield Swap(old, new, loss + crowd[there + 1] - crowd[there])

    def _improve(self, group: Group) -> bool:
        """Make the best swap of a group; False when none gains."""
        retyped: dict[tuple[FormType, FormType], float] = {}
        best, least = None, -LEAST
        for swap in self._swaps(group):
            kinds = swap.old.kind, swap.new.kind
            if kinds not in retyped:
                retyped[kinds] = self._retype((swap.old.kind, -1), (swap.new.kind, 1))
            loss = swap.loss + retyped[kinds]
            if loss < least:
                best, least = swap, loss
        if best is not None:
            self._swap(best)
        return best is not None

    def _exchange(self, groups: Sequence[Group]) -> bool:
        """Make the best pair of swaps in which one gives the type that the other takes; False when none gains."""
        best: dict[tuple[FormType, FormType], dict[Group, Swap]] = defaultdict(dict)
        for group in groups:
            for swap in self._swaps(group):
                kinds = swap.old.kind, swap.new.kind
                if kinds[0] != kinds[1] and (group not in best[kinds] or swap.loss < best[kinds][group].loss):
                    best[kinds][group] = swap
        pairs = []
        for (first, via), ones in best.items():
            for (gives, last), others in best.items():
                if gives == via:
                    retyped = self._retype((first, -1), (last, 1))
                    pairs += [
                        (one.loss + other.loss + retyped, one, other)
                        for one, other in product(ones.values(), others.values())
                        if one.new.group != other.new.group and other.new.id not in one.new.foes
                    ]
        before = self._worth()
        for _, one, other in nsmallest(CLOSEST, pairs, key=lambda pair: pair[0]):
            self._swap(one)
            self._swap(other)
            if self._worth() < before - LEAST:
                return True
            self._swap(Swap(one.new, one.old, 0))
            self._swap(Swap(other.new, other.old, 0))
        return False

    def _retype(self, *changes: tuple[FormType, int]) -> float:
        """What these changes of different types do to the mix."""
        if changes[0][0] == changes[-1][0]:
            return 0.0
        return fsum(
            self._untyped(kind, self._kinds[kind] + by) - self._untyped(kind, self._kinds[kind]) for kind, by in changes
        )

    def _untyped(self, kind: FormType, count: int) -> float:
        low, wanted, high = self._types.get(kind, (0, 0, 0))
        return OFF_AIM * abs(count - wanted) + OFF_TYPE * max(0, low - count, count - high)

    def _worth(self) -> float:
        """The weight of the whole draft, lower being better."""
        return (
            fsum(each.weight for each in self.chosen.values())
            + fsum(self._crowd[count] for count in self._tasks.values())
            + fsum(self._untyped(kind, self._kinds[kind]) for kind in {*self._types, *self._kinds})
            + abs(self._level) / self._length
        )
