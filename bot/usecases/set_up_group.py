"""A lead binds a place to a pack and a rhythm, or changes the rhythm."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from zoneinfo import available_timezones

from bot.calls import Place
from bot.cards.model import Card
from bot.cards.moving import Stray, moved_card, moving_form, which_group_card
from bot.cards.question import question_card
from bot.cards.trouble import whereabouts
from bot.cards.welcome import (
    DAY_NAMES,
    DAYS,
    FEEDBACKS,
    changed_card,
    ready_card,
    set_up_form,
    timed_card,
)
from bot.commands import NEW_GROUP, SetUpGroup
from bot.errors import BadSetting, ChangedSince
from bot.ports import Home
from bot.rules.groups import Group, Member, Rhythm, Role
from bot.rules.naming import clean_name, stable_id
from bot.rules.packs import Pack
from bot.rules.sessions import session_id
from bot.rules.timetable import by_hand
from bot.usecases.foot import foot_of
from bot.usecases.open_mock import restart
from bot.usecases.open_session import bring_open_ones, slots_ahead, upcoming
from bot.usecases.read_hours import read_days, read_hour
from bot.usecases.set_brief import restart_briefs
from bot.usecases.take_along import movable
from bot.usecases.verb import Desk, Outcome

SHORTEST_OPEN = 60
"""Minutes a question is open at the least."""


def set_up_group(command: SetUpGroup, desk: Desk) -> Outcome:
    """Ask which group is meant, or for the settings; or check them all, keep them, and show what comes.

    Raises:
        ChangedSince: when the group that was chosen cannot come along any more.
        BadSetting: naming the field that does not fit.
    """
    if desk.group is None and not command.group and (strays := movable(desk.ledger, desk.call)):
        return Outcome(which_group_card([_stray(desk, *stray) for stray in strays], may_found=_may_found(desk)))
    if command.group and command.group != (desk.group.id if desk.group else NEW_GROUP):
        raise ChangedSince
    coming = _coming_along(desk)
    if not command.time:
        form = _form(replace(command, group=coming.id) if coming else command, desk)
        return Outcome(moving_form(form, may_found=_may_found(desk)) if coming else form)
    place = _place(command, desk)
    pack, group, rhythm = read_settings(command, desk, place)

    desk.ledger.groups.save(group)
    desk.ledger.groups.move(group.id, place)
    after = replace(desk, group=group, member=_lead(desk, group))
    slot = next(slots_ahead(after, rhythm))
    desk.ledger.groups.keep_rhythm(rhythm, None if rhythm.paused else slot.opens_at)
    restart(after)
    restart_briefs(after)
    bring_open_ones(after, place)

    item = upcoming(after, slot.day.isoformat())
    preview = question_card(
        item,
        session="preview",
        foot=foot_of(desk.bank, group, item),
        closes_at=slot.closes_at,
        zone=group.zone,
        answered=0,
    )
    days = ", ".join(DAY_NAMES[day] for day in sorted(rhythm.days))
    opens_at = None if rhythm.paused else slot.opens_at
    here = desk.call.place.room in {"", place.room}
    named = "" if here else group.id
    ready = ready_card(pack, opens_at=opens_at, days=days, zone=group.zone, preview=preview, group=named)
    if len(pack.exam.timers) > 1 and str(group.timer) != _asked_timer(command, desk, group):
        ready = timed_card(ready, pack.exam, group.timer)
    if coming:
        return Outcome(moved_card(ready, place.room))
    return Outcome(ready if desk.group is None else changed_card(ready, asked=_asked_today(after, rhythm)))


def _form(command: SetUpGroup, desk: Desk) -> Card:
    """The form, with a word about a pack that is not there."""
    packs, wanted = desk.bank.packs, _present(command, desk)
    if wanted.pack in packs:
        return set_up_form(wanted, tuple(packs.values()))
    chosen = desk.group.pack if desk.group is not None and desk.group.pack in packs else _first(desk)
    form = _timed(replace(wanted, pack=chosen), desk)
    return set_up_form(form, tuple(packs.values()), fault=_no_pack(wanted.pack, desk), field="pack")


def _first(desk: Desk) -> str:
    """The first pack that has something to ask."""
    packs = desk.bank.packs.values()
    return next(pack.id for pack in (*(pack for pack in packs if pack.live), *packs))


def _no_pack(name: str, desk: Desk) -> str:
    return f"There is no pack “{name}”. Choose one of {', '.join(desk.bank.packs)}."


def _asked_timer(command: SetUpGroup, desk: Desk, group: Group) -> str:
    return command.timer or str(group.timer if desk.group is None else desk.group.timer)


def _asked_today(desk: Desk, rhythm: Rhythm) -> bool:
    """Whether a question posted by hand now would find today's place taken."""
    today = session_id(desk.home.id, "daily", by_hand(rhythm, desk.home.zone, desk.at).day)
    return desk.ledger.sessions.load(desk.home.id, today) is not None


def _coming_along(desk: Desk) -> Group | None:
    """The group, where it lives in another room than the one its set-up was asked for in."""
    here = desk.call.place
    return desk.group if here.room and desk.ledger.groups.at(here) is None else None


def _may_found(desk: Desk) -> bool:
    return desk.call.by.manages is not False


def _stray(desk: Desk, group: Group, home: Home) -> Stray:
    pack = desk.bank.packs.get(group.pack)
    return Stray(
        group.id,
        pack.exam.code if pack is not None else group.pack,
        whereabouts(home.place, desk.call.place),
        len(desk.ledger.groups.members(group.id)),
        desk.ledger.deliveries.touched(home.place),
        group.zone,
    )


