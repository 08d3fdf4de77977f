"""The doctor: database, tokens, scopes, packs, zones and the desk's address; each line says ok or what to do."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

import aiohttp
from rich.console import Console
from rich.text import Text

from adapters.clock import now
from adapters.gate import is_loopback
from adapters.logs import hide_secrets
from adapters.settings import Settings
from adapters.shelf.report import counted, look_through
from adapters.shelf.shelf import PROMOTE, whole
from adapters.slack.manifest import SCOPES
from adapters.store import StoreUnavailable, database_file, is_current, make_engine

PATIENCE = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is well (None: not set up, which is fine), and a sentence."""

    about: str
    well: bool | None
    sentence: str


def doctor(settings: Settings, console: Console) -> int:
    """Print every finding; 1 when something needs doing."""
    with console.status("Looking"):
        findings = [*_database(settings), *_packs(settings), *_zones(), *asyncio.run(_tokens(settings))]
    for finding in findings:
        mark = {True: ("ok   ", "green"), False: ("fix  ", "bold red"), None: ("unset", "dim")}[finding.well]
        console.print(Text.assemble(mark, hide_secrets(f"  {finding.about}: {finding.sentence}")), soft_wrap=True)
    return 1 if any(finding.well is False for finding in findings) else 0


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        file = database_file(settings.database)
        if file is not None and not file.exists():
            yield _unmade(file, settings)
            return
        engine = make_engine(settings.database)
        try:
            current = is_current(engine)
        finally:
            engine.dispose()
    except (StoreUnavailable, ValueError) as error:
        yield Finding("database", False, str(error))
        return
    told = "DATABASE_URL answers" if settings.database_url else f"{file} answers"
    if current:
        yield Finding("database", True, f"{told}.")
    elif engine.dialect.name == "sqlite":
        yield Finding("database", True, f"{told}. It is brought up to date at the next start.")
    else:
        yield Finding("database", False, "It is of another version: run cohort migrate.")


def _unmade(file: Path, settings: Settings) -> Finding:
    """A database that is not there yet; only the data folder is made with it."""
    own = not settings.database_url
    if _may_be_made(file.parent) and (own or file.parent.is_dir()):
        return Finding("database", None, f"{file} is made at the first start.")
    if own:
        return Finding("database", False, f"The data folder {settings.data} cannot be used: set COHORT_DATA.")
    return Finding("database", False, f"The folder {file.parent} cannot be used: make it, or set DATABASE_URL.")


def _may_be_made(folder: Path) -> bool:
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _packs(settings: Settings) -> Iterator[Finding]:
    if not settings.content.is_dir():
        yield Finding("packs", False, f"There is no folder {settings.content}. Set COHORT_CONTENT to one with packs.")
        return
    opened, found = look_through(settings.content, today=now().date())
    packs = whole(opened)
    for pack in packs:
        live = f"{counted(len(pack.live), 'live question')}, version {pack.version}."
        yield Finding(f"pack {pack.id}", bool(pack.live), live if pack.live else f"{live} {PROMOTE}")
    errors = sum(fault.level == "error" for fault in found)
    if errors or not packs:
        told = f"{counted(errors, 'error')} in {settings.content}"
        yield Finding("packs", False, f"{told}: run cohort packs check, which names file and line.")


def _zones() -> Iterator[Finding]:
    count = len(available_timezones())
    yield Finding("zones", count > 0, f"{count} time zones known." if count else "None known: pip install tzdata.")


async def _tokens(settings: Settings) -> list[Finding]:
    async with aiohttp.ClientSession(timeout=PATIENCE) as http:
        return [*await _slack(settings, http), *await _discord(settings, http), *await _desk(settings, http)]


