"""Commands on Discord: what is registered, who is shown what, completion, menus, forms and private conversations."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from adapters.discord.slash import MANAGE_GUILD, commands, invite_url
from bot.usecases import CATALOGUE
from tests.adapters.discord_scene import Scene
from tests.bot.specimens import EACH_TYPE, bank, pack
from tests.peers.discord_command_rules import commands_faults
from tests.peers.discord_faults import POST_MESSAGE, REGISTER
from tests.peers.discord_model import JSON

CHOICE = EACH_TYPE[0]


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with Scene.open(bank=bank(pack([CHOICE]))) as scene:
        yield scene


def registered(name: str) -> JSON:
    """A command of ours as it is registered."""
    return next(command for command in commands(CATALOGUE) if command["name"] == name)


def test_every_command_keeps_the_rules() -> None:
    assert commands_faults(commands(CATALOGUE)) == []


async def test_discord_04_slash_commands_are_registered_at_each_start_in_one_go(scene: Scene) -> None:
    names = {command["name"] for command in scene.peer.server.commands}
    assert {"today", "quiz", "me", "board", "help", "report", "cohort"} <= names
    await scene.restart()
    assert len(scene.peer.called(*REGISTER)) == 2
    assert {command["name"] for command in scene.peer.server.commands} == names


async def test_discord_05_lead_commands_are_hidden_and_checked_again(scene: Scene) -> None:
    """A server admin may show them to everybody; the core still asks who it is."""
    await scene.set_up()
    assert int(registered("cohort")["default_member_permissions"]) == MANAGE_GUILD
    with pytest.raises(AssertionError, match="is not shown"):
        await scene.peer.slash("cohort status", user="Maya")
    done = await scene.peer.slash("cohort status", user="Maya", shown=False)
    assert "Only leads of this group can do that." in done.reply.text
    assert "Settings" in (await scene.peer.slash("cohort status", user="Ada")).reply.text


def test_discord_06_where_a_command_works_is_said_outright() -> None:
    assert registered("quiz")["contexts"] == [0, 1, 2]
    assert registered("quiz")["integration_types"] == [0, 1]
    for name in ("board", "cohort"):
        assert (registered(name)["contexts"], registered(name)["integration_types"]) == ([0], [0])


async def test_discord_06_practice_works_in_private(scene: Scene) -> None:
    await scene.set_up()
    await scene.peer.slash("me", user="Maya")
    inbox = scene.peer.server.inbox(scene.peer.person("Maya"))
    done = await scene.peer.slash("quiz", user="Maya", channel=inbox.id)
    verdict = await scene.peer.press(done.reply, "A", user="Maya")
    assert "### " in verdict.reply.text
    assert verdict.reply.labels[0] == "Another question"


async def test_discord_06_on_a_server_that_only_one_person_brought_it_to_practice_is_private(scene: Scene) -> None:
    """A user install: the group is the person's own, wherever they type."""
    await scene.set_up()
    await scene.peer.slash("me", user="Maya")
    elsewhere = scene.peer.add_channel("somewhere else")
    elsewhere.brought_by = scene.peer.person("Maya")
    done = await scene.peer.slash("quiz", user="Maya", channel=elsewhere.id)
    assert CHOICE.stem in done.reply.text
    assert done.reply.ephemeral


async def test_a_thread_belongs_to_its_channel(scene: Scene) -> None:
    await scene.post()
    thread = scene.peer.server.open_thread(scene.question, "Talk")
    done = await scene.peer.slash("me", user="Maya", channel=thread.id)
    assert "How you are doing, Maya" in done.reply.text


async def test_discord_07_options_complete_and_are_validated(scene: Scene) -> None:
    await scene.set_up()
    domains = await scene.peer.autocomplete("quiz", "domain", "number 2", user="Maya")
    assert domains == [{"name": "2 Domain number 2", "value": "2"}]
    tasks = await scene.peer.autocomplete("quiz", "task", "1.", user="Maya")
    assert [task["value"] for task in tasks] == ["1.1", "1.2", "1.3"]
    zones = await scene.peer.autocomplete("cohort setup", "zone", "europe/", user="Ada")
    assert len(zones) == 25
    assert await scene.peer.autocomplete("report", "words", "x", user="Maya") == []
    done = await scene.peer.slash("quiz", {"domain": "cooking"}, user="Maya")
    assert "has no domain “cooking”" in done.reply.text


async def test_discord_09_a_question_is_reported_from_its_menu(scene: Scene) -> None:
    question = await scene.post()
    opened = await scene.peer.message_menu("Report this question", question, user="Maya")
    assert opened.answer_type == 9
    form = scene.peer.modal("Maya")
    assert CHOICE.stem in form.text
    done = await scene.peer.submit(form, {"What is wrong with it?": "The key looks wrong."})
    assert "Thank you. Your report is stored." in done.reply.text
    assert done.reply.ephemeral
    reports = await scene.peer.slash("cohort reports", user="Ada")
    assert "The key looks wrong." in reports.reply.text


