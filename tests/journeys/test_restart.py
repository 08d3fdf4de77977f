"""A real process, killed and started again: old buttons work, answers stand, nothing is posted twice."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from adapters.settings import REPOSITORY
from adapters.slack.manifest import SCOPES
from tests.adapters.slack_scene import ROOM
from tests.peers.discord_peer import DiscordPeer
from tests.peers.slack import APP_TOKEN, BOT_TOKEN, SlackPeer, slack_peer
from tests.peers.slack_workspace import Message

PATIENCE = 20.0
"""Seconds that a process gets for its next step; a loaded machine is slow, a broken one never gets there."""


@asynccontextmanager
async def cohort(data: Path, **settings: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """`cohort` as people start it; the process and the address of its page."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "adapters",
        cwd=REPOSITORY,
        env={**inherited, "COHORT_DATA": str(data), "COHORT_PORT": "0", "TZ": "UTC", **settings},
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        said = ""
        while "Cohort is ready: " not in said:
            line = await asyncio.wait_for(process.stderr.readline(), PATIENCE)
            assert line, said
            said += line.decode()
        drain = asyncio.create_task(process.stderr.read())
        yield process, said.rpartition("Cohort is ready: ")[2].split()[0]
        drain.cancel()
        await asyncio.gather(drain, return_exceptions=True)
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), PATIENCE)


async def kill(process: asyncio.subprocess.Process) -> None:
    """End it as a power cut would."""
    process.send_signal(signal.SIGKILL)
    await process.wait()


def questions(peer: SlackPeer) -> list[Message]:
    """What stands in the channel."""
    return [message for message in peer.channel(ROOM).messages if message.thread_ts in {None, message.ts}]


async def test_a_killed_process_leaves_slack_as_it_was(tmp_path: Path) -> None:
    """Set up, post, answer, kill; the next process knows the button, the answer and the post."""
    async with slack_peer(frozenset(SCOPES)) as peer:
        peer.channel(ROOM)
        tokens = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_URL": peer.api_url}
        async with cohort(tmp_path, **tokens) as (process, _):
            await peer.until(lambda: len(peer.gate.sockets) == 1, PATIENCE)
            await peer.command("/cohort", "setup 09:00 zone:UTC closes:09:00", user="UADA", channel=ROOM)
            await peer.shown("UADA")
            await peer.command("/cohort", "post", user="UADA", channel=ROOM)
            await peer.until(lambda: questions(peer), PATIENCE)
            (question,) = questions(peer)
            await peer.press(question, "Answer", user="UMAYA")
            sheet = await peer.shown("UMAYA")
            assert isinstance(sheet, Message), sheet
            await peer.press(sheet, sheet.labels[0], user="UMAYA")
            verdict = (await peer.shown("UMAYA")).words
            await kill(process)
            await peer.until(lambda: not peer.gate.sockets, PATIENCE)

        async with cohort(tmp_path, **tokens):
            await peer.until(lambda: len(peer.gate.sockets) == 1, PATIENCE)
            await peer.press(question, "Answer", user="UMAYA")
            again = (await peer.shown("UMAYA")).words
            assert "You have answered this one. Your first answer stands." in again
            assert verdict.split(".")[0] in again
            await peer.press(question, "Answer", user="UBEN")
            fresh = await peer.shown("UBEN")
            assert "Your answer sheet" in fresh.words
            await peer.command("/cohort", "post", user="UADA", channel=ROOM)
            assert "out already" in (await peer.shown("UADA")).words
            assert len(questions(peer)) == 1
        assert peer.violations == []


async def test_a_killed_process_leaves_discord_as_it_was(tmp_path: Path) -> None:
    """The same over the gateway."""
    async with DiscordPeer.running() as peer:
        channel = peer.add_channel("ml-study")
        peer.person("Ada", manage_guild=True)
        settings = {
            "DISCORD_TOKEN": peer.token,
            "DISCORD_API_URL": peer.url,
            "DISCORD_GATEWAY_URL": peer.gateway.url,
        }
        async with cohort(tmp_path, **settings) as (process, _):
            await peer.ready(lasts=PATIENCE)
            await peer.slash("cohort setup", {"time": "09:00", "zone": "UTC", "closes": "09:00"}, user="Ada")
            await peer.slash("cohort post", user="Ada")
            async with asyncio.timeout(PATIENCE):
                while not channel.messages:  # noqa: ASYNC110 - the peer is told by another process
                    await asyncio.sleep(0.02)
            (question,) = channel.messages
            sheet = (await peer.press(question, "Answer", user="Maya")).reply
            await peer.press(sheet, sheet.labels[0], user="Maya")
            await kill(process)

        async with cohort(tmp_path, **settings):
            await peer.ready(lasts=PATIENCE)
            again = (await peer.press(question, "Answer", user="Maya")).reply.text
            assert "You have answered this one. Your first answer stands." in again
            assert "Your answer sheet" in (await peer.press(question, "Answer", user="Ben")).reply.text
            assert channel.messages == [question]
        assert peer.violations == []


async def test_the_page_is_as_it_was_after_a_restart(tmp_path: Path) -> None:
    """A newcomer's name and question are there again on the second start, for which the database alone was kept."""
    jar, book = aiohttp.CookieJar(unsafe=True), f"sqlite:///{tmp_path / 'kept.db'}"
    async with (
        cohort(tmp_path / "first", DATABASE_URL=book) as (_, address),
        aiohttp.ClientSession(cookie_jar=jar) as session,
    ):
        async with session.get(address) as response:
            first = await response.text()
        csrf = first.split('name="csrf" value="')[1].split('"')[0]
        async with session.post(
            f"{address}name", data={"csrf": csrf, "name": "Maya"}, headers={"Origin": address.rstrip("/")}
        ) as response:
            assert response.status == 200
        kept = {cookie.key: cookie.value for cookie in jar}
    async with (
        cohort(tmp_path / "second", DATABASE_URL=book) as (_, address),
        aiohttp.ClientSession(cookies=kept) as session,
        session.get(address) as response,
    ):
        again = await response.text()
    assert "Hello Maya" in again
    stem = first.split('class="stem"')[1][:200] if 'class="stem"' in first else ""
    assert stem in again
