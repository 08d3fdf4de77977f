"""How ready a group is, for its leads: who agreed to be seen, who may need a word, and where the gaps are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.cards.charts import ROWS
from bot.cards.model import Block, Button, Card, Listing, Paragraph, Row, Strong, Table, text
from bot.cards.numbers import numbers
from bot.cards.people_charts import NAMED, bands_figure, heat_figure, listed
from bot.cards.seen import Exam, Seen, risk_words, trend_words, worried
from bot.commands import ShowReadiness
from bot.rules.disclosure import Of
from bot.rules.gaps import FLOOR, GapMap, TaskGap
from bot.rules.readiness import Readiness

LISTED = ROWS
"""Members in the table, as many as in the pictures; the file has everybody."""

WORRIED = 20
"""Members named as perhaps needing a word: more would take the room of the gaps on a platform that cuts the end."""

OFFERED = 4
"""Members whose report a button offers."""

UNSEEN = f"of those whom you do not see, {FLOOR} or more are counted, or none"
"""How sums keep people apart from their numbers, as far as that can be promised."""

COLUMNS = ("Member", "To pass", "90 % range", "Evidence", "Last", "Trend")


@dataclass(frozen=True, slots=True)
class Sight:
    """What a lead sees: who agreed, in order of their names, how many other members there are, and the group's gaps.

    The others are counted whether they have answered or not: of one alone, that would tell which. `of` says of whom
    the gaps tell, `exam` what numbers are held against, and `group` which group it is.
    """

    seen: Sequence[Seen]
    hidden: int
    gaps: GapMap
    of: Of
    exam: Exam
    group: str


def group_card(sight: Sight) -> Card:
    """For a lead alone."""
    seen, exam = sight.seen, sight.exam
    found, left = worried(seen, WORRIED)
    return Card(
        title="How ready the group is",
        blocks=(
            *_table(seen),
            Paragraph(text(_counted(sight))),
            *_worries(found, left, agreed=len(seen)),
            *gap_blocks(sight),
            *_pictures(seen, exam),  # last: in words they are long, and a platform that has no room cuts the end
            *_beyond(seen, exam),
        ),
        controls=(
            *(_report(one, sight.group) for _, one in found[:OFFERED]),
            *((Button("All of it as a file", ShowReadiness(file="csv", group=sight.group)),) if seen else ()),
        ),
        foot=text("Only you can see this. Show nobody a number that is not theirs."),
        summary=f"How ready the group is: {len(seen)} members seen, {sight.hidden} not.",
    )


def _report(one: Seen, group: str) -> Button:
    return Button(f"{one.name}’s report", ShowReadiness(who=one.id, group=group))


def named(place: int, one: Seen) -> str:
    """A member with their number in the table: pictures may not have room, or letters, for the whole name."""
    return f"{place}. {one.name}"


def _table(seen: Sequence[Seen]) -> tuple[Block, ...]:
    rows = tuple(
        (
            named(place, one),
            "–" if one.readiness.told is None else f"{one.readiness.told:.0%}",
            *_estimate(one.readiness),
            one.last_short,
            trend_words(one.trend),
        )
        for place, one in enumerate(seen[:LISTED], 1)
    )
    return (Table(COLUMNS, rows),) if rows else ()


def _estimate(found: Readiness) -> tuple[str, str]:
    return (f"{found.low} to {found.high}" if found.answers else "–", found.evidence)


def _counted(sight: Sight) -> str:
    kept = {0: "", 1: "1 member keeps theirs to themselves. "}.get(
        sight.hidden, f"{sight.hidden} members keep theirs to themselves. "
    )
    none = "" if sight.seen else "Nobody has agreed yet that leads see how ready they are: /privacy asks them. "
    more = "" if len(sight.seen) <= LISTED else f"The other {len(sight.seen) - LISTED} are in the file. "
    return (
        f"{more}{none}{kept}{sight.exam.passing} passes. Estimates are ours, and the evidence is counted first answers."
    )


def _pictures(seen: Sequence[Seen], exam: Exam) -> tuple[Block, ...]:
    shown = _drawn(seen)[:ROWS]
    return (bands_figure(shown, exam), heat_figure(shown, exam)) if shown else ()


def _drawn(seen: Sequence[Seen]) -> list[tuple[str, Seen]]:
    """Those of whom there is something to draw, in order."""
    return [(named(place, one), one) for place, one in enumerate(seen, 1) if one.readiness.answers]


def _worries(found: Sequence[tuple[int, Seen]], left: int, *, agreed: int) -> tuple[Block, ...]:
    if not agreed:
        return ()
    if not found:
        return (Paragraph(text("Of those who agreed, nobody seems to need a word now.")),)
    rows = tuple(Row(named(place, one), note=" ".join(risk_words(one))) for place, one in found)
    more = (Paragraph(text(f"And {left} more: the file has everybody’s reasons.")),) if left else ()
    return (Listing(rows, "Who may need a word"), *more)


def gap_blocks(sight: Sight) -> tuple[Block, ...]:
    """Task by task how many are above the pass line, and which one the next session is for."""
    gaps = sight.gaps
    if not gaps.tasks:
        return (
            Paragraph(
                text(
                    f"Where the group has gaps is told from {FLOOR} people with enough answers up; {UNSEEN}.",
                )
            ),
        )
    by_count = groupby(gaps.weakest, key=lambda gap: above_words(gap, gaps.people))
    rows = tuple(Row(count, note="; ".join(f"{gap.task} {gap.title}" for gap in held)) for count, held in by_count)
    return (
        Paragraph(text(Strong(f"{gap_words(gaps)}."))),
        Listing(rows, "How many are above the pass line, in which tasks"),
        Paragraph(text(gap_basis(sight))),
    )


def gap_words(gaps: GapMap) -> str:
    """What the gap map finds, wherever it is told; tasks with equally few above the line are told together."""
    if not gaps.tasks:
        return f"Gaps of the group are told from {FLOOR} members with enough answers up"
    if gaps.lagging is None:
        return f"All {gaps.people} counted are above the pass line in every task"
    fewest = gaps.lagging.above
    tasks = [gap.task for gap in gaps.tasks if gap.above == fewest]
    if len(tasks) == len(gaps.tasks):
        some = f"{fewest or 'None'} of {gaps.people} {'is' if fewest == 1 else 'are'}"
        return f"{some} above the pass line, in every task alike"
    where = f"{len(tasks)} tasks" if len(tasks) > NAMED else listed(tasks)
    if not fewest:
        return f"Nobody is above the pass line in {where}"
    return f"Fewest are above the pass line in {where}: {fewest} of {gaps.people}"


def gap_basis(sight: Sight) -> str:
    """Who is counted in it, and the task to go for."""
    gaps = sight.gaps
    counted = (
        f"Counted are {gaps.people} who agreed and have enough answers: of so few others, one could be worked out."
        if sight.of == "agreed"
        else f"Counted are all {gaps.people} with enough answers."
    )
    weakest = gaps.lagging
    if weakest is None:
        return counted
    return f"{counted} A good subject for the next session together: {weakest.task} {weakest.title}."


def above_words(gap: TaskGap, people: int) -> str:
    """How many are above the line in a task."""
    return f"{gap.above} of {people}" if gap.above else "nobody"


def _beyond(seen: Sequence[Seen], exam: Exam) -> tuple[Block, ...]:
    """Those for whom the pictures have no room, in words."""
    left = _drawn(seen)[ROWS : 2 * ROWS]
    if not left:
        return ()
    places, cells = numbers(bands_figure(left, exam))[:-1], numbers(heat_figure(left, exam))[:-1]
    rows = tuple(Row(place, note=cell.partition(": ")[2]) for place, cell in zip(places, cells, strict=True))
    return (Listing(rows, f"For want of room not in the pictures, which show the first {ROWS}"),)
