"""Multiple choice and multiple response, as the exam marks them."""

from __future__ import annotations

import pytest

from bot.errors import NotAnAnswer
from bot.item_types import Choice
from bot.rules.items import Mark, Pick
from tests.bot.specimens import choice, options, response


def test_one_to_pick_is_multiple_choice_and_more_is_multiple_response() -> None:
    assert choice().type == "multiple_choice"
    assert response().type == "multiple_response"


def test_the_order_of_picks_does_not_matter() -> None:
    assert response().mark(("D", "B")) == response().mark(("B", "D")) == Mark(right=True, near=1)


def test_half_the_key_is_close_and_wrong() -> None:
    assert response().mark(("B", "A")) == Mark(right=False, near=0.5)
    assert response().mark(("A", "C")) == Mark(right=False, near=0)


def test_a_multiple_response_is_asked_for_as_a_whole() -> None:
    assert response().wants(("B",)) == Pick(response().options, 2)
    with pytest.raises(NotAnAnswer):
        response().wants(("A", "B", "C"))


def test_shares_name_every_option_and_the_key_among_them() -> None:
    shares = response().tally([("A", "B"), ("B", "D"), ("B", "C")])

    assert [round(share.part, 2) for share in shares] == [0.33, 1, 0.33, 0.33, 0]
    assert [share.right for share in shares] == [False, True, False, True, False]


def test_an_answer_is_spelled_in_file_order() -> None:
    assert response().spell(("D", "A")) == ("Option a of the specimen", "Option d of the specimen")


@pytest.mark.parametrize(
    ("key", "select", "fault"),
    [({"Z"}, 1, "not offered"), ({"A", "B"}, 1, "to select"), (set(), 1, "to select")],
)
def test_a_key_that_does_not_fit_is_refused(key: set[str], select: int, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Choice(options(3), frozenset(key), select)


def test_two_options_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        Choice((*options(2), options(1)[0]), frozenset({"A"}))
