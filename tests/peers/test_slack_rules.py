"""Every body that Slack would refuse is refused by the strict peer too, and named."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.peers.slack import BOT_TOKEN, SlackPeer, slack_peer
from tests.peers.slack_limits import Body
from tests.peers.test_slack_peer import FORM, NAME


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    async with slack_peer() as peer:
        yield peer


@pytest.fixture
def client(peer: SlackPeer) -> AsyncWebClient:
    return AsyncWebClient(BOT_TOKEN, base_url=peer.api_url, retry_handlers=[])


def section(text: str) -> Body:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(**more: Any) -> Body:
    return {"type": "button", "action_id": "x", "text": {"type": "plain_text", "text": "x"}, **more}


def actions(*elements: Body) -> Body:
    return {"type": "actions", "elements": list(elements)}


def options(number: int) -> list[Body]:
    return [{"text": {"type": "plain_text", "text": str(one)}, "value": str(one)} for one in range(number)]


def select(**more: Any) -> Body:
    return {"type": "static_select", "action_id": "s", "options": options(2), **more}


def rich(*spans: Body) -> Body:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(spans)}]}


BAD_BLOCKS: dict[str, tuple[list[Body], str]] = {
    "51 blocks": ([{"type": "divider"}] * 51, "51 items, at most 50"),
    "long section": ([section("x" * 3001)], "3001 characters, at most 3000"),
    "empty section": ([section("")], "empty"),
    "section without text": ([{"type": "section"}], "needs text or fields"),
    "eleven fields": ([{"type": "section", "fields": [section("x")["text"]] * 11}], "11 items, at most 10"),
    "long field": ([{"type": "section", "fields": [section("x" * 2001)["text"]]}], "2001 characters"),
    "long header": ([{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}], "151 characters"),
    "header in mrkdwn": ([{"type": "header", "text": section("x")["text"]}], "none of plain_text"),
    "26 elements": ([actions(*[button(action_id=str(one)) for one in range(26)])], "26 items, at most 25"),
    "no elements": ([actions()], "fewer than 1"),
    "long button": ([actions(button(text={"type": "plain_text", "text": "x" * 76}))], "76 characters"),
    "long button value": ([actions(button(value="x" * 2001))], "2001 characters"),
    "long action_id": ([actions(button(action_id="x" * 256))], "256 characters"),
    "long block_id": ([{"type": "divider", "block_id": "x" * 256}], "256 characters"),
    "twice the same action_id": ([actions(button(), button())], "action_id 'x' is used twice"),
    "twice the same block_id": ([{"type": "divider", "block_id": "b"}] * 2, "block_id 'b' is used twice"),
    "loud button": ([actions(button(style="loud"))], "'loud' is none of"),
    "101 options": ([actions(select(options=options(101)))], "101 items, at most 100"),
    "no options": ([actions(select(options=[]))], "fewer than 1"),
    "same value twice": ([actions(select(options=options(1) * 2))], "same value"),
    "11 radio buttons": ([actions({**select(options=options(11)), "type": "radio_buttons"})], "11 items, at most 10"),
    "long option": (
        [actions(select(options=[{**options(1)[0], "text": {"type": "plain_text", "text": "x" * 76}}]))],
        "76",
    ),
    "long value": ([actions(select(options=[{**options(1)[0], "value": "x" * 151}]))], "151 characters"),
    "mrkdwn in a menu": ([actions(select(options=[{**options(1)[0], "text": section("x")["text"]}]))], "plain_text"),
    "foreign initial option": ([actions(select(initial_option=options(3)[2]))], "initial_option is not among"),
    "options and groups": ([actions(select(option_groups=[]))], "either options or option_groups"),
    "unknown field": ([{**section("x"), "colour": "red"}], "unknown field colour"),
    "unknown block": ([{"type": "banner"}], "'banner' is no block"),
    "channel mention": ([section("<!channel> hello")], "mention <!channel>"),
    "person mention": ([section("<@U1> hello")], "mention <@U1>"),
    "loose bracket": ([section("a < b")], "unescaped angle bracket"),
    "loose ampersand": ([section("R&D")], "unescaped ampersand"),
    "odd token": ([section("<nowhere>")], "unescaped <nowhere>"),
    "empty rich text": ([rich()], "fewer than 1"),
    "mention in rich text": ([rich({"type": "broadcast", "range": "channel"})], "'broadcast' is no part"),
    "rich link to nowhere": ([rich({"type": "link", "url": "javascript:alert(1)"})], "does not look like"),
    "eleven context parts": ([{"type": "context", "elements": [section("x")["text"]] * 11}], "11 items, at most 10"),
    "too much in all": ([section("x" * 2900)] * 5, "14500 characters in all"),
    "bad hour": ([actions({"type": "timepicker", "action_id": "t", "initial_time": "9:00"})], "does not look like"),
}


@pytest.mark.parametrize("name", BAD_BLOCKS)
async def test_a_bad_message_is_refused_and_named(peer: SlackPeer, client: AsyncWebClient, name: str) -> None:
    blocks, complaint = BAD_BLOCKS[name]
    peer.channel("C1")
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel="C1", text="hello", blocks=blocks)
    assert any(complaint in one for one in peer.violations), peer.violations


BAD_ARGUMENTS: dict[str, tuple[Body, str]] = {
    "no text": ({"blocks": [section("x")], "text": ""}, "no top-level text"),
    "nothing": ({"text": ""}, "no_text"),
    "text too long": ({"text": "x" * 40_001}, "40001 characters"),
    "loud text": ({"text": "<!here> hello"}, "mention <!here>"),
    "names made mentions": ({"text": "@maya", "link_names": True}, "link_names"),
    "unknown argument": ({"text": "hello", "colour": "red"}, "unknown argument colour"),
    "odd metadata": ({"text": "hello", "metadata": {"event_type": "a b", "event_payload": {}}}, "metadata.event_type"),
    "no such thread": ({"text": "hello", "thread_ts": "1.1"}, "names no message"),
}


@pytest.mark.parametrize("name", BAD_ARGUMENTS)
async def test_bad_arguments_are_refused_and_named(peer: SlackPeer, client: AsyncWebClient, name: str) -> None:
    arguments, complaint = BAD_ARGUMENTS[name]
    peer.channel("C1")
    with pytest.raises(SlackApiError):
        await client.api_call("chat.postMessage", json={"channel": "C1", **arguments})
    assert any(complaint in one for one in peer.violations), peer.violations


BAD_VIEWS: dict[str, tuple[Body, str]] = {
    "no submit": ({"submit": None}, "inputs need a submit"),
    "long title": ({"title": {"type": "plain_text", "text": "x" * 25}}, "25 characters, at most 24"),
    "101 blocks": ({"blocks": [{"type": "divider"}] * 101}, "101 items, at most 100"),
    "long memory": ({"private_metadata": "x" * 3001}, "3001 characters"),
    "wrong type": ({"type": "home"}, "a modal is wanted here"),
    "min above max": ({"blocks": [{**NAME, "element": {**NAME["element"], "min_length": 30}}]}, "above max_length"),
    "two in focus": (
        {"blocks": [{**NAME, "block_id": b, "element": {**NAME["element"], "focus_on_load": True}} for b in "ab"]},
        "focus_on_load",
    ),
}


@pytest.mark.parametrize("name", BAD_VIEWS)
async def test_a_bad_view_is_refused_and_named(peer: SlackPeer, client: AsyncWebClient, name: str) -> None:
    change, complaint = BAD_VIEWS[name]
    view = {field: value for field, value in {**FORM, **change}.items() if value is not None}
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.views_open(trigger_id=peer.world.trigger("U1"), view=view)
    assert any(complaint in one for one in peer.violations), peer.violations
