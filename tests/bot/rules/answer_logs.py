"""Answer logs: study groups whose true abilities and difficulties are known, and what they would answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import exp, log
from random import Random  # noqa: TID251 - people are not dealt; the seed is fixed

from bot.rules.evidence import Counted, Edition
from bot.rules.items import Item
from bot.rules.sessions import Response
from tests.bot.specimens import item

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DOMAINS = ("1", "2", "3", "4")
PILOTS = tuple(item(f"mla-d{1 + n % 4}-{n:04}", domain=DOMAINS[n % 4], difficulty=1 + n % 5) for n in range(12))
ITEMS = {(one.id, one.version): one for one in PILOTS}


def answer(
    member: str = "maya",
    number: int = 0,
    *,
    right: bool = True,
    minutes: float = 0,
    seconds: int | None = 60,
    session: str = "quiz",
) -> Response:
    """An answer to one of the pilots, so many minutes after the beginning."""
    at = AT + timedelta(minutes=minutes)
    one = PILOTS[number]
    given = ("B",) if right else ("A",)
    return Response(
        "g", session, one.id, one.version, member, given, right, float(right), at, date(2026, 11, 23), seconds
    )


@dataclass
class Simulated:
    """A group's counted answers, its items, and which of them have a wrong key."""

    answers: list[Counted] = field(default_factory=list)
    items: dict[Edition, Item] = field(default_factory=dict)
    miskeyed: set[Edition] = field(default_factory=set)


def simulated(seed: int) -> Simulated:
    """A group of 5 to 30 over 2 to 10 weeks; slopes differ, levels are off by 0.75 logits, 4 in 100 keys are wrong."""
    chance = Random(seed)  # noqa: S311 - a simulation, no secret
    group, truth = Simulated(), {}
    for n in range(chance.choice([40, 80, 150])):
        level = chance.choice([1, 2, 3, 3, 3, 4, 4, 5])
        one = item(f"mla-d{1 + n % 4}-{n:04}", domain=DOMAINS[n % 4], difficulty=level)
        edition = one.id, one.version
        group.items[edition] = one
        truth[edition] = 0.55 * (level - 3) - 0.1 + chance.gauss(0, 0.75), exp(chance.gauss(log(0.95), 0.3))
        if chance.random() < 0.04:
            group.miskeyed.add(edition)
    level_of_group, weeks, a_week = chance.gauss(0.3, 0.45), chance.randint(2, 10), chance.choice([5, 10, 20])
    for person in range(chance.randint(5, 30)):
        general, growth, keen = chance.gauss(level_of_group, 0.85), chance.gauss(0.45, 0.2), chance.uniform(0.3, 1)
        offsets = {domain: chance.gauss(0, 0.5) for domain in DOMAINS}
        for place, edition in enumerate(chance.sample(sorted(group.items), min(len(group.items), weeks * a_week))):
            days = 7 * (place // a_week) + chance.uniform(0, 6)
            hard, slope = truth[edition]
            domain = group.items[edition].domain
            able = general + offsets[domain] + growth * days / 30
            likely = 0.25 + 0.73 / (1 + exp(-slope * (able - hard)))
            if edition in group.miskeyed:
                likely = (1 - likely) / 2  # the key names one of the options that those who do not know choose
            if chance.random() < keen:
                at = AT + timedelta(days=days)
                right = chance.random() < likely
                group.answers.append(Counted(f"m{person}", edition, domain, at, right, ("B",) if right else ("A",)))
    group.answers.sort(key=lambda one: (one.at, one.member))
    return group
