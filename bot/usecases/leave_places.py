"""We were removed from a space, or are back in it: what was said there stops, and goes on from its next slot."""

from __future__ import annotations

from bot.cards.trouble import REMOVED
from bot.commands import LeavePlaces, ReturnToPlaces, SeeSpaces
from bot.rules.mock_rhythms import next_mock
from bot.rules.sessions import WHOLE_GROUP
from bot.rules.timetable import next_slot
from bot.usecases.verb import Desk, Outcome


def leave_places(command: LeavePlaces, desk: Desk) -> Outcome:
    """Stop everything in that space; a group that lives nowhere else falls silent altogether."""
    for group in desk.ledger.groups.in_space(command.platform, command.space):
        left = desk.ledger.groups.leave(group, command.platform, command.space, reason=REMOVED, at=desk.at)
        if left and _is_nowhere(desk, group):
            _fall_silent(desk, group)
    return Outcome()


def return_to_places(command: ReturnToPlaces, desk: Desk) -> Outcome:
    """Live there again; a group that had fallen silent is asked again from its next slot."""
    for group in desk.ledger.groups.in_space(command.platform, command.space):
        silent = _is_nowhere(desk, group)
        if desk.ledger.groups.return_to(group, command.platform, command.space) and silent:
            _speak_again(desk, group)
    return Outcome()


def see_spaces(command: SeeSpaces, desk: Desk) -> Outcome:
    """Catch up on what happened while nobody listened: return to these spaces, leave every other."""
    for space, here in desk.ledger.groups.spaces(command.platform).items():
        if here and space not in command.spaces:
            leave_places(LeavePlaces(command.platform, space), desk)
        elif not here and space in command.spaces:
            return_to_places(ReturnToPlaces(command.platform, space), desk)
    return Outcome()


def _is_nowhere(desk: Desk, group: str) -> bool:
    return all(home.left_at is not None for home in desk.ledger.groups.homes(group))


def _fall_silent(desk: Desk, group: str) -> None:
    """No next slot, and no question left open: nobody could see its close, and none must stir when we return."""
    rhythm = desk.ledger.groups.rhythm(group)
    if rhythm is not None:
        desk.ledger.groups.keep_rhythm(rhythm, None)
    mocks = desk.ledger.mocks.rhythm(group)
    if mocks is not None:
        desk.ledger.mocks.keep_rhythm(mocks, None)
    for purpose in WHOLE_GROUP:
        for session in desk.ledger.sessions.open_ones(group, desk.at, purpose):
            desk.ledger.sessions.close(group, session.id, desk.at)


def _speak_again(desk: Desk, group_id: str) -> None:
    group, rhythm = desk.ledger.groups.load(group_id), desk.ledger.groups.rhythm(group_id)
    if group is None or rhythm is None or rhythm.paused:
        return
    desk.ledger.groups.keep_rhythm(rhythm, next_slot(rhythm, group.zone, desk.at).opens_at)
    mocks = desk.ledger.mocks.rhythm(group_id)
    slot = None if mocks is None else next_mock(mocks, group.zone, desk.at)
    if mocks is not None:
        desk.ledger.mocks.keep_rhythm(mocks, None if slot is None else slot.opens_at)
