"""Discord's events read as they come: who it was, where, and on whose message."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.discord.inbound import MANAGE_GUILD, actor_of, is_from_private, place_of
from bot.calls import Actor, Place

USER = {"id": "7", "username": "maya_lin", "global_name": "Maya"}
ROOM = {"id": "2", "type": 0, "parent_id": "9"}
THREAD = {"id": "3", "type": 11, "parent_id": "2"}
INVITED = {"0": "1"}


def event(**more: Any) -> dict[str, Any]:
    """A press in a server that has invited us."""
    usual = {"id": "5", "guild_id": "1", "channel": ROOM, "authorizing_integration_owners": INVITED}
    return {**usual, "member": member(), **more}


def member(**more: Any) -> dict[str, Any]:
    """Maya, who may not manage the server."""
    return {"user": USER, "nick": None, "permissions": "2048", **more}


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (event(), "Maya"),
        (event(member=member(nick="Captain")), "Captain"),
        (event(member=member(user=USER | {"global_name": None})), "maya_lin"),
        ({"user": USER}, "Maya"),
    ],
)
def test_people_are_called_what_they_are_called_there(given: dict[str, Any], named: str) -> None:
    actor = actor_of(given)
    assert (actor.platform, actor.space, actor.id, actor.name) == ("discord", "", "7", named)


@pytest.mark.parametrize(("permissions", "manages"), [(2048, False), (MANAGE_GUILD, True), ((1 << 53) - 1, True)])
def test_who_may_manage_the_server_manages(permissions: int, manages: bool) -> None:
    assert actor_of(event(member=member(permissions=str(permissions)))).manages is manages


def test_in_private_nobody_manages() -> None:
    assert actor_of({"user": USER}) == Actor("discord", "", "7", "Maya", manages=False)


@pytest.mark.parametrize(
    ("given", "room"),
    [
        (event(), "2"),
        (event(channel=THREAD), "2"),
        (event(channel=THREAD | {"type": 12}), "2"),
        (event(authorizing_integration_owners={"1": "7"}), None),
        (event(authorizing_integration_owners={"0": "4", "1": "7"}), None),
        ({"user": USER, "channel": {"id": "6", "type": 1}, "authorizing_integration_owners": {"0": "0"}}, None),
    ],
)
def test_a_thread_is_its_channel_and_what_nobody_invited_is_private(given: dict[str, Any], room: str | None) -> None:
    assert place_of(given) == (Place("discord", "", "") if room is None else Place("discord", "1", room))


@pytest.mark.parametrize(
    ("message", "private"), [({}, False), ({"message": {"flags": 1 << 15}}, False), ({"message": {"flags": 64}}, True)]
)
def test_a_message_that_one_person_sees_is_told_by_its_flag(message: dict[str, Any], private: bool) -> None:
    assert is_from_private(event(**message)) is private
