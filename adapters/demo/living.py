"""Living: while the demo is open, its classmates go on as they began, by the real clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from adapters.demo.door import LiveDoor
from adapters.demo.player import Player
from adapters.demo.story import cast_player, setting_of
from bot.app import App
from bot.calls import Place
from bot.cards.simulated import SIMULATED
from bot.ports import Store

Beat = Callable[[datetime], Awaitable[None]]


def lives(place: Place, app: App, store: Store) -> tuple[Beat, ...]:
    """The beats of who is simulated in the place that a process shows: of nobody where people are real."""
    return (living(app, store),) if place == SIMULATED else ()


def living(app: App, store: Store) -> Beat:
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
