"""The page's dress fits every card: the gallery, and cards that nobody would write."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.web.render import PRIVATE, Dress, render
from adapters.web.spans import cut_stem
from bot.cards import model as m
from bot.cards.question import CHOSEN
from bot.commands import AnswerItem, Command, Practise, ReportItem, ShowHelp
from bot.wire import encode
from tests.bot.cards.figures import FIGURES
from tests.bot.cards.gallery import GALLERY, HOSTILE

DRESS = Dress("proof", 3)
VOID = {"input", "hr", "br", "meta", "link"}


class Reader(HTMLParser):
    """Reads a page as a browser would, and notes what our policy or a reader would trip over."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self.values: dict[str, list[str]] = {}
        self.feed(markup)
        self.close()
        self.faults += [f"<{tag}> stays open" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and what it carries."""
        if tag not in VOID:
            self.open.append(tag)
        names = {name for name, _ in attrs}
        self.faults += [f"<{tag} {name}>" for name in names if name == "style" or name.startswith("on")]
        given = dict(attrs)
        if tag in {"script", "style", "iframe", "img", "base"}:
            self.faults.append(f"<{tag}>")
        if tag == "a" and not (given.get("href") or "").startswith(("https://", "http://localhost:", "/")):
            self.faults.append(f"a link to {given.get('href')}")
        if (name := given.get("name")) is not None:
            self.values.setdefault(name, []).append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        """Note an end."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)

    @property
    def shown(self) -> str:
        """Everything there is to read."""
        return " ".join(" ".join(self.words).split())


def read(card: m.Card, *, private: bool = False) -> Reader:
    return Reader(str(render(card, Dress("proof", 3, private=private))))


def said(card: m.Card) -> list[str]:
    """Texts of a card that nobody may lose; a form shows by itself what was given before."""
    texts = [card.title]
    chosen = CHOSEN if card.form is not None else ""
    for block in card.blocks:
        match block:
            case m.Listing(label=label) if chosen and label == chosen:
                continue
            case m.Listing(rows=rows):
                texts += [part for row in rows for part in (row.text, row.note) if part != chosen]
            case m.Table(rows=rows):
                texts += [cell for row in rows for cell in row]
            case m.Meter(label=label, note=note):
                texts += [label, note]
            case m.Scenario(title=title, text=text):
                texts += [title, *text.split("\n\n")]
            case _:
                pass
    return [" ".join(one.split()) for one in texts if one.strip()]


@pytest.mark.parametrize("name", GALLERY)
def test_each_card_of_the_gallery_is_sound_and_whole(name: str) -> None:
    for private in (False, True):
        found = read(GALLERY[name], private=private)
        assert found.faults == []
        assert [one for one in said(GALLERY[name]) if one not in found.shown] == []


def test_what_was_given_before_stands_in_its_form() -> None:
    one, some, order, match = (
        str(render(GALLERY[f"turn back to {kind}"], DRESS))
        for kind in ("multiple_choice", "multiple_response", "ordering", "matching")
    )
    assert re.findall(r' checked>.*?class="text">(Option \w)', one) == ["Option b"]
    assert re.findall(r' checked>.*?class="text">(Option \w)', some) == ["Option b", "Option d"]
    assert re.findall(r'class="row"[^>]*data-text="(Step \w)', order)[:3] == ["Step c", "Step a", "Step e"]
    assert re.findall(r'<option value="(\w)" selected', match) == ["A", "C", "B"]


def test_what_members_wrote_stays_text() -> None:
    markup = str(render(GALLERY["hostile"], DRESS))
    assert HOSTILE.replace("<", "&lt;").replace(">", "&gt;") in markup
    script = m.Card("<script>alert(1)</script>", blocks=(m.Paragraph(m.text("<img src=x onerror=alert(1)>")),))
    assert read(script).faults == []


def test_a_private_card_says_so_once() -> None:
    assert read(GALLERY["me"], private=True).shown.count(PRIVATE) == 1
    assert PRIVATE not in read(GALLERY["multiple_choice 9001 wrong"]).shown


def test_the_row_is_the_target_of_a_single_choice() -> None:
    """Four rows to choose from and one button to send: no letters to press without their words."""
    card = GALLERY["multiple_choice 9001 sheet"]
    found = read(card, private=True)
    assert found.values["token"] == [encode(one.press) for one in card.controls if isinstance(one, m.Button)]
    assert "Choose one" in found.shown
    assert found.shown.count("Option a of the specimen") == 1


def test_each_type_has_native_controls() -> None:
    response = read(GALLERY["multiple_response 9002 sheet"])
    assert sorted(response.values["answer"]) == list("ABCDE")
    order = str(render(GALLERY["ordering 9003 sheet"], DRESS))
    assert 'data-order="3"' in order
    assert "Put the 2 that you leave out below the line." in order
    assert "disabled" in order, "nothing is sent in the dealt order before the script made the rows movable"
    match = str(render(GALLERY["matching 9004 sheet"], DRESS))
    assert match.count("<select") == 3
    assert "Each option serves once at most." in match
    assert "An option may serve more than once." in str(render(GALLERY["matching 9007 sheet"], DRESS))


def test_states_of_rows_are_words_and_marks_before_colours() -> None:
    shown = read(GALLERY["multiple_choice 9001 wrong"]).shown
    assert "✗ Your answer" in shown
    assert "→ Key" in shown
    assert "✓ Right" in read(GALLERY["multiple_choice 9001 right"]).shown


def test_times_fall_back_to_words_in_the_groups_zone() -> None:
    at = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    markup = str(render(m.Card("Soon", blocks=(m.Paragraph(m.text(m.Moment(at, "Europe/Berlin"))),)), DRESS))
    assert '<time datetime="2026-11-23T16:00:00+00:00" data-style="both">' in markup
    assert "Monday 23 November, 17:00 (Berlin)" in markup


@pytest.mark.parametrize(
    ("stem", "told", "asked"),
    [
        ("A team trains. Which one fits?", "A team trains.", "Which one fits?"),
        ("It runs. Which two? (Choose TWO.)", "It runs.", "Which two? (Choose TWO.)"),
        (
            "Steps are known. Put ALL in order, first one first.",
            "Steps are known.",
            "Put ALL in order, first one first.",
        ),
        ("Use 2.5 nodes. Match each need. Use each once.", "Use 2.5 nodes.", "Match each need. Use each once."),
        ("What?", "", "What?"),
        ("Nothing is asked here.", "Nothing is asked here.", ""),
    ],
)
def test_the_sentence_that_asks_stands_alone(stem: str, told: str, asked: str) -> None:
    assert cut_stem(stem) == (told, asked)


WORDS = st.text(max_size=40)
SHORT = st.text(min_size=1, max_size=20)
SPANS = st.one_of(
    st.builds(m.Plain, WORDS),
    st.builds(m.Strong, WORDS),
    st.builds(m.Code, WORDS),
    st.builds(m.Link, WORDS, st.just("https://docs.aws.amazon.com/<a>")),
    st.builds(
        m.Moment,
        st.datetimes(timezones=st.just(UTC)),
        st.sampled_from(["Europe/Berlin", "UTC", "Asia/Kolkata"]),
        st.sampled_from(["time", "day", "both"]),
    ),
)
STATES: st.SearchStrategy[m.RowState] = st.sampled_from(["plain", "right", "wrong", "missed"])
ROWS = st.lists(st.builds(m.Row, WORDS, st.sampled_from(["", "A", "B"]), STATES, WORDS), max_size=4).map(tuple)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        m.Table,
        st.tuples(*[WORDS] * width),
        st.lists(st.tuples(*[WORDS] * width), max_size=3).map(tuple),
    )
)
BLOCKS = st.one_of(
    st.builds(m.Paragraph, st.lists(SPANS, max_size=4).map(tuple)),
    st.builds(m.Stem, WORDS),
    st.builds(m.Scenario, WORDS, WORDS),
    st.builds(m.Listing, ROWS, WORDS),
    st.builds(m.Meter, WORDS, st.floats(0, 1), WORDS, STATES),
    TABLES,
    st.just(m.Divider()),
    FIGURES,
    st.builds(m.Enclosed, WORDS, WORDS, WORDS, st.just(ShowHelp())),
)
COMMANDS: st.SearchStrategy[Command] = st.sampled_from(
    [ShowHelp(), Practise("1"), AnswerItem("k3v5q2m7x4a6b", "mla-d1-9001", ("A",)), ReportItem("", "k3v5", "i")]
)
OFFERS = st.lists(st.builds(m.Offer, SHORT, WORDS, st.sampled_from(["", "A"])), min_size=1, max_size=9).map(tuple)
FIELDS = st.one_of(
    st.builds(m.ChooseOne, SHORT, WORDS, OFFERS, WORDS, WORDS),
    st.builds(m.ChooseSome, SHORT, WORDS, OFFERS, st.just(1), st.just(2)),
    st.builds(m.Order, SHORT, WORDS, OFFERS, st.just(1)),
    st.builds(m.Match, SHORT, WORDS, st.lists(WORDS, max_size=3).map(tuple), OFFERS, st.booleans()),
    st.builds(m.Words, SHORT, WORDS, st.integers(1, 2000), WORDS, WORDS, st.booleans(), st.booleans()),
    st.builds(m.Room, SHORT, WORDS),
)
CARDS = st.builds(
    m.Card,
    title=WORDS,
    blocks=st.lists(BLOCKS, max_size=5).map(tuple),
    controls=st.lists(
        st.one_of(st.builds(m.Button, SHORT, COMMANDS), st.builds(m.Away, SHORT, st.just("https://example.com/"))),
        max_size=4,
    ).map(tuple),
    form=st.none() | st.builds(m.Form, st.lists(FIELDS, max_size=3).map(tuple), COMMANDS),
    foot=st.lists(SPANS, max_size=3).map(tuple),
    tone=st.sampled_from(["plain", "open", "right", "wrong", "closed", "trouble"]),
    summary=WORDS,
)


@given(CARDS, st.booleans())
@settings(max_examples=80, deadline=None)
def test_any_card_at_all_is_sound(card: m.Card, private: bool) -> None:
    assert read(card, private=private).faults == []


def test_bars_carry_their_length_without_a_style() -> None:
    markup = str(render(m.Card("Bars", blocks=(m.Meter("Domain 1", 0.375, "3 of 8 right"),)), DRESS))
    assert re.search(r'<rect class="fill" width="37.5"', markup)
    assert "3 of 8 right" in markup


def test_only_the_clock_of_an_exam_runs_on() -> None:
    """A link that opens until an hour is no exam: the script would write minutes over its words."""
    said = GALLERY["desk link"]
    exam = GALLERY["turn of multiple_choice 9001"]

    assert 'class="clock"' not in str(render(said, Dress("proof", private=True)))
    assert 'class="clock"' in str(render(exam, Dress("proof", private=True)))
