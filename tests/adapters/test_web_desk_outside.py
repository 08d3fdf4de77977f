"""The desk under its public name: it is reached there, and nothing else of the page is, however a request came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from adapters.web.guards import PASSED_ON
from tests.adapters.desk_scene import HOME, link_for, stand
from tests.bot.specimens import bank, plenty
from tests.browser import Stand

__all__ = ["stand"]

OUTSIDE = "cohort.example.org"
NOT_FOR_LEADS = ("/", "/home", "/posts", "/events", "/word", "/complete", "/desktop", "/desk.html", "/statics")


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """A page whose desk is reached by https under a name of its own."""
    folder: Path = tmp_path_factory.mktemp("outside")
    served = Stand(folder, bank(plenty(3)), url=f"https://{OUTSIDE}").start().ask()
    yield served
    served.stop()


async def _ask(served: Stand, path: str, **headers: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession(served.address) as session,
        session.get(path, headers=headers, allow_redirects=False) as response,
    ):
        return response.status, await response.text()


async def test_only_the_desk_is_reached_from_outside(outside: Stand) -> None:
    for path in NOT_FOR_LEADS:
        status, page = await _ask(outside, path, Host=OUTSIDE)
        assert status == 421, path
        assert page == "Only the lead’s desk is at this address: add /desk to it."
    status, page = await _ask(outside, HOME, Host=f"{OUTSIDE}:443")
    assert status == 403
    assert "/cohort desk" in page
    assert (await _ask(outside, "/healthz", Host=OUTSIDE))[0] == 200
    assert (await _ask(outside, HOME, Host="evil.example"))[0] == 421


@pytest.mark.parametrize("header", PASSED_ON)
async def test_what_a_proxy_passed_on_does_not_reach_the_chat_by_a_loopback_name(outside: Stand, header: str) -> None:
    for path in NOT_FOR_LEADS:
        assert (await _ask(outside, path, Host="localhost", **{header: "203.0.113.7"}))[0] == 421, path
    assert (await _ask(outside, HOME, Host="localhost", **{header: "203.0.113.7"}))[0] == 403


async def test_at_home_everything_is_as_it_was(outside: Stand, stand: Stand) -> None:
    assert (await _ask(outside, "/"))[0] == 200
    assert (await _ask(stand, "/", Via="1.1 somebody"))[0] == 200, "without a public address nothing changes"
    assert (await _ask(stand, HOME, Host=OUTSIDE))[0] == 421


async def test_by_https_the_cookie_is_for_https_and_this_host_alone(outside: Stand) -> None:
    link = link_for(outside).partition("?link=")[2]
    headers = {"Host": OUTSIDE, "Origin": f"https://{OUTSIDE}"}
    async with (
        aiohttp.ClientSession(outside.address) as session,
        session.post("/desk/open", data={"link": link}, headers=headers, allow_redirects=False) as response,
    ):
        assert response.status == 303
        cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-cohort-desk=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
