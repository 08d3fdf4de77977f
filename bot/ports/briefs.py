"""Briefs: what the core needs to keep of leads' Monday briefs: who gets one, and what was handed out with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from bot.calls import Place
from bot.rules.briefs import USUAL


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who asked for the brief: at which hour of a Monday, and where they are told, by which account.

    `seat` has no room: a brief goes to one person alone. `manages` says that they may lead because the platform lets
    them manage the place, and for no other reason.
    """

    group: str
    member: str
    seat: Place
    account: str
    hour: time = USUAL
    manages: bool = False


class Briefs(Protocol):
    """Who gets the Monday brief, and the questions of each week's session."""

    def of(self, group: str, member: str) -> Reader | None:
        """How this member gets the brief; None when they do not."""
        ...

    def of_group(self, group: str) -> tuple[Reader, ...]:
        """Everybody in the group who gets it."""
        ...

    def keep(self, reader: Reader, next_run_at: datetime) -> None:
        """Put it in the book with the instant of the next one, in place of what stands there."""
        ...

    def drop(self, group: str, member: str) -> None:
        """They get it no more."""
        ...

    def due(self, at: datetime, limit: int) -> tuple[tuple[str, str], ...]:
        """(group, member) of readers whose next brief has come, earliest first."""
        ...

    def hand_out(self, group: str, day: date, form: tuple[tuple[str, int], ...]) -> bool:
        """Note the questions of the session of that Monday, with their versions; False when there are some already."""
        ...

    def handed_out(self, group: str) -> Mapping[date, tuple[tuple[str, int], ...]]:
        """The questions of each Monday's session, earliest first."""
        ...
