"""Abilities: what is believed of each member and each item, brought up to date at every counted answer.

In logits: ability 0 gets half of what cannot be guessed of a typical item (difficulty 0) right. A member is able in
general and a little more or less so in each domain; an item is as hard as its author said, until answers tell better.
Beliefs are normal: a mean, and how far the truth may be from it. The constants were fitted to simulated study groups of
5 to 30 people; nothing in them comes from a real exam.

A group's own level is not estimated: a newcomer is thought to be like anybody of any group. Replaying the record gives
the same beliefs each time, which is how a corrected key or a question taken out is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import exp, sqrt

from bot.rules.evidence import Counted, Edition
from bot.rules.information import DOUBT, SLIP, difficulty, guessed, slope
from bot.rules.items import Item

NEWCOMER = 0.3
"""The ability of somebody who joins a study group, on average."""

SPREAD, OF_GROUPS, OF_DOMAINS, OF_TASKS = 0.85, 0.45, 0.5, 0.25
"""How far members are from their group's mean, groups from one another, a member's domains from the member, and a
domain's tasks from the domain."""

GROWTH, HEAD_START = 0.65, 0.1
"""Logits that a member learns in thirty days, and that were learned before the first answer."""

GROWS_FOR = 4
"""Days after a right answer for which growth goes on; who stays away for months does not learn by it."""

WIDENING = 0.0006
"""What a day of growth adds to the variance of a member's general ability."""

FADES, UNEQUAL = 120, 0.25
"""Days in which 63 % of what was learned is forgotten, and how unequally people forget: the doubt once all of it is
forgotten, as a share of what was learned."""

HARDEST = 4.0
"""Difficulties lie between this and its negative."""

_DAY = timedelta(days=1)
Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Ability:
    """What is believed of a member: general ability and the offset of each domain, in the blueprint's order.

    `mean` has one number more than there are domains, `spread` is their covariance. `at` is the instant of the last
    counted answer, or of the look at it if that was later, and `right_at` that of the last right one; None before the
    first. `learned` is that part of general ability that may be forgotten, in logits.
    """

    mean: tuple[float, ...]
    spread: Rows
    at: datetime | None = None
    right_at: datetime | None = None
    learned: float = 0.0

    def logits(self, domain: int) -> float:
        """How able the member is in this domain (its place in the blueprint, from 0)."""
        return self.mean[0] + self.mean[1 + domain]

    def variance(self, domain: int) -> float:
        """How far the truth may be from that, squared; above 0."""
        one, other = self.spread[0], self.spread[1 + domain]
        return one[0] + 2 * one[1 + domain] + other[1 + domain]


@dataclass(frozen=True, slots=True)
class Difficulty:
    """What is believed of an item in one version: how hard it is, how far the truth may be from that (squared).

    `floor` is the share that blind guessing gets right.
    """

    logits: float
    variance: float
    floor: float

    @property
    def doubt(self) -> float:
        """How far the truth may be from it, in logits: 0.75 before the first answer, less with each."""
        return sqrt(self.variance)


@dataclass(frozen=True, slots=True)
class Offset:
    """How much more or less able a member is in one task than in its domain, in logits, and the doubt of it squared."""

    logits: float = 0.0
    variance: float = OF_TASKS**2


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an answer says: the chance it had, how surprising it was (`pull`), and how much it tells (`information`)."""

    chance: float
    pull: float
    information: float


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What is believed once the record was replayed: of members by id, items by version, and members in tasks."""

    abilities: Mapping[str, Ability] = field(default_factory=dict)
    difficulties: Mapping[Edition, Difficulty] = field(default_factory=dict)
    offsets: Mapping[tuple[str, str], Offset] = field(default_factory=dict)


def newcomer(domains: int) -> Ability:
    """What is believed of a member before their first answer, in an exam of so many domains."""
    general = SPREAD**2 + OF_GROUPS**2
    size = 1 + domains
    spread = tuple(
        tuple((general if row == 0 else OF_DOMAINS**2) if row == column else 0.0 for column in range(size))
        for row in range(size)
    )
    return Ability((NEWCOMER,) + (0.0,) * domains, spread, learned=HEAD_START)


def untried(item: Item) -> Difficulty:
    """What is believed of an item before its first answer: what its author said."""
    return Difficulty(difficulty(item), DOUBT**2, guessed(item.problem))


def chance(able: float, hard: Difficulty) -> float:
    """The chance of a member of that ability to get the item right, between guessing and 0.98."""
    return hard.floor + (SLIP - hard.floor) * _rise(slope(hard.variance) * (able - hard.logits))


def lesson(able: float, hard: Difficulty, *, right: bool, weight: float = 1.0) -> Lesson:
    """What an answer of somebody of that ability says."""
    steep = slope(hard.variance)
    part = _rise(steep * (able - hard.logits))
    likely = hard.floor + (SLIP - hard.floor) * part
    rise = (SLIP - hard.floor) * part * (1 - part) * steep
    noise = likely * (1 - likely)
    return Lesson(likely, weight * (right - likely) * rise / noise, weight * rise * rise / noise)


