"""Desk, people: who is how ready, where they stand in each task, and who may need a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.cards.charts import ROWS, Side
from bot.cards.model import Figure, Strong, text
from bot.cards.numbers import percent
from bot.cards.people_charts import Rows, bands_figure, heat_figure, heat_words
from bot.cards.seen import Exam, Seen, risk_words, trend_words
from bot.cards.sheets import Cell, Column, Picture, Section, Sheet, blank, dated, named
from bot.rules.cells import COLOURED_TASK, TaskCell
from bot.rules.readiness import EVIDENCES, Readiness
from bot.rules.risks import PRESSING
from bot.rules.trends import Trend

EVEN = 0.5
"""A chance as good as a coin's."""

Draw = Callable[[Rows], Figure]
"""Draws so many members."""


def readiness_section(seen: Sequence[Seen], exam: Exam) -> Section:
    """Everybody who lets it be seen: chance, range, evidence, trend, and when they were last active."""
    return Section(
        name="readiness",
        subject="Readiness",
        finding=_ready(seen),
        words=()
        if not seen
        else (
            text(
                f"{exam.passing} passes. These are our estimates with what stands behind them, not scores of the "
                f"exam’s makers: they assume that about {exam.cut:.0%} right passes. Show nobody a number that is not "
                "theirs."
            ),
        ),
        pictures=_pictures(
            "bands", [one for one in seen if one.readiness.answers], lambda rows: bands_figure(rows, exam)
        ),
        sheets=(_members(seen),),
    )


