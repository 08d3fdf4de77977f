"""Every question of the bank stands whole on every platform, within its limits: asked, answered and explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

import pytest

from adapters.discord.limits import MODAL_PARTS
from adapters.discord.modal import modal as discord_modal
from adapters.discord.modal import step_of
from adapters.discord.render import render as on_discord
from adapters.discord.render import render_one
from adapters.settings import REPOSITORY
from adapters.shelf.shelf import read_shelf
from adapters.slack.limits import ELLIPSIS
from adapters.slack.modal import modal as slack_modal
from adapters.slack.render import render as on_slack
from bot.cards.model import Card, Text, text
from bot.cards.question import closing_card, letters_for, options_of, question_card, sheet_card
from bot.cards.result import rationale_card, result_card
from bot.commands import AnswerItem
from bot.rules.items import Item, Pair
from tests.adapters.test_discord_render import faults as message_faults
from tests.adapters.test_discord_render import form_faults
from tests.adapters.test_web_render import read
from tests.peers.discord_model import JSON, walk
from tests.peers.slack_rules import message_rules, texts, view_rules
from tests.peers.slack_schema import schema_rules

AT = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
FOOT: Text = text("Domain 1: Data preparation · Task 1.1: Ingest and store data")
SESSION = "k3v5q2m7x4a6b"
AMENDED = {"question", "closing", "sheet", "step"}
"""What is changed where it stands, and so has to be one message."""


class Post(NamedTuple):
    """A card about an item, and the words that nobody may miss on it."""

    about: str
    kind: str
    card: Card
    words: tuple[str, ...]


class Dressed(NamedTuple):
    """What a platform has against a post, and all that one reads there."""

    faults: list[str]
    shown: str


@cache
def posts() -> tuple[Post, ...]:
    """All that is said about all items at hand."""
    bank, _ = read_shelf(REPOSITORY / "content")
    return tuple(post for pack in bank.packs.values() for item in pack.items for post in posts_of(item))


def posts_of(item: Item) -> Iterator[Post]:
    """An item as it is put, answered, closed and explained, with the verdict on an answer."""
    lines, options = item.problem.reveal(), options_of(item)
    asked = [item.stem, *((item.case.title, item.case.scenario) if item.case else ())]
    offered = [option.text for option in options]
    if isinstance(entry := item.problem.wants(()), Pair):
        offered += [prompt.text for prompt in entry.prompts]
    why = [words for line in lines for words in (line.text, line.why)] + [item.takeaway]
    answer = tuple(option.id for option in options)[: sum(line.right for line in lines)]
    shares = item.problem.tally([answer])

    def post(kind: str, card: Card, *words: str) -> Post:
        return Post(item.id, kind, card, tuple(" ".join(one.split()) for one in words))

    question = question_card(item, session=SESSION, foot=FOOT, closes_at=AT, zone="UTC", answered=0)
    yield post("question", question, *asked, *offered)
    closing = closing_card(
        item, session=SESSION, shares=shares, answered=1, right=0, closed_at=AT, zone="UTC", foot=FOOT
    )
    yield post("closing", closing, *asked, *(share.text for share in shares))
    yield post("rationale", rationale_card(item, day=AT.date(), kept=[("Maya", 3)], foot=FOOT), *why)
    verdict = result_card(
        item,
        answer,
        right=False,
        near=0.5,
        fresh=True,
        letters=letters_for(options, "seed"),
        session=SESSION,
        streak=3,
        foot=FOOT,
        quiz=True,
    )
    yield post("verdict", verdict, item.stem, *why)
    for kind, card in sheets(item):
        yield post(kind, card, *asked, *(offered if kind == "sheet" else ()))


def sheets(item: Item) -> Iterator[tuple[str, Card]]:
    """The sheet of an item; and, when that has more parts than a form of Discord's, each further step of it."""
    solution = item.problem.solution()
    steps = len(solution) if len(solution) > MODAL_PARTS else 1
    for given in range(steps):
        command = AnswerItem(SESSION, item.id, solution[:given], int(AT.timestamp()))
        entry = item.problem.wants(command.answer)
        assert entry is not None
        yield "step" if given else "sheet", sheet_card(item, entry, command, seed="seed", foot=FOOT)


def in_slack(post: Post) -> Dressed:
    """A sheet is a modal, all else a message."""
    if post.kind in {"sheet", "step"}:
        view = slack_modal(post.card, room="C1")
        faults = [*view_rules(view, "", kind="modal"), *schema_rules("ModalView", view, "")]
        return Dressed(faults, "\n".join(texts(view["blocks"])))
    message = on_slack(post.card)
    said = list(texts(message["blocks"]))
    faults = [*message_rules(message, ""), *schema_rules("Blocks", message["blocks"], "")]
    return Dressed(faults + ["an ellipsis alone"] * (ELLIPSIS in said), "\n".join(said))


def in_discord(post: Post) -> Dressed:
    """A card is one message or more; a sheet's form is a modal, or one select after another."""
    spread = on_discord(post.card)
    faults = [fault for page in spread for fault in message_faults(page)]
    if len(spread) > 1:
        faults += message_faults(render_one(post.card))
        faults += [f"{len(spread)} messages"] * (post.kind in AMENDED)
    if (form := discord_modal(post.card)) is not None:
        faults += form_faults(form)
    elif post.card.form is not None and step_of(post.card) is None:
        faults.append("no way to answer")
    return Dressed(faults, "\n".join(map(unmarked, spread)))


def unmarked(page: list[JSON]) -> str:
    """The words of a message without the markup that keeps them words."""
    said = "\n".join(part["content"] for part in walk(page) if part["type"] == 10)
    return re.sub(r"\\(.)", r"\1", re.sub(r"^> ", "", said, flags=re.MULTILINE))


def on_the_page(post: Post) -> Dressed:
    """A card is a piece of a page that a browser can read without mending it."""
    found = read(post.card, private=post.kind in {"sheet", "step", "verdict"})
    return Dressed(found.faults, found.shown)


PLATFORMS: Mapping[str, Callable[[Post], Dressed]] = {"slack": in_slack, "discord": in_discord, "web": on_the_page}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_item_fits_and_is_said_in_full(platform: str) -> None:
    wrong: list[str] = []
    for post in posts():
        faults, shown = PLATFORMS[platform](post)
        read_there = " ".join(shown.split())
        missing = [f"{words!r} is missing" for words in post.words if words not in read_there]
        wrong += [f"{post.about} {post.kind}: {fault}" for fault in (*faults, *missing)]
    assert wrong == []
