"""A form opened again with what was given: Discord cannot show a fault inside a form that was sent."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Any, assert_never

from adapters.discord.slash import fields_of
from bot.cards.model import Card, ChooseOne, ChooseSome, Field, Match, Order, Room, Words
from bot.commands import Command
from bot.wire import PREFIX, decode, encode

AGAIN = f"{PREFIX.removesuffix(':')}~"
"""What stands in place of a token's prefix when a press opens the form again instead of sending it."""

LABEL = "Correct it"


def again_token(command: Command) -> str:
    """The custom_id of the button that opens the form again; the last values give way when they have no room."""
    for field in reversed(dataclasses.fields(command)):  # type: ignore[arg-type] # every command is a dataclass
        try:
            return AGAIN + encode(command).removeprefix(PREFIX)
        except ValueError:
            command = replace(command, **{field.name: field.default})  # type: ignore[type-var]
    return AGAIN + encode(command).removeprefix(PREFIX)


def read_again(token: str) -> tuple[Command, Command]:
    """What to ask for so that the form comes, and what was given in it.

    Raises:
        StaleToken: when the token is of an older version.
    """
    given = decode(PREFIX + token.removeprefix(AGAIN))
    empty = {field.name: field.default for field in fields_of(type(given))}
    return replace(given, **empty), given  # type: ignore[type-var] # every command is a dataclass


def filled_in(card: Card, given: Command) -> Card:
    """The card with what was given standing in its form."""
    if card.form is None:
        return card
    fields = tuple(_filled(field, getattr(given, field.name, "")) for field in card.form.fields)
    return replace(card, form=replace(card.form, fields=fields))


def _filled(field: Field, value: Any) -> Field:
    if not value:
        return field
    match field:
        case Words() | ChooseOne() | Room():
            return replace(field, value=value if isinstance(value, str) else ",".join(value))
        case ChooseSome():
            return replace(field, value=value if isinstance(value, tuple) else (value,))
        case Order() | Match():
            return field
        case other:
            assert_never(other)
