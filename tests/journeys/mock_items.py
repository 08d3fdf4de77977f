"""Items for journeys through mock exams: ten, of every type, as many in each domain as a short form wants."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rules.packs import Bank
from tests.bot.specimens import CASE, bank, choice, item, matching, ordering, pack, response

TEN: Bank = bank(
    pack(
        [
            item("mla-d1-9101", choice()),
            item("mla-d1-9102", choice(), task="1.2", case=CASE),
            item("mla-d1-9103", choice(), task="1.2", case=CASE),
            item("mla-d2-9104", response(), domain="2", task="2.1"),
            item("mla-d2-9105", choice(), domain="2", task="2.2"),
            item("mla-d2-9106", choice(), domain="2", task="2.3"),
            item("mla-d3-9107", ordering(), domain="3", task="3.1"),
            item("mla-d3-9108", choice(), domain="3", task="3.2"),
            item("mla-d4-9109", matching(), domain="4", task="4.1"),
            item("mla-d4-9110", matching(prompts=7), domain="4", task="4.2"),
        ]
    )
)


def right(sheet: str) -> Sequence[str]:
    """The words of the right options for the question that this sheet shows."""
    if "Step c" in sheet:
        return ("Step c", "Step a", "Step e")
    if "Tool a" in sheet:
        return tuple(f"Tool {letter}" for letter in ("abcdefg" if "Need 7" in sheet else "abc"))
    return ("Option b", "Option d") if "Option e" in sheet else ("Option b",)


def wrong(sheet: str) -> Sequence[str]:
    """The words of options that are wrong, all of them."""
    if "Option e" in sheet:
        return ("Option a", "Option c")
    return tuple(reversed(right(sheet))) if len(right(sheet)) > 1 else ("Option a",)
