"""Commands travel as short tokens and typed words, and nothing else gets in that way."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from bot import commands as c
from bot.errors import BadSetting, Refusal, StaleToken, UnknownWords
from bot.rules.groups import Role
from bot.usecases import CATALOGUE
from bot.wire import LONGEST, PREFIX, decode, encode, fill, read_words, verb_of

SESSION, ITEM = "k3v5q2m7x4a6b", "mla-d1-9001"
FOR_PEOPLE = [verb for verb in CATALOGUE if verb.by is not Role.CLOCK]

printable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
piece = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=6)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: printable,
    bool: st.booleans(),
    int: st.integers(-(10**14), 10**14),
    tuple[str, ...]: st.lists(piece, max_size=8).map(tuple),
}


@st.composite
def commands(draw: st.DrawFn) -> c.Command:
    """Any command that a person may send, with any values."""
    command = draw(st.sampled_from(FOR_PEOPLE)).command
    kinds = typing.get_type_hints(command)
    fields = dataclasses.fields(command)  # type: ignore[arg-type] # every command is a dataclass
    return command(**{field.name: draw(VALUES[kinds[field.name]]) for field in fields})


@given(commands())
def test_a_command_comes_back_as_it_went(command: c.Command) -> None:
    try:
        token = encode(command)
    except ValueError:
        reject()
    assert len(token) <= LONGEST
    assert token.startswith(PREFIX)
    assert decode(token) == command


@pytest.mark.parametrize("verb", FOR_PEOPLE, ids=[verb.name for verb in FOR_PEOPLE])
def test_every_verb_for_people_has_a_short_token(verb: Any) -> None:
    samples = {"session": SESSION, "item": ITEM, "group": SESSION, "who": SESSION}
    names = {field.name for field in dataclasses.fields(verb.command)}
    command = verb.command(**{name: value for name, value in samples.items() if name in names})

    assert decode(encode(command)) == command
    assert verb_of(command) is verb


def test_seven_matched_prompts_fit_a_token_with_room_to_spare() -> None:
    token = encode(c.AnswerItem(SESSION, ITEM, tuple("ABCDEFG"), 1_795_420_800))

    assert len(token) < 80


def test_a_token_that_would_be_too_long_is_never_made() -> None:
    with pytest.raises(ValueError, match="characters"):
        encode(c.ReportItem("x" * 91))


def test_a_token_of_a_later_spelling_or_an_older_bot_meets_a_friendly_refusal() -> None:
    for token in ("c0:today", "c2:today", "today", "", "answer:A", "c1today"):
        with pytest.raises(StaleToken, match="older version"):
            decode(token)


@pytest.mark.parametrize("forged", ["c1:open:g", "c1:close:g:s", f"c1:close::{SESSION}"])
def test_nobody_presses_what_the_clock_alone_may_do(forged: str) -> None:
    with pytest.raises(StaleToken):
        decode(forged)


@pytest.mark.parametrize(
    "forged",
    [
        "c1:nothing",
        "c1:",
        "c1:today:more",
        f"c1:sheet:{SESSION}:{ITEM}:more",
        f"c1:answer:{SESSION}:{ITEM}:B:tomorrow",
        f"c1:answer:{SESSION}:{ITEM}:B:{'9' * 16}",
        "c1:report:" + "x" * 100,
    ],
)
def test_a_forged_token_is_refused(forged: str) -> None:
    with pytest.raises(StaleToken):
        decode(forged)


@given(st.text(max_size=120), st.sampled_from(["", PREFIX, "c1:answer:", "c1:quiz:", "c1:setup:"]))
def test_no_garbage_breaks_the_door(garbage: str, before: str) -> None:
    try:
        command = decode(before + garbage)
    except Refusal:
        return
    assert type(command) in {verb.command for verb in FOR_PEOPLE}


@given(st.text(max_size=120), st.sampled_from(["", "/", *(verb.name + " " for verb in CATALOGUE)]))
def test_no_typed_nonsense_breaks_the_door(words: str, before: str) -> None:
    try:
        command = read_words(before + words)
    except Refusal:
        return
    assert verb_of(command).scope != "hidden"


@given(st.lists(st.sampled_from(["a", "b:", "time:9", "zone:x", "task:2.3", "1:", "days:", ":", "x:y"]), max_size=14))
def test_no_mixture_of_names_and_values_breaks_the_door(words: list[str]) -> None:
    for verb in ("setup", "quiz", "name"):
        try:
            command = read_words(" ".join([verb, *words]))
        except BadSetting as refusal:
            if refusal.field in typing.get_type_hints(read_words(verb)):
                raise
            continue
        assert verb_of(command).name == verb


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("today", c.ShowToday()),
        ("/today", c.ShowToday()),
        ("  TODAY  ", c.ShowToday()),
        ("today please", c.ShowToday()),
        ("quiz", c.Practise()),
        ("quiz 2", c.Practise("2")),
        ("quiz 2 2.3", c.Practise("2", "2.3")),
        ("quiz task:2.3", c.Practise(task="2.3")),
        ("quiz domain:Data Preparation", c.Practise("Data Preparation")),
        ("report", c.ReportItem()),
        ("report the key: it looks wrong", c.ReportItem("the key: it looks wrong")),
        ("name hidden", c.ChangeBoardName("hidden")),
        ("name alias Night owl", c.ChangeBoardName("alias", "Night owl")),
        ("name alias:Night owl", c.ChangeBoardName("", "Night owl")),
        ("setup", c.SetUpGroup()),
        ("setup 09:00 Europe/Berlin mon,tue 17:00", c.SetUpGroup("09:00", "Europe/Berlin", ("mon", "tue"), "17:00")),
        ("setup 09:00 zone:Europe/Berlin", c.SetUpGroup("09:00", "Europe/Berlin")),
        ("setup time:9 days:mon tue, wed", c.SetUpGroup("9", days=("mon", "tue", "wed"))),
        ("setup Time:09:00", c.SetUpGroup("09:00")),
        ("forget", c.ForgetMe()),
        ("", c.ShowHelp()),
        ("/", c.ShowHelp()),
    ],
)
def test_typed_words_are_read_as_people_mean_them(words: str, command: c.Command) -> None:
    assert read_words(words) == command


def test_nobody_deletes_anything_by_typing_a_word_more() -> None:
    assert read_words("forget 1") == read_words("forget sure:1") == c.ForgetMe(sure=False)


def test_words_beyond_the_last_field_go_to_it() -> None:
    assert read_words("setup 9 UTC mon 17 at_once mla 170 C1 and more") == c.SetUpGroup(
        "9", "UTC", ("mon",), "17", "at_once", "mla", "170", "C1 and more"
    )


def test_nothing_typed_means_what_the_platform_says_it_means() -> None:
    assert read_words("  ", default=c.ShowHome()) == c.ShowHome()


@pytest.mark.parametrize("words", ["nonsense", "answer x", "open g", "close g s", "home", "sheet", "discuss hi", "🦆"])
def test_an_unknown_word_is_told_with_the_way_to_help(words: str) -> None:
    with pytest.raises(UnknownWords, match=r"I do not know “.*/help lists"):
        read_words(words)


def test_a_name_that_a_verb_does_not_have_is_told_with_those_it_has() -> None:
    with pytest.raises(BadSetting, match="It has: domain, task") as refusal:
        read_words("quiz topic:storage")
    assert refusal.value.field == "topic"


def test_what_people_give_in_a_form_is_put_in_place_cut_and_cleaned() -> None:
    command = decode("c1:report", {"words": "two\u202e words\x00 " + "x" * 2000, "sure": "1", "session": "s"})

    assert isinstance(command, c.ReportItem)
    assert command.words.startswith("two words x")
    assert len(command.words) == 1000
    assert command.session == "s"


def test_a_form_fills_every_kind_of_field() -> None:
    assert fill(c.SetUpGroup(), {"days": ("mon", "", "fri"), "time": ("09", "00")}) == c.SetUpGroup(
        "09,00", days=("mon", "fri")
    )
    assert fill(c.ForgetMe(), {"sure": "yes"}) == c.ForgetMe(sure=True)
    assert fill(c.ForgetMe(), {"sure": "no"}) == c.ForgetMe()
    assert fill(c.AnswerItem("s", "i", asked=7), {"answer": "A, B", "asked": "1"}) == c.AnswerItem(
        "s", "i", ("A", "B"), 7
    )
