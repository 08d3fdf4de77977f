"""Commands as short tokens and typed words, and back.

A token says what, never who: identity comes from the platform with each press. It starts with its version, and is at
most 100 characters so that any platform's button can carry it.
"""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from bot.commands import Command, Practise, SetUpGroup, ShowHelp
from bot.errors import BadSetting, StaleToken, UnknownWords
from bot.rules.groups import Role
from bot.rules.naming import clean_words
from bot.usecases import CATALOGUE
from bot.usecases.verb import Verb

PREFIX = "c1:"
"""Every token starts with it. A changed spelling gets a new number, and old ones meet a friendly card."""

LONGEST = 100
_BY_NAME: Mapping[str, Verb] = {verb.name: verb for verb in CATALOGUE}
_BY_COMMAND: Mapping[type[Command], Verb] = {verb.command: verb for verb in CATALOGUE}


_KINDS: Mapping[type[Command], Mapping[str, Any]] = {
    verb.command: typing.get_type_hints(verb.command) for verb in CATALOGUE
}


def verb_of(command: Command) -> Verb:
    """The verb that describes this command."""
    return _BY_COMMAND[type(command)]


def encode(command: Command) -> str:
    """Spell a command as a token.

    Raises:
        ValueError: when it would be longer than 100 characters.
    """
    parts: list[str] = []
    for name in _KINDS[type(command)]:
        value = getattr(command, name)
        match value:
            case bool():
                parts.append("1" if value else "")
            case int():
                parts.append(str(value) if value else "")
            case tuple():
                parts.append(",".join(quote(part, safe="") for part in value))
            case _:
                parts.append(quote(value, safe=""))
    token = PREFIX + ":".join([verb_of(command).name, *parts]).rstrip(":")
    if len(token) > LONGEST:
        raise ValueError(f"a token of {len(token)} characters: {token[:40]}…")
    return token


def decode(token: str, given: Mapping[str, str | tuple[str, ...]] | None = None) -> Command:
    """Read a token, with what people `given` in the fields of a form put in place.

    Raises:
        StaleToken: when the token is of an older version, of no verb, or names a verb of the clock.
    """
    if not token.startswith(PREFIX) or len(token) > LONGEST:
        raise StaleToken
    name, *parts = token.removeprefix(PREFIX).split(":")
    verb = _BY_NAME.get(name)
    if verb is None or verb.by is Role.CLOCK:
        raise StaleToken
    kinds = _KINDS[verb.command]
    if len(parts) > len(kinds):
        raise StaleToken
    if "%00" in token or "\x00" in token:
        raise StaleToken
    values: dict[str, Any] = {}
    for (field, kind), part in zip(kinds.items(), parts + [""] * (len(kinds) - len(parts)), strict=True):
        values[field] = _read(kind, part)
    command: Command = verb.command(**values)
    return fill(command, given) if given else command


def _read(kind: Any, part: str) -> Any:
    if kind is bool:
        return part == "1"
    if kind is int:
        if part and not re.fullmatch(r"-?\d{1,15}", part):
            raise StaleToken
        return int(part or 0)
    if kind is str:
        return unquote(part)
    return tuple(unquote(piece) for piece in part.split(",")) if part else ()


def fill(command: Command, given: Mapping[str, str | tuple[str, ...]]) -> Command:
    """The command with what people gave put in place of its fields; unknown names are left out."""
    kinds = _KINDS[type(command)]
    longest = {f.name: f.metadata.get("longest", 100) for f in dataclasses.fields(command)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in kinds:
            continue
        if kinds[name] is str:
            one = value if isinstance(value, str) else ",".join(value)
            values[name] = clean_words(one, longest=longest[name])
        elif kinds[name] is bool:
            values[name] = value in {"1", "true", "yes", "True"}
        elif kinds[name] is not int:
            many = re.split(r"[,\s]+", value.strip()) if isinstance(value, str) else value
            values[name] = tuple(clean_words(one, longest=longest[name]) for one in many if one)
    return dataclasses.replace(command, **values)  # type: ignore[type-var] # every command is a dataclass


def read_words(words: str, *, default: Command | None = None) -> Command:
    """Read what somebody typed after the slash: a verb, then `name:value` pairs or values in order.

    `quiz 2`, `quiz task:2.3`, `report the key looks wrong`, `setup 09:00 zone:Europe/Berlin`. The last field takes
    all words that are left. Nothing typed means `default`, or help.

    Raises:
        UnknownWords: when there is no such verb.
        BadSetting: when a name is not one of the verb's.
    """
    name, rest = (*words.strip().removeprefix("/").split(maxsplit=1), "", "")[:2]
    if not name:
        return default or ShowHelp()
    verb = _BY_NAME.get(name.lower())
    if verb is None or verb.scope == "hidden":
        raise UnknownWords(f"I do not know “{clean_words(name, longest=30)}”. /help lists everything I can do.")
    return _read_fields(verb, rest.strip())


def _read_fields(verb: Verb, rest: str) -> Command:
    names = [f.name for f in dataclasses.fields(verb.command) if "about" in f.metadata]  # type: ignore[arg-type]
    command: Command = verb.command()
    if not names or not rest:
        return command
    if len(names) == 1 or (not re.search(r"(?:^|\s)\w+:", rest) and verb.command is not SetUpGroup and len(names) < 3):  # noqa: PLR2004
        titled = verb.command is Practise and not rest[0].isdigit()  # a title has several words, an id has one
        values = [rest] if titled else rest.split(maxsplit=len(names) - 1)
        return fill(command, dict(zip(names, values, strict=False)))
    given: dict[str, str] = {}
    current = ""
    prose = {f.name for f in dataclasses.fields(verb.command) if not f.metadata.get("single")}  # type: ignore[arg-type]
    for word in rest.split():
        name, colon, value = word.partition(":")
        if colon and name.lower() in names:
            current = name.lower()
            given[current] = value
        elif colon and name.isalpha():
            raise BadSetting(
                name, f"“{verb.name}” has no “{clean_words(name, longest=20)}”. It has: {', '.join(names)}."
            )
        elif current in prose:
            given[current] = f"{given[current]} {word}".strip()
        else:
            free = next((n for n in names if n not in given), names[-1])
            given[free] = f"{given.get(free, '')} {word}".strip()
    return fill(command, given)
