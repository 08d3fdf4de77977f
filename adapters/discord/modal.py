"""Forms as Discord shows them: a modal of up to five fields, or one select after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, assert_never

from adapters.discord.limits import (
    MODAL_HINT,
    MODAL_INPUT,
    MODAL_LABEL,
    MODAL_PARTS,
    MODAL_TEXT,
    MODAL_TITLE,
    OPTION_TEXT,
    OPTIONS,
    PLACEHOLDER,
    TICKS,
    rest_of,
    shorten,
)
from adapters.discord.markup import escape, line, plain
from bot.cards.model import (
    Button,
    Card,
    ChooseOne,
    ChooseSome,
    Field,
    Form,
    Match,
    Offer,
    Order,
    Paragraph,
    Room,
    Stem,
    Words,
)
from bot.commands import AnswerItem, Command
from bot.wire import encode, fill

Component = dict[str, Any]
Given = dict[str, str | tuple[str, ...]]
LABEL, INPUT, SELECT, ROOMS, RADIO, TICK, TEXT = 18, 4, 3, 8, 21, 22, 10
TEXT_ROOM, NEWS_ROOM = 0, 5
SHORT, LONG = 1, 2
NUMBERED = re.compile(r"(\w+)\.(\d+)")
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")


def fits(form: Form) -> bool:
    """Whether an answer's form has room in a modal; others are bent until they have."""
    return not _is_answer(form) or sum(map(_parts, form.fields)) <= MODAL_PARTS


def _is_answer(form: Form) -> bool:
    return isinstance(form.submit, AnswerItem)


def _parts(field: Field) -> int:
    match field:
        case Order(exactly=exactly):
            return exactly
        case Match(prompts=prompts):
            return len(prompts)
        case _:
            return 1


def opens(card: Card) -> Button | None:
    """The button on a card that opens its form: it asks the core again, which answers with the form.

    When the card names a fault, what was given goes with the button, so that nothing has to be typed twice.
    """
    if card.form is None:
        return None
    wrong = card.tone == "trouble"
    kept = submit_of(card.form, card.form.fields if wrong else ())
    return None if kept is None else Button("Correct it" if wrong else card.form.send, kept, look="primary")


def submit_of(form: Form, left_out: Sequence[Field]) -> Command | None:
    """The form's command with the present values of fields that are `left_out`, as far as a token has room."""
    values: Given = {field.name: field.value for field in left_out if not isinstance(field, Order | Match)}
    kept = {name: value for name, value in values.items() if value}
    while True:
        with suppress(ValueError):
            command = fill(form.submit, kept)
            encode(command)
            return command
        if not kept:
            return None
        kept.popitem()


# --- step by step --------------------------------------------------------------------------------


def step_of(card: Card) -> Component | None:
    """A select for the next step of an answer that has no room in a modal, or was begun in steps."""
    form = card.form
    if form is None or not isinstance(form.submit, AnswerItem) or (fits(form) and not form.submit.answer):
        return None
    field = form.fields[0]
    match field:
        case Order(offers=offers):
            asked = f"{ORDINALS[min(len(form.submit.answer), 7)]} step"
        case Match(prompts=prompts, offers=offers):
            asked = f"{len(form.submit.answer) + 1}. {prompts[0]}"
        case _:
            return None
    options = _options(offers[:OPTIONS])
    select = {"type": SELECT, "custom_id": encode(form.submit), "placeholder": shorten(asked, PLACEHOLDER)}
    return {**select, "options": options}


def next_step(command: Command, values: tuple[str, ...]) -> Command:
    """The command after one more choice in its select."""
    if isinstance(command, AnswerItem):
        return replace(command, answer=(*command.answer, *values))
    return command


# --- modals --------------------------------------------------------------------------------------


def modal(card: Card) -> Component | None:
    """The modal of a card's form; None when it has none or no room."""
    form = card.form
    if form is None or not fits(form) or step_of(card) is not None:
        return None
    shown, left_out = bend(form)
    submit = submit_of(form, left_out)
    if submit is None:
        return None
    fields = [part for field in shown for part in _field(field, _fault(card, field))][:MODAL_PARTS]
    room = MODAL_PARTS - len(fields)
    above = shorten("\n\n".join(_above(card)), MODAL_TEXT)
    parts = [{"type": TEXT, "content": above}] if room and above else []
    return {
        "custom_id": encode(submit),
        "title": shorten(" ".join(card.title.split()) or "…", MODAL_TITLE),
        "components": [*parts, *fields],
    }


