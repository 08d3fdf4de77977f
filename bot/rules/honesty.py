"""Honesty: the chance to pass that was told, and the share that passed, as measured on simulated groups."""

from __future__ import annotations

MEASURED_ON = "30 November 2026"

SIMULATED = 120
"""Groups that were simulated; docs/readiness.md says how."""

CURVE: tuple[tuple[float, float], ...] = (
    (0.05, 0.05),
    (0.15, 0.19),
    (0.25, 0.33),
    (0.35, 0.39),
    (0.45, 0.45),
    (0.55, 0.62),
    (0.65, 0.64),
    (0.75, 0.72),
    (0.85, 0.83),
    (0.95, 0.95),
)
"""(chance told, share that passed), as docs/reliability.svg draws it for the mixed set."""
