"""The shapes of Block Kit that we know: every block and element with its published limits."""

from collections.abc import Iterator
from typing import Any

from tests.peers.slack_limits import (
    Check,
    Shape,
    anything,
    choice,
    flag,
    many,
    marked,
    pattern,
    plain,
    string,
    typed,
    whole,
    words,
)

ID = string(255)
URL = string(3000)
DAY = pattern(r"\d{4}-\d{2}-\d{2}")
HOUR = pattern(r"([01]\d|2[0-3]):[0-5]\d")

CONFIRM = Shape(
    {
        "title": plain(100),
        "text": words(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": choice("primary", "danger"),
    },
    ("text",),
)


def option(text: Check, **more: Check) -> Check:
    """Accept an option; menus show plain text only, buttons and boxes may show markup."""
    fields: dict[str, Check] = {"text": text, "value": string(150), "description": plain(75)}
    return Shape({**fields, **more}, ("text", "value"))


MENU_OPTION = option(plain(75))
BOX_OPTION = option(words(75), description=words(75))
GROUP = Shape({"label": plain(75), "options": many(MENU_OPTION, 100)}, ("label", "options"))
FILTER = Shape(
    {
        "include": many(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)


def element(kind: str, *needs: str, **fields: Check) -> Check:
    """Accept an element of this kind with its own fields and those that all of them share."""
    shared: dict[str, Check] = {"type": choice(kind), "action_id": ID}
    return Shape({**shared, **fields}, ("type", *needs))


def menu(kind: str, *needs: str, **fields: Check) -> Check:
    """Accept a select menu."""
    return element(kind, "action_id", *needs, placeholder=plain(150), confirm=CONFIRM, focus_on_load=flag, **fields)


STATIC: dict[str, Check] = {"options": many(MENU_OPTION, 100), "option_groups": many(GROUP, 100)}
CHATS: dict[str, Check] = {"filter": FILTER, "response_url_enabled": flag, "default_to_current_conversation": flag}

BUTTON = element(
    "button",
    "text",
    "action_id",
    text=plain(75),
    value=string(2000, 0),
    url=URL,
    style=choice("primary", "danger"),
    confirm=CONFIRM,
    accessibility_label=string(75),
)
BOXES: dict[str, Check] = {"options": many(BOX_OPTION, 10), "confirm": CONFIRM, "focus_on_load": flag}
PICKERS: dict[str, Check] = {
    "datepicker": menu("datepicker", initial_date=DAY),
    "timepicker": menu("timepicker", initial_time=HOUR, timezone=string(100)),
    "radio_buttons": element("radio_buttons", "options", "action_id", initial_option=BOX_OPTION, **BOXES),
    "checkboxes": element("checkboxes", "options", "action_id", initial_options=many(BOX_OPTION, 10), **BOXES),
    "static_select": menu("static_select", initial_option=MENU_OPTION, **STATIC),
    "multi_static_select": menu(
        "multi_static_select",
        initial_options=many(MENU_OPTION, 100),
        max_selected_items=whole(1, 100),
        **STATIC,
    ),
    "conversations_select": menu("conversations_select", initial_conversation=ID, **CHATS),
    "channels_select": menu("channels_select", initial_channel=ID, response_url_enabled=flag),
    "users_select": menu("users_select", initial_user=ID),
    "multi_users_select": menu("multi_users_select", initial_users=many(ID, 100), max_selected_items=whole(1, 100)),
}
OVERFLOW = element("overflow", "options", "action_id", options=many(MENU_OPTION, 5), confirm=CONFIRM)
FILE = Shape({"id": pattern(r"F[A-Z0-9]{8,}")}, ("id",))
IMAGE_FIELDS: dict[str, Check] = {"image_url": URL, "slack_file": FILE, "alt_text": string(2000)}
TYPING: dict[str, Check] = {
    "placeholder": plain(150),
    "focus_on_load": flag,
    "dispatch_action_config": anything,
    "initial_value": string(3000, 0),
}
INPUTS: dict[str, Check] = {
    **PICKERS,
    "plain_text_input": element(
        "plain_text_input",
        "action_id",
        multiline=flag,
        min_length=whole(0, 3000),
        max_length=whole(1, 3000),
        **TYPING,
    ),
    "number_input": element(
        "number_input",
        "action_id",
        "is_decimal_allowed",
        is_decimal_allowed=flag,
        min_value=string(30),
        max_value=string(30),
        **TYPING,
    ),
}

STYLE = Shape({"bold": flag, "italic": flag, "strike": flag, "code": flag, "underline": flag})
SPANS: dict[str, Check] = {
    "text": Shape({"type": anything, "text": string(3000), "style": STYLE}, ("text",)),
    "link": Shape(
        {
            "type": anything,
            "url": pattern(r"https?://\S{1,2990}"),
            "text": string(3000),
            "style": STYLE,
            "unsafe": flag,
        },
        ("url",),
    ),
    "emoji": Shape({"type": anything, "name": pattern(r"[a-z0-9_+\-]+"), "unicode": anything}, ("name",)),
    "date": Shape(
        {
            "type": anything,
            "timestamp": whole(0, 2**40),
            "format": pattern(r"[^{}]*(\{[a-z_]+\}[^{}]*)+"),
            "fallback": string(300),
            "url": URL,
        },
        ("timestamp", "format"),
    ),
    "channel": Shape({"type": anything, "channel_id": pattern(r"[CG][A-Z0-9]+"), "style": STYLE}, ("channel_id",)),
}
SPAN = typed(SPANS, "part of rich text (mentions of people are not allowed)")
SECTION_OF_TEXT = Shape({"type": choice("rich_text_section"), "elements": many(SPAN, 500)}, ("type", "elements"))
QUOTED: dict[str, Check] = {"type": anything, "elements": many(SPAN, 500), "border": whole(0, 1)}
RICH: dict[str, Check] = {
    "rich_text_section": SECTION_OF_TEXT,
    "rich_text_list": Shape(
        {
            "type": anything,
            "elements": many(SECTION_OF_TEXT, 200),
            "style": choice("bullet", "ordered"),
            "indent": whole(0, 8),
            "offset": whole(0, 1000),
            "border": whole(0, 1),
        },
        ("elements", "style"),
    ),
    "rich_text_quote": Shape(QUOTED, ("elements",)),
    "rich_text_preformatted": Shape({**QUOTED, "language": string(30)}, ("elements",)),
}


def block(kind: str, *needs: str, **fields: Check) -> Check:
    """Accept a block of this kind."""
    shared: dict[str, Check] = {"type": choice(kind), "block_id": ID}
    return Shape({**shared, **fields}, ("type", *needs))


def section(value: Any, at: str) -> Iterator[str]:
    """Accept a section, which needs a text or fields."""
    yield from SECTION(value, at)
    if isinstance(value, dict) and not ("text" in value or "fields" in value):
        yield f"{at}: a section needs text or fields"


SECTION = block(
    "section",
    text=words(3000),
    fields=many(words(2000), 10),
    accessory=typed(
        {**PICKERS, "button": BUTTON, "overflow": OVERFLOW, "image": element("image", "alt_text", **IMAGE_FIELDS)},
        "accessory",
    ),
    expand=flag,
)
CONTEXT_PART = typed(
    {"plain_text": plain(3000), "mrkdwn": marked(3000), "image": element("image", "alt_text", **IMAGE_FIELDS)},
    "context element",
)
BLOCKS: dict[str, Check] = {
    "section": section,
    "header": block("header", "text", text=plain(150)),
    "divider": block("divider"),
    "context": block("context", "elements", elements=many(CONTEXT_PART, 10)),
    "image": block("image", "alt_text", title=plain(2000), **IMAGE_FIELDS),
    "actions": block(
        "actions", "elements", elements=many(typed({**PICKERS, "button": BUTTON, "overflow": OVERFLOW}, "action"), 25)
    ),
    "input": block(
        "input",
        "label",
        "element",
        label=plain(2000),
        element=typed(INPUTS, "input element"),
        hint=plain(2000),
        optional=flag,
        dispatch_action=flag,
    ),
    "rich_text": block("rich_text", "elements", elements=many(typed(RICH, "rich text"), 100)),
}
BLOCK = typed(BLOCKS, "block")