async def test_discord_09_a_question_is_explained_from_its_menu(scene: Scene) -> None:
    question = await scene.post()
    early = await scene.peer.message_menu("Explain this question", question, user="Maya")
    assert "Answer first, then the reasons." in early.reply.text
    sheet = await scene.peer.press(early.reply, "Answer", user="Maya")
    await scene.peer.press(sheet.reply, "A", user="Maya")
    told = await scene.peer.message_menu("Explain this question", question, user="Maya")
    assert "Your first answer stands." in told.reply.text
    await scene.beat(16)
    missed = await scene.peer.message_menu("Explain this question", question, user="Leo")
    assert "This one has closed." in missed.reply.text
    assert "**Why**" in missed.reply.text
    assert early.reply.ephemeral
    assert told.reply.ephemeral
    assert missed.reply.ephemeral


async def test_the_menu_on_another_message_says_what_it_is_for(scene: Scene) -> None:
    await scene.post()
    other = scene.peer.server.post(scene.channel, {"content": "Good morning"}, author=scene.peer.person("Leo").id)
    for menu in ("Report this question", "Explain this question"):
        done = await scene.peer.message_menu(menu, other, user="Maya")
        assert "That message holds no question" in done.reply.text


async def test_a_report_with_words_needs_no_form(scene: Scene) -> None:
    await scene.post()
    done = await scene.peer.slash("report", {"words": "Out of **date** @everyone"}, user="Maya")
    assert "stored" in done.reply.text
    shown = (await scene.peer.slash("cohort reports", user="Ada")).reply.text
    assert r"Out of \*\*date\*\* \@everyone" in shown


async def test_a_form_opens_from_a_command_and_its_fault_loses_nothing(scene: Scene) -> None:
    await scene.set_up()
    await scene.peer.slash("name", user="Maya")
    done = await scene.peer.submit(scene.peer.modal("Maya"), {"On the board": "hidden"})
    assert "The board does not show you." in done.reply.text

    await scene.peer.slash("outcome", user="Maya")
    done = await scene.peer.submit(scene.peer.modal("Maya"), {"Result": "pass", "Score": "764"})
    assert "Passed, 764 points." in done.reply.text
    await scene.peer.slash("outcome", {"result": "fail", "needs": "2,4"}, user="Maya")
    assert "needs improvement in 2, 4" in (await scene.peer.slash("me", user="Maya")).reply.text

    bad = await scene.peer.slash("cohort setup", {"time": "25:00", "zone": "Europe/Berlin"}, user="Ada")
    if bad.modal is None:
        assert "“25:00” is not an hour." in bad.reply.text
    else:
        label = next(part for part in bad.modal.components if part.get("label") == "Hour of the question")
        assert "“25:00” is not an hour." in label["description"]


async def test_settings_are_changed_in_a_form_of_five_fields(scene: Scene) -> None:
    await scene.set_up(feedback="at_close")
    status = (await scene.peer.slash("cohort status", user="Ada")).reply
    await scene.peer.press(status, "Change", user="Ada")
    form = scene.peer.modal("Ada")
    assert [label for label, _ in form.fields] == [
        "Channel",
        "Hour of the question",
        "Time zone",
        "Study days",
        "Closing hour",
    ]
    done = await scene.peer.submit(form, {"Hour of the question": "10:15", "Study days": ["mon", "wed"]})
    assert "Saved." in done.reply.text
    told = (await scene.peer.slash("cohort status", user="Ada")).reply.text
    assert "10:15" in told
    assert "Key: At the close, together" in told  # the policy it had no field for stays


async def test_a_wrong_hour_in_the_form_can_be_corrected(scene: Scene) -> None:
    await scene.set_up()
    status = (await scene.peer.slash("cohort status", user="Ada")).reply
    await scene.peer.press(status, "Change", user="Ada")
    wrong = await scene.peer.submit(scene.peer.modal("Ada"), {"Hour of the question": "99:99", "Closing hour": "18:45"})
    assert "99:99" in wrong.reply.text
    assert wrong.reply.labels[0] == "Correct it"
    await scene.peer.press(wrong.reply, "Correct it", user="Ada")
    form = scene.peer.modal("Ada")
    fields = dict(form.fields)
    assert (fields["Hour of the question"]["value"], fields["Closing hour"]["value"]) == ("99:99", "18:45")
    done = await scene.peer.submit(form, {"Hour of the question": "09:30"})
    assert "Saved." in done.reply.text


async def test_where_no_group_lives_everybody_learns_what_to_do(scene: Scene) -> None:
    done = await scene.peer.slash("today", user="Maya")
    assert "No study group lives here yet." in done.reply.text
    assert scene.peer.called(*POST_MESSAGE) == []


async def test_a_long_and_hostile_name_is_only_a_name(scene: Scene) -> None:
    await scene.post()
    name = "**@everyone** <@1> `x` " * 400
    sheet = await scene.open_sheet(name)
    await scene.peer.press(sheet, "A", user=name)
    told = (await scene.peer.slash("me", user=name)).reply.text
    assert r"\*\*\@everyone\*\*" in told


def test_discord_21_the_invitation_asks_for_little() -> None:
    view, send, embed, attach = 1 << 10, 1 << 11, 1 << 14, 1 << 15
    threads = (1 << 35) | (1 << 38)
    administrator = 1 << 3
    address = invite_url(77)
    asked = int(address.partition("permissions=")[2].partition("&")[0])
    assert asked == view | send | embed | attach | threads
    assert not asked & administrator
    assert "client_id=77" in address
    assert "scope=bot+applications.commands" in address
