"""Deliver: claim what is due to be said, compose and say it, mark it; no transaction is held while talking."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cards.model import Card
from bot.ports import UNASKED, WHISPERED, Beside, Chat, Delivery, Later, Ledger, PlaceGone, State, Store
from bot.rules.packs import Bank
from bot.usecases.compose_delivery import compose_delivery
from bot.usecases.miss_permission import tell_of_permission
from bot.usecases.park_place import park_place

log = logging.getLogger("cohort")
LEASE = timedelta(seconds=60)
LONGEST_SAYING = LEASE.total_seconds() / 2
"""Seconds, with what takes long to compose; what takes longer is given back well before its lease runs out."""

LONGEST_PAUSE = timedelta(minutes=10)
BATCH = 20
LONG = {"brief", "rationale"}
"""What is composed in a look, so that nobody's press waits: a brief goes through a group's whole record, a rationale
through the days of everybody who answered."""

FOLLOWING = {"tally", "closing", "rationale", "erratum"}
"""What follows a question: nothing to say where that was never asked, as in a channel the group has just moved to."""

POSTED = {"question", "rationale", "erratum"}
"""What shows, once said, that a place takes posts: one may be let change an old post and yet not write a new one."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claimed delivery with the card to say (None: nothing to say any more) and the question's message, if said."""

    delivery: Delivery
    card: Card | None
    question: Delivery | None


class Deliverer:
    """Says what was written down, on the platforms it has a `Chat` for. `owner` names this process in the leases."""

    def __init__(self, store: Store, bank: Bank, chats: Mapping[str, Chat], *, owner: str) -> None:
        """Keep all; nothing happens yet."""
        self._store = store
        self._bank = bank
        self._chats = chats
        self._owner = owner

    async def deliver(self, at: datetime) -> int:
        """Say what is due at that instant; return how many were taken up."""
        taken = await self._store.run(
            lambda ledger: ledger.deliveries.claim(
                self._chats.keys(), owner=self._owner, at=at, lease_until=at + LEASE, limit=BATCH
            )
        )
        # Side by side: a slow platform holds up nobody else, and no lease runs out while others are spoken to.
        await asyncio.gather(*(self._say(delivery, at) for delivery in taken))
        return len(taken)

    async def _composed(self, delivery: Delivery, at: datetime) -> Said:
        """The delivery with its card, from a transaction of its own: one that fails takes no other with it."""

        def work(ledger: Ledger) -> Said:
            card = compose_delivery(ledger, self._bank, delivery, at)
            return Said(delivery, card, ledger.deliveries.message(delivery.group, delivery.about, delivery.place))

        return await (self._store.look(work) if delivery.sort in LONG else self._store.run(work))

    async def _say(self, delivery: Delivery, at: datetime) -> None:
        chat = self._chats[delivery.place.platform]
        about = {"group": delivery.group, "delivery": delivery.key, "sort": delivery.sort}
        try:
            async with asyncio.timeout(LONGEST_SAYING):
                message = await self._speak(chat, await self._composed(delivery, at))
        except PlaceGone as gone:
            log.warning("parked", extra=about | {"reason": gone.reason})
            reason = gone.reason
            await self._store.run(lambda ledger: self._park(ledger, delivery, reason, at))
        except Later as later:
            pause = timedelta(seconds=later.after) if later.after is not None else self._pause(delivery)
            log.info("later", extra=about | {"seconds": pause.total_seconds()})
            await self._store.run(lambda ledger: ledger.deliveries.release(delivery, not_before=at + pause))
        except Exception:
            log.exception("not said", extra=about)
            pause = self._pause(delivery)
            await self._store.run(lambda ledger: ledger.deliveries.release(delivery, not_before=at + pause))
        else:
            await self._store.run(lambda ledger: self._settle(ledger, delivery, message, at))

    @staticmethod
    async def _speak(chat: Chat, said: Said) -> str | Beside | None:
        """Say it; return the message's id, or None when there is nothing to say any more or nobody to hear it."""
        delivery, card, question = said.delivery, said.card, said.question
        asked = question.message if question is not None else ""
        if card is None or (not asked and delivery.sort in FOLLOWING):
            return None
        again = delivery.attempts > 1
        match delivery.sort:
            case "question":
                return await chat.say(delivery.place, card, key=delivery.key, again=again)
            case "tally" | "closing":
                await chat.amend(delivery.place, asked, card)
                return asked
            case "rationale" | "erratum":
                return await chat.say(delivery.place, card, key=delivery.key, again=again, thread=asked)
            case "notice" | "permission" | "shortage" | "warning" | "score" | "correction" | "brief":
                mail = delivery.sort not in UNASKED
                return "" if await chat.whisper(delivery.place, delivery.account, card, mail=mail) else None

    @staticmethod
    def _pause(delivery: Delivery) -> timedelta:
        return min(LONGEST_PAUSE, timedelta(seconds=2 ** min(delivery.attempts, 20)))

    @staticmethod
    def _settle(ledger: Ledger, delivery: Delivery, said: str | Beside | None, at: datetime) -> None:
        if isinstance(said, Beside):
            tell_of_permission(ledger, delivery, said.permission, at)
        message = said.message if isinstance(said, Beside) else said
        state: State = "sent" if message is not None else "dropped"
        if message and delivery.sort in POSTED and ledger.groups.unpark(delivery.group, delivery.place):
            ledger.deliveries.revive(delivery.group, delivery.place, at)
        # Settled last: whatever waits there, the revived too, is held back for a second.
        ledger.deliveries.settle(delivery, state=state, at=at, message=message or "")

    @staticmethod
    def _park(ledger: Ledger, delivery: Delivery, reason: str, at: datetime) -> None:
        ledger.deliveries.settle(delivery, state="parked", at=at)
        if delivery.sort not in WHISPERED:
            park_place(ledger, delivery.group, delivery.place, reason, at)
