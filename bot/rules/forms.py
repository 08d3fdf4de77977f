"""Forms: what a mock exam is made of, and how many items of each domain it gets.

Domains and types come in the exam's proportions, and what rounding takes from one form the next one gives back. The
rules that may yield when a bank cannot satisfy them all are `Yielding`; the domains never do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor
from typing import Literal, TypeVar

from bot.rules.blueprints import Blueprint
from bot.rules.items import FormType, Item
from bot.rules.packs import Exam

Yielding = Literal["task_cap", "rest", "type", "pilots"]
"""Rules that yield, first one first: items of one task, days of rest, the type mix, places for pilot items."""

REST = 28
"""Days for which what was seen is not asked again."""

SHORTEST, LONGEST = 1, 200
"""Items in a form; the weekly one has 10 to 30, the exam 65."""

MINI = 20
"""Questions of a mini mock of one's own, and of one over a single domain, where the exam has as many."""

HALF_CASE = Fraction(5, 2)
"""Items by which whole cases may miss the number of case questions that is wanted."""

WINDOW = 8
"""Consecutive forms over which each domain is within one item of its share."""

SPREAD = Fraction(9, 5)
"""A task may have so many times its even share of a form: 3 of 20 where the exam has twelve tasks."""


Name = TypeVar("Name", bound=str)


@dataclass(frozen=True, slots=True)
class Form:
    """The items of a mock exam in reading order, a case's together.

    `unscored` are those that do not count in its score. `relaxed` says which rules had to yield, in the order they
    did, and `missing` how many items each domain lacks; both are empty where the bank sufficed.
    """

    items: tuple[str, ...]
    unscored: frozenset[str] = frozenset()
    relaxed: tuple[Yielding, ...] = ()
    missing: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a form shall be.

    `counts` says how many items each domain gets (see `domain_counts`); `unscored` how many of all do not count (see
    `unscored_places`). `seen` is item id to days since it was last seen, 0 or more, and what is not in it never was;
    what was seen less than `rest` days ago waits. `exposure` is item id to how often it was asked. `enemies` is item
    id to those that must not stand beside it. `owed` is how many items of each type earlier forms owe to the exam's
    mix (see `types_owed`). With `inform` the items that tell most about a member come first, as a short form needs;
    without it the levels come as they lie in the pool, so that one form is as hard as the next.

    Raises:
        ValueError: when the form would have less than 1 or more than 200 items, a domain is none of the exam's or has
            less than no item, or the unscored are more than all.
    """

    blueprint: Blueprint
    counts: Mapping[str, int]
    unscored: int = 0
    seen: Mapping[str, int] = field(default_factory=dict)
    rest: int = REST
    exposure: Mapping[str, int] = field(default_factory=dict)
    enemies: Mapping[str, frozenset[str]] = field(default_factory=dict)
    owed: Mapping[FormType, Fraction] = field(default_factory=dict)
    inform: bool = True

    def __post_init__(self) -> None:
        _refuse_length(self.length)
        if not self.counts.keys() <= self.blueprint.shares.keys() or min(self.counts.values()) < 0:
            raise ValueError("a form's domains are the exam's, each with no item or more")
        if not 0 <= self.unscored <= self.length:
            raise ValueError("a form has between none and all of its items unscored")

    @property
    def length(self) -> int:
        """How many items the form shall have."""
        return sum(self.counts.values())

    @property
    def task_cap(self) -> int:
        """How many items one task may have."""
        tasks = sum(len(domain.tasks) for domain in self.blueprint.domains if self.counts.get(domain.id))
        return ceil(SPREAD * self.length / max(1, tasks))

    @property
    def case_questions(self) -> Fraction:
        """How many case questions are wanted: the exam's share and what earlier forms owe, up to half a case of it."""
        share = self.blueprint.types.get("case_study", Fraction(0))
        return share * self.length + min(HALF_CASE, self.owed.get("case_study", Fraction(0)))

    @property
    def unscored_by_domain(self) -> Mapping[str, int]:
        """How many places of each domain do not count; the scored ones keep to the proportions of the form."""
        scored = largest_remainder(
            {name: Fraction(count * (self.length - self.unscored), self.length) for name, count in self.counts.items()}
        )
        return {name: count - scored[name] for name, count in self.counts.items()}

    def rested(self, item_id: str) -> bool:
        """Whether this item was not seen for long enough."""
        return self.seen.get(item_id, self.rest) >= self.rest


