"""Groups: twenty that live through the same six weeks, in which clocks change on both halves of the earth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from adapters.demo.setting import Setting
from bot.calls import Place
from bot.commands import Command, PausePosts, ResumePosts, SetMocks, SetUpGroup
from bot.rules.mock_rhythms import MockRhythm

START = date(2026, 3, 1)
"""New York changes its clocks on the 8th of March, Casablanca on the 22nd, Europe on the 29th; Adelaide, Lord Howe and
Santiago on the 5th of April."""

WEEKS = 6
ALL, WORK, FEW, WEEKEND = (0, 1, 2, 3, 4, 5, 6), (0, 1, 2, 3, 4), (0, 2, 4), (5, 6)


@dataclass(frozen=True, slots=True)
class Turn:
    """On that day of the plan, at that hour of the wall clock, the lead does something; the hours may change by it."""

    day: int
    hour: time
    command: Command
    setting: Setting | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """A group, how many people are in it, and what happens to it. `forgets` is who leaves and comes back, and when."""

    setting: Setting
    people: int
    turns: Sequence[Turn] = ()
    forgets: tuple[int, int] | None = None


def _group(
    number: int,
    zone: str,
    opens: time,
    closes: time,
    days: tuple[int, ...] = ALL,
    *,
    at_close: bool = False,
    size: int = 7,
) -> Played:
    setting = Setting(
        place=Place("web", f"page {number}", "simulated"),
        pack="mla-c01",
        zone=zone,
        start=START,
        seed=f"check {number}",
        lasts=7 * WEEKS,
        opens=opens,
        closes=closes,
        days=days,
        feedback="at_close" if at_close else "at_once",
    )
    return Played(setting, size)


def _beside(played: Played, other: int) -> Played:
    """In another room of the space of another group, with the same people."""
    place = Place("web", f"page {other}", "simulated too")
    return replace(played, setting=replace(played.setting, place=place))


def _pauses(played: Played, since: tuple[int, time], until: tuple[int, time]) -> Played:
    """Paused from one day and hour to another."""
    return replace(played, turns=(*played.turns, Turn(*since, PausePosts()), Turn(*until, ResumePosts())))


def _moves(played: Played, day: int, hour: time, **change: object) -> Played:
    """The hours, days or zone are set anew."""
    setting = replace(played.setting, **change)  # type: ignore[arg-type] # fields of a setting by name
    spelled: SetUpGroup = setting.set_up
    return replace(played, turns=(*played.turns, Turn(day, hour, spelled, setting)))


def _mocks(played: Played, day: int, command: SetMocks, rhythm: MockRhythm) -> Played:
    """The weekly mock is set anew at nine in the morning."""
    setting = replace(played.turns[-1].setting or played.setting if played.turns else played.setting, mocks=rhythm)
    return replace(played, turns=(*played.turns, Turn(day, time(9, 7), command, setting)))


def twenty() -> tuple[Played, ...]:
    """All of them."""
    g = _group
    at = time
    return (
        g(0, "Europe/Berlin", at(9), at(17), WORK, size=12),
        replace(g(1, "Europe/Berlin", at(2, 30), at(3, 30)), forgets=(3, 20)),
        g(2, "America/New_York", at(9), at(9), at_close=True, size=10),
        _pauses(g(3, "America/St_Johns", at(8, 15), at(20), WORK), (11, at(7)), (19, at(13))),
        replace(g(4, "Asia/Kolkata", at(9), at(9), size=9), forgets=(1, 30)),
        _moves(
            g(5, "Asia/Kathmandu", at(7, 45), at(19, 30), FEW), 16, at(12), opens=time(18), closes=time(8), days=ALL
        ),
        g(6, "Australia/Lord_Howe", at(1, 45), at(13), at_close=True),
        _mocks(
            g(7, "Australia/Adelaide", at(9, 30), at(21)),
            10,
            SetMocks("wed", "18:30", "thu", "18:30", "10"),
            MockRhythm("", 2, time(18, 30), 3, time(18, 30), 10),
        ),
        g(8, "Pacific/Chatham", at(0), at(0), size=5),
        g(9, "America/Santiago", at(0), at(12), WORK),
        g(10, "Africa/Casablanca", at(2, 30), at(10), at_close=True, size=6),
        g(11, "Africa/Cairo", at(22), at(6), FEW, size=5),
        _pauses(g(12, "Europe/London", at(9), at(9), WORK, size=8), (4, at(10)), (4, at(18))),
        _beside(g(13, "Asia/Tokyo", at(9), at(10), WEEKEND, size=6), 12),
        _mocks(
            g(14, "Pacific/Kiritimati", at(9), at(17)),
            3,
            SetMocks("sun", "09:00", "sun", "08:00", "30"),
            MockRhythm("", 6, time(9), 6, time(8), 30),
        ),
        _moves(g(15, "America/Los_Angeles", at(9), at(17), WORK), 21, at(15), opens=time(8), closes=time(20)),
        g(16, "Pacific/Honolulu", at(23, 30), at(0, 45), size=4),
        replace(g(17, "America/Havana", at(0), at(23), size=7), forgets=(2, 12)),
        _mocks(g(18, "UTC", at(12), at(12), (0,), size=6), 8, SetMocks("off"), MockRhythm("", on=False)),
        g(19, "Asia/Jerusalem", at(9), at(17), (6, 0, 1, 2, 3), at_close=True, size=8),
    )


def two() -> tuple[Played, ...]:
    """Two of them that show most in two weeks: one paused, one from which somebody goes."""
    first = _pauses(_group(0, "America/New_York", time(9), time(17), WORK, size=6), (9, time(7)), (10, time(13)))
    second = replace(_group(1, "Asia/Kolkata", time(0), time(0), at_close=True, size=6), forgets=(2, 8))
    return tuple(replace(one, setting=replace(one.setting, lasts=14)) for one in (first, second))
