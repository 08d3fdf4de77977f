"""A lead asks for a link to the group's page, or ends all of theirs."""

from __future__ import annotations

from datetime import timedelta

from bot.cards.desk_link import desk_ended_card, desk_link_card
from bot.commands import ShowDesk
from bot.errors import BadSetting, NoDesk
from bot.rules.desk_links import MANAGED_LASTS, VISIT_LASTS, DeskLink, digest_of
from bot.rules.groups import Role
from bot.usecases.verb import Desk, Outcome

OFF = "off"


def show_desk(command: ShowDesk, desk: Desk) -> Outcome:
    """Note a fresh link and tell it to the lead alone, or end every link and visit of theirs.

    Raises:
        BadSetting: when something other than off is asked for.
        NoDesk: when the page is served nowhere.
    """
    words = command.link.strip().lower()
    if words == OFF:
        return Outcome(desk_ended_card(end_visits(desk)))
    if words:
        raise BadSetting("link", f"“{command.link}” is not known. Leave it out for a link, or say off to end all.")
    if desk.gate is None:
        raise NoDesk
    way = desk.gate.way(desk.home.id, desk.at)
    managed = desk.me.role < Role.LEAD
    link = DeskLink(desk.home.id, digest_of(way.secret), desk.me.id, desk.at, managed)

    visits = _clear(desk)
    desk.ledger.desk_links.add(link)
    return Outcome(
        desk_link_card(
            way.address,
            until=link.ends_at,
            lasts=(MANAGED_LASTS if managed else VISIT_LASTS) // timedelta(hours=1),
            visits=visits,
            zone=desk.home.zone,
            near=way.near,
        )
    )


def end_visits(desk: Desk) -> int:
    """End every link and visit of the member; how many were of any use still."""
    useful = sum(not link.over_at(desk.at) for link in desk.ledger.desk_links.of_member(desk.home.id, desk.me.id))
    desk.ledger.desk_links.end_all(desk.home.id, desk.me.id)
    return useful


def _clear(desk: Desk) -> int:
    """Delete what is of no use any more; how many visits go on."""
    links = desk.ledger.desk_links.of_member(desk.home.id, desk.me.id)
    for link in links:
        if link.over_at(desk.at):
            desk.ledger.desk_links.end(link.group, link.link)
    return sum(link.visited_at(desk.at) for link in links)
