"""Assess: how ready members are, from the group's whole record gone through once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.rules.abilities import Ability, newcomer, replay
from bot.rules.evidence import Counted, evidence, told_at
from bot.rules.information import GUESSED
from bot.rules.items import FormType
from bot.rules.packs import Pack
from bot.rules.readiness import Readiness, Record, Scale, assess, expected, worth
from bot.usecases.rate_items import editions_of, healths
from bot.usecases.verb import Desk

COLOURED = 10
"""Counted answers in a domain from which on it is told how a member stands there."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A member in one domain: the share expected right with its range (0 to 1), and the counted answers behind it.

    `stands` says how it stands to the member's other domains: `weak` or `strong` only beyond one standard error, else
    nothing. `worth` in points is about what some more study there brings.
    """

    domain: str
    expected: float
    low: float
    high: float
    answers: int
    stands: str
    worth: int


@dataclass(frozen=True, slots=True)
class Assessed:
    """A member's readiness with every domain in the blueprint's order, and what weighs most to study next."""

    readiness: Readiness
    record: Record
    cells: tuple[Cell, ...]
    next: str


def assess_members(desk: Desk, members: Collection[str]) -> Mapping[str, Assessed]:
    """How ready these members are as of the call, each looking at their own exam day.

    What was answered to questions that are still open is left out, so that no estimate tells who was right.
    """
    group, pack = desk.home, desk.pack
    sessions = desk.ledger.sessions.since(group.id, group.created_at)
    still_open = {session.id for session in sessions if session.open_at(desk.at)}
    responses = [one for one in desk.ledger.responses.of_group(group.id) if one.session not in still_open]
    items = editions_of(desk, pack, {(one.item, one.version) for one in responses})
    domains = tuple(pack.blueprint.shares)
    answers = evidence(responses, told_at(sessions), items)
    sums, reporters = desk.ledger.ratings.of_group(group.id), desk.ledger.ratings.reporters(group.id)
    doubtful = {(h.item.id, h.item.version) for h in healths(pack, sums, reporters) if h.verdict == "set aside"}
    beliefs = replay(answers, items, domains, aside=doubtful)
    of_member: dict[str, list[Counted]] = defaultdict(list)
    for answer in answers:
        of_member[answer.member].append(answer)
    plans, scale = desk.ledger.plans.of_group(group.id), scale_of(pack)
    found = {}
    for member in sorted(members):
        ability = beliefs.abilities.get(member) or newcomer(len(domains))
        record = _record(of_member[member], domains)
        day = plans[member].exam_day if member in plans else None
        readiness = assess(ability, record, scale, member=member, at=desk.at, exam_day=day)
        cells = _cells(ability, record, pack, scale)
        first = max(cells, key=lambda cell: cell.worth * (1 + (cell.high - cell.low) / 2), default=None)
        found[member] = Assessed(readiness, record, cells, first.domain if first is not None else "")
    return found


def scale_of(pack: Pack) -> Scale:
    """The exam as the estimate needs it."""
    low, high = pack.exam.scale
    shares = tuple(float(share) for share in pack.blueprint.shares.values())
    floors = tuple((float(share), _floor(kind)) for kind, share in pack.blueprint.types.items())
    return Scale(shares, pack.exam.scored, low, high, pack.exam.passing, floors)


def _floor(kind: FormType) -> float:
    return GUESSED["multiple_choice"] if kind == "case_study" else GUESSED[kind]


def _record(answers: Collection[Counted], domains: tuple[str, ...]) -> Record:
    held = Counter(answer.domain for answer in answers)
    times = [answer.at for answer in answers]
    return Record(tuple(held[d] for d in domains), min(times, default=None), max(times, default=None))


def _cells(ability: Ability, record: Record, pack: Pack, scale: Scale) -> tuple[Cell, ...]:
    middle = sum(ability.mean[1:]) / max(1, len(ability.mean) - 1)
    cells = []
    for place, (domain, share) in enumerate(pack.blueprint.shares.items()):
        logits, doubt = ability.logits(place), ability.variance(place) ** 0.5
        offset, own_doubt = ability.mean[1 + place] - middle, ability.spread[1 + place][1 + place] ** 0.5
        told = record.counts[place] >= COLOURED and abs(offset) > own_doubt
        cells.append(
            Cell(
                domain=domain,
                expected=expected(logits, scale),
                low=expected(logits - doubt, scale),
                high=expected(logits + doubt, scale),
                answers=record.counts[place],
                stands=("strong" if offset > 0 else "weak") if told else "",
                worth=round(worth(logits, float(share), scale)),
            )
        )
    return tuple(cells)
