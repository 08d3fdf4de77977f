"""Assess: how ready members are, from the group's whole record; what was gone through before is gone on from."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rules.abilities import Ability, Offset, faded, newcomer
from bot.rules.cells import Cell, TaskCell, domain_cells, study_next, task_cells
from bot.rules.evidence import Counted, Edition, Log
from bot.rules.gaps import GapMap, gap_map
from bot.rules.information import GUESSED
from bot.rules.items import FormType, Item
from bot.rules.learned import Learned, learn_on
from bot.rules.outcomes import Assumption, assumption
from bot.rules.packs import Pack
from bot.rules.plans import StudyPlan
from bot.rules.readiness import FAULTS, Readiness, Record, Scale, assess, spread_of
from bot.rules.reveals import Tellers, told_by
from bot.rules.risks import Risk, risks
from bot.rules.sifting import Sifted, sift
from bot.rules.timetable import instant
from bot.rules.trends import FORTNIGHT, Trend, trend
from bot.usecases.rate_items import editions_of, healths
from bot.usecases.tellers import tellers_of
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
class _Grounds:
    """All that a group's beliefs rest on: as long as it is the same, so are they.

    Beliefs are those of the beginning of the record up to `until`, with a stop at `since`.
    """

    pack: Pack
    since: datetime
    until: datetime | None
    log: Log
    tellers: Tellers
    still_open: frozenset[str]
    items: Mapping[Edition, Item]
    doubtful: frozenset[Edition]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a group's record tells: beliefs a fortnight ago and now, and each member's counted answers in time."""

    grounds: _Grounds
    sifted: Sifted
    then: Learned
    now: Learned
    offsets: Mapping[str, Mapping[str, Offset]]
    counted: Mapping[str, Sequence[Counted]]
    active: Mapping[str, datetime]

    @property
    def domains(self) -> tuple[str, ...]:
        return tuple(self.grounds.pack.blueprint.shares)


@dataclass(frozen=True, slots=True)
class _Basis:
    """All that a member's estimate rests on: as long as it is the same, so is the estimate.

    `before` is what was believed at `since`, None for who had no counted answer by then; `held` are counted answers by
    task. `at` is a full hour, lest an estimate flickers by the minute.
    """

    pack: Pack
    assumed: Assumption
    plan: StudyPlan
    at: datetime
    since: datetime
    today: date
    joined: datetime
    active: datetime | None
    ability: Ability
    record: Record
    before: Ability | None
    offsets: Mapping[str, Offset]
    held: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was worked out of a group last: beliefs and estimates, each with what they rest on."""

    known: _Known
    found: Mapping[str, tuple[_Basis, Assessed]]


def assess_members(desk: Desk, members: Collection[str]) -> Mapping[str, Assessed]:
    """How ready these members are as of the call, each looking at their own exam day.

    What was answered to questions that are still open is left out, so that no estimate tells who was right. Where the
    group was asked for before, only what has changed since is worked out anew.
    """
    group, hour = desk.home, desk.at.replace(minute=0, second=0, microsecond=0)
    last: Remembered | None = desk.memory.of(group.id)
    known = _learn(_grounds(desk, hour - FORTNIGHT, last=last), last)
    people, plans = desk.ledger.groups.members(group.id), desk.ledger.plans.of_group(group.id)
    assumed = assumption(desk.ledger.outcomes.counting(desk.pack.id), scale_of(desk.pack))
    before = {} if last is None else {member: one for member, one in last.found.items() if member in people}
    found: dict[str, tuple[_Basis, Assessed]] = {}
    for member in sorted(members):
        plan = plans.get(member) or StudyPlan(group.id, member)
        joined = people[member].joined_at if member in people else desk.at
        basis = _basis(known, plan, assumed, joined, hour=hour, at=desk.at, today=desk.today)
        kept = before.get(member)
        found[member] = kept if kept is not None and kept[0] == basis else (basis, _assessed(basis))
    desk.memory.keep(group.id, Remembered(known, before | found), len(known.grounds.log.gists))
    return {member: one for member, (_, one) in found.items()}


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
    known = _learn(_grounds(desk, at - FORTNIGHT, until=at if at < desk.at else None))
    ability = known.now.beliefs.abilities.get(member) or newcomer(len(known.domains))
    ability = faded(ability, at)
    able = tuple(round(ability.logits(place) + FAULTS, 4) for place in range(len(known.domains)))
    return able, round(spread_of(ability, scale_of(desk.pack)), 4)


def scale_of(pack: Pack) -> Scale:
    """The exam as the estimate needs it."""
    low, high = pack.exam.scale
    shares = tuple(float(share) for share in pack.blueprint.shares.values())
    floors = tuple((float(share), _floor(kind)) for kind, share in pack.blueprint.types.items())
    return Scale(shares, pack.exam.scored, low, high, pack.exam.passing, floors)


def _floor(kind: FormType) -> float:
    return GUESSED["multiple_choice"] if kind == "case_study" else GUESSED[kind]


def _grounds(desk: Desk, since: datetime, *, until: datetime | None = None, last: Remembered | None = None) -> _Grounds:
    """The group's record as it stands in this transaction."""
    group, pack, ledger = desk.home, desk.pack, desk.ledger
    tellers = tellers_of(desk, None if last is None else last.known.grounds.tellers.readings)
    log = ledger.responses.log(group.id, None if last is None else last.known.grounds.log)
    seen = healths(pack, ledger.ratings.of_group(group.id), ledger.ratings.reporters(group.id))
    return _Grounds(
        pack=pack,
        since=since,
        until=until,
        log=log,
        tellers=tellers,
        still_open=frozenset(session.id for session in tellers.sessions if session.open_at(desk.at)),
        items=editions_of(desk, pack, log.editions),
        doubtful=frozenset((one.item.id, one.item.version) for one in seen if one.verdict == "set aside"),
    )


