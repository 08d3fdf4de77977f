"""Every item of every pack fits Slack as it is: asked, answered and explained, with nothing cut off."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from adapters.settings import REPOSITORY
from adapters.shelf.shelf import read_shelf
from adapters.slack.limits import ELLIPSIS
from adapters.slack.modal import modal
from adapters.slack.render import render
from bot.cards.model import Card, Listing, Text, text
from bot.cards.question import closing_card, letters_for, options_of, question_card, sheet_card
from bot.cards.result import rationale_card, result_card
from bot.commands import AnswerItem
from bot.rules.items import Item
from tests.peers.slack_rules import message_rules, texts, view_rules
from tests.peers.slack_schema import schema_rules

AT = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
FOOT: Text = text("Domain 1: Data preparation · Task 1.1: Ingest and store data")


@cache
def items() -> tuple[Item, ...]:
    """All items at hand."""
    bank, _ = read_shelf(REPOSITORY / "content")
    return tuple(item for pack in bank.packs.values() for item in pack.items)


def posts(item: Item) -> list[Card]:
    """What is posted about an item, and the verdict on an answer."""
    wanted = {line.id for line in item.problem.reveal() if line.right}
    letters = letters_for(options_of(item), "seed")
    answer = tuple(option.id for option in options_of(item))[: len(wanted)]
    verdict = result_card(
        item,
        answer,
        right=False,
        near=0.5,
        fresh=True,
        letters=letters,
        session="s",
        streak=3,
        foot=FOOT,
        quiz=True,
    )
    closing = closing_card(
        item, session="s", shares=item.problem.tally([answer]), answered=1, right=0, closed_at=AT, zone="UTC", foot=FOOT
    )
    question = question_card(item, session="s", foot=FOOT, closes_at=AT, zone="UTC", answered=0)
    return [question, closing, rationale_card(item, day=AT.date(), kept=[("Maya", 3)], foot=FOOT), verdict]


def test_every_item_is_posted_closed_and_explained_in_full() -> None:
    for item in items():
        for card in posts(item):
            message = render(card)
            faults = [*message_rules(message, item.id), *schema_rules("Blocks", message["blocks"], item.id)]
            assert faults == []
            said = "\n".join(texts(message["blocks"]))
            listed = [row for block in card.blocks if isinstance(block, Listing) for row in block.rows]
            assert all(row.text in said and row.note in said for row in listed), item.id
            assert ELLIPSIS not in [line for line in said.split("\n") if not line.strip(ELLIPSIS)], item.id


def test_slack_11_every_answer_sheet_fits_a_modal() -> None:
    for item in items():
        entry = item.problem.wants(())
        assert entry is not None
        view = modal(sheet_card(item, entry, AnswerItem("s", item.id), seed="seed", foot=FOOT), room="C1")
        assert [*view_rules(view, item.id, kind="modal"), *schema_rules("ModalView", view, item.id)] == []
        said = "\n".join(texts(view["blocks"]))
        assert all(option.text in said for option in entry.options), item.id
