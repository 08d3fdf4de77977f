"""How ready the group is, as a lead may see it: all of it, one member, or a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.cards.group_readiness import Sight, group_card
from bot.cards.member_readiness import member_card, namesakes_card
from bot.cards.model import Card
from bot.cards.readiness_file import file_card
from bot.cards.seen import Seen
from bot.commands import ShowReadiness
from bot.errors import NobodyAgreed, NotInSight
from bot.usecases.assess_members import Assessed
from bot.usecases.in_sight import look
from bot.usecases.mock_history import scores_of
from bot.usecases.report_readiness import report_on
from bot.usecases.verb import Desk, Outcome

CSV = "csv"


def show_readiness(command: ShowReadiness, desk: Desk) -> Outcome:
    """Those who agreed, by name, as of now: an old button or token shows nobody who has changed their mind since.

    Raises:
        NotInSight: when nobody who agreed is meant.
        NobodyAgreed: when a file would be empty.
    """
    sight, known = look(desk, [desk.me.id])
    if command.who:
        found = [one for one in sight.seen if one.id == command.who]
        if not found:
            raise NotInSight
        return Outcome(_report(desk, found[0], sight, known))
    file, typed = command.file.strip(), command.member.strip()
    if file.lower() == CSV and not typed:
        if not sight.seen:
            raise NobodyAgreed
        return Outcome(file_card(sight.seen, desk.today, group=sight.group))
    name = f"{'' if file.lower() == CSV else file} {typed}".strip()  # typed in a row: a name of two words
    if not name:
        return Outcome(group_card(sight))
    found = meant(name, sight.seen)
    if not found:
        raise NotInSight(name)
    if len(found) > 1:
        return Outcome(namesakes_card(name, found, group=sight.group))
    return Outcome(_report(desk, found[0], sight, known))


def meant(typed: str, seen: Sequence[Seen]) -> list[Seen]:
    """Who answers to what was typed: the whole name before a part of it, whatever the case; an id names one alone."""
    wanted = typed.casefold()
    by_id = [one for one in seen if one.id == typed]
    by_name = [one for one in seen if one.name.casefold() == wanted]
    return by_id or by_name or [one for one in seen if wanted in one.name.casefold()]


def _report(desk: Desk, one: Seen, sight: Sight, known: Mapping[str, Assessed]) -> Card:
    one = replace(one, mocks=scores_of(desk, one.id))
    return member_card(report_on(desk, one.id, known[one.id]), one, sight.exam, group=sight.group)
