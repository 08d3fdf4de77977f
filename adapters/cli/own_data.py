"""Own data: a study group's answers as anyone may have them in files, read strictly into values."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from math import isfinite
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.item_types import Choice, Matching, Ordering
from bot.rules.items import Case, Item, Option, Problem, Prompt
from bot.rules.sessions import Response

T = TypeVar("T")
START = datetime(2020, 1, 1, tzinfo=UTC)
"""The instant called day 0 in the files."""

BANK = ("item_id", "domain", "task", "type", "n_options", "n_correct", "author_difficulty", "status")
RESPONSES = ("member_id", "day", "item_id", "context", "attempt", "correct", "rt_s", "confidence")
MEMBERS = ("member_id", "exam_day")
CONTEXTS = frozenset({"daily", "quiz", "mock", "review"})
LONGEST_DAY = 36_500


class NotReadableError(Exception):
    """A fault in one of the files; the message names file, line and column, and what is expected there."""


class Exam(BaseModel):
    """blueprint.json: each domain's share of the exam, its scored items, and the scale with its pass mark."""

    model_config = ConfigDict(extra="forbid", strict=True)

    weights: list[float] = Field(min_length=1, max_length=6)
    scored: int = Field(ge=1, le=1000)
    counts: list[int]
    scale: tuple[int, int]
    cut: int

    @model_validator(mode="after")
    def _agree(self) -> Exam:
        if min(self.weights) < 0 or abs(sum(self.weights) - 1) > 0.001:  # noqa: PLR2004 - written with three digits
            raise ValueError("weights are shares that add up to 1")
        if len(self.counts) != len(self.weights) or sum(self.counts) != self.scored or min(self.counts) < 0:
            raise ValueError("counts has a number of items for each weight, and they add up to scored")
        if not self.scale[0] < self.cut < self.scale[1]:
            raise ValueError("cut lies inside the scale")
        return self


@dataclass(frozen=True, slots=True)
class OwnData:
    """What the four files hold: the exam, the domains in the order of its weights, items, answers, and exam days."""

    exam: Exam
    domains: tuple[str, ...]
    items: Mapping[tuple[str, int], Item]
    responses: tuple[Response, ...]
    exams: Mapping[str, datetime]


def read_own_data(folder: Path) -> OwnData:
    """Read blueprint.json, bank.csv, responses.csv and members.csv.

    Raises:
        NotReadableError: naming file, line and column of the first fault.
    """
    exam = _exam(folder / "blueprint.json")
    items = {(item.id, 1): item for item in _items(folder / "bank.csv")}
    domains = tuple(sorted({item.domain for item in items.values()}, key=_as_number))
    if len(domains) != len(exam.weights):
        raise NotReadableError(
            f"bank.csv: the items lie in {len(domains)} domains, but blueprint.json has {len(exam.weights)} weights"
        )
    exams = dict(_members(folder / "members.csv"))
    responses = tuple(_responses(folder / "responses.csv", items, exams))
    return OwnData(exam, domains, items, responses, exams)


