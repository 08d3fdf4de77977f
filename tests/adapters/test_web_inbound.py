"""What the page takes in: typed words, fields and presses as commands, and what a typed line can become."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.accounts import Account
from adapters.web.completing import asked_for, complete
from adapters.web.inbound import PLACE, actor_of, call, fields_to_command, press_to_command, words_to_command, zone_of
from bot.commands import AnswerItem, ChangeBoardName, Discuss, Practise, SetUpGroup, ShowHelp, ShowMe
from bot.errors import NotAnAnswer, StaleToken, UnknownWords
from bot.usecases.choices import choices
from bot.wire import encode
from tests.bot.specimens import bank
from tests.browser import START

SHEET = AnswerItem("k3v5q2m7x4a6b", "mla-d1-9001", asked=7)


def test_a_slash_asks_and_anything_else_is_said_to_everybody() -> None:
    assert words_to_command("/me", "") == ShowMe()
    assert words_to_command("/cohort setup 09:00 zone:Europe/Berlin", "") == SetUpGroup("09:00", "Europe/Berlin")
    assert words_to_command("/cohort", "") == ShowHelp()
    assert words_to_command("/quiz task:2.3", "") == Practise(task="2.3")
    assert words_to_command("  hello /me  ", "s") == Discuss("hello /me", "s")
    with pytest.raises(UnknownWords):
        words_to_command("/frobnicate", "")


def test_fields_keep_the_order_in_which_they_stood() -> None:
    pairs = [("csrf", "x"), ("token", "y"), ("answer", "C"), ("answer", "A"), ("answer", "E")]
    assert fields_to_command(encode(SHEET), pairs) == AnswerItem(SHEET.session, SHEET.item, ("C", "A", "E"), 7)
    named = [("show", "alias"), ("alias", "Owl, by night")]
    assert fields_to_command(encode(ChangeBoardName()), named) == ChangeBoardName("alias", "Owl, by night")


def test_an_empty_match_never_shifts_the_others_into_its_place() -> None:
    with pytest.raises(NotAnAnswer):
        fields_to_command(encode(SHEET), [("answer", ""), ("answer", "B"), ("answer", "C")])


def test_own_fields_of_the_page_never_reach_a_command() -> None:
    pairs = [("session", "of another group"), ("answer", "A")]
    assert fields_to_command(encode(SHEET), pairs) == AnswerItem(SHEET.session, SHEET.item, ("A",), 7)


@given(st.text(max_size=120))
def test_what_is_no_token_is_refused_kindly(token: str) -> None:
    with pytest.raises(StaleToken):
        press_to_command(token)


def test_a_repeated_sending_carries_the_same_name() -> None:
    by = actor_of(Account("id1", "Maya", "Europe/Berlin"), PLACE, manages=False)
    assert (by.platform, by.id, by.name, by.zone, by.manages) == ("web", "id1", "Maya", "Europe/Berlin", False)
    assert call(ShowMe(), by, PLACE, START, name="0123456789abcdef01234567").id == "0123456789abcdef01234567"
    assert call(ShowMe(), by, PLACE, START, name="<script>").id != "<script>"
    assert call(ShowMe(), by, PLACE, START).id != call(ShowMe(), by, PLACE, START).id


def test_only_zones_that_exist_are_taken() -> None:
    assert zone_of("Asia/Kolkata") == "Asia/Kolkata"
    assert zone_of("Mars/Olympus") == ""
    assert zone_of("../../etc/passwd") == ""


def lines(typed: str) -> list[str]:
    wanted, value = asked_for(typed)
    return [one.line for one in complete(typed, choices(bank(), wanted, value) if wanted else ())]


def test_a_slash_offers_every_command_with_what_it_does() -> None:
    found = complete("/", ())
    assert [one.shown for one in found][:2] == ["/today", "/quiz"]
    assert all(one.about for one in found)
    assert not {"/sheet", "/answer", "/discuss", "/open"} & {one.shown for one in found}


def test_a_started_command_narrows_and_leads_find_theirs_either_way() -> None:
    assert lines("/qu") == ["/quiz "]
    assert lines("/set") == ["/cohort setup "]
    assert "/cohort pause " in lines("/cohort ")
    assert lines("/cohort pa") == ["/cohort pause "]
    assert lines("/nothing") == []
    assert lines("hello") == []


def test_options_and_their_values_follow() -> None:
    assert lines("/quiz ") == ["/quiz domain:", "/quiz task:"]
    assert lines("/quiz do") == ["/quiz domain:"]
    assert lines("/quiz domain:2")[0] == "/quiz domain:2 "
    assert "/cohort setup zone:Europe/Berlin " in lines("/cohort setup zone:berlin")
    assert lines("/quiz domain:2 ") == ["/quiz domain:2 task:"]
    assert lines("/board ") == []
    assert asked_for("/cohort readiness member:Ma") == ("member", "Ma")
    for typed in ("/cohort readiness Ma", "hello: you", "/quiz nothing:1"):
        assert asked_for(typed)[0] == ""
