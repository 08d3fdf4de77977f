"""A member says when they sit the exam, and whether leads may see how ready they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.cards.member_readiness import SHARES, kept_card, privacy_card
from bot.cards.model import Card
from bot.cards.readiness import exam_day_card, exam_day_form
from bot.commands import SetExamDay, SetPrivacy
from bot.errors import BadSetting
from bot.usecases.assess_members import assess_members
from bot.usecases.in_sight import exam_of, seen_as
from bot.usecases.mock_history import scores_of
from bot.usecases.report_readiness import report_on
from bot.usecases.verb import Desk, Outcome

FARTHEST = 3 * 365
"""Days ahead that an exam may lie; farther off it is a slip of the keyboard."""


def set_exam_day(command: SetExamDay, desk: Desk) -> Outcome:
    """Ask for the day, or keep it.

    Raises:
        BadSetting: when it is no date, has passed, or lies years away.
    """
    plan = desk.ledger.plans.of(desk.home.id, desk.me.id)
    words = command.day.strip().lower()
    if not words:
        return Outcome(exam_day_form(plan.exam_day))
    day = None if words == "off" else _day(words, desk.today)

    desk.ledger.plans.keep(replace(plan, exam_day=day))
    return Outcome(exam_day_card(day))


def _day(words: str, today: date) -> date:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise BadSetting("day", f"“{words}” is not a date. Write it as year-month-day, such as 2026-12-18.") from None
    if day < today:
        raise BadSetting("day", f"{day.day} {day:%B %Y} has passed. Set the day of your next try, or off.")
    if (day - today).days > FARTHEST:
        raise BadSetting("day", f"{day.year} is more than three years away. Check the year.")
    return day


def set_privacy(command: SetPrivacy, desk: Desk) -> Outcome:
    """Keep the choice; it holds at once, whatever becomes of showing what it means.

    Raises:
        BadSetting: when it is neither yes nor no.
    """
    words = command.share.strip().lower()
    if not words:
        return Outcome()
    if words not in SHARES:
        raise BadSetting("share", f"“{command.share}” is neither yes nor no. Choose one of them.")
    desk.ledger.plans.keep(replace(desk.ledger.plans.of(desk.home.id, desk.me.id), shares=words == "yes"))
    return Outcome(kept_card(words))


def show_privacy(command: SetPrivacy, desk: Desk) -> Card:
    """What leads can see of whoever asks, as it looks there."""
    me, shares = desk.me, desk.ledger.plans.of(desk.home.id, desk.me.id).shares
    found = assess_members(desk, [me.id])[me.id]
    report, seen, exam = report_on(desk, me.id, found), seen_as(desk, me, found), exam_of(desk.pack, found)
    seen = replace(seen, mocks=scores_of(desk, me.id))
    return privacy_card(report, seen, exam, shares=shares, saved=bool(command.share.strip()))
