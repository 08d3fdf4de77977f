"""What the weekly mock asks over the weeks, and what is said when it can ask nothing."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from adapters.store import SqlStore
from bot.commands import SetMocks
from bot.rules.sessions import Session
from tests.bot.mock_scene import FRIDAY, SUNDAY, items_of, mock_world
from tests.bot.mock_specimens import mock_pack
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
