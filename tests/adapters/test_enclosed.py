"""Files that go with a card: to the one who asked and nobody else, whole, or in words that they were not taken."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.inbound import Event
from adapters.discord.reply import Reply, open_line
from adapters.discord.serve import Listener
from adapters.slack.client import web_client
from adapters.slack.reply import Replies
from adapters.store import SqlStore
from adapters.web.render import Dress, render
from bot.cards.enclosures import enclosed_in
from bot.cards.model import Button, Card
from bot.commands import ShowHelp
from tests.adapters.discord_scene import Scene
from tests.adapters.test_discord_render import faults
from tests.bot.cards.gallery import GALLERY
from tests.bot.cards.lead_gallery import GROUP, RISKY_NAME
from tests.bot.specimens import bank
from tests.journeys.web_mouth import WebMouth, csrf_of, web_mouth
from tests.peers import slack_payloads as payloads
from tests.peers.discord_faults import FIRST_RESPONSE
from tests.peers.discord_model import walk
from tests.peers.slack import BOT_TOKEN, SCOPES, slack_peer

CARD = GALLERY["readiness as a file"]
FILE = enclosed_in(CARD)
assert FILE is not None
CONTENT = FILE.content.encode()
NOT_TAKEN = "could not be sent"


def test_the_specimen_is_a_whole_csv_with_a_mark_and_a_risky_name() -> None:
    assert CONTENT.startswith(b"\xef\xbb\xbfmember,")
    assert f"'{RISKY_NAME}".encode() in CONTENT


# --- Slack -----------------------------------------------------------------------------------------


async def given_in_slack(scopes: frozenset[str], **fault: Any) -> tuple[str, list[bytes], list[str]]:
    """What the private reply in the channel says, the files in the lead's own talk, and what was called."""
    async with slack_peer(scopes) as peer:
        peer.channel("C1")
        peer.person("U1")
        if fault:
            peer.fail(**fault)
        replies = Replies(web_client(BOT_TOKEN, peer.api_url, patient=True))
        typed = payloads.command(peer.world, peer.base, "/cohort", "readiness csv", user="U1", channel="C1")
        await replies.give(typed, CARD)
        await replies.close()
        (card,) = peer.ephemerals("U1")
        talk = peer.world.channels.get("DU1")
        files = [one.content or b"" for message in talk.messages for one in message.files] if talk else []
        told = [message.words for message in talk.messages if not message.files] if talk else []
        assert len(told) == len(files), "nothing is announced that does not come"
        elsewhere = [one for name, room in peer.world.channels.items() if name != "DU1" for one in room.messages]
        assert elsewhere == [], "nobody else sees it"
        assert peer.violations == []
        return card.words, files, [call.method for call in peer.calls]


async def test_slack_puts_the_file_into_the_leads_own_talk_without_a_new_scope() -> None:
    words, files, calls = await given_in_slack(SCOPES | {"files:write"})

    assert files == [CONTENT]
    assert "It is in your own talk with Cohort" in words
    assert calls == [
        *("files.getUploadURLExternal", "upload", "chat.postMessage", "files.completeUploadExternal"),
        "response_url",
    ]


@pytest.mark.parametrize(
    "fault",
    [
        {"method": "files.getUploadURLExternal", "error": "file_uploads_disabled"},
        {"method": "upload", "status": 500},
        {"method": "upload", "cut": "before"},
        {"method": "chat.postMessage", "error": "channel_not_found"},
        {"method": "files.completeUploadExternal", "error": "internal_error"},
    ],
    ids=lambda fault: str(fault["method"]),
)
async def test_slack_says_so_where_the_file_is_not_taken(fault: dict[str, Any]) -> None:
    words, files, _ = await given_in_slack(SCOPES | {"files:write"}, **fault)

    assert files == []
    assert NOT_TAKEN in words


async def test_an_older_install_of_the_slack_app_is_told_what_is_missing() -> None:
    words, files, calls = await given_in_slack(SCOPES)

    assert files == []
    assert NOT_TAKEN in words
    assert "chat.postMessage" not in calls, "nothing is announced that does not come"


# --- Discord ---------------------------------------------------------------------------------------


class Gives(Listener):
    """Answers everything with the card and its file."""

    async def meet(self, event: Event) -> None:
        """Reply."""
        await Reply(event, self._line).give(CARD, None)


@pytest.mark.parametrize("refused", [False, True])
async def test_discord_sends_the_file_with_the_private_reply(refused: bool) -> None:
    async with Scene.open(connect=False) as scene, open_line() as line:
        asks = Card("Ask", controls=(Button("Help", ShowHelp()),))
        await scene.service.chat.say(scene.place, asks, key="k", again=False)
        client = Gives(scene.app, line, lambda: scene.at, scene.patience)
        life = asyncio.create_task(client.start(scene.peer.token))
        await scene.peer.ready()
        if refused:
            scene.peer.fail(FIRST_RESPONSE, status=403, code=50013)
        done = await scene.peer.press(scene.question, "Help", user="Ada")
        calls = [call for call in scene.peer.called(*FIRST_RESPONSE) if call.files]

        assert done.reply.ephemeral
        assert (NOT_TAKEN in done.reply.text) is refused
        files = [part for part in walk(done.reply.components) if part["type"] == 13]
        assert len(files) == (0 if refused else 1)
        assert calls[0].files["0"].content == CONTENT
        assert faults(done.reply.components) == []
        await client.close()
        await life


# --- the page --------------------------------------------------------------------------------------


def test_the_page_offers_the_file_by_a_form_of_its_own() -> None:
    shown = str(render(CARD, Dress("proof", private=True)))

    assert '<form class="enclosed" method="post" action="/file">' in shown
    assert f'value="c1:readiness:csv:::{GROUP}"' in shown
    assert RISKY_NAME not in shown, "what it holds is made anew when it is fetched"


async def test_the_page_hands_the_file_out_to_be_saved_by_whom_it_was_offered(
    memory_store: SqlStore, tmp_path: Path
) -> None:
    async with web_mouth(memory_store, tmp_path, bank(), WebMouth) as mouth:
        await mouth.set_up()
        await mouth.type("Maya", "privacy yes")
        session, page = await mouth.seat("Zoe"), await mouth.page("Zoe")
        form, ours = {"csrf": csrf_of(page), "token": "c1:readiness:csv"}, {"Origin": mouth.address}
        async with session.post("/file", data=form, headers=ours) as answer:
            lines = (await answer.read()).decode("utf-8-sig").splitlines()
            assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
            assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''readiness-2026-11-23.csv"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert [line.split(",")[0] for line in lines] == ["member", "Maya"]
        for wrong in ({**form, "csrf": "x"}, {"token": form["token"]}):
            async with session.post("/file", data=wrong, headers=ours) as answer:
                assert answer.status == 403
        async with session.post("/file", data=form, headers={"Origin": "https://example.com"}) as answer:
            assert answer.status == 403

        await mouth.type("Maya", "privacy no")
        late = await mouth.page("Zoe", "/file", **form)
        assert "Nobody has agreed yet" in late, "the button that still stands there gives nothing any more"


def test_a_card_holds_one_file_at_the_most_and_none_stays_none() -> None:
    assert enclosed_in(replace(CARD, blocks=CARD.blocks[1:])) is None
