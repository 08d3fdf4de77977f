"""A lead sees how the questions do, and mock exams heed it: what is wrong stays out, what has proved itself counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.calls import Actor
from bot.cards.model import Card, Listing, Table
from bot.commands import ForgetMe, ReportItem, ShowItems
from bot.ports import Ledger
from bot.rules.gaps import FLOOR
from bot.rules.groups import Member, Role
from bot.rules.items import Item
from bot.rules.packs import Bank
from bot.rules.sessions import Response, Session
from bot.usecases.rate_items import add_up_items, desk_for
from tests.bot.mock_scene import latest, mock_world, takes, updated, weekly
from tests.bot.mock_specimens import key_of, mock_pack, with_key, wrong_of
from tests.world import USUAL, World

PACK = mock_pack()
PILOT = next(item for item in PACK.items if item.pilot)
LIVE = next(item for item in PACK.live if item.type == "multiple_choice")


@pytest.fixture
async def world(memory_store: SqlStore) -> World:
    """A group whose pack has pilots."""
    return await mock_world(memory_store, PACK)


def answered(world: World, item: Item, rights: Sequence[bool]) -> None:
    """So many members of other days practised this item."""
    group = world.group()

    def add(ledger: Ledger) -> None:
        ledger.sessions.add(Session(group.id, "practice", "quiz", group.day_of(world.at), (), world.at, None))
        for number, right in enumerate(rights):
            name = f"person {number}"
            actor = Actor(world.place.platform, world.place.space, name, name)
            member = ledger.groups.join(actor, Member(group.id, name, name, Role.MEMBER, world.at))
            given = key_of(item) if right else wrong_of(item)
            day = group.day_of(world.at)
            ledger.responses.add(
                Response(
                    *(group.id, "practice", item.id, item.version, member.id, given, right, float(right)),
                    *(world.at, day),
                )
            )

    world.ask(add)


def mixed(count: int, right: int) -> list[bool]:
    """So many answers, so many of them right, well mixed."""
    return [number * right % count < right for number in range(count)]


async def shown(world: World) -> Card:
    """What the lead sees."""
    return await world.member("Ada", manages=True).wants(ShowItems())


def rows(card: Card) -> dict[str, tuple[str, ...]]:
    """The table by item."""
    (table,) = (block for block in card.blocks if isinstance(block, Table))
    return {row[0]: row[1:] for row in table.rows}


# --- the card ------------------------------------------------------------------------------------


async def test_before_any_answer_it_says_so(world: World) -> None:
    assert "Nobody has answered" in repr((await shown(world)).blocks)


async def test_it_is_for_leads(world: World) -> None:
    assert "Only leads" in (await world.member("Maya").wants(ShowItems())).summary


async def test_a_lead_sees_numbers_and_the_next_step_and_nobody_by_name(world: World) -> None:
    answered(world, LIVE, [False] * 9 + [True])
    answered(world, PILOT, mixed(12, 6))
    card = await shown(world)

    assert card.title == "How the questions do: 1 to look at"
    assert card.summary == "How the questions do: 1 set aside, 1 on trial."
    assert list(rows(card)) == [LIVE.id, PILOT.id]
    assert rows(card)[LIVE.id][:2] == ("10", "10%")
    assert rows(card)[LIVE.id][3:] == ("set aside", "check the key: A")
    assert rows(card)[PILOT.id][3:] == ("on trial", "–")
    (listing,) = (block for block in card.blocks if isinstance(block, Listing))
    assert listing.rows[0].note.startswith("Check the key: most who missed it chose A. 10% of 10 were right")
    assert "person" not in repr(card)


async def test_what_one_of_few_answered_cannot_be_read_from_a_share(world: World) -> None:
    """In a group of two a lead would read the other's answer; the desk keeps the same floor."""
    for people in range(1, FLOOR):
        answered(world, LIVE, [False] * people)
        assert rows(await shown(world))[LIVE.id] == (str(people), "–", "–", "live", "–")

    answered(world, LIVE, [True] * FLOOR)
    assert rows(await shown(world))[LIVE.id][:2] == (str(FLOOR), "20%"), "answers given again are nobody more"


async def test_of_a_reported_question_with_few_answers_no_answer_is_told(world: World) -> None:
    answered(world, LIVE, [False] * 2)
    for name in ("person 0", "person 1"):
        await world.member(name).wants(ReportItem("The key is wrong.", item=LIVE.id))
    card = await shown(world)

    assert rows(card)[LIVE.id] == ("2", "–", "–", "set aside", "reported by 2")
    assert "chose" not in repr(card.blocks)


async def test_answers_to_an_open_question_wait_for_its_close(world: World) -> None:
    session = await world.daily_question()
    item = world.item(session)
    await world.member("Maya").answers(session, key_of(item))
    assert "Nobody has answered" in repr((await shown(world)).blocks)

    await world.until_the_close(session)
    assert rows(await shown(world))[item.id][0] == "1"


async def test_practice_after_the_close_tells_nothing(world: World) -> None:
    session = await world.daily_question()
    await world.until_the_close(session)
    answered(world, world.item(session), [True] * 5)

    assert "Nobody has answered" in repr((await shown(world)).blocks)


async def test_a_level_changed_in_the_pack_is_seen_the_next_time(world: World) -> None:
    answered(world, LIVE, mixed(12, 2))
    assert rows(await shown(world))[LIVE.id][3] == "set aside"

    harder = replace(PACK, items=tuple(replace(i, difficulty=5) if i is LIVE else i for i in PACK.items))
    assert rows(await shown(updated(world, harder)))[LIVE.id][3] == "live"


