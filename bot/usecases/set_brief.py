"""The Monday brief: a lead asks for it, turns it off or reads it now; and the clock writes down what is to be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.calls import Place
from bot.cards.brief import setting_card
from bot.cards.model import Card
from bot.cards.trouble import refusal_card
from bot.commands import SetBrief, StopBriefs, WriteBrief
from bot.errors import BadSetting, Refusal
from bot.ports import Delivery
from bot.ports.briefs import Reader
from bot.rules.briefs import brief_due, monday_of, next_brief
from bot.rules.groups import Role
from bot.rules.naming import stable_id
from bot.usecases.compose_brief import brief_for
from bot.usecases.hand_out import Form, choose_ahead, hand_out
from bot.usecases.read_hours import read_hour
from bot.usecases.verb import Desk, Outcome

NOW = "now"
WORDS = ("on", "off", NOW)


def brief_ahead(command: SetBrief, desk: Desk) -> Form | None:
    """Choose the session's questions, where this week's brief is read now and none are noted."""
    return _chosen(desk, monday_of(desk.today)) if desk.group and _words(command)[0] == NOW else None


def write_ahead(command: WriteBrief, desk: Desk) -> Form | None:
    """Choose the session's questions, where this reader's brief is due and none are noted."""
    reader = desk.ledger.briefs.of(command.group, command.member) if desk.group else None
    monday = None if reader is None else brief_due(reader.hour, desk.home.zone, desk.at)
    if monday is None or desk.rhythm.paused:
        return None
    try:
        return _chosen(desk, monday)
    except Refusal:
        return None  # it is met again, and told, where the brief is written


def _chosen(desk: Desk, monday: date) -> Form | None:
    return None if monday in desk.ledger.briefs.handed_out(desk.home.id) else choose_ahead(desk, monday)


def show_brief(command: SetBrief, desk: Desk) -> Card | None:
    """This week's brief, where it is read now."""
    if _words(command)[0] != NOW:
        return None
    return brief_for(desk, monday_of(desk.today), desk.me.id, desk.call.by)


def set_brief(command: SetBrief, desk: Desk) -> Outcome:
    """Show how it stands, turn it on at an hour or off, or read this week's here.

    Raises:
        BadSetting: when it is none of these, or no hour.
    """
    wanted, hour = _words(command)
    if wanted and wanted not in WORDS:
        raise BadSetting("wanted", f"“{command.wanted}” is none of on, off and now. Write /cohort brief on, say.")
    group, me = desk.home, desk.me
    present = desk.ledger.briefs.of(group.id, me.id)
    wanted = wanted or ("on" if hour else "")
    if wanted == NOW:
        hand_out(desk, monday_of(desk.today), desk.ahead)
        return Outcome()
    if wanted == "off":
        return stop_briefs(StopBriefs(group.id), desk)
    if wanted == "on":
        usual = present or Reader(group.id, me.id, desk.call.place, desk.call.by.id)
        keep(desk, replace(_here(desk, usual), hour=read_hour("time", hour) if hour else usual.hour))
    reader = desk.ledger.briefs.of(group.id, me.id)
    next_at = None if reader is None else next_brief(reader.hour, group.zone, desk.at)
    return Outcome(setting_card(next_at, group.zone, group=group.id, saved=bool(wanted)))


def _words(command: SetBrief) -> tuple[str, str]:
    wanted, hour = command.wanted.strip().lower(), command.time.strip()
    if wanted[:1].isdigit() and not hour:
        return "on", wanted  # typed alone: /cohort brief 07:30
    return wanted, hour


def stop_briefs(_command: StopBriefs, desk: Desk) -> Outcome:
    """No more briefs for whoever presses it, also for who is no lead any more."""
    desk.ledger.briefs.drop(desk.home.id, desk.me.id)
    return Outcome(setting_card(None, desk.home.zone, group=desk.home.id, saved=True))


def _here(desk: Desk, reader: Reader) -> Reader:
    """The reader, told where they asked last: in private, by the account they used."""
    place, role = desk.call.place, desk.me.role
    seat = Place(place.platform, place.space, "")
    return replace(reader, seat=seat, account=desk.call.by.id, manages=role < Role.LEAD)


def keep(desk: Desk, reader: Reader) -> None:
    """Keep a reader with the instant of their next brief."""
    desk.ledger.briefs.keep(reader, next_brief(reader.hour, desk.home.zone, desk.at))


def restart_briefs(desk: Desk) -> None:
    """Let every brief of the group come at its hour in the zone that the group has now."""
    for reader in desk.ledger.briefs.of_group(desk.home.id):
        keep(desk, reader)


def write_brief(command: WriteBrief, desk: Desk) -> Outcome:
    """Write down one lead's brief, once for each Monday; who lost the right to it gets none any more."""
    if desk.group is None or (reader := desk.ledger.briefs.of(command.group, command.member)) is None:
        return Outcome()
    member = desk.ledger.groups.members(command.group).get(command.member)
    if member is None or not (member.role >= Role.LEAD or reader.manages):
        desk.ledger.briefs.drop(command.group, command.member)
        return Outcome()
    keep(desk, reader)
    monday = brief_due(reader.hour, desk.home.zone, desk.at)
    if monday is None or desk.rhythm.paused or desk.is_gone_from(reader.seat):
        return Outcome()
    try:
        hand_out(desk, monday, desk.ahead)
    except Refusal as refusal:
        # Raised further it would take back the note of the next one, and every beat would try again.
        return Outcome(refusal_card(refusal))
    key = stable_id("brief", command.member, monday.isoformat())
    about = monday.isoformat()
    desk.ledger.deliveries.add(
        Delivery(command.group, key, "brief", reader.seat, about, desk.at, account=reader.account)
    )
    return Outcome()