def _rise(logits: float) -> float:
    """The logistic curve; it does not overflow."""
    if logits >= 0:
        return 1 / (1 + exp(-logits))
    part = exp(logits)
    return part / (1 + part)


def faded(ability: Ability, at: datetime) -> Ability:
    """The ability at a later instant with no answer in between: part of what was learned is forgotten.

    It is the same whether one goes there at once or stops on the way.
    """
    if ability.at is None or at <= ability.at:
        return ability if ability.at else _moved(ability, 0.0, 0.0, at, ability.right_at)
    left = exp((ability.at - at) / _DAY / FADES)
    doubt = (UNEQUAL * ability.learned) ** 2 * (1 - left**2)
    return _moved(ability, -ability.learned * (1 - left), doubt, at, ability.right_at)


def grown(ability: Ability, at: datetime) -> Ability:
    """The ability at the instant of a right answer: what was learned since the right answer before it is added.

    A wrong answer is no sign that anything was learned, so that it never raises what is believed of somebody who comes
    back. What was learned before they stayed away has faded since.
    """
    before, ability = ability.right_at, faded(ability, at)
    if before is None or at <= before:
        return ability if before else _moved(ability, 0.0, 0.0, at, at)
    days = (at - before) / _DAY
    grew = min(days, GROWS_FOR)
    gained = GROWTH * grew / 30 * exp((grew - days) / FADES)
    return _moved(ability, gained, WIDENING * grew, at, at)


def _moved(ability: Ability, logits: float, variance: float, at: datetime, right_at: datetime | None) -> Ability:
    """So much more able in general, all of it learned, and known so much less well, as of that instant."""
    first, *rest = ability.spread
    mean = (ability.mean[0] + logits, *ability.mean[1:])
    return Ability(mean, ((first[0] + variance, *first[1:]), *rest), at, right_at, ability.learned + logits)


def learn(
    ability: Ability, hard: Difficulty, domain: int, *, right: bool, weight: float = 1.0
) -> tuple[Ability, Difficulty]:
    """What is believed of member and item after one counted answer; both from what was believed before it."""
    towards = [row[0] + row[1 + domain] for row in ability.spread]
    variance = towards[0] + towards[1 + domain]
    said = lesson(ability.logits(domain), hard, right=right, weight=weight)
    damped = 1 + variance * said.information
    step, shrink = said.pull / damped, said.information / damped
    # Lists and a loop: half the time of generators, and a group's whole record is gone through at once.
    mean = tuple([old + along * step for old, along in zip(ability.mean, towards, strict=True)])
    spread = []
    for row, along in zip(ability.spread, towards, strict=True):
        less = along * shrink
        spread.append(tuple([old - less * across for old, across in zip(row, towards, strict=False)]))
    left = hard.variance / (1 + hard.variance * said.information)
    moved = min(HARDEST, max(-HARDEST, hard.logits - left * step))
    after = Ability(mean, tuple(spread), ability.at, ability.right_at, ability.learned)
    return after, Difficulty(moved, left, hard.floor)


def lean(
    offset: Offset, ability: Ability, hard: Difficulty, domain: int, *, right: bool, weight: float = 1.0
) -> Offset:
    """What is believed of the member in the item's task after one counted answer, from what was believed before it.

    The domain explains what it can; its own doubt keeps a task from being blamed for what nobody knows of the domain.
    """
    said = lesson(ability.logits(domain) + offset.logits, hard, right=right, weight=weight)
    damped = 1 + ability.variance(domain) * said.information
    left = offset.variance / (1 + offset.variance * said.information / damped)
    return Offset(offset.logits + left * said.pull / damped, left)


NOTHING, LEVEL = Beliefs(), Offset()


def replay(
    answers: Iterable[Counted],
    items: Mapping[Edition, Item],
    domains: Sequence[str],
    *,
    aside: AbstractSet[Edition] = frozenset(),
    after: Beliefs = NOTHING,
) -> Beliefs:
    """Everything learned from a group's counted answers, given in order of time; of items set `aside` nothing is.

    Answers in a domain that is none of `domains` are left out. `after` is what was learned from earlier answers: a
    record may be replayed in parts.
    """
    places = {domain: place for place, domain in enumerate(domains)}
    start = newcomer(len(domains))
    abilities, difficulties, offsets = dict(after.abilities), dict(after.difficulties), dict(after.offsets)
    for answer in answers:
        if answer.domain not in places or answer.edition in aside:
            continue
        item, place = items[answer.edition], places[answer.domain]
        hard = difficulties.get(answer.edition) or untried(item)
        ability = (grown if answer.right else faded)(abilities.get(answer.member, start), answer.at)
        task = answer.member, item.task
        offsets[task] = lean(offsets.get(task, LEVEL), ability, hard, place, right=answer.right, weight=answer.weight)
        abilities[answer.member], difficulties[answer.edition] = learn(
            ability, hard, place, right=answer.right, weight=answer.weight
        )
    return Beliefs(abilities, difficulties, offsets)
