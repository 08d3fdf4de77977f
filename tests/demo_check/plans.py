"""Plans: the long check and the short one that stands for it among the ordinary tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from adapters.demo.door import QUARTER, Outage
from tests.demo_check.groups import WEEKS, Played, twenty, two

DAY = timedelta(days=1)
BEGINS = datetime(2026, 3, 1, 0, 7, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is played for how many days, when the app is away, and on which day some keys are corrected.

    `away` holds day, hour and minute (UTC) since the beginning, and for how many minutes. `beats` says how often the
    clock beats when nobody comes; every hour of every group has to lie on a beat.
    """

    played: Sequence[Played]
    days: int
    away: Sequence[tuple[int, int, int, int]]
    corrects_on: int
    beats: timedelta = QUARTER

    @property
    def outages(self) -> list[Outage]:
        """When the app is away."""
        midnight = BEGINS.replace(hour=0, minute=0)
        starts = [(midnight + day * DAY + timedelta(hours=h, minutes=m), lasts) for day, h, m, lasts in self.away]
        return [Outage(since, since + timedelta(minutes=lasts)) for since, lasts in starts]


WHOLE = Plan(
    twenty(),
    7 * WEEKS,
    # A restart at noon; Europe's morning; a day and a half; a restart with corrected keys; the night of a clock change.
    ((9, 12, 5, 11), (17, 7, 50, 200), (24, 13, 2, 1800), (29, 20, 8, 1), (28, 0, 40, 35)),
    corrects_on=29,
)
SMALL = Plan(two(), 14, ((4, 13, 55, 12), (8, 4, 7, 700), (10, 20, 8, 1)), corrects_on=10, beats=2 * QUARTER)
