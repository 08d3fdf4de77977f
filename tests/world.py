"""A study group in a box: members, a pack, a settable time, and the app on a database made by the real migrations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeVar

from adapters.gate import DeskGate
from adapters.store import SqlStore
from bot.app import App
from bot.calls import Actor, Call, Place
from bot.cards.model import Button, Card, Form
from bot.commands import AnswerItem, Command, OpenSheet, SetUpGroup
from bot.deliver import Deliverer
from bot.ports import Delivery, Ledger
from bot.rules.groups import Group
from bot.rules.items import Item
from bot.rules.packs import Bank
from bot.rules.sessions import Response, Session
from bot.rules.timetable import next_slot
from bot.wire import decode, encode, fill
from tests.bot.specimens import bank as specimen_bank

T = TypeVar("T")

PLACE = Place("web", "local", "study")
USUAL = SetUpGroup("09:00", "Europe/Berlin", ("mon", "tue", "wed", "thu", "fri"), "17:00", "at_once")
START = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Monday, 08:00 in Berlin: an hour before the daily question."""

GATE = DeskGate("the seal of a test", "https://cohort.example.org")


@dataclass
class Recorder:
    """A platform's mouth that writes down what it was told to say, in place of no code of ours."""

    said: list[tuple[str, Place, Card, str]] = field(default_factory=list)
    keys: list[tuple[str, bool]] = field(default_factory=list)
    fault: list[Exception] = field(default_factory=list)
    away: set[str] = field(default_factory=set)
    numbers: count[int] = field(default_factory=lambda: count(1))

    async def say(self, place: Place, card: Card, *, key: str, again: bool, thread: str = "") -> str:
        """Note a post."""
        self.keys.append((key, again))
        self._fail()
        message = f"m{next(self.numbers)}"
        self.said.append(("thread of " + thread if thread else "say", place, card, message))
        return message

    async def amend(self, place: Place, message: str, card: Card) -> None:
        """Note an amendment."""
        self._fail()
        self.said.append(("amend", place, card, message))

    async def whisper(self, place: Place, account: str, card: Card, *, mail: bool = True) -> bool:
        """Note a private word, unless it would be mail to somebody who wants none."""
        self._fail()
        if mail or account not in self.away:
            self.said.append(("whisper", place, card, account))
        return mail or account not in self.away

    def cards(self, deed: str) -> list[Card]:
        """The cards of one sort of deed: `say`, `amend`, `whisper` or `thread`."""
        return [card for done, _, card, _ in self.said if done.startswith(deed)]

    def _fail(self) -> None:
        if self.fault:
            raise self.fault.pop(0)


@dataclass
class World:
    """One group, its people and its time. Time moves only when a test says so."""

    store: SqlStore
    bank: Bank = field(default_factory=specimen_bank)
    at: datetime = START
    chat: Recorder = field(default_factory=Recorder)
    place: Place = PLACE
    calls: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.app = App(self.store, self.bank, gate=GATE)
        self.deliverer = Deliverer(self.store, self.bank, {self.place.platform: self.chat}, owner="world")

    def member(self, name: str, *, manages: bool | None = None) -> Person:
        """Somebody with an account on the platform."""
        return Person(self, Actor(self.place.platform, self.place.space, name.lower(), name, manages))

    async def set_up(self, **settings: str | tuple[str, ...]) -> Person:
        """A lead sets the group up, or anew: 09:00 to 17:00 in Berlin, Monday to Friday, unless told otherwise."""
        ada = self.member("Ada", manages=True)
        card = await ada.wants(fill(USUAL, settings))
        assert card.title in {"Your study group is ready.", "Saved."}, card
        return ada

    async def pass_until(self, at: datetime) -> None:
        """Let time pass to that instant in one go, beat, and say what is due (with the pauses between posts)."""
        self.at = at
        await self.beat()

    async def beat(self) -> None:
        """One beat of the metronome, and every delivery that is due, a second apart."""
        await self.app.tick(self.at)
        while await self.deliverer.deliver(self.at):
            self.at += timedelta(seconds=1)

    async def daily_question(self) -> Session:
        """The next daily question, posted."""
        group = self.group()
        rhythm = self.ask(lambda ledger: ledger.groups.rhythm(group.id))
        assert rhythm is not None
        await self.pass_until(next_slot(rhythm, group.zone, self.at).opens_at)
        return self.sessions()[-1]

    async def until_the_close(self, session: Session) -> None:
        """Let the session's time run out and say what there is to say then."""
        assert session.closes_at is not None
        await self.pass_until(session.closes_at)

    # --- what a test looks at ------------------------------------------------------------------

    def ask(self, question: Callable[[Ledger], T]) -> T:
        """Look something up in the ledger, or change it as nobody at the door could."""
        return self.store.run_now(question)

    def item(self, session: Session) -> Item:
        """The item of a daily session."""
        return self.bank.pack(self.group().pack).item(session.form[0][0])

    def group(self) -> Group:
        """The group that lives in the place."""
        return self.ask(self.group_in)

    def group_in(self, ledger: Ledger) -> Group:
        """The same for who has a ledger open."""
        group = ledger.groups.at(self.place)
        assert group is not None
        return group

    def sessions(self) -> tuple[Session, ...]:
        """The latest daily session, if any."""
        group = self.group().id
        latest = self.ask(lambda ledger: ledger.sessions.latest(group, "daily"))
        return (latest,) if latest else ()

    def responses(self, session: Session) -> tuple[Response, ...]:
        """All answers to the session."""
        return self.ask(lambda ledger: ledger.responses.in_session(session.group, session.id))

    def delivery(self, session: Session) -> Delivery:
        """The question's delivery."""
        found = self.ask(lambda ledger: ledger.deliveries.message(session.group, session.id, self.place))
        assert found is not None
        return found


@dataclass(frozen=True)
class Person:
    """Somebody who presses and types."""

    world: World
    actor: Actor

    async def wants(self, command: Command, *, place: Place | None = None) -> Card:
        """Ask for something at the door, as an adapter would: by way of a token where it fits one."""
        call = Call(f"call{next(self.world.calls)}", command, self.actor, place or self.world.place, self.world.at)
        return await self.world.app.handle(call)

    async def presses(self, card: Card, label: str) -> Card:
        """Press the button with that label; its command travels as a token."""
        button = next(c for c in card.controls if isinstance(c, Button) and c.label == label)
        return await self.wants(decode(encode(button.press)))

    async def sends(self, card: Card, given: Mapping[str, str | tuple[str, ...]]) -> Card:
        """Fill in the form on the card and send it."""
        assert isinstance(card.form, Form)
        return await self.wants(decode(encode(card.form.submit), given))

    async def answers(self, session: Session, answer: tuple[str, ...]) -> Card:
        """Open the sheet, and give this answer three minutes later."""
        item = session.form[0][0]
        await self.wants(OpenSheet(session.id, item))
        asked = int(self.world.at.timestamp())
        self.world.at += timedelta(minutes=3)
        return await self.wants(AnswerItem(session.id, item, answer, asked))
