"""A member says when they sit the exam, and whether leads may see how ready they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.cards.member_readiness import SHARES, privacy_card
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


def privacy_ahead(_command: SetPrivacy, desk: Desk) -> None:
    """Assess whoever asks, in a look: the transaction then finds it remembered, and nobody waits for it."""
    if desk.member is not None:
        assess_members(desk, [desk.member.id])


def set_privacy(command: SetPrivacy, desk: Desk) -> Outcome:
    """Show what leads can see as it looks there, or keep the choice; it holds at once.

    Raises:
        BadSetting: when it is neither yes nor no.
    """
    plan = desk.ledger.plans.of(desk.home.id, desk.me.id)
    words = command.share.strip().lower()
    if not words:
        return Outcome(_privacy(desk, shares=plan.shares, saved=False))
    if words not in SHARES:
        raise BadSetting("share", f"“{command.share}” is neither yes nor no. Choose one of them.")
    plan = replace(plan, shares=words == "yes")

    desk.ledger.plans.keep(plan)
    return Outcome(_privacy(desk, shares=plan.shares, saved=True))


def _privacy(desk: Desk, *, shares: bool, saved: bool) -> Card:
    me = desk.me
    found = assess_members(desk, [me.id])[me.id]
    report, seen, exam = report_on(desk, me.id, found), seen_as(desk, me, found), exam_of(desk.pack, found)
    return privacy_card(report, replace(seen, mocks=scores_of(desk, me.id)), exam, shares=shares, saved=saved)
