"""A key is corrected and the wording mended with it: from the pack's file to the members who are told."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from adapters.shelf import read_shelf
from adapters.store import SqlStore
from bot.packs.faults import Tree
from bot.rules.packs import Pack
from bot.rules.sessions import Session
from tests.bot.mock_scene import mock_world, updated
from tests.bot.packs.specimens import STEM, Mapping, choice, head, option
from tests.world import World

MENDED = STEM.replace("takes hours", "takes many hours")


def options(key: str, *, mended: str = "") -> list[Tree]:
    """Four options with that key; the first one may be mended."""
    texts = {
        "A": f"Copy each folder to an object store at dusk{mended}",
        "B": "Mount one elastic file system on the jobs.",
        "C": "Attach a bigger block volume to each job.",
        "D": "Stream each file through a queue at night.",
    }
    return [option(name, words, correct=name == key) for name, words in texts.items()]


def kept(folder: Path, item: Mapping) -> Pack:
    """The pack of one live question, from its files."""
    (folder / "demo" / "items").mkdir(parents=True, exist_ok=True)
    (folder / "demo" / "pack.yaml").write_text(json.dumps(head()), encoding="utf-8")
    (folder / "demo" / "items" / "1.1.yaml").write_text(json.dumps([item | {"status": "live"}]), encoding="utf-8")
    return read_shelf(folder)[0].pack("demo")


async def answered(store: SqlStore, folder: Path) -> tuple[World, Session]:
    """A group whose question of the day has closed, which Maya answered B, Ben C and Lin A; the key was B."""
    world = await mock_world(store, kept(folder, choice(options=options("B"))), pack="demo", timer="170")
    session = await world.daily_question()
    for name, given in {"Maya": "B", "Ben": "C", "Lin": "A"}.items():
        await world.member(name).answers(session, (given,))
    await world.until_the_close(session)
    return world, session


async def restarted(world: World, pack: Pack) -> World:
    """The same group after a restart with this pack, and what follows from that."""
    world = updated(world, pack)
    await world.app.take_stock(world.at)
    await world.beat()
    return world


def marks(world: World, session: Session) -> dict[str, bool]:
    """Which answers count as right."""
    found = world.ask(lambda ledger: ledger.responses.in_session(session.group, session.id))
    return {one.answer[0]: one.right for one in found}


def told(world: World) -> list[str]:
    """Who was told something in private."""
    return sorted(account for deed, _, _, account in world.chat.said if deed == "whisper")


async def test_a_correction_that_mends_a_full_stop_too_marks_anew_and_tells_those_concerned_once(
    store: SqlStore, tmp_path: Path
) -> None:
    world, session = await answered(store, tmp_path)
    mended = choice(version="2", corrects="1", stem=MENDED, options=options("C", mended="."))
    for _ in range(2):
        world = await restarted(world, kept(tmp_path, mended))

    assert marks(world, session) == {"A": False, "B": False, "C": True}
    assert told(world) == ["ben", "maya"]
    (erratum,) = [card for card in world.chat.cards("thread") if card.title.endswith(": a key was corrected")]
    assert "2 answers were marked anew." in repr(erratum)
    assert MENDED in repr(erratum)


async def test_without_the_authors_word_it_is_another_question(store: SqlStore, tmp_path: Path) -> None:
    world, session = await answered(store, tmp_path)
    reworded = choice(version="2", stem=MENDED, options=options("C", mended="."))
    world = await restarted(world, kept(tmp_path, reworded))
    assert marks(world, session) == {"A": False, "B": True, "C": False}
    assert told(world) == []

    world = await restarted(world, kept(tmp_path, reworded | {"corrects": ["1"]}))
    assert marks(world, session) == {"A": False, "B": False, "C": True}, "it may be said later, too"
    assert told(world) == ["ben", "maya"]


async def test_the_next_correction_reaches_what_was_mended_before(store: SqlStore, tmp_path: Path) -> None:
    world, session = await answered(store, tmp_path)
    second = choice(version="2", corrects="1", stem=MENDED, options=options("C", mended="."))
    world = await restarted(world, kept(tmp_path, second))
    third = choice(version="3", corrects=["1", "2"], stem=MENDED, options=options("A", mended=" again."))
    world = await restarted(world, kept(tmp_path, third))

    assert marks(world, session) == {"A": True, "B": False, "C": False}
    assert told(world) == ["ben", "ben", "lin", "maya"]


async def test_better_words_alone_disturb_nobody(store: SqlStore, tmp_path: Path) -> None:
    world, session = await answered(store, tmp_path)
    mended = choice(version="2", corrects="1", stem=MENDED, options=options("B", mended="."))
    world = await restarted(world, kept(tmp_path, mended))

    assert marks(world, session) == {"A": False, "B": True, "C": False}
    assert told(world) == []
    assert [card.title for card in world.chat.cards("thread") if "corrected" in card.title] == []


async def test_where_the_options_have_other_ids_nothing_is_marked_and_the_log_says_so(
    store: SqlStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world, session = await answered(store, tmp_path)
    others = [*options("C")[:3], option("E", "Stream each file through a queue at night.")]
    with caplog.at_level(logging.WARNING, logger="cohort"):
        world = await restarted(world, kept(tmp_path, choice(version="2", corrects="1", options=others)))

    assert marks(world, session) == {"A": False, "B": True, "C": False}
    assert told(world) == []
    (line,) = caplog.records
    assert "demo-d1-0001 (version 1 by 2)" in repr(vars(line))
