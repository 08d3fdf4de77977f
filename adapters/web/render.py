"""Render: a card as HTML elements; everything that members wrote is text and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

import htpy as h
from markupsafe import Markup

from adapters.figures.drawing import drawing
from adapters.web.enclosed import fetch_form
from adapters.web.fields import answer_sheet, form_of, offered_texts
from adapters.web.icons import icon
from adapters.web.spans import cut_stem, line, paragraphs
from bot.cards.enclosures import held
from bot.cards.model import (
    Away,
    Block,
    Button,
    Card,
    Control,
    Divider,
    Enclosed,
    Figure,
    Listing,
    Meter,
    Moment,
    Paragraph,
    Plain,
    Row,
    RowState,
    Scenario,
    Stem,
    Strong,
    Table,
    Text,
)
from bot.cards.numbers import numbers
from bot.cards.question import CHOSEN
from bot.wire import encode

PLACE = "Place"
"""What a column is called that needs no head before the eye."""

SHORT = 12
"""Characters in a cell that is never broken."""

PRIVATE = "Only you can see this"
WAYS = "ways"
"""The form of the buttons that lead on from a sheet that is one of several pages."""

STATES: Mapping[RowState, tuple[str, str]] = {
    "plain": ("", ""),
    "right": ("✓", "Key"),
    "wrong": ("✗", "Your answer"),
    "missed": ("→", "Key, not chosen"),
}
"""The mark and the words of a row's state; colour comes third."""


@dataclass(frozen=True, slots=True)
class Dress:
    """How a card is worn: `level` of its heading, whether it is private, and the token that proves our own forms."""

    csrf: str
    level: int = 3
    private: bool = False


def render(card: Card, dress: Dress) -> h.Element:
    """The whole card: quiet line, title, body, controls or form, foot."""
    above = card.tone == "open" and bool(card.foot)
    said = _without_repeat(card.foot) if dress.private else card.foot
    foot = h.p(".foot")[line(said)] if said else None
    return h.article(
        ".card",
        data_tone=card.tone,
        data_field=card.field or None,
        data_short=card.short,
        data_private="" if dress.private else None,
        data_turn="" if card.turn else None,
    )[
        h.p(".private")[icon("lock"), PRIVATE] if dress.private else None,
        h.header[_title(card, dress), foot if above else None],
        _body(card, dress),
        None if above else foot,
    ]


def _without_repeat(foot: Text) -> Text:
    """The foot without the sentence that stands at the top of every private card already."""
    kept = (Plain(one.text.removesuffix(PRIVATE + ".").rstrip()) if isinstance(one, Plain) else one for one in foot)
    return tuple(one for one in kept if one != Plain(""))


def _title(card: Card, dress: Dress) -> h.Element:
    mark = {"right": "✓", "wrong": "✗", "trouble": "!"}.get(card.tone)
    heading = {1: h.h1, 2: h.h2, 3: h.h3, 4: h.h4}[dress.level]
    return heading(".title")[
        h.span(".mark", aria_hidden="true")[mark] if mark else None,
        card.title,
    ]


def _body(card: Card, dress: Dress) -> list[h.Node]:
    """The blocks in order, with choices that stand for rows put in the place of those rows."""
    sheet, told = lettered(card), card.tone in {"right", "wrong"}
    shown = lettered(card)
    controls = [one for one in card.controls if not (isinstance(one, Button) and one.label in shown)]
    paged = card.turn and bool(shown or card.form)
    ways = h.div(".ways")[(_control(one, form=WAYS) for one in controls)] if paged else None
    covered = offered_texts(card.form) if card.form is not None else frozenset[str]()
    nodes: list[h.Node] = []
    for block in card.blocks:
        match block:
            case Listing(rows=rows) if sheet and {row.letter for row in rows} == set(sheet):
                nodes.append(answer_sheet(block, sheet, dress.csrf, ways))
                sheet = {}
            case Listing(rows=rows) if covered and {row.text for row in rows} <= covered:
                continue
            case Listing(label=label) if label == CHOSEN and card.form is not None:
                continue  # the form shows it
            case Stem() if told:
                nodes.append(_recalled(block))
            case Enclosed():
                nodes.append(fetch_form(block, dress.csrf))
            case Paragraph(text=text) if card.turn and _runs(text):
                nodes.append(h.p(".clock")[line(text)])
            case _:
                nodes.append(dressed(block))
    if card.form is not None:
        nodes.append(form_of(card.form, dress.csrf, ways))
    if controls:
        nodes.append(controls_of([] if paged else controls, dress.csrf))
    return nodes


def lettered(card: Card) -> dict[str, Button]:
    """The buttons that stand for lettered rows, by letter; none unless every row of one listing has its button."""
    buttons = {control.label: control for control in card.controls if isinstance(control, Button)}
    for block in card.blocks:
        if isinstance(block, Listing) and block.rows and all(row.letter in buttons for row in block.rows):
            return {row.letter: buttons[row.letter] for row in block.rows}
    return {}


