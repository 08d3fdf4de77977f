"""The next free ids, over all files of a pack."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from bot.packs.fields import ItemId
from bot.packs.next_ids import next_ids
from tests.bot.packs.specimens import case, choice, head, read


def test_a_pack_without_questions_begins_with_one() -> None:
    assert list(next_ids(read())) == ["demo-d1-0001", "demo-d2-0001", "demo-case-001"]


@pytest.mark.parametrize(
    ("pack", "prefix"),
    [
        ("mla-c02", "mlac02"),
        ("demo", "demo"),
        ("101-demo", "p101demo"),
        ("solutions-architect-c03", "solutionsc03"),
        ("a-verylongexamname", "alongexamname"[:1] + "longexamname"[-11:]),
    ],
)
def test_a_pack_without_questions_gets_a_prefix_of_its_own(pack: str, prefix: str) -> None:
    told = list(next_ids(read(pack=head(id=pack))))
    assert told == [f"{prefix}-d1-0001", f"{prefix}-d2-0001", f"{prefix}-case-001"]
    assert TypeAdapter(list[ItemId]).validate_python(told[:2]) == told[:2]


def test_numbers_go_on_from_the_highest_one_wherever_it_stands() -> None:
    other = choice("0099", id="demo-d2-9999", domain="2", task="2.1", skills=["2.1.01"])
    told = read(
        choice("0007"), choice("0003", status="retired"), other, cases=(case(choice("0012"), case="demo-case-031"),)
    )
    assert list(next_ids(told)) == ["demo-d1-0013", "demo-d2-10000", "demo-case-032"]


def test_a_pack_that_cannot_be_read_has_none() -> None:
    assert list(next_ids(read(pack={"id": "demo"}))) == []