async def _slack(settings: Settings, http: aiohttp.ClientSession) -> list[Finding]:
    if settings.slack_bot_token is None:
        half = settings.slack_app_token is not None or settings.slack_signing_secret is not None
        return [Finding("Slack", False if half else None, "SLACK_BOT_TOKEN is not set.")]
    if not settings.slack:
        return [Finding("Slack", False, "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (signed HTTP) too.")]
    found: list[Finding] = []
    token = settings.slack_bot_token.get_secret_value()
    try:
        async with http.post(
            f"{settings.slack_api_url}auth.test", headers={"Authorization": f"Bearer {token}"}
        ) as answer:
            body = await answer.json(content_type=None)
            granted = set(answer.headers.get("x-oauth-scopes", "").split(","))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return [
            Finding("Slack", False, f"{settings.slack_api_url} does not answer. Check the network and SLACK_API_URL.")
        ]
    if not body.get("ok"):
        reason = body.get("error", "refused")
        return [
            Finding("Slack", False, f"SLACK_BOT_TOKEN is refused ({reason}). Install the app again and copy its token.")
        ]
    found.append(Finding("Slack", True, f"signed in to {body.get('team', 'a workspace')} by {settings.slack}."))
    if missing := sorted(set(SCOPES) - granted):
        found.append(
            Finding("Slack scopes", False, f"missing {', '.join(missing)}: update the app from cohort manifest slack.")
        )
    if settings.slack_app_token is not None:
        found.append(await _slack_socket(settings, http, settings.slack_app_token.get_secret_value()))
    return found


async def _slack_socket(settings: Settings, http: aiohttp.ClientSession, token: str) -> Finding:
    headers = {"Authorization": f"Bearer {token}"}
    try:
        async with http.post(f"{settings.slack_api_url}apps.connections.open", headers=headers) as answer:
            body = await answer.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return Finding("Slack Socket Mode", False, "apps.connections.open does not answer. Check the network.")
    if body.get("ok"):
        return Finding("Slack Socket Mode", True, "the app token is accepted.")
    return Finding(
        "Slack Socket Mode",
        False,
        f"SLACK_APP_TOKEN is refused ({body.get('error')}). Make one with connections:write.",
    )


async def _discord(settings: Settings, http: aiohttp.ClientSession) -> list[Finding]:
    if settings.discord_token is None:
        return [Finding("Discord", None, "DISCORD_TOKEN is not set.")]
    headers = {"Authorization": f"Bot {settings.discord_token.get_secret_value()}"}
    try:
        async with http.get(f"{settings.discord_api_url}/users/@me", headers=headers) as answer:
            status, body = answer.status, await answer.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return [
            Finding(
                "Discord", False, f"{settings.discord_api_url} does not answer. Check the network and DISCORD_API_URL."
            )
        ]
    if status != 200:  # noqa: PLR2004 - HTTP's OK
        return [Finding("Discord", False, "DISCORD_TOKEN is refused. Copy it again from the bot's page.")]
    return [Finding("Discord", True, f"signed in as {body.get('username', 'the bot')}.")]


async def _desk(settings: Settings, http: aiohttp.ClientSession) -> list[Finding]:
    """Whether the lead's page is where its links lead to, and whether nothing else of the page is."""
    if not settings.url:
        return [Finding("desk", None, "COHORT_URL is not set: links to the desk open on this machine alone.")]
    status, desk = await _page_at(http, f"{settings.url}/desk")
    if "Cohort" not in desk:
        told = f"answers with {status}" if status else "does not answer"
        return [
            Finding("desk", False, f"{settings.url}/desk {told}. Lead it to the port of cohort web, which must run.")
        ]
    found = [Finding("desk", True, f"{settings.url} leads to it.")]
    if not is_loopback(settings.url):
        chat_status, chat = await _page_at(http, f"{settings.url}/")
        if chat_status == 200 and "Cohort" in chat:  # noqa: PLR2004 - HTTP's OK
            found = [
                Finding("desk", False, f"The chat page answers at {settings.url} too. Pass the Host header on, as is.")
            ]
        if settings.url.startswith("http:"):
            found.append(
                Finding("desk", False, "COHORT_URL starts with http: links and cookies can be read on the way.")
            )
    return found


async def _page_at(http: aiohttp.ClientSession, address: str) -> tuple[int, str]:
    try:
        async with http.get(address, allow_redirects=False) as answer:
            return answer.status, await answer.text(errors="replace")
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return 0, ""
