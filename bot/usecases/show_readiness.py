"""How ready a member is, as they see it themselves; and the group, as a lead may see it."""

from __future__ import annotations

from bot.cards.readiness import FLOOR, Gap, Report, Seen, Standing, group_card
from bot.commands import ShowReadiness
from bot.rules.readiness import FEWEST_IN_DOMAIN
from bot.usecases.assess_members import Assessed, assess_members
from bot.usecases.verb import Desk, Outcome


def report_of(desk: Desk) -> Report:
    """The member's own report; a lead would see no more of them, and only if they agree."""
    assessed = assess_members(desk, [desk.me.id])[desk.me.id]
    blueprint, exam = desk.pack.blueprint, desk.pack.exam
    titles = {domain.id: f"{domain.id}. {domain.title}" for domain in blueprint.domains}
    low, high = exam.scale
    day = desk.ledger.plans.of(desk.home.id, desk.me.id).exam_day
    return Report(
        readiness=assessed.readiness,
        passing=exam.passing,
        cut=(exam.passing - low) / (high - low),
        lacking=[cell.domain for cell in assessed.cells if cell.answers < FEWEST_IN_DOMAIN],
        domains=[
            Standing(titles[c.domain], c.expected, c.low, c.high, c.answers, c.stands, c.worth) for c in assessed.cells
        ],
        next_domain=assessed.next,
        next_title=titles[assessed.next],
        next_worth=next(cell.worth for cell in assessed.cells if cell.domain == assessed.next),
        exam_day=day,
        days_left=(day - desk.today).days if day is not None else 0,
    )


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
