"""The one door in: a call comes, somebody is let in, one transaction runs, a card goes back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.admission import admit, enter, may_lead
from bot.calls import CLOCK, NOWHERE, Actor, Call, Place
from bot.cards.model import Card, Offer
from bot.cards.trouble import apology_card, refusal_card
from bot.commands import (
    CloseSession,
    Command,
    CorrectItem,
    ForgetGroup,
    MindAttempt,
    OpenMock,
    OpenSession,
    RateItems,
    TakeStock,
    WriteBrief,
)
from bot.errors import DeskClosed, LeadsOnly, NoGroupHere, Refusal
from bot.ports import Correction, Gate, Ledger, Store, StoreUnavailable
from bot.rules.desk_links import DeskLink
from bot.rules.groups import Member, Role
from bot.rules.naming import stable_id
from bot.rules.packs import Bank
from bot.usecases.choices import choices
from bot.usecases.look_at_channel import Channel, look_at_channel
from bot.usecases.memory import Memory
from bot.usecases.offer_members import offer_members
from bot.usecases.verb import Desk, Outcome, Shows, Verb
from bot.usecases.visit_desk import look_at_link, open_link, standing, visited
from bot.wire import verb_of

log = logging.getLogger("cohort")
T = TypeVar("T")
BATCH = 100
"""Slots and closings taken in one beat; the next beat takes the rest."""

RATED = 1
"""Groups whose items are rated in one beat: over a year of answers that takes seconds of CPU."""

MEMBERS = "member"
"""The list of names that stands in the ledger and not in the packs."""

RETENTION = timedelta(days=30)
"""How long a group is kept that lives nowhere any more: a removal by mistake can be mended for a month, and who asks
to be forgotten waits no longer than the month that privacy law allows for it."""


class App:
    """Cohort's core. `store` is where ledgers come from, `bank` the packs at hand.

    `retention` is how long a group is kept that lives nowhere any more. `gate` makes ways to the lead's page; without
    one there is no such page.
    """

    def __init__(self, store: Store, bank: Bank, *, retention: timedelta = RETENTION, gate: Gate | None = None) -> None:
        """Keep all; nothing happens yet."""
        self._retention = retention
        self._gate = gate
        self._store = store
        self._stock_is_due = False
        self._memory: Memory[Any] = Memory()
        self.bank = bank

    async def handle(self, call: Call) -> Card:
        """Do what is wanted in one transaction and return the private reply; what takes long is done in a look.

        A refusal becomes a friendly card; a defect is logged with the call's id and becomes an apology with it.
        """
        try:
            outcome = await self._answer(call, verb_of(call.command))
        except Refusal as refusal:
            log.info("refused", extra=_about(call, refusal=type(refusal).__name__))
            return refusal_card(refusal)
        except Exception:
            log.exception("defect", extra=_about(call))
            return apology_card(call.id)
        return outcome.reply or Card("Done")

    async def _answer(self, call: Call, verb: Verb) -> Outcome:
        try:
            return await self._carry_out(call, verb)
        except LeadsOnly:
            await self._store.run(lambda ledger: _heed(ledger, call))  # the refusal took back what its transaction did
            raise

    async def _carry_out(self, call: Call, verb: Verb) -> Outcome:
        if verb.looks:
            await self._store.run(lambda ledger: self._desk(ledger, call, verb))  # who looks becomes a member before
            return await self._store.look(lambda ledger: self._run(ledger, call, verb, joining=False))
        ahead: object = None
        if (work := verb.ahead) is not None:
            ahead = await self._store.look(
                lambda ledger: work(call.command, self._desk(ledger, call, verb, joining=False))
            )
        outcome = await self._store.run(lambda ledger: self._run(ledger, call, verb, ahead=ahead))
        return outcome if verb.shows is None else await self._shown(call, verb, verb.shows, outcome)

    async def _shown(self, call: Call, verb: Verb, shows: Shows, outcome: Outcome) -> Outcome:
        """The outcome with the card that is made once it is kept; it stands, whatever becomes of the card."""
        try:
            card = await self._store.look(
                lambda ledger: shows(call.command, self._desk(ledger, call, verb, joining=False))
            )
        except Exception as error:
            if outcome.reply is None:
                raise
            if not isinstance(error, Refusal):
                log.exception("not shown", extra=_about(call))
            return outcome
        return outcome if card is None else Outcome(card)

    def _run(self, ledger: Ledger, call: Call, verb: Verb, *, joining: bool = True, ahead: object = None) -> Outcome:
        return verb.run(call.command, self._desk(ledger, call, verb, joining=joining, ahead=ahead))

    def _desk(self, ledger: Ledger, call: Call, verb: Verb, *, joining: bool = True, ahead: object = None) -> Desk:
        group, member = admit(ledger, call, verb, joining=joining)
        if joining and member is not None:
            _end_managed(ledger, call, member)
        return Desk(ledger, call, self.bank, group, member, self._gate, ahead, self._memory)

    async def tick(self, at: datetime) -> int:
        """Open every session whose hour has struck, close every one whose time is up, and forget groups that are gone.

        Stock that could not be taken is taken first. Returns how many calls the rest took.

        Raises:
            StoreUnavailable: when the book cannot be used now.
        """
        if self._stock_is_due:
            await self.take_stock(at)
        commands = await self._store.run(lambda ledger: self._due(ledger, at))
        for command in commands:
            call = Call(stable_id("tick", repr(command), at.isoformat()), command, CLOCK, NOWHERE, at)
            card = await self.handle(call)
            if card.tone == "trouble":
                log.warning("the hour struck in vain", extra=_about(call, reason=card.short))
        return len(commands)

    def _due(self, ledger: Ledger, at: datetime) -> list[Command]:
        """What the clock has to do: mock exams are handed in before their session closes, and closing goes first."""
        return [
            *(MindAttempt(*attempt) for attempt in ledger.attempts.due(at, BATCH)),
            *(CloseSession(*overdue) for overdue in ledger.sessions.overdue(at, BATCH)),
            *(OpenSession(group) for group in ledger.groups.due(at, BATCH)),
            *(OpenMock(group) for group in ledger.mocks.due(at, BATCH)),
            *(WriteBrief(*reader) for reader in ledger.briefs.due(at, BATCH)),
            *(CorrectItem(c.group, c.item, c.version, c.by_version) for c in _uncut(ledger.stock.waiting(BATCH))),
            *(ForgetGroup(group) for group in ledger.groups.left(at - self._retention, BATCH)),
            *(RateItems(group) for group in ledger.ratings.stale(RATED)),
        ]

    async def take_stock(self, at: datetime) -> None:
        """Note every item as the packs have it now; a corrected key is carried out by the next beats.

        A defect is logged and not met again.

        Raises:
            StoreUnavailable: when the book cannot be used now; every beat tries again until it can.
        """
        call = Call(stable_id("stock", at.isoformat()), TakeStock(), CLOCK, NOWHERE, at)
        self._stock_is_due = True
        try:
            outcome = await self._store.run(lambda ledger: self._run(ledger, call, verb_of(call.command)))
            if outcome.reply is not None:
                log.warning("stock was taken with a fault", extra=_about(call, reason=outcome.reply.short))
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("defect", extra=_about(call))
        self._stock_is_due = False

    async def look(self, by: Actor, place: Place, at: datetime) -> Channel:
        """What stands in a place where we keep the chat ourselves: posts with their threads, as `by` may see them.

        Raises:
            Refusal: when no group lives there.
        """

        def work(ledger: Ledger) -> Channel:
            group = ledger.groups.at(place)
            if group is None:
                raise NoGroupHere
            # Looking makes nobody a member: who has asked to be forgotten stays so while the page is open.
            member = ledger.groups.member_of(group.id, by)
            return look_at_channel(ledger, self.bank, group, member, place, at)

        return await self._store.run(work)

    async def open_link(self, group: str, secret: str, visit: str, at: datetime) -> DeskLink:
        """Exchange a link to the lead's page, by its secret, for a visit with the secret `visit`.

        Raises:
            Refusal: when it does not open, with what to do next.
        """
        return await self._store.run(lambda ledger: open_link(ledger, group, secret, visit, at))

    async def look_at_link(self, group: str, secret: str, at: datetime) -> DeskLink:
        """A link to the lead's page as it stands; it is not spent.

        Raises:
            Refusal: when it does not open, with what to do next.
        """
        return await self._store.run(lambda ledger: look_at_link(ledger, group, secret, at))

    async def visit(self, group: str, secret: str, at: datetime, do: Callable[[Desk], T]) -> T:
        """What `do` does at the desk of whoever visits the lead's page with that secret, in one transaction.

        Raises:
            DeskClosed: when the visit is over, was ended, or they lead the group no more.
            Refusal: as `do` raises it.
        """

        def work(ledger: Ledger) -> tuple[T] | Refusal:
            desk = visited(ledger, self.bank, group, secret, at)
            # Returned, not raised: what was found out about the visit is kept.
            return desk if isinstance(desk, Refusal) else (do(desk),)

        found = await self._store.run(work)
        if isinstance(found, Refusal):
            raise found
        return found[0]

    async def view(self, group: str, secret: str, at: datetime, see: Callable[[Desk], T]) -> T:
        """What `see` reads at the same desk: a large group takes seconds, so it is done in a look.

        Raises:
            Refusal: as `visit`.
        """

        def work(ledger: Ledger) -> tuple[T] | None:
            desk = standing(ledger, self.bank, group, secret, at)
            return None if desk is None else (see(replace(desk, memory=self._memory)),)

        if (found := await self._store.look(work)) is not None:
            return found[0]
        await self.visit(group, secret, at, lambda _: None)  # a look cannot note that it is closed for good
        raise DeskClosed

    async def offers(self, by: Actor, place: Place, name: str, typed: str) -> tuple[Offer, ...]:
        """What completes a field whose list is called `name` while somebody types.

        Members are offered to leads of the group alone, and typing makes nobody a member.
        """
        if name != MEMBERS:
            return choices(self.bank, name, typed)

        def work(ledger: Ledger) -> tuple[Offer, ...]:
            group = ledger.groups.at(place)
            if group is None or not may_lead(by, group, ledger.groups.member_of(group.id, by)):
                return ()
            return offer_members(ledger, group, typed)

        return await self._store.run(work)


def _heed(ledger: Ledger, call: Call) -> None:
    """Heed what a call that was refused tells of whoever made it."""
    _, member = enter(ledger, call.by, call.place, call.at, joining=False)
    if member is not None:
        _end_managed(ledger, call, member)


def _end_managed(ledger: Ledger, call: Call, member: Member) -> None:
    """The platform has taken its word back, if it ever gave it: nothing opens the lead's page to them any more."""
    if call.by.manages is False and call.place.room and member.role < Role.LEAD:
        ledger.desk_links.end_all(member.group, member.id, managed=True)


def _uncut(waiting: Sequence[Correction]) -> Sequence[Correction]:
    """Without those of a group that the batch may have cut: of all that a beat corrects, members are told once."""
    if len(waiting) < BATCH:
        return waiting
    last = waiting[-1]
    whole = [one for one in waiting if (one.noted_at, one.group) != (last.noted_at, last.group)]
    return whole or waiting


def _about(call: Call, **more: str) -> dict[str, str]:
    return {
        "call": call.id,
        "command": type(call.command).__name__,
        "platform": call.by.platform,
        "account": call.by.id,
        "room": call.place.room,
        **more,
    }
