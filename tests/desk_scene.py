"""A class for the lead's desk: people of known ability whose answers lie in the ledger, some weeks of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import exp

from bot.calls import Actor, Place
from bot.ports import Ledger, Report
from bot.rules.attempts import Attempt
from bot.rules.groups import Group, Member, Role
from bot.rules.items import Item
from bot.rules.naming import stable_id
from bot.rules.packs import Pack
from bot.rules.plans import StudyPlan
from bot.rules.sessions import Paper, Response, Session, session_id
from bot.usecases.rate_items import add_up_items
from bot.usecases.verb import Desk

NAMES = ("Maya", "Omar", "Lin", "Priya", "Jonas", "Amara", "Tomás", "Yuki", "Elif", "Noah", "Sofia", "Kwame")


@dataclass(frozen=True)
class Classmate:
    """Somebody in the class: ability in logits (0 is half of a usual item right), days with answers, answers a day."""

    name: str
    ability: float = 1.0
    days: int = 24
    each: int = 6
    shares: bool = True
    exam_in: int | None = None
    idle: int = 0


def usual(count: int = 12, *, shares: int | None = None) -> list[Classmate]:
    """A class as it is found: abilities from low to high, one idle, one who has just begun, most of them sharing."""
    open_ones = count if shares is None else shares
    made = []
    for n in range(count):
        name = NAMES[n] if n < len(NAMES) else f"Member {n + 1}"
        ability = -0.4 + 2.6 * ((n * 5) % count) / max(1, count - 1)
        days = 2 if n == 7 else 24
        made.append(Classmate(name, ability, days, 6, n < open_ones, 18 if n == 1 else None, 30 if n == 4 else 0))
    return made


def member_id(group: Group, place: Place, name: str) -> str:
    """The id of a classmate in the group."""
    return stable_id("member", group.id, place.platform, place.space, name.lower())


def fill(
    ledger: Ledger, place: Place, pack: Pack, people: Sequence[Classmate], at: datetime, *, mocks: int = 3
) -> None:
    """Let the class have studied up to that instant: practice, so many weekly mocks, two reports."""
    group = ledger.groups.at(place)
    assert group is not None
    for person in people:
        _join(ledger, group, place, person, at)
        for response in _practice(ledger, group, place, pack, person, at):
            ledger.responses.add(response)
    for weeks in range(mocks, 0, -1):
        _mock(ledger, group, place, pack, people, at - timedelta(weeks=weeks))
    for number, person in enumerate(people[:2]):
        item = pack.live[number]
        identity = member_id(group, place, person.name)
        words = ("Two options say the same.", '=HYPERLINK("https://evil.example") is what I read here')[number]
        ledger.notes.report(Report(group.id, f"r{number}", item.id, item.version, identity, words, at))


def _join(ledger: Ledger, group: Group, place: Place, person: Classmate, at: datetime) -> None:
    identity = member_id(group, place, person.name)
    actor = Actor(place.platform, place.space, person.name.lower(), person.name)
    ledger.groups.join(actor, Member(group.id, identity, person.name, Role.MEMBER, at - timedelta(days=40)))
    day = None if person.exam_in is None else group.day_of(at) + timedelta(days=person.exam_in)
    ledger.plans.keep(StudyPlan(group.id, identity, day, person.shares))


def _practice(
    ledger: Ledger, group: Group, place: Place, pack: Pack, person: Classmate, at: datetime
) -> Iterator[Response]:
    """So many questions of practice a day, each item once, the days evenly up to the last active one."""
    identity = member_id(group, place, person.name)
    items = sorted(pack.live, key=lambda one: stable_id("turn", person.name, one.id))
    for number in range(min(person.days * person.each, len(items))):
        back = person.idle + (person.days - 1 - number // person.each)
        moment = at - timedelta(days=back, hours=2, minutes=-2 * (number % person.each))
        day = group.day_of(moment)
        session = _session(ledger, group, day, moment)
        item = items[number]
        yield _response(group, session, item, identity, person, moment, day)


def _session(ledger: Ledger, group: Group, day: date, at: datetime) -> str:
    identity = session_id(group.id, "quiz", day)
    ledger.sessions.add(Session(group.id, identity, "quiz", day, (), at, None))
    return identity


def _response(
    group: Group,
    session: str,
    item: Item,
    member: str,
    person: Classmate,
    at: datetime,
    day: date,
    *,
    scored: bool = True,
) -> Response:
    hard = 0.5 * (item.difficulty - 3) + (0.9 if item.task.endswith("3") else 0.0)
    chance = 0.25 + 0.72 / (1 + exp(hard - person.ability))
    right = int(stable_id("luck", member, item.id, session), 36) % 1000 < 1000 * chance
    key = tuple(line.id for line in item.problem.reveal() if line.right)
    answer = key if right else ("A",)
    return Response(group.id, session, item.id, item.version, member, answer, right, 0.0, at, day, 40, 0, scored)


def _mock(ledger: Ledger, group: Group, place: Place, pack: Pack, people: Sequence[Classmate], at: datetime) -> None:
    day = group.day_of(at)
    identity = session_id(group.id, "mock", day)
    items = sorted(pack.live, key=lambda one: stable_id("mock", identity, one.id))[:20]
    form = tuple((item.id, item.version) for item in items)
    closes = at + timedelta(hours=30)
    ledger.sessions.add(Session(group.id, identity, "mock", day, form, at, closes, closes, Paper("mini", 40)))
    for number, person in enumerate(people):
        if (number + day.day) % 5 == 0 or person.days < 5 or person.idle:
            continue
        member = member_id(group, place, person.name)
        ledger.attempts.begin(Attempt(group.id, identity, member, "exam", at, closes), place, person.name.lower())
        ledger.attempts.hand_in(group.id, identity, member, at + timedelta(minutes=35))
        for item in items:
            ledger.responses.add(_response(group, identity, item, member, person, at + timedelta(minutes=30), day))


def rated(desk: Desk) -> None:
    """Rate the group's items, as the clock does."""
    ratings = desk.ledger.ratings
    ratings.replace(desk.home.id, add_up_items(desk), ratings.noted(desk.home.id))
