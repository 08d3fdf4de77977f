"""What the bank lasts for: sixteen full mock exams of which no two share a question, each like the exam."""

from __future__ import annotations

from adapters.settings import REPOSITORY
from adapters.shelf import read_shelf
from tests.bot.rules.test_full_forms import forms_of

FORMS = 16


def test_a_member_gets_sixteen_full_mocks_before_a_question_comes_again() -> None:
    pack = read_shelf(REPOSITORY / "content")[0].pack("mla-c01")
    ready = [item for item in pack.items if item.status in {"live", "pilot"}]
    forms = forms_of(pack, FORMS, ready)

    assert [len(form.items) for form in forms] == [pack.exam.questions] * FORMS
    assert [len(form.unscored) for form in forms] == [pack.exam.unscored] * FORMS
    assert len({name for form in forms for name in form.items}) == FORMS * pack.exam.questions
