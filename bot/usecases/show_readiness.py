"""How ready the group is, as a lead may see it."""

from __future__ import annotations

from bot.cards.readiness import Gap, Seen, group_card
from bot.commands import ShowReadiness
from bot.rules.gaps import FLOOR
from bot.usecases.assess_members import Assessed, assess_members
from bot.usecases.verb import Desk, Outcome


def show_readiness(_command: ShowReadiness, desk: Desk) -> Outcome:
    """Those who agreed, by name; the group as a whole from five people up; nothing else of anybody."""
    members = desk.ledger.groups.members(desk.home.id)
    plans = desk.ledger.plans.of_group(desk.home.id)
    found = assess_members(desk, members.keys())
    agreed = [name for name in found if name in plans and plans[name].shares]
    seen = [
        Seen(members[name].name, found[name].readiness, found[name].record.last_at, _day(desk, found[name]))
        for name in agreed
    ]
    enough = [one for one in found.values() if one.readiness.evidence != "not enough"]
    return Outcome(
        group_card(
            sorted(seen, key=lambda one: (-(one.readiness.told or 0), one.name)),
            others=sum(bool(sum(found[name].record.counts)) for name in found if name not in agreed),
            people=len(enough),
            gaps=_gaps(desk, enough) if len(enough) >= FLOOR else [],
            passing=desk.pack.exam.passing,
        )
    )


def _day(desk: Desk, assessed: Assessed) -> str:
    last = assessed.record.last_at
    if last is None:
        return ""
    day = desk.home.day_of(last)
    return f"{day.day} {day:%B}"


def _gaps(desk: Desk, people: list[Assessed]) -> list[Gap]:
    low, high = desk.pack.exam.scale
    cut = (desk.pack.exam.passing - low) / (high - low)
    return [
        Gap(f"{domain.id}. {domain.title}", sum(one.cells[place].expected >= cut for one in people))
        for place, domain in enumerate(desk.pack.blueprint.domains)
    ]
