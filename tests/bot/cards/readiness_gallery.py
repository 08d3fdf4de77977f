"""Readiness in the gallery: reports with much, little and no evidence, what leads see, and the choices of a member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.cards.model import Card
from bot.cards.readiness import (
    Gap,
    Report,
    Seen,
    Standing,
    exam_day_card,
    exam_day_form,
    group_card,
    privacy_card,
)
from bot.rules.readiness import Readiness

SOLID = Readiness(0.64, 738, 655, 812, "solid", 143, 0.24)
LITTLE = Readiness(0.41, 668, 410, 880, "not enough", 12, 0.61)
_TITLES = ("1. Data preparation", "2. Model development", "3. Deployment", "4. Monitoring and security")

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
    exam_day=date(2026, 12, 18),
    days_left=25,
)
"""Much evidence, and an exam day to come."""

BEGINNER = replace(
    MY_REPORT,
    readiness=LITTLE,
    lacking=("3", "4"),
    domains=tuple(replace(one, answers=3, stands="") for one in MY_REPORT.domains),
    exam_day=date(2026, 11, 2),
    days_left=-21,
)
"""Twelve answers, and an exam day that has passed."""

_LAST = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_SEEN = (
    Seen("Maya", SOLID, _LAST, "22 November"),
    Seen("Omar", replace(SOLID, chance=0.31, evidence="preliminary"), _LAST, "20 November"),
    Seen("=cmd|' /C calc'!A0", LITTLE, None, ""),
)
_GAPS = tuple(Gap(title, above) for title, above in zip(_TITLES, (6, 2, 4, 0), strict=True))

READINESS: Mapping[str, Card] = {
    "readiness of a group": group_card(_SEEN, others=4, people=7, gaps=_GAPS, passing=720),
    "readiness of a few": group_card(_SEEN[:1], others=1, people=2, gaps=(), passing=720),
    "readiness of nobody": group_card((), others=0, people=0, gaps=(), passing=720),
    "exam day": exam_day_form(date(2026, 12, 18)),
    "exam day kept": exam_day_card(date(2026, 12, 18)),
    "exam day off": exam_day_card(None),
    "privacy": privacy_card(shares=False, saved=False),
    "privacy kept": privacy_card(shares=True, saved=True),
}
