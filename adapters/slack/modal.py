"""Modals and the home tab: a card's form as inputs, and what people put into them back as a command's fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import assert_never

from adapters.slack import limits
from adapters.slack.limits import Body, plain, shorten
from adapters.slack.render import NONE, blocks, controls, foot, header
from adapters.slack.slashes import as_typed
from bot.cards.model import Card, ChooseOne, ChooseSome, Field, Figure, Match, Offer, Order, Room, Words
from bot.rules.naming import stable_id
from bot.wire import encode

CALLBACK = "form"
PRODUCT = "Cohort"
Given = dict[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Memory:
    """What a modal keeps for its return: the token of its form, and the room it was opened from."""

    token: str = ""
    room: str = ""


def remember(memory: Memory) -> str:
    """Spell a memory as a modal's private metadata."""
    return json.dumps(asdict(memory))


def recall(view: Body) -> Memory:
    """Read a modal's private metadata; what we did not write is an empty memory."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
        return Memory(str(kept.get("token", "")), str(kept.get("room", "")))
    except (ValueError, AttributeError):
        return Memory()


def modal(card: Card, *, room: str, pictures: Mapping[Figure, str] = NONE) -> Body:
    """A card as a modal: its form as inputs with a submit, or its buttons."""
    fits = len(card.title) <= limits.VIEW_TITLE
    inputs = [one for field in card.form.fields for one in _inputs(field)] if card.form else []
    if card.turn and card.form is not None:
        # Slack keeps what was put into a block of the same name: the next question's must have names of their own.
        inputs = [one | {"block_id": f"{one['block_id']}:{stable_id(encode(card.form.submit))}"} for one in inputs]
    body, tail = blocks(card.blocks, pictures), [*inputs, *controls(card), *foot(card.foot)]
    if not (fits and (body or tail)):
        body = [header(card.title), *body]
    view: Body = {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain(card.title if fits else PRODUCT, limits.VIEW_TITLE),
        "blocks": limits.within(body, tail, blocks=limits.VIEW_BLOCKS, words=limits.VIEW_WORDS),
        "private_metadata": remember(Memory(encode(card.form.submit) if card.form else "", room)),
    }
    if card.form is not None:
        view["submit"] = plain(card.form.send, limits.VIEW_BUTTON)
    return view


def home(card: Card) -> Body:
    """A card as the home tab."""
    body = [header(card.title), *blocks(card.blocks)]
    tail = [*controls(card), *foot(card.foot)]
    return {
        "type": "home",
        "callback_id": "home",
        "blocks": limits.within(body, tail, blocks=limits.VIEW_BLOCKS, words=limits.VIEW_WORDS),
    }


# --- fields as inputs ----------------------------------------------------------------------------
#
# An input's block_id says how to read it back: sort, name of the field, and what is still to be checked.


def _inputs(field: Field) -> list[Body]:
    match field:
        case ChooseOne(name, label, offers, value, hint):
            return [_input(f"one:{name}", label, _one(offers, value), hint)]
        case ChooseSome(name, label, offers, least, most, value, hint):
            return [_input(f"some:{name}:{least}:{most}", label, _some(offers, most, value), hint, optional=least == 0)]
        case Order(name, label, offers, exactly, value):
            steps = [f"Step {number}" for number in range(1, exactly + 1)]
            steps[:1] = [f"Step 1 ({label})"]
            return [
                _input(f"many:{name}:{n}", step, _menu(offers, label, was))
                for n, (step, was) in enumerate(_with(steps, value))
            ]
        case Match(name, label, prompts, offers, _reuse, value):
            return [
                _input(f"many:{name}:{n}", one, _menu(offers, label, was))
                for n, (one, was) in enumerate(_with(prompts, value))
            ]
        case Words():
            return [_input(f"one:{field.name}", field.label, _typed(field), field.hint, optional=field.optional)]
        case Room(name, label, value, hint):
            return [_input(f"one:{name}", label, _room(value), hint)]
        case other:
            assert_never(other)


def _input(block_id: str, label: str, element: Body, hint: str = "", *, optional: bool = False) -> Body:
    native: Body = {"type": "input", "block_id": block_id, "label": plain(label, limits.LABEL), "optional": optional}
    native["element"] = {**element, "action_id": "given"}
    if hint:
        native["hint"] = plain(hint, limits.HINT)
    return native


def _option(offer: Offer) -> Body:
    words = f"{offer.letter}. {offer.text}" if offer.letter else offer.text
    return {"text": plain(words, limits.OPTION), "value": offer.value}


def _preset(options: Sequence[Body], values: Iterable[str]) -> list[Body]:
    wanted = set(values)
    return [option for option in options if option["value"] in wanted]


def _with(labels: Sequence[str], values: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Each label with the value it had before, if there was one."""
    return zip_longest(labels, values[: len(labels)], fillvalue="")


