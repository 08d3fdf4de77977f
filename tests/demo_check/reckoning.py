"""Reckoning: at the end, everything on record is held against the timetable, the presses, and the other database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from tests.demo_check import answers, picks, scores, slots
from tests.demo_check.facts import Facts, Row
from tests.demo_check.watch import Tally

RESTS = 28
"""Days after its close for which what a group was asked does not come in its weekly mock."""

OWN_WAY = {"owner", "attempts", "lease_until", "not_before", "said_at", "amended_at", "message", "state"}
"""Of deliveries: how they were said, which two processes settle between them."""


def asked(tally: Tally, facts: Facts, hours: Sequence[slots.Hours], away: Sequence[slots.Span], at: datetime) -> None:
    """Who was asked when: every daily question and weekly mock by the timetable, and none besides."""
    zone = facts.group["zone"]
    for purpose, wanted in (
        ("daily", slots.daily(zone, hours, away, at)),
        ("mock", slots.mocks(zone, hours, away, at)),
    ):
        told = [(row["day"], row["opened_at"], row["closes_at"]) for row in facts.sessions(purpose)]
        tally.same(f"{purpose} sessions of a group", zone, told, [(w.day, w.opened_at, w.closes_at) for w in wanted])
        tally.compared[f"{purpose} sessions"] += len(told)
        for row in facts.sessions(purpose):
            due = next((span.until for span in away if span.since < row["closes_at"] <= span.until), row["closes_at"])
            tally.same("closing hour", f"{zone}, {row['day']}", row["closed_at"], due if due <= at else None)
    tally.same("daily picks within one of their shares", zone, picks.furthest_off(facts) < 1, True)
    tally.same("weekly mocks within one of their shares", zone, picks.mocks_off(facts) <= 1, True)
    for row in facts.sessions("mock"):
        places = Fraction(15 * len(row["form"]), scores.QUESTIONS)
        tally.same("unscored places", f"{zone}, {row['day']}", len(row["paper"][2]), int(places + Fraction(1, 2)))


def kept_apart(tally: Tally, facts: Facts) -> None:
    """What was asked lately rests in mock exams, and practice asks nothing that is open before the group."""
    zone = facts.group["zone"]
    for row in facts.sessions("mock"):
        if "rest" in row["paper"][3]:
            continue
        lately = {
            item
            for other in facts.sessions("daily", "mock")
            if other["opened_at"] < row["opened_at"]
            and (row["opened_at"] - (other["closed_at"] or other["closes_at"])).days < RESTS
            for item, _ in other["form"]
        }
        tally.same("items that rest", f"{zone}, {row['day']}", {item for item, _ in row["form"]} & lately, set())
    practice = {row["session_id"] for row in facts.sessions("quiz")}
    for row in facts["responses"]:
        if row["session_id"] in practice:
            open_then = {
                item
                for other in facts.sessions("daily", "mock")
                if other["opened_at"] <= row["at"] < min(filter(None, (other["closes_at"], other["closed_at"])))
                for item, _ in other["form"]
            }
            tally.same("practice that gives nothing away", f"{zone}, {row['at']}", row["item"] in open_then, False)


def answered(tally: Tally, facts: Facts, deeds: Sequence[answers.Deed]) -> None:
    """Every answer on record by what was pressed, and none besides; each with its mark and its day."""
    zone = facts.group["zone"]
    members = {row["account"]: row["member_id"] for row in facts["accounts"]}
    own = [_by_member(deed, members) for deed in deeds if deed.member in members]
    pressed = answers.daily_answers(facts, own)
    kept = answers.kept(facts, "daily")
    told = {(s, m): (tuple(row["answer"]), row["at"], row["seconds"]) for (s, m, _), row in kept.items()}
    tally.same("daily answers of a group", zone, told, pressed)
    tally.compared["daily answers"] += len(told)
    given = answers.mock_answers(facts, own)
    kept = answers.kept(facts, "mock", "own")
    handed_in = {(row["session_id"], row["member_id"]) for row in facts["attempts"] if row["handed_in_at"] is not None}
    given = {known: what for known, what in given.items() if known[:2] in handed_in}
    in_mocks = {known: (tuple(row["answer"]), row["at"], row["sure"]) for known, row in kept.items()}
    tally.same("mock answers of a group", zone, in_mocks, given)
    tally.compared["mock answers"] += len(in_mocks)
    for row in facts["responses"]:
        session = facts.session(row["session_id"])
        tally.same(
            "mark",
            f"{zone}, {row['session_id']}, {row['item']}, {row['member_id']}",
            (row["is_right"], row["near"]),
            answers.mark(facts.editions[row["item"], row["version"]], row["answer"]),
        )
        day = session["day"] if session["purpose"] == "daily" else facts.day_of(row["at"])
        unscored = session["paper"][2] if session["paper"] else ()
        tally.same("day and scoring", zone, (row["day"], row["scored"]), (day, row["item"] not in unscored))
    _attempts(tally, facts, own)


def _attempts(tally: Tally, facts: Facts, deeds: Sequence[answers.Deed]) -> None:
    """When each mock exam ended, and what its clock was."""
    for row in facts["attempts"]:
        session = facts.session(row["session_id"])
        key = row["session_id"], row["member_id"]
        own = [deed for deed in deeds if (deed.session, deed.member) == key]
        lasts = scores.minutes(facts.group["timer"], len(session["form"]))
        latest = row["started_at"].timestamp() + 60 * lasts
        if session["closes_at"] is not None:
            latest = min(latest, session["closes_at"].timestamp())
        wanted = latest if row["mode"] == "exam" else None
        tally.same("end of the clock", key, row["ends_at"] and row["ends_at"].timestamp(), wanted)
        if row["handed_in_at"] is not None:
            tally.same("handing in", key, row["handed_in_at"], answers.ends(row, own))


def _by_member(deed: answers.Deed, members: Mapping[str, str]) -> answers.Deed:
    if isinstance(deed, answers.HandedIn):
        return answers.HandedIn(members[deed.member], deed.session, deed.at)
    return answers.Press(members[deed.member], deed.session, deed.item, deed.answer, deed.at, deed.asked, deed.sure)


def alike(tally: Tally, one: Facts, other: Facts) -> None:
    """Both databases hold the same rows of a group, but for the way in which things were said."""
    for table, rows in one.tables.items():
        mine, theirs = (_in_order(table, found) for found in (rows, other[table]))
        told, counted = (
            [row for row in rows if row not in others] for rows, others in ((mine, theirs), (theirs, mine))
        )
        tally.same("tables on both databases", f"{one.group['zone']}, {table}", told, counted)
        tally.compared["rows on both databases"] += len(mine)


def _in_order(table: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    left_out = OWN_WAY if table == "deliveries" else set()
    plain = [{name: value for name, value in row.items() if name not in left_out} for row in rows]
    return sorted(plain, key=repr)
