"""Amending: a review or a status written into the lines of a pack file, with every other line left as it is.

The file is not written anew from its values, so comments and layout stay. What comes out is read again: it must
differ from what went in by the amendment alone, and what was amended must be an item still; otherwise nothing is
changed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path as File
from tempfile import NamedTemporaryFile

from pydantic import ValidationError

from adapters.shelf.yaml_events import read_yaml
from bot.packs.faults import Path, Sheet, Tree, shape_faults
from bot.packs.item_shapes import ITEM_SHAPE

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
_EMPTY = re.compile(r"^(\s*(?:- )?reviews:)\s*\[\s*\](\s*(?:#.*)?)$")
_BLOCK = re.compile(r"^\s*(?:- )?reviews:\s*(?:#.*)?$")
_STATUS = re.compile(r"^(\s*(?:- )?status:\s*)([a-z_]+)(\s*(?:#.*)?)$")


class CannotAmend(Exception):  # noqa: N818 - what it says is the sentence people read
    """The file cannot be amended line by line, or would hold a fault afterwards; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A review as it will stand in the file."""

    by: str
    kind: str
    on: date
    version: int
    result: str
    note: str = ""
    confidence: int | None = None

    @property
    def tree(self) -> dict[str, Tree]:
        """The entry as it will be read."""
        sure = {} if self.confidence is None else {"confidence": str(self.confidence)}
        return {
            "by": self.by,
            "kind": self.kind,
            "on": self.on.isoformat(),
            "version": str(self.version),
            "result": self.result,
            **sure,
            "note": self.note,
        }

    def __str__(self) -> str:
        parts = (f"{name}: {_spell(name, str(value))}" for name, value in self.tree.items())
        return f"{{{', '.join(parts)}}}"


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one item gets: a review, a new status, or both."""

    review: Entry | None = None
    status: str = ""


def amend_file(path: File, amendments: Mapping[str, Amendment]) -> None:
    """Amend the items of one file, given by id; the file is replaced in one step, or not at all.

    Raises:
        CannotAmend: when an item is not there or not written line by line, or would no longer be one.
        OSError: when the file cannot be read or replaced.
    """
    amended = amend(path.read_bytes(), path.name, amendments)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as fresh:
        fresh.write(amended)
    os.chmod(fresh.name, path.stat().st_mode & 0o777)  # noqa: PTH101 - the name is all there is
    File(fresh.name).replace(path)


def amend(content: bytes, file: str, amendments: Mapping[str, Amendment]) -> bytes:
    """The bytes of a pack file with the amendments in place.

    Raises:
        CannotAmend: as `amend_file` says.
    """
    sheet = _sheet(content, file)
    lines = content.decode("utf-8").split("\n")  # what ends a line stays with it: \r\n keeps its \r
    wanted = deepcopy(sheet.tree)
    places = {name: _place(sheet, name) for name in amendments}
    for name in sorted(places, key=lambda name: sheet.line(places[name]), reverse=True):  # numbers above stay true
        _amend_item(lines, sheet, places[name], name, amendments[name])
        _amend_tree(wanted, places[name], amendments[name])
        _check(wanted, places[name], sheet, name)
    amended = "\n".join(lines).encode("utf-8")
    if _sheet(amended, file).tree != wanted:
        raise CannotAmend(f"the lines of {file} could not be amended without changing more")
    return amended


def _amend_item(lines: list[str], sheet: Sheet, at: Path, name: str, amendment: Amendment) -> None:
    if amendment.status:
        _put_status(lines, sheet, at, name, amendment.status)  # it moves no line
    if amendment.review:
        _put_review(lines, sheet, at, name, amendment.review)


def _amend_tree(tree: Tree, at: Path, amendment: Amendment) -> None:
    item = _item(tree, at)
    if amendment.status:
        item["status"] = amendment.status
    if amendment.review:
        held = item.setdefault("reviews", [])
        if isinstance(held, list):
            held.append(amendment.review.tree)


