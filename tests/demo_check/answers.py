"""Answers: what ought to be on record, by what was pressed and when, and how each answer ought to be marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.demo_check.facts import Facts, Row
from tests.demo_check.telling import FEWEST_SECONDS


@dataclass(frozen=True, slots=True)
class Press:
    """A whole answer that somebody sent: which session and item, when, and when they had opened the sheet."""

    member: str
    session: str
    item: str
    answer: tuple[str, ...]
    at: datetime
    asked: int
    sure: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Somebody handed a mock exam in, and was sure."""

    member: str
    session: str
    at: datetime


Deed = Press | HandedIn


def mark(body: Row, answer: Sequence[str]) -> tuple[bool, float]:
    """All or nothing, and the share that was right; by the spelled edition alone."""
    problem: Any = body["problem"]
    if body["kind"] == "Choice":
        key = set(problem["key"])
        return set(answer) == key, len(key & set(answer)) / problem["select"]
    wanted = problem["key"] if body["kind"] == "Ordering" else [prompt["answer"] for prompt in problem["prompts"]]
    hits = sum(given == right for given, right in zip(answer, wanted, strict=True))
    return hits == len(wanted), hits / len(wanted)


def daily_answers(facts: Facts, deeds: Sequence[Deed]) -> dict[tuple[str, str], tuple[Any, ...]]:
    """(session, member) to (answer, at, seconds) of the first press before the close of each daily question.

    It is read in the channel, from nobody knows when: seconds are known of who answers within eight of its opening.
    """
    asked = {row["session_id"]: row for row in facts.sessions("daily")}
    open_until = {known: min(filter(None, (row["closes_at"], row["closed_at"]))) for known, row in asked.items()}
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for deed in deeds:
        if not isinstance(deed, Press) or deed.session not in open_until or deed.at >= open_until[deed.session]:
            continue
        seconds = (deed.at - asked[deed.session]["opened_at"]) // timedelta(seconds=1)
        read = seconds if seconds < FEWEST_SECONDS else None
        found.setdefault((deed.session, deed.member), (deed.answer, deed.at, read))
    return found


def mock_answers(facts: Facts, deeds: Sequence[Deed]) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    """(session, member, item) to (answer, at, sure) of what was last sent before each mock exam was handed in.

    Practising, the first answer is the one.
    """
    by_attempt: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in deeds:
        by_attempt[deed.session, deed.member].append(deed)
    found: dict[tuple[str, str, str], tuple[Any, ...]] = {}
    for attempt in facts["attempts"]:
        ended = ends(attempt, by_attempt[attempt["session_id"], attempt["member_id"]])
        for deed in by_attempt[attempt["session_id"], attempt["member_id"]]:
            known = deed.session, deed.member, deed.item if isinstance(deed, Press) else ""
            if not isinstance(deed, Press) or (ended is not None and deed.at > ended) or _too_late(attempt, deed.at):
                continue
            if attempt["mode"] == "exam" or known not in found:
                found[known] = deed.answer, deed.at, deed.sure
    return found


def _too_late(attempt: Row, at: datetime) -> bool:
    return attempt["ends_at"] is not None and at >= attempt["ends_at"]


def ends(attempt: Row, deeds: Sequence[Deed]) -> datetime | None:
    """When an attempt ought to have ended: handed in, or when its time was up; None while it has no end."""
    by_hand = [deed.at for deed in deeds if isinstance(deed, HandedIn)]
    return min(filter(None, (*by_hand[:1], attempt["ends_at"])), default=None)


def kept(facts: Facts, *purposes: str) -> Mapping[tuple[str, str, str], Row]:
    """(session, member, item) to what is on record in sessions for these purposes."""
    ids = {row["session_id"] for row in facts.sessions(*purposes)}
    return {
        (row["session_id"], row["member_id"], row["item"]): row
        for row in facts["responses"]
        if row["session_id"] in ids
    }
