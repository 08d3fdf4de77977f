"""Inbound: presses, forms and typed words of the page as calls."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4
from zoneinfo import available_timezones

from adapters.web.accounts import COOKIE, Account
from adapters.web.limits import WORDS
from bot.calls import Actor, Call, Place
from bot.commands import Command, Discuss, SetUpGroup
from bot.errors import NotAnAnswer
from bot.wire import decode, read_words

OWN = {"csrf", "token", "call", "session"}
"""Fields of our forms that are not fields of a command."""

PLACE = Place("web", "page", "daily")
"""The one channel of the page."""


def cookie_of(place: Place) -> str:
    """What the cookie of a page is called that shows this place.

    Browsers do not keep apart the cookies of two ports of one machine, so the demo must not write over one's own.
    """
    return COOKIE if place == PLACE else f"{COOKIE}-{place.room}"


def actor_of(account: Account, place: Place, *, manages: bool) -> Actor:
    """The account as the core knows it."""
    return Actor(place.platform, place.space, account.id, account.name, manages=manages, zone=account.zone)


def press_to_command(token: str) -> Command:
    """Read a press of any button."""
    return decode(token)


def fields_to_command(token: str, pairs: Sequence[tuple[str, str]]) -> Command:
    """Read a form that was sent: each field with its values in the order in which they stood on the page.

    Raises:
        NotAnAnswer: when one of several values was left empty, so that the others would take its place.
    """
    given: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if name not in OWN:
            given[name] = (*given.get(name, ()), value)
    if any(len(values) > 1 and not all(values) for values in given.values()):
        raise NotAnAnswer
    single: Mapping[str, str | tuple[str, ...]] = given
    return decode(token, single)


def words_to_command(words: str, session: str) -> Command:
    """Read what was typed: a slash asks for something, anything else is said to everybody."""
    typed = words.strip()
    if typed.startswith("/"):
        command = read_words(re.sub(r"^/cohort\b\s*", "", typed))
        # The page is one room: a group cannot move out of it.
        return replace(command, room="") if isinstance(command, SetUpGroup) else command
    return Discuss(typed[: WORDS + 1], session)


def call(command: Command, by: Actor, place: Place, at: datetime, *, name: str = "") -> Call:
    """A call; `name` is the page's own for something that may be sent again after a fault."""
    return Call(name if re.fullmatch(r"[0-9a-f-]{16,36}", name) else uuid4().hex, command, by, place, at)


def zone_of(typed: str) -> str:
    """The zone a browser names, if there is one of that name."""
    return typed if typed in available_timezones() else ""
