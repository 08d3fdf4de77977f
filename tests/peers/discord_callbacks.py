"""The routes that answer an interaction: the first response, follow-ups and edits by its token."""

from tests.peers.discord_files import file_faults
from tests.peers.discord_message_rules import message_faults
from tests.peers.discord_modal_rules import modal_faults, suggestion_faults
from tests.peers.discord_model import COMPONENTS_V2, EPHEMERAL, JSON, ApiError, Call, Interaction, Message, Modal
from tests.peers.discord_payloads import (
    APPLICATION_COMMAND,
    AUTOCOMPLETE,
    COMPONENT,
    SUBMIT,
    callback_json,
    message_json,
)
from tests.peers.discord_server import DiscordServer

SAY, DEFER, DEFER_UPDATE, UPDATE, SUGGEST, ASK = 4, 5, 6, 7, 8, 9
ALLOWED = {
    APPLICATION_COMMAND: {SAY, DEFER, ASK},
    COMPONENT: {SAY, DEFER, DEFER_UPDATE, UPDATE, ASK},
    AUTOCOMPLETE: {SUGGEST},
    SUBMIT: {SAY, DEFER, DEFER_UPDATE, UPDATE},
}


class CallbackRoutes:
    """What a bot may say to an interaction, and when."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server

    def respond(self, path: dict[str, str], call: Call) -> JSON | None:
        """Take the first response."""
        done = self._server.interactions.get(path["interaction_token"])
        if done is None or done.id != path["interaction_id"]:
            raise ApiError(404, 10062, "Unknown interaction")
        if done.answer is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if self._server.seconds() - done.sent_at > self._server.answers_within:
            raise ApiError(404, 10062, "Unknown interaction")
        self._refuse_bad(call, self._response_faults(done, call))
        done.answer, done.answered_at = call.body, self._server.seconds()
        message = self._take(done, int(call.body["type"]), call.body.get("data") or {})
        if call.body["type"] not in {DEFER, DEFER_UPDATE}:
            done.settled.set()
        return callback_json(self._server, done, message) if call.query.get("with_response") == "1" else None

    def _response_faults(self, done: Interaction, call: Call) -> list[str]:
        body = call.body
        kind, data = body.get("type"), body.get("data") or {}
        if kind not in ALLOWED[done.kind]:
            return [f"a response of type {kind} does not answer an interaction of type {done.kind}"]
        if kind in {UPDATE, DEFER_UPDATE} and done.message is None:
            return ["there is no message to update: the modal was not opened from one"]
        if kind == ASK:
            return modal_faults(data)
        if kind == SUGGEST:
            return suggestion_faults(data.get("choices") or [])
        if kind in {DEFER, DEFER_UPDATE}:
            return [] if (data.get("flags") or 0) in {0, EPHEMERAL} else ["a deferred answer takes no other flags"]
        before = done.message.flags if kind == UPDATE and done.message else 0
        v2 = bool((before | (data.get("flags") or 0)) & COMPONENTS_V2)
        faults = message_faults(data, v2=v2, edit=kind == UPDATE, interaction=True)
        faults += file_faults(data, call, done.message.body if kind == UPDATE and done.message else None)
        if kind == UPDATE and (data.get("flags") or 0) & EPHEMERAL & ~before:
            faults.append("house rule: what was public cannot become private")
        return faults

    def _take(self, done: Interaction, kind: int, data: JSON) -> Message | None:
        server, person = self._server, done.person
        private = person.id if (data.get("flags") or 0) & EPHEMERAL else None
        if kind == ASK:
            modal = Modal(person, data["custom_id"], data["title"], data["components"], done)
            done.modal = modal
            server.modals.append(modal)
        elif kind == SUGGEST:
            done.choices = list(data.get("choices") or [])
        elif kind in {UPDATE, DEFER_UPDATE}:
            done.original = done.message
            if kind == UPDATE and done.message is not None:
                done.replies.append(server.edit(done.message, data, by_token=True))
        else:
            done.original = server.post(done.channel, data, seen_by=private)
            done.original.loading = kind == DEFER
            if kind == SAY:
                done.replies.append(done.original)
        return done.original

    def follow_up(self, path: dict[str, str], call: Call) -> JSON | None:
        """Take a further message by the interaction's token."""
        done = self._holder(path)
        v2 = bool((call.body.get("flags") or 0) & COMPONENTS_V2)
        self._refuse_bad(call, message_faults(call.body, v2=v2, interaction=True) + file_faults(call.body, call))
        if done.original is not None and done.original.loading:
            message = self._server.edit(done.original, call.body, by_token=True)
        else:
            private = done.person.id if (call.body.get("flags") or 0) & EPHEMERAL else None
            message = self._server.post(done.channel, call.body, seen_by=private)
        done.replies.append(message)
        done.settled.set()
        return message_json(self._server, message) if call.query.get("wait") == "1" else None

    def read(self, path: dict[str, str], _call: Call) -> JSON:
        """Show a message the token gives a right to."""
        return message_json(self._server, self._own(path))

    def edit(self, path: dict[str, str], call: Call) -> JSON:
        """Change such a message."""
        done, message = self._holder(path), self._own(path)
        v2 = bool((message.flags | (call.body.get("flags") or 0)) & COMPONENTS_V2)
        faults = message_faults(call.body, v2=v2, edit=True, interaction=True)
        faults += file_faults(call.body, call, message.body)
        if (call.body.get("flags") or 0) & EPHEMERAL & ~message.flags:
            faults.append("house rule: private or not is decided by the first response")
        self._refuse_bad(call, faults)
        self._server.edit(message, call.body, by_token=True)
        if message not in done.replies:
            done.replies.append(message)
        done.settled.set()
        return message_json(self._server, message)

    def delete(self, path: dict[str, str], _call: Call) -> None:
        """Take such a message away."""
        self._own(path).deleted = True
        self._holder(path).settled.set()

    def _holder(self, path: dict[str, str]) -> Interaction:
        done = self._server.interactions.get(path["webhook_token"])
        if done is None or path["webhook_id"] != self._server.application:
            raise ApiError(404, 10015, "Unknown Webhook")
        if self._server.seconds() - done.sent_at > self._server.token_lasts:
            self._server.violate("webhook", ["the interaction's token has run out"])
            raise ApiError(401, 50027, "Invalid Webhook Token")
        if done.answer is None:
            self._server.violate("webhook", ["a follow-up came before the first response"])
            raise ApiError(404, 10015, "Unknown Webhook")
        return done

    def _own(self, path: dict[str, str]) -> Message:
        done = self._holder(path)
        wanted: list[Message | None] = [done.original, *done.replies]
        for message in wanted:
            if message is None or message.deleted:
                continue
            if path["message_id"] == message.id or (path["message_id"] == "@original" and message is done.original):
                return message
        raise ApiError(404, 10008, "Unknown Message")

    def _refuse_bad(self, call: Call, faults: list[str]) -> None:
        self._server.violate(f"{call.method} {call.route} {call.body.get('type', '')}".strip(), faults)
        if any(not fault.startswith("house rule") for fault in faults):
            raise ApiError(400, 50035, "Invalid Form Body", errors={"_errors": faults})
