"""The page at the wire: a newcomer without a script, cookies, hosts and origins."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import aiohttp
import pytest

from adapters.web.accounts import Account, Register, page_key
from adapters.web.guards import POLICY
from adapters.web.inbound import PLACE
from bot.commands import ShowMe
from bot.ports import Ledger
from bot.wire import encode
from tests.adapters.web_scene import Client, newcomer, stand
from tests.bot.specimens import bank
from tests.browser import Stand

__all__ = ["newcomer", "stand"]


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
    for path in ("/", "/healthz", "/nowhere", "/static/of-another-release/cohort.js"):
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
    address = re.findall(r'src="(/static/[0-9a-f]+/cohort\.js)"', page)[0]
    for name in ("cohort.js", "page.js", "cohort.css"):
        async with newcomer.session.get(address.replace("cohort.js", name)) as response:
            assert response.status == 200
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
    other = Register(page_key(stand.store.seal, stand.folder)).proof(Account("somebody-else"))
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
