"""Telling: which answers ought to count as evidence, ruled one by one from the rows, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from statistics import median

from tests.demo_check.facts import Facts, Row, is_open
from tests.demo_check.keys import Keys

FEWEST_SECONDS, SHARE_OF_MEDIAN, TIMES_FOR_MEDIAN = 8, 0.1, 10
Edition = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Ruled:
    """An answer with what it is worth."""

    row: Row
    ruling: str


def rulings(facts: Facts, at: datetime) -> list[Ruled]:
    """Every answer in order of time: counted, repeat, revealed or rapid. What is open tells nothing yet.

    A member's first answer to an item in one version counts, unless they could read the key before, or it was
    given in less than eight seconds, or a tenth of the item's median of ten times or more.
    """
    waiting = {row["session_id"] for row in facts.sessions("daily", "mock") if is_open(row, at)}
    rows = [row for row in facts.responses() if row["session_id"] not in waiting]
    keys = Keys(facts)
    thresholds = {edition: _threshold(rows, edition) for edition in {(row["item"], row["version"]) for row in rows}}
    found, met = [], set()
    for row in rows:
        edition = row["item"], row["version"]
        if (row["member_id"], edition) in met:
            found.append(Ruled(row, "repeat"))
        elif keys.known(row):
            found.append(Ruled(row, "revealed"))
        elif row["seconds"] is not None and row["seconds"] < thresholds[edition]:
            found.append(Ruled(row, "rapid"))
        else:
            found.append(Ruled(row, "counted"))
        met.add((row["member_id"], edition))
    return found


def _threshold(rows: Sequence[Row], edition: Edition) -> float:
    """The least seconds for this item: of everybody's first answers to it."""
    times: dict[str, int | None] = {}
    for row in rows:
        if (row["item"], row["version"]) == edition:
            times.setdefault(row["member_id"], row["seconds"])
    known: list[int] = [seconds for seconds in times.values() if seconds is not None]
    if len(known) < TIMES_FOR_MEDIAN:
        return FEWEST_SECONDS
    return max(float(FEWEST_SECONDS), SHARE_OF_MEDIAN * median(known))


def weight(facts: Facts, ruled: Ruled, everything: Sequence[Ruled]) -> float:
    """What a counted answer tells beside a lone one: questions of one case in one session share."""
    case = facts.editions[ruled.row["item"], ruled.row["version"]]["case"]
    if case is None:
        return 1.0
    together = sum(
        other.ruling == "counted"
        and (other.row["session_id"], other.row["member_id"]) == (ruled.row["session_id"], ruled.row["member_id"])
        and (of := facts.editions[other.row["item"], other.row["version"]]["case"]) is not None
        and of["id"] == case["id"]
        for other in everything
    )
    return 1 / (1 + 0.2 * (int(together) - 1))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A member's counted answers: how many in each domain and task, when the last was given."""

    counts: tuple[int, ...]
    tasks: Mapping[str, int]
    last_at: datetime | None


def evidence(facts: Facts, ruled: Sequence[Ruled], member: str) -> Evidence:
    """Count them, without items that are set aside."""
    aside = set_aside(facts)
    mine = [
        one.row
        for one in ruled
        if one.ruling == "counted"
        and one.row["member_id"] == member
        and (one.row["item"], one.row["version"]) not in aside
    ]
    held = Counter(facts.editions[row["item"], row["version"]]["domain"] for row in mine)
    times = [row["at"] for row in mine]
    return Evidence(
        counts=tuple(held[domain] for domain in ("1", "2", "3", "4")),
        tasks=Counter(facts.editions[row["item"], row["version"]]["task"] for row in mine),
        last_at=max(times, default=None),
    )


def set_aside(facts: Facts) -> set[Edition]:
    """Editions that are flagged, by the sums that stand in the book: of the newest versions, asked in mock exams."""
    newest = dict(sorted(facts.editions))
    reporters: dict[Edition, set[str]] = {}
    for row in facts["reports"]:
        reporters.setdefault((row["item"], row["version"]), set()).add(row["member_id"])
    sums = {(row["item"], row["version"]): row for row in facts["ratings"]}
    return {
        edition
        for edition in newest.items()
        if facts.editions[edition]["status"] in {"live", "pilot"}
        and (len(reporters.get(edition, ())) >= 2 or (edition in sums and _is_flagged(sums[edition])))
    }


def _is_flagged(row: Row) -> bool:
    answers, hits, sums = row["answers"], row["hits"], row["sums"]
    surprise = (hits - sums["expected"]) / sqrt(sums["noise"]) if sums["noise"] > 0 else 0.0
    if answers >= 5 and abs(surprise) > 2.5:
        return True
    if answers >= 30 and not 0.20 <= hits / answers <= 0.95:
        return True
    return answers >= 50 and _point_biserial(answers, hits, sums) < 0.10


def _point_biserial(answers: int, hits: int, sums: Mapping[str, float]) -> float:
    spread = answers * sums["able_squared"] - sums["able"] ** 2
    split = hits * (answers - hits)
    if spread <= 0 or split <= 0:
        return 0.0
    return float((answers * sums["able_right"] - hits * sums["able"]) / sqrt(spread * split))
