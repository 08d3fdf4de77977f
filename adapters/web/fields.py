"""Fields: the forms of cards as native controls, which the script makes quicker but not different."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import assert_never

import htpy as h

from adapters.web.icons import icon
from adapters.web.limits import as_rows
from bot.cards.model import Button, ChooseOne, ChooseSome, Field, Form, Listing, Match, Offer, Order, Room, Words
from bot.wire import encode


def answer_sheet(listing: Listing, buttons: Mapping[str, Button], csrf: str, ways: h.Node = None) -> h.Element:
    """Lettered rows of which one is chosen and then sent: a press by mistake costs nothing. `ways` lead elsewhere."""
    return h.form(".sheet", method="post", action="/press", data_sheet="one")[
        h.input(type="hidden", name="csrf", value=csrf),
        h.fieldset[
            h.legend(".label")["Choose one"],
            (
                _choice(
                    Offer(encode(buttons[row.letter].press), row.text, row.letter),
                    h.input(
                        type="radio",
                        name="token",
                        value=encode(buttons[row.letter].press),
                        required=True,
                        checked=buttons[row.letter].look == "primary",
                    ),
                    row.note,
                )
                for row in listing.rows
            ),
        ],
        _send("Answer", ways),
    ]


def form_of(form: Form, csrf: str, ways: h.Node = None) -> h.Element:
    """A form with its fields; what is sent goes into the command of its token. `ways` lead elsewhere."""
    unready = any(isinstance(field, Order) for field in form.fields)
    return h.form(".sheet", method="post", action="/send", novalidate=True)[
        h.input(type="hidden", name="csrf", value=csrf),
        h.input(type="hidden", name="token", value=encode(form.submit)),
        (dressed(field) for field in form.fields),
        _send(form.send, ways, unready=unready),
    ]


def offered_texts(form: Form) -> frozenset[str]:
    """The texts that the form shows by itself, so that the card need not list them a second time."""
    shown: set[str] = set()
    for field in form.fields:
        match field:
            case ChooseSome(offers=offers) | Order(offers=offers):
                shown |= {offer.text for offer in offers}
            case Match(prompts=prompts):
                shown |= set(prompts)
            case ChooseOne() | Words() | Room():
                pass
            case other:
                assert_never(other)
    return frozenset(shown)


def dressed(field: Field) -> h.Node:
    """One field."""
    match field:
        case ChooseOne():
            return _choose_one(field)
        case ChooseSome():
            return _choose_some(field)
        case Order():
            return _order(field)
        case Match():
            return _match(field)
        case Words():
            return _words(field)
        case Room():
            return None  # the page has one room
        case other:
            assert_never(other)


def _choose_one(field: ChooseOne) -> h.Element:
    if as_rows(field):
        return h.fieldset(".field", data_name=field.name)[
            h.legend(".label")[field.label],
            _hint(field.name, field.hint),
            (
                _choice(
                    offer,
                    h.input(type="radio", name=field.name, value=offer.value, checked=offer.value == field.value),
                )
                for offer in field.offers
            ),
            _fault(field.name),
        ]
    return h.div(".field", data_name=field.name)[
        h.label(".label", for_=_id(field.name))[field.label],
        _hint(field.name, field.hint),
        h.select(id=_id(field.name), name=field.name, aria_describedby=_said(field.name, field.hint))[
            (
                h.option(value=offer.value, selected=offer.value == field.value)[offer.text]
                for offer in _with_present(field)
            )
        ],
        _fault(field.name),
    ]


def _with_present(field: ChooseOne) -> tuple[Offer, ...]:
    if any(offer.value == field.value for offer in field.offers):
        return field.offers
    return (Offer(field.value, field.value or "Choose …"), *field.offers)


def _choose_some(field: ChooseSome) -> h.Element:
    return h.fieldset(".field", data_name=field.name, data_least=field.least, data_most=field.most)[
        h.legend(".label")[field.label],
        _hint(field.name, field.hint),
        (
            _choice(
                offer,
                h.input(type="checkbox", name=field.name, value=offer.value, checked=offer.value in field.value),
            )
            for offer in field.offers
        ),
        h.p(".count", role="status"),
        _fault(field.name),
    ]


def _order(field: Order) -> h.Element:
    """A list the script makes movable; each row holds its value, and the rows' order is the answer."""
    how = f"order-{field.name}-how"
    spare = len(field.offers) - field.exactly
    left_out = f" Put the {spare} that you leave out below the line." if spare else ""
    return h.fieldset(".field", data_name=field.name, data_order=field.exactly)[
        h.legend(".label")[field.label],
        h.p(".hint", id=how)[f"Drag the rows, or move the one in focus with Alt and the arrow keys.{left_out}"],
        h.ol(".order")[
            (
                h.li(".row", tabindex="0", aria_describedby=how, data_text=offer.text)[
                    h.input(type="hidden", name=field.name, value=offer.value),
                    h.span(".position"),
                    h.div(".words")[h.span(".text")[offer.text]],
                    h.span(".moves")[
                        h.button(".move", type="button", data_step="-1", tabindex="-1", aria_label="Move up")["↑"],
                        h.button(".move", type="button", data_step="1", tabindex="-1", aria_label="Move down")["↓"],
                    ],
                    h.span(".grip")[icon("grip")],
                ]
                for offer in sorted(field.offers, key=lambda offer: _place(offer, field.value))
            )
        ],
        _fault(field.name),
    ]


