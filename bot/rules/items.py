"""Items: the things that can be asked, what they want of a member, and the verdict on an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

Answer = tuple[str, ...]
"""What a member gave: ids of options, in order where order counts; for matching one id per prompt."""

Status = Literal["draft", "in_review", "pilot", "live", "quarantined", "retired"]
ItemType = Literal["multiple_choice", "multiple_response", "ordering", "matching"]
FormType = Literal["multiple_choice", "multiple_response", "ordering", "matching", "case_study"]
Level = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the offered answers, known by its id, with the reason why it is right or wrong."""

    id: str
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The left side of one pair of a matching item."""

    id: str
    text: str
    answer: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """Choose exactly so many of these options."""

    options: tuple[Option, ...]
    exactly: int


@dataclass(frozen=True, slots=True)
class Arrange:
    """Choose exactly so many of these options, first one first."""

    options: tuple[Option, ...]
    exactly: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Give each prompt one of these options; with `reuse` an option may serve several prompts."""

    prompts: tuple[Prompt, ...]
    options: tuple[Option, ...]
    reuse: bool


Entry = Pick | Arrange | Pair


@dataclass(frozen=True, slots=True)
class Mark:
    """The verdict on one answer.

    `right` follows the exam: all or nothing. `near` is the share (0 to 1) that was right,
    kept for the learner's eyes only.
    """

    right: bool
    near: float

    def __post_init__(self) -> None:
        if not 0 <= self.near <= 1:
            raise ValueError("a near-miss share lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the rationale: an option, a step or a pair, whether it belongs to the key, and why."""

    id: str
    text: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the group chose one line of a question: `part` of 1."""

    text: str
    part: float
    right: bool


class Problem(Protocol):
    """The part of an item that differs by type."""

    @property
    def type(self) -> ItemType:
        """Name of the type, as in pack files."""
        ...

    def wants(self, so_far: Answer) -> Entry | None:
        """What is still wanted after `so_far`, or None when the answer is complete.

        Raises:
            NotAnAnswer: when `so_far` names an option that is not offered, or one twice.
        """
        ...

    def mark(self, answer: Answer) -> Mark:
        """Mark a complete answer, all or nothing as in the exam."""
        ...

    def reveal(self) -> tuple[Line, ...]:
        """The key and the reason of every option, in reading order."""
        ...

    def tally(self, answers: Sequence[Answer]) -> tuple[Share, ...]:
        """What share of `answers` chose each line."""
        ...

    def solution(self) -> Answer:
        """The answer that is right."""
        ...

    def hits(self, answer: Answer) -> frozenset[str]:
        """Ids of the lines of the key that this answer got right."""
        ...

    def spell(self, answer: Answer) -> tuple[str, ...]:
        """The answer in words, one text per choice."""
        ...


@dataclass(frozen=True, slots=True)
class Reference:
    """A page of documentation that an item rests on."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario that three to five items share."""

    id: str
    version: int
    title: str
    scenario: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be asked.

    `difficulty` runs from 1 (easy) to 5, `expected_p` is the share (0 to 1) expected to be right. `corrects` holds
    earlier versions that this one corrects the key of, by its author's word, though its wording is another.
    """

    id: str
    version: int
    status: Status
    domain: str
    task: str
    skills: tuple[str, ...]
    difficulty: int
    expected_p: float
    cognitive: str
    services: tuple[str, ...]
    stem: str
    problem: Problem
    takeaway: str
    references: tuple[Reference, ...]
    volatility: Level
    recheck_by: date
    case: Case | None = None
    corrects: tuple[int, ...] = ()

    @property
    def type(self) -> FormType:
        """The type as the exam counts it: questions of a case count as case study."""
        return "case_study" if self.case else self.problem.type

    @property
    def live(self) -> bool:
        """Reviewed and fit to be asked and scored."""
        return self.status == "live"

    @property
    def pilot(self) -> bool:
        """Reviewed and tried out: asked in mocks, unscored there."""
        return self.status == "pilot"
