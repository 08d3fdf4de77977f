"""Scores: what a mock exam ought to come to, for a member and for the group, from the rows and in whole fractions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from statistics import median

from tests.demo_check.facts import Facts, Row

LOW, HIGH, PASS = 100, 1000, 720
QUESTIONS = 65
"""In the whole exam, scored and unscored."""


def scaled(right: int, total: int) -> int:
    """On the exam's scale: a straight line from 100 to 1000, as the pass mark lies on it; halves go to the even."""
    return round(LOW + (HIGH - LOW) * Fraction(right, total)) if total else LOW


def minutes(timer: int, length: int) -> int:
    """The time for so many questions, when the whole exam has `timer` minutes."""
    return max(1, ceil(Fraction(timer * length, QUESTIONS)))


@dataclass(frozen=True, slots=True)
class Report:
    """Right of the scored items, on the scale, and right of all in each domain (scored) and task (every item)."""

    right: int
    total: int
    scaled: int
    domains: Sequence[tuple[str, int, int, bool]]
    tasks: Sequence[tuple[str, int, int]]


def report(facts: Facts, session: Row, member: str) -> Report:
    """What this member's report ought to say; a domain meets the mark from the share that passes on."""
    unscored = set(session["paper"][2])
    right = {
        row["item"]
        for row in facts["responses"]
        if (row["session_id"], row["member_id"]) == (session["session_id"], member) and row["is_right"]
    }
    items = [(item, facts.editions[item, version]) for item, version in session["form"]]
    scored = [(item, body) for item, body in items if item not in unscored]
    hit = sum(item in right for item, _ in scored)
    cut = Fraction(PASS - LOW, HIGH - LOW)
    domains = _parts(scored, "domain", right)
    return Report(
        right=hit,
        total=len(scored),
        scaled=scaled(hit, len(scored)),
        domains=[(name, got, of, Fraction(got, of) >= cut) for name, got, of in domains],
        tasks=_parts(items, "task", right),
    )


def _parts(items: Sequence[tuple[str, Row]], part: str, right: set[str]) -> list[tuple[str, int, int]]:
    of = Counter(str(body[part]) for _, body in items)
    got = Counter(str(body[part]) for item, body in items if item in right)
    return [(name, got[name], of[name]) for name in sorted(of)]


@dataclass(frozen=True, slots=True)
class Results:
    """What the group ought to be told of its weekly mock: right answers of each, most missed with their shares.

    `improved` is the name to gain in a hundred of those who gained most since the mock before, chose to be named, and
    are told of as five or more took it.
    """

    rights: Sequence[int]
    total: int
    missed: Sequence[Fraction]
    improved: dict[str, int]

    @property
    def middle(self) -> float:
        """Half have so many right or more."""
        return float(median(self.rights))


def results(facts: Facts, session: Row) -> Results:
    """Count them."""
    rights, total = _rights(facts, session)
    hits = Counter(
        row["item"] for row in facts["responses"] if row["session_id"] == session["session_id"] and row["is_right"]
    )
    people = len(rights)
    shares = [1 - Fraction(hits[item], people) for item, _ in session["form"]] if people else []
    return Results(
        rights=sorted(rights.values()),
        total=total,
        missed=sorted((share for share in shares if share > 0), reverse=True)[:3],
        improved=_improved(facts, session, rights, total),
    )


def _improved(facts: Facts, session: Row, rights: dict[str, int], total: int) -> dict[str, int]:
    before = [row for row in facts.sessions("mock") if row["opened_at"] < session["opened_at"]]
    if not before or len(rights) < 5:
        return {}
    then, of_then = _rights(facts, before[-1])
    gains: dict[str, int] = {}
    for member in facts["members"]:
        known = member["member_id"]
        name = {"": "", "name": member["name"], "alias": member["alias"], "hidden": ""}[member["show"]]
        if name and known in rights and known in then and total and of_then:
            gains[name] = round(100 * (Fraction(rights[known], total) - Fraction(then[known], of_then)))
    most = max(gains.values(), default=0)
    return {name: gain for name, gain in gains.items() if gain == most and gain > 0}


def _rights(facts: Facts, session: Row) -> tuple[dict[str, int], int]:
    """Right scored answers of each who handed in, and how many items scored."""
    unscored = set(session["paper"][2])
    took = [
        row["member_id"]
        for row in facts["attempts"]
        if row["session_id"] == session["session_id"] and row["handed_in_at"] is not None
    ]
    rights = dict.fromkeys(took, 0)
    for row in facts["responses"]:
        if row["session_id"] == session["session_id"] and row["member_id"] in rights:
            rights[row["member_id"]] += row["is_right"] and row["item"] not in unscored
    return rights, sum(item not in unscored for item, _ in session["form"])
