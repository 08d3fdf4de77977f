"""Charts of people: their bands on the exam's scale, and their tasks as a heat map, each with its finding as title."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.charts import Band, Bands, Cell, CellRow, Column, HeatMap, Level, Mark
from bot.cards.model import Figure
from bot.cards.seen import Exam, Seen
from bot.rules.cells import TaskCell

LINE = "pass line"
NAMED = 3
"""Tasks named in a title; more are counted."""

Rows = Sequence[tuple[str, Seen]]
"""(label, member): at most as many as a picture has room for."""


def bands_figure(rows: Rows, exam: Exam) -> Figure:
    """Each member's range on the exam's scale, with its mean where that is told, against the pass mark."""
    bands = tuple(_band(label, one) for label, one in rows)
    return Figure(_bands_title(bands, exam), Bands(bands, exam.low, exam.high, Level(exam.passing, "pass mark")))


def _band(label: str, one: Seen) -> Band:
    return Band(label, one.readiness.low, one.readiness.middle, one.readiness.high)


def _bands_title(bands: Sequence[Band], exam: Exam) -> str:
    known = [band for band in bands if not band.faint]
    if not known:
        return "Too few answers yet: every band is wide"
    above = sum(band.low >= exam.passing for band in known)
    if above == len(known) == 1:
        return "The band lies wholly above the pass mark"
    if above:
        return f"{above} of {len(known)} lie wholly above the pass mark"
    if all(band.high < exam.passing for band in known):
        return "No band reaches the pass mark yet"
    return "No band lies wholly above the pass mark yet"


def heat_figure(rows: Rows, exam: Exam) -> Figure:
    """Each member's tasks, against the share right that is assumed to pass."""
    tasks = rows[0][1].tasks
    columns = tuple(Column(task.task, task.title) for task in tasks)
    cells = tuple(CellRow(label, tuple(_cell(task, exam) for task in one.tasks)) for label, one in rows)
    return Figure(heat_words(rows, exam), HeatMap(columns, cells, Mark(exam.cut, LINE)))


def _cell(task: TaskCell, exam: Exam) -> Cell:
    if not task.coloured:
        return Cell()
    return Cell(task.expected, "above" if task.expected >= exam.cut else "below", task.stands)


def heat_words(rows: Rows, exam: Exam) -> str:
    """What a heat map shows. Which task is weakest is told of the whole group, and nowhere else."""
    told = [task for _, one in rows for task in one.tasks if task.coloured]
    below = [task.task for task in told if task.expected < exam.cut]
    if not told:
        return "Too few answers yet to tell tasks apart"
    if not below:
        return f"Above the {LINE} in every task that is told"
    if len(rows) == 1:
        return f"Below the {LINE} in {f'{len(below)} tasks' if len(below) > NAMED else listed(below)}"
    lie = "lies" if len(below) == 1 else "lie"
    return f"{len(below)} of {len(told)} cells that can be told {lie} below the {LINE}"


def listed(heads: Sequence[str]) -> str:
    """Some tasks in a sentence: 1.1, 2.2 and 3.1."""
    return heads[0] if len(heads) == 1 else f"{', '.join(heads[:-1])} and {heads[-1]}"