def _ready(seen: Sequence[Seen]) -> str:
    told = sorted(one.readiness.told for one in seen if one.readiness.told is not None)
    if not seen:
        return "Nobody lets leads see yet how ready they are"
    if not told:
        return "Too few answers yet to tell anybody’s chance"
    if len(told) == 1:
        return f"One chance can be told: {percent(told[0])}"
    low, half, high = (percent(told[place]) for place in (0, len(told) // 2, -1))
    return f"Chances run from {low} to {high}; half of the {len(told)} have {half} or more"


def evenly(seen: Sequence[Seen]) -> str:
    """How many of those whose chance can be told have an even one or better; empty where there are none."""
    told = [one.readiness.told for one in seen if one.readiness.told is not None]
    even = sum(chance >= EVEN for chance in told)
    if len(told) == 1:
        return f"The one chance that can be told is {percent(told[0])}"
    if not even:
        return f"None of {len(told)} has an even chance to pass yet" if told else ""
    if even == len(told):
        return f"All {len(told)} have an even chance or better to pass"
    return f"{even} of {len(told)} {'has' if even == 1 else 'have'} an even chance or better to pass"


def _members(seen: Sequence[Seen]) -> Sheet:
    return Sheet(
        "members",
        "Members who let leads see how ready they are",
        (
            Column("Member"),
            Column("To pass", "Chance to pass", number=True),
            Column("Scale", "Middle of the estimate on the exam’s scale, where it can be told", number=True),
            Column(
                "Range",
                "Range that nine of ten such exams end in",
                number=True,
                kept=("90% range, lower end", "90% range, upper end"),
            ),
            Column("Evidence"),
            Column("Answers", "First answers that count", number=True),
            Column(
                "Trend",
                "Change within a fortnight in points, where it tells",
                kept=("Change within a fortnight in points", "Trend"),
            ),
            Column("Last answer"),
            Column("Exam", "Day of the exam"),
        ),
        tuple(map(_member, seen)),
        "Nobody has agreed yet. Each member chooses with /privacy, and can take it back at once.",
    )


def _member(one: Seen) -> tuple[Cell, ...]:
    found = one.readiness
    return (
        named(one.name, one.id),
        blank() if found.told is None else Cell(percent(found.told), found.told),
        *(_estimate(found) if found.answers else (blank(), blank())),
        Cell(found.evidence, EVIDENCES.index(found.evidence)),
        Cell(str(found.answers), found.answers),
        blank() if one.trend is None else _trend(one.trend),
        _day(one.last_on),
        _day(one.exam_day),
    )


def _estimate(found: Readiness) -> tuple[Cell, ...]:
    return (
        blank() if found.middle is None else Cell(str(found.middle), found.middle),
        Cell(f"{found.low} to {found.high}", found.low, kept=(found.low, found.high)),
    )


def _trend(trend: Trend) -> Cell:
    if not trend.told:
        return Cell(trend_words(trend), 0, kept=("", "steady"))
    return Cell(trend_words(trend), trend.change, kept=(trend.change, trend.told))


def _day(day: date | None) -> Cell:
    return blank() if day is None else dated(day)


def tasks_section(seen: Sequence[Seen], exam: Exam) -> Section:
    """Members by tasks: the share expected right, told only with enough answers."""
    known = [one for one in seen if any(cell.coloured for cell in one.tasks)]
    return Section(
        name="tasks",
        subject="Tasks",
        finding=heat_words([(one.name, one) for one in known], exam),
        words=()
        if not known
        else (
            text(
                f"The share expected right in each task, from {COLOURED_TASK} counted answers on. Weak (▼) and strong "
                "(▲) are beside the member’s own other tasks, and only beyond one standard error."
            ),
        ),
        pictures=_pictures("tasks", known, lambda rows: heat_figure(rows, exam)),
        sheets=(_by_task(seen, exam),),
    )


def _by_task(seen: Sequence[Seen], exam: Exam) -> Sheet:
    tasks = seen[0].tasks if seen else ()
    return Sheet(
        "tasks",
        "Share expected right, by member and task",
        (Column("Member"), *(Column(cell.task, f"{cell.task} {cell.title}", number=True) for cell in tasks)),
        tuple((named(one.name, one.id), *(_share(cell, exam) for cell in one.tasks)) for one in seen),
        "Nobody lets leads see yet how ready they are.",
    )


def _share(cell: TaskCell, exam: Exam) -> Cell:
    if not cell.coloured:
        return blank()
    sign = {"weak": "▼ ", "strong": "▲ ", "": ""}[cell.stands]
    side: Side = "above" if cell.expected >= exam.cut else "below"
    spoken = f"{percent(cell.expected)}{f', {cell.stands}' if cell.stands else ''}, {side} the pass line"
    return Cell(f"{sign}{percent(cell.expected)}", round(cell.expected, 2), side=side, spoken=spoken)


def _pictures(name: str, seen: Sequence[Seen], draw: Draw) -> tuple[Picture, ...]:
    """The figure of those there is room for: where they are too many, the ones lowest on the scale."""
    if not seen:
        return ()
    lowest = {one.id for one in sorted(seen, key=lambda one: one.readiness.scaled)[:ROWS]}
    shown = [one for one in seen if one.id in lowest]
    figure = draw([(one.name, one) for one in shown])
    part = "" if len(shown) == len(seen) else f" (the {len(shown)} lowest of {len(seen)})"
    return (Picture(name, Figure(f"{figure.title}{part}", figure.drawing)),)


def words_section(seen: Sequence[Seen]) -> Section:
    """Who may need a word, and why; the most pressing first."""
    due = sorted(
        (one for one in seen if one.risks), key=lambda one: (PRESSING.index(one.risks[0]), one.name.casefold())
    )
    return Section(
        name="words",
        subject="Who may need a word",
        finding=_due(seen, due),
        words=(text(Strong("Ask how it goes: "), "a number knows nothing of somebody’s week."),) if due else (),
        sheets=(
            Sheet(
                "words",
                "Members who may need a word, the most pressing first",
                (Column("Member"), Column("Why", prose=True)),
                tuple(
                    (named(one.name, one.id), Cell(" ".join(risk_words(one)), PRESSING.index(one.risks[0])))
                    for one in due
                ),
                "Of those you can see, nobody seems to need a word now.",
            ),
        ),
    )


def _due(seen: Sequence[Seen], due: Sequence[Seen]) -> str:
    if not seen:
        return "There is nobody whose numbers you can see"
    several = f"{len(due)} members may need a word"
    return {0: "Nobody now, of those you can see", 1: "One member may need a word"}.get(len(due), several)
