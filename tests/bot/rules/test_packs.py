"""Packs and the bank: which questions are fit to be asked, and where they are found."""

from __future__ import annotations

import pytest

from bot.rules.items import Mark
from bot.rules.packs import Bank
from tests.bot.specimens import CASE, item, matching, pack


def test_only_live_questions_are_asked() -> None:
    one = pack([item("a"), item("b", status="draft"), item("c", status="quarantined"), item("d", status="retired")])

    assert [each.id for each in one.live] == ["a"]
    assert one.item("d").status == "retired"


def test_questions_are_found_by_domain_and_task() -> None:
    one = pack([item("a"), item("b", domain="2", task="2.1"), item("c", domain="2", task="2.2")])

    assert [each.id for each in one.within()] == ["a", "b", "c"]
    assert [each.id for each in one.within(domain="2")] == ["b", "c"]
    assert [each.id for each in one.within(task="2.2")] == ["c"]
    assert one.within(domain="1", task="2.2") == ()


def test_two_questions_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        pack([item("a"), item("a", version=2)])


def test_a_bank_knows_its_packs_and_no_others() -> None:
    bank = Bank.of([pack()])

    assert bank.pack("mla-c01").exam.questions == 65
    with pytest.raises(KeyError):
        bank.pack("saa-c03")


def test_a_question_of_a_case_counts_as_case_study_whatever_its_form() -> None:
    assert item(problem=matching()).type == "matching"
    assert item(problem=matching(), case=CASE).type == "case_study"


@pytest.mark.parametrize("near", [-0.01, 1.01])
def test_a_near_miss_share_lies_between_nothing_and_all(near: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Mark(right=False, near=near)
