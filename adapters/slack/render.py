"""Cards as Block Kit: rich text for every word that is not ours to trust, plain text for names and labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from types import MappingProxyType
from typing import assert_never
from zoneinfo import ZoneInfo

from adapters.slack import limits
from adapters.slack.limits import Body, escape, plain, shorten, split
from adapters.slack.slashes import as_typed
from bot.cards.enclosures import not_taken
from bot.cards.model import (
    Away,
    Block,
    Button,
    Card,
    Code,
    Control,
    Divider,
    Enclosed,
    Figure,
    Link,
    Listing,
    Meter,
    Moment,
    Paragraph,
    Plain,
    RoomName,
    Row,
    RowState,
    Scenario,
    Span,
    Stem,
    Strong,
    Table,
    Text,
)
from bot.cards.numbers import alt
from bot.cards.numbers import spelled as in_words
from bot.wire import encode

STATES: dict[RowState, str] = {
    "plain": "",
    "right": "✓ Key",
    "wrong": "✗ Your answer",
    "missed": "✓ Key, not chosen",
}
CELL, BAR = 32, 10
DATES = {"time": "{time}", "day": "{date_long_pretty}", "both": "{date_long_pretty} at {time}"}
AWAY = "away:"
ROOM = re.compile(r"[CG][A-Z0-9]+")
"""What an id of a channel looks like; anything else would be refused where a channel is named."""
NONE: Mapping[Figure, str] = MappingProxyType({})


def render(card: Card, pictures: Mapping[Figure, str] = NONE) -> Body:
    """A card as the text and blocks of a message; figures without their file in `pictures` are said in words."""
    tail = [*controls(card), *_reopen(card), *foot(card.foot)]
    body = [header(card.title), *blocks(card.blocks, pictures)]
    fitting = limits.within(body, tail, blocks=limits.MESSAGE_BLOCKS, words=limits.MESSAGE_WORDS)
    return {"text": limits.fallback(as_typed(card.short)), "blocks": fitting}


def header(title: str) -> Body:
    """A card's title."""
    return {"type": "header", "text": plain(as_typed(title), limits.HEADER)}


def _reopen(card: Card) -> list[Body]:
    """A button that asks for the form again: for when no modal could be opened."""
    return [_actions([_button(Button(card.form.send, card.form.submit, "primary"))])] if card.form else []


# --- words ---------------------------------------------------------------------------------------


def spans(words: Text) -> list[Body]:
    """Typed spans as elements of rich text, none longer than Slack takes."""
    return [element for span in words for element in _span(span)]


def _span(span: Span) -> Iterator[Body]:
    match span:
        case Plain(text):
            yield from _texts(as_typed(text))
        case Strong(text):
            yield from _texts(as_typed(text), bold=True)
        case Code(text):
            yield from _texts(as_typed(text), code=True)
        case Link(text, url) if len(url) <= limits.URL and url.startswith(("https://", "http://")):
            yield {"type": "link", "url": url, "text": shorten(text, limits.PIECE)}
        case Link(text):
            yield from _texts(text)
        case Moment() as moment:
            whole = {"timestamp": int(moment.at.timestamp()), "format": DATES[moment.style]}
            yield {"type": "date", **whole, "fallback": spelled(moment)}
        case RoomName(room) if ROOM.fullmatch(room):
            yield {"type": "channel", "channel_id": room}
        case RoomName(room):
            yield from _texts(f"#{room}")
        case other:
            assert_never(other)


def _texts(words: str, **style: bool) -> Iterator[Body]:
    for piece in split(words):
        yield {"type": "text", "text": piece, **({"style": style} if style else {})}


def spelled(moment: Moment) -> str:
    """An instant in the group's zone, for where Slack cannot show the reader's own."""
    at = moment.at.astimezone(ZoneInfo(moment.zone))
    day, hour = f"{at:%A} {at.day} {at:%B}", f"{at:%H:%M} ({moment.zone})"
    return {"time": hour, "day": day, "both": f"{day}, {hour}"}[moment.style]


def marked(words: Text) -> str:
    """Spans in Slack's own markup, every control character escaped: for the foot, which takes no rich text."""
    parts = []
    for span in words:
        match span:
            case Plain(text) | Strong(text) | Code(text):
                parts.append(escape(as_typed(text)))
            case Link(text, url):
                fits = url.startswith(("https://", "http://")) and not set("|<> \n") & set(url)
                parts.append(f"<{escape(url)}|{escape(text).replace('|', '/')}>" if fits and text else escape(text))
            case Moment() as moment:
                stamp = int(moment.at.timestamp())
                parts.append(f"<!date^{stamp}^{DATES[moment.style]}|{escape(spelled(moment))}>")
            case RoomName(room):
                parts.append(f"<#{room}>" if ROOM.fullmatch(room) else escape(f"#{room}"))
            case other:
                assert_never(other)
    return "".join(parts)


# --- blocks --------------------------------------------------------------------------------------


def blocks(body: Iterable[Block], pictures: Mapping[Figure, str] = NONE) -> list[Body]:
    """Blocks in order; meters that follow one another share one piece of rich text."""
    dressed: list[Body] = []
    for is_meter, group in groupby(body, key=lambda block: isinstance(block, Meter)):
        if is_meter:
            dressed += _pieces([_meter(one) for one in group if isinstance(one, Meter)])
        else:
            dressed += [native for block in group for native in _block(block, pictures)]
    return dressed