async def test_of_a_new_version_nothing_is_known_yet(world: World) -> None:
    answered(world, LIVE, [False] * 9)
    anew = replace(PACK, items=tuple(replace(i, version=2) if i is LIVE else i for i in PACK.items))

    assert "Nobody has answered" in repr((await shown(updated(world, anew))).blocks)


async def test_a_group_whose_pack_is_gone_has_no_table(world: World) -> None:
    answered(world, LIVE, [True])
    group = world.group()

    assert world.ask(lambda ledger: add_up_items(desk_for(ledger, Bank({}), group, world.at))) == {}


async def test_who_is_forgotten_is_in_no_sum_any_more(world: World) -> None:
    group, daily = world.group().id, await world.daily_question()
    maya, item = world.member("Maya"), world.item(daily)
    await maya.answers(daily, key_of(item))
    await world.until_the_close(daily)
    assert rows(await shown(world))[item.id][0] == "1"
    await maya.wants(ForgetMe(sure=True))
    await world.beat()

    assert world.ask(lambda ledger: ledger.ratings.of_group(group)) == {}


# --- mock exams ----------------------------------------------------------------------------------


async def test_the_close_of_the_weekly_mock_keeps_what_came_of_the_questions(world: World) -> None:
    group = world.group().id
    daily = await world.daily_question()
    await world.until_the_close(daily)
    assert world.ask(lambda ledger: ledger.ratings.of_group(group)) == {}

    session = await weekly(world)
    await takes(world.member("Maya"), session, 6)
    assert session.closes_at is not None
    await world.pass_until(session.closes_at)
    assert world.ask(lambda ledger: ledger.ratings.of_group(group)) == {}, "no answer waits for it"
    await world.beat()
    kept = world.ask(lambda ledger: ledger.ratings.of_group(group))

    assert {edition for edition, sums in kept.items() if sums.right} == set(session.form[:6])


async def test_a_promoted_pilot_counts_in_the_next_mock_and_held_ones_do_not(memory_store: SqlStore) -> None:
    """The bank has so few questions that all which count are needed."""
    small = mock_pack(1, pilots=1, cases=False)
    world = await mock_world(memory_store, small)
    proved, *held = (item for item in small.items if item.pilot)
    answered(world, proved, mixed(40, 22))
    assert rows(await shown(world))[proved.id][3] == "promoted"
    await world.beat()

    session = await weekly(world)
    assert session.paper is not None
    assert proved.id in {name for name, _ in session.form}
    assert proved.id not in session.paper.unscored
    assert session.paper.unscored & {item.id for item in held}


async def test_a_corrected_key_takes_the_flag_away(world: World) -> None:
    group = world.group().id
    answered(world, LIVE, [False] * 9 + [True])
    assert rows(await shown(world))[LIVE.id][3] == "set aside"
    world.at += timedelta(seconds=1)
    right = with_key(LIVE, "A", version=LIVE.version)
    world = updated(world, replace(PACK, items=tuple(right if item is LIVE else item for item in PACK.items)))
    await world.app.take_stock(world.at)
    for _ in ("the key", "what follows from it"):
        await world.beat()

    assert world.ask(lambda ledger: ledger.ratings.of_group(group))[LIVE.id, LIVE.version].right == 9
    assert rows(await shown(world))[LIVE.id][3] == "live"


async def test_what_two_members_reported_is_not_asked_in_mocks(world: World) -> None:
    first = await weekly(world)
    reported = [name for name, _ in first.form if PACK.item(name).case is None][:4]
    for name in reported:
        for person in ("Maya", "Omar"):
            await world.member(person).wants(ReportItem(f"{person}: wrong", item=name))
    assert rows(await shown(world))[reported[0]][4] == "reported by 2"

    later = [await weekly(world) for _ in range(5)]
    asked = {name for session in later for name, _ in session.form}
    assert latest(world) == later[-1]
    assert not asked & set(reported)


async def test_five_corrected_keys_are_one_going_through_and_each_beat_takes_one_group(world: World) -> None:
    group, chosen = world.group().id, [item for item in PACK.live if item.type == "multiple_choice"][:5]
    for item in chosen:
        answered(world, item, [False] * 9 + [True])
    world.at += timedelta(seconds=1)
    await world.member("Boris", manages=True).wants(USUAL, place=replace(world.place, room="library"))
    library = world.ask(lambda ledger: [one for one in ledger.ratings.groups() if one != group])
    by_id = {item.id: with_key(item, "A", version=item.version) for item in chosen}
    world = updated(world, replace(PACK, items=tuple(by_id.get(item.id, item) for item in PACK.items)))
    await world.app.take_stock(world.at)
    world.ask(lambda ledger: ledger.ratings.note_stale(library[0], world.at - timedelta(hours=1)))

    steps = []
    for _ in range(4):
        steps.append((await world.app.tick(world.at), world.ask(lambda ledger: ledger.ratings.stale(9))))
        world.at += timedelta(seconds=5)
    assert steps == [(6, (group,)), (1, ()), (0, ()), (0, ())]
    sums = world.ask(lambda ledger: ledger.ratings.of_group(group))
    assert [sums[item.id, item.version].right for item in chosen] == [9] * 5


async def test_a_group_whose_pack_is_gone_keeps_no_beat_busy(world: World) -> None:
    group = world.group().id
    answered(world, LIVE, [True])
    await shown(world)
    bare = World(world.store, Bank({}), at=world.at + timedelta(seconds=1), chat=world.chat, calls=world.calls)
    bare.ask(lambda ledger: ledger.ratings.note_stale(group, world.at))

    assert [await bare.app.tick(bare.at) for _ in range(2)] == [1, 0]
    assert world.ask(lambda ledger: ledger.ratings.of_group(group)) == {}
