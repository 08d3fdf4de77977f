"""Slack's events as calls: presses, typed words, sent fields and shortcuts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from adapters.slack.limits import Body, unescape
from adapters.slack.modal import read_fields, recall
from bot.calls import CLOCK, NOWHERE, Actor, Call, Place
from bot.commands import (
    Command,
    ExplainItem,
    LeavePlaces,
    Practise,
    ReportItem,
    ReturnToPlaces,
    SetUpGroup,
    ShowHome,
)
from bot.errors import BadSetting, StaleToken, UnknownWords
from bot.wire import decode, read_words

SLACK = "slack"


def actor_of(body: Body) -> Actor:
    """Who did it; whoever sets a group up becomes its lead. Whether they run the workspace, their profile says."""
    user = body.get("user")
    if isinstance(user, dict):
        return Actor(SLACK, space_of(body), user["id"], user.get("name") or user.get("username") or user["id"])
    account = body.get("user_id") or user or body.get("event", {}).get("user", "")
    return Actor(SLACK, space_of(body), str(account), str(body.get("user_name") or account))


def space_of(body: Body) -> str:
    """The workspace, also where the app was installed for a whole organisation."""
    team = body.get("team") or {}
    user = body.get("user")
    home = user.get("team_id") if isinstance(user, dict) else ""
    return str(body.get("team_id") or team.get("id") or home or "")


def place_of(body: Body, room: str = "") -> Place:
    """Where it happened; a conversation with the bot alone is no room."""
    channel = body.get("channel") or {}
    name = room or str(channel.get("id") or body.get("channel_id") or "")
    return Place(SLACK, space_of(body), "" if name.startswith("D") else name)


def id_of(body: Body) -> str:
    """What names this event, however often it is delivered."""
    return str(body.get("trigger_id") or body.get("event_id") or body.get("view", {}).get("id", ""))


def press_to_call(body: Body, *, at: datetime) -> Call:
    """Read a press of any button on a message, a modal or the home tab.

    Raises:
        Refusal: when the button's token cannot be read any more.
    """
    token = str(body["actions"][0]["action_id"]).partition("#")[0]
    return _call(body, decode(token), at, room=recall(body.get("view") or {}).room)


def words_to_call(body: Body, *, at: datetime) -> Call:
    """Read a slash command: `/cohort` and a verb, or `/quiz`, whose name is the verb.

    Raises:
        Refusal: when there is no such verb, or a setting does not fit.
    """
    words = unescape(str(body.get("text") or ""))
    verb = str(body["command"]).removeprefix("/")
    command = read_words(words if verb == "cohort" else f"{verb} {words}")
    if isinstance(command, SetUpGroup) and command.room:
        command = replace(command, room=_channel(command.room))
    return _call(body, command, at)


def _channel(typed: str) -> str:
    """The id of a channel that was typed: Slack spells one as <#C1|name> where the command asks for it.

    Raises:
        BadSetting: when it is a name only, which Slack gives no id for.
    """
    found = re.fullmatch(r"<#([A-Z0-9]+)(\|[^>]*)?>|([CG][A-Z0-9]+)", typed)
    if found is None:
        raise BadSetting("room", "I cannot find that channel by name. Choose it in the form that /cohort setup opens.")
    return found[1] or found[3]


def fields_to_call(body: Body, *, at: datetime) -> Call:
    """Read a modal that was sent.

    Raises:
        Refusal: when its token cannot be read any more.
    """
    memory, given = recall(body["view"]), read_fields(body["view"])
    so_far = getattr(decode(memory.token), "answer", ())
    if so_far and isinstance(given.get("answer"), tuple):
        given["answer"] = (*so_far, *given["answer"])
    return _call(body, decode(memory.token, given), at, room=memory.room)


def home_to_call(body: Body, *, at: datetime) -> Call:
    """Read the opening of the home tab."""
    return _call(body, ShowHome(), at)


def quiz_to_call(body: Body, *, at: datetime) -> Call:
    """Read the global shortcut that starts a quiz."""
    return _call(body, Practise(), at)


def report_to_call(body: Body, *, at: datetime) -> Call:
    """Read the shortcut on a message that reports its question.

    Raises:
        UnknownWords: when the message holds no question.
    """
    session, item = _asked_on(body)
    return _call(body, ReportItem(session=session, item=item), at)


def explain_to_call(body: Body, *, at: datetime) -> Call:
    """Read the shortcut on a message that asks for the reasons.

    Raises:
        UnknownWords: when the message holds no question.
    """
    return _call(body, ExplainItem(*_asked_on(body)), at)


def removal_to_call(body: Body, *, at: datetime) -> Call:
    """Read that the app was removed from a workspace, or its token revoked there."""
    return Call(id_of(body), LeavePlaces(SLACK, space_of(body)), CLOCK, NOWHERE, at)


def arrival_to_call(team: str, *, at: datetime) -> Call:
    """Tell that the app works in this workspace."""
    return Call(f"arrival-{team}", ReturnToPlaces(SLACK, team), CLOCK, NOWHERE, at)


def _asked_on(body: Body) -> tuple[str, str]:
    """The session and the item of the question that a message holds.

    Raises:
        UnknownWords: when it holds none.
    """
    message = body.get("message") or {}
    named = ((message.get("metadata") or {}).get("event_payload") or {}).get("about", "")
    elements = [one for block in message.get("blocks") or [] for one in block.get("elements") or []]
    actions = [one.get("action_id", "") for one in elements if isinstance(one, dict)]
    for token in [*actions, named]:
        try:
            command = decode(str(token).partition("#")[0])
        except StaleToken:
            continue
        session, item = getattr(command, "session", ""), getattr(command, "item", "")
        if session and item:
            return str(session), str(item)
    raise UnknownWords("That message holds no question. Use the menu on a question that I posted.")


def _call(body: Body, command: Command, at: datetime, *, room: str = "") -> Call:
    return Call(id_of(body), command, actor_of(body), place_of(body, room), at)
