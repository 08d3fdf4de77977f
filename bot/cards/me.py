"""A member's own views: how I do, and my home."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.cards.correction import corrected_words
from bot.cards.member import SHOWS
from bot.cards.model import Block, Button, Card, Divider, Meter, Paragraph, Strong, text
from bot.cards.outcome import went
from bot.cards.readiness import Report, practise_next, readiness_blocks
from bot.cards.reviews import review_button, review_words
from bot.commands import (
    ChangeBoardName,
    ForgetMe,
    Practise,
    SetExamDay,
    SetPrivacy,
    ShowDesk,
    ShowMe,
    ShowStandings,
    ShowStatus,
    ShowToday,
    StartMock,
    TellOutcome,
)
from bot.rules.groups import Member
from bot.rules.outcomes import ExamOutcome


@dataclass(frozen=True, slots=True)
class DomainScore:
    """How a member does in one domain: right first answers out of all first answers."""

    title: str
    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A member's streak in study days, the week's counts, the first answers per domain and the close calls."""

    streak: int
    week_right: int
    week_answered: int
    domains: tuple[DomainScore, ...]
    close: int


def _meter(score: DomainScore) -> Meter:
    if not score.answered:
        return Meter(score.title, 0.0, "no answers yet")
    return Meter(score.title, score.right / score.answered, f"{score.right} of {score.answered} right")


def _progress(progress: Progress) -> tuple[Block, ...]:
    days = {0: "No streak yet: today is a good day to start", 1: "Streak: 1 study day"}.get(
        progress.streak, f"Streak: {progress.streak} study days in a row"
    )
    close = {0: "", 1: " One wrong answer was close."}.get(
        progress.close, f" {progress.close} wrong answers were close."
    )
    return (
        Paragraph(text(Strong(days), f". This week: {progress.week_right} of {progress.week_answered} right.{close}")),
        *(_meter(score) for score in progress.domains),
    )


def me_card(
    member: Member,
    progress: Progress,
    report: Report,
    outcome: ExamOutcome | None = None,
    corrected: int = 0,
    *,
    reviews: int = 0,
) -> Card:
    """A member's own report; `outcome` is how their exam went, if they told.

    `corrected` counts keys, of late; `reviews` the missed questions that come back today.
    """
    asked = report.exam_day is not None and report.days_left <= 0
    keys = (Paragraph(text(corrected_words(corrected))),) if corrected else ()
    how: tuple[Block, ...] = ()
    if outcome is not None:
        how = (Paragraph(text(Strong("Your exam: "), f"{went(outcome)}.")),)
    elif report.days_left < 0:
        how = (
            Paragraph(text("How did it go? You can tell it below, for yourself alone if you like, or set a new day.")),
        )
    return Card(
        title=f"How you are doing, {member.name}",
        blocks=(
            *_progress(progress)[:1],
            *review_words(reviews),
            *keys,
            *readiness_blocks(report),
            *how,
            Divider(),
            *_progress(progress)[1:],
        ),
        controls=(
            *((Button("How my exam went", TellOutcome()),) if asked or outcome is not None else ()),
            *review_button(reviews),
            practise_next(report),
            Button("All tasks", ShowMe(part="tasks")),
            *((Button("Corrected keys", ShowMe(part="corrections")),) if corrected else ()),
            Button("My exam day", SetExamDay()),
            Button("What leads see of me", SetPrivacy()),
            Button("How the board shows me", ChangeBoardName()),
            Button("Delete my data", ForgetMe()),
        ),
        foot=text("The last bars count your first answer to each question. Only you can see this."),
        summary=f"Streak: {progress.streak}. This week: {progress.week_right} of {progress.week_answered} right.",
    )


def home_card(
    member: Member, progress: Progress, today: Card, *, lead: bool, report: Report | None = None, reviews: int = 0
) -> Card:
    """The home of a member: today's question, how ready they are, how they do, and their settings.

    `report` is None for who has not answered anything. Domains are told as in the report; where no answer counts for
    that, by what was right.
    """
    ready: tuple[Block, ...] = ()
    streak, *counts = _progress(progress)
    if report is not None:
        ready = (*readiness_blocks(report, drawn=False), Divider())
        counts = [] if report.readiness.answers else counts
    shown = SHOWS[member.show or "name"] + (f", {member.alias}" if member.show == "alias" and member.alias else "")
    return Card(
        title=f"Hello {member.name}",
        blocks=(
            Paragraph(text(Strong(today.title))),
            *(block for block in today.blocks[:2] if isinstance(block, Paragraph)),
            *review_words(reviews),
            Divider(),
            *ready,
            streak,
            *counts,
            Divider(),
            Paragraph(text(Strong("Board: "), f"{shown}.")),
        ),
        controls=(
            Button("Today’s question", ShowToday(), look="primary"),
            *review_button(reviews),
            Button("Practise", Practise()),
            Button("My report", ShowMe()),
            Button("Mock exams", StartMock()),
            Button("Board", ShowStandings()),
            Button("How the board shows me", ChangeBoardName()),
            *((Button("Group settings", ShowStatus()), Button("Lead’s desk", ShowDesk())) if lead else ()),
            Button("Delete my data", ForgetMe()),
        ),
        foot=text("Only you can see this."),
        summary=f"Streak: {progress.streak} study days.",
    )


def stranger_home_card(help_card: Card) -> Card:
    """The home of somebody who is in no group yet."""
    return replace(
        help_card,
        title="Welcome to Cohort",
        blocks=(
            Paragraph(
                text("You are in no study group yet. Answer a question in a group’s channel, or start a group there.")
            ),
            *help_card.blocks,
        ),
    )
