"""Tasks: how a member stands in each task of the exam, the few that matter in a line and all of them on a card."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.charts import Bar, Bars, Mark
from bot.cards.model import Block, Button, Card, Figure, Paragraph, Strong, text
from bot.commands import Practise, ShowMe
from bot.rules.cells import COLOURED_TASK, TaskCell

PARTS = {
    "tasks": "Every task of the exam, with the answers counted in each",
    "corrections": "Questions you answered whose key was corrected",
}
"""What one can look at more closely."""

NAMED = 3
"""Tasks named in a line, at most; all are on the card."""


def task_line(tasks: Sequence[TaskCell]) -> tuple[Block, ...]:
    """The weakest tasks that are marked, else the strongest; nothing where none is marked."""
    weak = sorted((one for one in tasks if one.stands == "weak"), key=lambda one: one.expected)
    strong = sorted((one for one in tasks if one.stands == "strong"), key=lambda one: -one.expected)
    head, marked = ("Weak: ", weak) if weak else ("Strong: ", strong)
    if not marked:
        return ()
    more = f", and {len(marked) - NAMED} more" if len(marked) > NAMED else ""
    named = "; ".join(f"{titled(one)} ({one.expected:.0%} expected)" for one in marked[:NAMED])
    return (Paragraph(text(Strong(head), f"{named}{more}.")),)


def titled(task: TaskCell) -> str:
    """A task as people are told it: its number and its title."""
    return f"{task.task} {task.title}"


def tasks_card(tasks: Sequence[TaskCell], *, cut: float) -> Card:
    """Every task with the share expected right, its range and its counts."""
    lowest = min(tasks, key=lambda one: one.expected)
    return Card(
        title="How you are doing, task by task",
        blocks=(
            task_figure(tasks, cut=cut),
            Paragraph(
                text(
                    f"The share you are expected to get right. From {COLOURED_TASK} first answers on a task is held ",
                    "against the pass line; weak and strong mean beside your other tasks, beyond the doubt there is.",
                )
            ),
        ),
        controls=(
            Button(f"Practise task {lowest.task}", Practise(task=lowest.task), look="primary"),
            Button("My report", ShowMe()),
        ),
        foot=text("Only you can see this."),
        summary=f"How you are doing in {len(tasks)} tasks.",
    )


def task_figure(tasks: Sequence[TaskCell], *, cut: float) -> Figure:
    """The tasks as bars in the exam's order; those with few answers stand to nothing."""
    told = [one for one in tasks if one.coloured]
    below = [one for one in told if one.expected < cut]
    counted = f"{len(below)} of {len(told)} tasks with enough answers are below the pass line"
    finding = counted if told else f"No task has {COLOURED_TASK} answers yet"
    return Figure(finding, Bars(tuple(_bar(one, cut) for one in tasks), Mark(cut, "pass line")))


def _bar(task: TaskCell, cut: float) -> Bar:
    answers = "1 answer" if task.answers == 1 else f"{task.answers} answers"
    if not task.coloured:
        return Bar(titled(task), task.expected, f"{answers}, too few to tell", "", (task.low, task.high))
    note = ", ".join(part for part in (f"{task.expected:.0%}", answers, task.stands) if part)
    return Bar(titled(task), task.expected, note, "above" if task.expected >= cut else "below", (task.low, task.high))
