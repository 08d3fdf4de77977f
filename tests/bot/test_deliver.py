"""What was written down is said: in order, once, patiently, and a place that refuses for good holds nobody up."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.calls import Place
from bot.cards.model import Paragraph, Plain
from bot.commands import ShowStatus
from bot.deliver import LEASE, LONGEST_PAUSE
from bot.ports import Delivery, Later, Ledger, PlaceGone
from bot.rules.packs import Bank
from bot.rules.sessions import Session
from tests.bot.specimens import bank, item, pack
from tests.world import PLACE, USUAL, World

LIBRARY = Place("web", "local", "library")
NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def deeds(world: World) -> list[str]:
    return [deed for deed, *_ in world.chat.said]


async def posted(world: World) -> Session:
    """A session opened at nine whose question is written down and not yet said."""
    await world.set_up()
    world.at = world.at.replace(hour=8)
    await world.app.tick(world.at)
    return world.sessions()[0]


async def test_the_question_is_said_before_its_count_its_closing_and_its_reasons(world: World) -> None:
    session = await posted(world)
    await world.member("Maya").answers(session, ("B",))
    world.chat.fault.append(Later(60))
    world.at += timedelta(minutes=1)
    assert await world.deliverer.deliver(world.at) == 1
    assert await world.deliverer.deliver(world.at) == 0

    world.at += timedelta(minutes=1)
    await world.beat()
    assert deeds(world) == ["say"], "the question came with its count"
    await world.member("Ben").answers(session, ("A",))
    world.at += timedelta(minutes=1)
    await world.beat()
    assert deeds(world) == ["say", "amend"]
    await world.until_the_close(session)
    assert deeds(world) == ["say", "amend", "amend", "thread of m1"]


async def test_a_question_whose_time_was_up_before_it_could_be_said_is_not_said(world: World) -> None:
    session = await posted(world)
    await world.until_the_close(session)
    await world.beat()

    assert deeds(world) == []


async def test_nothing_is_said_twice(world: World) -> None:
    await posted(world)
    assert await world.deliverer.deliver(world.at) == 1
    assert await world.deliverer.deliver(world.at) == 0
    assert world.chat.keys == [(world.chat.keys[0][0], False)]


@pytest.mark.parametrize("seconds", [0.5, 30, 400])
async def test_a_platform_that_asks_for_patience_gets_it(world: World, seconds: float) -> None:
    await posted(world)
    world.chat.fault.append(Later(seconds))
    start = world.at
    assert await world.deliverer.deliver(start) == 1
    assert await world.deliverer.deliver(start + timedelta(seconds=seconds * 0.9)) == 0

    assert await world.deliverer.deliver(start + timedelta(seconds=seconds)) == 1
    assert deeds(world) == ["say"]


async def test_a_question_that_fails_is_tried_again_ever_later_up_to_ten_minutes(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    session = await posted(world)
    world.chat.fault += [OSError("no network")] * 6 + [Later()] * 6
    pauses = []
    with caplog.at_level(logging.CRITICAL, "cohort"):
        while not world.chat.said:
            await world.deliverer.deliver(world.at)
            due = world.delivery(session).not_before
            if not world.chat.said:
                pauses.append((due - world.at).total_seconds())
                world.at = due

    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600]
    assert timedelta(seconds=600) == LONGEST_PAUSE


async def test_what_may_have_been_said_before_a_crash_is_said_again_under_the_same_name(world: World) -> None:
    session = await posted(world)

    def claim(ledger: Ledger) -> tuple[Delivery, ...]:
        return ledger.deliveries.claim(
            ["web"], owner="the one that crashed", at=world.at, lease_until=world.at + LEASE, limit=9
        )

    (held,) = world.ask(claim)
    assert await world.deliverer.deliver(world.at + LEASE - timedelta(seconds=1)) == 0
    assert await world.deliverer.deliver(world.at + LEASE) == 1

    assert world.chat.keys == [(held.key, True)]
    settled = world.ask(
        lambda ledger: ledger.deliveries.settle(held, state="sent", at=world.at + LEASE, message="too late")
    )
    assert not settled
    assert world.delivery(session).message == "m1"


async def test_a_place_that_is_gone_is_parked_and_every_lead_is_told_once(world: World) -> None:
    ada = await world.set_up()
    world.chat.fault.append(PlaceGone("it was archived"))
    session = await world.daily_question()

    assert [(deed, who) for deed, _, _, who in world.chat.said] == [("whisper", "ada")]
    (card,) = world.chat.cards("whisper")
    assert "it was archived" in repr(card)
    assert "/cohort setup" in repr(card)
    await world.until_the_close(session)
    world.chat.fault.append(PlaceGone("it was archived"))
    await world.until_the_close(await world.daily_question())
    assert "it was archived" in repr(await ada.wants(ShowStatus()))
    assert deeds(world) == ["whisper"]


async def test_a_place_that_takes_questions_again_is_well_again(world: World) -> None:
    ada = await world.set_up()
    world.chat.fault.append(PlaceGone("it was archived"))
    await world.until_the_close(await world.daily_question())
    await world.daily_question()

    assert deeds(world) == ["whisper", "say"]
    assert "it was archived" not in repr(await ada.wants(ShowStatus()))


async def test_a_lead_who_cannot_be_told_either_is_left_alone(world: World) -> None:
    await world.set_up()
    world.chat.fault += [PlaceGone("it was archived"), PlaceGone("their inbox is closed")]
    await world.daily_question()
    await world.beat()

    assert world.chat.said == []


async def test_one_place_that_is_gone_does_not_silence_the_other(world: World) -> None:
    await world.set_up()
    group = world.group().id
    world.ask(lambda ledger: ledger.groups.bind(group, LIBRARY))
    world.chat.fault.append(PlaceGone("it was archived"))
    await world.daily_question()

    assert sorted(deeds(world)) == ["say", "whisper"]


async def test_a_group_set_up_again_speaks_again(world: World) -> None:
    ada = await world.set_up()
    world.chat.fault.append(PlaceGone("it was archived"))
    session = await world.daily_question()
    await ada.wants(USUAL)
    await world.until_the_close(session)
    await world.daily_question()

    assert deeds(world) == ["whisper", "say"]


async def test_a_question_closes_where_it_was_asked_when_the_group_has_moved(world: World) -> None:
    ada = await world.set_up()
    session = await world.daily_question()
    await ada.wants(replace(USUAL, room="library"))
    await world.member("Maya").wants(ShowStatus())
    world.place = LIBRARY
    await ada.answers(session, ("B",))
    await world.until_the_close(session)

    assert {place for _, place, _, _ in world.chat.said} == {PLACE}
    assert deeds(world)[-2:] == ["amend", "thread of m1"]
    assert world.chat.cards("amend")[-1].title == "This question has closed"


async def test_the_count_is_refreshed_at_most_every_twenty_seconds(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    start = world.at.replace(second=0)
    for n in range(12):
        world.at = start - timedelta(minutes=3) + timedelta(seconds=n)
        await world.member(f"Member {n}").answers(session, ("B",))
    for second in range(60):
        world.at = start + timedelta(minutes=1, seconds=second)
        await world.deliverer.deliver(world.at)

    assert len(world.chat.cards("amend")) == 1
    assert "12 have answered" in repr(world.chat.cards("amend")[0])


async def test_counts_over_a_busy_minute_come_three_times(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    start = world.at.replace(second=0) + timedelta(minutes=2)
    for second in range(80):
        now = start + timedelta(seconds=second)
        if second < 60:
            world.at = now - timedelta(minutes=3)
            await world.member(f"Member {second}").answers(session, ("B",))
        await world.deliverer.deliver(now)

    words = [
        span.text
        for card in world.chat.cards("amend")
        for block in card.blocks
        if isinstance(block, Paragraph)
        for span in block.text
        if isinstance(span, Plain) and "answered" in span.text
    ]
    assert [word.split()[0] for word in words] == ["21", "41", "60"]


async def test_a_count_that_comes_after_the_close_is_dropped(world: World) -> None:
    session = await posted(world)
    await world.deliverer.deliver(world.at)
    assert session.closes_at is not None
    world.at = session.closes_at - timedelta(minutes=3, seconds=1)
    await world.member("Maya").answers(session, ("B",))
    await world.until_the_close(session)

    titles = [card.title for card in world.chat.cards("amend")]
    assert titles == ["This question has closed"]


async def test_a_second_answer_asks_for_no_new_count(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    maya = world.member("Maya")
    await maya.answers(session, ("B",))
    world.at += timedelta(minutes=1)
    await world.beat()
    await maya.answers(session, ("A",))
    world.at += timedelta(minutes=1)
    await world.beat()

    assert deeds(world) == ["say", "amend"]


async def test_a_question_that_has_left_the_pack_is_said_no_more(world: World) -> None:
    await posted(world)
    gone = World(world.store, bank(pack([item("mla-d1-9999")])), at=world.at, chat=world.chat)
    await gone.beat()

    assert world.chat.said == []
    assert await gone.deliverer.deliver(world.at + timedelta(hours=1)) == 0


async def test_a_card_that_cannot_be_made_holds_no_other_group_up(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    sound, lame = item("mla-d1-9001"), item("mla-d1-9002")
    world = World(world.store, Bank.of([pack([sound]), replace(pack([lame]), id="lame")]))
    await world.set_up(pack="lame")
    await world.member("Boris", manages=True).wants(replace(USUAL, pack="mla-c01"), place=LIBRARY)
    await world.app.tick(NINE)
    unknown_domain = replace(pack([replace(lame, domain="9")]), id="lame")
    later = World(world.store, Bank.of([pack([sound]), unknown_domain]), at=NINE, chat=world.chat)
    with caplog.at_level(logging.ERROR, "cohort"):
        await later.beat()

    assert [place.room for _, place, _, _ in world.chat.said] == ["library"]
    assert [record.message for record in caplog.records] == ["not said"]
    await world.pass_until(NINE + timedelta(minutes=1))
    assert [place.room for _, place, _, _ in world.chat.said] == ["library", "study"]


async def test_a_notice_whose_reason_is_gone_is_not_said(world: World) -> None:
    await world.set_up()
    group = world.group().id
    private = replace(PLACE, room="")
    notice = Delivery(group, "n", "notice", private, "", world.at, account="ada")
    world.ask(lambda ledger: ledger.deliveries.add(notice))
    world.ask(lambda ledger: ledger.deliveries.add(replace(notice, key="m", sort="question", about="nowhere")))
    await world.beat()

    assert world.chat.said == []
