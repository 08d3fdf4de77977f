"""The gallery's mock exams: one specimen of each card of taking one, and of the group's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args

from bot.cards.attempt import (
    Stand,
    Turn,
    overview_card,
    practised_card,
    relaxed_note,
    reviewed_card,
    timed,
    turn_card,
    warning_card,
)
from bot.cards.correction import correction_card, erratum_card, no_correction_card
from bot.cards.invitation import (
    Missed,
    Results,
    closed_card,
    invitation_card,
    mocks_card,
    mocks_form,
    results_card,
    shortage_card,
)
from bot.cards.mock_menu import Weekly, begin_card, menu_card, missed_mock_card, resume_card
from bot.cards.model import Card, text
from bot.cards.question import letters_for, options_of, sheet_card
from bot.cards.result import result_card
from bot.cards.score import Result, again_card, handed_in_card, score_card, spent_card, too_late_card
from bot.commands import AnswerItem, SetMocks, StartMock
from bot.errors import Lack
from bot.rules.items import Answer, Item
from bot.rules.scores import Part, Score
from bot.rules.sessions import Paper, Session
from tests.bot.specimens import EACH_TYPE, blueprint

BEGUN = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
ENDS, CLOSES = BEGUN + timedelta(minutes=53), BEGUN + timedelta(days=2, hours=8)
ZONE, SESSION = "Europe/Berlin", "k3v5q2m7x4a6b"
GIVEN: tuple[Answer, ...] = (("B",), ("B", "D"), ("C", "A", "E"), ("A", "C", "B"))
"""What was given for one choice, several, an order and pairs."""

NAMES = [f"mla-d1-{9000 + number}" for number in range(1, 21)]
PAPER = Paper("mini", 53, relaxed=("task_cap", "rest"), missing={"3": 2})
WEEKLY = Session(
    "g", SESSION, "mock", date(2026, 11, 27), tuple((name, 1) for name in NAMES), BEGUN, CLOSES, paper=PAPER
)


def turn(number: int, **changes: object) -> Turn:
    """Question so-and-so of twenty, halfway through the time."""
    here = Turn(
        session=SESSION,
        item=NAMES[number - 1],
        number=number,
        total=20,
        answered=number - 1,
        before=NAMES[number - 2] if number > 1 else "",
        after=NAMES[number] if number < len(NAMES) else "",
        flagged=False,
        sure=0,
        left=timedelta(minutes=26, seconds=40),
        ends_at=ENDS,
        zone=ZONE,
    )
    return replace(here, **changes)  # type: ignore[arg-type]  # tests name the fields


def sheet(item: Item, chosen: Answer = ()) -> Card:
    """A member's sheet in a mock exam, as it looks with or without an answer given before."""
    entry = item.problem.wants(())
    assert entry is not None
    return sheet_card(
        item, entry, AnswerItem(SESSION, item.id, asked=1_795_863_600), seed="seed", foot=(), chosen=chosen
    )


def verdict(item: Item, answer: Answer) -> Card:
    """The verdict on one question, as it stands in the report."""
    mark = item.problem.mark(answer)
    return result_card(
        item,
        answer,
        right=mark.right,
        near=mark.near,
        fresh=True,
        letters=letters_for(options_of(item), "seed"),
        session=SESSION,
        streak=0,
        foot=text("Domain 2: The domain · Task 2.1: The task"),
        quiz=False,
    )


def result(rights: Sequence[int] = (5, 2, 4, 2), totals: Sequence[int] = (6, 5, 4, 5)) -> Result:
    """A finished mini mock of twenty, two of them on trial."""
    outline = blueprint()
    parts = [Part(d.id, right, total) for d, right, total in zip(outline.domains, rights, totals, strict=True)]
    wrong = tuple(NAMES[: sum(totals) - sum(rights)])
    return Result(
        session=SESSION,
        title="Mini mock",
        score=Score(
            right=sum(rights),
            total=sum(totals),
            domains=tuple(part for part in parts if part.total),
            tasks=tuple(
                Part(f"{part.id}.{n}", min(n, part.total), part.total) for part in parts if part.total for n in (1, 2)
            ),
            times={name: 20 * number for number, name in enumerate(NAMES[:14], 1)},
            answered=19,
            near=wrong[:2],
            misjudged=wrong[2:3],
            wrong=wrong,
        ),
        scaled=668,
        scale=(100, 1000),
        passing=720,
        cut=0.689,
        domains={domain.id: domain.title for domain in outline.domains},
        tasks={task.id: task.title for task in outline.tasks.values()},
        numbers={name: number for number, name in enumerate(NAMES, 1)},
        lasted=timedelta(minutes=41, seconds=20),
        minutes=53,
        pace=159,
        unscored=2,
    )


_CHOICE, _RESPONSE, _ORDERING, _MATCHING, _CASE, _SEVEN, _ = EACH_TYPE
_STAND = Stand(
    session=SESSION,
    title="Mini mock",
    first=NAMES[0],
    total=20,
    blanks=[(NAMES[2], 3), (NAMES[16], 17)],
    flagged=[(NAMES[2], 3), (NAMES[4], 5)],
    left=timedelta(minutes=7, seconds=30),
    ends_at=ENDS,
    zone=ZONE,
)
_SET = SetMocks("fri", "12:00", "sun", "20:00", "20")
_REPORT = score_card(result())
_MISSED = [Missed(_CHOICE, 5 / 6), Missed(_RESPONSE, 4 / 6), Missed(_MATCHING, 0.5)]

