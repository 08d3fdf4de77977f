"""A member says that a question is wrong; leads read it with the version, without a name."""

from __future__ import annotations

from bot.cards.model import Form
from bot.commands import Practise, ReportItem, ShowReports, ShowToday
from tests.world import World

HOSTILE = "<!channel> @everyone <@U1> [a](https://example.com) \u202ebackwards"


async def test_a_report_without_words_asks_what_is_wrong(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    maya = world.member("Maya")
    form = await maya.wants(ReportItem())
    assert isinstance(form.form, Form)
    assert world.item(session).stem in repr(form)

    done = await maya.sends(form, {"words": "The key is out of date."})
    assert done.title == "Thank you. Your report is stored."
    assert world.item(session).id in repr(done.foot)


async def test_leads_read_reports_latest_first_and_without_names(world: World) -> None:
    ada = await world.set_up()
    await world.daily_question()
    assert (await ada.wants(ShowReports())).title == "No reports."
    maya = world.member("Maya")
    await maya.wants(ReportItem("first"))
    world.at = world.at.replace(hour=9)
    await maya.wants(ReportItem(HOSTILE))
    card = await ada.wants(ShowReports())

    assert card.title == "Reports: 2"
    assert repr(card).index("backwards") < repr(card).index("first")
    assert "23 November" in repr(card)
    assert "Maya" not in repr(card)
    assert "\u202e" not in repr(card)


async def test_a_long_report_is_shown_in_whole_and_a_longer_one_with_a_mark_where_it_ends(world: World) -> None:
    ada = await world.set_up()
    await world.daily_question()
    long, longer = "word " * 119 + "end", "much " * 180 + "end"
    for words in (long, longer):
        await world.member("Maya").wants(ReportItem(words))
    card = repr(await ada.wants(ShowReports()))

    assert f": {long}" in card
    assert "much …" in card.replace("much…", "much …")
    assert longer not in card


async def test_a_report_is_for_leads_to_read(world: World) -> None:
    await world.set_up()

    assert "Only leads" in (await world.member("Maya").wants(ShowReports())).summary


async def test_the_same_report_twice_is_stored_once(world: World) -> None:
    ada = await world.set_up()
    await world.daily_question()
    for _ in range(2):
        await world.member("Maya").wants(ReportItem("The key is wrong."))

    assert (await ada.wants(ShowReports())).title == "One report"


async def test_with_none_open_the_question_answered_last_is_meant(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    sheet = await maya.wants(Practise(task="1.1"))
    result = await maya.presses(sheet, "A")
    assert (await maya.presses(result, "Report this question")).title == "Report this question"

    assert "mla-d1-9001" in repr(await maya.wants(ReportItem("unclear")))


async def test_before_any_question_there_is_nothing_to_report(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")

    for command, words in (
        (ReportItem("wrong"), "no question to report yet"),
        (ReportItem("wrong", "", "mla-d9-0000"), "was withdrawn from its pack"),
    ):
        card = await maya.wants(command)
        assert card.tone == "trouble"
        assert words in card.summary
    assert (await maya.wants(ShowToday())).tone == "plain"
