"""Readiness in the gallery: reports with much, little and no evidence, what leads see, and the choices of a member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.cards.model import Card
from bot.cards.outcome import no_outcome_card, outcome_card, outcome_form
from bot.cards.readiness import (
    Report,
    Standing,
    exam_day_card,
    exam_day_form,
)
from bot.cards.tasks import tasks_card
from bot.rules.cells import Stands, TaskCell
from bot.rules.outcomes import ExamOutcome
from bot.rules.readiness import Readiness
from bot.rules.study_plans import plan_back
from bot.rules.trends import Trend

SOLID = Readiness(0.64, 738, 655, 812, "solid", 143, 0.24)
LITTLE = Readiness(0.41, 668, 410, 880, "not enough", 12, 0.61)
_TITLES = ("1. Data preparation", "2. Model development", "3. Deployment", "4. Monitoring and security")

_ROWS: tuple[tuple[tuple[str, str, str], tuple[float, float, float], int, Stands], ...] = (
    (("1.1", "Ingest and store data", "1"), (0.79, 0.71, 0.85), 15, ""),
    (("1.2", "Transform data and perform feature engineering", "1"), (0.84, 0.77, 0.89), 18, "strong"),
    (("1.3", "Ensure data integrity and prepare data for modeling", "1"), (0.73, 0.63, 0.81), 8, ""),
    (("2.1", "Choose a modeling approach", "2"), (0.66, 0.57, 0.74), 13, ""),
    (("2.2", "Train and refine models", "2"), (0.52, 0.43, 0.61), 17, "weak"),
    (("2.3", "Analyze model performance", "2"), (0.62, 0.51, 0.72), 8, ""),
    (("3.1", "Select deployment infrastructure", "3"), (0.70, 0.60, 0.79), 14, ""),
    (("3.2", "Create and script infrastructure", "3"), (0.71, 0.59, 0.80), 9, ""),
    (("3.3", "Set up CI/CD pipelines", "3"), (0.69, 0.56, 0.79), 7, ""),
    (("4.1", "Monitor model inference", "4"), (0.67, 0.56, 0.76), 12, ""),
    (("4.2", "Monitor and optimize infrastructure and costs", "4"), (0.70, 0.60, 0.78), 21, ""),
    (("4.3", "Secure AWS resources", "4"), (0.69, 0.54, 0.80), 1, ""),
)
_TASKS = tuple(TaskCell(*task, *shares, answers, stands) for task, shares, answers, stands in _ROWS)
_TODAY, _EXAM_DAY = date(2026, 11, 23), date(2026, 12, 18)
_WEIGHTS = {"1": 240, "2": 300, "3": 220, "4": 240}
_PLAN = plan_back(_WEIGHTS, today=_TODAY, exam_day=_EXAM_DAY, on=frozenset(range(5)), mini_on=4, load=10, done=2)

MY_REPORT = Report(
    readiness=SOLID,
    passing=720,
    cut=0.689,
    lacking=(),
    domains=(
        Standing(_TITLES[0], 0.78, 0.71, 0.84, 41, "strong", 14),
        Standing(_TITLES[1], 0.61, 0.53, 0.69, 38, "weak", 19),
        Standing(_TITLES[2], 0.70, 0.60, 0.78, 30, "", 13),
        Standing(_TITLES[3], 0.69, 0.59, 0.77, 34, "", 15),
    ),
    next_domain="2",
    next_title=_TITLES[1],
    next_worth=19,
    exam_day=_EXAM_DAY,
    days_left=25,
    today=_TODAY,
    next_task="2.2 Train and refine models",
    tasks=_TASKS,
    trend=Trend(46, "up", datetime(2026, 11, 9, 8, 0, tzinfo=UTC)),
    plan=_PLAN,
)
"""Much evidence, and an exam day to come."""

BEGINNER = replace(
    MY_REPORT,
    readiness=LITTLE,
    lacking=("3", "4"),
    domains=tuple(replace(one, answers=3, stands="") for one in MY_REPORT.domains),
    exam_day=date(2026, 11, 2),
    days_left=-21,
    tasks=tuple(replace(one, answers=1, stands="") for one in _TASKS),
    trend=None,
    plan=(),
)
"""Twelve answers, and an exam day that has passed."""

ON_THE_EVE = replace(
    MY_REPORT,
    days_left=1,
    today=date(2026, 12, 17),
    trend=Trend(-38, "down", datetime(2026, 12, 3, 8, 0, tzinfo=UTC)),
    plan=plan_back(_WEIGHTS, today=date(2026, 12, 17), exam_day=_EXAM_DAY, on=frozenset(range(5))),
)
"""The day before the exam, and an estimate that has fallen."""

_DOMAINS = {title[0]: title for title in _TITLES}
PASSED = ExamOutcome(
    "g", "m", "mla-c01", date(2026, 11, 2), True, 764, frozenset({"2", "4"}), True, datetime(2026, 11, 3, tzinfo=UTC)
)
FAILED = replace(PASSED, passed=False, scaled=None, needs_work=None, counts=False)
AFTER = replace(MY_REPORT, exam_day=date(2026, 11, 2), days_left=-21, plan=(), results=12, cut=0.672)
"""After the exam, with a pass line that reported results have adjusted."""

READINESS: Mapping[str, Card] = {
    "outcome": outcome_form(None, scale=(100, 1000), domains=_DOMAINS),
    "outcome again": outcome_form(PASSED, scale=(100, 1000), domains=_DOMAINS),
    "outcome kept": outcome_card(PASSED),
    "outcome kept after a failure": outcome_card(FAILED),
    "outcome deleted": no_outcome_card(),
    "tasks": tasks_card(_TASKS, cut=0.689),
    "tasks of a beginner": tasks_card(BEGINNER.tasks, cut=0.689),
    "exam day": exam_day_form(date(2026, 12, 18)),
    "exam day kept": exam_day_card(date(2026, 12, 18)),
    "exam day off": exam_day_card(None),
}
