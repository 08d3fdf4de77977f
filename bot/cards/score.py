"""Scores: the report of a mock exam, and the receipt while its group has not closed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.cards.attempt import spelled
from bot.cards.charts import Bar, Bars, Mark
from bot.cards.model import Block, Button, Card, Figure, Moment, Paragraph, Strong, Table, text
from bot.commands import OpenSheet, StartMock
from bot.rules.scores import Part, Score

LONGEST = timedelta(hours=4)
"""A mock without a clock that was open for longer was put away in between: how long it took is not known."""

MOST_JUMPS = 15
"""Wrong questions to jump to; the others are reached one after another."""


MOST_SLOW = 3
"""Answers named for the time they took."""


@dataclass(frozen=True, slots=True)
class Result:
    """A finished attempt with what its report needs: titles of domains and tasks, and the number of each question.

    `cut` is the share of right answers assumed to pass, `lasted` the time from beginning to handing in, `minutes` what
    there was (0: no clock), `pace` the seconds that the exam leaves for each question. `numbers` is item id to its
    number in the member's own order, from 1.
    """

    session: str
    title: str
    score: Score
    scaled: int
    scale: tuple[int, int]
    passing: int
    cut: float
    domains: Mapping[str, str]
    tasks: Mapping[str, str]
    numbers: Mapping[str, int]
    lasted: timedelta
    minutes: int
    pace: int
    unscored: int


def in_a_line(result: Result) -> str:
    """The result in one line.

    A score of nothing scored has no number on the exam's scale.
    """
    score = result.score
    if not score.total:
        return f"{result.title}: nothing in it counted"
    return f"{result.title}: {score.right} of {score.total} right, about {result.scaled} where {result.passing} passes"


def score_card(result: Result) -> Card:
    """The report: right answers, the exam's scale, domains and tasks, time, close calls and confident errors."""
    score = result.score
    unscored = f" {result.unscored} more were on trial and do not count, as in the exam." if result.unscored else ""
    assumed = (
        f"This is our estimate, not a score of the exam’s makers: it assumes that about {result.cut:.0%} right passes."
    )
    wrong = sorted(score.wrong, key=lambda item: result.numbers[item])
    first = min(result.numbers, key=lambda item: result.numbers[item])
    return Card(
        title=f"{result.title}: {score.right} of {score.total} right",
        blocks=(
            Paragraph(
                text(
                    Strong(f"About {result.scaled} of {result.scale[1]}"),
                    f" on the exam’s scale; {result.passing} passes.{unscored}",
                )
            ),
            Paragraph(text(assumed)),
            _figure(result),
            Table(("Domain", "Right", "As the exam puts it"), tuple(_row(result, part) for part in score.domains)),
            Table(
                ("Task", "Right of all" if result.unscored else "Right"),
                tuple((f"{p.id} {result.tasks.get(p.id, '')}", f"{p.right} of {p.total}") for p in score.tasks),
            ),
            *_remarks(result),
        ),
        controls=(
            Button("Go through the questions", OpenSheet(result.session, first), look="primary"),
            *(
                Button(f"Question {result.numbers[item]}", OpenSheet(result.session, item))
                for item in wrong[:MOST_JUMPS]
            ),
            Button("Mock of what I missed", StartMock("missed")),
        ),
        foot=text("Only you can see this."),
        tone="right" if score.fraction >= result.cut else "plain",
        turn=True,
        summary=in_a_line(result),
    )


def _stands(result: Result, part: Part) -> bool:
    return part.right / part.total >= result.cut


def _row(result: Result, part: Part) -> tuple[str, str, str]:
    meets = "Meets" if _stands(result, part) else "Needs work"
    return f"{part.id} {result.domains.get(part.id, '')}", f"{part.right} of {part.total}", meets


def _figure(result: Result) -> Figure:
    weak = [part for part in result.score.domains if not _stands(result, part)]
    finding = {
        0: "Every domain is above the pass line",
        1: f"Domain {weak[0].id} is below the pass line" if weak else "",
    }.get(len(weak), f"{len(weak)} domains are below the pass line")
    bars = tuple(
        Bar(
            result.domains.get(part.id, part.id),
            part.right / part.total,
            f"{part.right} of {part.total}",
            "above" if _stands(result, part) else "below",
        )
        for part in result.score.domains
    )
    return Figure(finding, Bars(bars, Mark(result.cut, "pass line")))


