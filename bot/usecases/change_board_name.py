"""A member chooses how the board shows them: by name, by an alias, or not at all."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.member import SHOWS, board_name_card, board_name_form
from bot.commands import ChangeBoardName
from bot.errors import BadSetting
from bot.rules.naming import clean_name
from bot.usecases.verb import Desk, Outcome


def change_board_name(command: ChangeBoardName, desk: Desk) -> Outcome:
    """Ask for the choice, or keep it."""
    if not command.show and not command.alias:
        return Outcome(board_name_form(desk.me))
    show = next((name for name in SHOWS if name == (command.show or "alias").lower()), None)
    if show is None:
        raise BadSetting("show", f"“{command.show}” is not one of name, alias, hidden. Choose one of them.")
    alias = clean_name(command.alias) if command.alias else desk.me.alias
    if show == "alias" and not alias:
        raise BadSetting("alias", "An alias is missing. Type the one you want to be shown by.")
    member = replace(desk.me, show=show, alias=alias)

    desk.ledger.groups.keep_member(member)
    return Outcome(board_name_card(member))
