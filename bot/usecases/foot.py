"""Foot: the quiet line under an item, which says where in the exam it belongs."""

from __future__ import annotations

from bot.cards.model import Text
from bot.cards.question import about
from bot.rules.groups import Group
from bot.rules.items import Item
from bot.rules.packs import Bank


def foot_of(bank: Bank, group: Group, item: Item) -> Text:
    """The quiet line under an item: its domain and task by name."""
    pack = bank.shelf_of(item.id, first=group.pack) or bank.pack(group.pack)
    return about(item, pack.blueprint.domain(item.domain).title, pack.blueprint.tasks[item.task].title)
