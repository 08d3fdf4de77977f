"""A group with a history: members of known abilities, and weeks of daily questions, mock exams and practice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp
from random import Random  # noqa: TID251 - people are not dealt; the seed is fixed

from adapters.clock import now
from bot.calls import Actor, Place
from bot.ports import Ledger
from bot.rules.abilities import untried
from bot.rules.groups import Group, Member, Role
from bot.rules.items import Answer, Item
from bot.rules.packs import Pack
from bot.rules.sessions import Purpose, Response, Session
from tests.bot.mock_specimens import key_of

ABLE, SPREAD, OFF = 0.4, 0.9, 0.75
"""Mean and spread of abilities, and how far an author's level is off, in logits."""

LEAST, MOST = 0.23, 0.97
"""Between what the chance to be right lies, whatever the ability."""

MIX: tuple[tuple[Purpose, int, float], ...] = (("daily", 1, 0.3), ("mock", 20, 0.4), ("quiz", 10, 0.3))
"""What a member answers: in sessions for which purpose, of how many questions, and which share of all that is."""


@dataclass(frozen=True, slots=True)
class History:
    """How large a group is, and how much each of its members has answered, about."""

    members: int
    answers: int
    seed: int = 1


def write_history(ledger: Ledger, pack: Pack, name: str, history: History) -> int:
    """Put a group and its record in the book; how many answers that makes. Its ratings are out of date then."""
    dice = Random(history.seed)  # noqa: S311 - a simulation, no secret
    group = Group(name, pack.id, "Europe/Berlin", "at_once", 170, now() - timedelta(days=2 + history.answers))
    ledger.groups.save(group)
    ledger.groups.bind(name, Place("discord", "1", name))
    truth = {item.id: untried(item).logits + dice.gauss(0, OFF) for item in pack.live}
    able = {f"{name}-{number}": dice.gauss(ABLE, SPREAD) for number in range(history.members)}
    for member in able:
        joined = Member(name, member, member, Role.MEMBER, group.created_at)
        ledger.groups.join(Actor("discord", "", member, member), joined)
    written = 0
    for session, asked in _sessions(group, pack, history, dice):
        ledger.sessions.add(session)
        for member, logits in able.items():
            own = asked or dice.sample(pack.live, MIX[-1][1])
            for place, item in enumerate(own):
                right = dice.random() < LEAST + (MOST - LEAST) / (1 + exp(truth[item.id] - logits))
                at = session.opened_at + timedelta(minutes=place + dice.randint(1, 300))
                response = _response(session, item, member, at, right=right, seconds=dice.randint(5, 150))
                written += ledger.responses.add(response)
    ledger.ratings.note_stale(name, now())
    return written


def _sessions(group: Group, pack: Pack, history: History, dice: Random) -> Iterator[tuple[Session, list[Item]]]:
    """Closed sessions over as many days as there are answers, with what all were asked: in practice nothing."""
    order, asked_so_far = dice.sample(pack.live, len(pack.live)), 0
    for purpose, length, share in MIX:
        times = max(1, round(history.answers * share / length))
        for number in range(times):
            at = group.created_at + timedelta(days=1 + number * history.answers / times)
            asked: list[Item] = []
            if purpose != "quiz":
                asked = [order[(asked_so_far + place) % len(order)] for place in range(length)]
                asked_so_far += length
            form = tuple((item.id, item.version) for item in asked)
            closes = at + timedelta(hours=8)
            yield Session(group.id, f"{purpose}{number}", purpose, group.day_of(at), form, at, closes, closes), asked


def _response(session: Session, item: Item, member: str, at: datetime, *, right: bool, seconds: int) -> Response:
    given = key_of(item) if right else _wrong(item)
    about = session.group, session.id, item.id, item.version, member, given, right, float(right)
    return Response(*about, at, session.day, seconds)


def _wrong(item: Item) -> Answer:
    """A whole answer that is not the key."""
    key = key_of(item)
    others = [line.id for line in item.problem.reveal() if line.id not in key]
    return tuple(sorted([*others, *key][: len(key)])) if others else tuple(reversed(key))