def _exam(path: Path) -> Exam:
    written = _text(path)
    try:
        json.loads(written)  # says line and column of what is not JSON
        return Exam.model_validate_json(written)  # a list is a pair only to who knows that it was JSON
    except json.JSONDecodeError as wrong:
        raise NotReadableError(f"{path.name}:{wrong.lineno}:{wrong.colno}: not JSON: {wrong.msg}") from None
    except ValidationError as refused:
        fault = refused.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, fault["loc"])) or "the whole"
        raise NotReadableError(f"{path.name}: {where}: {fault['msg'].removeprefix('Value error, ')}") from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotReadableError(f"{path.name}: there is no such file in {path.parent}") from None
    except UnicodeDecodeError as wrong:
        raise NotReadableError(f"{path.name}: byte {wrong.start + 1} is not UTF-8; save the file as UTF-8") from None
    except OSError as wrong:
        raise NotReadableError(f"{path.name}: it cannot be opened: {wrong.strerror}") from None


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a table, which knows where it stands."""

    file: str
    number: int
    cells: Mapping[str, str]

    def read(self, column: str, turn: Callable[[str], T], expected: str) -> T:
        """A cell as a value.

        Raises:
            NotReadableError: when it does not fit.
        """
        try:
            return turn(self.cells[column].strip())
        except (ValueError, KeyError):
            raise self.fault(column, f"{self.cells[column]!r} does not fit; it is {expected}") from None

    def fault(self, column: str, words: str) -> NotReadableError:
        return NotReadableError(f"{self.file}:{self.number}: column {column}: {words}")


def _lines(path: Path, columns: tuple[str, ...]) -> Iterator[_Line]:
    reader = csv.reader(_text(path).splitlines(), strict=True)
    try:
        head = next(reader, [])
        if tuple(head) != columns:
            raise NotReadableError(f"{path.name}:1: the columns are {','.join(head)}; expected {','.join(columns)}")
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(columns):
                raise NotReadableError(f"{path.name}:{reader.line_num}: {len(cells)} cells, expected {len(columns)}")
            yield _Line(path.name, reader.line_num, dict(zip(columns, cells, strict=True)))
    except csv.Error as wrong:
        raise NotReadableError(f"{path.name}:{reader.line_num}: not CSV: {wrong}") from None


def _name(cell: str) -> str:
    if not cell:
        raise ValueError
    return cell


def _number(cell: str) -> float:
    value = float(cell)
    if not (isfinite(value) and 0 <= value <= LONGEST_DAY):
        raise ValueError
    return value


def _one_of(*words: str) -> Callable[[str], str]:
    def turn(cell: str) -> str:
        if cell not in words:
            raise ValueError
        return cell

    return turn


def _whole(least: int, most: int) -> Callable[[str], int]:
    def turn(cell: str) -> int:
        value = int(cell)
        if not least <= value <= most:
            raise ValueError
        return value

    return turn


def _items(path: Path) -> Iterator[Item]:
    seen: set[str] = set()
    for line in _lines(path, BANK):
        name = line.read("item_id", _name, "a name")
        if name in seen:
            raise line.fault("item_id", f"{name} stands in the bank twice")
        seen.add(name)
        kind = line.read("type", _one_of("mc", "mr", "order", "match", "case"), "mc, mr, order, match or case")
        options = line.read("n_options", _whole(2, 12), "a number from 2 to 12")
        right = line.read("n_correct", _whole(1, 12), "a number from 1 to 12")
        if right > options:
            raise line.fault("n_correct", f"{right} of {options} options cannot be right")
        yield Item(
            id=name,
            version=1,
            status="live"
            if line.read("status", _one_of("active", "pilot"), "active or pilot") == "active"
            else "pilot",
            domain=line.read("domain", _name, "a name"),
            task=line.read("task", _name, "a name"),
            skills=(),
            difficulty=line.read("author_difficulty", _whole(1, 5), "a number from 1 to 5"),
            expected_p=0.5,
            cognitive="",
            services=(),
            stem="",
            problem=_problem(kind, options, right),
            takeaway="",
            references=(),
            volatility="low",
            recheck_by=date.max,
            case=Case("", 1, "", "") if kind == "case" else None,
        )


def _problem(kind: str, options: int, right: int) -> Problem:
    """A problem of that shape: what is wanted of it is how likely blind guessing is."""
    letters = [name for name, _ in zip((f"o{n}" for n in count()), range(options), strict=False)]
    offered = tuple(Option(letter, letter) for letter in letters)
    match kind:
        case "order":
            return Ordering(offered, tuple(letters[:right]))
        case "match":
            prompts = tuple(Prompt(letter, letter, letter) for letter in letters[:right])
            return Matching(prompts, offered, reuse=False)
        case _:
            return Choice(offered, frozenset(letters[:right]), right)


def _members(path: Path) -> Iterator[tuple[str, datetime]]:
    seen: set[str] = set()
    for line in _lines(path, MEMBERS):
        name = line.read("member_id", _name, "a name")
        if name in seen:
            raise line.fault("member_id", f"{name} stands there twice")
        seen.add(name)
        yield name, START + timedelta(days=line.read("exam_day", _number, "a number of days since the start"))


def _responses(path: Path, items: Mapping[tuple[str, int], Item], exams: Mapping[str, datetime]) -> Iterator[Response]:
    times: Counter[tuple[str, str]] = Counter()
    for line in _lines(path, RESPONSES):
        member, name = line.read("member_id", _name, "a name"), line.read("item_id", _name, "a name")
        if member not in exams:
            raise line.fault("member_id", f"{member!r} is not in members.csv")
        if (name, 1) not in items:
            raise line.fault("item_id", f"{name!r} is not in bank.csv")
        days = line.read("day", _number, "a number of days since the start")
        attempt = line.read("attempt", _whole(1, 1_000_000), "1 for the first time, then 2, 3 and so on")
        line.read("context", _one_of(*sorted(CONTEXTS)), "daily, quiz, mock or review")
        right = line.read("correct", _one_of("0", "1"), "0 or 1") == "1"
        taken = line.cells["rt_s"].strip()
        seconds = int(line.read("rt_s", _number, "seconds, or empty")) if taken else None
        sure = line.cells["confidence"].strip()
        times[member, name] += 1
        at = START + timedelta(days=days)
        yield Response(
            group="",
            session=f"{attempt:07}",
            item=name,
            # Of what was answered again nothing counts, not even as the first answer that the file happens to hold.
            version=1 if attempt == 1 and times[member, name] == 1 else 0,
            member=member,
            answer=(),
            right=right,
            near=float(right),
            at=at,
            day=at.date(),
            seconds=seconds,
            sure=line.read("confidence", _whole(1, 3), "1 to 3, or empty") if sure else 0,
        )


def _as_number(domain: str) -> tuple[float, str]:
    return (float(domain), domain) if domain.isdecimal() else (float("inf"), domain)
