"""The desk's address: read, checked by the doctor through a real proxy, and kept out of the chat page's way."""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import aiohttp
import pytest
from aiohttp import web
from pydantic import ValidationError
from typer.testing import CliRunner, Result

from adapters.cli import command_line
from adapters.settings import Settings
from tests.adapters.cli_scene import free_port, running, without_settings
from tests.adapters.desk_scene import hidden
from tests.bot.specimens import bank
from tests.browser import Stand

OUTSIDE = "127.0.0.2"
"""This machine under a name that the chat page does not answer to."""


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but a data folder of the test's own."""
    without_settings(monkeypatch, tmp_path)


def read() -> Settings:
    return Settings()  # type: ignore[call-arg] # every field has a default


def doctor() -> Result:
    """What the doctor says here."""

    def run(_settings: Settings, _roles: Collection[str]) -> int:
        raise AssertionError("the doctor starts nothing")

    return CliRunner().invoke(command_line(run), ["doctor"])


# --- the setting ---------------------------------------------------------------------------------


def test_without_it_links_lead_to_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read().address == "http://localhost:8710"
    monkeypatch.setenv("COHORT_PORT", "9000")
    assert read().address == "http://localhost:9000"


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ("https://cohort.example.org", "https://cohort.example.org"),
        ("https://cohort.example.org/", "https://cohort.example.org"),
        (" https://Cohort.Example.org:8443/ ", "https://cohort.example.org:8443"),
        ("http://192.168.1.7:8710", "http://192.168.1.7:8710"),
        ("http://[::1]:8710/", "http://[::1]:8710"),
    ],
)
def test_an_address_is_read_without_what_is_not_needed(
    monkeypatch: pytest.MonkeyPatch, given: str, read_as: str
) -> None:
    monkeypatch.setenv("COHORT_URL", given)
    assert read().address == read_as


@pytest.mark.parametrize(
    "given",
    [
        "cohort.example.org",
        "ftp://cohort.example.org",
        "https://",
        "https://cohort.example.org/page",
        "https://cohort.example.org/?x=1",
        "https://cohort.example.org/#x",
        "https://maya:s3cret@cohort.example.org",
        "https://cohort.example.org:port",
        "https://[cohort",
    ],
)
def test_what_is_no_address_of_a_page_is_named(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("COHORT_URL", given)
    with pytest.raises(ValidationError) as raised:
        read()
    (found,) = raised.value.errors(include_input=False, include_url=False)
    assert found["loc"] == ("COHORT_URL",)
    assert "it should look like https://cohort.example.org" in found["msg"]
    assert "s3cret" not in found["msg"]


# --- the doctor ----------------------------------------------------------------------------------


@asynccontextmanager
async def proxied(stand: Stand, *, keeps_host: bool) -> AsyncIterator[str]:
    """A proxy before the page, which passes the Host header on or puts the page's own in its place; its address."""

    async def forward(request: web.Request) -> web.Response:
        headers = {"Host": request.host} if keeps_host else {}
        async with aiohttp.ClientSession() as http:
            address = f"{stand.address}{request.path_qs}"
            async with http.get(address, headers=headers, allow_redirects=False) as answer:
                return web.Response(status=answer.status, text=await answer.text(), content_type="text/html")

    proxy = web.Application()
    proxy.router.add_get("/{rest:.*}", forward)
    runner = web.AppRunner(proxy)
    await runner.setup()
    site = web.TCPSite(runner, OUTSIDE, 0)
    await site.start()
    try:
        yield f"http://{OUTSIDE}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("keeps_host", [True, False])
async def test_the_doctor_sees_a_proxy_that_opens_the_chat_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, keeps_host: bool
) -> None:
    """Nginx puts the name of what it leads to into the Host header unless told otherwise."""
    stand = Stand(tmp_path / "page", bank(), url=f"http://{OUTSIDE}")
    await asyncio.to_thread(lambda: stand.start().ask())
    try:
        async with proxied(stand, keeps_host=keeps_host) as address:
            monkeypatch.setenv("COHORT_URL", address)
            result = await asyncio.to_thread(doctor)
    finally:
        await asyncio.to_thread(stand.stop)
    assert result.exit_code == 1
    assert "COHORT_URL starts with http: links and cookies can be read on the way." in result.output
    assert (f"ok     desk: {address} leads to it." in result.output) is keeps_host
    assert ("The chat page answers at" in result.output) is not keeps_host


async def test_the_doctor_finds_the_desk_on_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand = await asyncio.to_thread(Stand(tmp_path / "page", bank()).start)
    try:
        monkeypatch.setenv("COHORT_URL", stand.address)
        result = await asyncio.to_thread(doctor)
    finally:
        await asyncio.to_thread(stand.stop)
    assert result.exit_code == 0, result.output
    assert f"ok     desk: {stand.address} leads to it." in result.output


def test_the_doctor_names_an_address_where_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COHORT_URL", "http://127.0.0.1:1")
    result = doctor()
    assert result.exit_code == 1
    assert "fix    desk: http://127.0.0.1:1/desk does not answer." in result.output


def test_without_an_address_the_doctor_says_where_links_open() -> None:
    result = doctor()
    assert result.exit_code == 0
    assert "unset  desk: COHORT_URL is not set: links to the desk open on this machine alone." in result.output


# --- processes -----------------------------------------------------------------------------------


class Person:
    """Somebody at a browser without a script, who goes from one process to the next."""

    def __init__(self, port: int) -> None:
        self.home = f"http://localhost:{port}"
        self._opener = build_opener(HTTPCookieProcessor())

    def get(self, address: str) -> str:
        """What is at an address."""
        return self._read(Request(address))  # noqa: S310 - our own page

    def post(self, path: str, **fields: str) -> str:
        """Send a form."""
        body = urlencode(fields).encode()
        return self._read(Request(f"{self.home}{path}", body, {"Origin": self.home}))  # noqa: S310 - our own page

    def _read(self, request: Request) -> str:
        with self._opener.open(request, timeout=20) as answer:
            text: str = answer.read().decode()
            return text


def test_a_link_and_a_visit_outlive_the_process_that_gave_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """What signs links lies in the database, so that a worker, a restart and another machine have the same."""
    port = free_port()
    monkeypatch.setenv("COHORT_PORT", str(port))
    ada = Person(port)
    with running(port) as process:
        ada.post("/name", csrf=hidden(ada.get(ada.home), "csrf"), name="Ada")
        csrf = hidden(ada.get(ada.home), "csrf")
        link = re.findall(r'href="([^"]*/desk/open[^"]*)"', ada.post("/words", csrf=csrf, words="/cohort desk"))[0]
        assert link.startswith(f"{ada.home}/desk/open?link=")
        process.send_signal(signal.SIGINT)
        process.wait(10)
    with running(port) as process:
        page = ada.get(link)
        assert "Nothing yet that you may see" in ada.post("/desk/open", link=hidden(page, "link"))
        process.send_signal(signal.SIGINT)
        process.wait(10)
    with running(port):
        assert "Nothing yet that you may see" in ada.get(f"{ada.home}/desk")
