"""A lead sets the group up: what fits is kept as a whole, and what does not changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.calls import Actor, Place
from bot.cards.model import Button, Card, ChooseOne, Form, Moment, Paragraph
from bot.commands import PostNow, SetUpGroup, ShowStatus
from bot.rules.groups import Group, Rhythm, Role
from bot.rules.packs import Bank, Timer
from bot.usecases.choices import choices
from tests.bot.specimens import item, pack
from tests.world import PLACE, USUAL, Person, World

HERE = Place("web", "local", "")


def state(world: World) -> tuple[Group | None, Rhythm | None, object]:
    """Everything that a set-up could change."""
    group = world.ask(lambda ledger: ledger.groups.at(PLACE))
    if group is None:
        return None, None, None
    return world.ask(lambda ledger: (group, ledger.groups.rhythm(group.id), ledger.groups.homes(group.id)))


def values(card: Card) -> dict[str, object]:
    """What the fields of the form start from."""
    assert isinstance(card.form, Form)
    return {field.name: getattr(field, "value", None) for field in card.form.fields}


BAD: list[tuple[str, SetUpGroup, str]] = [
    ("time", replace(USUAL, time="9am"), "“9am” is not an hour"),
    ("time", replace(USUAL, time="24:00"), "24-hour clock, such as 09:00"),
    ("time", replace(USUAL, time="12:60"), "“12:60” is not an hour"),
    ("zone", replace(USUAL, zone="Europe/Atlantis"), "“Europe/Atlantis” is not a time zone I know"),
    ("zone", replace(USUAL, zone="../../etc/passwd"), "IANA name, such as Europe/Berlin"),
    ("days", replace(USUAL, days=("mon", "someday")), "“someday” is not a day"),
    ("days", replace(USUAL, days=("",)), "Use mon, tue"),
    ("closes", replace(USUAL, closes="late"), "“late” is not an hour"),
    ("closes", replace(USUAL, closes="09:59"), "That leaves 59 minutes to answer"),
    ("feedback", replace(USUAL, feedback="never"), "“never” is not a policy"),
    ("pack", replace(USUAL, pack="saa-c03"), "There is no pack “saa-c03”. Choose one of mla-c01"),
    ("timer", replace(USUAL, timer="90"), "“90” is not a timer of MLA-C01. Choose 170 or 130 minutes"),
]


@pytest.mark.parametrize(("field", "command", "sentence"), BAD)
async def test_a_bad_setting_is_named_and_no_group_begins(
    world: World, field: str, command: SetUpGroup, sentence: str
) -> None:
    card = await world.member("Ada", manages=True).wants(command)

    assert (card.tone, card.field) == ("trouble", field)
    assert sentence in card.summary
    assert state(world) == (None, None, None)


@pytest.mark.parametrize(("field", "command", "sentence"), BAD)
async def test_a_bad_setting_leaves_a_running_group_as_it_was(
    world: World, field: str, command: SetUpGroup, sentence: str
) -> None:
    ada = await world.set_up()
    before = state(world)

    card = await ada.wants(replace(command, room="elsewhere"))

    assert card.field == field
    assert sentence in card.summary
    assert state(world) == before


async def test_without_settings_the_form_offers_the_usual(world: World) -> None:
    ada = Person(world, Actor("web", "local", "ada", "Ada", manages=True, zone="Asia/Tokyo"))
    card = await ada.wants(SetUpGroup())

    assert values(card) == {
        "room": "study",
        "pack": "mla-c01",
        "time": "09:00",
        "zone": "Asia/Tokyo",
        "days": ("mon", "tue", "wed", "thu", "fri"),
        "closes": "17:00",
        "feedback": "at_once",
        "timer": "170",
    }
    assert "successor is MLA-C02" in repr(card)


async def test_the_form_of_a_running_group_starts_from_its_settings(world: World) -> None:
    ada = await world.set_up(time="7:30", days=("sun", "wed"), feedback="at_close", timer="130", zone="utc")
    found = values(await ada.wants(SetUpGroup()))

    assert found["time"] == "07:30"
    assert found["days"] == ("wed", "sun")
    assert found["feedback"] == "at_close"
    assert found["timer"] == "130"
    assert found["zone"] == "UTC"


async def test_a_mock_exams_length_is_offered_in_the_packs_own_words_and_whole(world: World) -> None:
    card = await world.member("Ada", manages=True).wants(SetUpGroup())
    assert isinstance(card.form, Form)
    timer = next(field for field in card.form.fields if isinstance(field, ChooseOne) and field.name == "timer")
    labels = [one.label for one in world.bank.packs["mla-c01"].exam.timers]

    assert len(labels[1]) > len("130 minutes, the standard form as several public sources")
    assert [offer.text for offer in timer.offers] == labels
    assert [offer.text for offer in choices(world.bank, "timer", "")] == labels


async def test_a_change_is_saved_and_a_question_is_offered_only_where_none_was_asked_today(world: World) -> None:
    ada = await world.set_up()
    changed = await ada.wants(replace(USUAL, closes="18:00"))
    assert changed.title == "Saved."
    assert (await ada.presses(changed, "Post a question now")).title == "Posted."

    again = await ada.wants(replace(USUAL, closes="19:00"))
    assert (again.title, again.controls) == ("Saved.", ())
    session = await world.daily_question()
    await world.until_the_close(session)
    assert (await ada.wants(USUAL)).controls == (), "it has closed, but the day has had its question"


async def test_a_set_up_ends_with_the_first_hour_and_a_preview_that_gives_nothing_away(world: World) -> None:
    card = await world.member("Ada", manages=True).wants(USUAL)
    first = card.blocks[0]

    assert isinstance(first, Paragraph)
    moment = next(span for span in first.text if isinstance(span, Moment))
    assert moment.at == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert [control.label for control in card.controls] == ["Post a first question now"]
    assert "which of the options fits" in repr(card)
    assert "Because of" not in repr(card)


async def test_the_question_posted_is_the_one_the_preview_showed(world: World) -> None:
    card = await world.member("Ada", manages=True).wants(USUAL)
    session = await world.daily_question()

    assert world.item(session).stem in repr(card)


async def test_hours_zones_and_days_are_read_as_people_write_them(world: World) -> None:
    await world.set_up(time="9", closes="17.30", zone=" europe/berlin ", days=("Monday", "FRI"))
    group, rhythm, _ = state(world)

    assert rhythm is not None
    assert (rhythm.opens, rhythm.closes) == (time(9), time(17, 30))
    assert rhythm.days == {0, 4}
    assert group is not None
    assert group.zone == "Europe/Berlin"


async def test_whoever_starts_a_group_is_its_lead_without_the_platforms_leave(world: World) -> None:
    ada = await world.set_up()
    plain = Person(world, replace(ada.actor, manages=False))

    assert (await plain.wants(ShowStatus())).title == "Your study group"


async def test_whom_the_platform_forbids_to_manage_the_place_starts_no_group_in_it(world: World) -> None:
    card = await world.member("Maya", manages=False).wants(USUAL)

    assert "Only leads" in card.summary
    assert state(world) == (None, None, None)


async def test_a_manager_of_the_place_becomes_a_lead_by_changing_the_group(world: World) -> None:
    await world.set_up()
    boris = world.member("Boris", manages=True)
    await boris.wants(ShowStatus())
    await boris.wants(replace(USUAL, time="10:00"))

    group = world.group().id
    roles = world.ask(lambda ledger: {m.name: m.role for m in ledger.groups.members(group).values()})
    assert roles == {"Ada": Role.LEAD, "Boris": Role.LEAD}


async def test_a_member_cannot_change_the_group(world: World) -> None:
    await world.set_up()
    before = state(world)
    card = await world.member("Maya").wants(replace(USUAL, time="10:00"))

    assert "Only leads" in card.summary
    assert state(world) == before


async def test_a_group_moves_to_another_channel_with_everything_it_has(world: World) -> None:
    ada = await world.set_up()
    session = await world.daily_question()
    await ada.answers(session, ("B",))
    group = world.group().id
    await ada.wants(replace(USUAL, room="library"))

    homes = world.ask(lambda ledger: [home.place.room for home in ledger.groups.homes(group)])
    assert homes == ["library"]
    assert len(world.responses(session)) == 1


@pytest.mark.parametrize(("founded", "label"), [(False, "Post a first question now"), (True, "Post a question now")])
async def test_a_group_set_up_from_another_channel_can_be_asked_from_there(
    world: World, founded: bool, label: str
) -> None:
    if founded:
        await world.set_up()
    ada = world.member("Ada", manages=True)
    card = await ada.wants(replace(USUAL, room="library"))
    stranger = await world.member("Boris").presses(card, label)
    assert "No study group lives here yet" in stranger.summary

    assert (await ada.presses(card, label)).title == "Posted."
    await world.beat()
    assert [place.room for deed, place, _, _ in world.chat.said if deed == "say"] == ["library"]


async def test_a_group_set_up_in_its_own_channel_or_in_private_offers_its_question(world: World) -> None:
    ada = world.member("Ada", manages=True)
    for place in (PLACE, HERE):
        card = await ada.wants(replace(USUAL, room="study"), place=place)
        assert [control.press for control in card.controls if isinstance(control, Button)] == [PostNow()]


async def test_two_groups_cannot_live_in_one_channel(world: World) -> None:
    await world.set_up()
    other = world.member("Boris", manages=True)
    card = await other.wants(replace(USUAL, room="study"), place=replace(PLACE, room="library"))

    assert card.field == "room"
    assert "Another study group lives in that channel" in card.summary


async def test_in_private_a_channel_must_be_chosen(world: World) -> None:
    card = await world.member("Ada", manages=True).wants(USUAL, place=HERE)

    assert (card.field, card.summary) == ("room", "Choose the channel to post in.")
    assert (await world.member("Ada").wants(replace(USUAL, room="study"), place=HERE)).title.endswith("ready.")


async def test_a_pack_without_live_questions_starts_no_group(world: World) -> None:
    world = World(world.store, Bank.of([pack([item(status="draft")])]))
    card = await world.member("Ada", manages=True).wants(USUAL)

    assert (card.tone, card.field) == ("trouble", "pack")
    assert "The pack mla-c01 has no live question yet" in card.summary
    assert state(world) == (None, None, None)


async def test_the_usual_pack_is_one_that_has_something_to_ask(world: World) -> None:
    world = World(world.store, Bank.of([replace(pack([item(status="draft")]), id="aaa-01"), pack()]))
    await world.set_up()

    assert world.group().pack == "mla-c01"


async def test_the_timer_follows_the_exam_that_was_chosen(world: World) -> None:
    first = pack()
    exam = replace(first.exam, code="SAA-C03", timers=(Timer(65, "half"),))
    world = World(world.store, Bank.of([first, replace(first, id="saa-c03", exam=exam)]))
    await world.set_up(pack="saa-c03")

    assert world.group().timer == 65


async def test_an_edited_hour_fires_at_the_new_hour_and_not_at_the_old_one(world: World) -> None:
    ada = await world.set_up()
    await ada.wants(replace(USUAL, time="10:00"))

    await world.pass_until(datetime(2026, 11, 23, 8, 30, tzinfo=UTC))
    assert world.sessions() == ()
    await world.pass_until(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    assert len(world.sessions()) == 1
