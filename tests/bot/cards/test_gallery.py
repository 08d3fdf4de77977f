"""Every card of the gallery is whole: it says something, its controls can be pressed, and its letters are one's own."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest

from bot.cards.model import Button, Card, ChooseOne, ChooseSome, Listing, Meter, Order, Row, Table
from bot.cards.result import rationale_rows
from bot.commands import AnswerItem
from bot.rules.items import Item
from bot.wire import decode, encode, verb_of
from tests.bot.cards.gallery import GALLERY, right_answer, wrong_answer
from tests.bot.specimens import EACH_TYPE, item, matching, ordering, response

EACH = pytest.mark.parametrize("card", GALLERY.values(), ids=list(GALLERY))


@EACH
def test_a_card_has_a_title_and_says_itself_in_one_line(card: Card) -> None:
    assert card.title.strip()
    assert card.short.strip()
    assert "\n" not in card.title


@EACH
def test_every_button_and_form_on_a_card_travels_as_a_token(card: Card) -> None:
    commands = [control.press for control in card.controls if isinstance(control, Button)]
    commands += [card.form.submit] if card.form else []

    for command in commands:
        if isinstance(command, AnswerItem) or not getattr(command, "words", ""):
            assert decode(encode(command)) == command


@EACH
def test_every_field_of_a_form_fills_a_field_of_its_command(card: Card) -> None:
    if card.form is None:
        assert not card.field or card.tone == "trouble"
        return
    names = {field.name for field in dataclasses.fields(card.form.submit)}  # type: ignore[arg-type]

    assert {field.name for field in card.form.fields} <= names
    assert verb_of(card.form.submit).command is type(card.form.submit)
    for field in card.form.fields:
        if isinstance(field, (ChooseOne, ChooseSome, Order)):
            values = [offer.value for offer in field.offers]
            assert len(set(values)) == len(values)
            value = getattr(field, "value", ())
            assert {*(value if isinstance(value, tuple) else (value,))} - {""} <= set(values)


@EACH
def test_no_letter_stands_twice_on_a_card_before_different_words(card: Card) -> None:
    rows = [row for block in card.blocks if isinstance(block, Listing) for row in block.rows if row.letter]
    letters = Counter(row.letter for row in set(rows) if row.letter.isalpha())

    assert all(count == 1 for count in letters.values())


def states(listing: Listing) -> Counter[str]:
    return Counter(row.state for row in listing.rows)


@pytest.mark.parametrize("one", EACH_TYPE, ids=[f"{each.type} {each.id}" for each in EACH_TYPE])
def test_the_reasons_stand_under_what_was_right_wrong_and_missed(one: Item) -> None:
    right = rationale_rows(one, right_answer(one), {})
    wrong = rationale_rows(one, wrong_answer(one), {})
    shown = rationale_rows(one, None, {})

    assert states(right)["missed"] == states(right)["wrong"] == 0
    assert states(wrong)["missed"] > 0
    assert states(shown) == states(right)
    assert all(row.note for row in right.rows)


def test_a_wrong_option_that_was_chosen_is_marked_as_wrong() -> None:
    listing = rationale_rows(item(problem=response()), ("A", "B"), {})

    assert [row.state for row in listing.rows] == ["wrong", "right", "plain", "missed", "plain"]


def test_steps_and_pairs_are_marked_by_their_place() -> None:
    steps = rationale_rows(item(problem=ordering()), ("C", "E", "A"), {})
    pairs = rationale_rows(item(problem=matching()), ("A", "C", "B"), {})

    assert [row.state for row in steps.rows][:3] == ["right", "missed", "missed"]
    assert [row.state for row in pairs.rows] == ["right", "missed", "missed", "plain"]


def test_a_bar_longer_than_all_and_a_row_without_its_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Meter("Option", 1.2, "120%")
    with pytest.raises(ValueError, match="cell for each column"):
        Table(("Member", "Right"), (("Maya",),))
    assert Row("plain words").state == "plain"
