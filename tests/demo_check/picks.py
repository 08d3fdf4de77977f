"""Picks: which items a daily question may be, by what was asked before, in whole fractions; and the proportions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.demo_check.facts import Facts, Row

CONTENT = Path(__file__).resolve().parents[2] / "content"
LEVELS, MIDDLE, AIM = 0.55, 3, 0.3
"""Logits from one level to the next, the middle level, and how much above the middle a question is aimed."""


@cache
def outline(pack: str) -> Mapping[str, Any]:
    """The pack's own description, as its file has it."""
    found: Mapping[str, Any] = yaml.safe_load((CONTENT / pack / "pack.yaml").read_text(encoding="utf-8"))
    return found


@cache
def domain_shares(pack: str) -> Mapping[str, Fraction]:
    """Each domain's share of the exam."""
    return {str(one["id"]): Fraction(one["share"], 100) for one in outline(pack)["domains"]}


@cache
def task_shares(pack: str, domain: str) -> Mapping[str, Fraction]:
    """Each task's share of its domain."""
    found = next(one for one in outline(pack)["domains"] if str(one["id"]) == domain)
    weights = {str(task["id"]): max(1, task["min_items"]) for task in found["tasks"]}
    return {task: Fraction(weight, sum(weights.values())) for task, weight in weights.items()}


@cache
def type_shares(pack: str) -> Mapping[str, Fraction]:
    """Each item type's share of the bank that is planned."""
    counts: Mapping[str, int] = outline(pack)["bank"]["item_types"]
    return {kind: Fraction(count, sum(counts.values())) for kind, count in counts.items()}


def type_of(body: Row) -> str:
    """The item type as the exam counts it."""
    if body["case"] is not None:
        return "case_study"
    if body["kind"] == "Choice":
        return "multiple_choice" if body["problem"]["select"] == 1 else "multiple_response"
    return "ordering" if body["kind"] == "Ordering" else "matching"


def owed_most(shares: Mapping[str, Fraction], given: Iterable[str], among: Iterable[str]) -> str:
    """Of these, the one that is owed most of the next pick; the first in the outline where several are."""
    had, there = Counter(name for name in given if name in shares), set(among)
    owed = {name: share * (had.total() + 1) - had[name] for name, share in shares.items() if name in there}
    return next(name for name in owed if owed[name] == max(owed.values()))


def may_be_asked(facts: Facts, session: Row) -> set[str]:
    """Every item that this daily question might have been when it was opened; the seed settles which.

    The domain is the one owed most, then the task, then the type; inside that an item asked least often, seen by the
    fewest, of the level nearest to a little above the middle. What an open weekly mock asks is left out, and what leads
    were given for a study session on that day or in the four weeks before.
    """
    at, pack = session["opened_at"], facts.group["pack"]
    newest = {item: facts.editions[edition] for edition in sorted(facts.editions) for item in edition[:1]}
    mocks = {
        item
        for row in facts.sessions("mock")
        if row["opened_at"] <= at < min(filter(None, (row["closes_at"], row["closed_at"])))
        for item, _ in row["form"]
    }
    lately = session["day"] - timedelta(days=28)
    handed = {item for row in facts["handouts"] if row["day"] >= lately for item, _ in row["form"]}
    live = [item for item, body in newest.items() if body["status"] == "live"]
    free = [item for item in live if item not in mocks]
    pool = [item for item in free if item not in handed] or free or live
    past = [item for row in facts.sessions("daily") if row["opened_at"] < at for item, _ in row["form"]]
    domain = owed_most(domain_shares(pack), (newest[i]["domain"] for i in past), {newest[i]["domain"] for i in pool})
    shelf = [item for item in pool if newest[item]["domain"] == domain]
    asked = Counter(past)
    shelf = [item for item in shelf if asked[item] == min(asked[other] for other in shelf)]
    task = owed_most(task_shares(pack, domain), (newest[i]["task"] for i in past), (newest[i]["task"] for i in shelf))
    shelf = [item for item in shelf if newest[item]["task"] == task]
    kind = owed_most(type_shares(pack), (type_of(newest[i]) for i in past), (type_of(newest[i]) for i in shelf))
    shelf = [item for item in shelf if type_of(newest[item]) == kind]
    seen = _seen(facts, session)
    ranks = {i: (seen[i], abs(LEVELS * (newest[i]["difficulty"] - MIDDLE) - AIM)) for i in shelf}
    return {item for item, rank in ranks.items() if rank == min(ranks.values())}


def _seen(facts: Facts, session: Row) -> Counter[str]:
    """How many members had answered each item when this question was opened; it may be said, and looked at, later.

    What is given in a mock exam is on record once it has been handed in.
    """
    opened_at = session["opened_at"]
    handed_in = {(row["session_id"], row["member_id"]): row["handed_in_at"] for row in facts["attempts"]}
    people = {
        (row["item"], row["member_id"])
        for row in facts["responses"]
        if row["session_id"] != session["session_id"]
        and handed_in.get((row["session_id"], row["member_id"]), row["at"]) <= opened_at
    }
    return Counter(item for item, _ in people)


def furthest_off(facts: Facts) -> Fraction:
    """How far the daily questions so far were off the exam's shares at the worst, in any domain after any question."""
    shares = domain_shares(facts.group["pack"])
    had: Counter[str] = Counter()
    worst = Fraction(0)
    for number, session in enumerate(facts.sessions("daily"), 1):
        ((item, version),) = session["form"]
        had[facts.editions[item, version]["domain"]] += 1
        worst = max([worst, *(abs(share * number - had[domain]) for domain, share in shares.items())])
    return worst


def mocks_off(facts: Facts) -> Fraction:
    """How far any eight weekly mocks of one length in a row, or fewer, were off the shares at the worst."""
    shares = domain_shares(facts.group["pack"])
    forms = [Counter(facts.editions[item, v]["domain"] for item, v in row["form"]) for row in facts.sessions("mock")]
    worst = Fraction(0)
    for first in range(len(forms)):
        for last in range(first + 1, min(first + 8, len(forms)) + 1):
            window = forms[first:last]
            if len({form.total() for form in window}) == 1:
                added = sum(window, Counter[str]())
                worst = max([worst, *(abs(share * added.total() - added[d]) for d, share in shares.items())])
    return worst
