"""Scores: what an attempt adds up to, as the exam counts it and on the exam's own scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.rules.items import Item
from bot.rules.packs import Exam
from bot.rules.sessions import Response

SURE = 3
"""The confidence with which a wrong answer is a confident error."""


@dataclass(frozen=True, slots=True)
class Part:
    """Right answers out of the items in one part of the exam, known by its id."""

    id: str
    right: int
    total: int


@dataclass(frozen=True, slots=True)
class Score:
    """A finished attempt: right answers out of the scored items, blanks being wrong, in all and in each domain.

    `tasks` count every item, unscored ones too: a task has so few that what is left out of it could be told by name.
    `times` holds the seconds that an answer took, by item, where that is known, `near` items that were wrong and partly
    right, `misjudged` those that were wrong though the member was sure, `wrong` all that were wrong or left blank,
    unscored ones too.
    """

    right: int
    total: int
    domains: tuple[Part, ...]
    tasks: tuple[Part, ...]
    times: Mapping[str, int]
    answered: int
    near: tuple[str, ...]
    misjudged: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def fraction(self) -> float:
        """The share that was right, from 0 to 1; 0 where nothing was scored."""
        return self.right / self.total if self.total else 0.0


def score(items: Sequence[Item], unscored: AbstractSet[str], responses: Mapping[str, Response]) -> Score:
    """Add an attempt up: all or nothing for each item, blanks wrong, no penalty, every scored item worth the same.

    Compensatory, as in the exam: only the sum counts, no part has a minimum of its own.
    """
    counted = [item for item in items if item.id not in unscored]
    right = {item.id for item in items if item.id in responses and responses[item.id].right}
    wrong = tuple(item.id for item in items if item.id not in right)

    def parts(asked: Sequence[Item], name: Callable[[Item], str]) -> tuple[Part, ...]:
        ids = sorted({name(item) for item in asked})
        held = {part: [item.id for item in asked if name(item) == part] for part in ids}
        return tuple(Part(part, len(right.intersection(ids)), len(ids)) for part, ids in held.items())

    return Score(
        right=sum(item.id in right for item in counted),
        total=len(counted),
        domains=parts(counted, lambda item: item.domain),
        tasks=parts(items, lambda item: item.task),
        times={response.item: response.seconds for response in responses.values() if response.seconds},
        answered=sum(item.id in responses for item in items),
        near=tuple(one for one in wrong if one in responses and responses[one].near > 0),
        misjudged=tuple(one for one in wrong if one in responses and responses[one].sure == SURE),
        wrong=wrong,
    )


def cut_of(exam: Exam) -> float:
    """The share of right answers assumed to reach the pass mark: the one for which the scale is a straight line.

    The exam's own cut is not published; on a scale of 100 to 1000 with 720 to pass it is 0.689.
    """
    low, high = exam.scale
    return (exam.passing - low) / (high - low)


def scaled(fraction: float, exam: Exam) -> int:
    """A share of right answers on the exam's scale by our assumption, not a score of the exam's makers.

    >>> exam = Exam("", "", 50, 15, (), (100, 1000), 720, (), "")
    >>> scaled(0, exam), scaled(0.7, exam), scaled(1, exam)
    (100, 730, 1000)
    """
    low, high = exam.scale
    cut = cut_of(exam)
    if fraction >= cut:
        return round(exam.passing + (high - exam.passing) * (fraction - cut) / (1 - cut))
    return round(low + (exam.passing - low) * fraction / cut)
