"""Living: while the demo is open, its classmates go on as they began, by the real clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from adapters.demo.door import LiveDoor
from adapters.demo.player import Player
from adapters.demo.story import cast_player, setting_of
from bot.app import App
from bot.ports import Store


def living(app: App, store: Store) -> Callable[[datetime], Awaitable[None]]:
    """A beat for the metronome: everything that the classmates have to do up to that instant.

    What they did before the first beat is taken for done.
    """
    player: Player | None = None

    async def live(at: datetime) -> None:
        nonlocal player
        if player is None:
            found = await store.run(setting_of)
            pack = app.bank.packs.get(found[0].pack) if found is not None else None
            if found is None or pack is None:
                return
            player = cast_player(LiveDoor(app, at), found[0], pack, after=at)
        await player.play(at)

    return live
