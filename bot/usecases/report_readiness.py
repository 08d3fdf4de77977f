"""Report readiness: how ready one member is, as they see it themselves and as a lead sees it if they agree."""

from __future__ import annotations

from bot.cards.readiness import Report, Standing
from bot.rules.readiness import FEWEST_IN_DOMAIN
from bot.usecases.assess_members import assess_members
from bot.usecases.verb import Desk


def report_of(desk: Desk, member: str) -> Report:
    """The report on this member. Whoever calls has asked whether the one who looks may see it."""
    assessed = assess_members(desk, [member])[member]
    blueprint, exam = desk.pack.blueprint, desk.pack.exam
    titles = {domain.id: f"{domain.id}. {domain.title}" for domain in blueprint.domains}
    low, high = exam.scale
    day = assessed.plan.exam_day
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