def _present(command: SetUpGroup, desk: Desk) -> SetUpGroup:
    """What the form starts from: what was typed, else the group's present settings, else the usual."""
    usual = SetUpGroup(
        time="09:00",
        zone=desk.call.by.zone or "UTC",
        days=DAYS[:5],
        closes="17:00",
        feedback="at_once",
        pack=_first(desk),
        timer="",
        room=desk.call.place.room,
    )
    if desk.group is not None:
        rhythm = desk.rhythm
        here = desk.call.place
        homes = (home.place for home in desk.ledger.groups.homes(desk.group.id) if not here.room)
        usual = replace(usual, room=next((home.room for home in homes if home.platform == here.platform), here.room))
        usual = replace(
            usual,
            time=f"{rhythm.opens:%H:%M}",
            zone=desk.group.zone,
            days=tuple(DAYS[day] for day in sorted(rhythm.days)),
            closes=f"{rhythm.closes:%H:%M}",
            feedback=desk.group.feedback,
            pack=desk.group.pack,
            timer=str(desk.group.timer),
        )
    wanted = SetUpGroup(*(getattr(command, name) or getattr(usual, name) for name in SetUpGroup.__dataclass_fields__))
    return _timed(wanted, desk)


def _timed(wanted: SetUpGroup, desk: Desk) -> SetUpGroup:
    """With the first timer of the exam where none is set, or one of another exam: a form offers those of one alone."""
    pack = desk.bank.packs.get(wanted.pack)
    if pack is None or wanted.timer in _timers(pack):
        return wanted
    others = {"" if desk.group is None else str(desk.group.timer)}.union(*map(_timers, desk.bank.packs.values()))
    return replace(wanted, timer=next(iter(_timers(pack)))) if wanted.timer in {"", *others} else wanted


def _timers(pack: Pack) -> dict[str, int]:
    return {str(timer.minutes): timer.minutes for timer in pack.exam.timers}


def read_settings(command: SetUpGroup, desk: Desk, place: Place) -> tuple[Pack, Group, Rhythm]:
    """The pack, the group and the rhythm that the settings describe; what is left out stays, or is as usual.

    Raises:
        BadSetting: naming the field that does not fit.
    """
    wanted = _present(command, desk)
    pack = desk.bank.packs.get(wanted.pack)
    if pack is None:
        raise BadSetting("pack", _no_pack(wanted.pack, desk))
    if not pack.live:
        promote = "Who runs Cohort can promote some; content/README.md says how."
        raise BadSetting("pack", f"The pack {pack.id} has no live question yet, so there is nothing to ask. {promote}")
    zones = {zone.lower(): zone for zone in available_timezones()}
    zone = zones.get(wanted.zone.strip().lower().replace(" ", "_"))
    if zone is None:
        raise BadSetting(
            "zone", f"“{wanted.zone}” is not a time zone I know. Use its IANA name, such as Europe/Berlin."
        )
    opens, closes = read_hour("time", wanted.time), read_hour("closes", wanted.closes)
    lasts = (closes.hour * 60 + closes.minute - opens.hour * 60 - opens.minute) % 1440 or 1440
    if lasts < SHORTEST_OPEN:
        raise BadSetting(
            "closes", f"That leaves {lasts} minutes to answer. Close at least an hour after {opens:%H:%M}."
        )
    timers = _timers(pack)
    if wanted.timer not in timers:
        raise BadSetting(
            "timer", f"“{wanted.timer}” is not a timer of {pack.exam.code}. Choose {' or '.join(timers)} minutes."
        )
    feedback = next((name for name in FEEDBACKS if name == wanted.feedback.lower()), None)
    if feedback not in {"at_once", "at_close"}:
        raise BadSetting("feedback", f"“{wanted.feedback}” is not a policy. Choose at_once or at_close.")
    identity = desk.group.id if desk.group else _free_id(desk, place)
    group = Group(
        id=identity,
        pack=pack.id,
        zone=zone,
        feedback="at_close" if feedback == "at_close" else "at_once",
        timer=timers[wanted.timer],
        created_at=desk.group.created_at if desk.group else desk.at,
    )
    paused = desk.group is not None and desk.rhythm.paused
    return pack, group, Rhythm(identity, opens, closes, read_days("days", wanted.days), paused)


def _free_id(desk: Desk, place: Place) -> str:
    """An id for a new group: of its first place, and of a number where a group that moved on was founded there."""
    for number in count():
        identity = stable_id("group", place.platform, place.space, place.room, *([str(number)] if number else []))
        if desk.ledger.groups.load(identity) is None:
            return identity
    raise AssertionError  # counting has no end


def _place(command: SetUpGroup, desk: Desk) -> Place:
    """Where the group shall live: the room asked for, or here.

    Raises:
        BadSetting: when no room is named in a private conversation, or another group lives there.
    """
    place = desk.call.place
    if command.room:
        place = replace(place, room=command.room)
    if not place.room:
        raise BadSetting("room", "Choose the channel to post in.")
    other = desk.ledger.groups.at(place)
    if other is not None and (desk.group is None or other.id != desk.group.id):
        raise BadSetting("room", "Another study group lives in that channel. Choose a different one.")
    return place


def _lead(desk: Desk, group: Group) -> Member:
    """The one who set the group up, as a lead of it."""
    by = desk.call.by
    identity = stable_id("member", group.id, by.platform, by.space, by.id)
    member = desk.ledger.groups.join(by, Member(group.id, identity, clean_name(by.name), Role.LEAD, desk.at))
    if member.role < Role.LEAD:
        member = replace(member, role=Role.LEAD)
        desk.ledger.groups.keep_member(member)
    return member
