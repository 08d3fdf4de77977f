"""Chat: one platform's mouth, as the core needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.calls import Place
from bot.cards.model import Card


class Later(Exception):  # noqa: N818 - not a defect: the platform asks for patience
    """The platform asks to try again, after so many seconds when it says so."""

    def __init__(self, after: float | None = None) -> None:
        """Keep `after`, in seconds."""
        super().__init__(f"again after {after} s")
        self.after = after


class PlaceGone(Exception):  # noqa: N818 - a fact about the place
    """The place refuses for good: channel deleted, archived, bot removed. `reason` completes "because …"."""

    def __init__(self, reason: str) -> None:
        """Keep the `reason`, in words for a lead."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Beside:
    """Said as `message` in the place itself, for want of the `permission` to the thread it belongs in."""

    message: str
    permission: str


class Chat(Protocol):
    """One platform's mouth. A call may raise `Later` or `PlaceGone`; anything else is tried again, ever later."""

    async def say(self, place: Place, card: Card, *, key: str, again: bool, thread: str = "") -> str | Beside:
        """Post a card and return the message's id.

        Args:
            place: where.
            card: what.
            key: names this delivery, so that a repeat can be recognised (nonce, metadata).
            again: True when an earlier try may have gone through unrecorded.
            thread: the message under whose thread to post, or where that takes nothing, in reply to which; empty for
                the channel itself.
        """
        ...

    async def amend(self, place: Place, message: str, card: Card) -> None:
        """Replace what was said in `message`."""
        ...

    async def whisper(self, place: Place, account: str, card: Card, *, mail: bool = True) -> bool:
        """Tell one person in private, outside any reply (a parked place, say); False when they could not be told.

        Args:
            place: where they are known.
            account: who.
            card: what.
            mail: whether it may go to their inbox when they are not in the place just now.
        """
        ...
