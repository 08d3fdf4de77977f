"""A member's own views: how I do, my home, my name on the board, deleting my data, reporting a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cards.correction import corrected_words
from bot.cards.model import (
    Block,
    Button,
    Card,
    ChooseOne,
    Divider,
    Form,
    Meter,
    Offer,
    Paragraph,
    Strong,
    Words,
    text,
)
from bot.cards.outcome import went
from bot.cards.readiness import Report, practise_next, readiness_blocks
from bot.cards.reviews import review_button, review_words
from bot.commands import (
    ChangeBoardName,
    ForgetMe,
    Practise,
    ReportItem,
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
from bot.rules.groups import BoardShow, Member
from bot.rules.outcomes import ExamOutcome

SHOWS: dict[BoardShow, str] = {"name": "By my name", "alias": "By an alias", "hidden": "Not at all"}


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


def board_name_form(member: Member, *, trouble: str = "") -> Card:
    """Ask how the board shows a member."""
    offers = tuple(Offer(show, words) for show, words in SHOWS.items())
    until = () if member.show else (" Until you choose, both show you by your name, and no mock’s results name you.",)
    return Card(
        title="How the board shows you",
        blocks=(
            *((Paragraph(text(trouble)),) if trouble else ()),
            Paragraph(
                text(
                    "The choice holds for the board and the list of kept streaks. ",
                    "Who chooses a name or an alias is also named in a weekly mock’s results when they improved most.",
                    *until,
                )
            ),
        ),
        form=Form(
            fields=(
                ChooseOne("show", "On the board", offers, value=member.show),
                Words(
                    "alias",
                    "Alias",
                    longest=40,
                    value=member.alias,
                    optional=True,
                    hint="Used when you choose an alias.",
                ),
            ),
            submit=ChangeBoardName(),
            send="Save",
        ),
    )


def board_name_card(member: Member) -> Card:
    """Confirm how the board shows a member from now on."""
    words = (
        f"The board shows you as {member.public_name}. So do the list of kept streaks and, when you improved most, a "
        "weekly mock’s results."
        if member.public_name
        else "The board does not show you. Nor does the list of kept streaks or a mock’s results. Your answers still "
        "count for you."
    )
    return Card(title="Saved.", blocks=(Paragraph(text(words)),))


def forget_card(*, done: bool, last_lead: bool = False) -> Card:
    """Ask once before everything of a member is deleted, or confirm that it was."""
    if done:
        return Card(
            title="Everything about you is deleted.",
            blocks=(
                Paragraph(
                    text(
                        "Your answers, reports and name are gone from this group. ",
                        "You can join again at any time by answering a question.",
                    )
                ),
            ),
        )
    return Card(
        title="Delete everything about you?",
        blocks=(
            Paragraph(
                text(
                    "Your answers, your streak, your reports and your name in this group will be deleted at once. ",
                    "This cannot be undone.",
                )
            ),
            *(
                (Paragraph(text("You are the only lead. Whoever runs /cohort setup next becomes one.")),)
                if last_lead
                else ()
            ),
        ),
        controls=(Button("Delete everything", ForgetMe(sure=True), look="danger"),),
    )


def report_form(command: ReportItem, stem: str) -> Card:
    """Ask what is wrong with a question."""
    return Card(
        title="Report this question",
        blocks=(Paragraph(text(stem if len(stem) <= 300 else f"{stem[:299]}…")),),  # noqa: PLR2004 - enough to recognise it
        form=Form(
            fields=(
                Words(
                    "words",
                    "What is wrong with it?",
                    longest=1000,
                    value=command.words,
                    lines=True,
                    hint="A wrong key, an unclear stem, something out of date: a sentence is enough.",
                ),
            ),
            submit=command,
            send="Report",
        ),
    )


def reported_card(item: str, version: int) -> Card:
    """Thank for a report."""
    return Card(
        title="Thank you. Your report is stored.",
        blocks=(Paragraph(text("The leads of this group see it with the question and its version.")),),
        foot=text(f"{item}, version {version}"),
    )


def reports_card(rows: Sequence[tuple[str, str, str, str]]) -> Card:
    """What members reported, latest first: (item, version, when, words)."""
    if not rows:
        return Card(title="No reports.", blocks=(Paragraph(text("Nobody has reported a question.")),))
    return Card(
        title=f"Reports: {len(rows)}" if len(rows) > 1 else "One report",
        blocks=tuple(
            Paragraph(text(Strong(f"{item} v{version}"), f" · {when}: {words}")) for item, version, when, words in rows
        ),
        foot=text("Latest first. A corrected item gets a new version in its pack."),
    )
