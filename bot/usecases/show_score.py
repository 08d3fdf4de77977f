"""The report of a mock exam, and its questions one by one with key and reasons."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.attempt import named, reviewed_card, timed
from bot.cards.model import Card
from bot.cards.question import letters_for, options_of
from bot.cards.result import result_card, withheld_card
from bot.cards.score import Result, handed_in_card, packless_card, score_card
from bot.commands import ShowScore
from bot.errors import NoAttempt
from bot.rules.items import Answer, Item, Mark
from bot.rules.packs import Pack
from bot.rules.scores import cut_of, scaled, score
from bot.usecases.by_the_book import by_the_book
from bot.usecases.foot import foot_of
from bot.usecases.reserve import reserved
from bot.usecases.sitting import Sitting, sit
from bot.usecases.verb import Desk, Outcome


def show_score(command: ShowScore, desk: Desk) -> Outcome:
    """The report of an attempt that was handed in.

    Raises:
        NoAttempt: when this member has not handed such an attempt in.
    """
    sitting = sit(desk, command.session, desk.me.id)
    if sitting is None or sitting.attempt.handed_in_at is None:
        raise NoAttempt
    return Outcome(report(desk, sitting))


def report(desk: Desk, sitting: Sitting) -> Card:
    """The report, or the receipt alone while the group's policy keeps the keys back."""
    pack = pack_of(desk, sitting)
    if pack is None:
        return packless_card(named(sitting.paper))
    if kept_back(desk, sitting):
        session = sitting.session
        return handed_in_card(
            named(sitting.paper),
            closes_at=session.closes_at or desk.at,
            zone=desk.home.zone,
            answered=len(sitting.items) - len(sitting.blanks),
            total=len(sitting.items),
        )
    return score_card(result_of(desk, sitting, pack))


def pack_of(desk: Desk, sitting: Sitting) -> Pack | None:
    """The pack that the attempt was made from; the group's own where its items are in none any more."""
    shelves = (desk.bank.shelf_of(item.id, first=desk.home.pack) for item in sitting.items)
    return next((shelf for shelf in shelves if shelf is not None), desk.bank.packs.get(desk.home.pack))


def kept_back(desk: Desk, sitting: Sitting) -> bool:
    """Whether the group sees the keys of this one together, at a close that has not come yet."""
    together = sitting.session.purpose == "mock" and desk.home.feedback == "at_close"
    return together and sitting.session.open_at(desk.at)


def result_of(desk: Desk, sitting: Sitting, pack: Pack) -> Result:
    """What an attempt that was handed in adds up to, in the exam of the `pack` that its items are of."""
    session, attempt = sitting.session, sitting.attempt
    exam, blueprint = pack.exam, pack.blueprint
    responses = desk.ledger.responses.of_member_in(session.group, session.id, attempt.member)
    added = score(sitting.items, sitting.paper.unscored, responses)
    return Result(
        session=session.id,
        title=named(sitting.paper),
        score=added,
        scaled=scaled(added.fraction, exam),
        scale=exam.scale,
        passing=exam.passing,
        cut=cut_of(exam),
        domains={domain.id: domain.title for domain in blueprint.domains},
        tasks={task.id: task.title for task in blueprint.tasks.values()},
        numbers={item.id: number for number, item in enumerate(sitting.items, 1)},
        lasted=(attempt.handed_in_at or desk.at) - attempt.started_at,
        minutes=0 if attempt.ends_at is None else sitting.paper.minutes,
        pace=sitting.pace,
        unscored=len(sitting.paper.unscored),
    )


def review_page(desk: Desk, sitting: Sitting, item_id: str) -> Card:
    """One question of an attempt that was handed in: the verdict, every reason, and the ways on."""
    if kept_back(desk, sitting):
        return report(desk, sitting)
    place = sitting.place_of(item_id)
    item = by_the_book(desk.ledger, sitting.items[place])
    found = desk.ledger.responses.of(sitting.session.group, sitting.session.id, sitting.attempt.member, item.id)
    answer, mark = (found.answer, Mark(found.right, found.near)) if found is not None else ((), Mark(False, 0.0))
    card = verdict(desk, sitting, item, answer, mark)
    if found is None:
        card = replace(card, title="Left blank.")
    elif found.seconds:
        card = timed(card, took=found.seconds, pace=sitting.pace)
    return reviewed_card(card, sitting.session.id, [one.id for one in sitting.items], place)


def verdict(desk: Desk, sitting: Sitting, item: Item, answer: Answer, mark: Mark) -> Card:
    """The verdict on one answer of an attempt, in the letters that the member saw.

    While something open before one of their groups asks the item, its key and reasons are kept back.
    """
    if item.id in reserved(desk, besides=sitting.session.id):
        return withheld_card(item, answer, foot=foot_of(desk.bank, desk.home, item))
    return result_card(
        item,
        answer,
        right=mark.right,
        near=mark.near,
        fresh=True,
        letters=letters_for(options_of(item), sitting.seed(item)),
        session=sitting.session.id,
        streak=0,
        foot=foot_of(desk.bank, desk.home, item),
        quiz=False,
    )
