"""Slack's dress fits every card: the gallery, and cards that nobody would write."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.slack import limits
from adapters.slack.limits import Body
from adapters.slack.modal import home, miscounted, modal, read_fields, recall
from adapters.slack.render import render
from bot.cards import model as m
from bot.commands import AnswerItem, ChangeBoardName, Command, OpenSheet, Practise, ReportItem, SetUpGroup
from bot.wire import decode
from tests.bot.cards.figures import FIGURES
from tests.bot.cards.gallery import GALLERY
from tests.peers.slack_methods import told
from tests.peers.slack_payloads import given as put
from tests.peers.slack_payloads import values
from tests.peers.slack_rules import message_rules, texts, view_rules
from tests.peers.slack_schema import schema_rules
from tests.peers.slack_workspace import View, Workspace


def faults(card: m.Card) -> list[str]:
    """What Slack would say against this card as a message, as a modal and as a home tab."""
    message, view, tab = render(card), modal(card, room="C1"), home(card)
    found = [*message_rules(message, "message"), *schema_rules("Blocks", message["blocks"], "message.blocks")]
    found += [*view_rules(view, "modal", kind="modal"), *schema_rules("ModalView", view, "modal")]
    found += [*view_rules(tab, "home", kind="home"), *schema_rules("HomeView", tab, "home")]
    for block in view["blocks"]:
        found += schema_rules("KnownBlock", block, "modal block")
    return found


def shown(body: Body) -> str:
    """Everything one reads in native blocks."""
    return "\n".join(texts(body["blocks"]))


def buttons(body: Body) -> list[Body]:
    """Everything one can press in native blocks."""
    return [one for block in body["blocks"] if block["type"] == "actions" for one in block["elements"]]


@pytest.mark.parametrize("name", GALLERY)
def test_each_card_of_the_gallery_fits(name: str) -> None:
    assert faults(GALLERY[name]) == []


@pytest.mark.parametrize("name", GALLERY)
def test_slack_07_every_message_has_text(name: str) -> None:
    text = render(GALLERY[name])["text"]
    assert len(text) >= 4
    assert "\n" not in text


@pytest.mark.parametrize("name", [name for name in GALLERY if name.endswith(" question")])
def test_slack_10_options_stand_in_the_body_and_one_button_leads_in(name: str) -> None:
    card = GALLERY[name]
    message = render(card)
    (listing,) = [block for block in card.blocks if isinstance(block, m.Listing) and block.label == "Options"]
    assert all(row.text in shown(message) for row in listing.rows)
    assert [one["text"]["text"] for one in buttons(message)] == ["Answer"]


def test_slack_10_buttons_carry_letters_and_speak_the_option() -> None:
    message = render(GALLERY["multiple_choice 9001 sheet"])
    assert [one["text"]["text"] for one in buttons(message)] == ["A", "B", "C", "D"]
    assert all(one["accessibility_label"].startswith("Answer ") for one in buttons(message))


def inputs(view: Body) -> list[Body]:
    """The inputs of a modal."""
    return [block for block in view["blocks"] if block["type"] == "input"]


def test_slack_11_multiple_response_has_checkboxes() -> None:
    (one,) = inputs(modal(GALLERY["multiple_response 9002 sheet"], room="C1"))
    assert one["element"]["type"] == "checkboxes"
    assert [option["text"]["text"][:3] for option in one["element"]["options"]] == ["A. ", "B. ", "C. ", "D. ", "E. "]


def test_slack_11_ordering_has_one_select_a_position() -> None:
    view = modal(GALLERY["ordering 9003 sheet"], room="C1")
    assert [one["element"]["type"] for one in inputs(view)] == ["static_select"] * 3
    assert [one["label"]["text"] for one in inputs(view)] == ["Step 1 (First step first)", "Step 2", "Step 3"]


def test_slack_11_seven_prompts_fit() -> None:
    view = modal(GALLERY["matching 9006 sheet"], room="C1")
    assert [one["label"]["text"] for one in inputs(view)] == [f"Need {number}" for number in range(1, 8)]


LONG = "A long sentence that says a lot. " * 200


@pytest.mark.parametrize(
    "card",
    [
        m.Card("Long", (m.Paragraph(m.text(LONG)),)),
        m.Card("Long", (m.Stem(LONG), m.Listing(tuple(m.Row(LONG[:900], "A", note=LONG[:900]) for _ in range(4))))),
        m.Card("x" * 900, tuple(m.Paragraph(m.text("short")) for _ in range(300))),
        m.Card("Many", controls=tuple(m.Button(str(n), Practise(task=str(n))) for n in range(60))),
    ],
    ids=["paragraph", "listing", "blocks", "buttons"],
)
def test_slack_12_what_is_too_long_is_split_or_shortened(card: m.Card) -> None:
    assert faults(card) == []


def test_slack_12_a_long_paragraph_loses_nothing() -> None:
    spoken = "".join(texts(render(m.Card("Long", (m.Paragraph(m.text(LONG)),)))["blocks"][1:]))
    assert spoken == LONG


def test_slack_21_an_instant_is_shown_in_the_readers_zone() -> None:
    at = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    card = m.Card(
        "When", (m.Paragraph(m.text(m.Moment(at, "Europe/Berlin"))),), foot=m.text(m.Moment(at, "UTC", "time"))
    )
    paragraph, foot = render(card)["blocks"][1:]
    (date,) = paragraph["elements"][0]["elements"]
    assert (date["type"], date["timestamp"]) == ("date", int(at.timestamp()))
    assert date["fallback"] == "Monday 23 November, 17:00 (Europe/Berlin)"
    assert foot["elements"][0]["text"] == f"<!date^{int(at.timestamp())}^{{time}}|16:00 (UTC)>"


HOSTILE = "<!channel> <@U1> *bold* & `code` \u202ereversed <https://evil.example|AWS>"


def test_nobodys_words_become_markup_or_mentions() -> None:
    card = m.Card(
        HOSTILE,
        (m.Paragraph(m.text(HOSTILE, m.Strong(HOSTILE))), m.Stem(HOSTILE), m.Table((HOSTILE,), ((HOSTILE,),))),
        (m.Button(HOSTILE, Practise(), spoken=HOSTILE),),
        m.Form((m.Words("words", HOSTILE, 100, value=HOSTILE, hint=HOSTILE),), ReportItem(), HOSTILE),
        foot=m.text(HOSTILE, m.Link(HOSTILE, "https://docs.aws.amazon.com/a|b>c")),
    )
    assert faults(card) == []
    assert faults(m.Card(HOSTILE, foot=m.text(m.Link(HOSTILE, "https://docs.aws.amazon.com/a?b=1&c=2")))) == []


def test_a_room_is_called_as_slack_calls_it() -> None:
    """By its id, which Slack shows as the channel's name of the day; anything else would be refused."""
    card = m.Card(
        "Where", (m.Paragraph(m.text(m.RoomName("C1"), ": ", m.RoomName("study"))),), foot=m.text(m.RoomName("G2"))
    )
    (named, _, worded) = render(card)["blocks"][1]["elements"][0]["elements"]
    assert named == {"type": "channel", "channel_id": "C1"}
    assert worded["text"] == "#study"
    assert render(card)["blocks"][-1]["elements"][0]["text"] == "<#G2>"
    assert faults(card) == []


