"""Honesty: the chance to pass that was told, and the share that passed, as measured on simulated groups."""

from __future__ import annotations

EXAM = "MLA-C01"
"""The exam that those groups sat: its domains, scale and pass mark."""

MEASURED_ON = "30 November 2026"

SIMULATED = 120
"""Groups that were simulated; docs/readiness.md says how."""

CURVE: tuple[tuple[float, float], ...] = (
    (0.05, 0.05),
    (0.15, 0.18),
    (0.25, 0.32),
    (0.35, 0.38),
    (0.45, 0.5),
    (0.55, 0.6),
    (0.65, 0.66),
    (0.75, 0.69),
    (0.85, 0.91),
    (0.95, 0.95),
)
"""(chance told, share that passed), as docs/reliability.svg draws it for the mixed set."""
