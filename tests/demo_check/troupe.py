"""Troupe: many groups played under one clock on one database, looked at every day."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import Any

from adapters.demo.cast import Classmate, draw_cast
from adapters.demo.dice import roll
from adapters.demo.door import Running
from adapters.demo.errands import once
from adapters.demo.mind import Mind, Thought
from adapters.demo.player import Player, actor_of
from adapters.demo.setting import Setting
from adapters.store import SqlStore, make_engine
from bot.app import App
from bot.calls import Actor, Place
from bot.cards.model import Card
from bot.cards.welcome import DAYS
from bot.commands import (
    AnswerItem,
    Command,
    ForgetMe,
    HandIn,
    PausePosts,
    ResumePosts,
    SetMocks,
    SetUpGroup,
    ShowHome,
    ShowItems,
    ShowMe,
    ShowReadiness,
    ShowScore,
    ShowStandings,
    ShowStatus,
)
from bot.deliver import Deliverer
from bot.rules.packs import Bank, Pack
from bot.rules.timetable import instant, slot_on
from tests.demo_check import answers, boards, opinions, slots
from tests.demo_check.correcting import Corrector
from tests.demo_check.groups import Played
from tests.demo_check.mischief import RestlessDoor, change_in_mock, change_mind, come_late
from tests.demo_check.plans import BEGINS, DAY, Plan
from tests.demo_check.watch import Watch

Deed = Callable[[], Coroutine[Any, Any, None]]
Tell = Callable[[datetime], None]
AHEAD = 10
"""Questions ahead that a lead is shown."""

EDGE = (-timedelta(seconds=1), timedelta(0), timedelta(seconds=1), timedelta(hours=2))
"""How long after the close somebody comes who opened the sheet in time."""


class Mover(Player):
    """A player whose group may change its hours on the way."""

    def turn_to(self, setting: Setting) -> None:
        """From the next day that is looked up, live by these hours."""
        self._setting = setting
        self._diaries = [replace(diary, setting=setting) for diary in self._diaries]


@dataclass
class Company:
    """One group with its people and its player."""

    played: Played
    cast: tuple[Classmate, ...]
    player: Mover
    pack: Pack
    hours: list[slots.Hours] = field(default_factory=list)

    @property
    def setting(self) -> Setting:
        """The group as it was founded."""
        return self.played.setting

    @property
    def place(self) -> Place:
        """Where it lives."""
        return self.setting.place


class Troupe:
    """Everybody, on the database at that address."""

    def __init__(self, address: str, bank: Bank, plan: Plan, watch: Watch) -> None:
        """Start the app; nobody has come yet."""
        self._address, self._bank, self._watch, self._plan = address, bank, watch, plan
        self._processes = count()
        self.corrector = Corrector(watch)
        self.door = RestlessDoor(self._start, BEGINS, plan.outages, every=plan.beats, hears=self._hear)
        self.companies = [self._company(one, bank.pack(one.setting.pack)) for one in plan.played]
        self._by_place = {company.place: company for company in self.companies}
        self._deeds: list[tuple[datetime, int, Deed]] = []
        self._numbers = count()

    def _company(self, played: Played, pack: Pack) -> Company:
        setting = played.setting
        domains = tuple(pack.blueprint.shares)
        cast = draw_cast(setting.seed, domains, size=played.people, lasts=setting.lasts)
        return Company(played, cast, Mover(self.door, setting, cast, pack, after=BEGINS), pack)

    def _start(self) -> Running:
        """A process, with some keys corrected once their day has come."""
        store = SqlStore(make_engine(self._address))
        bank = self.corrector.bank(self._bank)
        deliverer = Deliverer(store, bank, {"web": self._watch}, owner=f"process {next(self._processes)}")
        return Running(App(store, bank), deliverer, store.close)

    async def play(self, tell: Tell) -> None:
        """Day after day, with everything that is planned for each."""
        for company in self.companies:
            await company.player.found()
            self._watch.group(company.place)
        for number in range(self._plan.days):
            until = BEGINS + (number + 1) * DAY
            if number == self._plan.corrects_on:
                self.corrector.correct_soon()
            for company in self.companies:
                self._look_ahead(company, number)
                company.player.look_up(until + DAY)
            await self._play_until(until, tell)
        # When a group's answers were last gone through is a matter of which process came first; now they all are.
        for company in self.companies:
            await self.door.ask(ShowItems(), actor_of(company.cast[0], company.setting), company.place)
        await self._rate()

    async def _play_until(self, until: datetime, tell: Tell) -> None:
        while True:
            nexts = [(at, n) for n, c in enumerate(self.companies) if (at := c.player.next_at) is not None]
            at, number = min(nexts, default=(until + DAY, -1))
            due = self._deeds[0][0] if self._deeds else until + DAY
            if min(at, due) > until:
                break
            if due <= at:
                await self.door.pass_until(due)
                await heappop(self._deeds)[2]()
            else:
                await self.companies[number].player.step()
            tell(self.door.at)
        await self.door.pass_until(until)

    # --- what is planned -------------------------------------------------------------------------

    def _look_ahead(self, company: Company, number: int) -> None:
        """What happens on that day besides what stands in the diaries."""
        setting, day = company.setting, company.setting.start + number * DAY
        for turn in company.played.turns:
            if turn.day == number:
                at = instant(day, turn.hour, setting.zone)
                company.player.add(at, company.cast[0], once(turn.command))
                if turn.setting is not None:
                    company.player.turn_to(turn.setting)
        if company.played.forgets is not None and company.played.forgets[1] == number:
            who = company.cast[company.played.forgets[0]]
            self._later(instant(day, time(16, 3), setting.zone), partial(self._forget, company, who))
        looks_at = instant(day, time(int(24 * roll(setting.seed, day, "look")), 4), setting.zone)
        if looks_at > BEGINS:
            thorough = number % 7 == int(7 * roll(setting.seed, "thorough"))
            self._later(looks_at, partial(self._look, company, thorough=thorough))
        self._mischief(company, number)

    def _mischief(self, company: Company, number: int) -> None:
        """Somebody comes at the edge of the close or after it, and somebody changes their mind."""
        setting, day = company.setting, company.setting.start + number * DAY
        about = setting.seed, day.isoformat()
        slot = slot_on(setting.rhythm, setting.zone, day)
        if slot.opens_at <= BEGINS:
            return
        late, other, third = (
            company.cast[int(roll(*about, name) * len(company.cast))] for name in ("late", "other", "third")
        )
        edge = EDGE[int(roll(*about, "edge") * len(EDGE))]
        mind = partial(_thinks, company, number)
        company.player.add(slot.closes_at - timedelta(minutes=6), late, come_late(mind(late), at=slot.closes_at + edge))
        if roll(*about, "mind") < 0.3:
            errand = change_mind(mind(other), mind(other, again=True))
            company.player.add(slot.opens_at + timedelta(minutes=3), other, errand)
        if roll(*about, "mock") < 0.25:
            errand = change_in_mock(mind(third), mind(third, again=True))
            company.player.add(instant(day, time(15, 20), setting.zone), third, errand)

    def _later(self, at: datetime, deed: Deed) -> None:
        heappush(self._deeds, (at, next(self._numbers), deed))

    # --- what is heard and looked at -------------------------------------------------------------

    def _hear(self, command: Command, by: Actor, place: Place, at: datetime, card: Card) -> None:
        deeds = self._watch.deeds[place]
        match command:
            case AnswerItem(session, item, answer, asked, sure) if answer:
                deeds.append(answers.Press(by.id, session, item, answer, at, asked, sure))
            case HandIn(session, True):
                deeds.append(answers.HandedIn(by.id, session, at))
            case SetUpGroup() | PausePosts() | ResumePosts() | SetMocks() if card.tone != "trouble":
                company = self._by_place[place]
                company.hours.append(_hours(company, command, at))
            case _:
                pass

    async def _forget(self, company: Company, who: Classmate) -> None:
        """Somebody asks for everything to be deleted; nothing of them may be left anywhere."""
        account = actor_of(who, company.setting)
        facts = self._watch.facts(company.place)
        members = [row["member_id"] for row in facts["accounts"] if row["account"] == who.id]
        await self.door.handle(f"forget {who.id} {self.door.at}", ForgetMe(sure=True), account, company.place)
        self._watch.deeds[company.place] = [d for d in self._watch.deeds[company.place] if d.member != who.id]
        self.corrector.forget(members)
        for member in members:
            self._watch.tally.same("traces of who left", member, self._watch.reader.mentions(member), [])

    async def _rate(self) -> None:
        """Let the clock go through what is out of date: each beat takes one group."""
        for _ in self.companies:
            await self.door.beat()

    async def _look(self, company: Company, *, thorough: bool) -> None:
        """Every member's home and board; when `thorough`, readiness, items and every report too."""
        watch, place, at = self._watch, company.place, self.door.at
        if thorough:
            lead = actor_of(company.cast[0], company.setting)
            await self.door.ask(ShowItems(), lead, place)
            await self._rate()
            at = self.door.at
            watch.items(watch.facts(place), at)
            days = {row["day"] for row in watch.facts(place).sessions("daily")}
            coming = slots.ahead(company.setting.zone, company.hours[-1], at, days, AHEAD)
            told = opinions.ahead_of(await self.door.ask(ShowStatus(), lead, place))
            watch.tally.same("questions ahead", f"{company.setting.zone}, {at}", told, coming)
        facts = watch.facts(place)
        people = {row["account"]: row["member_id"] for row in facts["accounts"]}
        seats = [(actor_of(who, company.setting), people[who.id]) for who in company.cast if who.id in people]
        for actor, member in seats:
            home, own = [await self.door.ask(command, actor, place) for command in (ShowHome(), ShowMe())]
            watch.home(facts, member, at, home, own)
            watch.board(facts, member, at, await self.door.ask(ShowStandings(), actor, place))
        if thorough:
            lead = actor_of(company.cast[0], company.setting)
            shown = opinions.agreed_of(await self.door.ask(ShowReadiness(), lead, place))
            watch.tally.same("who agreed to be seen", f"{company.setting.zone}, {at}", shown, boards.agreed(facts))
            watch.readiness(facts, self.corrector.bank_now or self._bank, at)
            actors = {member: actor for actor, member in seats}
            for row in facts["attempts"]:
                if row["handed_in_at"] is not None and row["member_id"] in actors:
                    session = facts.session(row["session_id"])
                    card = await self.door.ask(ShowScore(session["session_id"]), actors[row["member_id"]], place)
                    watch.score(facts, session, row["member_id"], card)


