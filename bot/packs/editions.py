"""Editions: an item in one version as text, so that the ledger keeps what was asked whatever the pack becomes."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from bot.item_types import ITEM_TYPES
from bot.rules.items import Case, Item, Reference

_PROBLEMS: dict[str, TypeAdapter[Any]] = {kind.__name__: TypeAdapter(kind) for kind in ITEM_TYPES}


def spell_edition(item: Item) -> str:
    """The item as JSON, the same for the same item."""
    plain = {name: getattr(item, name) for name in Item.__dataclass_fields__ if name != "problem"}
    kind = type(item.problem).__name__
    plain |= {
        "kind": kind,
        "problem": _PROBLEMS[kind].dump_python(item.problem, mode="json"),
        "references": [[page.title, page.url] for page in item.references],
        "recheck_by": item.recheck_by.isoformat(),
        "case": None if item.case is None else asdict(item.case),
    }
    if isinstance(key := plain["problem"].get("key"), list) and kind == "Choice":
        key.sort()  # a set comes in no order
    if not item.corrects:
        del plain["corrects"]  # nearly every item; so those on record from before there was the field stay as they are
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(512)  # each answer in a mock exam reads all its items; an item is frozen, so one may serve everybody
def read_edition(body: str) -> Item:
    """The item that was spelled.

    Raises:
        ValueError: when the text is none of ours.
    """
    try:
        return _read(json.loads(body))
    except (AttributeError, KeyError, TypeError) as reason:
        raise ValueError("this is no edition of an item") from reason


def _read(plain: dict[str, Any]) -> Item:
    problem = _PROBLEMS[plain.pop("kind")].validate_python(plain.pop("problem"))
    case = plain.pop("case")
    return Item(
        **plain
        | {
            "problem": problem,
            "skills": tuple(plain["skills"]),
            "services": tuple(plain["services"]),
            "references": tuple(Reference(*page) for page in plain["references"]),
            "recheck_by": date.fromisoformat(plain["recheck_by"]),
            "case": None if case is None else Case(**case),
            "corrects": tuple(plain.get("corrects", ())),
        }
    )
