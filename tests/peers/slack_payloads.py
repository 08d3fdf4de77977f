"""The payloads Slack sends: commands, presses, submissions, shortcuts and events, built from the workspace."""

import copy
from typing import Any

from tests.peers.slack_limits import Body
from tests.peers.slack_methods import stored, told
from tests.peers.slack_rules import controls
from tests.peers.slack_workspace import BOT, TEAM, Message, ResponseUrl, Surface, View, Workspace

TYPED = {"plain_text_input", "number_input"}
PICKED = {
    "timepicker": "selected_time",
    "datepicker": "selected_date",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "users_select": "selected_user",
}


def escaped(text: str) -> str:
    """Slack hands text on with its three control characters escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _retold(value: Any) -> Any:
    """Blocks as they come back in a payload: plain text escaped, as people have found out."""
    if isinstance(value, dict):
        plain = value.get("type") == "plain_text"
        return {name: escaped(one) if plain and name == "text" else _retold(one) for name, one in value.items()}
    return [_retold(one) for one in value] if isinstance(value, list) else value


def _option(one: Body, wanted: str) -> Body:
    grouped = [option for group in one.get("option_groups", []) for option in group["options"]]
    offered: list[Body] = [*one.get("options", []), *grouped]
    for option in offered:
        if wanted in {option["value"], option["text"]["text"]}:
            return option
    raise AssertionError(f"{wanted!r} is not offered, only {[option['text']['text'] for option in offered]}")


def given(one: Body, wanted: Any) -> Body:
    """What the state says when a person puts something into this element."""
    kind = one["type"]
    if kind in TYPED:
        text = str(wanted)
        if not one.get("min_length", 0) <= len(text) <= one.get("max_length", 3000):
            raise AssertionError(f"Slack would not take {len(text)} characters here")
        return {"type": kind, "value": text or None}
    if kind in {"checkboxes", "multi_static_select"}:
        names = [wanted] if isinstance(wanted, str) else list(wanted)
        if len(names) > one.get("max_selected_items", len(names)):
            raise AssertionError("Slack would not take that many")
        return {"type": kind, "selected_options": [_option(one, name) for name in names]}
    if kind in PICKED:
        return {"type": kind, PICKED[kind]: wanted}
    return {"type": kind, "selected_option": _option(one, wanted) if wanted is not None else None}


def untouched(one: Body) -> Body:
    """What the state says when nobody touched this element."""
    kind = one["type"]
    if kind in TYPED:
        return {"type": kind, "value": one.get("initial_value") or None}
    if kind in {"checkboxes", "multi_static_select"}:
        return {"type": kind, "selected_options": one.get("initial_options", [])}
    if kind in PICKED:
        initial = PICKED[kind].replace("selected_", "initial_")
        return {"type": kind, PICKED[kind]: one.get(initial)}
    return {"type": kind, "selected_option": one.get("initial_option")}


def is_empty(value: Body) -> bool:
    """Whether nothing was given."""
    return not any(inner for name, inner in value.items() if name != "type")


def values(surface: Surface) -> dict[str, Body]:
    """The state of everything on a surface that can be filled in."""
    state: dict[str, Body] = {}
    for block in surface.blocks:
        for one in controls(block):
            if one["type"] not in {"button", "overflow"}:
                kept = surface.state.get(block["block_id"], {}).get(one["action_id"])
                state.setdefault(block["block_id"], {})[one["action_id"]] = kept or untouched(one)
    return state


def _head(world: Workspace, kind: str, user: str) -> Body:
    person = world.person(user)
    whole: Body = {"type": kind, "token": "deprecated", "api_app_id": "A1", "action_ts": world.ts()}
    whole |= {"team": {"id": TEAM, "domain": "example"}, "enterprise": None, "is_enterprise_install": False}
    whole["user"] = {"id": user, "username": person.name, "name": person.name, "team_id": TEAM}
    return whole


def reply_url(world: Workspace, base: str, user: str, channel: str, message: Message | None = None) -> str:
    """Hand out an address for answers."""
    key = f"r{world.number()}"
    world.urls[key] = ResponseUrl(user, channel, world.now(), message)
    return f"{base}/reply/{key}"


def command(world: Workspace, base: str, name: str, text: str, *, user: str, channel: str) -> Body:
    """A slash command, as form fields."""
    whole = {"token": "deprecated", "team_id": TEAM, "team_domain": "example", "api_app_id": "A1"}
    whole |= {"channel_id": channel, "channel_name": world.channel(channel).name, "is_enterprise_install": "false"}
    whole |= {"user_id": user, "user_name": world.person(user).name, "command": name, "text": escaped(text)}
    return {**whole, "trigger_id": world.trigger(user), "response_url": reply_url(world, base, user, channel)}


def press(world: Workspace, base: str, surface: Surface, name: str, *, user: str, wanted: Any = None) -> Body:
    """A press or a choice on a message or a view."""
    block, one = surface.find(name)
    action: Body = {"type": one["type"], "action_id": one["action_id"], "block_id": block["block_id"]}
    action["action_ts"] = world.ts()
    if one["type"] == "button":
        action |= {"text": _retold(one["text"]), **({"value": one["value"]} if "value" in one else {})}
    else:
        action |= given(one, wanted)
        surface.state.setdefault(block["block_id"], {})[one["action_id"]] = given(one, wanted)
    whole = _head(world, "block_actions", user) | {"trigger_id": world.trigger(user)}
    whole |= {"actions": [action], "state": {"values": _retold(values(surface))}}
    if isinstance(surface, Message):
        private = surface.reader is not None
        container = {"type": "message", "message_ts": surface.ts, "channel_id": surface.channel}
        whole["container"] = {**container, "is_ephemeral": private}
        whole["channel"] = {"id": surface.channel, "name": world.channel(surface.channel).name}
        whole["response_url"] = reply_url(world, base, user, surface.channel, surface)
        whole["message"] = {"type": "message", "ts": surface.ts} if private else _retold(stored(surface))
    elif isinstance(surface, View):
        whole["container"] = {"type": "view", "view_id": surface.id}
        whole["view"] = _retold(told(surface)) | {"state": {"values": values(surface)}}
    return whole


def submission(world: Workspace, view: View, answers: dict[str, Any], *, user: str) -> Body:
    """A submitted modal; what Slack's own client would stop is stopped here."""
    for name, wanted in answers.items():
        block, one = view.find(name)
        view.state.setdefault(block["block_id"], {})[one["action_id"]] = given(one, wanted)
    state = values(view)
    for block in view.blocks:
        if block["type"] == "input" and not block.get("optional"):
            for one in controls(block):
                if is_empty(state[block["block_id"]][one["action_id"]]):
                    raise AssertionError(f"Slack asks for {view.label(block, one)!r} before it lets them submit")
    whole = _head(world, "view_submission", user) | {"trigger_id": world.trigger(user), "response_urls": []}
    return {**whole, "view": _retold(told(view)) | {"state": {"values": copy.deepcopy(state)}}}


def closed(world: Workspace, view: View, *, user: str) -> Body:
    """A modal that was closed."""
    return {**_head(world, "view_closed", user), "view": _retold(told(view)), "is_cleared": False}


def shortcut(world: Workspace, base: str, callback: str, *, user: str, message: Message | None) -> Body:
    """A global shortcut, or one on a message."""
    whole = _head(world, "message_action" if message else "shortcut", user)
    whole |= {"callback_id": callback, "trigger_id": world.trigger(user)}
    if message is not None:
        whole["channel"] = {"id": message.channel, "name": world.channel(message.channel).name}
        whole |= {"message_ts": message.ts, "message": _retold(stored(message))}
        whole["response_url"] = reply_url(world, base, user, message.channel)
    return whole


def event(world: Workspace, inner: Body) -> Body:
    """An event in its wrapping."""
    whole: Body = {"token": "deprecated", "team_id": TEAM, "api_app_id": "A1", "type": "event_callback"}
    whole |= {"event_id": f"Ev{world.number()}", "event_time": int(world.now()), "event": inner}
    authorization = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True}
    return {**whole, "authorizations": [authorization], "is_ext_shared_channel": False}