def test_slack_04_verbs_are_named_as_they_are_typed_in_slack() -> None:
    words = "Type /today or /quiz; a lead uses /cohort setup. See https://e.example/me and /me/x."
    typed = "Type /cohort today or /quiz; a lead uses /cohort setup. See https://e.example/me and /me/x."
    card = m.Card(words, (m.Paragraph(m.text(words)), m.Stem(words)), foot=m.text(words))
    assert shown(render(card)).split("\n") == [typed, typed, words, typed]
    assert render(card)["text"] == typed


def test_a_name_of_ten_thousand_characters_fits() -> None:
    assert faults(m.Card("x" * 10_000, (m.Table(("Name",), (("x" * 10_000,),)),), foot=m.text("x" * 10_000))) == []


def test_colour_is_never_alone() -> None:
    rows = tuple(m.Row("Option", "A", state) for state in ("plain", "right", "wrong", "missed"))
    said = shown(render(m.Card("Verdict", (m.Listing(rows),))))
    assert [said.count(mark) for mark in ("✓ Key, not chosen", "✗ Your answer", "✓ Key")] == [1, 1, 2]


def test_the_same_command_may_stand_on_two_buttons() -> None:
    message = render(m.Card("Twice", controls=(m.Button("A", Practise()), m.Button("B", Practise()))))
    assert [decode(one["action_id"].partition("#")[0]) for one in buttons(message)] == [Practise(), Practise()]


def filled(card: m.Card, answers: dict[str, object]) -> Body:
    """A modal as Slack sends it back, with these answers by block_id."""
    world = Workspace()
    view: View = world.view("U1", modal(card, room="C1"))
    for block_id, answer in answers.items():
        _, one = view.find(block_id)
        view.state[block_id] = {"given": put(one, answer)}
    return told(view) | {"state": {"values": values(view)}}