MOCKS: Mapping[str, Card] = {
    **{
        f"turn of {item.type} {item.id[-4:]}": turn_card(sheet(item), turn(place))
        for place, item in enumerate((_CHOICE, _RESPONSE, _ORDERING, _MATCHING, _CASE, _SEVEN), 1)
    },
    **{
        f"turn back to {item.type}": turn_card(sheet(item, given), turn(9, flagged=True, sure=3, answered=12))
        for item, given in zip((_CHOICE, _RESPONSE, _ORDERING, _MATCHING), GIVEN, strict=True)
    },
    "turn with what its form lacks": relaxed_note(turn_card(sheet(_CHOICE), turn(1)), PAPER),
    "turn in practice": turn_card(sheet(_CHOICE), turn(20, left=None, ends_at=None)),
    "overview": overview_card(_STAND, asked=False),
    "overview asked": overview_card(_STAND, asked=True),
    "overview of all answered": overview_card(replace(_STAND, blanks=[], flagged=[]), asked=False),
    "overview of a whole exam": overview_card(
        replace(_STAND, total=65, blanks=[(f"mla-d1-{9000 + n}", n) for n in range(1, 41)]), asked=False
    ),
    "mock menu": menu_card(
        weekly=None,
        domains=[(domain, f"Domain {domain}") for domain in "1234"],
        mini=20,
        full=(65, 170),
        past=[(SESSION, "1. 20 November, Mini mock: 13 of 20 right, about 668 where 720 passes.")],
        zone=ZONE,
    ),
    "mock menu of the week": menu_card(
        weekly=Weekly(SESSION, 20, 53, CLOSES, handed_in=False),
        domains=[(domain, f"Domain {domain}") for domain in "1234"],
        mini=20,
        full=(65, 170),
        past=[],
        zone=ZONE,
    ),
    "mock begins": begin_card(
        "Full mock exam",
        total=65,
        minutes=170,
        mode="exam",
        relaxed="",
        begin=StartMock("full", offered=1_795_863_600_000),
    ),
    "mock practice begins": begin_card(
        "Mock of domain 2",
        total=20,
        minutes=53,
        mode="practice",
        relaxed="The bank is small for this one: some tasks come more often than they should.",
        begin=StartMock("domain", "2", "practice", offered=1_795_863_600_000),
    ),
    "mock missed": missed_mock_card(closed_at=CLOSES, zone=ZONE),
    "mock resumed": resume_card("Full mock exam", SESSION, left=timedelta(minutes=81)),
    "mock warning": warning_card("Mini mock", SESSION, left=timedelta(minutes=2), blanks=3),
    "mock report": _REPORT,
    "mock report above the line": score_card(result((6, 5, 4, 5))),
    "mock report of one domain": score_card(replace(result((0, 2, 0, 0), (0, 5, 0, 0)), title="Mock of domain 2")),
    "mock report too late": too_late_card(_REPORT, ended_at=ENDS, zone=ZONE),
    "mock report of nine days": score_card(replace(result(), lasted=timedelta(days=9), minutes=0)),
    "mock report again": again_card(_REPORT),
    "mock offer spent": spent_card(again_card(_REPORT), StartMock("mini")),
    "mock handed in": handed_in_card("Mini mock", closes_at=CLOSES, zone=ZONE, answered=19, total=20),
    "mock reviewed": reviewed_card(verdict(_RESPONSE, ("A", "B")), SESSION, NAMES, 6),
    "mock reviewed with its time": reviewed_card(
        timed(verdict(_CHOICE, ("B",)), took=130, pace=159), SESSION, NAMES, 19
    ),
    "mock reviewed blank": reviewed_card(replace(verdict(_CHOICE, ()), title="Left blank."), SESSION, NAMES, 0),
    "mock practised": practised_card(verdict(_CHOICE, ("B",)), turn(3, left=None, ends_at=None), over=False),
    "mock practised last": practised_card(verdict(_CHOICE, ("A",)), turn(20, left=None, ends_at=None), over=True),
    "mock invitation": invitation_card(WEEKLY, zone=ZONE, begun=0, handed_in=0),
    "mock invitation taken": invitation_card(replace(WEEKLY, paper=Paper("mini", 53)), zone=ZONE, begun=4, handed_in=3),
    **{f"mock not opened {lack}": shortage_card(lack, exam="MLA-C01", held=7) for lack in get_args(Lack)},
    "mock closed": closed_card(replace(WEEKLY, closed_at=CLOSES), zone=ZONE, handed_in=6),
    "mock results of nobody": results_card(Results([], 20, [], []), WEEKLY.day),
    "mock results of one": results_card(Results([13], 20, [], []), WEEKLY.day),
    "mock results": results_card(Results([9, 11, 13, 14, 16, 18], 20, _MISSED, [("Maya", 15)]), WEEKLY.day),
    "mock hours": mocks_form(_SET, lengths=(10, 30), next_at=BEGUN, zone=ZONE),
    "mock hours off": mocks_form(replace(_SET, day="off"), lengths=(10, 30), next_at=None, zone=ZONE),
    "mock hours kept": mocks_card(next_at=BEGUN, length=20, zone=ZONE),
    "mock hours none": mocks_card(next_at=None, length=20, zone=ZONE),
}

CORRECTIONS: Mapping[str, Card] = {
    "erratum": erratum_card([(_CHOICE, 3)], WEEKLY.day),
    "errata": erratum_card([(_CHOICE, 1), (_ORDERING, 0)], WEEKLY.day),
    "many errata": erratum_card([(one, number) for number, one in enumerate(EACH_TYPE)], WEEKLY.day),
    "correction": correction_card([(_CHOICE, True)]),
    "corrections": correction_card([(_CHOICE, False), (_MATCHING, True)]),
    "no corrections": no_correction_card(),
}
