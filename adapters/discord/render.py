"""Cards in Discord's dress: a container with an accent colour, full texts, and a row of letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from operator import itemgetter
from typing import Any, assert_never

from adapters.discord.correct import LABEL as CORRECT
from adapters.discord.limits import (
    BUTTON_LABEL,
    BUTTONS_IN_A_ROW,
    LINK,
    OPTION_TEXT,
    OPTIONS,
    PLACEHOLDER,
    ROWS,
    pages,
    shorten,
    squeeze,
)
from adapters.discord.markup import bold, escape, line, quote
from adapters.discord.modal import opens, step_of
from bot.cards.enclosures import not_taken
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
    Paragraph,
    Row,
    RowState,
    Scenario,
    Stem,
    Table,
    Tone,
)
from bot.cards.numbers import spelled
from bot.wire import PREFIX, encode

Component = dict[str, Any]
ACTION_ROW, BUTTON, SELECT, TEXT, SEPARATOR, CONTAINER = 1, 2, 3, 10, 14, 17
STYLES = {"plain": 2, "primary": 1, "danger": 4}
LINK_STYLE = 5
FOLDED = f"{PREFIX.removesuffix(':')}+"
"""The custom_id of a menu into which buttons were folded; each option's value is a token."""

COLOURS: dict[Tone, int] = {
    "plain": 0x64748B,
    "open": 0x0F766E,
    "right": 0x15803D,
    "wrong": 0xB45309,
    "closed": 0x475569,
    "trouble": 0xB91C1C,
}
STATES: dict[RowState, str] = {
    "plain": "",
    "right": "✓ **Key**",
    "wrong": "✗ **Your answer, not the key**",
    "missed": "✓ **Key**, not chosen",
}
BAR = 10
CELL = 22
LINES = 20
ONE_LINE = 90
WIDEST = 80


def render(card: Card, *, again: str = "") -> tuple[list[Component], ...]:
    """The messages that say this card: one, or more when the words need the room; controls are on the last.

    `again` is the token that opens the form again which this card finds fault with.
    """
    spread = pages(texts(card))
    return tuple(
        [_container(card, page, controls(card, again=again) if number == len(spread) else [])]
        for number, page in enumerate(spread, 1)
    )


def render_one(card: Card) -> list[Component]:
    """The card in exactly one message, for what replaces a message; the longest texts give way."""
    if len(spread := render(card)) == 1:
        return spread[0]
    return [_container(card, squeeze(texts(card)), controls(card))]


def texts(card: Card) -> Iterator[str]:
    """The card's words in order, in pieces that may be split over messages; an empty one is a divider."""
    yield f"### {escape(' '.join(card.title.split()))}" if card.title.strip() else "…"
    for tight, blocks in groupby(map(_said, card.blocks), key=itemgetter(0)):
        said = [text for _, parts in blocks for text in parts]
        yield from ["\n".join(said)] if tight and said else said
    if foot := " ".join(line(card.foot).split()):
        yield f"-# {foot}"


@lru_cache(1024)
def _said(block: Block) -> tuple[str, tuple[str, ...]]:
    """A block's texts, and the sort of blocks it follows without a gap: bars, and paragraphs of one line."""
    parts = tuple(text for text in _block(block) if text.strip() or isinstance(block, Divider))
    match block:
        case Meter():
            return "bars", parts
        case Paragraph() if parts and len(parts[0]) <= ONE_LINE:
            return "lines", parts
        case _:
            return "", parts


def _container(card: Card, page: Sequence[str], rows: list[Component]) -> Component:
    parts: list[Component] = []
    run: list[str] = []
    for text in [*page, ""]:
        if text:
            run.append(text)
            continue
        if parts and run:
            parts.append({"type": SEPARATOR, "divider": True, "spacing": 1})
        if run:
            parts.append({"type": TEXT, "content": "\n\n".join(run).replace("\n\n-# ", "\n-# ")})
        run = []
    return {"type": CONTAINER, "accent_color": COLOURS[card.tone], "components": [*parts, *rows]}


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(words):
            yield line(words)
        case Stem(words):
            yield escape(words)
        case Scenario(title, words):
            yield f"{bold(title)}\n{quote(escape(words))}".strip()
        case Listing(rows, label):
            head = [bold(label)] if label else []
            lines = [_row(row) for row in rows]
            yield from [*head, *lines] if any(row.note for row in rows) else ["\n".join([*head, *lines])]
        case Meter(label, share, note, state):
            bar = "▰" * round(share * BAR) + "▱" * (BAR - round(share * BAR))
            yield f"{_marked(escape(label), state)}\n{bar} {escape(note)}"
        case Table(columns, rows):
            yield from _table(columns, rows)
        case Divider():
            yield ""
        case Figure():
            yield "\n".join(part for one in spelled(block) for part in _block(one))
        case Enclosed():
            yield from _block(not_taken(block))
        case other:
            assert_never(other)


