"""The weekly mock: it opens at its hour, and a lead sets when that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.cards.invitation import between, mocks_card, mocks_form
from bot.cards.trouble import refusal_card
from bot.cards.welcome import DAYS
from bot.commands import OpenMock, SetMocks
from bot.errors import BadSetting, NoMockForm, Refusal
from bot.rules.attempts import minutes_for
from bot.rules.forms import short_length
from bot.rules.mock_rhythms import LONGEST, SHORTEST, MockRhythm, lengths, mock_due, next_mock
from bot.rules.packs import Exam
from bot.rules.timetable import LEAST_OPEN, Slot
from bot.usecases.draw_mock import weekly
from bot.usecases.fall_short import tell_leads
from bot.usecases.open_session import announce
from bot.usecases.read_hours import read_days, read_hour
from bot.usecases.verb import Desk, Outcome


def open_mock(_command: OpenMock, desk: Desk) -> Outcome:
    """Open the slot that has struck, if there is still time to take it, and note when the next one comes.

    Where there is nothing to ask the leads are told, once.
    """
    rhythm = desk.ledger.mocks.rhythm(desk.home.id)
    if rhythm is None:
        return Outcome()
    paused = desk.rhythm.paused

    if not desk.ledger.mocks.move_on(desk.home.id, desk.at, _coming(desk, rhythm)):
        return Outcome()
    try:
        slot = None if paused else mock_due(rhythm, desk.home.zone, desk.at, needed=_needed(desk, rhythm))
        if slot is not None:
            _open(desk, rhythm, slot)
    except NoMockForm as nothing:
        tell_leads(desk, nothing.lack)
        return Outcome(refusal_card(nothing))
    except Refusal as refusal:
        # Raised further it would take back the note of the next slot, and every beat would try again.
        return Outcome(refusal_card(refusal))
    return Outcome()


def _needed(desk: Desk, rhythm: MockRhythm) -> timedelta:
    exam = desk.pack.exam
    minutes = minutes_for(exam, desk.home.timer, short_length(exam, rhythm.length))
    return max(LEAST_OPEN, timedelta(minutes=minutes))


def _open(desk: Desk, rhythm: MockRhythm, slot: Slot) -> None:
    homes = [home for home in desk.ledger.groups.homes(desk.home.id) if home.left_at is None]
    if not homes:
        return
    session = weekly(desk, rhythm, slot)
    if desk.ledger.sessions.add(session):
        for home in homes:
            announce(desk, session, home.place)


def keep(desk: Desk, rhythm: MockRhythm) -> datetime | None:
    """Keep the rhythm with its next slot from now on; that slot's instant, or None while off or paused."""
    next_at = _coming(desk, rhythm)
    desk.ledger.mocks.keep_rhythm(rhythm, next_at)
    return next_at


def _coming(desk: Desk, rhythm: MockRhythm) -> datetime | None:
    slot = None if desk.rhythm.paused else next_mock(rhythm, desk.home.zone, desk.at)
    return None if slot is None else slot.opens_at


def restart(desk: Desk) -> None:
    """Let the weekly mock come again from its next slot, after a pause or a change of zone; a first one is on."""
    keep(desk, desk.ledger.mocks.rhythm(desk.home.id) or MockRhythm(desk.home.id))


def set_mocks(command: SetMocks, desk: Desk) -> Outcome:
    """Ask when the weekly mock shall come, or check it all and keep it.

    Raises:
        BadSetting: naming the field that does not fit.
    """
    # Nothing comes to a group that was never given a rhythm: it is off until a lead saves one.
    present, exam = desk.ledger.mocks.rhythm(desk.home.id) or MockRhythm(desk.home.id, on=False), desk.pack.exam
    if not any((command.day, command.time, command.until, command.closes, command.length)):
        asked, coming = _spelled(present, exam), _coming(desk, present)
        return Outcome(mocks_form(asked, lengths=lengths(exam.questions), next_at=coming, zone=desk.home.zone))
    rhythm = _read(command, present, exam)
    open_for = rhythm.minutes_open
    needed = int(_needed(desk, rhythm).total_seconds() // 60)
    if rhythm.on and open_for < needed:
        raise BadSetting("closes", f"That leaves {open_for} minutes; taking it needs {needed}. Close it later.")

    next_at = keep(desk, rhythm)
    length, paused = short_length(exam, rhythm.length), rhythm.on and desk.rhythm.paused
    return Outcome(mocks_card(next_at=next_at, length=length, zone=desk.home.zone, paused=paused))


def _spelled(rhythm: MockRhythm, exam: Exam) -> SetMocks:
    return SetMocks(
        day=DAYS[rhythm.weekday] if rhythm.on else "off",
        time=f"{rhythm.opens:%H:%M}",
        until=DAYS[rhythm.closing_weekday],
        closes=f"{rhythm.closes:%H:%M}",
        length=str(short_length(exam, rhythm.length)),
    )


def _read(command: SetMocks, present: MockRhythm, exam: Exam) -> MockRhythm:
    if command.day.lower() == "off":
        return replace(present, on=False)
    return MockRhythm(
        present.group,
        _weekday("day", command.day, present.weekday),
        _hour("time", command.time, present.opens),
        _weekday("until", command.until, present.closing_weekday),
        _hour("closes", command.closes, present.closes),
        _length(command.length.strip(), exam) if command.length.strip() else present.length,
    )


def _length(words: str, exam: Exam) -> int:
    fewest, most = lengths(exam.questions)
    if not words.isdecimal() or not fewest <= int(words) <= most:
        ends = "" if most == LONGEST else ", no more than the exam"
        raise BadSetting(
            "length", f"“{words}” does not fit. A weekly mock has {between((fewest, most))} questions{ends}."
        )
    return max(SHORTEST, int(words))  # of a shorter exam it has all questions, see `short_length`


def _weekday(field: str, words: str, present: int) -> int:
    if not words:
        return present
    found = read_days(field, (words,))
    if len(found) != 1:
        raise BadSetting(field, f"“{words}” is more than one day. Choose one of {', '.join(DAYS)}.")
    return next(iter(found))


def _hour(field: str, words: str, present: time) -> time:
    return read_hour(field, words) if words else present
