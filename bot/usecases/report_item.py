"""A member reports a question; leads list what was reported."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.member import report_form, reported_card, reports_card
from bot.commands import ReportItem, ShowReports
from bot.errors import NothingOpen, Withdrawn
from bot.ports import Report
from bot.rules.items import Item
from bot.rules.naming import clean_words, stable_id
from bot.usecases.verb import Desk, Outcome

MOST, SHOWN = 15, 600
"""Reports shown at once, and characters of each; a message has no room for more."""


def report_item(command: ReportItem, desk: Desk) -> Outcome:
    """Ask what is wrong, or store it with the item's version."""
    session, item = _meant(command, desk)
    if not command.words:
        return Outcome(report_form(replace(command, session=session, item=item.id), item.stem))
    words = clean_words(command.words, longest=1000)
    name = stable_id("report", desk.me.id, item.id, str(item.version), words)

    desk.ledger.notes.report(Report(desk.home.id, name, item.id, item.version, desk.me.id, words, desk.at))
    return Outcome(reported_card(item.id, item.version))


def _meant(command: ReportItem, desk: Desk) -> tuple[str, Item]:
    """The item spoken of, else the open question, else the one answered last; and the session that it was asked in.

    Raises:
        NothingOpen: when there is none.
    """
    asked = [(command.session, command.item)] if command.item else []
    if not asked:
        asked += [(session.id, session.form[0][0]) for session in desk.ledger.sessions.open_ones(desk.home.id, desk.at)]
        asked += [(one.session, one.item) for one in desk.ledger.responses.by_member(desk.home.id, desk.me.id)[-1:]]
    for session, item in asked:
        if desk.bank.shelf_of(item, first=desk.home.pack) is not None:
            return session, desk.edition(item, _version(desk, session, item))
    if command.item:
        raise Withdrawn
    raise NothingOpen("There is no question to report yet. Answer one first, then use /report.")


def _version(desk: Desk, session_id: str, item: str) -> int:
    """The version that this member met there; 0, the present one, where that is not known."""
    session = desk.ledger.sessions.load(desk.home.id, session_id)
    asked = dict(session.form).get(item, 0) if session is not None else 0
    answered = None if asked else desk.ledger.responses.of(desk.home.id, session_id, desk.me.id, item)
    return answered.version if answered is not None else asked


def show_reports(_command: ShowReports, desk: Desk) -> Outcome:
    """The latest reports, without names."""
    rows = [
        (one.item, str(one.version), f"{desk.home.day_of(one.at):%d %B}", clean_words(one.words, longest=SHOWN))
        for one in desk.ledger.notes.reports(desk.home.id, MOST)
    ]
    return Outcome(reports_card(rows))
