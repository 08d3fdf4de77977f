"""Player: lets time pass and everybody in the cast do what stands in their diary, in order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from zoneinfo import ZoneInfo

from adapters.demo.cast import Classmate
from adapters.demo.diary import Diary
from adapters.demo.door import Passage
from adapters.demo.errands import Errand, Wish
from adapters.demo.setting import Setting
from bot.calls import Actor
from bot.rules.naming import stable_id
from bot.rules.packs import Pack

DAY = timedelta(days=1)


@dataclass(order=True, slots=True)
class _Step:
    """What somebody wants next, and when: the `turn`-th thing on the errand of that name."""

    at: datetime
    number: int
    who: Classmate = field(compare=False)
    errand: Errand = field(compare=False)
    wish: Wish = field(compare=False)
    name: str = field(compare=False)
    turn: int = field(compare=False)


class Player:
    """Plays one group. What was begun before `after` is taken for done, so that a group can be gone on with."""

    def __init__(
        self, door: Passage, setting: Setting, cast: Iterable[Classmate], pack: Pack, *, after: datetime
    ) -> None:
        """Nothing happens yet."""
        self._door, self._setting = door, setting
        self._diaries = [Diary(setting, who, pack) for who in cast]
        self._after = after
        self._next = self._day_of(after) - DAY  # an errand of yesterday may begin after midnight
        self._steps: list[_Step] = []
        self._numbers = count()
        self.calls = 0

    async def found(self) -> None:
        """Have the group set up by its lead.

        Raises:
            RuntimeError: when it cannot be, as where a group lives already.
        """
        lead = self._diaries[0].who
        setting = self._setting
        card = await self._door.handle("found", setting.set_up, actor_of(lead, setting), setting.place)
        if card.tone == "trouble":
            raise RuntimeError(card.short)

    async def play(self, until: datetime, *, tell: Callable[[datetime], None] | None = None) -> None:
        """Let time pass to that instant; `tell` hears how far it has come."""
        self.look_up(until)
        while (at := self.next_at) is not None and at <= until:
            await self.step()
            if tell is not None:
                tell(self._door.at)
        await self._door.pass_until(until)

    @property
    def next_at(self) -> datetime | None:
        """When the next step of anybody is due, of what was looked up so far."""
        return self._steps[0].at if self._steps else None

    async def step(self) -> None:
        """Let time pass to the next step, and take it; the one after it is found by what comes of it."""
        step = heappop(self._steps)
        await self._door.pass_until(step.at)
        by, place = actor_of(step.who, self._setting), self._setting.place
        self.calls += 1
        card = await self._door.handle(stable_id(place.room, step.name, str(step.turn)), step.wish.command, by, place)
        try:
            wish = step.errand.send(card)
        except StopIteration:
            return
        self._push(self._door.at + wish.after, step.who, step.errand, wish, step.name, step.turn + 1)

    def add(self, at: datetime, who: Classmate, errand: Errand) -> None:
        """Give somebody an errand that stands in no diary."""
        self._push(at, who, errand, next(errand, None), f"{who.id} {next(self._numbers)}")

    def look_up(self, until: datetime) -> None:
        """Put what stands in the diaries up to the day of that instant among the steps."""
        last = self._day_of(until)
        while self._next <= last:
            for diary in self._diaries:
                for at, sort, errand in diary.of(self._next):
                    if at > self._after:
                        name = f"{diary.who.id} {self._next} {sort}"
                        self._push(at, diary.who, errand, next(errand, None), name)
            self._next += DAY

    def _push(self, at: datetime, who: Classmate, errand: Errand, wish: Wish | None, name: str, turn: int = 0) -> None:
        if wish is not None:
            begins = max(at, wish.not_before) if wish.not_before is not None else at
            heappush(self._steps, _Step(begins, next(self._numbers), who, errand, wish, name, turn))

    def _day_of(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self._setting.zone)).date()


def actor_of(who: Classmate, setting: Setting) -> Actor:
    """The classmate as the platform of the group names them."""
    return Actor(setting.place.platform, setting.place.space, who.id, who.name, manages=who.leads, zone=setting.zone)
