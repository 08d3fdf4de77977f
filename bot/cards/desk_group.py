"""Desk, group: in which tasks the group has gaps, and how its weekly mock exams went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.charts import Bar, Bars
from bot.cards.group_readiness import UNSEEN, Sight, above_words, gap_basis, gap_words
from bot.cards.model import Figure, text
from bot.cards.seen import Seen
from bot.cards.sheets import Cell, Column, Picture, Section, Sheet, blank, dated, named
from bot.rules.gaps import FLOOR, GapMap

LATEST = 6
"""Mock exams whose scores stand beside each member."""


def gaps_section(sight: Sight) -> Section:
    """How many are above the pass line in each task, of those who may be added up."""
    gaps = sight.gaps
    return Section(
        name="gaps",
        subject="Gaps of the group",
        finding=gap_words(gaps),
        words=(text(gap_basis(sight)),) if gaps.tasks else (),
        pictures=_drawn(gaps),
        sheets=(
            Sheet(
                "gaps",
                "Members above the pass line in each task, the weakest task first",
                (Column("Task", prose=True), Column("Above the line", number=True), Column("Of", number=True)),
                tuple(
                    (
                        named(f"{gap.task} {gap.title}"),
                        Cell(str(gap.above), gap.above),
                        Cell(str(gaps.people), gaps.people),
                    )
                    for gap in gaps.weakest
                ),
                f"Told from {FLOOR} members with enough answers up; {UNSEEN}.",
            ),
        ),
    )


def _drawn(gaps: GapMap) -> tuple[Picture, ...]:
    if not gaps.tasks:
        return ()
    bars = tuple(
        Bar(f"{gap.task} {gap.title}", gap.above / gaps.people, above_words(gap, gaps.people)) for gap in gaps.weakest
    )
    return (Picture("gaps", Figure(gap_words(gaps), Bars(bars))),)


@dataclass(frozen=True, slots=True)
class MockTaken:
    """One weekly mock exam of the group: its day, how many took it, and scaled scores as far as they may be told.

    `spread` is the lower quartile, the middle and the upper quartile, None where too few may be added up. `scores` are
    by member, of those who let it be seen.
    """

    day: date
    took: int
    spread: tuple[int, int, int] | None
    scores: dict[str, int]


def mocks_section(mocks: Sequence[MockTaken], seen: Sequence[Seen], *, passing: int) -> Section:
    """How the weekly mocks went, latest first, and what those took who let it be `seen`."""
    return Section(
        name="mocks",
        subject="Mock exams",
        finding=_went(mocks, passing),
        words=(
            text(
                f"Scaled by our assumption, {passing} passes. The middle and the middle half are told from {FLOOR} "
                f"members up; {UNSEEN}."
            ),
        )
        if mocks
        else (),
        sheets=(_rounds(mocks), *((_takers(mocks[:LATEST], seen),) if mocks else ())),
    )


def _went(mocks: Sequence[MockTaken], passing: int) -> str:
    if not mocks:
        return "No weekly mock exam has closed yet"
    last = mocks[0]
    people = "1 member" if last.took == 1 else f"{last.took} members"
    if last.took == 0:
        return "Nobody took the last one"
    if last.spread is None:
        return f"{people} took the last one"
    where = "at or above" if last.spread[1] >= passing else "below"
    return f"{people} took the last one, the middle {where} the pass mark"


def _rounds(mocks: Sequence[MockTaken]) -> Sheet:
    return Sheet(
        "mocks",
        "The group’s weekly mock exams, latest first",
        (
            Column("Opened"),
            Column("Took it", number=True),
            Column("Middle score", number=True),
            Column(
                "Middle half",
                "What the middle half of the scores lies between",
                number=True,
                kept=("Lower end of the middle half", "Upper end of the middle half"),
            ),
        ),
        tuple(
            (
                dated(one.day),
                Cell(str(one.took), one.took),
                *(
                    (blank(), blank())
                    if one.spread is None
                    else (
                        Cell(str(one.spread[1]), one.spread[1]),
                        Cell(f"{one.spread[0]} to {one.spread[2]}", one.spread[0], kept=(one.spread[0], one.spread[2])),
                    )
                ),
            )
            for one in mocks
        ),
        "None yet. /cohort mocks sets when they come.",
    )


def _takers(mocks: Sequence[MockTaken], seen: Sequence[Seen]) -> Sheet:
    rows = tuple(
        (named(person.name, person.id), *(_score(one, person.id) for one in mocks))
        for person in seen
        if any(person.id in one.scores for one in mocks)
    )
    return Sheet(
        "mock-scores",
        "Scores of members who let leads see them",
        (
            Column("Member"),
            *(Column(f"{one.day.day} {one.day:%b}", dated(one.day).words, number=True) for one in mocks),
        ),
        rows,
        "No scores that you may see yet.",
    )


def _score(one: MockTaken, member: str) -> Cell:
    return Cell(str(one.scores[member]), one.scores[member]) if member in one.scores else blank()
