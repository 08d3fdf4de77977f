"""Lints of names and moving facts: no closed service as the key, no old name, no number or price that decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.packs.faults import Fault
from bot.packs.item_shapes import MatchingShape
from bot.packs.reading import Manuscript
from bot.packs.schema import PackShape

_PRESENT_USE = re.compile(r"\balready\b|\bexisting\b|\bcurrently\b|\bfor years\b", re.IGNORECASE)
_MOVING = {
    "a price or discount": re.compile(
        r"[$\u20ac]\s?\d|\b\d+(?:\.\d+)?\s?(?:USD|EUR|dollars?|euros?)\b|\b\d+\s?% (?:off|discount)", re.IGNORECASE
    ),
    "an instance name": re.compile(
        r"\b(?:ml\.)?[a-z]{1,3}\d[a-z]{0,3}\.(?:\d*x?large|medium|small|micro|nano|metal)\b", re.IGNORECASE
    ),
    "a numeric limit": re.compile(r"\b\d[\d,.]*\s?(?:KB|KiB|MB|MiB|GB|GiB|TB|TiB|TPS|RPS|requests? per second)\b"),
}


def closed_services(script: Manuscript, pack: PackShape) -> Iterator[Fault]:
    """No service that new accounts cannot use is the key; one that still serves present users needs the stem's word."""
    given = f"{script.item.stem} {script.item.case.scenario if script.item.case else ''}"
    for place, text in _key_texts(script):
        for name in pack.names.closed:
            if _named(name, text):
                yield script.error("closed-service", f"{name} is closed or retired and never the key", *place)
        for name in pack.names.present_users_only:
            if not _named(name, text):
                continue
            if not _PRESENT_USE.search(given):
                about = f"{name} is closed to new customers; the stem shall say that the account already uses it"
                yield script.error("closed-service", about, *place)
            if script.item.volatility != "high":
                about = f"{name} is closed to new customers; the item is of high volatility"
                yield script.warning("closed-volatility", about, "volatility")


def old_names(script: Manuscript, pack: PackShape) -> Iterator[Fault]:
    """Services are called what they are called now."""
    shape = script.shape
    texts: list[tuple[tuple[str | int, ...], str]] = [(("stem",), shape.stem), (("takeaway",), shape.takeaway)]
    texts += [((script.list_name, n, "text"), option.text) for n, option in enumerate(script.offered)]
    texts += [((script.list_name, n, "why"), option.why) for n, option in enumerate(script.offered)]
    texts += [(("services", n), service) for n, service in enumerate(shape.services)]
    for place, text in texts:
        for renamed in pack.names.renamed:
            if _named(renamed.old, text.replace(renamed.now, "")):
                yield script.warning("old-name", f"{renamed.old} is called {renamed.now} now", *place)


def moving_facts(script: Manuscript) -> Iterator[Fault]:
    """No item turns on a limit, a price or an instance name that the stem does not give."""
    given = f"{script.item.stem} {script.item.case.scenario if script.item.case else ''}".casefold()
    for place, text in _key_texts(script):
        for what, pattern in _MOVING.items():
            if (found := pattern.search(text)) and found[0].casefold() not in given:
                yield script.warning("moving-fact", f"the key holds {what}: {found[0]}", *place)


def _key_texts(script: Manuscript) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for place, option in enumerate(script.offered):
        if option.id in script.keys:
            yield (script.list_name, place, "text"), option.text
    if isinstance(script.shape, MatchingShape):
        for place, prompt in enumerate(script.shape.prompts):
            yield ("prompts", place, "text"), prompt.text


def _named(name: str, text: str) -> bool:
    return _whole_name(name).search(text) is not None


@cache  # a pack has few names and many texts
def _whole_name(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


BY_ITEM = (moving_facts,)
BY_PACK = (closed_services, old_names)