def _place(offer: Offer, given: tuple[str, ...]) -> int:
    """Where an offer stood in an answer that was given before; those left out come last, as they are."""
    return given.index(offer.value) if offer.value in given else len(given)


def _match(field: Match) -> h.Element:
    often = "An option may serve more than once." if field.reuse else "Each option serves once at most."
    return h.fieldset(".field.match", data_name=field.name, data_reuse="" if field.reuse else None)[
        h.legend(".label")[field.label],
        h.p(".hint")[often],
        (
            h.div(".pair")[
                h.label(for_=f"{_id(field.name)}-{number}")[h.span(".position")[number], prompt],
                h.select(id=f"{_id(field.name)}-{number}", name=field.name, required=True)[
                    h.option(value="")["Choose …"],
                    (
                        h.option(
                            value=offer.value,
                            selected=offer.value == before,
                            data_text=_lettered(offer),
                            data_letter=offer.letter or None,
                        )[_lettered(offer)]
                        for offer in field.offers
                    ),
                ],
            ]
            for number, (prompt, before) in enumerate(zip_longest(field.prompts, field.value, fillvalue=""), 1)
        ),
        _fault(field.name),
    ]


def _lettered(offer: Offer) -> str:
    return f"{offer.letter}. {offer.text}" if offer.letter else offer.text


def _words(field: Words) -> h.Element:
    shared: dict[str, str | int | bool] = {
        "id": _id(field.name),
        "name": field.name,
        "maxlength": field.longest,
        "required": not field.optional,
        "autocomplete": "off",
        "aria-describedby": _said(field.name, field.hint),
    }
    typed = (
        h.textarea(shared, rows="4")[field.value] if field.lines else h.input(shared, type="text", value=field.value)
    )
    return h.div(".field", data_name=field.name)[
        h.label(".label", for_=_id(field.name))[field.label, " (optional)" if field.optional else None],
        _hint(field.name, field.hint),
        typed,
        _fault(field.name),
    ]


def _choice(offer: Offer, native: h.VoidElement, note: str = "") -> h.Element:
    return h.label(".row.choice", data_letter=offer.letter or None)[
        native,
        h.span(".letter", aria_hidden="true" if not offer.letter else None)[offer.letter],
        h.span(".words")[h.span(".text")[offer.text], h.span(".state")[note] if note else None],
    ]


def _send(words: str, ways: h.Node, *, unready: bool = False) -> h.Element:
    return h.div(".controls")[
        h.button(".button", type="submit", data_look="primary", disabled=unready)[words],
        ways,
        h.p(".fault", role="alert"),
    ]


def _id(name: str) -> str:
    return f"field-{name}"


def _said(name: str, hint: str) -> str:
    return f"{_id(name)}-hint {_id(name)}-fault" if hint else f"{_id(name)}-fault"


def _hint(name: str, hint: str) -> h.Node:
    return h.p(".hint", id=f"{_id(name)}-hint")[hint] if hint else None


def _fault(name: str) -> h.Element:
    return h.p(".fault", id=f"{_id(name)}-fault", role="alert")