def test_what_people_gave_comes_back_in_order() -> None:
    card = GALLERY["ordering 9003 sheet"]
    assert card.form is not None
    body = filled(card, {"many:answer:0": "C", "many:answer:1": "A", "many:answer:2": "E"})
    assert read_fields(body) == {"answer": ("C", "A", "E")}
    assert recall(body).room == "C1"
    command = decode(recall(body).token, read_fields(body))
    assert isinstance(command, AnswerItem)
    assert command.answer == ("C", "A", "E")


def test_too_few_boxes_are_counted() -> None:
    body = filled(GALLERY["multiple_response 9002 sheet"], {"some:answer:2:2": ["B"]})
    assert miscounted(body) == {"some:answer:2:2": "Choose 2."}
    assert miscounted(filled(GALLERY["multiple_response 9002 sheet"], {"some:answer:2:2": ["B", "D"]})) == {}


# --- cards that nobody would write -----------------------------------------------------------------

words = st.text(max_size=400) | st.sampled_from([HOSTILE, "", " ", "\n", LONG, "x" * 5000])
urls = st.sampled_from(["https://docs.aws.amazon.com/a", "https://e.example/?a=1&b=<|>", "javascript:alert(1)", ""])
moments = st.builds(
    m.Moment,
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive
    st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Apia"]),
    st.sampled_from(["time", "day", "both"]),
)
span = st.builds(m.Plain, words) | st.builds(m.Strong, words) | st.builds(m.Code, words) | moments
rooms = st.builds(m.RoomName, st.sampled_from(["C1", "G02AB"]) | words)
spans = st.lists(span | rooms | st.builds(m.Link, words, urls), max_size=6).map(tuple)
states = st.sampled_from(["plain", "right", "wrong", "missed"])
row = st.builds(m.Row, words, st.sampled_from(["", "A", "10"]), states, words)
share = st.floats(0, 1)
block = (
    st.builds(m.Paragraph, spans)
    | st.builds(m.Stem, words)
    | st.builds(m.Scenario, words, words)
    | st.builds(m.Listing, st.lists(row, max_size=8).map(tuple), words)
    | st.builds(m.Meter, words, share, words, states)
    | st.lists(words, min_size=2, max_size=2).map(lambda two: m.Table(tuple(two), (tuple(two),) * 3))
    | st.just(m.Divider())
    | FIGURES
    | st.builds(m.Enclosed, words, words, words, st.just(ChangeBoardName()))
)
commands: st.SearchStrategy[Command] = st.sampled_from([Practise(), OpenSheet("s", "i"), SetUpGroup()])
control = st.builds(m.Button, words, commands, st.sampled_from(["plain", "primary", "danger"]), words) | st.builds(
    m.Away, words, st.just("https://docs.aws.amazon.com/a")
)
offers = st.integers(1, 30).flatmap(
    lambda count: st.lists(words, min_size=count, max_size=count).map(
        lambda texts: tuple(m.Offer(str(n), text, "A") for n, text in enumerate(texts))
    )
)
field = (
    st.builds(m.ChooseOne, st.just("show"), words, offers, st.sampled_from(["", "0"]), words)
    | st.builds(m.ChooseSome, st.just("show"), words, offers, st.just(1), st.just(2), st.just(("0",)), words)
    | st.builds(m.Order, st.just("show"), words, offers, st.integers(1, 5))
    | st.builds(
        m.Match, st.just("show"), words, st.lists(words, min_size=1, max_size=7).map(tuple), offers, st.booleans()
    )
    | st.builds(m.Words, st.just("alias"), words, st.integers(1, 4000), words, words, st.booleans(), st.booleans())
    | st.builds(m.Room, st.just("room"), words, st.sampled_from(["", "C1"]), words)
)
form = st.builds(m.Form, st.lists(field, min_size=1, max_size=1).map(tuple), st.just(ChangeBoardName()), words)
cards = st.builds(
    m.Card,
    words,
    st.lists(block, max_size=12).map(tuple),
    st.lists(control, max_size=30).map(tuple),
    st.none() | form,
    spans,
    st.just("plain"),
    st.just(""),
    words,
)


@example(m.Card("Empty", foot=m.text(m.Link("", "https://docs.aws.amazon.com/a"))))
@given(cards)
@settings(max_examples=150, deadline=None)
def test_any_card_fits(card: m.Card) -> None:
    assert faults(card) == []
    assert limits.size(render(card)["blocks"]) <= limits.MESSAGE_WORDS + limits.CONTEXT
