"""What Discord tells us, read into calls as it comes: presses, typed commands, filled-in forms, menus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from adapters.discord.correct import AGAIN, read_again
from adapters.discord.modal import given_in, next_step
from adapters.discord.render import FOLDED
from adapters.discord.slash import EXPLAIN_MENU, LEAD_COMMAND, REPORT_MENU
from bot.calls import CLOCK, NOWHERE, Actor, Call, Place
from bot.commands import Command, ExplainItem, LeavePlaces, ReportItem, ReturnToPlaces, SeeSpaces
from bot.errors import StaleToken, UnknownWords
from bot.usecases import CATALOGUE
from bot.usecases.verb import Verb
from bot.wire import PREFIX, decode, fill

if TYPE_CHECKING:
    import discord

PLATFORM = "discord"
Payload = Mapping[str, Any]
Event = Payload
"""What somebody did, as the gateway tells it; the library's own values would hold all of the message it came from."""

WORDS, PRESS, TYPING, FORM = 2, 3, 4, 5
"""The sorts of event: a command, a press, an option being typed, a form that was sent."""

THREADS = frozenset({10, 11, 12})
PRIVATE = 1 << 6
MANAGE_GUILD = 1 << 5
BY_NAME: Mapping[str, Verb] = {verb.name: verb for verb in CATALOGUE if verb.scope != "hidden"}


def actor_of(event: Event) -> Actor:
    """Who it was; one account on all servers and in private."""
    member: Payload | None = event.get("member")
    person: Payload = event["user"] if member is None else member["user"]
    named = (member.get("nick") if member is not None else "") or person.get("global_name") or person["username"]
    manages = member is not None and bool(int(member["permissions"]) & MANAGE_GUILD)
    return Actor(PLATFORM, "", str(person["id"]), str(named), manages=manages)


def place_of(event: Event) -> Place:
    """Where it was; a thread belongs to its channel, and a server that has not invited us is as private as an inbox."""
    guild = event.get("guild_id")
    if guild is None or event.get("authorizing_integration_owners", {}).get("0") != guild:
        return Place(PLATFORM, "", "")
    channel = event["channel"]
    room = channel["parent_id"] if channel["type"] in THREADS else channel["id"]
    return Place(PLATFORM, str(guild), str(room))


def call_of(event: Event, command: Command, *, at: datetime) -> Call:
    """The command with who, where and when."""
    return Call(str(event["id"]), command, actor_of(event), place_of(event), at)


def data_of(event: Event) -> Payload:
    """The event's own data."""
    return cast("Payload", event.get("data") or {})


def is_from_private(event: Event) -> bool:
    """Whether it was done on a message that only this person sees."""
    message: Payload = event.get("message") or {}
    return bool(message.get("flags", 0) & PRIVATE)


def given_before(event: Event) -> Command | None:
    """What was given in a form that a press opens again; None for any other event.

    Raises:
        StaleToken: when the control is of an older version.
    """
    token = str(data_of(event).get("custom_id", ""))
    return read_again(token)[1] if token.startswith(AGAIN) else None


def press_to_call(event: Event, *, at: datetime) -> Call:
    """Read a press of any control on any card.

    Raises:
        StaleToken: when the control is of an older version.
    """
    data = data_of(event)
    token, values = str(data["custom_id"]), tuple(map(str, data.get("values") or ()))
    if token == FOLDED:
        if not values:
            raise StaleToken
        token, values = values[0], ()
    command = read_again(token)[0] if token.startswith(AGAIN) else decode(token)
    return call_of(event, next_step(command, values) if values else command, at=at)


def fields_to_call(event: Event, *, at: datetime) -> Call:
    """Read a form that was filled in.

    Raises:
        StaleToken: when the form is of an older version.
    """
    data = data_of(event)
    return call_of(event, decode(str(data["custom_id"]), given_in(data["components"])), at=at)


def words_to_call(event: Event, *, at: datetime) -> Call:
    """Read a slash command with its options.

    Raises:
        UnknownWords: when there is no such verb any more.
    """
    verb, options = spoken(data_of(event))
    given = {str(option["name"]): said(option["value"]) for option in options}
    return call_of(event, fill(verb.command(), given), at=at)


def spoken(data: Payload) -> tuple[Verb, Sequence[Payload]]:
    """The verb of a slash command, and its options.

    Raises:
        UnknownWords: when there is no such verb.
    """
    name, options = str(data["name"]), cast("Sequence[Payload]", data.get("options") or ())
    if name == LEAD_COMMAND and options:
        name, options = str(options[0]["name"]), cast("Sequence[Payload]", options[0].get("options") or ())
    if name not in BY_NAME:
        raise UnknownWords
    return BY_NAME[name], options


def said(value: object) -> str:
    """The value of an option as words."""
    return ("1" if value else "") if isinstance(value, bool) else str(value)


def menu_to_call(event: Event, *, at: datetime) -> Call:
    """Read a press in a message's menu: report or explain the question that this message holds.

    Raises:
        UnknownWords: when the message holds no question.
    """
    data = data_of(event)
    message = data["resolved"]["messages"][data["target_id"]]
    if data["name"] not in {REPORT_MENU, EXPLAIN_MENU}:
        raise UnknownWords
    for token in tokens(message.get("components") or ()):
        command = decode(token)
        if item := getattr(command, "item", ""):
            session = getattr(command, "session", "")
            explains = data["name"] == EXPLAIN_MENU
            wanted = ExplainItem(session, item) if explains else ReportItem(session=session, item=item)
            return call_of(event, wanted, at=at)
    raise UnknownWords("That message holds no question. Use the menu on a question that I posted.")


def removal_to_call(guild: discord.Guild, *, at: datetime) -> Call:
    """Read that we were removed from a server."""
    return Call(f"removal-{guild.id}", LeavePlaces(PLATFORM, str(guild.id)), CLOCK, NOWHERE, at)


def arrival_to_call(guild: discord.Guild, *, at: datetime) -> Call:
    """Read that we were invited to a server."""
    return Call(f"arrival-{guild.id}", ReturnToPlaces(PLATFORM, str(guild.id)), CLOCK, NOWHERE, at)


def guilds_to_call(guilds: Sequence[discord.Guild], *, at: datetime) -> Call:
    """Read which servers we are in, those that are unavailable included."""
    return Call("guilds", SeeSpaces(PLATFORM, tuple(str(guild.id) for guild in guilds)), CLOCK, NOWHERE, at)


def tokens(components: Sequence[Payload]) -> Iterator[str]:
    """The tokens of all controls on a message, in reading order."""
    for part in components:
        if str(part.get("custom_id", "")).startswith(PREFIX):
            yield str(part["custom_id"])
        yield from tokens(part.get("components") or ())
