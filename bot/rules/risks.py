"""Risks: why a lead should have a word with a member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.rules.cells import Cell
from bot.rules.readiness import Readiness
from bot.rules.trends import Trend

NEAR, LOW = 21, 0.6
"""Days to the exam from which on a chance below this is a reason to talk: there is time left to move the day."""

IDLE = 7
"""Days without any answer after which one may ask whether all is well."""

SETTLED = 14
"""Days in the group after which little evidence is no longer a matter of having just begun."""

Risk = Literal["exam near", "idle", "little evidence", "domain below", "falling"]
"""The exam is near and the chance low or unknown; no answer for a week; too few answers to tell; a domain below the
pass line beyond one standard error; the estimate has fallen by more than that within a fortnight."""

PRESSING: tuple[Risk, ...] = ("exam near", "idle", "falling", "domain below", "little evidence")
"""From the most pressing on."""


def risks(
    readiness: Readiness,
    cells: Sequence[Cell],
    trend: Trend | None,
    *,
    bar: float,
    idle: float,
    joined: float,
    exam_in: int | None,
) -> tuple[Risk, ...]:
    """What there is to worry about, the most pressing first; nothing for who has had their exam.

    `bar` is the share right that is assumed to pass, `idle` and `joined` days since the last answer and since they
    joined, `exam_in` days to the exam, None where no day is known.
    """
    if exam_in is not None and exam_in < 0:
        return ()
    near = exam_in is not None and exam_in <= NEAR
    unknown = readiness.told is None
    found: dict[Risk, bool] = {
        "exam near": near and (readiness.told is None or readiness.told < LOW),
        "idle": idle >= IDLE,
        "falling": trend is not None and trend.told == "down",
        "domain below": any(cell.coloured and cell.high < bar for cell in cells),
        "little evidence": unknown and (near or joined >= SETTLED),
    }
    return tuple(risk for risk in PRESSING if found[risk])