def _block(block: Block, pictures: Mapping[Figure, str]) -> list[Body]:
    match block:
        case Paragraph(text):
            return _pieces([spans(text)])
        case Stem(text):
            return _pieces([list(_texts(text))])
        case Scenario(title, text):
            return _pieces([list(_texts(title, bold=True)), list(_texts(text))])
        case Listing(rows, label):
            head = _pieces([list(_texts(label, bold=True))])
            apart = any(row.note for row in rows)
            return head + ([one for row in rows for one in _pieces([_row(row)])] if apart else _rows(rows))
        case Meter():
            return _pieces([_meter(block)])
        case Table(columns, rows):
            return _pieces(
                [[{"type": "text", "text": piece}] for piece in _grid(columns, rows)], "rich_text_preformatted"
            )
        case Divider():
            return [{"type": "divider"}]
        case Figure() if file := pictures.get(block):
            return [{"type": "image", "slack_file": {"id": file}, "alt_text": shorten(alt(block), limits.ALT)}]
        case Figure():
            return blocks(in_words(block))
        case Enclosed():
            return _pieces([spans(not_taken(block).text)])
        case other:
            assert_never(other)


def _rows(rows: Sequence[Row]) -> list[Body]:
    lines = [_row(row) for row in rows]
    if any(row.letter for row in rows):
        return _pieces(lines)
    return [
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": part}]}
        for part in _parted([{"type": "rich_text_section", "elements": line} for line in lines if line])
    ]


def _row(row: Row) -> list[Body]:
    letter = _texts(f"{row.letter}. ", bold=True) if row.letter else iter(())
    state = _texts(f"  {STATES[row.state]}", bold=True) if STATES[row.state] else iter(())
    note = _texts(f"\n{row.note}") if row.note else iter(())
    return [*letter, *_texts(row.text), *state, *note]


def _meter(meter: Meter) -> list[Body]:
    full = round(meter.share * BAR)
    state = f"  {STATES['right']}" if meter.state in {"right", "missed"} else ""
    label = f"{meter.label}\n" if meter.label else ""
    return [*_texts(label), *_texts("█" * full + "░" * (BAR - full), code=True), *_texts(f" {meter.note}{state}")]


def _grid(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    cells = [[shorten(" ".join(cell.split()) or " ", CELL) for cell in row] for row in (columns, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in cells]
    yield from split("\n".join(lines) or limits.ELLIPSIS)


def _pieces(lines: Iterable[list[Body]], kind: str = "rich_text_section") -> list[Body]:
    """Lines of rich text as blocks, each block within its size; empty lines are left out."""
    whole: list[Body] = [{"type": kind, "elements": part} for line in lines for part in _parted(line)]
    if not whole:
        return []
    if sum(_length(span) for part in whole for span in part["elements"]) <= limits.PIECE:
        return [{"type": "rich_text", "elements": whole}]
    return [{"type": "rich_text", "elements": part} for part in _parted(whole)]


def _length(span: Body) -> int:
    return len(span.get("text", "")) + len(span.get("fallback", ""))


def _parted(elements: Sequence[Body]) -> Iterator[list[Body]]:
    part: list[Body] = []
    room = limits.PIECE
    if elements and "elements" not in elements[0] and sum(map(_length, elements)) <= room:
        yield list(elements)
        return
    for element in elements:
        needed = limits.size(element)
        if part and needed > room:
            yield part
            part, room = [], limits.PIECE
        part.append(element)
        room -= needed
    if part:
        yield part


# --- controls and foot -----------------------------------------------------------------------------


def controls(card: Card) -> list[Body]:
    """The card's buttons, as many to a block as Slack takes."""
    buttons = [_control(control, number) for number, control in enumerate(card.controls)]
    letters = sum(1 for _ in takewhile(lambda button: len(button["text"]["text"]) == 1, buttons))
    parts = [part for part in (buttons[:letters], buttons[letters:]) if part]  # letters stand by themselves
    return [_actions(part[at : at + limits.ACTIONS]) for part in parts for at in range(0, len(part), limits.ACTIONS)]


def _actions(buttons: list[Body]) -> Body:
    seen: dict[str, int] = {}
    for button in buttons:
        name = button["action_id"]
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:  # the same command twice on a card: a mark that no token contains tells them apart
            button["action_id"] = f"{name}#{seen[name]}"
    return {"type": "actions", "elements": buttons}


def _control(control: Control, number: int) -> Body:
    match control:
        case Button():
            return _button(control)
        case Away(label, url):
            return {
                "type": "button",
                "action_id": f"{AWAY}{number}",
                "text": plain(label, limits.BUTTON),
                "url": url[: limits.URL],
            }
        case other:
            assert_never(other)


def _button(button: Button) -> Body:
    native: Body = {"type": "button", "action_id": encode(button.press), "text": plain(button.label, limits.BUTTON)}
    if button.look != "plain":
        native["style"] = button.look
    if button.spoken:
        native["accessibility_label"] = shorten(button.spoken, limits.SPOKEN)
    return native


def foot(words: Text) -> list[Body]:
    """The quiet line: plain text unless it holds a link or an instant; nothing where it says nothing."""
    texts = [as_typed(span.text) for span in words if isinstance(span, Plain | Strong | Code)]
    line = marked(words)
    if not line.strip():
        return []
    if len(texts) == len(words) or len(line) > limits.CONTEXT:
        return [{"type": "context", "elements": [plain("".join(texts), limits.CONTEXT)]}]
    return [{"type": "context", "elements": [{"type": "mrkdwn", "text": line, "verbatim": True}]}]
