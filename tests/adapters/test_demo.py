"""The demo as people start it: a process in an empty home, whose page shows a group that says it is simulated."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from adapters.settings import REPOSITORY
from bot.cards.simulated import NOTICE
from tests.databases import sqlite_engine

PATIENCE = 180
"""Seconds for a process to get ready; the history takes some six on an idle machine."""

READY = "Cohort is ready: "


@contextmanager
def demo(home: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """`cohort demo` in this home."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    place = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "COHORT_PORT": "0", "TZ": "Europe/Berlin"}
    command = [sys.executable, "-m", "adapters", "demo", *words]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=REPOSITORY, env={**kept, **place}, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str]) -> list[str]:
    """Everything it said until it was ready, or ended."""
    assert process.stderr is not None
    lines: list[str] = []
    for line in process.stderr:
        lines.append(line.rstrip("\n"))
        if line.startswith(READY):
            break
    return lines


class Visitor:
    """Somebody at the page of the demo."""

    def __init__(self, process: subprocess.Popen[str], jar: CookieJar) -> None:
        self.said = said(process)
        assert self.said[-1].startswith(READY), self.said
        self._page = self.said[-1].removeprefix(READY)
        self._csrf = ""
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def looks(self) -> str:
        """The page as it stands."""
        return self._read(self._opener.open(self._page, timeout=PATIENCE))

    def sends(self, path: str, **fields: str) -> str:
        """A form of the page, sent."""
        given = urlencode({"csrf": self._csrf, **fields}).encode()
        request = urllib.request.Request(self._page + path, given, {"Origin": self._page.rstrip("/")})  # noqa: S310 - loopback
        return self._read(self._opener.open(request, timeout=PATIENCE))

    def types(self, words: str) -> str:
        """What comes of words that are typed."""
        return self.sends("words", words=words, session="")

    def _read(self, response: object) -> str:
        words: str = response.read().decode()  # type: ignore[attr-defined] # what an opener returns has no type
        self._csrf = words.partition('name="csrf" value="')[2].partition('"')[0] or self._csrf
        return words


def others(home: Path) -> dict[str, str]:
    """Every file of a home with what is in it, but those of the demo."""
    found = sorted(path for path in home.rglob("*") if path.is_file() and "demo" not in path.parts)
    return {str(path): blake2b(path.read_bytes()).hexdigest() for path in found}


def wait_until_half_made(folder: Path) -> None:
    """Until a good part of the history is on the disk."""
    for _ in range(20 * PATIENCE):
        if any(path.stat().st_size > 1_000_000 for path in folder.glob("making-*/cohort.db-wal")):
            return
        time.sleep(0.05)
    pytest.fail("no history was made")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a database of its owner's, in which the demo was once begun, and killed half-way."""
    home = tmp_path_factory.mktemp("home")
    own = home / "data" / "cohort"
    own.mkdir(parents=True)
    sqlite_engine(f"sqlite:///{own / 'cohort.db'}").dispose()
    with demo(home) as process:
        wait_until_half_made(own / "demo")
        process.kill()
        process.wait()
    return home


def test_the_first_evening_shows_a_whole_group_and_the_second_the_same(home: Path) -> None:
    """Boards, readiness, items and mock exams show something, all of it labelled; what was half made is gone."""
    folder, before = home / "data" / "cohort" / "demo", others(home)
    assert not (folder / "cohort.db").exists(), "what is half made is not taken for the demo"
    assert list(folder.glob("making-*"))

    jar = CookieJar()
    with demo(home) as process:
        maya = Visitor(process, jar)
        assert "A simulated group is ready" in maya.said[0]
        assert not list(folder.glob("making-*"))
        first = maya.looks()
        assert NOTICE in first
        assert "Question of" in first, "today's question is open"
        channel = maya.sends("name", name="Maya", zone="")
        assert NOTICE in channel
        assert "<title>Simulated · MLA-C01 · Cohort</title>" in channel
        assert channel.count("people answered") > 20
        assert len(set(re.findall(r"<bdi>([^<]+ \(simulated\))</bdi>", maya.types("/board")))) >= 5
        ready = maya.types("/cohort readiness")
        assert len(re.findall(r"<bdi>(?:solid|preliminary)</bdi>", ready)) >= 5
        assert "Counted are" in ready, "the group's gaps are told"
        assert "members reported it" in maya.types("/cohort items")
        assert "Your answer sheet" in maya.types("/today")
        assert "Saved." in maya.types("/cohort mocks fri 12:00 sun 20:00 10"), "a visitor leads"
        assert {cookie.name for cookie in jar} == {"cohort-simulated"}, "the ordinary page has another cookie"
        for words in ((), ("--fresh",)):
            with demo(home, *words) as second:
                told = "The demo is open in another window. Look at it there, or stop it with Ctrl+C first."
                assert (said(second), second.wait(PATIENCE)) == ([told], 1)

    with demo(home) as process:
        maya = Visitor(process, jar)
        assert len(maya.said) == 1, "nothing is made a second time"
        again = maya.looks()
        assert "Hello Maya" in again
        posts = r'data-key="([^"]+)"'
        assert set(re.findall(posts, channel)) <= set(re.findall(posts, again))
    assert others(home) == before, "one's own database is left alone"
