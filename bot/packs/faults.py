"""Faults: one line about one place of a pack file, and sheets, which remember the line of everything they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.packs.fields import FORMS

Weight = Literal["error", "warning"]
Path = tuple[str | int, ...]
Tree = str | list["Tree"] | dict[str, "Tree"]
"""What a pack file holds: text, lists and mappings. The schema alone decides what a text means."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong at one line of one file; an error refuses the pack, a warning asks for a second look."""

    file: str
    line: int
    level: Weight
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level} [{self.code}] {self.message}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The contents of one file, with the line on which each part begins."""

    file: str
    tree: Tree
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Iterable[str | int] = ()) -> int:
        """The line of `path`, or of the nearest part around it that the file has; unknown steps are left out."""
        here: Path = ()
        for step in path:
            if (*here, step) in self.lines:
                here = (*here, step)
        return self.lines.get(here, 1)

    def error(self, code: str, message: str, path: Iterable[str | int] = ()) -> Fault:
        """An error at `path`."""
        return Fault(self.file, self.line(path), "error", code, message)

    def warning(self, code: str, message: str, path: Iterable[str | int] = ()) -> Fault:
        """A warning at `path`."""
        return Fault(self.file, self.line(path), "warning", code, message)


def shape_faults(sheet: Sheet, refused: ValidationError, at: Path, shape: type[BaseModel] | None) -> list[Fault]:
    """What pydantic refused below `at`, in words for people who write items."""
    return [sheet.error("shape", _spell(error, shape), (*at, *error["loc"])) for error in refused.errors()]


def _spell(error: ErrorDetails, shape: type[BaseModel] | None) -> str:
    name = str(error["loc"][-1]) if error["loc"] else "this"
    given = error.get("input")
    about: Mapping[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return f"`{name}` is missing"
        case "extra_forbidden":
            near = get_close_matches(name, shape.model_fields, 1) if shape else []
            return f"`{name}` is not a field here" + (f"; did you mean `{near[0]}`?" if near else "")
        case "string_type":
            return f"`{name}` shall be a text, not {_sort(given)}"
        case "list_type":
            return f"`{name}` shall be a list, not {_sort(given)}"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"`{name}` shall be a mapping of fields, not {_sort(given)}"
        case "string_too_short" | "too_short":
            return f"`{name}` is empty or too short"
        case "string_too_long":
            length = len(given) if isinstance(given, str) else 0
            return f"`{name}` has {length} characters; at most {about['max_length']} are allowed"
        case "too_long":
            return f"`{name}` has {about['actual_length']} entries; at most {about['max_length']} are allowed"
        case "string_pattern_mismatch":
            return f"`{name}` is {_quote(given)}; write it like {FORMS[about['pattern']]}"
        case "literal_error":
            return f"`{name}` is {_quote(given)}; it may be {about['expected']}"
        case "union_tag_invalid":
            return f"`type` is {_quote(about['tag'])}; it may be {about['expected_tags']}"
        case "union_tag_not_found":
            return "`type` is missing"
        case _:
            return f"`{name}`: {error['msg']}"


def _sort(given: object) -> str:
    match given:
        case str():
            return "a text"
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return "this"


def _quote(given: object) -> str:
    text = str(given)
    return repr(text if len(text) <= 60 else text[:57] + "...")  # noqa: PLR2004 - a line of a terminal
