"""Discord's dress fits every card: the gallery, and cards that nobody would write."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from adapters.discord.markup import escape, line, plain
from adapters.discord.modal import given_in, modal, opens, step_of
from adapters.discord.render import COLOURS, render, render_one
from bot.cards import model as m
from bot.commands import AnswerItem, ChangeBoardName, OpenSheet, Practise, ReportItem
from bot.wire import decode
from tests.bot.cards.figures import FIGURES
from tests.bot.cards.gallery import AT, GALLERY, ZONE
from tests.peers.discord_message_rules import message_faults
from tests.peers.discord_modal_rules import modal_faults
from tests.peers.discord_model import COMPONENTS_V2, JSON, walk
from tests.peers.discord_schema import published_schema

CALLBACK = ("POST", "/interactions/{interaction_id}/{interaction_token}/callback")


def faults(components: list[JSON]) -> list[str]:
    """What Discord and our house would say against a message of these components."""
    body = {"flags": COMPONENTS_V2, "components": components, "allowed_mentions": {"parse": []}}
    schema = published_schema()
    published = schema.faults(*CALLBACK, {"type": 4, "data": body}) if schema else []
    return message_faults(body, v2=True) + published


def form_faults(sheet: JSON) -> list[str]:
    """The same for a modal."""
    schema = published_schema()
    return modal_faults(sheet) + (schema.faults(*CALLBACK, {"type": 9, "data": sheet}) if schema else [])


def words_of(card: m.Card) -> str:
    """Everything one reads on a card, over all its messages."""
    return "\n".join(part["content"] for page in render(card) for part in walk(page) if part["type"] == 10)


def controls_of(card: m.Card) -> list[JSON]:
    """Everything one can press on a card."""
    return [part for page in render(card) for part in walk(page) if part["type"] in {2, 3}]


@pytest.mark.parametrize("name", GALLERY)
def test_each_card_of_the_gallery_fits(name: str) -> None:
    card = GALLERY[name]
    for page in (*render(card), render_one(card)):
        assert faults(page) == []
    if (sheet := modal(card)) is not None:
        assert form_faults(sheet) == []


@pytest.mark.parametrize("name", [name for name in GALLERY if name.endswith((" question", " closing", " sheet"))])
def test_what_is_amended_later_is_one_message(name: str) -> None:
    assert len(render(GALLERY[name])) == 1


def test_discord_13_options_stand_in_the_body_and_buttons_show_letters() -> None:
    card = GALLERY["multiple_choice 9001 sheet"]
    letters = [part["label"] for part in controls_of(card)]
    assert letters == ["A", "B", "C", "D"]
    assert all(f"**{letter}**" in words_of(card) for letter in letters)
    assert "Option a of the specimen" in words_of(card)
    question = GALLERY["multiple_choice 9001 question"]
    assert [part["label"] for part in controls_of(question)] == ["Answer"]


def test_discord_14_multiple_response_is_a_checkbox_group() -> None:
    sheet = modal(GALLERY["multiple_response 9002 sheet"])
    assert sheet is not None
    (group,) = [part for part in walk(sheet["components"]) if part["type"] == 22]
    assert (group["min_values"], group["max_values"], len(group["options"])) == (2, 2, 5)
    assert group["options"][0]["label"].startswith("A. ")
    filled = {"type": 18, "component": {"type": 22, "custom_id": "answer", "values": ["B", "D"]}}
    command = decode(sheet["custom_id"], given_in([filled]))
    assert isinstance(command, AnswerItem)
    assert command.answer == ("B", "D")


def test_discord_15_more_than_five_prompts_are_asked_one_after_another() -> None:
    offers = tuple(m.Offer(chr(65 + n), f"Tool {n}", chr(65 + n)) for n in range(8))
    prompts = tuple(f"Need {n}" for n in range(1, 8))
    form = m.Form((m.Match("answer", "One each", prompts, offers, reuse=False),), AnswerItem("s", "i", (), 7))
    card = m.Card("Your answer sheet", form=form)
    assert modal(card) is None
    (select,) = [part for part in controls_of(card) if part["type"] == 3]
    assert (select["placeholder"], len(select["options"])) == ("1. Need 1", 8)
    assert faults(render_one(card)) == []

    begun = m.Form((m.Match("answer", "", prompts[4:], offers, reuse=False),), AnswerItem("s", "i", tuple("ABCD"), 7))
    later = step_of(m.Card("Your answer sheet", form=begun))
    assert later is not None
    assert later["placeholder"] == "5. Need 5"


@pytest.mark.parametrize("name", ["ordering 9003 sheet", "matching 9004 sheet"])
def test_ordering_and_matching_are_selects_in_one_form(name: str) -> None:
    sheet = modal(GALLERY[name])
    assert sheet is not None
    selects = [part for part in walk(sheet["components"]) if part["type"] == 3]
    assert [select["custom_id"] for select in selects] == ["answer.0", "answer.1", "answer.2"]
    filled = [
        {"type": 18, "component": {**select, "values": [value]}} for select, value in zip(selects, "CAE", strict=True)
    ]
    assert given_in(filled) == {"answer": ("C", "A", "E")}


def test_discord_16_layouts_mix_with_nothing() -> None:
    assert [part["type"] for part in render_one(GALLERY["me"])] == [17]


def test_discord_24_times_are_told_in_the_readers_zone() -> None:
    at = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert line(m.text("Closes ", m.Moment(at, ZONE, "time"), ".")) == "Closes <t:1795449600:t>."
    assert "<t:" in words_of(GALLERY["multiple_choice 9001 question"])


def test_a_room_is_called_as_discord_calls_it() -> None:
    assert line(m.text(m.RoomName("123"), ": all well.")) == "<#123>: all well."
    assert line(m.text(m.RoomName("a_b"))) == "\\#a\\_b"
    assert plain(m.text("In ", m.RoomName("123"))) == "In #123"


def test_discord_25_states_are_told_in_words_and_by_colour() -> None:
    wrong = GALLERY["multiple_choice 9001 wrong"]
    assert "Your answer, not the key" in words_of(wrong)
    assert "✓ **Key**, not chosen" in words_of(wrong)
    assert render_one(wrong)[0]["accent_color"] == COLOURS["wrong"]
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_nobodys_words_become_markup() -> None:
    assert escape("# *a* <@1> [b](c) `d` ~e~ | > - x") == r"\# \*a\* \<\@1\> \[b\](c) \`d\` \~e\~ \| \> - x"
    hostile = words_of(GALLERY["hostile"])
    for active in ("@everyone", "<@U1>", "<!channel>", "`code`", "[a]("):
        assert active not in hostile.replace("\\@", "").replace("\\<", "")


def test_a_long_result_is_spread_and_keeps_every_reason() -> None:
    rows = tuple(m.Row(f"Option {n} " + "x" * 380, chr(65 + n), "plain", f"Reason {n} " + "y" * 680) for n in range(8))
    card = m.Card("Right.", (m.Stem("Which? " * 90), m.Listing(rows, "Why")), (m.Button("Report", ReportItem()),))
    spread = render(card)
    assert len(spread) > 1
    assert all(faults(page) == [] for page in spread)
    assert all(f"Reason {n} " in words_of(card) for n in range(8))
    assert [any(part["type"] == 2 for part in walk(page)) for page in spread] == [False] * (len(spread) - 1) + [True]
    assert faults(render_one(card)) == []


def test_a_form_of_eight_fields_keeps_what_it_has_no_room_for() -> None:
    card = GALLERY["set up"]
    sheet = modal(card)
    assert sheet is not None
    assert len(sheet["components"]) == 5
    command = decode(sheet["custom_id"])
    assert (getattr(command, "feedback", ""), getattr(command, "timer", "")) == ("at_once", "170")
    way_in = opens(card)
    assert way_in is not None
    assert getattr(way_in.press, "time", None) == ""  # pressing it asks for the form; it sets nothing up


def test_a_fault_is_told_at_its_field_and_loses_nothing() -> None:
    form = m.Form((m.Words("show", "Show", 20, value="alias"), m.Words("alias", "Alias", 40)), ChangeBoardName())
    card = m.Card("Not like that", (m.Paragraph(m.text("Choose an alias.")),), form=form, tone="trouble", field="alias")
    sheet = modal(card)
    assert sheet is not None
    assert [part.get("description") for part in sheet["components"] if part["type"] == 18] == [None, "Choose an alias."]
    way_in = opens(card)
    assert way_in is not None
    assert way_in.press == ChangeBoardName(show="alias")


# --- arbitrary cards -----------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u200b\u2060\ufeff"), max_size=400)
SHORT = st.text("ab*_`<@#> -1.\n", max_size=30)
SPANS = st.one_of(
    st.builds(m.Plain, WORDS),
    st.builds(m.Strong, SHORT),
    st.builds(m.Code, SHORT),
    st.builds(m.Link, SHORT, st.just("https://example.org/a)b>c")),
    st.builds(m.Moment, st.just(AT), st.just(ZONE)),
    st.builds(m.RoomName, st.just("123") | WORDS),
)
TEXT = st.lists(SPANS, max_size=5).map(tuple)
STATES: st.SearchStrategy[m.RowState] = st.sampled_from(["plain", "right", "wrong", "missed"])
ROWS = st.lists(st.builds(m.Row, WORDS, st.sampled_from(["", "A"]), STATES, SHORT), max_size=8).map(tuple)
TABLE = st.integers(1, 5).flatmap(
    lambda width: st.builds(
        m.Table,
        st.tuples(*[SHORT] * width),
        st.lists(st.tuples(*[SHORT] * width), max_size=30).map(tuple),
    )
)
BLOCKS: st.SearchStrategy[m.Block] = st.one_of(
    st.builds(m.Paragraph, TEXT),
    st.builds(m.Stem, WORDS),
    st.builds(m.Scenario, SHORT, WORDS),
    st.builds(m.Listing, ROWS, SHORT),
    st.builds(m.Meter, WORDS, st.floats(0, 1), SHORT, STATES),
    TABLE,
    st.just(m.Divider()),
    FIGURES,
    st.builds(m.Enclosed, st.just("a.csv"), WORDS, WORDS, st.just(Practise())),
)
PRESSES = st.one_of(
    st.builds(Practise, st.sampled_from(["", "1", "2"]), st.sampled_from(["", "1.1", "2.3"])),
    st.builds(OpenSheet, st.text("abc", max_size=13), st.text("abc", max_size=20)),
)
LOOKS: st.SearchStrategy[Any] = st.sampled_from(["plain", "primary", "danger"])
CONTROLS: st.SearchStrategy[m.Control] = st.one_of(
    st.builds(m.Button, WORDS, PRESSES, LOOKS),
    st.builds(m.Away, WORDS, st.text("abc", max_size=600).map(lambda tail: f"https://example.org/{tail}")),
)
OFFERS = st.lists(st.text("abcdef", min_size=1, max_size=9), min_size=1, max_size=30, unique=True).flatmap(
    lambda ids: st.tuples(*(st.builds(m.Offer, st.just(one), WORDS, st.sampled_from(["", "A"])) for one in ids))
)
FIELDS: st.SearchStrategy[m.Field] = st.one_of(
    st.builds(m.ChooseOne, st.just("domain"), WORDS, OFFERS, st.sampled_from(["", "a"]), WORDS),
    st.builds(m.ChooseSome, st.just("task"), WORDS, OFFERS, st.integers(0, 9), st.integers(1, 30)),
    st.builds(m.Words, st.just("words"), WORDS, st.integers(1, 9999), WORDS, WORDS, st.booleans(), st.booleans()),
    st.builds(m.Room, st.just("room"), WORDS, st.sampled_from(["", "77"]), WORDS),
    st.builds(m.Order, st.just("answer"), WORDS, OFFERS, st.integers(1, 9)),
    st.builds(
        m.Match, st.just("answer"), WORDS, st.lists(WORDS, min_size=1, max_size=9).map(tuple), OFFERS, st.booleans()
    ),
)
FORMS = st.one_of(
    st.builds(
        m.Form,
        st.lists(FIELDS, min_size=1, max_size=9, unique_by=lambda field: field.name).map(tuple),
        st.one_of(st.just(AnswerItem("s", "i", ("a",))), st.just(AnswerItem("s", "i")), PRESSES),
    ),
    st.none(),
)
EXAMPLES = 120
TONES: st.SearchStrategy[m.Tone] = st.sampled_from(list(COLOURS))
CARDS = st.builds(
    m.Card,
    WORDS,
    st.lists(BLOCKS, max_size=14).map(tuple),
    st.lists(CONTROLS, max_size=40).map(tuple),
    FORMS,
    TEXT,
    TONES,
    st.sampled_from(["", "domain", "words"]),
)


@settings(max_examples=EXAMPLES, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink])
@given(CARDS)
def test_any_card_fits(card: m.Card) -> None:
    for page in (*render(card), render_one(card)):
        assert faults(page) == []
    if (sheet := modal(card)) is not None:
        assert form_faults(sheet) == []
