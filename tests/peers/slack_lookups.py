"""The Web API methods that only look, and the table of all methods with their arguments and scopes."""

from tests.peers.slack_limits import Body
from tests.peers.slack_methods import (
    Method,
    RefusedError,
    announce_file,
    complete_file,
    delete_message,
    open_view,
    permalink,
    place,
    post_ephemeral,
    post_message,
    publish_view,
    stored,
    update_message,
    update_view,
)
from tests.peers.slack_workspace import BOT, TEAM, Channel, Workspace


def who_am_i(_world: Workspace, _body: Body) -> Body:
    """Play auth.test."""
    whole = {"url": "https://example.slack.com/", "team": "Example", "user": "cohort", "team_id": TEAM}
    return {**whole, "user_id": BOT, "bot_id": "B1", "is_enterprise_install": False}


def user_info(world: Workspace, body: Body) -> Body:
    """Play users.info; nobody is made up."""
    if body["user"] not in world.people:
        raise RefusedError("user_not_found")
    person = world.people[body["user"]]
    user: Body = {"id": person.id, "team_id": TEAM, "name": person.name, "tz": person.zone, "is_admin": False}
    user["profile"] = {"display_name": person.name, "real_name": person.name}
    if body.get("include_locale") in {True, "true", "1"}:
        user["locale"] = person.locale
    return {"user": user}


def _about(channel: Channel) -> Body:
    kind = {"is_channel": not channel.private, "is_group": channel.private, "is_im": channel.id.startswith("D")}
    state = {"is_archived": channel.archived, "is_private": channel.private, "is_member": channel.bot_is_in}
    return {"id": channel.id, "name": channel.name, "is_general": channel.name == "general", **kind, **state}


def channel_info(world: Workspace, body: Body) -> Body:
    """Play conversations.info."""
    return {"channel": _about(place(world, body["channel"], to_post=False))}


def join_channel(world: Workspace, body: Body) -> Body:
    """Play conversations.join."""
    channel = place(world, body["channel"], to_post=False)
    if channel.private:
        raise RefusedError("method_not_supported_for_channel_type")
    if channel.archived:
        raise RefusedError("is_archived")
    channel.bot_is_in = True
    return {"channel": _about(channel)}


def open_direct(world: Workspace, body: Body) -> Body:
    """Play conversations.open with one person."""
    users = body["users"] if isinstance(body["users"], str) else ",".join(body["users"])
    if users not in world.people:
        raise RefusedError("user_not_found")
    return {"channel": _about(world.channel(f"D{users}"))}


def history(world: Workspace, body: Body) -> Body:
    """Play conversations.history: newest first, metadata only when asked for."""
    channel = place(world, body["channel"], to_post=False)
    if not channel.bot_is_in:
        raise RefusedError("not_in_channel")
    oldest = float(body.get("oldest") or 0)
    found = [stored(one) for one in reversed(channel.messages) if float(one.ts) > oldest and not one.thread_ts]
    if body.get("include_all_metadata") not in {True, "true", "1"}:
        found = [{name: value for name, value in one.items() if name != "metadata"} for one in found]
    return {"messages": found[: int(body.get("limit") or 100)], "has_more": False}


def replies(world: Workspace, body: Body) -> Body:
    """Play conversations.replies: the message and its thread, oldest first."""
    channel = place(world, body["channel"], to_post=False)
    found = [stored(one) for one in channel.messages if body["ts"] in {one.ts, one.thread_ts}]
    if not found:
        raise RefusedError("thread_not_found")
    return {"messages": found[: int(body.get("limit") or 1000)], "has_more": False}


def connect(_world: Workspace, _body: Body) -> Body:
    """Play apps.connections.open; the server fills in the address."""
    return {}


_STYLE = "text blocks attachments link_names parse"
METHODS: dict[str, Method] = {
    "apps.connections.open": Method(connect, app_token=True),
    "auth.test": Method(who_am_i),
    "chat.postMessage": Method(
        post_message,
        "channel",
        f"{_STYLE} thread_ts mrkdwn metadata unfurl_links unfurl_media reply_broadcast username icon_emoji icon_url",
        "chat:write",
    ),
    "chat.update": Method(update_message, "channel ts", f"{_STYLE} metadata reply_broadcast", "chat:write"),
    "chat.delete": Method(delete_message, "channel ts", "", "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "channel user", f"{_STYLE} thread_ts mrkdwn", "chat:write"),
    "chat.getPermalink": Method(permalink, "channel message_ts"),
    "conversations.history": Method(
        history, "channel", "limit oldest latest inclusive cursor include_all_metadata", "channels:history"
    ),
    "conversations.replies": Method(
        replies, "channel ts", "limit oldest latest inclusive cursor include_all_metadata", "channels:history"
    ),
    "conversations.info": Method(channel_info, "channel", "include_locale include_num_members", "channels:read"),
    "conversations.join": Method(join_channel, "channel", "", "channels:join"),
    "conversations.open": Method(open_direct, "users", "return_im prevent_creation", "im:write"),
    "files.getUploadURLExternal": Method(announce_file, "filename length", "alt_txt snippet_type", "files:write"),
    "files.completeUploadExternal": Method(
        complete_file, "files", "channel_id initial_comment thread_ts", "files:write"
    ),
    "users.info": Method(user_info, "user", "include_locale", "users:read"),
    "views.open": Method(open_view, "trigger_id view"),
    "views.push": Method(open_view, "trigger_id view"),
    "views.update": Method(update_view, "view", "view_id external_id hash"),
    "views.publish": Method(publish_view, "user_id view", "hash"),
}
