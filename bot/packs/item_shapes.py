"""Item shapes: what an items file and a case file hold, as their authors write them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.packs.fields import (
    Address,
    CaseId,
    Code,
    Day,
    ItemId,
    Letter,
    Line,
    MaybeSentence,
    OneToFive,
    OptionText,
    OutlineId,
    Part,
    Passage,
    Positive,
    Sentence,
    Several,
    Shape,
    Versions,
    Word,
    YesNo,
)
from bot.rules.items import Level, Status

Cognitive = Literal["recall", "understand", "apply", "analyze", "evaluate"]


class ReferenceShape(Shape):
    """A page of documentation the item rests on."""

    title: Line
    url: Address


class VolatilityShape(Shape):
    """How soon the facts behind an item may change, and when to look again."""

    level: Level
    facts: list[Line] = Field(default_factory=list, max_length=12)
    recheck_by: Day


class AuthorShape(Shape):
    """Who wrote the item and when they checked it themselves."""

    by: Word
    self_reviewed_on: Day


class ReviewShape(Shape):
    """One review: a blind answer, a technical or an editorial one; without `version` it saw the first."""

    by: Word
    kind: Literal["blind", "technical", "editorial"]
    on: Day
    result: Word
    note: MaybeSentence = ""
    confidence: OneToFive | None = None
    version: Positive | None = None


class WaiverShape(Shape):
    """A warning that was looked at and does not apply, with the reason."""

    lint: Code
    reason: Sentence


class OptionShape(Shape):
    """One option of a choice; `correct` names the key."""

    id: Letter
    text: OptionText
    correct: YesNo
    why: MaybeSentence = ""


class ResponseShape(Shape):
    """One response of an ordering item, or one option of a matching item."""

    id: Letter
    text: OptionText
    why: MaybeSentence = ""


class PromptShape(Shape):
    """The left side of one pair."""

    id: Letter
    text: OptionText
    answer: Letter
    why: MaybeSentence = ""


class CommonShape(Shape):
    """What every item has, whatever its type.

    `corrects` names earlier versions whose key this one corrects, where its wording was mended as well.
    """

    id: ItemId
    version: Positive
    corrects: Versions = Field(default_factory=list)
    status: Status
    domain: OutlineId
    task: OutlineId
    skills: list[OutlineId] = Field(min_length=1, max_length=6)
    difficulty: OneToFive
    expected_p: Part
    cognitive: Cognitive
    services: list[Word] = Field(max_length=12)
    stem: Passage
    takeaway: MaybeSentence = ""
    references: list[ReferenceShape] = Field(default_factory=list, max_length=6)
    volatility: VolatilityShape
    author: AuthorShape
    reviews: list[ReviewShape] = Field(default_factory=list, max_length=20)
    waivers: list[WaiverShape] = Field(default_factory=list, max_length=12)


class MultipleChoiceShape(CommonShape):
    """Pick one option."""

    type: Literal["multiple_choice"]
    options: list[OptionShape] = Field(min_length=2, max_length=8)


class MultipleResponseShape(CommonShape):
    """Pick as many options as `select` says."""

    type: Literal["multiple_response"]
    select: Several
    options: list[OptionShape] = Field(min_length=2, max_length=8)


class OrderingShape(CommonShape):
    """Put the responses that belong to the sequence in order."""

    type: Literal["ordering"]
    responses: list[ResponseShape] = Field(min_length=2, max_length=8)
    order: list[Letter] = Field(min_length=2, max_length=8)


class MatchingShape(CommonShape):
    """Give every prompt its option."""

    type: Literal["matching"]
    reuse: YesNo
    prompts: list[PromptShape] = Field(min_length=2, max_length=10)
    options: list[ResponseShape] = Field(min_length=2, max_length=12)


AnyItemShape = MultipleChoiceShape | MultipleResponseShape | OrderingShape | MatchingShape
ItemShape = Annotated[AnyItemShape, Field(discriminator="type")]
ITEM_SHAPE: TypeAdapter[AnyItemShape] = TypeAdapter(ItemShape)


class CaseHeadShape(Shape):
    """A scenario that its questions share."""

    case: CaseId
    version: Positive
    title: Line
    scenario: Passage


class CaseShape(CaseHeadShape):
    """A case file: the scenario and its questions."""

    questions: list[ItemShape] = Field(min_length=1, max_length=8)
