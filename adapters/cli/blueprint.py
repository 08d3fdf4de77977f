"""Blueprint: blueprint.json, which says what the exam is like, read strictly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adapters.cli.json_places import JsonError, read_placed
from adapters.cli.own_files import NotReadableError, place, text_of

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=1000)]
Where = tuple[int | str, ...]
Score = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]


class Exam(BaseModel):
    """Each domain's share of the exam, its scored items, and the scale with its pass mark."""

    model_config = ConfigDict(extra="forbid", strict=True)

    weights: list[Share] = Field(min_length=1, max_length=6)
    scored: int = Field(ge=1, le=1000)
    counts: list[Count]
    scale: list[Score] = Field(min_length=2, max_length=2)
    cut: Score


def read_exam(path: Path) -> Exam:
    """Read blueprint.json.

    Raises:
        NotReadableError: naming line and column of the first fault.
    """
    text = text_of(path)
    try:
        return _exam(text)
    except JsonError as fault:
        raise NotReadableError(f"{path.name}:{place(text, fault.offset)}: {fault}") from None


def _exam(text: str) -> Exam:
    placed = read_placed(text, Exam.model_fields)
    try:
        exam = Exam.model_validate(placed.values)
    except ValidationError as refused:
        fault = refused.errors(include_url=False, include_input=False, include_context=False)[0]
        where = fault["loc"]
        # What is missing has no place; what it is missing from has one.
        around = next(where[:size] for size in range(len(where), -1, -1) if where[:size] in placed.places)
        raise JsonError(placed.places[around], f"{'.'.join(map(str, where))}: {fault['msg']}") from None
    for where, words in _contradictions(exam):
        raise JsonError(placed.places[where], f"{'.'.join(map(str, where))}: {words}")
    return exam


def _contradictions(exam: Exam) -> Iterator[tuple[Where, str]]:
    """What fits alone, but not beside the rest."""
    total = sum(exam.weights)
    if abs(total - 1) > 0.001:  # noqa: PLR2004 - written with three digits
        yield ("weights",), f"they add up to {total:g}; weights are shares that add up to 1"
    if len(exam.counts) != len(exam.weights):
        yield ("counts",), f"it holds {len(exam.counts)}, and weights {len(exam.weights)}; each weight has a count"
    if sum(exam.counts) != exam.scored:
        yield ("counts",), f"they add up to {sum(exam.counts)}; scored is {exam.scored}"
    for number, (weight, held) in enumerate(zip(exam.weights, exam.counts, strict=False)):
        meant = weight / total * exam.scored
        if round(abs(held - meant), 6) > 1:
            yield ("counts", number), f"{held} is more than 1 from weight times scored, {meant:g}"
    low, high = exam.scale
    if not low < exam.cut < high:
        yield ("cut",), f"{exam.cut} does not lie inside the scale from {low} to {high}"
