"""Demo: a group of simulated classmates in a database of its own, made once, then opened on the page."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from adapters.cli import Run
from adapters.demo.door import Door, Running
from adapters.demo.setting import Setting
from adapters.demo.story import PACK, WEEKS, Tell, cast_player, make, setting_for, setting_of
from adapters.settings import Settings
from adapters.shelf.shelf import read_shelf
from adapters.store import SqlStore, StoreUnavailable, make_engine, upgrade
from adapters.store.files import discard, in_use
from adapters.web.chat import WebChat
from bot.app import App
from bot.cards.simulated import SIMULATED
from bot.deliver import Deliverer
from bot.rules.packs import Bank

FOLDER, MAKING = "demo", "making-"
"""The demo's own folder inside the data folder, and how a history in the making is called in it."""


def demo(settings: Settings, console: Console, run: Run, *, fresh: bool, zone: str, at: datetime) -> int:
    """Make the demo unless it is there (`fresh`: anew), let its classmates catch up, and serve it until stopped.

    `zone` is the visitor's own, `at` the instant up to which the history goes. Returns the exit code: 1 with a sentence
    when something stands in the way.
    """
    stage = stage_of(settings)
    bank, _ = read_shelf(settings.content)
    pack = bank.packs.get(PACK)
    if pack is None or not pack.live:
        console.print(f"The demo needs the pack {PACK}, and it is not in {settings.content}. Run cohort packs check.")
        return 1
    try:
        stage.data.mkdir(parents=True, exist_ok=True)
        for leftover in stage.data.glob(f"{MAKING}*"):
            if discard(leftover / "cohort.db"):
                shutil.rmtree(leftover, ignore_errors=True)
        path = stage.data / "cohort.db"
        if path.exists() and in_use(path):
            console.print("The demo is open in another window. Look at it there, or stop it with Ctrl+C first.")
            return 1
        if fresh:
            discard(path)
        if path.exists():
            _catch_up(path, bank, console, at)
        else:
            _make(path, setting_for(pack, zone, at), bank, console, at)
    except StoreUnavailable as error:
        console.print(str(error))
        return 1
    except OSError as error:
        console.print(f"The folder {stage.data} cannot be used: {error.strerror}. Set COHORT_DATA to another.")
        return 1
    return run(stage, ("web", "worker", "demo"))


def stage_of(settings: Settings) -> Settings:
    """The settings of the demo: its own folder, database and address, and no platform but the page."""
    nothing = dict.fromkeys(("slack_bot_token", "slack_app_token", "slack_signing_secret", "discord_token"))
    own = {"database_url": "", "url": "", "data": settings.data / FOLDER}
    return settings.model_copy(update={**nothing, **own})


def _make(path: Path, setting: Setting, bank: Bank, console: Console, now: datetime) -> None:
    """Play the history into a scratch file that takes its place when it is whole: killed, it leaves nothing half done.

    Raises:
        StoreUnavailable, OSError: when that cannot be.
    """
    scratch = Path(tempfile.mkdtemp(prefix=MAKING, dir=path.parent))
    try:
        made = scratch / path.name
        _prepare(made)
        begins = now - timedelta(weeks=WEEKS)
        with _progress("Playing six weeks of twelve simulated classmates", console, begins, now) as tell:
            calls = asyncio.run(make(partial(_start, made, bank), setting, bank.pack(setting.pack), now, tell))
        if not path.exists():  # another window may have been quicker
            made.replace(path)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    console.print(f"A simulated group is ready, played in {calls:,} calls and kept apart in {path.parent}.")


def _catch_up(path: Path, bank: Bank, console: Console, now: datetime) -> None:
    """Let the classmates live through what has gone by since the demo was open last.

    Raises:
        StoreUnavailable: when the database cannot be used.
    """
    _prepare(path)
    store = SqlStore(make_engine(f"sqlite:///{path}"))
    try:
        found = store.run_now(setting_of)
    finally:
        store.close_now()
    if found is None or found[0].pack not in bank.packs:
        return
    setting, lived = found

    async def live(tell: Tell) -> None:
        door = Door(partial(_start, path, bank), lived)
        try:
            await cast_player(door, setting, bank.pack(setting.pack), after=lived).play(now, tell=tell)
        finally:
            await door.close()

    with _progress("The simulated classmates catch up", console, lived, now) as tell:
        asyncio.run(live(tell))


@contextmanager
def _progress(words: str, console: Console, begins: datetime, ends: datetime) -> Iterator[Tell]:
    """A bar that shows how far the history has come, where somebody watches."""
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        bar = bars.add_task(words, total=(ends - begins).total_seconds())
        yield lambda at: bars.update(bar, completed=(at - begins).total_seconds())


def _prepare(path: Path) -> None:
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()


def _start(path: Path, bank: Bank) -> Running:
    store = SqlStore(make_engine(f"sqlite:///{path}"))
    deliverer = Deliverer(store, bank, {SIMULATED.platform: WebChat()}, owner=f"demo-{uuid4().hex[:6]}")
    return Running(App(store, bank), deliverer, store.close)
