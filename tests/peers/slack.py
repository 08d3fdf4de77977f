"""A strict Slack on loopback: it plays people and platform for the real bolt, and notes what Slack would refuse."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from tests.peers import slack_payloads as payloads
from tests.peers.slack_api import APP_TOKEN, BOT_TOKEN, Api
from tests.peers.slack_gate import SIGNING_SECRET, TAMPERED, Gate
from tests.peers.slack_limits import Body
from tests.peers.slack_methods import RefusedError, checked_view, told, whisper
from tests.peers.slack_records import Ack, ApiCall, Delivery, Fault, Records
from tests.peers.slack_rules import ack_rules
from tests.peers.slack_workspace import BOT, Channel, Message, Person, Surface, View, Workspace

__all__ = ["APP_TOKEN", "BOT_TOKEN", "SIGNING_SECRET", "SlackPeer", "slack_peer"]
SCOPES = frozenset({"chat:write", "commands"})


class SlackPeer:
    """One workspace, the people in it and the platform around them."""

    def __init__(self, scopes: frozenset[str] = SCOPES) -> None:
        self.world, self.records = Workspace(), Records()
        self.api = Api(self.world, self.records, set(scopes))
        self.gate = Gate(self.world, self.records)
        self.base = ""

    @property
    def api_url(self) -> str:
        """What the bot is told as the address of the Web API."""
        return f"{self.base}/api/"

    @property
    def calls(self) -> list[ApiCall]:
        """What the bot called, in order."""
        return self.records.calls

    @property
    def violations(self) -> list[str]:
        """What Slack would have refused or its people would have complained about."""
        return self.records.violations

    def called(self, method: str) -> list[ApiCall]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    def channel(self, name: str) -> Channel:
        """A channel and its messages."""
        return self.world.channel(name)

    def person(self, name: str) -> Person:
        """Somebody in the workspace."""
        return self.world.person(name)

    def ephemerals(self, user: str) -> list[Message]:
        """What only this person sees in channels, oldest first."""
        return self.world.person(user).ephemerals

    def home(self, user: str) -> View | None:
        """The person's home tab."""
        return self.world.person(user).home

    def modal(self, user: str) -> View | None:
        """The modal on top of the person's stack."""
        stack = self.world.person(user).modals
        return stack[-1] if stack else None

    def fail(self, method: str, **how: Any) -> None:
        """Let the next calls of a method go wrong: error=, status=, retry_after= or cut="before" or "after"."""
        self.records.faults.append(Fault(method, **how))

    def later(self, seconds: float) -> None:
        """Let time pass for triggers and response_urls."""
        self.world.late += seconds

    async def until(self, condition: Callable[[], object], seconds: float = 5.0) -> None:
        """Wait until something is true."""
        await self.world.until(condition, seconds)

    async def shown(self, user: str) -> Surface:
        """The newest thing the person got to see since their last act: a whisper, a modal or a home tab."""
        person = self.world.person(user)
        await self.until(lambda: len(person.shown) > person.seen)
        return person.shown[-1]

    async def posted(self, channel: str, number: int = 1) -> Message:
        """The latest message of a channel once there are so many."""
        await self.until(lambda: len(self.channel(channel).messages) >= number)
        return self.channel(channel).messages[-1]

    async def _tell(self, kind: str, payload: Body, user: str, sort: str, view: View | None = None) -> Ack:
        person = self.world.person(user)
        person.seen = len(person.shown)
        delivery = Delivery(kind, payload, sort, told(view) if view else None)
        ack = await self.gate.tell(delivery)
        if ack.ok:
            self.violations.extend(ack_rules(sort, ack.body, delivery.view))
        return ack

    async def command(self, name: str, text: str = "", *, user: str, channel: str) -> Ack:
        """Type a slash command."""
        payload = payloads.command(self.world, self.base, name, text, user=user, channel=channel)
        ack = await self._tell("command", payload, user, "command")
        if ack.ok and ack.body:
            body = ack.body if isinstance(ack.body, dict) else {"text": str(ack.body)}
            whisper(self.world, channel, user, body)
        return ack

    async def press(self, surface: Surface, name: str, *, user: str) -> Ack:
        """Press the button that has this label or action_id."""
        return await self.choose(surface, name, None, user=user)

    async def choose(self, surface: Surface, name: str, wanted: Any, *, user: str) -> Ack:
        """Choose something in a select, radio buttons or checkboxes that answer at once."""
        payload = payloads.press(self.world, self.base, surface, name, user=user, wanted=wanted)
        return await self._tell("interactive", payload, user, "block_actions")

    async def submit(self, view: View, answers: dict[str, Any] | None = None, *, user: str) -> Ack:
        """Fill a modal in, by label or block_id, and submit it."""
        payload = payloads.submission(self.world, view, answers or {}, user=user)
        ack = await self._tell("interactive", payload, user, "view_submission", view)
        if ack.ok:
            self._submitted(view, ack.body if isinstance(ack.body, dict) else {})
        return ack

    def _submitted(self, view: View, body: Body) -> None:
        person = self.world.person(view.user)
        match body.get("response_action"):
            case "errors":
                view.errors = dict(body.get("errors", {}))
                self.world.show(person.id, view)
            case "update":
                self._redraw(view, body)
            case "push":
                person.modals.append(self.world.view(person.id, body["view"]))
                self.world.show(person.id, person.modals[-1])
            case "clear":
                person.modals.clear()
            case _:
                person.modals.remove(view)
        self.world.ring()

    def _redraw(self, view: View, body: Body) -> None:
        try:
            checked_view(body.get("view"), "ack of view_submission", kind="modal")
        except RefusedError as refused:
            self.violations.extend(one for one in refused.problems if one not in self.violations)
        else:
            self.world.redraw(view, body["view"])

    async def close(self, view: View, *, user: str) -> Ack | None:
        """Close a modal; the bot hears of it only if it asked to."""
        self.world.person(user).modals.remove(view)
        if not view.body.get("notify_on_close"):
            return None
        payload = payloads.closed(self.world, view, user=user)
        return await self._tell("interactive", payload, user, "view_closed")

    async def shortcut(self, callback: str, *, user: str, message: Message | None = None) -> Ack:
        """Use a shortcut, on a message or from anywhere."""
        payload = payloads.shortcut(self.world, self.base, callback, user=user, message=message)
        return await self._tell("interactive", payload, user, "shortcut")

    async def open_home(self, user: str, *, tab: str = "home") -> Ack:
        """Open the app's home."""
        home = self.world.person(user).home
        inner: Body = {"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": tab}
        if home is not None:
            inner["view"] = told(home)
        return await self.event({**inner, "event_ts": self.world.ts()}, user=user)

    async def event(self, inner: Body, *, user: str = "USLACK") -> Ack:
        """Let any event happen."""
        return await self._tell("event", payloads.event(self.world, inner), user, str(inner["type"]))

    async def uninstall(self) -> Ack:
        """Remove the app from the workspace: its token is dead, and it hears of both."""
        self.api.refusal = "account_inactive"
        await self.revoke("bot")
        return await self._of_the_app({"type": "app_uninstalled"})

    async def revoke(self, kind: str, *, works: bool = False) -> Ack:
        """Revoke tokens, `bot` or `oauth` (of a user); `works` says whether the bot still has one."""
        self.api.refusal = self.api.refusal or ("" if works or kind == "oauth" else "token_revoked")
        return await self._of_the_app({"type": "tokens_revoked", "tokens": {kind: [BOT]}})

    async def _of_the_app(self, inner: Body) -> Ack:
        payload = payloads.event(self.world, inner)
        del payload["authorizations"], payload["is_ext_shared_channel"]  # nobody is authorised any more
        return await self._tell("event", payload, "USLACK", str(inner["type"]))

    def install(self) -> None:
        """Install the app again."""
        self.api.refusal = ""

    async def again(self, *, times: int = 1, attempt: int = 1) -> list[Ack]:
        """Deliver the last thing once more, with the same ids."""
        last = self.records.deliveries[-1]
        return [await self.gate.again(last, attempt=attempt + number) for number in range(times)]

    async def tampered(self, how: str, delivery: Delivery) -> Ack:
        """Deliver with a signature that must not be believed: forged, late, changed or unsigned."""
        if how not in TAMPERED:
            raise ValueError(how)
        text, content_type = self.gate.spelled(delivery)
        return await self.gate.post(text, {**self.gate.signed(text, how), "Content-Type": content_type})

    async def connected(self, number: int = 1) -> None:
        """Wait until the bot has so many Socket Mode connections."""
        await self.until(lambda: len(self.gate.sockets) >= number)


@asynccontextmanager
async def slack_peer(scopes: frozenset[str] = SCOPES) -> AsyncIterator[SlackPeer]:
    """Run a workspace on a free port of loopback for as long as the block lasts."""
    peer = SlackPeer(scopes)
    server = web.Application(client_max_size=2**22)
    server.add_routes([*peer.api.routes(), web.get("/socket", peer.gate.socket)])
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    peer.base, peer.api.socket_url = f"http://127.0.0.1:{port}", f"ws://127.0.0.1:{port}/socket"
    try:
        yield peer
    finally:
        await peer.gate.close()
        await runner.cleanup()
