"""Report readiness: how ready one member is, as they see it themselves and as a lead sees it if they agree."""

from __future__ import annotations

from datetime import date, timedelta

from bot.cards.readiness import Report, Standing
from bot.cards.tasks import titled
from bot.rules.readiness import FEWEST_IN_DOMAIN
from bot.rules.study_plans import MockKind, StudyDay, load_of, plan_back, weights_of
from bot.usecases.assess_members import Assessed, assess_members
from bot.usecases.verb import Desk

USUAL = frozenset(range(5))
"""Study days of a group that has no rhythm."""


def report_of(desk: Desk, member: str) -> Report:
    """The report on this member. Whoever calls has asked whether the one who looks may see it."""
    return report_on(desk, member, assess_members(desk, [member])[member])


def report_on(desk: Desk, member: str, assessed: Assessed) -> Report:
    """The report on a member who has been assessed."""
    titles = {domain.id: f"{domain.id}. {domain.title}" for domain in desk.pack.blueprint.domains}
    day = assessed.plan.exam_day
    return Report(
        readiness=assessed.readiness,
        passing=desk.pack.exam.passing,
        cut=assessed.assumed.cut,
        results=assessed.assumed.results,
        lacking=[cell.domain for cell in assessed.cells if cell.answers < FEWEST_IN_DOMAIN],
        domains=[
            Standing(titles[c.domain], c.expected, c.low, c.high, c.answers, c.stands, c.worth) for c in assessed.cells
        ],
        next_domain=assessed.next,
        next_title=titles[assessed.next],
        next_worth=next(cell.worth for cell in assessed.cells if cell.domain == assessed.next),
        exam_day=day,
        days_left=(day - desk.today).days if day is not None else 0,
        today=desk.today,
        next_task=next((titled(task) for task in assessed.tasks if task.task == assessed.next_task), ""),
        tasks=assessed.tasks,
        trend=assessed.trend,
        plan=_plan(desk, member, assessed, day) if day is not None else (),
    )


def _plan(desk: Desk, member: str, assessed: Assessed, exam_day: date) -> tuple[StudyDay, ...]:
    """The way to the exam, on the group's study days."""
    group, ledger = desk.home, desk.ledger
    rhythm, mocks = ledger.groups.rhythm(group.id), ledger.mocks.rhythm(group.id)
    on = USUAL if rhythm is None else rhythm.days
    found = assessed.readiness
    return plan_back(
        weights_of(assessed.cells, desk.pack.blueprint.shares),
        today=desk.today,
        exam_day=exam_day,
        on=on,
        mini_on=mocks.weekday if mocks is not None and mocks.on else None,
        load=load_of(answers=found.answers, chance=found.told, today=desk.today, exam_day=exam_day, on=on),
        done=sum(response.day == desk.today for response in ledger.responses.by_member(group.id, member)),
        taken=_taken(desk, member),
    )


def _taken(desk: Desk, member: str) -> list[tuple[date, MockKind]]:
    """The mock exams handed in within a week, by day."""
    taken: list[tuple[date, MockKind]] = []
    for attempt in desk.ledger.attempts.of_member(desk.home.id, member):
        done = attempt.handed_in_at
        if done is None or desk.at - done > timedelta(days=7):
            continue
        session = desk.ledger.sessions.load(desk.home.id, attempt.session)
        if session is not None and session.paper is not None and session.paper.scope in {"mini", "full"}:
            taken.append((desk.home.day_of(done), "full" if session.paper.scope == "full" else "mini"))
    return taken
