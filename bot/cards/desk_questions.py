"""Desk, questions: how the group's questions do, and what members reported about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.health import BASIS, COUNTS, counts, difficulty_words, enough_to_hide_among, in_order, step
from bot.cards.model import text
from bot.cards.numbers import percent
from bot.cards.sheets import Cell, Column, Section, Sheet, blank, dated, named
from bot.rules.health import FLAGS, Health


def items_section(found: Sequence[Health], *, counted: bool) -> Section:
    """Every question that was answered, with what needs a look first; `counted` says whether answers ever were."""
    flagged = sum(health.flag is not None for health in found)
    return Section(
        name="questions",
        subject="Questions",
        finding=_look(found, flagged) if counted else "No answers have been counted yet: reload in a minute",
        words=(
            text(
                f"{counts(found)}. {BASIS} Difficulty 0 is a typical question of the exam. What is set aside stays "
                "out of mock exams. A look at this page has it all counted anew: reload in a minute for the latest."
            ),
        )
        if found
        else (),
        sheets=(
            Sheet(
                "questions",
                "Questions that were answered, those to look at first",
                (
                    Column("Question"),
                    Column("Task"),
                    Column("Answers", number=True),
                    Column("Right", "Share right", number=True),
                    Column(
                        "Difficulty",
                        "Difficulty in logits, and how far the truth may be off",
                        number=True,
                        kept=("Difficulty in logits", "How far the truth may be off, in logits"),
                    ),
                    Column("Stands"),
                    Column("What to do", prose=True),
                ),
                tuple(map(_row, in_order(found))),
                "Nobody has answered a question whose key is out. Come back after the first close.",
            ),
        ),
    )


def _look(found: Sequence[Health], flagged: int) -> str:
    if not found:
        return "No question has been answered and closed yet"
    if not flagged:
        return f"None of {len(found)} questions needs a look"
    return f"{flagged} of {len(found)} questions need{'s' if flagged == 1 else ''} a look"


def _row(health: Health) -> tuple[Cell, ...]:
    told = enough_to_hide_among(health)
    grave = FLAGS.index(health.flag) if health.flag is not None else None
    advice = step(health)
    return (
        named(f"{health.item.id}, version {health.item.version}"),
        Cell(health.item.task, health.item.task),
        Cell(str(health.sums.answers), health.sums.answers),
        Cell(percent(health.share), health.share) if told else blank(),
        _difficulty(health) if told else blank(),
        Cell(COUNTS[health.verdict], COUNTS[health.verdict]),
        Cell(advice, grave if grave is not None else len(FLAGS)) if advice else blank(),
    )


def _difficulty(health: Health) -> Cell:
    known = health.difficulty
    return Cell(difficulty_words(health), known.logits, kept=(known.logits, known.doubt))


@dataclass(frozen=True, slots=True)
class Reported:
    """What somebody reported about a question in one version, without their name."""

    item: str
    version: int
    day: date
    words: str


def reports_section(reports: Sequence[Reported], *, more: bool) -> Section:
    """The queue of reports, latest first; `more` says that there are older ones."""
    count = f"{len(reports)} or more" if more else str(len(reports))
    one = "1 report from members" if len(reports) == 1 and not more else f"{count} reports from members"
    return Section(
        name="reports",
        subject="Reports",
        finding=one if reports else "Nobody has reported a question",
        words=(text("Without names. Correct the question in its pack; a corrected version begins anew."),)
        if reports
        else (),
        sheets=(
            Sheet(
                "reports",
                "What members reported about questions, latest first",
                (Column("Question"), Column("Day"), Column("Words", prose=True)),
                tuple(
                    (
                        named(f"{one.item}, version {one.version}"),
                        dated(one.day),
                        named(one.words),
                    )
                    for one in reports
                ),
                "No reports. Members report with the button under a question, or /report.",
            ),
        ),
    )
