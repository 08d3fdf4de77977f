"""A slot has come, or a lead asks for it: one question a day before the group, in each of its places."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.calls import Place
from bot.commands import AnswerItem, PausePosts, PostNow, Practise, ResumePosts
from bot.rules.sessions import session_id
from tests.bot.specimens import bank, item, pack, plenty
from tests.world import START, World

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


async def test_the_question_comes_at_its_hour_in_full_and_without_letters(world: World) -> None:
    await world.set_up()
    await world.pass_until(NINE - timedelta(seconds=1))
    assert world.chat.said == []

    await world.pass_until(NINE)
    (card,) = world.chat.cards("say")
    asked = world.item(world.sessions()[0])
    assert card.title == "Question of Monday 23 November"
    assert asked.stem in repr(card)
    for option in asked.problem.reveal():
        assert option.text in repr(card)
    assert [control.label for control in card.controls] == ["Answer"]
    assert "letter='A'" not in repr(card)


async def test_a_session_remembers_the_local_date_and_the_version_of_its_question(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()

    assert session.day == date(2026, 11, 23)
    assert session.form == ((world.item(session).id, world.item(session).version),)
    assert session.closes_at == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


async def test_every_place_of_the_group_gets_the_question(world: World) -> None:
    await world.set_up()
    group = world.group().id
    world.ask(lambda ledger: ledger.groups.bind(group, Place("web", "local", "library")))
    await world.daily_question()

    assert sorted(place.room for _, place, _, _ in world.chat.said) == ["library", "study"]


async def test_a_lead_posts_a_first_question_now_and_the_day_has_no_second_one(world: World) -> None:
    ada = await world.set_up()
    assert (await ada.wants(PostNow())).title == "Posted."
    await world.beat()
    assert (await ada.wants(PostNow())).title == "Today’s question is out already."

    await world.pass_until(NINE)
    assert len(world.chat.cards("say")) == 1


async def test_a_member_cannot_post(world: World) -> None:
    await world.set_up()

    assert "Only leads" in (await world.member("Maya").wants(PostNow())).summary


async def test_a_rest_day_has_no_question(world: World) -> None:
    await world.set_up(days=("tue",))
    await world.pass_until(NINE)

    assert world.sessions() == ()
    assert (await world.daily_question()).day == date(2026, 11, 24)


async def test_while_paused_nothing_is_posted_and_resuming_starts_with_the_next_hour(world: World) -> None:
    ada = await world.set_up()
    await ada.wants(PausePosts())
    await world.pass_until(NINE + timedelta(hours=1))
    assert world.sessions() == ()

    await ada.wants(ResumePosts())
    await world.beat()
    assert world.sessions() == ()
    assert (await world.daily_question()).day == date(2026, 11, 24)


async def test_a_group_whose_pack_has_run_dry_waits_for_its_next_hour(world: World) -> None:
    await world.set_up()
    dry = World(world.store, bank(pack([item(status="retired")])), at=world.at, chat=world.chat)
    await dry.pass_until(NINE)
    assert dry.sessions() == ()

    assert await dry.app.tick(NINE + timedelta(seconds=20)) == 0
    world.at = NINE + timedelta(hours=2)
    assert (await world.daily_question()).day == date(2026, 11, 24)


async def test_days_go_on_with_questions_not_asked_before(world: World) -> None:
    world = World(world.store, bank(plenty()))
    await world.set_up()
    asked = []
    for _ in range(8):
        session = await world.daily_question()
        asked.append(session.form[0][0])
        await world.until_the_close(session)

    assert len(set(asked)) == 8
    assert [name.split("-")[1] for name in asked[:4]] == ["d1", "d2", "d4", "d3"]


async def test_of_equal_questions_comes_the_one_that_fewer_have_met(world: World) -> None:
    first, second, third = (item(f"mla-d1-900{number}") for number in range(3))
    world = World(world.store, bank(pack([first, second, third])))
    await world.set_up()
    maya, ben = world.member("Maya"), world.member("Ben")
    for person, met in ((maya, first), (maya, third), (ben, third)):
        await person.wants(Practise())
        quiz = session_id(world.group().id, "quiz", START.date())
        assert (await person.wants(AnswerItem(quiz, met.id, ("B",)))).tone != "trouble"
    session = await world.daily_question()

    assert session.form[0][0] == second.id