def dressed(block: Block) -> h.Node:
    """One block."""
    match block:
        case Paragraph(text=text):
            return h.p[line(text)]
        case Stem(text=text):
            before, asked = cut_stem(text)
            return h.div(".stem")[paragraphs(before), h.p(".asked")[asked] if asked else None]
        case Scenario(title=title, text=text):
            return h.details(".scenario", open=True)[h.summary[h.span["Scenario: "], title], paragraphs(text)]
        case Listing():
            return _listing(block)
        case Meter():
            return _meter(block)
        case Table():
            return _table(block)
        case Divider():
            return h.hr
        case Figure():
            return _figure(block)
        case Enclosed():
            return h.p[line(held(block).text)]
        case other:
            assert_never(other)


def _runs(text: Text) -> bool:
    """Whether a text of an exam says how much time is left until an hour: the script lets it run on."""
    hours = any(isinstance(one, Moment) and one.style == "time" for one in text)
    return hours and isinstance(text[0], Strong)


def _recalled(stem: Stem) -> h.Element:
    """A stem under its verdict: folded, so that the reasons come first."""
    _, asked = cut_stem(stem.text)
    return h.details(".question")[h.summary["The question", f": {asked}" if asked else None], dressed(stem)]


def _listing(listing: Listing) -> h.Node:
    return h.div(".listing")[
        h.p(".label")[listing.label] if listing.label else None,
        h.ul(".rows", aria_label=listing.label or None)[(_row(row) for row in listing.rows)],
    ]


def _row(row: Row) -> h.Element:
    mark, words = STATES[row.state]
    return h.li(".row", data_state=row.state)[
        h.span(".letter", aria_hidden="true" if not row.letter else None)[row.letter],
        h.div(".words")[
            h.span(".text")[row.text],
            h.span(".state")[h.span(aria_hidden="true")[mark], f" {words}"] if words else None,
            h.p(".note")[row.note] if row.note else None,
        ],
    ]


def _meter(meter: Meter) -> h.Node:
    """A bar whose length is an attribute: styles in the markup are refused by our own policy."""
    mark, words = STATES[meter.state]
    width = f"{meter.share * 100:.1f}"
    return h.div(".meter", data_state=meter.state)[
        h.p(".words")[
            h.span(".text")[meter.label],
            h.span(".state")[h.span(aria_hidden="true")[mark], f" {words}"] if words else None,
            h.span(".share")[meter.note],
        ],
        h.svg(".bar", viewBox="0 0 100 8", preserveAspectRatio="none", aria_hidden="true", focusable="false")[
            h.rect(".track", width="100", height="8"), h.rect(".fill", width=width, height="8")
        ],
    ]


def _figure(figure: Figure) -> h.Node:
    """The drawing, and under it what it shows for those who would rather read."""
    return h.figure(".figure")[
        h.div(".picture")[Markup(drawing(figure))],  # noqa: S704 - made by us, with everybody's words escaped
        h.details(".numbers")[h.summary["In numbers"], h.ul[(h.li[one] for one in numbers(figure))]],
    ]


def _table(table: Table) -> h.Node:
    columns = [[row[n] for row in table.rows] for n in range(len(table.columns))]
    dress = [
        {"number": bool(cells) and all(map(_is_number, cells)), "short": max(map(len, cells), default=0) <= SHORT}
        for cells in columns
    ]
    return h.div(".scroll", tabindex="0", role="region", aria_label=f"Table: {table.columns[0] or PLACE}")[
        h.table[
            h.thead[
                h.tr[
                    (
                        h.th(scope="col", class_=how)[column or h.span(".unseen")[PLACE]]
                        for column, how in zip(table.columns, dress, strict=True)
                    )
                ]
            ],
            h.tbody[
                (
                    h.tr[(h.td(class_=how)[h.bdi[cell]] for cell, how in zip(row, dress, strict=True))]
                    for row in table.rows
                )
            ],
        ]
    ]


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").replace("%", "").strip().isdigit()


def controls_of(controls: list[Control], csrf: str) -> h.Element:
    """Buttons in a row; each sends its own token. Without any it is the form of those that stand in a sheet's bar."""
    return h.form(".controls", id=None if controls else WAYS, method="post", action="/press")[
        h.input(type="hidden", name="csrf", value=csrf),
        (_control(control) for control in controls),
    ]


def _control(control: Control, *, form: str | None = None) -> h.Element:
    match control:
        case Button(label=label, press=press, look=look, spoken=spoken):
            return h.button(
                ".button",
                type="submit",
                name="token",
                value=encode(press),
                form=form,
                data_look=look,
                aria_label=spoken or None,
            )[label]
        case Away(label=label, url=url):
            return h.a(".button", href=url, target="_blank", rel="noreferrer noopener")[label]
        case other:
            assert_never(other)