def _one(offers: Sequence[Offer], value: str) -> Body:
    if len(offers) > limits.BOXES:
        return _menu(offers, "", value)
    options = [_option(offer) for offer in offers]
    preset = _preset(options, [value])
    return {"type": "radio_buttons", "options": options, **({"initial_option": preset[0]} if preset else {})}


def _some(offers: Sequence[Offer], most: int, value: Sequence[str]) -> Body:
    options = [_option(offer) for offer in offers[: limits.MENU]]
    preset = _preset(options, value)
    initial = {"initial_options": preset} if preset else {}
    if len(options) <= limits.BOXES:
        return {"type": "checkboxes", "options": options, **initial}
    return {"type": "multi_static_select", "options": options, "max_selected_items": most, **initial}


def _menu(offers: Sequence[Offer], label: str, value: str = "") -> Body:
    options = [_option(offer) for offer in offers[: limits.MENU]]
    native: Body = {"type": "static_select", "options": options}
    if label:
        native["placeholder"] = plain(label, limits.PLACEHOLDER)
    if preset := _preset(options, [value]):
        native["initial_option"] = preset[0]
    return native


def _typed(field: Words) -> Body:
    most = max(1, min(field.longest, limits.INPUT))
    initial = {"initial_value": field.value[:most]} if field.value else {}
    return {"type": "plain_text_input", "max_length": most, "multiline": field.lines, **initial}


def _room(value: str) -> Body:
    native: Body = {"type": "conversations_select", "filter": {"include": ["public", "private"]}}
    return native | ({"initial_conversation": value} if value else {"default_to_current_conversation": True})


# --- what people gave ----------------------------------------------------------------------------


def read_fields(view: Body) -> Given:
    """What people put into a modal, as fields of the command that its token names."""
    given: Given = {}
    for block_id, value in _states(view):
        sort, name, *_ = block_id.split(":")
        if sort == "some":
            given[name] = tuple(option["value"] for option in value.get("selected_options") or ())
        elif sort == "many":
            before = given.get(name, ())
            given[name] = (*(before if isinstance(before, tuple) else ()), _chosen(value))
        else:
            given[name] = _chosen(value)
    return given


def _states(view: Body) -> list[tuple[str, Body]]:
    """The inputs' values in the order of the blocks: the order of positions and prompts."""
    values: Mapping[str, Body] = view.get("state", {}).get("values", {})
    names = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    return [(name, values[name]["given"]) for name in names if name in values]


def _chosen(value: Body) -> str:
    option = value.get("selected_option") or {}
    return str(option.get("value") or value.get("selected_conversation") or value.get("value") or "")


def miscounted(view: Body) -> dict[str, str]:
    """Fields in which too few or too many were chosen, with what to do: Slack's boxes cannot count."""
    faults = {}
    for block_id, value in _states(view):
        sort, _, *more = block_id.split(":")
        if sort == "some":
            least, most = map(int, more[:2])
            if not least <= len(value.get("selected_options") or ()) <= most:
                wanted = str(least) if least == most else f"{least} to {most}"
                faults[block_id] = f"Choose {wanted}."
    return faults


def fault(view: Body, card: Card) -> dict[str, str]:
    """A refusal as an error beside the field it speaks of, else beside the first one; what was given stays."""
    names = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    spoken = [name for name in names if name.split(":")[1] == card.field]
    return {(spoken or names)[0]: shorten(as_typed(card.short), limits.HINT)}
