"""The page at the wire: tokens, names, remarks and sendings that are not as they should be, and the probes."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from adapters.store import SqlStore
from adapters.web.accounts import page_key
from adapters.web.guards import POLICY
from bot.commands import OpenSheet
from bot.wire import encode
from tests.adapters.web_scene import Client, newcomer, stand
from tests.bot.specimens import bank
from tests.browser import Stand

__all__ = ["newcomer", "stand"]


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("", "older version"),
        ("c0:me", "older version"),
        ("c1:open:g", "older version"),
        ("c1:nonsense", "older version"),
        ("c1:" + "x" * 500, "older version"),
        (encode(OpenSheet("aaaaaaaaaaaaa", "mla-d1-9001")), "another group"),
    ],
)
async def test_a_token_that_is_not_for_here_meets_a_friendly_card(newcomer: Client, token: str, said: str) -> None:
    csrf = await newcomer.named()
    status, page = await newcomer.post("/press", csrf=csrf, token=token)
    assert status == 200
    assert said in page


async def test_an_unknown_command_says_where_help_is(newcomer: Client) -> None:
    csrf = await newcomer.named()
    _, page = await newcomer.post("/words", csrf=csrf, session="", words="/frobnicate <b>now</b>")
    assert "I do not know “frobnicate”" in page
    assert "<b>" not in page


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<!channel> @everyone <@U1>", "&lt;!channel&gt; @everyone &lt;@U1&gt;"),
        ("Maya\u202e\u2066niL", "MayaniL"),
        ("x" * 10_000, "x" * 39 + "…"),
        ("  Zoë\n\tde la Cruz ", "Zoë de la Cruz"),
    ],
)
async def test_names_are_text_and_short(newcomer: Client, name: str, shown: str) -> None:
    await newcomer.named(name)
    _, page = await newcomer.get()
    assert f"<bdi>{shown}</bdi>" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("name", ["", "   ", "\u202e\u200b", "\n"])
async def test_an_empty_name_is_asked_again(newcomer: Client, name: str) -> None:
    csrf = await newcomer.csrf()
    _, page = await newcomer.post("/name", csrf=csrf, name=name)
    assert "Type a name first" in page


async def test_remarks_are_text_and_only_as_long_as_they_may_be(newcomer: Client) -> None:
    csrf = await newcomer.named()
    await newcomer.post("/words", csrf=csrf, session="", words="<img src=x onerror=alert(1)> <!channel> \u202eabc")
    _, page = await newcomer.get()
    assert "&lt;img src=x onerror=alert(1)&gt; &lt;!channel&gt; abc" in page
    await newcomer.post("/words", csrf=csrf, session="", words="y" * 10_000)
    _, page = await newcomer.get()
    assert "y" * 1999 + "…" in page


async def test_the_same_sending_twice_is_said_once(newcomer: Client) -> None:
    csrf = await newcomer.named()
    for _ in range(2):
        await newcomer.post("/words", csrf=csrf, session="", words="Only once, please", call="00112233445566778899aabb")
    _, page = await newcomer.get()
    assert page.count("Only once, please") == 1 + page.count('data-new="Maya: Only once, please"')


async def test_an_open_thread_takes_no_words_yet(newcomer: Client) -> None:
    csrf = await newcomer.named()
    session = re.findall(r'data-session="(\w+)"', (await newcomer.get())[1])[0]
    _, page = await newcomer.post("/words", csrf=csrf, session=session, words="It is B")
    assert "The discussion opens when the question closes" in page
    assert "It is B" not in (await newcomer.get())[1]


async def test_nobody_without_a_name_sees_what_is_said(newcomer: Client) -> None:
    await newcomer.named()
    _, page = await newcomer.get()
    key, session = (re.findall(rf'data-{what}="(\w+)"', page)[0] for what in ("key", "session"))
    assert (await newcomer.get(f"/posts/{key}"))[0] == (await newcomer.get(f"/threads/{session}"))[0] == 200
    newcomer.session.cookie_jar.clear()
    for path in ("/posts", "/events", "/home", f"/posts/{key}", f"/threads/{session}"):
        assert await newcomer.get(path) == (204, ""), path


async def test_a_post_that_has_gone_meanwhile_is_no_fault(newcomer: Client) -> None:
    """A page asks for what changed; by then it may have been taken away, or its reader forgotten."""
    await newcomer.named()
    for path in ("/posts/gone", "/threads/gone"):
        assert await newcomer.get(path) == (204, ""), path


async def test_an_address_that_leads_nowhere_says_so(newcomer: Client) -> None:
    status, page = await newcomer.get("/nowhere")
    assert status == 404
    assert "There is no such page." in page
    assert (await newcomer.get("/static/../serve.py"))[0] == 404


async def test_probes_tell_machines_what_they_need(newcomer: Client) -> None:
    status, page = await newcomer.get("/healthz", Host="10.0.0.7")
    assert (status, json.loads(page)) == (200, {"alive": True})
    status, page = await newcomer.get("/readyz", Host="10.0.0.7")
    assert (status, json.loads(page)) == (200, {"ready": True, "database": True, "pack": True})


async def test_a_page_without_its_database_apologises_and_is_not_ready(tmp_path: Path) -> None:
    served = await asyncio.to_thread(Stand(tmp_path, bank()).start().ask)
    try:
        with closing(sqlite3.connect(tmp_path / "cohort.db")) as other:
            other.execute("ALTER TABLE places RENAME TO lost")
        async with aiohttp.ClientSession(served.address) as session:
            async with session.get("/") as response:
                assert response.status == 500
                assert response.headers["Content-Security-Policy"] == POLICY
                assert re.search(r"tell a lead: incident [0-9A-F]{8}\.", await response.text())
            async with session.get("/readyz") as response:
                assert response.status == 503
                assert (await response.json())["database"] is False
            async with session.get("/healthz") as response:
                assert response.status == 200
    finally:
        await asyncio.to_thread(served.stop)


async def test_completions_come_as_options(newcomer: Client) -> None:
    _, page = await newcomer.get("/complete?line=/qu&list=words-list")
    assert 'data-line="/quiz "' in page
    assert 'role="option"' in page


def test_every_copy_of_the_page_has_the_same_key_whatever_its_folder(store: SqlStore, tmp_path: Path) -> None:
    first = page_key(store.seal, tmp_path / "one")
    assert page_key(store.seal, tmp_path / "another") == first
    assert len(first) == 32
    assert not list(tmp_path.rglob("*.key"))


@pytest.mark.parametrize(("left", "taken"), [(bytes(range(32)), True), (b"short", False)])
def test_a_key_left_by_an_older_page_goes_on_if_it_is_whole(
    memory_store: SqlStore, tmp_path: Path, left: bytes, *, taken: bool
) -> None:
    (tmp_path / "page.key").write_bytes(left)
    key = page_key(memory_store.seal, tmp_path)
    assert (key == left, len(key)) == (taken, 32)
