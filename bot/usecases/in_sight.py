"""In sight: whom leads may see, and what of them; the one place that decides it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

from bot.cards.group_readiness import Sight
from bot.cards.seen import Exam, Seen
from bot.rules.disclosure import counted_of
from bot.rules.groups import Member
from bot.rules.packs import Pack
from bot.usecases.assess_members import Assessed, assess_members, gaps_of, scale_of
from bot.usecases.verb import Desk

_DAY = timedelta(days=1)


def sight_of(desk: Desk, onlookers: Collection[str]) -> Sight:
    """What the group's leads see now: who agreed, by name; sums as far as nobody can be worked out from them.

    `onlookers` are the members who look: they know their own part of a sum.
    """
    return look(desk, onlookers)[0]


def look(desk: Desk, onlookers: Collection[str]) -> tuple[Sight, Mapping[str, Assessed]]:
    """What leads see now, and all that is known of those whom they see."""
    members, plans = desk.ledger.groups.members(desk.home.id), desk.ledger.plans.of_group(desk.home.id)
    found = assess_members(desk, members.keys())
    agreed = {name for name in found if name in plans and plans[name].shares}
    enough = {name for name, one in found.items() if one.readiness.evidence != "not enough"}
    of, counted = counted_of(enough & agreed, enough - agreed, onlookers)
    seen = [seen_as(desk, members[name], found[name]) for name in agreed]
    sight = Sight(
        seen=sorted(seen, key=lambda one: (one.name.casefold(), one.id)),
        hidden=len(found) - len(agreed),
        gaps=gaps_of(desk, [found[name] for name in sorted(counted)]),
        of=of,
        exam=exam_of(desk.pack, next(iter(found.values()), None)),
        group=desk.home.id,
    )
    return sight, {name: found[name] for name in agreed}


def seen_as(desk: Desk, member: Member, found: Assessed) -> Seen:
    """A member as leads see them if they agree. Whoever calls has asked whether the one who looks may."""
    last_on = None if found.active_at is None else desk.home.day_of(found.active_at)
    day = found.plan.exam_day
    return Seen(
        id=member.id,
        name=member.name,
        readiness=found.readiness,
        tasks=found.tasks,
        trend=found.trend,
        risks=found.risks,
        last_on=last_on,
        idle=int((desk.at - (found.active_at or member.joined_at)) / _DAY),
        exam_day=day,
        exam_in=None if day is None else (day - desk.today).days,
        below=[cell.domain for cell in found.cells if cell.coloured and cell.high < found.assumed.cut],
    )


def exam_of(pack: Pack, found: Assessed | None) -> Exam:
    """What the numbers on leads' cards are held against: the pass line is the same for everybody assessed."""
    scale = scale_of(pack)
    return Exam(scale.low, scale.high, scale.passing, scale.cut if found is None else found.assumed.cut)
