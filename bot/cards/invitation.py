"""Invitations: the group's weekly mock in the channel, its closing, its results, and when it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.cards.attempt import named, relaxed_words
from bot.cards.model import (
    Block,
    Button,
    Card,
    ChooseOne,
    Code,
    Divider,
    Form,
    Moment,
    Offer,
    Paragraph,
    Stem,
    Strong,
    Words,
    text,
)
from bot.cards.result import rationale_rows, references
from bot.cards.spans import spoken
from bot.cards.welcome import DAY_NAMES, DAYS
from bot.commands import SetMocks, StartMock, TakeMock
from bot.errors import Lack
from bot.rules.items import Item
from bot.rules.sessions import Session

FLOOR = 5
"""People from whom on the spread of scores is shown, and who improved most: of fewer, everybody could tell whose is
whose."""

MOST_IMPROVED = "Most improved of those who chose to be named: "


def invitation_card(session: Session, *, zone: str, begun: int, handed_in: int) -> Card:
    """The weekly mock is open: what it is, until when, and one way in."""
    paper = session.paper
    assert paper is not None  # noqa: S101 - a mock exam has one
    assert session.closes_at is not None  # noqa: S101 - a group's mock exam closes
    taking = {0: "Nobody has begun yet.", 1: "1 has begun"}.get(begun, f"{begun} have begun")
    count = taking if not begun else f"{taking}, {handed_in} handed in."
    relaxed = relaxed_words(paper)
    return Card(
        title=f"The weekly {named(paper).lower()} is open",
        blocks=(
            Paragraph(
                text(
                    Strong(f"{len(session.form)} questions, {paper.minutes} minutes"),
                    ", in private, in the exam’s proportions. Your clock starts when you begin, and runs on when you ",
                    "close it.",
                )
            ),
            *((Paragraph(text(relaxed)),) if relaxed else ()),
            Paragraph(text("Open until ", Moment(session.closes_at, zone), f". {count}")),
        ),
        controls=(Button(f"Begin: {paper.minutes} minutes", TakeMock(session.id), look="primary"),),
        foot=text(
            "Once for everybody. Only you see your report. After the close, right answers count on the board: ",
            "/name says how it shows you.",
        ),
        tone="open",
        summary=f"The weekly mini mock is open: {len(session.form)} questions in {paper.minutes} minutes.",
    )


def shortage_card(lack: Lack, *, exam: str, held: int) -> Card:
    """Tell a lead why no weekly mock came, with the next step; `held` is how many questions the pack has for one."""
    all_of_it = f"All {held} questions of the pack for {exam} are" if held > 1 else f"The one question for {exam} is"
    why = {
        "empty": f"The pack for {exam} has no question that is live or on trial.",
        "aside": f"{all_of_it} set aside until somebody has decided.",
        "open": f"Everything that the pack for {exam} could ask is open before the group already.",
        "long": f"What the pack for {exam} has left are cases with more questions than there is room for.",
    }
    step = {
        "empty": ("Choose another pack with ", Code("/cohort setup"), ", or ask who runs Cohort to add some"),
        "aside": ("See which, and why, with ", Code("/cohort items")),
        "open": ("Let it open once they have closed: ", Code("/cohort mocks")),
        "long": ("Give it more questions with ", Code("/cohort mocks")),
    }
    return Card(
        title="The weekly mini mock did not open.",
        blocks=(
            Paragraph(text(why[lack])),
            Paragraph(text(*step[lack], ".")),
            Paragraph(text("It opens at its next hour once it can. Until things change you are not told again.")),
        ),
        tone="trouble",
    )


def closed_card(session: Session, *, zone: str, handed_in: int) -> Card:
    """The invitation once the weekly mock has closed."""
    people = {0: "Nobody took it.", 1: "1 person took it."}.get(handed_in, f"{handed_in} people took it.")
    return Card(
        title="The weekly mini mock has closed",
        blocks=(
            Paragraph(
                text(
                    Strong(people),
                    " Closed ",
                    Moment(session.ends_at or session.opened_at, zone),
                    ". The group’s results follow this post.",
                )
            ),
        ),
        controls=(Button("My report", TakeMock(session.id)), Button("A mock of my own", StartMock())),
        tone="closed",
        summary=f"The weekly mini mock has closed. {people}",
    )


@dataclass(frozen=True, slots=True)
class Missed:
    """A question of a mock exam that many got wrong, and the share of them, from 0 to 1."""

    item: Item
    part: float


@dataclass(frozen=True, slots=True)
class Results:
    """What a group's mock exam came to: right answers of everybody who took it, out of how many; most missed items.

    `improved` holds those who did better than the week before by most, of those who chose to be named, and by how
    many questions in a hundred.
    """

    rights: Sequence[int]
    total: int
    missed: Sequence[Missed]
    improved: Sequence[tuple[str, int]]


def results_card(results: Results, day: date) -> Card:
    """For the thread: how many took it, the spread, the three most missed with their reasons.

    The title names the day on which it opened: it names the thread too. Nobody is named who did not agree.
    """
    took = len(results.rights)
    people = {0: "Nobody took this one.", 1: "1 person took it."}.get(took, f"{took} people took it.")
    improved = ", ".join(f"{name} (+{gain} in 100)" for name, gain in results.improved if took >= FLOOR)
    return Card(
        title=f"{spoken(day)}: how the mini mock went",
        blocks=(
            Paragraph(text(Strong(people), _spread(results))),
            *((Paragraph(text(Strong(MOST_IMPROVED), f"{improved}.")),) if improved else ()),
            *(block for number, missed in enumerate(results.missed, 1) for block in _missed(number, missed)),
            *((Divider(), Paragraph(text("What made these hard? Tell the others here."))) if results.missed else ()),
        ),
        tone="closed",
        summary=f"How the mini mock went. {people}",
    )


def _spread(results: Results) -> str:
    rights = sorted(results.rights)
    if not rights:
        return ""
    if len(rights) < FLOOR:
        return f" The spread of scores is shown from {FLOOR} people up."
    middle = len(rights) // 2
    median = rights[middle] if len(rights) % 2 else (rights[middle - 1] + rights[middle]) / 2
    return f" Right answers, of {results.total}: {rights[0]} to {rights[-1]}, half of you {median:g} or more."


def _missed(number: int, missed: Missed) -> tuple[Block, ...]:
    item = missed.item
    return (
        Divider(),
        Paragraph(text(Strong(f"Most missed, {number}: "), f"{missed.part:.0%} got it wrong.")),
        Stem(item.stem),
        rationale_rows(item, None, {}),
        Paragraph(text(Strong("Remember: "), item.takeaway)),
        references(item.references),
    )


def mocks_form(present: SetMocks, *, lengths: tuple[int, int], next_at: datetime | None, zone: str) -> Card:
    """Ask when the weekly mock comes and how long it is: between the two of `lengths`."""
    days = tuple(Offer(day, name) for day, name in zip(DAYS, DAY_NAMES, strict=True))
    comes = (
        text("There is none at the moment.")
        if next_at is None
        else text("The next one opens ", _at(next_at, zone), ".")
    )
    return Card(
        title="The weekly mini mock",
        blocks=(Paragraph(comes),),
        form=Form(
            fields=(
                ChooseOne("day", "Opens on", (*days, Offer("off", "No weekly mock")), value=present.day),
                Words("time", "At", longest=5, value=present.time, hint="24-hour clock, such as 12:00"),
                ChooseOne("until", "Closes on", days, value=present.until),
                Words("closes", "At", longest=5, value=present.closes, hint="24-hour clock, such as 20:00"),
                Words("length", "Questions", longest=2, value=present.length, hint=between(lengths)),
            ),
            submit=SetMocks(),
            send="Save",
        ),
    )


def between(lengths: tuple[int, int]) -> str:
    """From the fewest questions to the most.

    >>> between((10, 30)), between((8, 8))
    ('10 to 30', '8')
    """
    fewest, most = lengths
    return f"{fewest} to {most}" if fewest < most else str(most)


def mocks_card(*, next_at: datetime | None, length: int, zone: str, paused: bool = False) -> Card:
    """Confirm when the weekly mock comes from now on, or that it waits while the group is `paused`."""
    if paused:
        return Card("Saved.", (Paragraph(text(f"{length} questions, once a lead resumes with /cohort resume.")),))
    if next_at is None:
        return Card("Saved.", (Paragraph(text("There is no weekly mock. Members can still take one with /mock.")),))
    return Card("Saved.", (Paragraph(text(f"{length} questions. The next one opens ", _at(next_at, zone), ".")),))


def _at(at: datetime, zone: str) -> Moment:
    return Moment(at, zone)