def _thinks(company: Company, number: int, who: Classmate, *, again: bool = False) -> Callable[[AnswerItem], Thought]:
    seed = f"{company.setting.seed} again" if again else company.setting.seed
    mind = Mind(who, company.pack, seed, company.setting.lasts)
    return lambda sheet: mind.think(sheet.item, sheet.session, number)


def _hours(company: Company, command: Command, at: datetime) -> slots.Hours:
    """What holds for the group from now on."""
    mock = slots.MockHours(4, time(12), 6, time(20), 20)
    before = company.hours[-1] if company.hours else slots.Hours(at, time(), time(), frozenset(), mock, 170)
    match command:
        case SetUpGroup(opens, _, days, closes):
            opened, closed = time.fromisoformat(opens), time.fromisoformat(closes)
            return replace(before, at=at, opens=opened, closes=closed, days=frozenset(map(DAYS.index, days)))
        case SetMocks("off"):
            return replace(before, at=at, mock=None)
        case SetMocks(day, opens, until, closes, length):
            hours = time.fromisoformat(opens), time.fromisoformat(closes)
            mock = slots.MockHours(DAYS.index(day), hours[0], DAYS.index(until), hours[1], int(length))
            return replace(before, at=at, mock=mock)
        case _:
            return replace(before, at=at, paused=isinstance(command, PausePosts))