def _check(tree: Tree, at: Path, sheet: Sheet, name: str) -> None:
    try:
        ITEM_SHAPE.validate_python(_item(tree, at))
    except ValidationError as refused:
        raise CannotAmend(f"{name}: {shape_faults(sheet, refused, at, None)[0].message}") from None


def _sheet(content: bytes, file: str) -> Sheet:
    sheet, faults = read_yaml(content, file)
    if sheet is None:
        raise CannotAmend("; ".join(map(str, faults)))
    return sheet


def _place(sheet: Sheet, name: str) -> Path:
    """Where the item stands: in a list of items, or among the questions of a case."""
    under: Path = ("questions",) if isinstance(sheet.tree, dict) else ()
    items = sheet.tree.get("questions", []) if isinstance(sheet.tree, dict) else sheet.tree
    for place, item in enumerate(items):
        if isinstance(item, dict) and item.get("id") == name:
            return (*under, place)
    raise CannotAmend(f"{name} is no longer in {sheet.file}")


def _item(tree: Tree, at: Path) -> dict[str, Tree]:
    for step in at:
        tree = tree[step]  # type: ignore[index] # the path was found in this very tree
    if not isinstance(tree, dict):
        raise CannotAmend("an item is a mapping")
    return tree


def _put_review(lines: list[str], sheet: Sheet, at: Path, name: str, review: Entry) -> None:
    ending = "\r" if lines[0].endswith("\r") else ""
    if (*at, "reviews") not in sheet.lines:
        end, column = _extent(lines, sheet, (*at, "author"), name, "author")
        lines[end:end] = [f"{' ' * column}reviews:{ending}", f"{' ' * (column + 2)}- {review}{ending}"]
        return
    start = sheet.lines[*at, "reviews"] - 1
    end, column = _extent(lines, sheet, (*at, "reviews"), name, "reviews")
    line = lines[start].removesuffix("\r")
    if empty := _EMPTY.match(line):
        lines[start] = f"{empty[1]}{empty[2]}{ending}"
        lines.insert(start + 1, f"{' ' * (column + 2)}- {review}{ending}")
    elif _BLOCK.match(line):
        dashes = [len(row) - len(row.lstrip()) for row in lines[start + 1 : end] if row.lstrip().startswith("- ")]
        lines.insert(end, f"{' ' * (dashes[0] if dashes else column + 2)}- {review}{ending}")
    else:
        raise CannotAmend(f"{name}: write each review on a line of its own that begins with a dash")


def _put_status(lines: list[str], sheet: Sheet, at: Path, name: str, status: str) -> None:
    start = sheet.line((*at, "status")) - 1
    found = _STATUS.match(lines[start].removesuffix("\r"))
    if not found:
        raise CannotAmend(f"{name}: write the status on a line of its own")
    ending = "\r" if lines[start].endswith("\r") else ""
    lines[start] = f"{found[1]}{status}{found[3]}{ending}"


def _extent(lines: list[str], sheet: Sheet, path: Path, name: str, key: str) -> tuple[int, int]:
    """The line after the last one of a field, and the column of the field's name."""
    start = sheet.lines[path] - 1
    found = re.match(rf"^\s*(?:- )?(?={key}:)", lines[start])
    if not found:
        raise CannotAmend(f"{name}: write {key} on a line of its own")
    column = found.end()
    end = start + 1
    for number in range(start + 1, len(lines)):
        row = lines[number]
        indent = len(row) - len(row.lstrip(" "))
        if not row.strip() or (row.lstrip().startswith("#") and indent <= column):
            continue
        if indent < column or (indent == column and not row.lstrip().startswith("- ")):
            break
        end = number + 1
    return end, column


def _spell(name: str, value: str) -> str:
    if name in {"on", "version", "confidence"} or (_PLAIN.fullmatch(value) and value.casefold() not in _WORDS):
        return value
    return json.dumps(value, ensure_ascii=False)
