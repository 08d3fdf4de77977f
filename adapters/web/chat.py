"""Chat: the page's mouth. What is said stands in the deliveries, so speaking is waking those who look."""

from __future__ import annotations

from collections.abc import Callable

from bot.calls import Place
from bot.cards.model import Card


class WebChat:
    """The `Chat` of the page. `listen` gives it the ears that it wakes; before that, nobody looks."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._ears: list[Callable[[], None]] = []
        self._ends: list[Callable[[], None]] = []
        self._whispers: dict[str, Card] = {}

    def listen(self, ear: Callable[[], None], end: Callable[[], None]) -> None:
        """Call `ear` whenever something was said, and `end` when there is nothing more to come."""
        self._ears.append(ear)
        self._ends.append(end)

    def close(self) -> None:
        """Let everybody who listens go."""
        for end in self._ends:
            end()

    async def say(self, place: Place, card: Card, *, key: str, again: bool, thread: str = "") -> str:
        """Nothing to post: the page shows what is written down, by its key."""
        del place, card, again, thread
        self._wake()
        return key

    async def amend(self, place: Place, message: str, card: Card) -> None:
        """Nothing to replace: the page composes each post from the facts as they stand."""
        del place, message, card
        self._wake()

    async def whisper(self, place: Place, account: str, card: Card, *, mail: bool = True) -> bool:
        """Keep the card for the account's next look at the desk."""
        del place, mail
        self._whispers[account] = card
        self._wake()
        return True

    def whispered(self, account: str) -> Card | None:
        """What this account was told since it last looked; told once."""
        return self._whispers.pop(account, None)

    def _wake(self) -> None:
        for ear in self._ears:
            ear()
