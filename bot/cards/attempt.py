"""Attempts: the menu of mock exams, a question of one, and the overview before handing in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.cards.model import Block, Button, Card, Moment, Paragraph, Strong, Text, text
from bot.commands import FlagItem, HandIn, OpenSheet, ShowOverview, ShowScore, TakeMock
from bot.rules.attempts import GUESS, SURE
from bot.rules.forms import REST
from bot.rules.sessions import Paper

TAKEN_BACK = -1
MINUTE = timedelta(minutes=1)


def named(paper: Paper) -> str:
    """What a mock exam is called."""
    kind, _, domain = paper.scope.partition(" ")
    return {
        "mini": "Mini mock",
        "full": "Full mock exam",
        "missed": "Mock of missed questions",
    }.get(kind, f"Mock of domain {domain}")


def minutes_left(left: timedelta) -> str:
    """How much time is left, in words, to the nearest minute: a warning comes a little after it is due."""
    minutes = int(left / MINUTE + 0.5)
    if left < MINUTE:
        return "Less than a minute left"
    return "1 minute left" if minutes == 1 else f"{minutes} minutes left"


def spelled(seconds: int) -> str:
    """How long something took, in words.

    >>> spelled(1), spelled(61), spelled(120)
    ('1 second', '1 minute 1 second', '2 minutes')
    """
    parts = zip(divmod(seconds, 60), ("minute", "second"), strict=True)
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)


def relaxed_words(paper: Paper) -> str:
    """Which rules a form could not keep, in one sentence or two; empty when it kept them all."""
    before = "an earlier full mock of yours had some of them"
    reasons = {
        "task_cap": "some tasks come more often than they should",
        "rest": before if paper.scope == "full" else f"some questions were seen in the last {REST} days",
        "type": "the mix of question types is not the exam’s",
        "pilots": "more questions are on trial than in the exam",
    }
    missing = sum(paper.missing.values())
    said = [reasons[rule] for rule in paper.relaxed if rule in reasons]
    words = f"The bank is small for this one: {'; '.join(said)}." if said else ""
    if missing:
        *others, last = paper.missing
        none_left = f"domains {', '.join(others)} and {last} have" if others else f"domain {last} has"
        words += f" {missing} fewer than asked for: {none_left} no more questions."
    return words.strip()


def relaxed_note(card: Card, paper: Paper) -> Card:
    """The first question of a mock exam, with what its form could not keep, if anything."""
    words = relaxed_words(paper)
    return replace(card, blocks=(Paragraph(text(words)), *card.blocks)) if words else card


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a member stands in a mock exam: the number of the question (from 1) of how many, and its neighbours.

    `left` and `ends_at` are None where no clock runs. `sure` is what was said of the answer to come, or of the one
    given.
    """

    session: str
    item: str
    number: int
    total: int
    answered: int
    before: str
    after: str
    flagged: bool
    sure: int
    left: timedelta | None
    ends_at: datetime | None
    zone: str


def turn_card(sheet: Card, turn: Turn) -> Card:
    """One question of a mock exam: its sheet, the time that is left, and the ways on."""
    return replace(
        sheet,
        title=f"Question {turn.number} of {turn.total}",
        blocks=(Paragraph(_standing(turn)), *sheet.blocks),
        controls=(*sheet.controls, *ways(turn)),
        turn=True,
        summary=f"Question {turn.number} of {turn.total}. The letters are your own.",
    )


def _standing(turn: Turn) -> Text:
    clock: tuple[str | Moment | Strong, ...] = ()
    if turn.left is not None and turn.ends_at is not None:
        clock = (Strong(minutes_left(turn.left)), ", until ", Moment(turn.ends_at, turn.zone, "time"), " · ")
    flag = " · marked for review" if turn.flagged else ""
    sure = {GUESS: " · a guess", SURE: " · sure"}.get(turn.sure, "")
    return text(*clock, f"{turn.answered} of {turn.total} answered{flag}{sure}")


def ways(turn: Turn) -> tuple[Button, ...]:
    """Back, next, mark for review, overview, and how sure one is."""
    here = turn.session, turn.item
    back = (Button("Back", OpenSheet(turn.session, turn.before)),) if turn.before else ()
    on = (Button("Next", OpenSheet(turn.session, turn.after)),) if turn.after else ()
    return (
        *back,
        *on,
        Button("Unmark" if turn.flagged else "Mark for review", FlagItem(*here, on=not turn.flagged)),
        Button("Overview", ShowOverview(turn.session)),
        *(
            Button(
                f"{'✓ ' if turn.sure == sure else ''}{label}",
                OpenSheet(*here, sure=TAKEN_BACK if turn.sure == sure else sure),
            )
            for sure, label in ((SURE, "I am sure"), (GUESS, "A guess"))
        ),
    )