def largest_remainder(exact: Mapping[str, Fraction]) -> dict[str, int]:
    """Each number rounded down or up so that the sum stays what it is (a whole number); ties go to the first.

    >>> from fractions import Fraction as F
    >>> largest_remainder({"a": F(5, 2), "b": F(5, 2), "c": F(1)})
    {'a': 3, 'b': 2, 'c': 1}
    """
    counts = {name: floor(value) for name, value in exact.items()}
    short = int(sum(exact.values())) - sum(counts.values())
    for name in sorted(exact, key=lambda name: counts[name] - exact[name])[:short]:
        counts[name] += 1
    return counts


def domain_counts(blueprint: Blueprint, length: int, past: Sequence[Mapping[str, int]] = ()) -> dict[str, int]:
    """How many items each domain gets in the next form of `length`, after the forms whose counts are `past`.

    Rounding errors are carried: over any eight consecutive forms of one length each domain is within one item of its
    share. Ties go to the earlier domain.

    Raises:
        ValueError: when `length` is less than 1 or more than 200.

    >>> from fractions import Fraction as F
    >>> from bot.rules.blueprints import Domain
    >>> shares = [F(28, 100), F(26, 100), F(22, 100), F(24, 100)]
    >>> exam = Blueprint(tuple(Domain(str(n), "", s, ()) for n, s in enumerate(shares, 1)), {"matching": F(1)})
    >>> first = domain_counts(exam, 20)
    >>> list(first.values()), list(domain_counts(exam, 20, [first]).values())
    ([6, 5, 4, 5], [5, 5, 5, 5])
    """
    _refuse_length(length)
    shares = blueprint.shares
    fair = {name: share * length for name, share in shares.items()}
    owed, lately = _owed(shares, past), _owed(shares, past[-(WINDOW - 1) :])
    counts = {name: floor(value) for name, value in fair.items()}

    def claim(name: str) -> tuple[bool, bool, Fraction]:
        """How much a domain needs one more: the window asks for it, the window allows it, it is owed the most."""
        without = lately[name] + fair[name] - counts[name]
        return without > 1, without >= 0, owed[name] + fair[name] - counts[name]

    claims = sorted((name for name in shares if counts[name] < fair[name]), key=claim, reverse=True)
    return {name: count + (name in claims[: length - sum(counts.values())]) for name, count in counts.items()}


def types_owed(blueprint: Blueprint, past: Sequence[Mapping[FormType, int]]) -> dict[FormType, Fraction]:
    """How many items of each type the forms whose counts are `past` owe to the exam's mix; below 0 what is too many."""
    return _owed(blueprint.types, past)


def short_length(exam: Exam, wanted: int = MINI) -> int:
    """Questions of a short mock exam: as many as are wanted, and never more than the exam has."""
    return min(wanted, exam.questions)


def unscored_places(exam: Exam, length: int, pool: Collection[Item]) -> int:
    """How many of `length` items do not count: as in the exam, 15 of 65.

    A form shorter than the exam has none when there is no pilot item to try out in `pool`; the full exam always has
    them, and what pilot items do not fill, live items do.
    """
    if length < exam.questions and not any(item.pilot for item in pool):
        return 0
    return floor(Fraction(length * exam.unscored, exam.questions) + Fraction(1, 2))


def counts_at_hand(blueprint: Blueprint, length: int, pool: Collection[Item]) -> dict[str, int]:
    """Up to `length` items by domain, as near to the exam's proportions as `pool` allows: for forms of missed items.

    Raises:
        ValueError: when `length` is less than 1 or more than 200, or the pool is empty.
    """
    _refuse_length(length)
    held = Counter(item.domain for item in pool)
    counts = dict.fromkeys(blueprint.shares, 0)
    for turn in range(1, min(length, sum(held[name] for name in counts)) + 1):
        more = [name for name in counts if counts[name] < held[name]]
        counts[max(more, key=lambda name: blueprint.shares[name] * turn - counts[name])] += 1
    _refuse_length(sum(counts.values()))
    return counts


def leave_out(pool: Collection[Item], names: Collection[str]) -> list[Item]:
    """The pool without these items, and without every case of which a question is among them: cases stay whole."""
    cases = {item.case.id for item in pool if item.case and item.id in names}
    return [item for item in pool if not (item.case.id in cases if item.case else item.id in names)]


def _owed(shares: Mapping[Name, Fraction], past: Sequence[Mapping[Name, int]]) -> dict[Name, Fraction]:
    total = sum(counts.get(name, 0) for counts in past for name in shares)
    return {name: share * total - sum(counts.get(name, 0) for counts in past) for name, share in shares.items()}


def _refuse_length(length: int) -> None:
    if not SHORTEST <= length <= LONGEST:
        raise ValueError(f"a form has {SHORTEST} to {LONGEST} items, not {length}")
