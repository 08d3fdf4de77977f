"""Rate items: go through a group's answers again, keep what they add up to, and tell which items fit mock exams."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from bot.calls import CLOCK, NOWHERE, Call
from bot.commands import RateItems, ShowItems
from bot.errors import Withdrawn
from bot.ports import Ledger
from bot.rules.abilities import replay
from bot.rules.evidence import Edition, evidence
from bot.rules.groups import Group
from bot.rules.health import Health, by_merit
from bot.rules.item_sums import Sums, add_up
from bot.rules.items import Item
from bot.rules.packs import Bank, Pack
from bot.rules.reveals import told_by
from bot.usecases.tellers import tellers_of
from bot.usecases.verb import Desk, Outcome

NOTHING = Sums()


def rate_soon(desk: Desk) -> None:
    """Let a later beat of the clock rate the group's items: that takes seconds, and nobody's press waits for it."""
    desk.ledger.ratings.note_stale(desk.home.id, desk.at)


def rate_after(desk: Desk, session_id: str) -> None:
    """Let the group's items be rated once its weekly mock has closed."""
    session = desk.ledger.sessions.load(desk.home.id, session_id)
    if session is not None and session.purpose == "mock":
        rate_soon(desk)


@dataclass(frozen=True, slots=True)
class Rating:
    """What a group's answers added up to in one state of the book, by the pack it had then.

    `noted` are the notes that its sums were out of date which stood in that state.
    """

    pack: str
    sums: Mapping[Edition, Sums]
    noted: Collection[datetime]


def rate_ahead(command: RateItems | ShowItems, desk: Desk) -> Rating | None:
    """Go through the group's answers: a year of a large group takes seconds, which nobody shall wait for."""
    if desk.group is None:
        return None
    noted = desk.ledger.ratings.noted(desk.home.id)
    if isinstance(command, RateItems) and not noted:
        return None  # somebody else was quicker
    return Rating(desk.home.pack, add_up_items(desk), noted)


def rate_stale(_command: RateItems, desk: Desk) -> Outcome:
    """Keep what was worked out ahead, unless the book has moved on: then a note still stands for the next beat.

    What anybody notes meanwhile stays; who rated the group meanwhile has taken our notes away.
    """
    rating: Rating | None = desk.ahead
    if desk.group is not None and rating is not None and rating.pack == desk.home.pack:
        desk.ledger.ratings.replace(desk.home.id, rating.sums, rating.noted)
    return Outcome()


def add_up_items(desk: Desk) -> Mapping[Edition, Sums]:
    """What the group's answers add up to, item by item; those to questions that are open wait for their close.

    Nothing is told of a group whose pack is gone.
    """
    group, ledger = desk.home, desk.ledger
    pack = desk.bank.packs.get(group.pack)
    if pack is None:
        return {}
    tellers = tellers_of(desk)
    still_open = {session.id for session in tellers.sessions if session.open_at(desk.at)}
    log = ledger.responses.log(group.id)
    items = editions_of(desk, pack, log.editions)
    responses = [response for response in log.gists if response.session not in still_open]
    answers = evidence(responses, told_by(tellers, log.gists), items)
    domains = tuple(pack.blueprint.shares)
    return add_up(answers, items, domains, replay(answers, items, domains))


def editions_of(desk: Desk, pack: Pack, asked: AbstractSet[Edition]) -> Mapping[Edition, Item]:
    """What was asked, as it was; of another exam's pack nothing tells about this one."""
    items: dict[Edition, Item] = {}
    for name, version in sorted(asked):
        shelf = desk.bank.shelf_of(name, first=pack.id)
        if shelf is not None and shelf is not pack:
            continue
        try:
            items[name, version] = desk.edition(name, version)
        except Withdrawn:
            continue
    return items


def healths(pack: Pack, sums: Mapping[Edition, Sums], reporters: Mapping[Edition, int]) -> tuple[Health, ...]:
    """How the pack's items do in the version they have now, where anything is known of them."""
    editions = (((item.id, item.version), item) for item in pack.for_mocks)
    return tuple(
        Health(item, sums.get(edition, NOTHING), reporters.get(edition, 0))
        for edition, item in editions
        if edition in sums or edition in reporters
    )


def fit_for_mocks(desk: Desk) -> list[Item]:
    """The items that a mock exam of this group may ask: none that is set aside, and promoted ones count."""
    known = desk.ledger.ratings.of_group(desk.home.id), desk.ledger.ratings.reporters(desk.home.id)
    return by_merit(desk.pack.for_mocks, {health.item.id: health for health in healths(desk.pack, *known)})


def desk_for(ledger: Ledger, bank: Bank, group: Group, at: datetime) -> Desk:
    """A desk for who goes through groups from outside."""
    return Desk(ledger, Call("items", ShowItems(), CLOCK, NOWHERE, at), bank, group, None)
