"""Window: what the page sees of the ledger: the channel as somebody's, as nobody's, and whether it moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from adapters.web.accounts import Account
from adapters.web.inbound import actor_of
from adapters.web.page import streak_words
from adapters.web.posts import entries
from bot.app import App
from bot.calls import Actor, Place
from bot.errors import NoGroupHere
from bot.ports import Ledger, Store
from bot.rules.naming import stable_id
from bot.usecases.look_at_channel import Channel, Post, look_at_channel, look_at_thread

LATEST = 20
"""Remarks that tell one state of the channel from the next."""


class Window:
    """Looks at one place. `manages` says that everybody here may lead."""

    def __init__(self, app: App, store: Store, place: Place, *, manages: bool, now: Callable[[], datetime]) -> None:
        """Keep all; nothing is looked at yet."""
        self._app = app
        self._store = store
        self._place = place
        self._manages = manages
        self._now = now

    def actor(self, account: Account) -> Actor:
        """The account as the core knows it."""
        return actor_of(account, self._place, manages=self._manages)

    async def look(self, account: Account) -> Channel:
        """The channel as a member sees it.

        Raises:
            NoGroupHere: when no group lives here.
        """
        return await self._app.look(self.actor(account), self._place, self._now())

    async def thread(self, post: Post) -> Post:
        """The post with the cards of its thread."""
        return await self._store.run(
            lambda ledger: look_at_thread(ledger, self._app.bank, post, self._place, self._now())
        )

    async def glance(self) -> Channel | None:
        """The channel as somebody without a name sees it, who is nobody's member by looking."""

        def work(ledger: Ledger) -> Channel | None:
            group = ledger.groups.at(self._place)
            if group is None:
                return None
            return look_at_channel(ledger, self._app.bank, group, None, self._place, self._now())

        return await self._store.run(work)

    async def news(self, account: Account) -> Mapping[str, object]:
        """Which posts there are in which version, and the account's streak in words."""
        try:
            channel = await self.look(account)
        except NoGroupHere:
            return {"posts": [], "streak": ""}
        posts = [(entry.post.said.key, entry.version) for entry in entries(channel)]
        return {"posts": posts, "streak": streak_words(channel)}

    async def cursor(self) -> str:
        """A short text that is another one whenever something was said, amended or written."""

        def work(ledger: Ledger) -> str:
            group = ledger.groups.at(self._place)
            remarks = ledger.notes.remarks(group.id, LATEST) if group is not None else ()
            said = ledger.deliveries.touched(self._place)
            # Several remarks may bear one instant, so it takes more than the last one to know that none is new.
            return stable_id(said.isoformat() if said else "", *(remark.id for remark in remarks))

        return await self._store.run(work)

    async def answers(self) -> bool:
        """Whether the database does."""
        await self._store.run(lambda ledger: ledger.groups.at(self._place))
        return True

    async def stocked(self) -> bool:
        """Whether there is a pack to ask from."""
        return bool(self._app.bank.packs)
