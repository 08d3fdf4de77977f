"""Healths: questions that do well and badly, one for each thing that can be wrong."""

from __future__ import annotations

from bot.rules.health import Health
from bot.rules.item_sums import Sums
from tests.bot.specimens import item, matching, ordering

_PLAIN = Sums(20, 14, 13.0, 4.2, 3.4, -0.5, 6.0, 20.0, 6.5, {"A": (3, 0.2), "C": (2, -0.4), "D": (1, 0.1)})


def _pilot(number: int) -> str:
    return f"mla-d1-91{number:02}"


HEALTHS: tuple[Health, ...] = (
    Health(item(_pilot(1), version=2), _PLAIN, reporters=3),
    Health(item(_pilot(2), ordering()), Sums(12, 1, 6.1, 2.9, 1.4, 2.9, 3.0, 9.0, 0.2, {"C, E, A": (8, 2.5)})),
    Health(item(_pilot(3), status="pilot"), Sums(12, 1, 7.1, 2.8, 1.4, 2.9, 3.0, 9.0, 0.2, {"C": (8, 2.5)})),
    Health(item(_pilot(4), matching()), Sums(25, 24, 13.0, 5.9, 4.2, -6.0, 7.0, 20.0, 6.9, {})),
    Health(item(_pilot(5), difficulty=5), Sums(40, 7, 10.0, 6.0, 4.0, 5.0, 9.0, 30.0, 3.0, {"A": (30, 5.0)})),
    Health(item(_pilot(6), difficulty=1), Sums(60, 58, 54.0, 6.0, 3.0, -1.0, 12.0, 50.0, 12.0, {"A": (2, -0.5)})),
    Health(item(_pilot(7)), Sums(55, 35, 34.0, 12.0, 8.0, -0.3, 11.0, 60.0, 7.0, {"A": (18, 5.0), "C": (2, -1.0)})),
    Health(item(_pilot(8)), Sums(55, 35, 34.0, 12.0, 8.0, -0.3, 11.0, 60.0, 19.0, {"A": (18, -7.0), "C": (2, -1.0)})),
    Health(item(_pilot(9), status="pilot"), _PLAIN, reporters=1),
    Health(item(_pilot(10), status="pilot"), Sums(3, 2, 1.8, 0.6, 0.5, 0.1, 0.9, 1.2, 0.8, {"A": (1, 0.1)})),
    Health(item(_pilot(11)), Sums(), reporters=1),
    *(Health(item(_pilot(number)), Sums(2, 1, 1.2, 0.4, 0.3, 0.1, 0.6, 0.5, 0.4)) for number in range(12, 30)),
)
"""In each flag's order, then one with an idle option, a promoted one, one on trial, and more than a card shows."""
