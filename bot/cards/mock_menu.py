"""The menu of mock exams: what one can take, what one is about to begin, and the one that is still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.cards.attempt import minutes_left
from bot.cards.model import Block, Button, Card, Divider, Moment, Paragraph, Strong, text
from bot.commands import HandIn, ShowScore, StartMock, TakeMock


@dataclass(frozen=True, slots=True)
class Weekly:
    """The group's mock exam that is open now: its session, how many questions in how many minutes, until when."""

    session: str
    total: int
    minutes: int
    closes_at: datetime
    handed_in: bool


def menu_card(
    *,
    weekly: Weekly | None,
    domains: Sequence[tuple[str, str]],
    mini: int,
    full: tuple[int, int],
    past: Sequence[tuple[str, str]],
    zone: str,
) -> Card:
    """Every mock exam one can take: the group's, and those of one's own; `past` is (session, words) of earlier ones.

    `mini` is how many questions a short one has, `full` those of the exam with its minutes.
    """
    group: tuple[Block, ...] = ()
    first: tuple[Button, ...] = ()
    if weekly is not None:
        until = Moment(weekly.closes_at, zone)
        done = " You have handed it in." if weekly.handed_in else ""
        words = (f"{weekly.total} questions in {weekly.minutes} minutes, once, until ", until, f".{done}")
        group = (Paragraph(text(Strong("This week’s mini mock: "), *words)), Divider())
        first = (
            Button("My report" if weekly.handed_in else "Start this week’s", TakeMock(weekly.session), look="primary"),
        )
    questions, minutes = full
    return Card(
        title="Mock exams",
        blocks=(
            *group,
            Paragraph(
                text(
                    Strong("On your own, at any time: "),
                    f"a mini mock of {mini}, a full one like the exam ({questions} questions, {minutes} minutes), ",
                    f"{mini} of one domain, or what you missed. Only you see how it goes.",
                )
            ),
            Paragraph(
                text(
                    "The clock runs until you hand in. Each can also be practised without a clock, with the verdict ",
                    "after each question: you choose before you begin.",
                )
            ),
            *(Paragraph(text(words)) for _, words in past),
        ),
        controls=(
            *first,
            Button("Mini", StartMock("mini"), look="plain" if first else "primary"),
            Button("Full", StartMock("full")),
            Button("What I missed", StartMock("missed")),
            *(Button(title, StartMock("domain", domain)) for domain, title in domains),
            *(Button(f"Report {number}", ShowScore(session)) for number, (session, _) in enumerate(past, 1)),
        ),
        summary="Mock exams: this week’s, and your own.",
    )


def resume_card(title: str, session: str, *, left: timedelta | None) -> Card:
    """Another mock exam is asked for while one is open."""
    clock = f" {minutes_left(left)}." if left is not None else ""
    return Card(
        title="You are in the middle of a mock exam.",
        blocks=(Paragraph(text(f"{title}.{clock} Go on with it, or hand it in before you start another.")),),
        controls=(Button("Go on", TakeMock(session), look="primary"), Button("Hand it in", HandIn(session))),
        tone="open",
        turn=True,
    )


def missed_mock_card(*, closed_at: datetime, zone: str) -> Card:
    """Somebody wants to begin the group's mock exam when it has closed."""
    return Card(
        title="This mock exam has closed.",
        blocks=(Paragraph(text("It closed ", Moment(closed_at, zone), ". You can take one of your own at any time.")),),
        controls=(Button("A mock of my own", StartMock(), look="primary"),),
        tone="closed",
    )


def begin_card(title: str, *, total: int, minutes: int, mode: str, relaxed: str, begin: StartMock) -> Card:
    """What one is about to begin: nothing runs before the button is pressed."""
    questions = "1 question" if total == 1 else f"{total} questions"
    clock = (
        f"{questions} in {minutes} minutes. The clock runs on when you close this; you can come back with /mock."
        if mode == "exam"
        else f"{questions} without a clock. The verdict comes after each."
    )
    return Card(
        title=title,
        blocks=(
            Paragraph(text(clock)),
            *((Paragraph(text(relaxed)),) if relaxed else ()),
        ),
        controls=(
            Button("Begin", begin, look="primary"),
            *((Button("Practise it without a clock", replace(begin, mode="practice")),) if mode == "exam" else ()),
        ),
        tone="open",
        turn=True,
    )
