"""Fields: the sorts of text a pack file may hold, each with its limits.

Pack files are read with every scalar as text, so numbers, dates and yes or no are made here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_WHOLE = re.compile(r"-?[0-9]{1,9}").fullmatch
_PART = re.compile(r"[01]?\.[0-9]{1,4}|[01]").fullmatch
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


class Shape(BaseModel):
    """The shape of one mapping: no field too many, nothing coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


# Written for speed, since a bank has 24,000 texts and 10,000 numbers, days and yes or no.


def _seen(text: str) -> str:
    if text.isprintable():
        return text
    if found := _UNSEEN.search(text):
        raise PydanticCustomError("unseen", "holds the invisible character {code}", {"code": f"U+{ord(found[0]):04X}"})
    return text


def _whole(given: object) -> object:
    if isinstance(given, str) and _WHOLE(given):
        return int(given)
    raise PydanticCustomError("whole", "shall be a whole number such as 3")


def _listed(given: object) -> object:
    return [given] if isinstance(given, str) else given


def _part(given: object) -> object:
    if isinstance(given, str) and _PART(given):
        return float(given)
    raise PydanticCustomError("part", "shall be a number from 0 to 1 such as 0.60")


def _yes_no(given: object) -> object:
    if given in {"true", "false"}:
        return given == "true"
    raise PydanticCustomError("yes_no", "shall be true or false")


def _day(given: object) -> object:
    day = _dated(given) if isinstance(given, str) else None
    if day is None:
        raise PydanticCustomError("day", "shall be a day such as 2027-11-22")
    return day


@lru_cache(1024)
def _dated(given: str) -> date | None:
    """The day of this text; thousands of reviews share a few days."""
    if not _DAY(given):
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


def _name(pattern: str, longest: int) -> tuple[StringConstraints, WithJsonSchema]:
    written = {"type": ["string", "number"], "pattern": pattern, "maxLength": longest}  # editors see 1.10 as a number
    return StringConstraints(pattern=pattern, max_length=longest), WithJsonSchema(written)


_OUTLINE, _DOMAIN, _LETTER = r"^[0-9A-Za-z][0-9A-Za-z.]*$", r"^[0-9]{1,2}$", r"^[0-9A-Za-z]{1,2}$"
_PACK, _CODE = r"^[a-z0-9]+(-[a-z0-9]+)*$", r"^[a-z]+(-[a-z]+)*$"
_ITEM, _CASE = r"^[a-z][a-z0-9]{0,11}-d[0-9]{1,2}-[0-9]{3,5}$", r"^[a-z][a-z0-9]{0,11}-case-[0-9]{3,5}$"
FORMS: Mapping[str, str] = {
    _OUTLINE: "1.2: letters, digits and dots",
    _DOMAIN: "1: one or two digits, as the ids of its questions hold them",
    _LETTER: "A: one or two letters or digits",
    _PACK: "bba-01: small letters and digits, with hyphens between",
    _CODE: "word-cue: small letters, with hyphens between",
    _ITEM: "bba-d1-0101: the pack's own prefix, d and the domain's number, and 3 to 5 digits",
    _CASE: "bba-case-001: the pack's own prefix, case, and 3 to 5 digits",
}
"""What each pattern asks for: an example, and words."""

Whole = Annotated[int, BeforeValidator(_whole)]
Count = Annotated[int, Field(ge=0, le=100_000), BeforeValidator(_whole)]
Positive = Annotated[int, Field(ge=1, le=100_000), BeforeValidator(_whole)]
Versions = Annotated[
    list[Positive],
    Field(min_length=1, max_length=20),
    BeforeValidator(_listed),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "array", "items": {"type": "integer", "minimum": 1}}]}
    ),
]
"""One version or several."""
OneToFive = Annotated[int, Field(ge=1, le=5), BeforeValidator(_whole)]
Several = Annotated[int, Field(ge=2, le=7), BeforeValidator(_whole)]
Percent = Annotated[int, Field(ge=0, le=100), BeforeValidator(_whole)]
Part = Annotated[float, Field(ge=0, le=1), BeforeValidator(_part)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Day = Annotated[date, BeforeValidator(_day)]

OutlineId = Annotated[str, *_name(_OUTLINE, 12)]
"""The id of a task or skill, in the exam's own numbering, and of a domain where it is named."""
DomainId = Annotated[str, *_name(_DOMAIN, 12)]
"""The id of a domain: its number, which the ids of its items hold."""
Letter = Annotated[str, *_name(_LETTER, 2)]
"""The id of an option, response or prompt: short, because buttons carry it."""
PackId = Annotated[str, StringConstraints(pattern=_PACK, max_length=32)]
ItemId = Annotated[str, StringConstraints(pattern=_ITEM, max_length=32)]
CaseId = Annotated[str, StringConstraints(pattern=_CASE, max_length=32)]
Code = Annotated[str, StringConstraints(pattern=_CODE, max_length=40)]

_TRIM = StringConstraints(strip_whitespace=True, min_length=1)
Word = Annotated[str, _TRIM, Field(max_length=80), AfterValidator(_seen)]
Line = Annotated[str, _TRIM, Field(max_length=200), AfterValidator(_seen)]
OptionText = Annotated[str, _TRIM, Field(max_length=400), AfterValidator(_seen)]
Sentence = Annotated[str, _TRIM, Field(max_length=700), AfterValidator(_seen)]
Passage = Annotated[str, _TRIM, Field(max_length=2_400), AfterValidator(_seen)]
MaybeSentence = Annotated[str, StringConstraints(strip_whitespace=True), Field(max_length=700), AfterValidator(_seen)]
Address = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_seen)]
