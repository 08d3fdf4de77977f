"""Names: ids that depend on their parts alone, and people's words made fit to be shown."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.naming import clean_name, clean_words, stable_id

MARKS = "".join(chr(code) for code in (0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F))
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
anything = st.text(st.characters(), max_size=200)


def test_a_pasted_name_of_ten_thousand_characters_is_cut_to_forty() -> None:
    name = clean_name("Maya " * 2000)

    assert len(name) <= 40
    assert name.startswith("Maya Maya")
    assert name.endswith("…")


def test_marks_that_turn_the_reading_direction_are_left_out() -> None:
    assert clean_name(f"May{MARKS}a") == "Maya"


def test_a_name_of_nothing_visible_is_someone() -> None:
    assert clean_name(MARKS + "\u200b\ufeff \t\n") == "Someone"
    assert clean_name("") == "Someone"


@pytest.mark.parametrize("name", ["<!channel>", "@everyone", "<@U1>", "*Maya*", "Зоя", "マヤ", "Ó Briain", "N'Dri"])
def test_a_name_that_one_can_read_stays_as_it_is(name: str) -> None:
    assert clean_name(name) == name


def test_a_name_stands_on_one_line_and_a_remark_keeps_its_lines() -> None:
    assert clean_name("Maya\n\nLin") == "Maya Lin"
    assert clean_words("  one \n two\t three ", longest=50) == "one\ntwo three"


@given(anything)
def test_a_name_is_never_empty_never_long_and_holds_nothing_unseen(words: str) -> None:
    name = clean_name(words)

    assert 1 <= len(name) <= 40
    assert not [c for c in name if unicodedata.category(c) in UNSEEN]
    assert clean_name(name) == name


@given(anything, st.integers(2, 60))
def test_words_fit_and_cleaning_them_twice_changes_nothing(words: str, longest: int) -> None:
    once = clean_words(words, longest=longest)

    assert len(once) <= longest
    assert clean_words(once, longest=longest) == once


@given(st.lists(st.text("abcdef", max_size=8), min_size=1, max_size=5))
def test_an_id_is_thirteen_plain_characters_and_always_the_same(parts: list[str]) -> None:
    assert re.fullmatch(r"[a-z2-7]{13}", stable_id(*parts))
    assert stable_id(*parts) == stable_id(*parts)


@given(st.lists(st.text("ab", max_size=4), max_size=4), st.lists(st.text("ab", max_size=4), max_size=4))
def test_different_parts_have_different_ids(one: list[str], two: list[str]) -> None:
    # No part and one empty part are spelled alike; nobody names a thing without parts.
    assert (stable_id(*one) == stable_id(*two)) is ("\x1f".join(one) == "\x1f".join(two))


def test_an_id_is_the_same_on_every_machine() -> None:
    assert stable_id("session", "g", "daily", "2026-11-23") == "d36rqomrmakm2"
