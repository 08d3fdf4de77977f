"""The strict Discord keeps its promises: the real discord.py gets along with it, and each bad body is named."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.peers.discord_faults import EDIT_MESSAGE, FIRST_RESPONSE, POST_MESSAGE
from tests.peers.discord_peer import DiscordPeer

Answer = Callable[[discord.Interaction[Any]], Awaitable[Any]]


class Echo(discord.Client):
    """A small bot: one listener, whose answer each test chooses."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        self.answer: Answer = say("Hello")
        self.life: asyncio.Task[None]

        @self.tree.command(name="quiz", description="Ask me one")
        @app_commands.allowed_contexts(guilds=True, dms=True)
        @app_commands.allowed_installs(guilds=True, users=True)
        async def quiz(interaction: discord.Interaction[Any], domain: str = "") -> None:
            del domain
            await self.answer(interaction)

        @quiz.autocomplete("domain")
        async def domains(_interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=f"Domain {typed}", value=typed)]

    async def setup_hook(self) -> None:
        """Register the commands at each start."""
        await self.tree.sync()

    async def before_identify_hook(self, _shard: int | None, *, initial: bool = False) -> None:
        """Do not wait five seconds before logging in again."""
        del initial

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer controls and forms."""
        if interaction.type in {discord.InteractionType.component, discord.InteractionType.modal_submit}:
            await self.answer(interaction)


def say(text: str, **how: Any) -> Answer:
    """Answer with a message only the person sees."""

    async def answer(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(text, ephemeral=True, **how)

    return answer


def buttons(*labels: str) -> discord.ui.LayoutView:
    """Lay out a text and a row of buttons."""
    view = discord.ui.LayoutView(timeout=None)
    row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
    for label in labels:
        row.add_item(discord.ui.Button(label=label, custom_id=f"c1:{label}"))
    view.add_item(discord.ui.Container(discord.ui.TextDisplay("Which one?"), row, accent_colour=0x336699))
    return view


@pytest.fixture
async def peer() -> AsyncIterator[DiscordPeer]:
    async with DiscordPeer.running() as peer:
        peer.add_channel("ml-study")
        yield peer


@pytest.fixture
async def bot(peer: DiscordPeer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Echo]:
    monkeypatch.setattr(Route, "BASE", peer.url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(peer.gateway.url))
    bot = Echo()
    bot.life = asyncio.create_task(bot.start(peer.token))
    await peer.ready()
    yield bot
    await bot.close()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await bot.life


def channel_of(bot: Echo, peer: DiscordPeer) -> discord.PartialMessageable:
    return bot.get_partial_messageable(int(peer.channel("ml-study").id), guild_id=int(peer.server.guild))


@pytest.mark.usefixtures("bot")
async def test_a_slash_command_is_answered_privately(peer: DiscordPeer) -> None:
    done = await peer.slash("quiz", {"domain": "3"}, user="maya")

    assert done.reply.text == "Hello"
    assert [message.text for message in peer.ephemerals("maya")] == ["Hello"]
    assert await peer.autocomplete("quiz", "domain", "4", user="maya") == [{"name": "Domain 4", "value": "4"}]
    assert peer.violations == []


async def test_a_post_carries_a_nonce_and_the_same_nonce_brings_back_the_same_message(
    peer: DiscordPeer, bot: Echo
) -> None:
    channel = channel_of(bot, peer)
    first = await channel.send(view=buttons("A", "B"), nonce="question-7")
    again = await channel.send(view=buttons("A", "B"), nonce="question-7")

    assert first.id == again.id
    assert [message.labels for message in peer.channel("ml-study").messages] == [["A", "B"]]
    peer.server.elapse(peer.server.nonce_lasts + 1)
    assert (await channel.send(view=buttons("A"), nonce="question-7")).id != first.id
    assert peer.violations == []


async def test_a_press_opens_a_form_and_the_form_changes_the_message(peer: DiscordPeer, bot: Echo) -> None:
    await channel_of(bot, peer).send(view=buttons("A"), nonce="n")
    (posted,) = peer.channel("ml-study").messages

    async def ask(interaction: discord.Interaction[Any]) -> None:
        modal = discord.ui.Modal(title="A remark", custom_id="c1:remark")
        modal.add_item(discord.ui.Label(text="Words", component=discord.ui.TextInput(custom_id="words", max_length=9)))
        await interaction.response.send_modal(modal)

    async def change(interaction: discord.Interaction[Any]) -> None:
        assert interaction.data is not None
        typed = interaction.data["components"][0]["component"]["value"]  # type: ignore[typeddict-item]
        await interaction.response.edit_message(view=buttons(str(typed)))

    bot.answer = ask
    assert (await peer.press(posted, "A", user="maya")).answer_type == 9
    bot.answer = change
    await peer.submit(peer.modal("maya"), {"Words": "unclear"})

    assert posted.labels == ["unclear"]
    assert peer.violations == []


async def test_a_deferred_answer_is_settled_by_its_edit(peer: DiscordPeer, bot: Echo) -> None:
    async def later(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content="Now")

    bot.answer = later
    assert (await peer.slash("quiz", user="maya")).reply.text == "Now"
    assert peer.violations == []


async def test_silence_and_a_spinner_that_stays_are_named(
    peer: DiscordPeer, bot: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.peers.discord_peer.SETTLES_WITHIN", 0.05)
    peer.server.answers_within = 0.05

    async def nothing(_interaction: discord.Interaction[Any]) -> None:
        """Stay silent."""

    bot.answer = nothing
    await peer.slash("quiz", user="maya")

    async def spin(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)

    bot.answer = spin
    done = peer.made(2, {**peer.server.commands[0], "options": []}, peer.person("maya"), peer.channel("ml-study"))
    peer.server.answers_within = 0.5
    await peer.send(done)

    assert [fault.partition(": ")[2] for fault in peer.violations] == [
        "no response within three seconds",
        "deferred and never answered",
    ]


async def test_a_token_lives_fifteen_minutes(peer: DiscordPeer, bot: Echo) -> None:
    seen: list[discord.Interaction[Any]] = []

    async def keep(interaction: discord.Interaction[Any]) -> None:
        seen.append(interaction)
        await interaction.response.send_message("Kept", ephemeral=True)

    bot.answer = keep
    await peer.slash("quiz", user="maya")
    peer.server.elapse(901)
    with pytest.raises(discord.HTTPException) as error:
        await seen[0].followup.send("Too late", ephemeral=True)

    assert error.value.code == 50027
    assert peer.violations == ["webhook: the interaction's token has run out"]


async def test_the_same_interaction_delivered_twice_is_acknowledged_once(peer: DiscordPeer, bot: Echo) -> None:
    refused: list[int] = []

    async def careful(interaction: discord.Interaction[Any]) -> None:
        try:
            await interaction.response.send_message("Once", ephemeral=True)
        except discord.HTTPException as error:
            refused.append(error.code)

    bot.answer = careful
    done = await peer.slash("quiz", user="maya")
    await peer.deliver(done)
    await peer.slash("quiz", user="leo")

    assert refused == [40060]
    assert [message.text for message in peer.ephemerals("maya")] == ["Once"]


@pytest.mark.usefixtures("bot")
async def test_an_interaction_sent_while_the_line_was_down_is_replayed(peer: DiscordPeer) -> None:
    await peer.gateway.drop(4000)
    done = await peer.slash("quiz", user="maya")

    assert done.reply.text == "Hello"
    assert (peer.gateway.identified, peer.gateway.resumed) == (1, 1)
    await peer.gateway.ask_to_reconnect()
    await peer.gateway.until(connected=False)
    await peer.gateway.until(connected=True)
    await peer.gateway.invalidate()
    await peer.gateway.until(connected=False)
    await peer.gateway.until(connected=True)
    assert (peer.gateway.identified, peer.gateway.resumed) == (2, 2)
    assert (await peer.slash("quiz", user="leo")).reply.text == "Hello"


async def test_a_malformed_event_ends_the_client(peer: DiscordPeer, bot: Echo) -> None:
    await peer.gateway.dispatch("INTERACTION_CREATE", {"id": "1"})
    with pytest.raises(KeyError):
        await asyncio.wait_for(asyncio.shield(bot.life), 5)
    assert not bot.is_closed()


NO = [(403, 50001, discord.Forbidden), (403, 50013, discord.Forbidden), (503, 0, discord.DiscordServerError)]


@pytest.mark.parametrize(("status", "code", "raised"), NO)
async def test_a_refusal_reaches_the_client(
    peer: DiscordPeer, bot: Echo, status: int, code: int, raised: type[discord.HTTPException]
) -> None:
    peer.fail(POST_MESSAGE, status=status, code=code)
    with pytest.raises(raised) as error:
        await channel_of(bot, peer).send("Hello", nonce="n")
    assert error.value.code == code


async def test_a_rate_limit_is_waited_out(peer: DiscordPeer, bot: Echo) -> None:
    peer.fail(POST_MESSAGE, status=429, retry_after=0.01)
    peer.fail(FIRST_RESPONSE, status=429, retry_after=0.01)
    await channel_of(bot, peer).send("Hello", nonce="n")
    assert (await peer.slash("quiz", user="maya")).reply.text == "Hello"
    assert [call.status for call in peer.called(*POST_MESSAGE)] == [429, 200]


@pytest.mark.parametrize(("cut", "posted"), [("before", 0), ("after", 1)])
async def test_a_cut_connection_loses_the_answer_and_maybe_the_effect(
    peer: DiscordPeer, bot: Echo, cut: str, posted: int
) -> None:
    peer.fail(POST_MESSAGE, cut=cut)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await channel_of(bot, peer).send("Hello", nonce="n")
    assert len(peer.channel("ml-study").messages) == posted


async def test_a_closed_inbox_and_an_unknown_channel(peer: DiscordPeer, bot: Echo) -> None:
    maya = peer.person("maya")
    maya.closed_inbox = True
    inbox = await bot.create_dm(discord.Object(int(maya.id)))
    with pytest.raises(discord.Forbidden) as closed:
        await inbox.send("Hello", nonce="n")
    await peer.delete_channel(peer.channel("ml-study"))
    with pytest.raises(discord.NotFound) as unknown:
        await channel_of(bot, peer).send("Hello", nonce="n")
    assert (closed.value.code, unknown.value.code) == (50007, 10003)


async def test_old_messages_take_few_edits_and_one_thread(peer: DiscordPeer, bot: Echo) -> None:
    message = await channel_of(bot, peer).send("Hello", nonce="n")
    peer.server.elapse(3601)
    for _ in range(3):
        await message.edit(content="Closed")
    peer.fail(EDIT_MESSAGE, status=429, code=30046, retry_after=0.01)
    bot.http.max_ratelimit_timeout = 30
    with pytest.raises(discord.RateLimited):
        await message.edit(content="Closed")

    thread = await message.create_thread(name="Explanation")
    await thread.send("Why B", nonce="m")
    with pytest.raises(discord.HTTPException) as error:
        await message.create_thread(name="Explanation")
    assert error.value.code == 160004
    assert [post.text for post in peer.channel(str(thread.id)).messages] == ["Why B"]
    assert peer.violations == []
