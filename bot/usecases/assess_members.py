"""Assess: how ready members are, from the group's whole record gone through once."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rules.abilities import Beliefs, Offset, newcomer, replay
from bot.rules.cells import Cell, TaskCell, domain_cells, study_next, task_cells
from bot.rules.evidence import Counted, Edition, evidence, told_at
from bot.rules.gaps import GapMap, gap_map
from bot.rules.information import GUESSED
from bot.rules.items import FormType, Item
from bot.rules.outcomes import Assumption, assumption
from bot.rules.packs import Pack
from bot.rules.plans import StudyPlan
from bot.rules.readiness import Readiness, Record, Scale, assess, drift, spread_of
from bot.rules.risks import Risk, risks
from bot.rules.sessions import EVER
from bot.rules.timetable import instant
from bot.rules.trends import FORTNIGHT, Trend, trend
from bot.usecases.rate_items import editions_of, healths
from bot.usecases.verb import Desk


@dataclass(frozen=True, slots=True)
class Assessed:
    """A member's readiness with every domain and task in the blueprint's order, and what weighs most to study next.

    `next` is a domain and `next_task` a task in it. `trend` is None for who had no counted answer a fortnight ago.
    `active_at` is the last answer of any sort, None before the first. `assumed.cut` is the pass line that
    all shares are held against.
    """

    readiness: Readiness
    record: Record
    cells: tuple[Cell, ...]
    next: str
    next_task: str
    tasks: tuple[TaskCell, ...]
    trend: Trend | None
    risks: tuple[Risk, ...]
    active_at: datetime | None
    plan: StudyPlan
    assumed: Assumption


@dataclass(frozen=True, slots=True)
class _Known:
    """What a group's record tells: beliefs a fortnight ago and now, and each member's counted answers in time."""

    pack: Pack
    scale: Scale
    assumed: Assumption
    at: datetime
    items: Mapping[Edition, Item]
    then: Beliefs
    now: Beliefs
    offsets: Mapping[str, Mapping[str, Offset]]
    counted: Mapping[str, Sequence[Counted]]
    active: Mapping[str, datetime]

    @property
    def since(self) -> datetime:
        return self.at - FORTNIGHT

    @property
    def domains(self) -> tuple[str, ...]:
        return tuple(self.pack.blueprint.shares)


def assess_members(desk: Desk, members: Collection[str]) -> Mapping[str, Assessed]:
    """How ready these members are as of the call, each looking at their own exam day.

    What was answered to questions that are still open is left out, so that no estimate tells who was right.
    """
    group, known = desk.home, _learn(desk, desk.at)
    people, plans = desk.ledger.groups.members(group.id), desk.ledger.plans.of_group(group.id)
    found = {}
    for member in sorted(members):
        plan = plans.get(member) or StudyPlan(group.id, member)
        joined = people[member].joined_at if member in people else desk.at
        found[member] = _assessed(known, plan, joined, today=desk.today)
    return found


def gaps_of(desk: Desk, assessed: Iterable[Assessed]) -> GapMap:
    """Where the group stands task by task, by those of them with enough evidence."""
    enough = [one for one in assessed if one.readiness.evidence != "not enough"]
    bar = enough[0].assumed.cut if enough else scale_of(desk.pack).cut
    return gap_map([one.tasks for one in enough], bar=bar)


def foresee(desk: Desk, member: str, day: date) -> tuple[tuple[float, ...], float]:
    """What was believed of a member when that day began: ability in each domain and the doubt of it, in logits.

    Kept with the result of an exam, as forecasts are: what is corrected later does not change what was foreseen.
    """
    at = min(desk.at, instant(day, time(0), desk.home.zone))
    known = _learn(desk, at)
    ability = known.now.abilities.get(member) or newcomer(len(known.domains))
    common = drift(_record(known.counted.get(member, ()), known.domains, at), at)
    able = tuple(round(ability.logits(place) + common, 4) for place in range(len(known.domains)))
    return able, round(spread_of(ability, known.scale), 4)


def scale_of(pack: Pack) -> Scale:
    """The exam as the estimate needs it."""
    low, high = pack.exam.scale
    shares = tuple(float(share) for share in pack.blueprint.shares.values())
    floors = tuple((float(share), _floor(kind)) for kind, share in pack.blueprint.types.items())
    return Scale(shares, pack.exam.scored, low, high, pack.exam.passing, floors)


def _floor(kind: FormType) -> float:
    return GUESSED["multiple_choice"] if kind == "case_study" else GUESSED[kind]


def _learn(desk: Desk, at: datetime) -> _Known:
    """Go through the group's record up to that instant once, with a stop a fortnight before."""
    group, pack = desk.home, desk.pack
    sessions = desk.ledger.sessions.since(group.id, EVER)
    still_open = {session.id for session in sessions if session.open_at(desk.at)}
    everything = desk.ledger.responses.of_group(group.id)
    if at < desk.at:
        everything = tuple(one for one in everything if one.at < at)
    responses = [one for one in everything if one.session not in still_open]
    items = editions_of(desk, pack, {(one.item, one.version) for one in responses})
    sums, reporters = desk.ledger.ratings.of_group(group.id), desk.ledger.ratings.reporters(group.id)
    doubtful = {(h.item.id, h.item.version) for h in healths(pack, sums, reporters) if h.verdict == "set aside"}
    answers = [one for one in evidence(responses, told_at(sessions), items) if one.edition not in doubtful]
    domains = tuple(pack.blueprint.shares)
    old = bisect_right(answers, at - FORTNIGHT, key=lambda one: one.at)
    then = replay(answers[:old], items, domains)
    now = replay(answers[old:], items, domains, after=then)
    counted: dict[str, list[Counted]] = defaultdict(list)
    for answer in answers:
        counted[answer.member].append(answer)
    offsets: dict[str, dict[str, Offset]] = defaultdict(dict)
    for (member, task), offset in now.offsets.items():
        offsets[member][task] = offset
    active = {one.member: one.at for one in everything}
    scale = scale_of(pack)
    assumed = assumption(desk.ledger.outcomes.counting(pack.id), scale)
    return _Known(pack, scale, assumed, at, items, then, now, offsets, counted, active)


