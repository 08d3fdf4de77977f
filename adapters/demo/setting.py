"""Setting: the group that is played: where and when it is asked, for how long, and by which seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from bot.calls import Place
from bot.cards.welcome import DAYS
from bot.commands import SetUpGroup
from bot.rules.groups import Feedback, Rhythm
from bot.rules.mock_rhythms import MockRhythm


@dataclass(frozen=True, slots=True)
class Setting:
    """A group to be played: `start` is its first day, `lasts` for how many days its people have a plan.

    Hours are wall time in `zone`; `days` are ISO weekdays less one. `mocks` says when the weekly mock comes.
    """

    place: Place
    pack: str
    zone: str
    start: date
    seed: str
    lasts: int = 42
    opens: time = time(9)
    closes: time = time(9)
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    feedback: Feedback = "at_once"
    mocks: MockRhythm = field(default_factory=lambda: MockRhythm(""))

    @property
    def rhythm(self) -> Rhythm:
        """When the group is asked."""
        return Rhythm("", self.opens, self.closes, frozenset(self.days))

    @property
    def set_up(self) -> SetUpGroup:
        """What its lead sets up."""
        days = tuple(DAYS[day] for day in self.days)
        return SetUpGroup(f"{self.opens:%H:%M}", self.zone, days, f"{self.closes:%H:%M}", self.feedback, self.pack)

    def number_of(self, day: date) -> int:
        """How many days after the first that day is."""
        return (day - self.start).days
