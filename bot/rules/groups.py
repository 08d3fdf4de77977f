"""Groups: people studying for one exam together, their members and their rhythm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum
from typing import Literal
from zoneinfo import ZoneInfo

Feedback = Literal["at_once", "at_close"]
BoardShow = Literal["", "name", "alias", "hidden"]
"""How others see a member; empty until they choose."""


class Role(IntEnum):
    """What somebody may do; a higher one may do everything a lower one may."""

    ANYONE = 0
    MEMBER = 1
    LEAD = 2
    CLOCK = 3


@dataclass(frozen=True, slots=True)
class Group:
    """People studying for one exam together; `zone` is the IANA zone its days and hours are read in."""

    id: str
    pack: str
    zone: str
    feedback: Feedback
    timer: int
    created_at: datetime

    def day_of(self, at: datetime) -> date:
        """The date in the group's zone at that instant."""
        return at.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a group is asked: the hour, the closing hour (the day after when it is not later), and the study days.

    `days` are ISO weekdays less one: 0 is Monday. Hours are wall time in the group's zone.
    """

    group: str
    opens: time
    closes: time
    days: frozenset[int]
    paused: bool = False

    def __post_init__(self) -> None:
        if not self.days or not self.days <= set(range(7)):
            raise ValueError("a rhythm has at least one study day, from 0 (Monday) to 6 (Sunday)")


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a group. `show` and `alias` say how boards and public lists name them: by name until they choose."""

    group: str
    id: str
    name: str
    role: Role
    joined_at: datetime
    show: BoardShow = ""
    alias: str = ""

    @property
    def public_name(self) -> str:
        """The name for others to see; empty for somebody who is not to be named."""
        match self.show:
            case "" | "name":
                return self.name
            case "alias":
                return self.alias or self.name
            case "hidden":
                return ""

    @property
    def chosen_name(self) -> str:
        """The public name of somebody who chose to be named; empty for who did not choose, which is no agreement."""
        return self.public_name if self.show else ""
