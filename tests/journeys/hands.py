"""Hands: how somebody takes a mock exam on each platform, on whatever stands before them at the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from adapters.store import SqlStore
from bot.rules.packs import Bank
from tests.journeys.hands_on_discord import on_discord
from tests.journeys.hands_on_slack import on_slack
from tests.journeys.hands_on_the_page import on_the_page
from tests.journeys.mouths import Mouth


class Hands(Mouth, Protocol):
    """What somebody does in a mock exam. Words are what they get to read."""

    async def settle(self, verb: str, **given: str) -> str:
        """Ada sets something by a lead's command."""
        ...

    async def begin(self, name: str) -> str:
        """Press the button of the latest invitation."""
        ...

    async def press(self, name: str, label: str) -> str:
        """Press a button on what stands before somebody."""
        ...

    async def give(self, name: str, options: Sequence[str]) -> str:
        """Answer the question before somebody with the options of these words: by steps or prompts if it has some."""
        ...

    async def ask(self, name: str, verb: str, **given: str) -> str:
        """Type a command with its options."""
        ...

    async def told(self, name: str) -> str:
        """What somebody was told last without having asked."""
        ...

    def mail(self, name: str) -> str:
        """What stands in somebody's inbox, away from the group."""
        ...

    async def pictured(self, name: str) -> bool:
        """Whether a picture stands before somebody, if not now then soon."""
        ...

    def chosen(self, name: str) -> bool:
        """Whether the question before somebody shows the answer that they gave."""
        ...

    def keep(self, name: str) -> None:
        """Remember what stands before somebody, as a window that was left open does."""
        ...

    async def press_kept(self, name: str, label: str) -> str:
        """Press a button in that old window."""
        ...

    async def elsewhere(self, name: str) -> str:
        """Ask for mock exams at another place: the app's home, a talk with the bot alone, a fresh window."""
        ...

    async def leaves(self, name: str) -> None:
        """Somebody leaves the channel, the server, or the page."""
        ...

    async def returns(self, name: str) -> None:
        """They come back."""
        ...

    async def restart(self) -> None:
        """The process ends, and a new one starts on the same database."""
        ...


class Opens(Protocol):
    """Opens hands on a store and packs, with a folder for what they keep."""

    def __call__(self, store: SqlStore, folder: Path, packs: Bank, /) -> AbstractAsyncContextManager[Hands]:
        """The hands, for as long as the block lasts."""
        ...


HANDS: Mapping[str, Opens] = {"slack": on_slack, "discord": on_discord, "web": on_the_page}
