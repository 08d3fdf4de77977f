"""Processes of Cohort: they start, say why they cannot, and stop when told."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from adapters.settings import REPOSITORY
from adapters.shelf.shelf import PROMOTE
from tests.adapters.cli_scene import DEAD, free_port, refused, running, without_settings
from tests.adapters.review_scene import small_pack
from tests.peers.discord_peer import DiscordPeer
from tests.peers.slack import BOT_TOKEN


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but a data folder of the test's own."""
    without_settings(monkeypatch, tmp_path)


def fetched(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        text: str = answer.read().decode()
        return text


@contextmanager
def begun(port: int) -> Iterator[socket.socket]:
    """A form on its way to the page, which has read its head and waits for the rest."""
    head = (
        f"POST /name HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nExpect: 100-continue\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(head.encode())
        assert line.recv(100).startswith(b"HTTP/1.1 100 ")
        yield line


def listens(port: int) -> bool:
    """Whether somebody takes up connections there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_it_starts_is_ready_and_stops_at_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("COHORT_PORT", str(port))
    with running(port) as process:
        assert json.loads(fetched(port, "/readyz"))["ready"] is True
        first = fetched(port, "/")
        assert "Question of" in first
        said = refused()
        assert f"http://127.0.0.1:{port}/" in said
        assert "COHORT_PORT" in said
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=10)
        assert (process.returncode, rest) == (0, "")
    with running(port):
        question = first.partition('data-short="')[2].partition('"')[0]
        assert question in fetched(port, "/"), "a second start finds everything as it was"


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM], ids=lambda told: told.name)
def test_told_to_stop_it_sees_requests_through_and_leaves_one_whole_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, told: signal.Signals
) -> None:
    """Told again meanwhile, it still ends in order: a copy of the file alone is a whole backup."""
    port = free_port()
    monkeypatch.setenv("COHORT_PORT", str(port))
    with running(port) as process, begun(port) as request:
        process.send_signal(told)
        while listens(port):
            pass
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        request.sendall(b"csrf=1")
        assert request.recv(100).startswith(b"HTTP/1.1 200 ")
        _, rest = process.communicate(timeout=30)
        assert (process.returncode, rest) == (0, "")
    copy = shutil.copy(tmp_path / "data" / "cohort.db", tmp_path)
    with closing(sqlite3.connect(copy)) as book:
        assert book.execute("SELECT count(*) FROM groups").fetchone() == (1,)
    assert not list((tmp_path / "data").glob("cohort.db-*"))


def test_the_web_of_the_procfile_is_reached_at_the_port_its_host_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As a host starts it that keeps no files: nothing is written to the data folder."""
    port = free_port()
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'kept.db'}")
    web = re.findall(r"^web: (.+)$", (REPOSITORY / "Procfile").read_text(), flags=re.MULTILINE)[0]
    with running(port, host="0.0.0.0", command=("/bin/sh", "-c", f"exec {web}")):  # noqa: S104 - what is wanted there
        assert json.loads(fetched(port, "/readyz"))["ready"] is True
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_an_ipv6_address_is_printed_as_a_browser_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("COHORT_HOST", "::")
    monkeypatch.setenv("COHORT_PORT", str(port))
    with running(port, host="[::]"), urllib.request.urlopen(f"http://[::]:{port}/", timeout=10) as page:
        assert "Cohort" in page.read().decode()


def test_a_data_folder_that_may_not_be_written_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "readonly"
    folder.mkdir(mode=0o555)
    if os.access(folder, os.W_OK):  # the superuser may write everywhere but here
        folder = Path("/proc/cohort")
    monkeypatch.setenv("COHORT_DATA", str(folder))
    monkeypatch.setenv("COHORT_PORT", "0")
    said = refused()
    assert str(folder) in said
    assert "COHORT_DATA" in said or "may write to it" in said


def test_a_missing_content_folder_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COHORT_CONTENT", str(tmp_path / "[nowhere]"))
    assert refused() == f"There is no folder {tmp_path / '[nowhere]'}. Set COHORT_CONTENT to one with packs.\n"


def test_a_pack_with_nothing_to_ask_is_named_at_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COHORT_CONTENT", str(small_pack(tmp_path / "content")))
    port = free_port()
    monkeypatch.setenv("COHORT_PORT", str(port))
    lacks = "Pack demo has no live question, so nothing of it can be asked."
    with running(port, first=f"{lacks} {PROMOTE}\n"):
        assert "Question of" not in fetched(port, "/")


def test_the_worker_says_that_it_has_started() -> None:
    command = [sys.executable, "-m", "adapters", "worker"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stderr is not None
        try:
            assert process.stderr.readline().startswith("Cohort's worker has started: ")
            process.send_signal(signal.SIGTERM)
            assert (process.wait(30), process.stderr.read()) == (0, "")
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("given", "words", "said"),
    [
        ({}, "discord", "DISCORD_TOKEN is not set."),
        ({"SLACK_BOT_TOKEN": BOT_TOKEN}, "worker", "neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET"),
        ({"SLACK_SIGNING_SECRET": "0123456789abcdef"}, "web", "Slack is half set up: SLACK_BOT_TOKEN is missing."),
        ({"DATABASE_URL": DEAD}, "web", "The PostgreSQL database cohort at 127.0.0.1:1 cannot be reached."),
        ({"COHORT_HOST": "192.0.2.1"}, "web", "Nobody can listen on 192.0.2.1, port 8710"),
        ({"COHORT_HOST": "2001:db8::1"}, "web", "open http://[2001:db8::1]:8710/."),
    ],
)
def test_what_keeps_a_role_from_starting_is_said(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], words: str, said: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    written = refused(words)
    assert said in written
    assert "s3cret" not in written
    assert BOT_TOKEN not in written


async def test_a_discord_token_that_is_refused_ends_the_process_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with DiscordPeer.running() as discord:
        monkeypatch.setenv("DISCORD_API_URL", discord.url)
        monkeypatch.setenv("DISCORD_GATEWAY_URL", discord.gateway.url)
        monkeypatch.setenv("DISCORD_TOKEN", "revoked.bot.token")
        said = await asyncio.to_thread(refused, "discord")
    assert (
        "Discord does not accept the token. Put the bot's token from the Developer Portal into DISCORD_TOKEN." in said
    )
    assert "revoked.bot.token" not in said


async def test_a_discord_token_that_is_refused_ends_discord_alone_where_the_page_runs_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = free_port()
    async with DiscordPeer.running() as discord:
        monkeypatch.setenv("COHORT_PORT", str(port))
        monkeypatch.setenv("DISCORD_API_URL", discord.url)
        monkeypatch.setenv("DISCORD_GATEWAY_URL", discord.gateway.url)
        monkeypatch.setenv("DISCORD_TOKEN", "revoked.bot.token")
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "adapters", stderr=asyncio.subprocess.PIPE)
        assert process.stderr is not None
        said = ""
        async with asyncio.timeout(60):
            while not ("Cohort is ready" in said and "Then start Cohort again; everything else goes on." in said):
                line = await process.stderr.readline()
                assert line, f"it ended: {said}"
                said += line.decode()
        assert "Put the bot's token from the Developer Portal into DISCORD_TOKEN." in said
        assert json.loads(await asyncio.to_thread(fetched, port, "/readyz"))["ready"] is True
        process.send_signal(signal.SIGINT)
        _, rest = await process.communicate()
        assert (process.returncode, b"Traceback" in rest) == (0, False)
