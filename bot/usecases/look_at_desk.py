"""Look at the desk: the whole group on one page, as a lead may see it, and the report of a member who agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.calls import NOWHERE
from bot.cards.desk_group import gaps_section, mocks_section
from bot.cards.desk_people import readiness_section, tasks_section, words_section
from bot.cards.desk_plan import Coming, counted_words, finding_of, schedule_section, settings_section
from bot.cards.desk_questions import Reported, items_section, reports_section
from bot.cards.desk_reliability import reliability_section
from bot.cards.group_readiness import Sight
from bot.cards.member_readiness import member_card
from bot.cards.model import Card, Figure
from bot.cards.sheets import DeskPage, Section, Sheet
from bot.cards.trouble import whereabouts
from bot.errors import NothingThere, NotInSight
from bot.rules.mock_rhythms import next_mock
from bot.rules.outcomes import assumption
from bot.usecases.assess_members import scale_of
from bot.usecases.in_sight import look, sight_of
from bot.usecases.mock_history import mock_history, scores_of
from bot.usecases.rate_items import healths
from bot.usecases.report_readiness import report_on
from bot.usecases.show_status import coming, settings_of
from bot.usecases.verb import Desk

MOST = 200
"""Reports shown at once, the latest."""


def look_at_desk(desk: Desk) -> DeskPage:
    """Everything that a lead may see, as of now; how the questions do is as it was counted last."""
    sight, exam = sight_of(desk, {desk.me.id}), desk.pack.exam
    return DeskPage(
        exam=exam.title,
        code=exam.code,
        zone=desk.home.zone,
        finding=finding_of(sight),
        counted=counted_words(sight),
        notice=desk.pack.notice,
        sections=tuple(_sections(desk, sight)),
    )


def look_at_sheet(desk: Desk, name: str) -> Sheet:
    """One table of the page.

    Raises:
        NothingThere: when it has none of that name.
    """
    for section in _sections(desk, sight_of(desk, {desk.me.id})):
        for sheet in section.sheets:
            if sheet.name == name:
                return sheet
    raise NothingThere


def look_at_picture(desk: Desk, name: str) -> Figure:
    """One picture of the page.

    Raises:
        NothingThere: when it has none of that name.
    """
    for section in _sections(desk, sight_of(desk, {desk.me.id})):
        for picture in section.pictures:
            if picture.name == name:
                return picture.figure
    raise NothingThere


def _sections(desk: Desk, sight: Sight) -> Iterator[Section]:
    """The sections in the order of the page, each made when it is asked for."""
    exam = sight.exam
    yield readiness_section(sight.seen, exam)
    yield words_section(sight.seen)
    yield tasks_section(sight.seen, exam)
    yield gaps_section(sight)
    yield mocks_section(mock_history(desk, {one.id for one in sight.seen}), sight.seen, passing=exam.passing)
    scale = scale_of(desk.pack)
    assumed = assumption(desk.ledger.outcomes.counting(desk.pack.id), scale)
    yield reliability_section(assumed, exam=desk.pack.exam.code, usual=scale.cut)
    yield _questions(desk)
    yield _reports(desk)
    yield _schedule(desk)
    rooms = [(whereabouts(home.place, NOWHERE), home.parked) for home in desk.ledger.groups.homes(desk.home.id)]
    yield settings_section(settings_of(desk), rooms)


def _questions(desk: Desk) -> Section:
    sums, reporters = desk.ledger.ratings.of_group(desk.home.id), desk.ledger.ratings.reporters(desk.home.id)
    counted = bool(sums) or not desk.ledger.responses.seen(desk.home.id)
    return items_section(healths(desk.pack, sums, reporters), counted=counted)


def _reports(desk: Desk) -> Section:
    found = desk.ledger.notes.reports(desk.home.id, MOST + 1)
    told = [Reported(one.item, one.version, desk.home.day_of(one.at), one.words) for one in found[:MOST]]
    return reports_section(told, more=len(found) > MOST)


def _schedule(desk: Desk) -> Section:
    rhythm = desk.ledger.mocks.rhythm(desk.home.id)
    paused = desk.rhythm.paused
    slot = None if rhythm is None or paused else next_mock(rhythm, desk.home.zone, desk.at)
    mock = None if slot is None else slot.opens_at
    return schedule_section(Coming(() if paused else coming(desk), mock, desk.home.zone, paused))


def look_at_member(desk: Desk, member: str) -> Card:
    """The report of a member: the very one that they see.

    Raises:
        NotInSight: when there is no such member here, or they keep it to themselves.
    """
    sight, known = look(desk, {desk.me.id})
    found = next((one for one in sight.seen if one.id == member), None)
    if found is None:
        raise NotInSight
    found = replace(found, mocks=scores_of(desk, member))
    return replace(
        member_card(report_on(desk, member, known[member]), found, sight.exam, group=sight.group), controls=(), foot=()
    )