@dataclass(frozen=True, slots=True)
class Stand:
    """An attempt before it is handed in: (item, number) of blanks and of marked questions, and the first of all."""

    session: str
    title: str
    first: str
    total: int
    blanks: Sequence[tuple[str, int]]
    flagged: Sequence[tuple[str, int]]
    left: timedelta | None
    ends_at: datetime | None
    zone: str


MOST_JUMPS = 15
"""Numbers to jump to, blanks first; more would not be read."""


def overview_card(stand: Stand, *, asked: bool) -> Card:
    """What is answered, blank and marked, with ways to jump there; `asked` when handing in is to be confirmed."""
    answered = stand.total - len(stand.blanks)
    clock: tuple[str | Moment | Strong, ...] = ()
    if stand.left is not None and stand.ends_at is not None:
        clock = (Strong(minutes_left(stand.left)), ", until ", Moment(stand.ends_at, stand.zone, "time"), ". ")
    blank = _numbers("Blank, and wrong if they stay so", stand.blanks)
    marked = _numbers("Marked for review", stand.flagged)
    jumps = dict((*stand.blanks, *stand.flagged))
    shown = sorted(jumps.items(), key=lambda jump: jump[1])[:MOST_JUMPS]
    title = "Hand in now?" if asked else "Overview"
    return Card(
        title=title,
        blocks=(
            Paragraph(text(*clock, f"{answered} of {stand.total} answered.")),
            *blank,
            *marked,
            *((Paragraph(text("Nothing can be changed afterwards.")),) if asked else ()),
        ),
        controls=(
            *(Button(f"Question {number}", OpenSheet(stand.session, item)) for item, number in shown),
            *(() if jumps else (Button("First question", OpenSheet(stand.session, stand.first)),)),
            Button("Hand in", HandIn(stand.session, sure=asked or not stand.blanks), look="primary"),
        ),
        foot=text(stand.title),
        tone="open",
        turn=True,
        summary=f"{title} {answered} of {stand.total} answered.",
    )


def _numbers(label: str, found: Sequence[tuple[str, int]]) -> tuple[Block, ...]:
    numbers = ", ".join(str(number) for _, number in found)
    return (Paragraph(text(Strong(f"{label}: "), f"{numbers}.")),) if found else ()


def warning_card(title: str, session: str, *, left: timedelta, blanks: int) -> Card:
    """The time is running out: said once at a tenth of it, and once at two minutes."""
    open_ones = {0: "Every question has an answer.", 1: "1 question is blank."}.get(blanks, f"{blanks} are blank.")
    return Card(
        title=f"{minutes_left(left)} in your mock exam.",
        blocks=(Paragraph(text(f"{title}. {open_ones} At the end it is handed in by itself with what is there.")),),
        controls=(Button("Go on", TakeMock(session), look="primary"),),
        tone="open",
    )


def timed(verdict: Card, *, took: int, pace: int) -> Card:
    """A verdict that tells how long the answer took, beside the seconds that the exam leaves for one."""
    words = f" · Your answer took {spelled(took)}; the exam’s pace is {spelled(pace)}."
    return replace(verdict, foot=(*verdict.foot, *text(words)))


def reviewed_card(verdict: Card, session: str, items: Sequence[str], place: int) -> Card:
    """A question of a mock exam that was handed in, with the ways to its neighbours and back to the report."""
    back = (Button("Back", OpenSheet(session, items[place - 1])),) if place > 0 else ()
    on = (Button("Next", OpenSheet(session, items[place + 1])),) if place + 1 < len(items) else ()
    return replace(
        verdict,
        title=f"Question {place + 1} of {len(items)}: {verdict.title}",
        controls=(*back, *on, Button("Report", ShowScore(session)), *verdict.controls),
        turn=True,
    )


def practised_card(verdict: Card, turn: Turn, *, over: bool) -> Card:
    """The verdict on a question of a mock exam in practice mode, with the way on."""
    on = Button("Hand in", HandIn(turn.session, sure=True), look="primary")
    if not over:
        on = Button("Next", OpenSheet(turn.session, turn.after), look="primary")
    return replace(
        verdict,
        title=f"Question {turn.number} of {turn.total}: {verdict.title}",
        controls=(on, Button("Overview", ShowOverview(turn.session)), *verdict.controls),
        turn=True,
    )
