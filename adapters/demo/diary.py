"""Diary: which errands a classmate has on a day, and at which instant each begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from adapters.demo.cast import Classmate, Habit
from adapters.demo.dice import between, roll
from adapters.demo.errands import Errand, answer_daily, once, practise, take_alone, take_weekly
from adapters.demo.mind import Mind, Thought
from adapters.demo.setting import Setting
from adapters.demo.words import IN_CHANNEL, REMARKS, REPORTS, said
from bot.commands import AnswerItem, ChangeBoardName, Discuss, SetBrief, SetExamDay, SetPrivacy, ShowMe, TellOutcome
from bot.rules.mock_rhythms import mock_slot_on
from bot.rules.packs import Pack
from bot.rules.timetable import Slot, instant, slot_on

Entry = tuple[datetime, str, Errand]
"""When an errand begins, its sort, of which a day has one at most, and the errand."""

EVENING = time(18, 30), time(22, 15)
"""Between these hours they sit down to practise."""

SOONER = 1.8
"""Most answer soon: the share of a question's time that goes by is an even number from 0 to 1 to this power."""

REPORT, DOUBTFUL, REPORT_DOUBTFUL = 0.01, 0.07, 0.3
"""Chance to report a question; the share of days whose question strikes many as doubtful, and the chance then."""

LEAVES_LYING, IN_CHANNEL_SHARE = 0.08, 0.12
"""Chances not to end a weekly mock, and of a talkative day to have a word for the channel."""

SHARES, HAS_EXAM = 0.8, 0.7
"""Shares of those who let leads see how ready they are, and of those who know their exam day."""


@dataclass(frozen=True, slots=True)
class Diary:
    """One classmate's diary in one group."""

    setting: Setting
    who: Classmate
    pack: Pack

    def of(self, day: date) -> Iterator[Entry]:
        """What begins on that local date, in no order."""
        number = self.setting.number_of(day)
        if number < self.who.joins:
            return
        habit = self.who.habit(number, lasts=self.setting.lasts)
        yield from self._plans(day, number)
        yield from self._daily(day, habit)
        yield from self._practice(day, habit)
        yield from self._mocks(day, habit)
        if self._rolls(day, "channel") < habit.talks * IN_CHANNEL_SHARE:
            at = self._at(day, time(8), time(21), "channel")
            yield at, "channel", once(Discuss(said(IN_CHANNEL, *self._about(day))))

    def _plans(self, day: date, number: int) -> Iterator[Entry]:
        """In the first days what they set for themselves; later how their exam went."""
        mine = self.setting.seed, self.who.id
        at = self._at(day, time(17), time(18), "plans")
        if number == self.who.joins + 1 and roll(*mine, "shares") < SHARES:
            yield at, "sharing", once(SetPrivacy("yes"), ShowMe())
        sat = self.who.sat
        if number == self.who.joins + 2 and (sat is not None or roll(*mine, "exam") < HAS_EXAM):
            after_end = -sat.before_end if sat is not None else round(between(3, 45, *mine, "exam day"))
            ahead = max(1, self.setting.lasts - number + after_end)
            yield at, "exam day", once(SetExamDay((day + timedelta(days=ahead)).isoformat()))
        if sat is not None and number == self.setting.lasts - sat.before_end + 1:
            yield at, "outcome", once(TellOutcome(sat.result, str(sat.scaled), counts="yes"))
        if number == self.who.joins + 2 and self.who.leads:
            yield at, "brief", once(SetBrief("on", "08:00"))
        if number == self.who.joins + 3 and self.who.show:
            yield at, "name", once(ChangeBoardName(*self.who.show))

    def _daily(self, day: date, habit: Habit) -> Iterator[Entry]:
        if day.weekday() not in self.setting.days or self._rolls(day, "daily") >= habit.daily:
            return
        slot = slot_on(self.setting.rhythm, self.setting.zone, day)
        talks = self._rolls(day, "talks") < habit.talks
        doubtful = roll(self.setting.seed, day, "doubtful") < DOUBTFUL
        reports = self._rolls(day, "report") < (REPORT_DOUBTFUL if doubtful else REPORT)
        errand = answer_daily(
            self._think(day),
            report=said(REPORTS, *self._about(day)) if reports else "",
            remark=said(REMARKS, *self._about(day)) if talks else "",
            told_at=slot.closes_at + timedelta(minutes=between(6, 240, *self._about(day), "remark")),
        )
        yield self._within(slot, day, "daily at"), "daily", errand

    def _practice(self, day: date, habit: Habit) -> Iterator[Entry]:
        chance = habit.practice / 7
        for sitting in range(2):
            if self._rolls(day, "practice", sitting) < chance - sitting:
                length = round(between(3, 8, *self._about(day), "length", sitting))
                domains = tuple(self.pack.blueprint.shares)
                turn = int(self._rolls(day, "domain", sitting) * 2 * len(domains))
                domain = domains[turn] if turn < len(domains) else ""
                begins = self._at(day, *EVENING, "practice at", sitting)
                yield begins, f"practice {sitting}", practise(self._think(day), length=length, domain=domain)

    def _mocks(self, day: date, habit: Habit) -> Iterator[Entry]:
        mocks = self.setting.mocks
        if mocks.on and day.weekday() == mocks.weekday and self._rolls(day, "mock") < habit.mock:
            slot = mock_slot_on(mocks, self.setting.zone, day)
            lying = self._rolls(day, "lying") < LEAVES_LYING
            stops_at = 1 + int(self._rolls(day, "stops") * mocks.length) if lying else 0
            yield self._within(slot, day, "mock at"), "mock", take_weekly(self._think(day), stops_at=stops_at)
        if self._rolls(day, "alone") < habit.alone / 7:
            kind = "full" if self._rolls(day, "kind") < 0.3 else "mini"  # noqa: PLR2004 - three of ten
            yield self._at(day, time(14), time(17), "alone"), "alone", take_alone(self._think(day), kind=kind)
        if self._rolls(day, "missed") < habit.missed / 7:
            mode = "practice" if self._rolls(day, "mode") < 0.5 else ""  # noqa: PLR2004 - half of them
            again = take_alone(self._think(day, met=True), kind="missed", mode=mode)
            yield self._at(day, time(12, 30), time(13, 30), "missed at"), "missed", again

    # --- instants and dice -----------------------------------------------------------------------

    def _think(self, day: date, *, met: bool = False) -> _Thinks:
        mind = Mind(self.who, self.pack, self.setting.seed, self.setting.lasts)
        return partial(_think, mind, self.setting.number_of(day), met)

    def _within(self, slot: Slot, day: date, about: str) -> datetime:
        gone_by: float = self._rolls(day, about) ** SOONER
        return slot.opens_at + (slot.closes_at - slot.opens_at) * gone_by

    def _at(self, day: date, since: time, until: time, *about: object) -> datetime:
        first, last = (instant(day, hour, self.setting.zone) for hour in (since, until))
        return first + (last - first) * self._rolls(day, *about)

    def _rolls(self, day: date, *about: object) -> float:
        return roll(*self._about(day), *about)

    def _about(self, day: date) -> tuple[object, ...]:
        return self.setting.seed, self.who.id, day.isoformat()


_Thinks = partial[Thought | None]


def _think(mind: Mind, day: int, met: bool, sheet: AnswerItem) -> Thought | None:
    """What is asked may have left the pack since, and stand in the group's book alone."""
    return mind.think(sheet.item, sheet.session, day, met=met) if mind.pack.holds(sheet.item) else None
