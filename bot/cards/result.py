"""Results: the verdict on an answer, its receipt while the key is kept back, and the rationale for the thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.cards.model import (
    Block,
    Button,
    Card,
    Control,
    Link,
    Listing,
    Moment,
    Paragraph,
    Row,
    RowState,
    Stem,
    Strong,
    Text,
    text,
)
from bot.cards.spans import spoken
from bot.commands import OpenSheet, Practise, ReportItem, ReviewItem
from bot.rules.items import Answer, Item, Line, Reference

TWICE = "You have answered this one. Your first answer stands."


def _state(line: Line, answer: Answer | None, hits: frozenset[str]) -> RowState:
    if line.right:
        return "right" if answer is None or line.id in hits else "missed"
    return "wrong" if answer is not None and line.id in answer else "plain"


def rationale_rows(item: Item, answer: Answer | None, letters: Mapping[str, str]) -> Listing:
    """Key and reasons of every option; with an answer, how it stands to them, in the member's own letters."""
    hits = item.problem.hits(answer) if answer is not None else frozenset()
    rows = [
        Row(line.text, letters.get(line.id, ""), _state(line, answer, hits), line.why) for line in item.problem.reveal()
    ]
    if item.problem.type in {"multiple_choice", "multiple_response"} and letters:
        rows.sort(key=lambda row: row.letter)
    return Listing(tuple(rows), label="Why")


def references(links: Sequence[Reference]) -> Paragraph:
    """Where to read more."""
    parts: list[str | Link] = ["Read more: "]
    for number, link in enumerate(links):
        parts += [" · "] if number else []
        parts.append(Link(link.title, link.url))
    return Paragraph(text(*parts))


def result_card(
    item: Item,
    answer: Answer,
    *,
    right: bool,
    near: float,
    fresh: bool,
    letters: Mapping[str, str],
    session: str,
    streak: int,
    foot: Text,
    quiz: bool,
    comes_back: bool = False,
    review: bool = False,
) -> Card:
    """The verdict on an answer with the reason of every option; `fresh` is False for a second press.

    `comes_back` is whether the question will be reviewed; from a `review` there is a way to the next one.
    """
    if right:
        verdict = "Right."
    elif item.problem.type == "multiple_choice":
        key = next(line.id for line in item.problem.reveal() if line.right)
        verdict = f"Not this one. The key is {letters[key]}."
    elif near > 0:
        parts = sum(line.right for line in item.problem.reveal())
        verdict = f"Close: {round(near * parts)} of {parts} right. The exam counts the whole answer only."
    else:
        verdict = "Not this one."
    yours: tuple[Block, ...] = ()
    if not right and item.problem.type in {"ordering", "matching"}:
        yours = (Listing(tuple(Row(one) for one in item.problem.spell(answer)), label="Your answer"),)
    controls: tuple[Control, ...] = (Button("Report this question", ReportItem("", session, item.id)),)
    if quiz:
        onward = (Button("Next review", ReviewItem(), look="primary"),) if review else ()
        controls = (
            *onward,
            Button("Another question", Practise(), look="plain" if review else "primary"),
            Button(f"More of task {item.task}", Practise(task=item.task)),
            *controls,
        )
    days = {0: "", 1: "Streak: 1 study day"}.get(streak, f"Streak: {streak} study days")
    ends = [words for words in (days, "Comes back for review" if comes_back else "") if words]
    return Card(
        title=verdict if fresh else TWICE,
        blocks=(
            *(() if fresh else (Paragraph(text(verdict)),)),
            Stem(item.stem),
            *yours,
            rationale_rows(item, answer, letters),
            Paragraph(text(Strong("Remember: "), item.takeaway)),
            references(item.references),
        ),
        controls=controls,
        foot=(*foot, *text(f" · {' · '.join(ends)}")) if ends else foot,
        tone="right" if right else "wrong",
        summary=f"{verdict} {item.takeaway}" if fresh else f"{TWICE} {verdict}",
    )


def receipt_card(
    item: Item,
    answer: Answer,
    *,
    fresh: bool,
    closes_at: datetime,
    zone: str,
    letters: Mapping[str, str],
    session: str,
    foot: Text,
) -> Card:
    """The answer is in; the key is kept back until the close."""
    rows = tuple(Row(option, state="plain") for option in item.problem.spell(answer))
    chosen = ", ".join(sorted(letters[one] for one in answer if one in letters)) if len(letters) else ""
    title = "Your answer is in." if fresh else TWICE
    return Card(
        title=title,
        blocks=(
            Listing(rows, label=f"Your answer{': ' + chosen if item.problem.type.startswith('multiple') else ''}"),
            Paragraph(text("This group sees the key together. It comes ", Moment(closes_at, zone), ".")),
        ),
        controls=(Button("Report this question", ReportItem("", session, item.id)),),
        foot=foot,
        tone="plain",
        summary=title,
    )


def not_yet_card(item: Item, *, session: str, closes_at: datetime, zone: str, at_once: bool, foot: Text) -> Card:
    """Somebody asks for the reasons of an open question that they have not answered; `at_once` is the policy."""
    sooner = "with your answer, or " if at_once else ""
    return Card(
        title="Answer first, then the reasons.",
        blocks=(
            Paragraph(
                text(f"The key and the reason of every option come {sooner}when the question closes, ")
                + text(Moment(closes_at, zone), ". An answer of your own is what makes them stick.")
            ),
        ),
        controls=(Button("Answer", OpenSheet(session, item.id), look="primary"),),
        foot=foot,
        tone="open",
    )


def rationale_card(item: Item, *, day: date, kept: Sequence[tuple[str, int]], foot: Text) -> Card:
    """What goes into the thread at the close: key, every reason, takeaway, links, and who kept a streak alive.

    The title names the question's day: it names the thread too. `kept` holds (name, study days in a row) of members who
    answered and may be named.
    """
    streaks = ", ".join(f"{name} ({days})" for name, days in kept)
    return Card(
        title=f"{spoken(day)}: the key, and why",
        blocks=(
            rationale_rows(item, None, {}),
            Paragraph(text(Strong("Remember: "), item.takeaway)),
            references(item.references),
            *((Paragraph(text(Strong("Streaks kept alive: "), f"{streaks}.")),) if streaks else ()),
            Paragraph(text("What made you choose differently? Tell the others here.")),
        ),
        foot=foot,
        tone="closed",
        summary=f"The key, and why. {item.takeaway}",
    )


def missed_card(item: Item, *, closed_at: datetime, zone: str, foot: Text) -> Card:
    """Somebody opens a closed question they never answered."""
    return Card(
        title="This one has closed.",
        blocks=(
            Paragraph(text("It closed ", Moment(closed_at, zone), ". You can still practise.")),
            Stem(item.stem),
            rationale_rows(item, None, {}),
            Paragraph(text(Strong("Remember: "), item.takeaway)),
            references(item.references),
        ),
        controls=(Button("Practise", Practise(task=item.task), look="primary"),),
        foot=foot,
        tone="closed",
    )


def withheld_card(item: Item, answer: Answer, *, foot: Text) -> Card:
    """An answer is kept, but its key and reasons would give an open question or mock exam away."""
    rows = tuple(Row(one) for one in item.problem.spell(answer))
    return Card(
        title="Kept.",
        blocks=(
            Stem(item.stem),
            *((Listing(rows, label="Your answer"),) if rows else ()),
            Paragraph(text("An open question or mock exam asks this one now. Key and reasons come once that closes.")),
        ),
        foot=foot,
        tone="plain",
        summary="Your answer is kept; key and reasons come later.",
    )
