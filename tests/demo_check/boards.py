"""Boards and closings, counted answer by answer from the rows."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from typing import Any

from tests.demo_check.facts import Facts, Row

MOST = 30
"""Members whom a lead is shown at once."""

Place = tuple[int, str, int, int]
"""Rank, name, right, answered."""


def board(facts: Facts, viewer: str, at: datetime) -> list[Place]:
    """The week's board as this member ought to see it, best first; equal numbers share a place.

    Right answers to daily questions and weekly mocks that have closed, by the week in which their time was up; what
    does not score counts nowhere.
    """
    today = facts.day_of(at)
    monday = today - timedelta(days=today.weekday())
    since = datetime.combine(monday, time(), facts.zone).astimezone(UTC)
    counted = {
        row["session_id"]
        for row in facts.sessions("daily", "mock")
        if row["closed_at"] is not None and row["closes_at"] >= since
    }
    right: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for row in facts["responses"]:
        if row["session_id"] in counted and row["scored"]:
            right[row["member_id"]] += row["is_right"]
            answered[row["member_id"]] += 1
    shown = {row["member_id"]: _shown(row, viewer) for row in facts["members"] if answered[row["member_id"]]}
    on_it = sorted((m for m, name in shown.items() if name), key=lambda m: (-right[m], answered[m], m))
    return [(1 + sum(right[other] > right[m] for other in on_it), shown[m], right[m], answered[m]) for m in on_it]


def _shown(member: Row, viewer: str) -> str:
    name = {"alias": member["alias"] or member["name"], "hidden": ""}.get(member["show"], member["name"])
    if member["member_id"] != viewer:
        return str(name)
    return f"{name or 'You, hidden from others'} (you)"


def agreed(facts: Facts) -> tuple[list[str], int]:
    """Who lets leads see how ready they are, by name, and how many others there are."""
    shares = {row["member_id"] for row in facts["plans"] if row["shares"]}
    names = [row["name"] for row in facts["members"] if row["member_id"] in shares]
    return sorted(names, key=str.casefold)[:MOST], len(facts["members"]) - len(names)


def closing(facts: Facts, session: str) -> tuple[int, int, list[tuple[float, bool]]]:
    """How many answered a daily question, how many were right, and each line's share with whether it is of the key."""
    rows = [row for row in facts["responses"] if row["session_id"] == session]
    ((item, version),) = facts.session(session)["form"]
    body = facts.editions[item, version]
    problem: Any = body["problem"]
    given, people = [row["answer"] for row in rows], max(1, len(rows))
    if body["kind"] == "Choice":
        lines = [
            (sum(one["id"] in answer for answer in given) / people, one["id"] in problem["key"])
            for one in problem["options"]
        ]
    else:
        key = problem["key"] if body["kind"] == "Ordering" else [prompt["answer"] for prompt in problem["prompts"]]
        lines = [(sum(answer[place] == wanted for answer in given) / people, True) for place, wanted in enumerate(key)]
    return len(rows), sum(row["is_right"] for row in rows), lines
