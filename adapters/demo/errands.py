"""Errands: what a classmate does at the door, step by step, reading the cards as people do.

An errand wants something, gets the card, and goes on from what it says. It knows nothing of the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.demo.mind import Thought
from bot.cards.model import Button, Card
from bot.commands import AnswerItem, Command, Discuss, HandIn, Practise, ReportItem, ShowToday, StartMock, TakeMock

READS = timedelta(seconds=4)
"""From one card to the next press."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A command that is wanted so long `after` the card before it, and not before that instant, if there is one."""

    command: Command
    after: timedelta = READS
    not_before: datetime | None = None


Errand = Generator[Wish, Card, None]
Think = Callable[[AnswerItem], Thought | None]
"""What they answer to the question on a sheet; None when they know nothing of it."""


def once(*commands: Command) -> Errand:
    """Want these one after the other, whatever comes of it."""
    for command in commands:
        yield Wish(command)


def answer_daily(think: Think, *, report: str = "", remark: str = "", told_at: datetime | None = None) -> Errand:
    """Open today's question and answer it; report it, or write a remark when its close was told at that instant."""
    sheet = sheet_on((yield Wish(ShowToday())))
    if sheet is None or (answer := _answer(sheet, think)) is None:
        return
    if not _taken(sheet, (yield answer)):
        return
    if report:
        yield Wish(ReportItem(report, sheet.session, sheet.item), 5 * READS)
    if remark:
        yield Wish(Discuss(remark, sheet.session), not_before=told_at)


def practise(think: Think, *, length: int, domain: str = "") -> Errand:
    """Answer so many questions of practice, of one domain or of all."""
    for _ in range(length):
        sheet = sheet_on((yield Wish(Practise(domain=domain), 3 * READS)))
        if sheet is None or (answer := _answer(sheet, think)) is None:
            return
        yield answer


def take_weekly(think: Think, *, stops_at: int = 0) -> Errand:
    """Take the group's mock exam if one is open; `stops_at` as `_sit` has it."""
    menu = yield Wish(StartMock())
    weekly = next((press for press in _presses(menu) if isinstance(press, TakeMock)), None)
    if weekly is not None:
        yield from _sit(weekly, think, stops_at=stops_at)


def take_alone(think: Think, *, kind: str, mode: str = "") -> Errand:
    """Take a mock exam of one's own to its end: `mini`, `full` or `missed`, on the clock or in `practice`."""
    offer = yield Wish(StartMock(kind, mode=mode))
    begin = next((press for press in _presses(offer) if isinstance(press, StartMock)), None)
    if begin is not None:
        yield from _sit(begin, think, stops_at=0)


def _sit(begin: Command, think: Think, *, stops_at: int) -> Errand:
    """Answer page after page, then hand in; or stop after so many and leave it lying (0 stops nowhere).

    At a question to which they have no answer that is taken they leave it lying too.
    """
    card = yield Wish(begin)
    done = 0
    while (sheet := sheet_on(card)) is not None:
        if (stops_at and done == stops_at) or (answer := _answer(sheet, think)) is None:
            return
        card = yield answer
        if not _taken(sheet, card):
            return
        done += 1
        if sheet_on(card) is None and (on := _on(card)) is not None:  # in practice the verdict comes first
            card = yield Wish(on)
    hand_in = next((press for press in _presses(card) if isinstance(press, HandIn)), None)
    if hand_in is not None:
        yield Wish(replace(hand_in, sure=True), 2 * READS)


def sheet_on(card: Card) -> AnswerItem | None:
    """The command that answers what a card asks, still without an answer; None where it asks nothing."""
    if card.form is not None and isinstance(card.form.submit, AnswerItem):
        return card.form.submit
    found = next((press for press in _presses(card) if isinstance(press, AnswerItem)), None)
    return replace(found, answer=()) if found is not None else None


def _answer(sheet: AnswerItem, think: Think) -> Wish | None:
    thought = think(sheet)
    if thought is None:
        return None
    return Wish(replace(sheet, answer=thought.answer, sure=thought.sure), timedelta(seconds=thought.seconds))


def _taken(sheet: AnswerItem, told: Card) -> bool:
    """Whether the answer was taken: one to a question as it reads now need not fit the sheet of an earlier version."""
    again = sheet_on(told)
    return told.tone != "trouble" and (again is None or again.item != sheet.item)


def _on(card: Card) -> Command | None:
    return next((one.press for one in card.controls if isinstance(one, Button) and one.label == "Next"), None)


def _presses(card: Card) -> Iterator[Command]:
    return (control.press for control in card.controls if isinstance(control, Button))
