"""Question types, one file each; a case study is a scenario that several items share."""

from __future__ import annotations

from bot.item_types.choice import Choice
from bot.item_types.matching import Matching
from bot.item_types.ordering import Ordering

__all__ = ["ITEM_TYPES", "Choice", "Matching", "Ordering"]

ITEM_TYPES = (Choice, Ordering, Matching)
"""Every problem there is. A new question type is one file and one line here."""
