"""Readiness: a member's estimate with its range and evidence, and the day of their exam."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.charts import Bar, Bars, Mark
from bot.cards.model import Block, Button, Card, Figure, Form, Paragraph, Strong, Words, text
from bot.cards.numbers import spelled
from bot.cards.study_plan import plan_blocks
from bot.cards.tasks import task_line
from bot.commands import Practise, SetExamDay, ShowMe
from bot.rules.cells import COLOURED, TaskCell
from bot.rules.evidence import FASTEST
from bot.rules.readiness import FEWEST, FEWEST_IN_DOMAIN, Readiness
from bot.rules.study_plans import StudyDay
from bot.rules.trends import Trend

COUNTS = f"A first answer counts if there was time to read the question: {FASTEST} seconds at the least."


@dataclass(frozen=True, slots=True)
class Standing:
    """A member in one domain, in words and numbers: expected share right (0 to 1) with its range, answers counted."""

    title: str
    expected: float
    low: float
    high: float
    answers: int
    stands: str
    worth: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a member and, if they agree, a lead sees: the estimate, domains and tasks, and what to study next.

    `cut` is the share right that is taken to pass, and `results` how many reported results have adjusted it.
    """

    readiness: Readiness
    passing: int
    cut: float
    lacking: Sequence[str]
    domains: Sequence[Standing]
    next_domain: str
    next_title: str
    next_worth: int
    exam_day: date | None
    days_left: int
    today: date
    next_task: str = ""
    tasks: Sequence[TaskCell] = ()
    trend: Trend | None = None
    plan: Sequence[StudyDay] = ()
    results: int = 0


def readiness_blocks(report: Report, *, drawn: bool = True) -> tuple[Block, ...]:
    """The band with its evidence, domains with their ranges, the tasks that matter, and what to study next.

    Whoever reads it, the member or a lead, reads the same words. Domains that are not `drawn` are told in the words of
    the picture; of somebody of whom nothing is known, they are neither.
    """
    domains: tuple[Block, ...] = ()
    if report.readiness.answers:
        figure = _figure(report)
        domains = (figure,) if drawn else spelled(figure)
    return (*_band(report), *domains, *task_line(report.tasks), *_way(report))


def _band(report: Report) -> tuple[Block, ...]:
    """The chance and the mean, with range and evidence, or what is missing to tell one; never a bare number."""
    found = report.readiness
    between = f"between {found.low} and {found.high}; {report.passing} passes"
    assumed = f"Our estimate, not a score of the exam’s makers: it {_assumes(report)}."
    if found.told is None:
        answers = "1 first answer" if found.answers == 1 else f"{found.answers} first answers"
        so_far = f" So far, from {answers}: {between}." if found.answers else ""
        return (
            Paragraph(text(Strong("Not enough answers yet to say: "), f"{_lack(report)}.{so_far}")),
            Paragraph(text(f"{assumed} {COUNTS}")),
        )
    return (
        Paragraph(
            text(
                Strong(f"About {found.told:.0%} to pass"),
                f", about {found.middle} on the exam’s scale, {between}. Evidence: {found.evidence}, ",
                f"{found.answers} first answers.",
                trend_words(report.trend),
            )
        ),
        Paragraph(text(assumed)),
    )


def trend_words(trend: Trend | None) -> str:
    """How the estimate has changed, where that tells; led by a blank."""
    if trend is None or not trend.told:
        return ""
    return f" {trend.told.capitalize()} by about {abs(trend.change)} points in 14 days."


def _way(report: Report) -> tuple[Block, ...]:
    """What to study next, and the way to the exam."""
    task = f", task {report.next_task} first" if report.next_task else ""
    worth = f"Some more of it is worth about {report.next_worth} points."
    return (
        Paragraph(text(Strong("Study next: "), f"{report.next_title}{task}. {worth}")),
        *_exam(report),
        *plan_blocks(report.plan, report.today),
    )


def _assumes(report: Report) -> str:
    if report.results:
        return f"takes it that about {report.cut:.0%} right passes, adjusted by {report.results} reported results"
    return f"assumes that about {report.cut:.0%} right passes"


def _lack(report: Report) -> str:
    found = report.readiness
    if found.answers < FEWEST:
        few = f"{found.answers} of {FEWEST}"
        return f"{few}, fewer than {FEWEST_IN_DOMAIN} in {_listed(report.lacking)}" if report.lacking else few
    if report.lacking:
        return f"fewer than {FEWEST_IN_DOMAIN} in {_listed(report.lacking)}"
    return f"{found.answers} answers leave too wide a range"


def _listed(domains: Sequence[str]) -> str:
    return f"domain {domains[0]}" if len(domains) == 1 else f"domains {', '.join(domains)}"


def _figure(report: Report) -> Figure:
    weak = [one.title for one in report.domains if one.stands == "weak"]
    bars = tuple(
        Bar(
            one.title,
            one.expected,
            _note(one),
            ("above" if one.expected >= report.cut else "below") if one.answers >= COLOURED else "",
            (one.low, one.high),
        )
        for one in report.domains
    )
    finding = f"Weakest domain: {weak[0]}" if weak else "The domains, as far as the answers tell"
    return Figure(finding, Bars(bars, Mark(report.cut, "pass line")))


def _note(one: Standing) -> str:
    if not one.answers:
        return f"{one.expected:.0%}, no answers yet"
    answers = "1 answer" if one.answers == 1 else f"{one.answers} answers"
    return f"{one.expected:.0%}, {answers}{f', {one.stands}' if one.stands else ''}"


def _exam(report: Report) -> tuple[Block, ...]:
    if report.exam_day is None:
        return ()
    day = f"{report.exam_day.day} {report.exam_day:%B %Y}"
    if report.days_left < 0:
        return (Paragraph(text(f"The exam day, {day}, has passed.")),)
    left = {0: "is today", 1: "is tomorrow"}.get(report.days_left, f"comes in {report.days_left} days")
    return (Paragraph(text(Strong(f"The exam {left}"), f" ({day}). The estimate looks at that day.")),)


def practise_next(report: Report) -> Button:
    """The way to what is worth most."""
    return Button(f"Practise domain {report.next_domain}", Practise(domain=report.next_domain), look="primary")


def exam_day_form(present: date | None) -> Card:
    """Ask when the exam is."""
    return Card(
        title="Your exam day",
        form=Form(
            fields=(
                Words(
                    "day",
                    "Date",
                    longest=10,
                    value=present.isoformat() if present else "",
                    hint="Such as 2026-12-18; off when you do not know.",
                ),
            ),
            submit=SetExamDay(),
            send="Save",
        ),
    )


def exam_day_card(day: date | None) -> Card:
    """Confirm the exam day."""
    words = "No exam day is set." if day is None else f"Your exam is on {day.day} {day:%B %Y}. Your report looks at it."
    return Card("Saved.", (Paragraph(text(words)),), (Button("My report", ShowMe()),))
