"""Exam limits: between what an exam's numbers lie, so that its mock exams, scores and estimates can be made."""

from __future__ import annotations

from collections.abc import Iterator

from bot.packs.faults import Fault, Sheet
from bot.packs.schema import ExamShape
from bot.rules.forms import LONGEST

HIGHEST = 99_999
"""The highest score: members tell theirs in at most five digits."""


def beyond_limits(sheet: Sheet, exam: ExamShape) -> Iterator[Fault]:
    """What of the exam lies beyond them."""
    low, high = exam.scale
    if not 0 <= low < high <= HIGHEST:
        about = f"`scale` shall be the lowest and the highest score, such as [100, 1000], from 0 to {HIGHEST} at most"
        yield sheet.error("scale", about, ("exam", "scale"))
    elif not low < exam.passing < high:
        about = (
            f"`passing` is {exam.passing}; it shall lie between {low} and {high}, the ends of `scale`, and be neither"
        )
        yield sheet.error("scale", about, ("exam", "passing"))
    if (questions := exam.scored + exam.unscored) > LONGEST:
        about = f"`scored` and `unscored` are {questions} questions together; at most {LONGEST} fit into one mock exam"
        yield sheet.error("length", about, ("exam", "scored"))
