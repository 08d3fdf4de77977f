"""Schema: what a pack.yaml holds: the exam, its outline, and what the bank shall become."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from bot.packs.fields import (
    Count,
    DomainId,
    Line,
    OutlineId,
    PackId,
    Passage,
    Percent,
    Positive,
    Sentence,
    Shape,
    Whole,
    Word,
)
from bot.rules.blueprints import Blueprint, Domain, Skill, Task
from bot.rules.items import FormType, Level
from bot.rules.packs import Exam, Timer


class TimerShape(Shape):
    """One preset for the length of a full form; the first one is the default."""

    minutes: Positive
    label: Line


class TypeRuleShape(Shape):
    """What the exam says about an item type, and what this pack adds."""

    exam: Sentence
    pack: Sentence


class LifecycleShape(Shape):
    """Until when the exam is held and what follows: `note`, which people are shown, and when that was checked."""

    note: Sentence
    checked: Word


class ExamShape(Shape):
    """The facts of the exam; `holder` is who holds it, and who failed may not sit it again for `retake_days`."""

    title: Line
    code: Word
    holder: Word = ""
    retake_days: Positive = 14
    scored: Positive
    unscored: Count
    timers: list[TimerShape] = Field(min_length=1, max_length=6)
    scale: Annotated[list[Whole], Field(min_length=2, max_length=2)]
    passing: Positive
    scoring: Literal["compensatory"]
    item_types: dict[FormType, TypeRuleShape]
    out_of_scope: list[Line] = Field(default_factory=list, max_length=30)
    lifecycle: LifecycleShape


class BankShape(Shape):
    """What the whole bank shall look like when it is complete."""

    min_items: Positive
    item_types: dict[FormType, Count]
    case_studies: Count
    difficulty: dict[Literal["1", "2", "3", "4", "5"], Percent]
    recall_at_most: Percent
    apply_at_least: Percent


class RenamedShape(Shape):
    """A name items shall no longer use, and the one to use now."""

    old: Word
    now: Word


class NamesShape(Shape):
    """Names that need care: services never to be the key, those for present users only, and renamed ones."""

    closed: list[Word] = Field(max_length=60)
    present_users_only: list[Word] = Field(max_length=60)
    renamed: list[RenamedShape] = Field(max_length=60)


class SkillShape(Shape):
    """One skill: how many items it needs at least, and of which types."""

    id: OutlineId
    title: Line
    min_items: Count
    item_types: list[FormType] = Field(min_length=1, max_length=5)
    volatility: Level


class TaskShape(Shape):
    """One task of a domain."""

    id: OutlineId
    title: Line
    min_items: Count
    skills: list[SkillShape] = Field(min_length=1, max_length=200)


class DomainShape(Shape):
    """One domain with its share of the exam in percent."""

    id: DomainId
    title: Line
    share: Percent
    min_items: Count
    item_types: dict[FormType, Count]
    tasks: list[TaskShape] = Field(min_length=1, max_length=30)


class PackShape(Shape):
    """A pack.yaml; `services` are those the exam counts as in scope, by the names that items use."""

    id: PackId
    version: Word
    title: Line
    notice: Passage
    exam: ExamShape
    bank: BankShape
    link_hosts: list[Word] = Field(min_length=1, max_length=20)
    names: NamesShape
    services: list[Word] = Field(default_factory=list, max_length=300)
    domains: list[DomainShape] = Field(min_length=1, max_length=20)


def exam_of(shape: ExamShape) -> Exam:
    """The exam as the rules know it."""
    return Exam(
        title=shape.title,
        code=shape.code,
        scored=shape.scored,
        unscored=shape.unscored,
        timers=tuple(Timer(timer.minutes, timer.label) for timer in shape.timers),
        scale=(shape.scale[0], shape.scale[1]),
        passing=shape.passing,
        item_types=tuple(shape.item_types),
        lifecycle=shape.lifecycle.note,
        holder=shape.holder,
        retake_days=shape.retake_days,
    )


def blueprint_of(shape: PackShape) -> Blueprint:
    """The outline as the rules know it.

    Raises:
        ValueError: when the shares of the domains or of the item types do not add up.
    """
    planned = sum(shape.bank.item_types.values()) or 1
    return Blueprint(
        domains=tuple(
            Domain(d.id, d.title, Fraction(d.share, 100), tuple(_task(task) for task in d.tasks)) for d in shape.domains
        ),
        types={name: Fraction(count, planned) for name, count in shape.bank.item_types.items()},
    )


def _task(shape: TaskShape) -> Task:
    skills = tuple(Skill(s.id, s.title, tuple(s.item_types), s.min_items) for s in shape.skills)
    return Task(shape.id, shape.title, shape.min_items, skills)
