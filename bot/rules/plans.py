"""Plans: when a member sits the exam, and whether leads may see how ready they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """A member's plan. `exam_day` is None while they have not said; `shares` is False until they agree."""

    group: str
    member: str
    exam_day: date | None = None
    shares: bool = False
