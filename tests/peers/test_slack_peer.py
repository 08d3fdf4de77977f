"""The strict Slack peer plays by the book: the real bolt gets on with it, and every bad body is named."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ServerDisconnectedError, web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.peers.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SlackPeer, slack_peer
from tests.peers.slack_limits import Body
from tests.peers.slack_workspace import Message, View

ASK: Body = {
    "type": "actions",
    "block_id": "ask",
    "elements": [{"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "A & B"}}],
}
NAME: Body = {
    "type": "input",
    "block_id": "name",
    "label": {"type": "plain_text", "text": "Your name"},
    "element": {"type": "plain_text_input", "action_id": "typed", "max_length": 20},
}
FORM: Body = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Who"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [NAME],
}


def small_bot(peer: SlackPeer) -> AsyncApp:
    """A bot of a few lines, with the library as it is."""
    client = AsyncWebClient(BOT_TOKEN, base_url=peer.api_url, retry_handlers=[])
    app = AsyncApp(client=client, signing_secret=SIGNING_SECRET)

    @app.command("/hello")
    async def hello(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("Hello", blocks=[ASK])

    @app.action("go")
    async def go(ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient) -> None:
        await ack()
        if body["container"]["is_ephemeral"]:
            await respond("Went", replace_original=True)
        else:
            await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view("form")
    async def form(ack: AsyncAck, view: Body) -> None:
        name = view["state"]["values"]["name"]["typed"]["value"]
        if name == "nobody":
            await ack(response_action="errors", errors={"name": "Somebody, please"})
        else:
            await ack(response_action="update", view={**FORM, "title": {"type": "plain_text", "text": "Thanks"}})

    @app.event("app_home_opened")
    async def home(event: Body, client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [ASK]})

    return app


@asynccontextmanager
async def by_http(peer: SlackPeer, app: AsyncApp) -> AsyncIterator[AsyncApp]:
    """Serve the bot at an address of its own."""
    runner = web.AppRunner(app.web_app("/slack/events"), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    peer.gate.target = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    try:
        yield app
    finally:
        await runner.cleanup()


@asynccontextmanager
async def by_socket(peer: SlackPeer, app: AsyncApp) -> AsyncIterator[AsyncApp]:
    """Connect the bot by Socket Mode."""
    client = AsyncWebClient(APP_TOKEN, base_url=peer.api_url)
    handler = AsyncSocketModeHandler(app, APP_TOKEN, web_client=client)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await peer.connected()
    try:
        yield app
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    async with slack_peer() as peer:
        yield peer


@pytest.fixture(params=[by_http, by_socket], ids=["http", "socket"])
async def met(request: pytest.FixtureRequest, peer: SlackPeer) -> AsyncIterator[SlackPeer]:
    """The peer with the small bot listening, one way and the other; nothing may be amiss in the end."""
    async with request.param(peer, small_bot(peer)):
        yield peer
    assert peer.violations == []


@pytest.fixture
def client(peer: SlackPeer) -> AsyncWebClient:
    return AsyncWebClient(BOT_TOKEN, base_url=peer.api_url, retry_handlers=[])


async def test_a_command_a_press_and_a_private_card_that_is_replaced(met: SlackPeer) -> None:
    await met.command("/hello", user="U1", channel="C1")
    card = await met.shown("U1")
    assert card.labels == ["A & B"]
    await met.press(card, "A & B", user="U1")
    assert await met.shown("U1") is card
    assert card.words == "Went"
    assert met.ephemerals("U1") == [card]


async def test_a_modal_opens_complains_and_changes(met: SlackPeer) -> None:
    message = Message(met.world.named([ASK]), "C1", met.world.ts(), "Hello")
    met.channel("C1").messages.append(message)
    await met.press(message, "go", user="U1")
    modal = await met.shown("U1")
    assert isinstance(modal, View)
    await met.submit(modal, {"Your name": "nobody"}, user="U1")
    assert modal.errors == {"name": "Somebody, please"}
    await met.submit(modal, {"name": "Maya"}, user="U1")
    assert (modal.title, met.modal("U1")) == ("Thanks", modal)


async def test_a_home_tab_is_published(met: SlackPeer) -> None:
    await met.open_home("U1")
    await met.until(lambda: met.home("U1"))
    assert met.records.acks[-1].ok


async def test_a_disconnect_makes_the_bot_come_again(peer: SlackPeer) -> None:
    async with by_socket(peer, small_bot(peer)):
        await peer.gate.disconnect()
        await peer.until(lambda: len(peer.called("apps.connections.open")) == 2)
        await peer.connected()
        await peer.command("/hello", user="U1", channel="C1")
        assert (await peer.shown("U1")).words


@pytest.mark.parametrize("how", ["forged", "late", "changed", "unsigned"])
async def test_a_spoilt_signature_is_refused(peer: SlackPeer, how: str) -> None:
    async with by_http(peer, small_bot(peer)):
        await peer.command("/hello", user="U1", channel="C1")
        assert (await peer.tampered(how, peer.records.deliveries[-1])).status == 401


async def test_a_late_ack_is_noted_and_the_event_is_told_again(peer: SlackPeer) -> None:
    app = small_bot(peer)
    seen: list[str] = []

    @app.event("team_rename")
    async def slow(body: Body) -> None:
        seen.append(body["event_id"])

    @app.middleware
    async def wait(next_: Any) -> None:
        await asyncio.sleep(0.3 if not seen else 0)
        await next_()

    peer.gate.patience = 0.1
    async with by_http(peer, app):
        await peer.event({"type": "team_rename"})
        await peer.until(lambda: seen)
    assert peer.violations[0] == "ack of team_rename: none within 0.1 s"
    assert len(peer.records.acks) == 2


async def test_triggers_die_after_three_seconds_and_serve_once(peer: SlackPeer, client: AsyncWebClient) -> None:
    trigger = peer.world.trigger("U1")
    await client.views_open(trigger_id=trigger, view=FORM)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await client.views_open(trigger_id=trigger, view=FORM)
    late = peer.world.trigger("U1")
    peer.later(3.1)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=late, view=FORM)


async def test_faults_strike_before_or_after_the_effect(peer: SlackPeer, client: AsyncWebClient) -> None:
    peer.channel("C1")
    peer.fail("chat.postMessage", cut="before")
    peer.fail("chat.postMessage", cut="after")
    for there in (0, 1):
        with pytest.raises(ServerDisconnectedError):
            await client.chat_postMessage(channel="C1", text="hello")
        assert len(peer.channel("C1").messages) == there
    peer.fail("chat.postMessage", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C1", text="hello")
    assert caught.value.response.headers["Retry-After"] == "7"
    peer.fail("chat.postMessage", error="token_revoked")
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.chat_postMessage(channel="C1", text="hello")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"archived": True}, "is_archived"),
        ({"bot_is_in": False}, "not_in_channel"),
        ({"deleted": True}, "channel_not_found"),
    ],
)
async def test_dead_places_say_so(peer: SlackPeer, client: AsyncWebClient, change: Body, error: str) -> None:
    for name, value in change.items():
        setattr(peer.channel("C1"), name, value)
    with pytest.raises(SlackApiError, match=error):
        await client.chat_postMessage(channel="C1", text="hello")
    assert peer.violations == []


async def test_a_missing_scope_is_named(peer: SlackPeer, client: AsyncWebClient) -> None:
    peer.person("U1")
    with pytest.raises(SlackApiError, match="users:read"):
        await client.users_info(user="U1")


async def test_a_response_url_serves_five_times(peer: SlackPeer) -> None:
    app = small_bot(peer)

    @app.command("/chatty")
    async def chatty(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack("Listen")
        for number in range(6):
            await respond(str(number))

    async with by_http(peer, app):
        await peer.command("/chatty", user="U1", channel="C1")
        await peer.until(lambda: len(peer.called("response_url")) == 6)
    assert [one.text for one in peer.ephemerals("U1")].count("5") == 0
    assert "response_url: used more than five times" in peer.violations


async def test_errors_must_name_an_input(peer: SlackPeer) -> None:
    app = small_bot(peer)

    @app.view("odd")
    async def odd(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"elsewhere": "No"})

    async with by_http(peer, app):
        view = peer.world.view("U1", {**FORM, "callback_id": "odd"})
        peer.person("U1").modals.append(view)
        await peer.submit(view, {"name": "Maya"}, user="U1")
    assert any("names 'elsewhere'" in one for one in peer.violations)
