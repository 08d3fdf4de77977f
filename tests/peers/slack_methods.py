"""The Web API methods the strict peer plays: their arguments, their scope and what they do to the workspace."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.peers.slack_files import announced, completed, early, file_rules
from tests.peers.slack_limits import Body
from tests.peers.slack_rules import message_rules, view_rules
from tests.peers.slack_schema import schema_rules
from tests.peers.slack_workspace import BOT, TEAM, TRIGGER_LASTS, Channel, Message, View, Workspace

PUSH_LIMIT = 3


class RefusedError(Exception):
    """What Slack answers with ok: false."""

    def __init__(self, error: str, *, problems: Iterable[str] = (), **more: str) -> None:
        super().__init__(error)
        self.error, self.problems, self.more = error, list(problems), more


@dataclass(frozen=True, slots=True)
class Method:
    """One method: what it needs and may take, and what it does."""

    run: Callable[[Workspace, Body], Body]
    needs: str = ""
    takes: str = ""
    scope: str = ""
    app_token: bool = False


def checked_message(body: Body, at: str) -> None:
    """Refuse a message that Slack would refuse."""
    problems = list(message_rules(body, at))
    if body.get("blocks"):
        problems += schema_rules("Blocks", body["blocks"], f"{at}.blocks")
    if body.get("metadata"):
        problems += schema_rules("Metadata", body["metadata"], f"{at}.metadata")
    if problems:
        raise RefusedError("invalid_blocks", problems=problems)


def checked_files(world: Workspace, blocks: Any, at: str) -> None:
    """Refuse blocks that show a file which was never completed, or which Slack still looks through."""
    if problems := list(file_rules(world, blocks, at)):
        raise RefusedError("invalid_blocks", problems=problems)
    if early(world, blocks):
        raise RefusedError("invalid_blocks")


def checked_view(view: Any, at: str, *, kind: str) -> None:
    """Refuse a view that Slack would refuse."""
    problems = list(view_rules(view, at, kind=kind))
    problems += schema_rules("ModalView" if kind == "modal" else "HomeView", view, at)
    if isinstance(view, dict) and isinstance(view.get("blocks"), list):
        for number, block in enumerate(view["blocks"]):
            problems += schema_rules("KnownBlock", block, f"{at}.blocks[{number}]")
    if problems:
        raise RefusedError("invalid_arguments", problems=problems)


def place(world: Workspace, name: str, *, to_post: bool = True) -> Channel:
    """The channel, if it exists and the bot may talk there."""
    if to_post and name in world.people:
        return world.channel(f"D{name}")  # an account stands for the conversation with it
    channel = world.channels.get(name)
    if channel is None or channel.deleted or (channel.private and not channel.bot_is_in):
        raise RefusedError("channel_not_found")
    if to_post and channel.archived:
        raise RefusedError("is_archived")
    if to_post and not channel.bot_is_in:
        raise RefusedError("not_in_channel")
    return channel


def stored(message: Message) -> Body:
    """A message as Slack tells it in payloads."""
    body: Body = {"type": "message", "user": BOT, "bot_id": "B1", "ts": message.ts, "text": message.text}
    body |= {"blocks": message.blocks, "team": TEAM, "app_id": "A1"}
    if message.thread_ts:
        body["thread_ts"] = message.thread_ts
    if message.metadata:
        body["metadata"] = message.metadata
    return body


def post_message(world: Workspace, body: Body) -> Body:
    """Play chat.postMessage."""
    checked_message(body, "chat.postMessage")
    checked_files(world, body.get("blocks"), "chat.postMessage")
    channel = place(world, body["channel"])
    parent = body.get("thread_ts")
    if parent and all(one.ts != parent for one in channel.messages):
        raise RefusedError("thread_not_found", problems=["chat.postMessage: thread_ts names no message"])
    message = Message(world.named(body.get("blocks")), channel.id, world.ts(), body.get("text", ""), parent)
    message.metadata = body.get("metadata")
    channel.messages.append(message)
    world.ring()
    return {"channel": channel.id, "ts": message.ts, "message": stored(message)}


def _own(channel: Channel, ts: str) -> Message:
    for message in channel.messages:
        if message.ts == ts and not message.gone:
            return message
    raise RefusedError("message_not_found")


def update_message(world: Workspace, body: Body) -> Body:
    """Play chat.update: what is not given stays as it was."""
    checked_message(body, "chat.update")
    checked_files(world, body.get("blocks"), "chat.update")
    channel = place(world, body["channel"])
    message = _own(channel, body["ts"])
    message.edits.append({"text": message.text, "blocks": message.blocks, "at": world.now()})
    message.text = body.get("text", message.text)
    message.metadata = body.get("metadata", message.metadata)
    if "blocks" in body:
        message.blocks = world.named(body["blocks"])
    world.ring()
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": stored(message)}


def delete_message(world: Workspace, body: Body) -> Body:
    """Play chat.delete."""
    channel = place(world, body["channel"])
    message = _own(channel, body["ts"])
    message.gone = True
    channel.messages.remove(message)
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(world: Workspace, body: Body) -> Body:
    """Play chat.postEphemeral."""
    checked_message(body, "chat.postEphemeral")
    channel = place(world, body["channel"])
    if body["user"] in channel.absent:
        raise RefusedError("user_not_in_channel")
    return {"message_ts": whisper(world, channel.id, body["user"], body).ts}


def whisper(world: Workspace, channel: str, user: str, body: Body) -> Message:
    """Show somebody an ephemeral message."""
    checked_files(world, body.get("blocks"), "a private message")
    blocks = world.named(body.get("blocks"))
    message = Message(blocks, channel, world.ts(), body.get("text", ""), body.get("thread_ts"), reader=user)
    world.person(user).ephemerals.append(message)
    world.show(user, message)
    return message


def permalink(world: Workspace, body: Body) -> Body:
    """Play chat.getPermalink."""
    message = _own(place(world, body["channel"], to_post=False), body["message_ts"])
    name = message.ts.replace(".", "")
    return {"channel": message.channel, "permalink": f"https://example.slack.com/archives/{message.channel}/p{name}"}


def _taken(world: Workspace, name: str) -> str:
    trigger = world.triggers.get(name)
    if trigger is None:
        raise RefusedError("invalid_trigger_id", problems=["views.open: the trigger_id was never handed out"])
    if trigger.spent:
        raise RefusedError("exchanged_trigger_id", problems=["views.open: the trigger_id was used before"])
    if world.now() - trigger.at > TRIGGER_LASTS:
        raise RefusedError("expired_trigger_id")
    trigger.spent = True
    return trigger.user


def told(view: View) -> Body:
    """A view as Slack tells it in payloads."""
    shared: Body = {"id": view.id, "team_id": TEAM, "hash": view.hash, "state": {"values": view.state}}
    shared |= {"callback_id": "", "private_metadata": "", "external_id": ""}
    ids = {"root_view_id": view.id, "previous_view_id": None, "app_id": "A1", "bot_id": "B1"}
    return {**shared, **view.body, "blocks": view.blocks, **ids}


def open_view(world: Workspace, body: Body) -> Body:
    """Play views.open and views.push: the modal goes on top of the stack."""
    checked_view(body["view"], "views.open", kind="modal")
    checked_files(world, body["view"]["blocks"], "views.open")
    person = world.person(_taken(world, body["trigger_id"]))
    if len(person.modals) >= PUSH_LIMIT:
        raise RefusedError("push_limit_reached")
    view = world.view(person.id, body["view"])
    person.modals.append(view)
    world.show(person.id, view)
    return {"view": told(view)}


def update_view(world: Workspace, body: Body) -> Body:
    """Play views.update on a modal that is still open."""
    checked_view(body["view"], "views.update", kind="modal")
    checked_files(world, body["view"]["blocks"], "views.update")
    for person in world.people.values():
        for view in person.modals:
            if view.id == body.get("view_id") or (
                "external_id" in body and view.body.get("external_id") == body["external_id"]
            ):
                if body.get("hash") not in {None, view.hash}:
                    raise RefusedError("hash_conflict")
                world.redraw(view, body["view"])
                return {"view": told(view)}
    raise RefusedError("not_found")


def publish_view(world: Workspace, body: Body) -> Body:
    """Play views.publish."""
    checked_view(body["view"], "views.publish", kind="home")
    checked_files(world, body["view"]["blocks"], "views.publish")
    person = world.person(body["user_id"])
    if body.get("hash") and person.home and body["hash"] != person.home.hash:
        raise RefusedError("hash_conflict")
    view = world.view(person.id, body["view"])
    if person.home is not None:
        view.id = person.home.id
    person.home = view
    world.show(person.id, view)
    return {"view": told(view)}


def announce_file(world: Workspace, body: Body) -> Body:
    """Play files.getUploadURLExternal."""
    answer = announced(world, body)
    if error := answer.get("error"):
        raise RefusedError(error, problems=[f"files.getUploadURLExternal: {error}"])
    return answer


def complete_file(world: Workspace, body: Body) -> Body:
    """Play files.completeUploadExternal; with a channel it shares the files there, as a message of the bot."""
    shared = shared_in(world, body)
    answer, problems = completed(world, body["files"])
    if error := answer.get("error"):
        raise RefusedError(error, problems=problems)
    if shared is not None:
        files = [world.files[told["id"]] for told in body["files"]]
        message = Message([], shared.id, world.ts(), str(body.get("initial_comment") or ""), body.get("thread_ts"))
        message.files = files
        shared.messages.append(message)
        world.ring()
    return answer


def shared_in(world: Workspace, body: Body) -> Channel | None:
    """The conversation that files are to be shared in: by its own id, and only where the bot is."""
    name = str(body.get("channel_id") or "")
    if not name:
        return None
    if not name.startswith(("C", "G", "D", "Z")):
        wrong = "input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]"
        raise RefusedError("invalid_arguments", problems=[f"files.completeUploadExternal: {wrong}"])
    return place(world, name)
