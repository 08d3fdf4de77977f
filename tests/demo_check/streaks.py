"""Streaks and weeks, counted day by day from the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.demo_check.facts import Facts, is_open

DAY = timedelta(days=1)


def streak(facts: Facts, member: str, today: date) -> int:
    """Days with an answer since the last one missed: walk back from today, a day at a time, to the group's first.

    A day is missed that is a study day, whose question was said and ran to its hour, and on which the member answered
    nothing. Days without a question and rest days cost nothing; today is never missed.
    """
    answered = {row["day"] for row in facts["responses"] if row["member_id"] == member}
    asked = _asked(facts)
    length, day = 0, today
    first = min([*answered, *asked, today])
    while day >= first:
        if day in answered:
            length += 1
        elif day < today and day in asked and day.weekday() in facts.study_days:
            break
        day -= DAY
    return length


def _asked(facts: Facts) -> set[date]:
    """Days whose question stood somewhere until its hour came."""
    said = {row["about"] for row in facts["deliveries"] if row["sort"] == "question" and row["said_at"] is not None}
    closed = [row for row in facts.sessions("daily") if row["closed_at"] is not None and row["session_id"] in said]
    return {row["day"] for row in closed if row["closed_at"] >= row["closes_at"]}


@dataclass(frozen=True, slots=True)
class Home:
    """What a member's home ought to tell: streak, right and answered this week, close calls, right of all by domain.

    `today` says whether a question waits, was answered, or is none.
    """

    today: str
    streak: int
    week: tuple[int, int]
    close: int
    domains: Mapping[str, tuple[int, int]]


def home(facts: Facts, member: str, at: datetime) -> Home:
    """Count it at that instant."""
    today = facts.day_of(at)
    monday = today - today.weekday() * DAY
    secret = set()
    if facts.group["feedback"] == "at_close":
        secret = {row["session_id"] for row in facts.sessions("daily", "mock") if is_open(row, at)}
    mine = [r for r in facts.responses() if r["member_id"] == member and r["session_id"] not in secret]
    week = [row for row in mine if row["day"] >= monday]
    domain_of = {item: body["domain"] for (item, _), body in facts.editions.items()}
    met: set[str] = set()
    domains = dict.fromkeys(("1", "2", "3", "4"), (0, 0))
    for row in mine:
        if row["item"] not in met:
            met.add(row["item"])
            right, all_of_them = domains[domain_of[row["item"]]]
            domains[domain_of[row["item"]]] = right + row["is_right"], all_of_them + 1
    waiting = [row for row in facts.sessions("daily") if is_open(row, at)]
    done = {row["session_id"] for row in facts["responses"] if row["member_id"] == member}
    return Home(
        today="none" if not waiting else "answered" if waiting[-1]["session_id"] in done else "open",
        streak=streak(facts, member, today),
        week=(sum(row["is_right"] for row in week), len(week)),
        close=sum(not row["is_right"] and row["near"] > 0 for row in mine),
        domains=domains,
    )


def kept_streaks(facts: Facts, session: str) -> dict[str, int]:
    """Public name to streak of those who answered a daily question and have two study days in a row or more."""
    day = facts.session(session)["day"]
    found = {}
    for row in facts["responses"]:
        member = facts.member(row["member_id"])
        if row["session_id"] != session or member is None:
            continue
        name = {"alias": member["alias"] or member["name"], "hidden": ""}.get(member["show"], member["name"])
        length = streak(facts, row["member_id"], day)
        if name and length > 1:
            found[name] = length
    return found
