"""What the weekly mock asks over the weeks, and what is said when it can ask nothing."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.cards.model import Card
from bot.commands import ReportItem, SetMocks
from bot.rules.items import Case
from bot.rules.packs import Pack
from bot.rules.sessions import Session
from tests.bot.mock_scene import FRIDAY, SUNDAY, items_of, mock_world, updated
from tests.bot.mock_specimens import mock_item, mock_pack
from tests.bot.specimens import pack
from tests.world import World

WEEK = timedelta(weeks=1)


def mocks(world: World) -> tuple[Session, ...]:
    """Every weekly mock, oldest first."""
    group = world.group().id
    return world.ask(lambda ledger: ledger.sessions.of_purpose(group, "mock"))


async def test_the_mock_of_four_weeks_ago_has_not_rested_for_its_keys_were_told_on_sunday(store: SqlStore) -> None:
    """A bank of 48: the fifth form of ten has to ask again, and says that it comes too soon."""
    world = await mock_world(store, mock_pack(4, pilots=0, cases=False))
    await world.set_up(days=("wed",))
    await world.member("Ada", manages=True).wants(SetMocks("fri", "12:00", "sun", "20:00", "10"))
    for week in range(5):
        await world.pass_until(FRIDAY + week * WEEK)
        await world.pass_until(SUNDAY + week * WEEK)
    first, *_, last = mocks(world)

    assert (last.opened_at - first.opened_at, len(mocks(world))) == (timedelta(days=28), 5)
    assert last.paper is not None
    assert "rest" in last.paper.relaxed


async def test_the_weeks_together_follow_the_mix_of_types_and_a_short_form_meets_a_case(store: SqlStore) -> None:
    world = await mock_world(store, mock_pack(16, pilots=4))
    await world.member("Ada", manages=True).wants(SetMocks("fri", "12:00", "sun", "20:00", "10"))
    for week in range(8):
        await world.pass_until(FRIDAY + week * WEEK)
        await world.pass_until(SUNDAY + week * WEEK)
    pack = world.bank.pack("mla-c01")
    kinds = Counter(one.type for session in mocks(world) for one in items_of(world, session))

    assert kinds.total() == 8 * 10
    assert kinds["case_study"] == 6
    for kind, share in pack.blueprint.types.items():
        assert abs(kinds[kind] - 80 * share) <= 3, kind


# --- nothing to ask -------------------------------------------------------------------------------

LONG = Case("long", 1, "A long case", "A scenario.")
LIVE = mock_item("mla-d1-1", "choice", domain="1", task="1.1")
NOTHING = pack([mock_item("mla-d1-2", "choice", domain="1", task="1.1", status="draft")])


async def one_week(world: World, week: int) -> list[Card]:
    """What leads were told by the end of that week, of mocks that did not open."""
    await world.pass_until(FRIDAY + week * WEEK)
    await world.pass_until(SUNDAY + week * WEEK)
    return [card for card in world.chat.cards("whisper") if card.title == "The weekly mini mock did not open."]


@pytest.mark.parametrize(
    ("bank", "days", "why", "step"),
    [
        (NOTHING, "wed", "has no question that is live or on trial", "/cohort setup"),
        (pack([LIVE]), "fri", "Everything that the pack for MLA-C01 could ask is open", "/cohort mocks"),
        (
            pack([mock_item(f"mla-d1-c{n}", "choice", domain="1", task="1.1", case=LONG) for n in range(9)]),
            "wed",
            "cases with more questions than there is room for",
            "/cohort mocks",
        ),
    ],
)
async def test_leads_are_told_once_why_none_opened_and_what_to_do(
    store: SqlStore, bank: Pack, days: str, why: str, step: str
) -> None:
    world = updated(await mock_world(store, days=(days,), closes="21:00"), bank)
    told = [len(await one_week(world, week)) for week in range(3)]
    (card,) = await one_week(world, 3)

    assert told == [1, 1, 1]
    assert mocks(world) == ()
    assert why in repr(card)
    assert step in repr(card)
    (account,) = {account for deed, _, _, account in world.chat.said if deed == "whisper"}
    assert account == "ada"


async def test_they_are_told_anew_when_it_is_for_another_reason_or_after_one_that_came(store: SqlStore) -> None:
    world = updated(await mock_world(store, days=("wed",)), NOTHING)
    assert len(await one_week(world, 0)) == 1
    world = updated(world, mock_pack(4))
    assert len(await one_week(world, 1)) == 1
    assert len(mocks(world)) == 1
    world = updated(world, NOTHING)
    assert len(await one_week(world, 2)) == 2
    assert len(await one_week(world, 3)) == 2


async def test_what_is_set_aside_is_said_with_the_way_to_decide(store: SqlStore) -> None:
    world = updated(await mock_world(store), pack([LIVE]))
    session = await world.daily_question()
    for name in ("Ben", "Maya"):
        await world.member(name).wants(ReportItem("The key is wrong.", session.id, LIVE.id))
    (card,) = await one_week(world, 0)

    assert "The one question for MLA-C01 is set aside until somebody has decided." in repr(card)
    assert "/cohort items" in repr(card)