def _learn(grounds: _Grounds, last: Remembered | None = None) -> _Known:
    """Go through the record once, with a stop at `since`, going on from what was learned last."""
    if last is not None and last.known.grounds == grounds:
        return last.known
    until, everything = grounds.until, grounds.log.gists
    if until is not None:
        everything = tuple(one for one in everything if one.at < until)
    gists = tuple([one for one in everything if one.session not in grounds.still_open])
    told, domains = told_by(grounds.tellers, grounds.log.gists), tuple(grounds.pack.blueprint.shares)
    sifted = sift(gists, told, grounds.items, None if last is None else last.known.sifted)
    answers = [one for one in sifted.counted if one.edition not in grounds.doubtful]
    old = bisect_right(answers, grounds.since, key=lambda one: one.at)
    earlier = () if last is None else (last.known.then, last.known.now)
    then = learn_on(answers[:old], grounds.items, domains, *earlier)
    now = learn_on(answers, grounds.items, domains, then, *earlier)
    counted: dict[str, list[Counted]] = defaultdict(list)
    for answer in answers:
        counted[answer.member].append(answer)
    offsets: dict[str, dict[str, Offset]] = defaultdict(dict)
    for (member, task), offset in now.beliefs.offsets.items():
        offsets[member][task] = offset
    return _Known(grounds, sifted, then, now, offsets, counted, {one.member: one.at for one in everything})


def _basis(
    known: _Known,
    plan: StudyPlan,
    assumed: Assumption,
    joined: datetime,
    *,
    hour: datetime,
    at: datetime,
    today: date,
) -> _Basis:
    answers = known.counted.get(plan.member, ())
    return _Basis(
        pack=known.grounds.pack,
        assumed=assumed,
        plan=plan,
        at=hour,
        since=known.grounds.since,
        today=today,
        joined=joined,
        active=known.active.get(plan.member),
        ability=known.now.beliefs.abilities.get(plan.member) or newcomer(len(known.domains)),
        record=_record(answers, known.domains, at),
        before=known.then.beliefs.abilities.get(plan.member),
        offsets=known.offsets.get(plan.member, {}),
        held=Counter([known.grounds.items[answer.edition].task for answer in answers]),
    )


def _assessed(basis: _Basis) -> Assessed:
    ability, record, plan, at = faded(basis.ability, basis.at), basis.record, basis.plan, basis.at
    assumed, blueprint, scale = basis.assumed, basis.pack.blueprint, scale_of(basis.pack)
    readiness = assess(
        ability,
        record,
        scale,
        member=plan.member,
        at=at,
        exam_day=plan.exam_day,
        today=basis.today,
        weights=assumed.weights,
    )
    cells = domain_cells(ability, record.counts, blueprint, scale, shift=assumed.shift)
    tasks = task_cells(ability, basis.offsets, basis.held, blueprint, scale, shift=assumed.shift)
    domain, task = study_next(cells, tasks)
    changed = trend(basis.before, ability, scale, since=basis.since, at=at)
    reasons = risks(
        readiness,
        cells,
        changed,
        bar=assumed.cut,
        idle=(at - (basis.active or basis.joined)) / _DAY,
        joined=(at - basis.joined) / _DAY,
        exam_in=None if plan.exam_day is None else (plan.exam_day - basis.today).days,
    )
    return Assessed(readiness, record, cells, domain, task, tasks, changed, reasons, basis.active, plan, assumed)


def _record(answers: Sequence[Counted], domains: tuple[str, ...], at: datetime) -> Record:
    """The answers, in order of time, in short. What a clock that was ahead has dated later counts as given now."""
    held = Counter([answer.domain for answer in answers])
    return Record(tuple(held[d] for d in domains), min(answers[-1].at, at) if answers else None)


_DAY = timedelta(days=1)
