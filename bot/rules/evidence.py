"""Evidence: which answers on record tell something of ability and difficulty, and how much each of them does.

Counted is a member's first answer to an item in one version, unless it was a guess at a glance or they had been told
the key, alone or with the whole group. An unknown time counts. Long times say nothing: a sheet is opened, and then
there is lunch. Everything is decided from the whole record, whatever the order it comes in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from statistics import median
from typing import Literal, NamedTuple, Protocol, TypeVar

from bot.rules.information import SHARED
from bot.rules.items import Answer, Case, Item

FASTEST = 8
"""Seconds under which nobody has read a question."""

GLANCE = 0.1
"""The share of an item's median time under which an answer to it was a guess at a glance."""

KNOWN_TIMES = 10
"""Times from which on an item has a median that says something."""

Edition = tuple[str, int]
"""An item in one version."""

EVERYBODY = ""
"""Whoever is in the group, where members go by their ids."""

Told = Mapping[Edition, Mapping[str, datetime]]
"""Since when the key of an item is known, by member or to `EVERYBODY`."""

Ruling = Literal["counted", "repeat", "revealed", "rapid"]
"""What an answer is worth: `counted`; given again; given after one had been told the key; or too fast to tell."""


class Answered(Protocol):
    """What evidence asks of an answer on record; a `Response` tells it, and so does its gist."""

    @property
    def session(self) -> str:
        """In which session it was given."""
        ...

    @property
    def edition(self) -> Edition:
        """To which item in which version."""
        ...

    @property
    def member(self) -> str:
        """By whom."""
        ...

    @property
    def answer(self) -> Answer:
        """What was given."""
        ...

    @property
    def right(self) -> bool:
        """How it was marked."""
        ...

    @property
    def at(self) -> datetime:
        """When."""
        ...

    @property
    def seconds(self) -> int | None:
        """How long the question had been before them, None if unknown."""
        ...


A = TypeVar("A", bound=Answered)

# Tuples with names: a group's whole record is gone through at once, and they take a third of the time of a dataclass.


class Gist(NamedTuple):
    """As much of an answer on record as evidence asks."""

    session: str
    edition: Edition
    member: str
    answer: Answer
    right: bool
    at: datetime
    seconds: int | None


class Log(NamedTuple):
    """The gist of every answer of a group in order of time, the editions they are to, and what it was read from.

    `rows` is for whoever read it: by these the same log is known again.
    """

    gists: tuple[Gist, ...] = ()
    editions: frozenset[Edition] = frozenset()
    rows: Sequence[object] = ()


class Counted(NamedTuple):
    """A counted answer: `weight` is how much it tells beside a lone one, from 0 to 1."""

    member: str
    edition: Edition
    domain: str
    at: datetime
    right: bool
    answer: Answer
    weight: float = 1.0


def rulings(responses: Iterable[A], told: Told) -> tuple[tuple[A, Ruling], ...]:
    """Each answer with what it is worth, in order of time.

    Of two answers the earlier is the first, even if it was too fast: after it the key is known.
    """
    seen: set[tuple[str, Edition]] = set()
    firsts: list[tuple[A, bool]] = []
    times: dict[Edition, list[int]] = defaultdict(list)
    for response in sorted(responses, key=_in_time):
        edition = response.edition
        known = response.member, edition
        if known in seen:
            firsts.append((response, False))
            continue
        seen.add(known)
        firsts.append((response, True))
        if response.seconds is not None:
            times[edition].append(response.seconds)
    fastest = _fastest(times)
    return tuple([(response, _ruling(response, first, told, fastest)) for response, first in firsts])


def _ruling(response: Answered, first: bool, told: Told, fastest: Mapping[Edition, float]) -> Ruling:
    edition = response.edition
    if not first:
        return "repeat"
    known = told.get(edition)
    if known and any(who in known and response.at >= known[who] for who in (EVERYBODY, response.member)):
        return "revealed"
    if response.seconds is not None and response.seconds < fastest.get(edition, FASTEST):
        return "rapid"
    return "counted"


def _fastest(times: Mapping[Edition, Sequence[int]]) -> Mapping[Edition, float]:
    """The least seconds an answer must have taken to count, by item, from the times of first answers."""
    return {
        edition: max(FASTEST, GLANCE * median(taken)) for edition, taken in times.items() if len(taken) >= KNOWN_TIMES
    }


def evidence(responses: Iterable[Answered], told: Told, items: Mapping[Edition, Item]) -> tuple[Counted, ...]:
    """The counted answers to `items`, in order of time.

    Questions on one scenario that a member answered in one session share what they tell: each of n weighs
    1 / (1 + 0.2 (n - 1)).
    """
    return tuple([counted for _, counted in weighed(responses, told, items)])


def weighed(responses: Iterable[A], told: Told, items: Mapping[Edition, Item]) -> list[tuple[A, Counted]]:
    """The answers that count, each with what it counts as, in order of time.

    That rests on the answers to the same item and on the same scenario, and on no others.
    """
    kept = [
        (response, items[response.edition])
        for response, ruling in rulings(responses, told)
        if ruling == "counted" and response.edition in items
    ]
    together = Counter([(one.session, one.member, item.case.id) for one, item in kept if item.case])

    def weight(one: Answered, case: Case) -> float:
        return 1 / (1 + SHARED * (together[one.session, one.member, case.id] - 1))

    return [
        (
            one,
            Counted(
                one.member,
                one.edition,
                item.domain,
                one.at,
                one.right,
                one.answer,
                1.0 if item.case is None else weight(one, item.case),
            ),
        )
        for one, item in kept
    ]


def _in_time(response: Answered) -> tuple[datetime, str, Edition, str]:
    return response.at, response.session, response.edition, response.member
