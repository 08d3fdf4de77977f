"""The catalogue as Discord's commands: verbs of members at the top, verbs of leads under /cohort, and two menus."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Sequence
from typing import Any

from adapters.discord.limits import COMMAND_TEXT, shorten
from bot.commands import Command, ShowStandings
from bot.usecases.verb import Verb

CHAT, MESSAGE_MENU = 1, 3
SUBCOMMAND, TEXT, NUMBER, FLAG, ROOM = 1, 3, 4, 5, 7
TEXT_ROOM, NEWS_ROOM = 0, 5
IN_SERVER, IN_INBOX, ELSEWHERE = 0, 1, 2
FOR_SERVER, FOR_PERSON = 0, 1
MANAGE_GUILD = 1 << 5
LEAD_COMMAND = "cohort"
REPORT_MENU = "Report this question"
EXPLAIN_MENU = "Explain this question"

PERMISSIONS = (1 << 10) | (1 << 11) | (1 << 14) | (1 << 15) | (1 << 35) | (1 << 38)
"""View channels, send messages, embed links, attach files, create public threads, send messages in threads; no more.

Without the right to attach files, figures are said in words."""

EVERYWHERE = {"contexts": [IN_SERVER, IN_INBOX, ELSEWHERE], "integration_types": [FOR_SERVER, FOR_PERSON]}
SERVER_ONLY = {"contexts": [IN_SERVER], "integration_types": [FOR_SERVER]}
KINDS: dict[Any, int] = {bool: FLAG, int: NUMBER}

Spelled = dict[str, Any]


def commands(catalogue: Sequence[Verb]) -> list[Spelled]:
    """Everything to be registered, replaced as a whole at each start."""
    mine = [verb for verb in catalogue if verb.scope == "member"]
    leads = [verb for verb in catalogue if verb.scope == "lead"]
    return [
        *({"type": CHAT, **_named(verb), **_where(verb)} for verb in mine),
        {
            "type": CHAT,
            "name": LEAD_COMMAND,
            "description": "Set up and look after this channel’s study group",
            "options": [{"type": SUBCOMMAND, **_named(verb)} for verb in leads],
            "default_member_permissions": str(MANAGE_GUILD),
            **SERVER_ONLY,
        },
        *({"type": MESSAGE_MENU, "name": menu, **EVERYWHERE} for menu in (REPORT_MENU, EXPLAIN_MENU)),
    ]


def _where(verb: Verb) -> Spelled:
    """A board is of one server; everything else a member does also works in private."""
    return SERVER_ONLY if verb.command is ShowStandings else EVERYWHERE


def _named(verb: Verb) -> Spelled:
    options = sorted(fields_of(verb.command), key=lambda field: not field.metadata["required"])
    kinds = typing.get_type_hints(verb.command)
    return {
        "name": verb.name,
        "description": shorten(verb.summary, COMMAND_TEXT),
        "options": [_option(field, kinds[field.name]) for field in options],
    }


def fields_of(command: type[Command]) -> tuple[dataclasses.Field[Any], ...]:
    """The fields of a command that people fill in."""
    every = dataclasses.fields(command)  # type: ignore[arg-type] # every command is a dataclass
    return tuple(field for field in every if "about" in field.metadata)


def _option(field: dataclasses.Field[Any], kind: Any) -> Spelled:
    told = field.metadata
    option: Spelled = {"name": field.name, "description": shorten(told["about"], COMMAND_TEXT), "type": TEXT}
    if told["required"]:
        option["required"] = True
    if told["choices"] == "room":
        return {**option, "type": ROOM, "channel_types": [TEXT_ROOM, NEWS_ROOM]}
    if kind in KINDS:
        return {**option, "type": KINDS[kind]}
    if told["choices"]:
        option["autocomplete"] = True
    return {**option, "max_length": told["longest"]}


def invite_url(application: int) -> str:
    """The address where a server's manager adds the bot."""
    scope = "scope=bot+applications.commands"
    return f"https://discord.com/oauth2/authorize?client_id={application}&permissions={PERMISSIONS}&{scope}"
