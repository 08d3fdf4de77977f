"""The group's settings and next questions, and pausing and resuming them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import islice

from bot.cards.trouble import whereabouts
from bot.cards.welcome import DAYS, FEEDBACKS, Status, said_card, status_card
from bot.commands import PausePosts, ResumePosts, ShowStatus
from bot.rules.forms import short_length
from bot.rules.timetable import clock_changes, next_slot
from bot.usecases.open_mock import restart
from bot.usecases.open_session import slots_ahead
from bot.usecases.verb import Desk, Outcome

AHEAD = 10
"""Slots shown ahead."""


def show_status(_command: ShowStatus, desk: Desk) -> Outcome:
    """Everything a lead has set, every place and what parks it, and the next ten questions with clock changes."""
    homes = desk.ledger.groups.homes(desk.home.id)
    rooms = tuple((whereabouts(home.place, desk.call.place), home.parked) for home in homes)
    status = Status(settings_of(desk), rooms, coming(desk), desk.home.zone, desk.rhythm.paused)
    return Outcome(status_card(status))


def coming(desk: Desk) -> tuple[tuple[datetime, bool], ...]:
    """When the next questions come, and whether the clocks change before."""
    slots = tuple(islice(slots_ahead(desk, desk.rhythm), AHEAD))
    changes = clock_changes(slots, desk.home.zone)
    return tuple((slot.opens_at, slot.day in changes) for slot in slots)


def settings_of(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Everything a lead has set, as label and words."""
    group, rhythm, pack = desk.home, desk.rhythm, desk.pack
    return (
        ("Exam", f"{pack.exam.title} ({pack.exam.code}), {len(pack.live)} questions"),
        ("Question", f"{rhythm.opens:%H:%M} to {rhythm.closes:%H:%M}, {group.zone}"),
        ("Days", ", ".join(DAYS[day] for day in sorted(rhythm.days))),
        ("Key", FEEDBACKS[group.feedback]),
        ("Full mock exam", f"{group.timer} minutes"),
        ("Weekly mini mock", _weekly(desk)),
    )


def _weekly(desk: Desk) -> str:
    rhythm = desk.ledger.mocks.rhythm(desk.home.id)
    if rhythm is None or not rhythm.on:
        return "none; /cohort mocks sets one"
    length = short_length(desk.pack.exam, rhythm.length)
    opens = f"{DAYS[rhythm.weekday]} {rhythm.opens:%H:%M}"
    return f"{opens} to {DAYS[rhythm.closing_weekday]} {rhythm.closes:%H:%M}, {length} questions"


def pause_posts(_command: PausePosts, desk: Desk) -> Outcome:
    """Stop the daily question; an open one runs to its close."""
    desk.ledger.groups.keep_rhythm(replace(desk.rhythm, paused=True), None)
    restart(desk)
    return Outcome(said_card("Paused.", "No question is posted until a lead resumes with /cohort resume."))


def resume_posts(_command: ResumePosts, desk: Desk) -> Outcome:
    """Start the daily question again from its next slot."""
    rhythm = replace(desk.rhythm, paused=False)
    desk.ledger.groups.keep_rhythm(rhythm, next_slot(rhythm, desk.home.zone, desk.at).opens_at)
    restart(desk)
    return Outcome(said_card("Resumed.", "The next question comes at its hour. /cohort status shows when."))