def bend(form: Form) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The fields that find room in a modal, and those that keep their present value: choices among a few go first."""
    shown, left_out = list(form.fields), []
    for field in reversed(form.fields):
        if sum(map(_parts, shown)) <= MODAL_PARTS:
            break
        if isinstance(field, ChooseOne):
            shown.remove(field)
            left_out.append(field)
    return tuple(shown), tuple(reversed(left_out))


def _fault(card: Card, field: Field) -> str:
    """What is wrong with the field, when the card is about that."""
    if card.field != field.name or card.tone != "trouble":
        return ""
    return next((plain(block.text) for block in card.blocks[:1] if isinstance(block, Paragraph)), card.title)


def _above(card: Card) -> Iterator[str]:
    for block in card.blocks:
        if isinstance(block, Stem):
            yield escape(block.text)
        elif isinstance(block, Paragraph):
            yield line(block.text)


def _label(words: str, hint: str, part: Component) -> Component:
    """A field with its name; what the name has no room for begins the hint."""
    told = hint or rest_of(words, MODAL_LABEL, MODAL_HINT)
    named: Component = {"type": LABEL, "label": shorten(words.strip() or "…", MODAL_LABEL), "component": part}
    return named | ({"description": shorten(told, MODAL_HINT)} if told.strip() else {})


def _options(offers: Sequence[Offer], chosen: Sequence[str] = ()) -> list[Component]:
    options = []
    for offer in offers:
        words = (f"{offer.letter}. {offer.text}" if offer.letter else offer.text).strip() or "…"
        more = rest_of(words, OPTION_TEXT, OPTION_TEXT)
        option: Component = {"label": shorten(words, OPTION_TEXT), "value": offer.value}
        options.append(
            option | ({"description": more} if more else {}) | ({"default": True} if offer.value in chosen else {})
        )
    return options


def _field(field: Field, fault: str) -> Iterator[Component]:
    match field:
        case ChooseOne(name, label, offers, value, hint):
            kind = RADIO if 1 < len(offers) <= TICKS else SELECT
            options = _options(offers[:OPTIONS], (value,))
            yield _label(label, fault or hint, {"type": kind, "custom_id": name, "options": options})
        case ChooseSome(name, label, offers, least, most, value, hint):
            few = len(offers) <= TICKS
            options = _options(offers[:OPTIONS], value[:most])
            top = max(1, min(most, len(options)))
            counts = {"min_values": min(least, top), "max_values": top}
            part = {"type": TICK if few else SELECT, "custom_id": name, "options": options, **counts}
            yield _label(label, fault or hint, part if least else {**part, "required": False})
        case Order(name, label, offers, exactly, value):
            for number in range(exactly):
                words = f"{ORDINALS[number]} step" if number < len(ORDINALS) else f"Step {number + 1}"
                options = _options(offers[:OPTIONS], value[number : number + 1])
                part = {"type": SELECT, "custom_id": f"{name}.{number}", "options": options}
                yield _label(words, label if number == 0 else "", part)
        case Match(name, _label_words, prompts, offers, _reuse, value):
            for number, prompt in enumerate(prompts):
                options = _options(offers[:OPTIONS], value[number : number + 1])
                part = {"type": SELECT, "custom_id": f"{name}.{number}", "options": options}
                yield _label(prompt, "", part)
        case Words():
            yield _label(field.label, fault, _input(field))
        case Room(name, label, value, hint):
            part = {"type": ROOMS, "custom_id": name, "channel_types": [TEXT_ROOM, NEWS_ROOM], "required": False}
            if value.isdigit():
                part["default_values"] = [{"id": value, "type": "channel"}]
            yield _label(label, fault or hint, part)
        case other:
            assert_never(other)


def _input(field: Words) -> Component:
    most = min(field.longest, MODAL_INPUT)
    part: Component = {
        "type": INPUT,
        "custom_id": field.name,
        "style": LONG if field.lines else SHORT,
        "max_length": most,
        "required": not field.optional,
    }
    if field.value:
        part["value"] = shorten(field.value, most)
    return part | ({"placeholder": shorten(field.hint, MODAL_HINT)} if field.hint else {})


def given_in(components: Sequence[Mapping[str, Any]]) -> Given:
    """What somebody filled in, by field; numbered fields come together as one tuple."""
    given: Given = {}
    many: dict[str, dict[int, str]] = {}
    for component in components:
        part = component.get("component")
        if not isinstance(part, Mapping):
            continue
        name = str(part["custom_id"])
        values = tuple(map(str, part.get("values") or ()))
        if numbered := NUMBERED.fullmatch(name):
            many.setdefault(numbered[1], {})[int(numbered[2])] = values[0] if values else ""
        elif part["type"] == TICK or len(values) > 1:
            given[name] = values
        elif "values" in part:
            given[name] = values[0] if values else ""
        else:
            given[name] = str(part.get("value") or "")
    return given | {name: tuple(by[number] for number in sorted(by)) for name, by in many.items()}
