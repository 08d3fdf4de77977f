"""What Slack refuses across fields: a whole message, a whole view, a whole answer to a press."""

import json
from collections.abc import Iterator
from typing import Any

from tests.peers.slack_blocks import BLOCK
from tests.peers.slack_limits import Body, Check, Shape, anything, choice, flag, many, pattern, plain, string

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_CHARACTERS = 12_000  # not in the reference; Slack's own people name it when msg_blocks_too_long is asked about
VIEW_BYTES = 250_000
FALLBACK = string(40_000, parsed=True)
METADATA = Shape(
    {"event_type": pattern(r"[A-Za-z0-9_]{1,255}"), "event_payload": anything}, ("event_type", "event_payload")
)
VIEW: dict[str, Check] = {
    "type": choice("modal", "home"),
    "blocks": many(BLOCK, VIEW_BLOCKS),
    "private_metadata": string(3000, 0),
    "callback_id": string(255),
    "external_id": string(255),
}
HOME = Shape(VIEW, ("type", "blocks"))
MODAL = Shape(
    {
        **VIEW,
        "title": plain(24),
        "close": plain(24),
        "submit": plain(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
    ("type", "title", "blocks"),
)


def controls(block: Body) -> list[Body]:
    """Every element of a block that a person can use."""
    inner = [*block.get("elements", []), block.get("accessory"), block.get("element")]
    return [one for one in inner if isinstance(one, dict) and "action_id" in one]


def texts(value: Any) -> Iterator[str]:
    """Every piece of text that a reader sees, in order."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"text", "fallback"} and isinstance(inner, str):
                yield inner
            elif name == "channel_id" and isinstance(inner, str):
                yield f"#{inner}"  # a reader sees the channel's name
            elif name not in {"confirm", "accessibility_label"}:
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def _choices(one: Body) -> list[Any]:
    grouped = [option for group in one.get("option_groups", []) for option in group.get("options", [])]
    return [*one.get("options", []), *grouped]


def _element_rules(one: Body, at: str) -> Iterator[str]:
    kind = one.get("type")
    offered = _choices(one)
    if kind in {"static_select", "multi_static_select"} and ("options" in one) == ("option_groups" in one):
        yield f"{at}: needs either options or option_groups"
    values = [option.get("value") for option in offered if isinstance(option, dict)]
    if len(set(map(str, values))) != len(values):
        yield f"{at}: two options have the same value"
    if "initial_option" in one and one["initial_option"] not in offered:
        yield f"{at}: initial_option is not among the options"
    if any(option not in offered for option in one.get("initial_options", [])):
        yield f"{at}: initial_options are not all among the options"
    if kind == "plain_text_input":
        least, most = one.get("min_length", 0), one.get("max_length", 3000)
        if isinstance(least, int) and isinstance(most, int) and least > most:
            yield f"{at}: min_length is above max_length"


def _unique(found: list[str], what: str) -> Iterator[str]:
    for name in sorted({name for name in found if found.count(name) > 1}):
        yield f"{what} {name!r} is used twice"


def blocks_rules(blocks: Any, at: str, *, most: int) -> Iterator[str]:
    """Name what is wrong with a list of blocks."""
    yield from many(BLOCK, most, 0)(blocks, at)
    whole = [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
    yield from _unique([str(block["block_id"]) for block in whole if "block_id" in block], f"{at}: block_id")
    focused = 0
    for number, block in enumerate(whole):
        here = f"{at}[{number}]"
        inside = controls(block)
        yield from _unique([str(one["action_id"]) for one in inside], f"{here}: action_id")
        for one in inside:
            yield from _element_rules(one, f"{here}.{one.get('type')}")
            focused += one.get("focus_on_load") is True
    if focused > 1:
        yield f"{at}: focus_on_load is set more than once"


def message_rules(body: Body, at: str) -> Iterator[str]:
    """Name what is wrong with a message, wherever it is posted."""
    blocks = body.get("blocks")
    if not str(body.get("text") or "").strip():
        yield f"{at}: no top-level text" if blocks else f"{at}: no_text"
    else:
        yield from FALLBACK(body["text"], f"{at}.text")
    if blocks is not None:
        yield from blocks_rules(blocks, f"{at}.blocks", most=MESSAGE_BLOCKS)
        if (size := sum(map(len, texts(blocks)))) > MESSAGE_CHARACTERS:
            yield f"{at}.blocks: {size} characters in all, at most {MESSAGE_CHARACTERS}"
    if body.get("metadata") is not None:
        yield from METADATA(body["metadata"], f"{at}.metadata")


def view_rules(view: Any, at: str, *, kind: str) -> Iterator[str]:
    """Name what is wrong with a modal or a home tab."""
    yield from (MODAL if kind == "modal" else HOME)(view, at)
    if not isinstance(view, dict):
        return
    if view.get("type") != kind:
        yield f"{at}: a {kind} is wanted here, not {view.get('type')!r}"
    blocks = view.get("blocks")
    yield from blocks_rules(blocks if isinstance(blocks, list) else [], f"{at}.blocks", most=VIEW_BLOCKS)
    kinds = [block.get("type") for block in blocks or [] if isinstance(block, dict)]
    if kind == "modal" and "input" in kinds and "submit" not in view:
        yield f"{at}: inputs need a submit"
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        yield f"{at}: more than {VIEW_BYTES} bytes"


def ack_rules(kind: str, body: Any, view: Body | None) -> Iterator[str]:
    """Name what is wrong with the answer that came within the three seconds."""
    at = f"ack of {kind}"
    if body in (None, "", {}):
        return
    if kind == "command":
        yield from message_rules(body if isinstance(body, dict) else {"text": body}, at)
    elif kind == "view_submission" and isinstance(body, dict):
        yield from _submission_rules(body, at, view or {})
    else:
        yield f"{at}: must be empty"


def _submission_rules(body: Body, at: str, view: Body) -> Iterator[str]:
    match body.get("response_action"):
        case "errors":
            inputs = {block.get("block_id") for block in view.get("blocks", []) if block.get("type") == "input"}
            errors = body.get("errors")
            if not isinstance(errors, dict) or not errors:
                yield f"{at}: errors without any error"
                return
            for name, message in errors.items():
                if name not in inputs:
                    yield f"{at}: errors names {name!r}, which is no input block of this view"
                yield from string(2000)(message, f"{at}.errors.{name}")
        case "update" | "push":
            yield from view_rules(body.get("view"), f"{at}.view", kind="modal")
        case "clear":
            if set(body) != {"response_action"}:
                yield f"{at}: clear takes nothing else"
        case other:
            yield f"{at}: unknown response_action {other!r}"