def _row(row: Row) -> str:
    letter = f"{bold(row.letter)}  " if row.letter else "• "
    note = f"\n{quote(escape(row.note))}" if row.note else ""
    return f"{letter}{_marked(escape(row.text), row.state)}{note}"


def _marked(words: str, state: RowState) -> str:
    return f"{words} {STATES[state]}".strip()


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Cells under their heads in a fixed pitch; many rows are spread over several blocks."""
    cells = [[shorten(" ".join(cell.replace("`", "'").split()), CELL) for cell in row] for row in (columns, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    for at in range(0, len(lines), LINES):
        yield "```\n" + "\n".join(shorten(one, WIDEST) for one in lines[at : at + LINES]) + "\n```"


# --- controls ------------------------------------------------------------------------------------


def controls(card: Card, *, again: str = "") -> list[Component]:
    """Rows of buttons, a menu for what does not fit, and the way into the card's form."""
    step = step_of(card)
    rows: list[Component] = [_row_of(step)] if step is not None else []
    rows += [_row_of({"type": BUTTON, "style": 1, "label": CORRECT, "custom_id": again})] if again else []
    wanted: tuple[Control, ...] = card.controls
    if card.form is not None and step is None and (way_in := opens(card)) is not None:
        wanted = (way_in, *wanted)
    buttons = _unlike(_button(control) for control in wanted)
    letters = sum(1 for _ in takewhile(lambda button: len(button["label"]) == 1, buttons))
    if letters and len(buttons) > BUTTONS_IN_A_ROW and len(rows) + 1 < ROWS:  # letters stand by themselves
        rows += [_row_of(*part) for part in _parted(buttons[:letters])]
        buttons = buttons[letters:]
    room = (ROWS - len(rows)) * BUTTONS_IN_A_ROW
    shown, folded = (buttons, []) if len(buttons) <= room else (buttons[: room - 5], buttons[room - 5 :])
    rows += [_row_of(*part) for part in _parted(shown)]
    menu = [button for button in folded if "custom_id" in button][:OPTIONS]
    if menu:
        rows.append(_row_of(_menu(menu)))
    return rows


def _parted(buttons: Sequence[Component]) -> Iterator[Sequence[Component]]:
    return (buttons[at : at + BUTTONS_IN_A_ROW] for at in range(0, len(buttons), BUTTONS_IN_A_ROW))


def _row_of(*parts: Component) -> Component:
    return {"type": ACTION_ROW, "components": list(parts)}


def _button(control: Control) -> Component:
    match control:
        case Button(label, press, look):
            shown = {"style": STYLES[look], "label": shorten(label.strip() or "…", BUTTON_LABEL)}
            return {"type": BUTTON, **shown, "custom_id": encode(press)}
        case Away(label, url):
            return {
                "type": BUTTON,
                "style": LINK_STYLE,
                "label": shorten(label.strip() or "…", BUTTON_LABEL),
                "url": url,
            }
        case other:
            assert_never(other)


def _unlike(buttons: Iterator[Component]) -> list[Component]:
    """The buttons without repeats: Discord refuses a message in which two of them do the same."""
    kept: dict[str, Component] = {}
    for button in buttons:
        if len(button.get("url", "")) <= LINK:
            kept.setdefault(button.get("custom_id") or f"link {button['url']}", button)
    return list(kept.values())


def _menu(buttons: Sequence[Component]) -> Component:
    options = [{"label": shorten(button["label"], OPTION_TEXT), "value": button["custom_id"]} for button in buttons]
    return {"type": SELECT, "custom_id": FOLDED, "placeholder": shorten("More", PLACEHOLDER), "options": options}
