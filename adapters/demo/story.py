"""Story: the group that `cohort demo` shows: twelve classmates, six weeks up to now, and an open question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.demo.cast import draw_cast
from adapters.demo.door import Door, Outage, Passage, Running
from adapters.demo.player import Player
from adapters.demo.setting import Setting
from bot.cards.simulated import SIMULATED
from bot.ports import Ledger
from bot.rules.mock_rhythms import MockRhythm
from bot.rules.packs import Pack

SEED = "cohort demo"
WEEKS = 6
PACK = "mla-c01"

MORNING, MIDNIGHT = time(9), time(0)
"""The hour of the daily question: the usual one, or midnight for who comes before it has been open for an hour."""

LATEST = 1000
"""Remarks among which the last one of a classmate is looked for: visitors write some, too."""

AWAY = timedelta(minutes=22)
"""How long nothing runs in the middle of it all."""

ZONES = (
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Africa/Cairo",
    "Asia/Jerusalem",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Santiago",
    "Atlantic/Azores",
    "Australia/Adelaide",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
)
"""Zones that change their clocks, one for each way of doing it, for a visitor whose own has not done so lately."""

NEAR = timedelta(hours=2)
"""How far such a zone may be from the visitor's own clock."""


def setting_for(pack: Pack, zone: str, now: datetime) -> Setting:
    """The group to be played for somebody who looks at it now: its history ends with a question that is open.

    `zone` is the visitor's own. Where its clocks have not changed in these weeks, the group lives in one near by whose
    clocks have, if there is one at this time of the year.
    """
    begins = now - timedelta(weeks=WEEKS)
    chosen = zone if _changed(zone, begins, now) else _near(zone, begins, now)
    local = now.astimezone(ZoneInfo(chosen))
    opens = MORNING if local.hour > MORNING.hour else MIDNIGHT
    start = begins.astimezone(ZoneInfo(chosen)).date()
    return Setting(SIMULATED, pack.id, chosen, start, SEED, lasts=7 * WEEKS, opens=opens, closes=opens)


def _near(zone: str, since: datetime, now: datetime) -> str:
    """The nearest of `ZONES` whose clocks have changed since then; the zone itself where none near by has."""
    own = _offset(zone, now)
    found = [other for other in ZONES if _changed(other, since, now) and abs(_offset(other, now) - own) <= NEAR]
    return min(found, key=lambda other: abs(_offset(other, now) - own), default=zone)


def _changed(zone: str, since: datetime, now: datetime) -> bool:
    return _offset(zone, since) != _offset(zone, now)


def _offset(zone: str, at: datetime) -> timedelta:
    return at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)


Tell = Callable[[datetime], None]
"""Hears how far the history has come."""


async def make(start: Callable[[], Running], setting: Setting, pack: Pack, now: datetime, tell: Tell) -> int:
    """Play the whole history up to now on empty tables; how many calls that took. `tell` hears how far it has come.

    Half-way the app is away for a while, and starts anew.
    """
    begins = now - timedelta(weeks=WEEKS)
    half_way = begins + (now - begins) / 2
    door = Door(start, begins, [Outage(half_way, half_way + AWAY)])
    player = cast_player(door, setting, pack, after=begins)
    try:
        await player.found()
        await player.play(now, tell=tell)
    finally:
        await door.close()
    return player.calls


def setting_of(ledger: Ledger) -> tuple[Setting, datetime] | None:
    """The group as it stands in the book, and until when its classmates have lived; None where there is none.

    They have lived until the last thing that one of them answered or wrote.
    """
    group = ledger.groups.at(SIMULATED)
    rhythm = ledger.groups.rhythm(group.id) if group is not None else None
    if group is None or rhythm is None:
        return None
    ours = {who.name for who in draw_cast(SEED, ())}
    members = ledger.groups.members(group.id)
    answers = [(one.member, one.at) for one in ledger.responses.of_group(group.id)]
    remarks = [(one.member, one.at) for one in ledger.notes.remarks(group.id, LATEST)]
    lived = [at for member, at in (*answers, *remarks) if member in members and members[member].name in ours]
    setting = Setting(
        SIMULATED,
        group.pack,
        group.zone,
        group.day_of(group.created_at),
        SEED,
        lasts=7 * WEEKS,
        opens=rhythm.opens,
        closes=rhythm.closes,
        days=tuple(sorted(rhythm.days)),
        feedback=group.feedback,
        mocks=ledger.mocks.rhythm(group.id) or MockRhythm(group.id, on=False),
    )
    return setting, max(lived, default=group.created_at)


def cast_player(door: Passage, setting: Setting, pack: Pack, *, after: datetime) -> Player:
    """The player of this group with its twelve."""
    cast = draw_cast(setting.seed, tuple(pack.blueprint.shares), lasts=setting.lasts)
    return Player(door, setting, cast, pack, after=after)