def _remarks(result: Result) -> tuple[Block, ...]:
    score = result.score
    blank = len(result.numbers) - score.answered
    blanks = {0: "", 1: "1 was left blank."}.get(blank, f"{blank} were left blank.")
    said: list[Block] = []
    if time := "; ".join(filter(None, (_lasted(result), _usual(result)))):
        said.append(Paragraph(text(Strong("Time: "), f"{time}. {blanks}".rstrip())))
    elif blanks:
        said.append(Paragraph(text(blanks)))
    if longest := _longest(result):
        said.append(Paragraph(text(Strong("Longest: "), f"{longest}.")))
    if score.near:
        numbers = _numbers(result, score.near)
        words = f"{numbers}: partly right; the exam counts the whole answer only."
        said.append(Paragraph(text(Strong("Close: "), words)))
    if score.misjudged:
        words = f"{_numbers(result, score.misjudged)}. Begin with these: they stick once explained."
        said.append(Paragraph(text(Strong("Sure, and not right: "), words)))
    return tuple(said)


def _lasted(result: Result) -> str:
    minutes = round(result.lasted.total_seconds() / 60)
    if result.minutes:
        return f"{minutes} of {result.minutes} minutes"
    return _minutes(minutes) if result.lasted <= LONGEST else ""


def _usual(result: Result) -> str:
    times = result.score.times.values()
    if not times:
        return ""
    took = spelled(round(sum(times) / len(times)))
    return f"an answer took {took} on average, the exam’s pace is {spelled(result.pace)}"


def _longest(result: Result) -> str:
    """The answers that took most, of those that took longer than the exam leaves for one."""
    score = result.score
    slow = sorted((-took, result.numbers[item], item) for item, took in score.times.items() if took > result.pace)
    return ", ".join(
        f"question {number} ({spelled(-took)}, {'not right' if item in score.wrong else 'right'})"
        for took, number, item in slow[:MOST_SLOW]
    )


def _minutes(minutes: int) -> str:
    return {0: "less than a minute", 1: "1 minute"}.get(minutes, f"{minutes} minutes")


def _numbers(result: Result, items: Sequence[str]) -> str:
    numbers = sorted(result.numbers[item] for item in items if item in result.numbers)
    return ("question " if len(numbers) == 1 else "questions ") + ", ".join(map(str, numbers))


def handed_in_card(title: str, *, closes_at: datetime, zone: str, answered: int, total: int) -> Card:
    """The attempt is in; its group sees the keys together."""
    return Card(
        title="Handed in.",
        blocks=(
            Paragraph(text(f"{title}: {answered} of {total} answered.")),
            Paragraph(
                text("This group sees the keys together. Your report comes ", Moment(closes_at, zone), ", with /mock.")
            ),
        ),
        turn=True,
    )


def packless_card(title: str) -> Card:
    """The attempt is in, but the pack that its report is made of is not installed."""
    return Card(
        title="Handed in.",
        blocks=(
            Paragraph(text(f"{title}: everything you gave is kept.")),
            Paragraph(text("The report needs a pack that is not installed now. Ask a lead, then type /mock again.")),
        ),
        turn=True,
    )


def too_late_card(report: Card, *, ended_at: datetime, zone: str) -> Card:
    """An answer came after the time was up: when that was, and what became of the attempt."""
    note = text(Strong("Time was up "), Moment(ended_at, zone), ". It was handed in with what was there by then.")
    return _noted(report, Paragraph(note), f"Time was up. {report.short}")


def again_card(report: Card) -> Card:
    """Handing in twice, or pressing a button of an attempt that is over, changes nothing."""
    note = Paragraph(text("You have handed this one in. Nothing of it can change any more."))
    return replace(_noted(report, note, report.summary), idle=True)


def spent_card(report: Card, another: StartMock) -> Card:
    """What was offered has been begun and handed in: its report, and the way to another one."""
    return replace(report, controls=(*report.controls, Button("Take another", another)))


def _noted(report: Card, note: Paragraph, summary: str) -> Card:
    return replace(report, blocks=(note, *report.blocks), summary=summary, turn=True)
