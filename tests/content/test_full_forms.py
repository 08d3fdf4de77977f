"""What the bank lasts for: sixteen full mock exams of which no two share a question, each like the exam."""

from __future__ import annotations

from datetime import timedelta

from adapters.settings import REPOSITORY
from adapters.shelf import read_shelf
from adapters.store import SqlStore
from bot.commands import HandIn, PausePosts
from tests.bot.mock_scene import attempts, begins, mock_world, session_of
from tests.bot.rules.test_full_forms import forms_of
from tests.databases import sqlite_engine

FORMS = 16


def test_a_member_gets_sixteen_full_mocks_before_a_question_comes_again() -> None:
    pack = read_shelf(REPOSITORY / "content")[0].pack("mla-c01")
    ready = [item for item in pack.items if item.status in {"live", "pilot"}]
    forms = forms_of(pack, FORMS, ready)

    assert [len(form.items) for form in forms] == [pack.exam.questions] * FORMS
    assert [len(form.unscored) for form in forms] == [pack.exam.unscored] * FORMS
    assert len({name for form in forms for name in form.items}) == FORMS * pack.exam.questions


async def test_at_the_door_too_sixteen_full_mocks_come_without_a_repeat() -> None:
    pack = read_shelf(REPOSITORY / "content")[0].pack("mla-c01")
    world = await mock_world(SqlStore(sqlite_engine()), pack)
    await world.member("Ada", manages=True).wants(PausePosts())
    maya = world.member("Maya")
    asked: list[str] = []
    for _ in range(FORMS):
        world.at += timedelta(days=1)
        await begins(maya, "full")
        session = session_of(maya)
        asked += [name for name, _ in session.form]
        assert session.paper is not None
        assert (len(session.form), len(session.paper.unscored)) == (pack.exam.questions, pack.exam.unscored)
        await maya.wants(HandIn(session.id, sure=True))

    assert len(attempts(maya)) == FORMS
    assert len({*asked}) == len(asked) == FORMS * pack.exam.questions