def _assessed(known: _Known, plan: StudyPlan, joined: datetime, *, today: date) -> Assessed:
    member, at = plan.member, known.at
    answers = known.counted.get(member, ())
    ability = known.now.abilities.get(member) or newcomer(len(known.domains))
    record = _record(answers, known.domains, at)
    assumed, blueprint, scale = known.assumed, known.pack.blueprint, known.scale
    readiness = assess(
        ability,
        record,
        scale,
        member=member,
        at=at,
        exam_day=plan.exam_day,
        today=today,
        weights=assumed.weights,
    )
    cells = domain_cells(ability, record.counts, blueprint, scale, shift=assumed.shift)
    held = Counter(known.items[answer.edition].task for answer in answers)
    tasks = task_cells(ability, known.offsets.get(member, {}), held, blueprint, scale, shift=assumed.shift)
    domain, task = study_next(cells, tasks)
    before = known.then.abilities.get(member)
    early = [one for one in answers if one.at <= known.since]
    then = None if before is None else (before, _record(early, known.domains, known.since))
    changed = trend(then, (ability, record), scale, since=known.since, at=at)
    active = known.active.get(member)
    reasons = risks(
        readiness,
        cells,
        changed,
        bar=assumed.cut,
        idle=(at - (active or joined)) / _DAY,
        joined=(at - joined) / _DAY,
        exam_in=None if plan.exam_day is None else (plan.exam_day - today).days,
    )
    return Assessed(readiness, record, cells, domain, task, tasks, changed, reasons, active, plan, assumed)


def _record(answers: Sequence[Counted], domains: tuple[str, ...], at: datetime) -> Record:
    """The answers in short. What a clock that was ahead has dated later than now counts as given now."""
    held = Counter(answer.domain for answer in answers)
    times = [min(answer.at, at) for answer in answers]
    return Record(tuple(held[d] for d in domains), min(times, default=None), max(times, default=None))


_DAY = timedelta(days=1)
