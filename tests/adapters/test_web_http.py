"""The page at the wire: a newcomer without a script, and everything that must be refused."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from adapters.web.accounts import Account, Register, read_key
from adapters.web.guards import POLICY
from adapters.web.inbound import PLACE
from bot.commands import OpenSheet, ShowMe
from bot.ports import Ledger
from bot.wire import encode
from tests.bot.specimens import bank
from tests.browser import Stand


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """The page with a group whose question stands in the channel."""
    served = Stand(tmp_path_factory.mktemp("data"), bank()).start().ask()
    yield served
    served.stop()


@pytest_asyncio.fixture
async def newcomer(stand: Stand) -> AsyncIterator[Client]:
    """Somebody without a script, a cookie or a name."""
    async with aiohttp.ClientSession(stand.address, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Client(stand, session)


class Client:
    """A browser without a script: fills in our forms as they stand."""

    def __init__(self, stand: Stand, session: aiohttp.ClientSession) -> None:
        self.stand = stand
        self.session = session

    async def get(self, path: str = "/", **headers: str) -> tuple[int, str]:
        """What is at an address."""
        async with self.session.get(path, headers=headers) as response:
            return response.status, await response.text()

    async def post(self, path: str, origin: str = "", **fields: str) -> tuple[int, str]:
        """Send a form."""
        headers = {"Origin": origin or self.stand.address}
        async with self.session.post(path, data=fields, headers=headers) as response:
            return response.status, await response.text()

    async def csrf(self) -> str:
        """What our own forms carry."""
        _, page = await self.get()
        return str(re.findall(r'name="csrf" value="([^"]+)"', page)[0])

    async def named(self, name: str = "Maya") -> str:
        """Give a name; return the proof that our forms carry."""
        await self.post("/name", csrf=await self.csrf(), name=name)
        return await self.csrf()


async def test_a_newcomer_is_asked_a_name_and_shown_todays_question(newcomer: Client) -> None:
    status, page = await newcomer.get()
    assert status == 200
    assert "What shall the group call you?" in page
    assert "Which one does with the LEAST effort?" in page
    assert "Give a name to answer it." in page
    assert "/press" not in page
    members = newcomer.stand.store.run_now(_members)
    assert "Someone" not in members, "looking makes nobody a member"


def _members(ledger: Ledger) -> set[str]:
    group = ledger.groups.at(PLACE)
    assert group is not None
    return {member.name for member in ledger.groups.members(group.id).values()}


async def test_everything_works_without_the_script(newcomer: Client) -> None:
    csrf = await newcomer.named()
    _, page = await newcomer.get()
    assert "Hello Maya" in page
    token = re.findall(r'name="token" value="(c1:sheet[^"]+)"', page)[0]
    status, sheet = await newcomer.post("/press", csrf=csrf, token=token)
    assert status == 200
    assert "Your answer sheet" in sheet
    assert "Only you can see this" in sheet
    _, words = await newcomer.post("/words", csrf=csrf, session="", words="A question, everybody")
    assert "A question, everybody" in words


async def test_every_answer_carries_the_headers(newcomer: Client) -> None:
    for path in ("/", "/healthz", "/nowhere", "/static/cohort.js"):
        async with newcomer.session.get(path) as response:
            assert response.headers["Content-Security-Policy"] == POLICY, path
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["X-Frame-Options"] == "DENY"
            assert response.headers["Referrer-Policy"] == "same-origin"
            assert response.headers["Cache-Control"] == "no-store"
    assert "require-trusted-types-for 'script'" in POLICY
    assert "unsafe" not in POLICY


async def test_static_files_are_kept_by_their_content(newcomer: Client) -> None:
    _, page = await newcomer.get()
    address = re.findall(r'href="(/static/cohort\.css\?[0-9a-f]+)"', page)[0]
    async with newcomer.session.get(address) as response:
        assert "immutable" in response.headers["Cache-Control"]


async def test_the_cookie_is_signed_and_out_of_reach_of_scripts(newcomer: Client) -> None:
    async with newcomer.session.get("/") as response:
        cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie, "on loopback there is no https"


async def test_under_https_the_cookie_is_for_https_alone(tmp_path: Path) -> None:
    served = await asyncio.to_thread(Stand(tmp_path, bank(), secure=True).start)
    try:
        async with aiohttp.ClientSession(served.address) as session, session.get("/") as response:
            assert "Secure" in response.headers["Set-Cookie"]
    finally:
        await asyncio.to_thread(served.stop)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "cohort:80:80"])
async def test_a_foreign_host_header_is_refused(newcomer: Client, host: str) -> None:
    status, page = await newcomer.get(Host=host)
    assert status in {400, 421}
    assert "Cohort" not in page


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9999", "[::1]:8710"])
async def test_any_loopback_name_is_answered(newcomer: Client, host: str) -> None:
    assert (await newcomer.get(Host=host))[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "javascript:alert(1)"])
async def test_a_post_from_another_page_is_refused(newcomer: Client, origin: str) -> None:
    csrf = await newcomer.named()
    status, page = await newcomer.post("/press", origin=origin, csrf=csrf, token=encode(ShowMe()))
    assert status == 403
    assert "another page" in page


async def test_a_post_without_an_origin_is_refused(newcomer: Client) -> None:
    csrf = await newcomer.named()
    async with newcomer.session.post("/press", data={"csrf": csrf, "token": encode(ShowMe())}) as response:
        assert response.status == 403


@pytest.mark.parametrize("csrf", ["", "nonsense", "ü"])
async def test_a_form_that_is_not_ours_is_refused_and_says_what_to_do(newcomer: Client, csrf: str) -> None:
    await newcomer.named()
    status, page = await newcomer.post("/press", csrf=csrf, token=encode(ShowMe()))
    assert status == 403
    assert "This page is out of date." in page


async def test_the_form_of_somebody_else_is_refused(newcomer: Client, stand: Stand) -> None:
    await newcomer.named()
    other = Register(read_key(stand.folder)).proof(Account("somebody-else"))
    assert (await newcomer.post("/press", csrf=other, token=encode(ShowMe())))[0] == 403


@pytest.mark.parametrize("cookie", ["", "nonsense", "eyJpZCI6ImFkYSJ9.forged", "eyJpZCI6MX0"])
async def test_a_forged_cookie_is_nobody(newcomer: Client, cookie: str) -> None:
    newcomer.session.cookie_jar.update_cookies({"cohort": cookie})
    _, page = await newcomer.get()
    assert "What shall the group call you?" in page
    assert (await newcomer.get("/events"))[0] == 204


async def test_a_cookie_of_another_key_is_nobody(newcomer: Client) -> None:
    forged = Register(b"x" * 32).write(Account("ada", "Ada"))
    newcomer.session.cookie_jar.update_cookies({"cohort": forged})
    assert "What shall the group call you?" in (await newcomer.get())[1]


async def test_too_much_is_refused(newcomer: Client) -> None:
    csrf = await newcomer.named()
    status, _ = await newcomer.post("/words", csrf=csrf, session="", words="x" * 70_000)
    assert status == 413


async def test_files_are_not_taken(newcomer: Client) -> None:
    csrf = await newcomer.named()
    form = aiohttp.FormData({"csrf": csrf})
    form.add_field("words", b"x", filename="x.html", content_type="text/html")
    headers = {"Origin": newcomer.stand.address}
    async with newcomer.session.post("/words", data=form, headers=headers) as response:
        assert response.status == 400


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
    await newcomer.csrf()
    for path in ("/posts", "/events"):
        assert (await newcomer.get(path))[0] == 204, path
    assert (await newcomer.get("/posts/anything"))[0] == 404
    assert (await newcomer.get("/threads/anything"))[0] == 404


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


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = read_key(tmp_path / "data")
    assert read_key(tmp_path / "data") == first
    assert len(first) == 32
    assert stat.S_IMODE((tmp_path / "data" / "page.key").stat().st_mode) == 0o600
    (tmp_path / "data" / "page.key").write_bytes(b"short")
    with pytest.raises(ValueError, match="is damaged"):
        read_key(tmp_path / "data")
