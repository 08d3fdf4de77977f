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
    item = _item(command, desk)
    if not command.words:
        return Outcome(report_form(replace(command, item=item.id), item.stem))
    words = clean_words(command.words, longest=1000)
    name = stable_id("report", desk.me.id, item.id, str(item.version), words)

    desk.ledger.notes.report(Report(desk.home.id, name, item.id, item.version, desk.me.id, words, desk.at))
    return Outcome(reported_card(item.id, item.version))


def _item(command: ReportItem, desk: Desk) -> Item:
    """The item spoken of, else the open question, else the one answered last.

    Raises:
        NothingOpen: when there is none.
    """
    ids = [command.item] if command.item else []
    if not ids:
        ids += [session.form[0][0] for session in desk.ledger.sessions.open_ones(desk.home.id, desk.at)]
        ids += [response.item for response in desk.ledger.responses.by_member(desk.home.id, desk.me.id)[-1:]]
    for item_id in ids:
        pack = desk.bank.shelf_of(item_id, first=desk.home.pack)
        if pack is not None:
            return pack.item(item_id)
    if command.item:
        raise Withdrawn
    raise NothingOpen("There is no question to report yet. Answer one first, then use /report.")


def show_reports(_command: ShowReports, desk: Desk) -> Outcome:
    """The latest reports, without names."""
    rows = [
        (one.item, str(one.version), f"{desk.home.day_of(one.at):%d %B}", clean_words(one.words, longest=SHOWN))
        for one in desk.ledger.notes.reports(desk.home.id, MOST)
    ]
    return Outcome(reports_card(rows))
