"""Whole cases: which scenarios, with all their questions, stand in a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.rules.forms import Plan
from bot.rules.items import Item


@dataclass(frozen=True, slots=True)
class WholeCase:
    """A scenario's questions as one thing to take; `weight` is their mean, the lightest being the best."""

    items: tuple[Item, ...]
    weight: float
    turn: bytes
    foes: frozenset[str]

    @property
    def domains(self) -> Counter[str]:
        """How many questions lie in each domain."""
        return Counter(item.domain for item in self.items)

    @property
    def pilots(self) -> Counter[str]:
        """How many of them are pilot items."""
        return Counter(item.domain for item in self.items if item.pilot)


def choose_cases(shelf: Iterable[WholeCase], plan: Plan, *, singles: Mapping[str, int]) -> list[WholeCase]:
    """The cases of a form: as many as come nearest to what is wanted, and those that fill what single items cannot.

    A form takes one wherever a whole case question is wanted; of further ones no more than their share of what
    is at hand, so that they last as long as the rest. `singles` says how many single items each domain has.
    """
    shelf = sorted(shelf, key=lambda case: (case.weight, case.turn))
    room, places = Counter(plan.counts), Counter(plan.unscored_by_domain)
    short = Counter({name: count - singles.get(name, 0) for name, count in room.items()})
    wanted = plan.case_questions
    in_cases = sum(len(case.items) for case in shelf)
    target = min(wanted, Fraction(in_cases * plan.length, max(1, in_cases + sum(singles.values()))))
    taken: list[WholeCase] = []
    held = 0
    for case in shelf:
        nearer = abs(held + len(case.items) - target) < abs(held - target) if taken else wanted >= 1
        needed = any(short[name] > 0 for name in case.domains)
        barred = any(item.id in one.foes for one in taken for item in case.items)
        if (nearer or needed) and not barred and case.domains <= room and case.pilots <= places:
            taken.append(case)
            held += len(case.items)
            room, places = room - case.domains, places - case.pilots
            short.subtract(case.domains)
    return taken
