"""Readiness as a file: who agreed, a row each, as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.cards.model import Card, Enclosed, Paragraph, text
from bot.cards.seen import Seen
from bot.cards.spreadsheets import Cell, as_csv
from bot.commands import ShowReadiness

HEADS = (
    *("member", "chance_to_pass", "scaled", "range_low", "range_high", "evidence", "first_answers", "last_answer"),
    *("change_in_14_days", "trend", "exam_day", "may_need_a_word"),
)


def file_card(seen: Sequence[Seen], day: date, *, group: str) -> Card:
    """The file, for a lead of that group alone."""
    people = "1 member" if len(seen) == 1 else f"{len(seen)} members"
    return Card(
        title="Readiness as a file",
        blocks=(
            Enclosed(
                name=f"readiness-{day.isoformat()}.csv",
                content=readiness_csv(seen),
                about=f"{people} who agreed, with every task.",
                again=ShowReadiness(file="csv", group=group),
            ),
            Paragraph(
                text(
                    "Who takes their consent back is gone from the next file, but not from this one: ",
                    "delete it when it has served, and pass it on to nobody.",
                )
            ),
        ),
        foot=text("Only you can see this."),
    )


def readiness_csv(seen: Sequence[Seen]) -> str:
    """The rows, under their heads."""
    tasks = [task.task for task in seen[0].tasks] if seen else []
    heads = [*HEADS, *(head for task in tasks for head in (f"task_{task}", f"task_{task}_answers"))]
    return as_csv([heads, *map(_cells, seen)])


def _cells(one: Seen) -> Iterator[Cell]:
    found, trend = one.readiness, one.trend
    yield one.name
    yield "" if found.told is None else found.told
    yield "" if found.middle is None else found.middle
    yield from (found.low, found.high) if found.answers else ("", "")
    yield found.evidence
    yield found.answers
    yield one.last_on.isoformat() if one.last_on is not None else ""
    yield trend.change if trend is not None and trend.told else ""
    yield "" if trend is None else trend.told or "steady"
    yield one.exam_day.isoformat() if one.exam_day is not None else ""
    yield "; ".join(one.risks)
    for task in one.tasks:
        yield round(task.expected, 2) if task.coloured else ""
        yield task.answers
