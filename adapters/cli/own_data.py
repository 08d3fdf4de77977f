"""Own data: a study group's answers as anyone may have them in files, read strictly into values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from adapters.cli.blueprint import Exam, read_exam
from adapters.cli.tables import Kind, Line, decimal, lines, one_of, or_empty, whole, words
from bot.item_types import Choice, Matching, Ordering
from bot.rules.items import Case, Item, Option, Problem, Prompt
from bot.rules.sessions import Response

START = datetime(2020, 1, 1, tzinfo=UTC)
"""The instant called day 0 in the files."""

FILES = ("blueprint.json", "bank.csv", "responses.csv", "members.csv")
BANK = ("item_id", "domain", "task", "type", "n_options", "n_correct", "author_difficulty", "status")
RESPONSES = ("member_id", "day", "item_id", "context", "attempt", "correct", "rt_s", "confidence")
MEMBERS = ("member_id", "exam_day")

NAME = Kind(words, "a name")
DAYS = Kind(decimal(36_500), "a number of days since the start, 0 to 36500")
TYPE = Kind(one_of("mc", "mr", "order", "match", "case"), "mc, mr, order, match or case")
OPTIONS = Kind(whole(2, 12), "a number from 2 to 12")
CORRECT = Kind(whole(1, 12), "a number from 1 to 12")
LEVEL = Kind(whole(1, 5), "a number from 1 to 5")
STATUS = Kind(one_of("active", "pilot"), "active or pilot")
CONTEXT = Kind(one_of("daily", "quiz", "mock", "review"), "daily, quiz, mock or review")
ATTEMPT = Kind(whole(1, 1_000_000), "1 for the first time, then 2, 3 and so on")
RIGHT = Kind(one_of("0", "1"), "0 or 1")
SECONDS = Kind(or_empty(decimal(31_536_000), None), "seconds, 0 to 31536000 (a year), or empty")
SURE = Kind(or_empty(whole(1, 3), 0), "1 to 3, or empty")


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
    exam = read_exam(folder / "blueprint.json")
    items = {(item.id, 1): item for item in _items(folder / "bank.csv", len(exam.weights))}
    domains = tuple(sorted({item.domain for item in items.values()}, key=_as_number))
    exams = dict(_members(folder / "members.csv"))
    responses = tuple(_responses(folder / "responses.csv", items, exams))
    return OwnData(exam, domains, items, responses, exams)


def _items(path: Path, weights: int) -> Iterator[Item]:
    seen: set[str] = set()
    domains: dict[str, None] = {}
    end = 1
    for line in lines(path, BANK):
        name = line.read("item_id", NAME)
        if name in seen:
            raise line.fault("item_id", f"{name!r} stands in the bank twice")
        seen.add(name)
        domain = line.read("domain", NAME)
        if domain not in domains and len(domains) == weights:
            before = ", ".join(map(repr, domains))
            raise line.fault("domain", f"{domain!r} is one more than blueprint.json has weights for, after {before}")
        domains[domain] = None
        kind = line.read("type", TYPE)
        yield Item(
            id=name,
            version=1,
            status="live" if line.read("status", STATUS) == "active" else "pilot",
            domain=domain,
            task=line.read("task", NAME),
            skills=(),
            difficulty=line.read("author_difficulty", LEVEL),
            expected_p=0.5,
            cognitive="",
            services=(),
            stem="",
            problem=_problem(kind, line.read("n_options", OPTIONS), _right(line, kind)),
            takeaway="",
            references=(),
            volatility="low",
            recheck_by=date.max,
            case=Case("", 1, "", "") if kind == "case" else None,
        )
        end = line.number
    if len(domains) < weights:
        words = f"the bank ends with {len(domains)} of the {weights} domains that blueprint.json has weights for"
        raise Line(path.name, end, {}).fault("domain", words)


def _right(line: Line, kind: str) -> int:
    """How many options are right, or stand in the sequence, or have a prompt.

    Where all of a choice are right, a blind guess always is, and an answer tells nothing. A sequence may take all.

    Raises:
        NotReadableError: when this type of item cannot have so many.
    """
    right, options = line.read("n_correct", CORRECT), line.read("n_options", OPTIONS)
    most = options if kind in {"order", "match"} else options - 1
    match kind:
        case "mc":
            fits, expected = right == 1, "of mc 1 is right"
        case "case":
            fits, expected = right <= most, "of a case's question 1 or more are right, and at least one is not"
        case "mr":
            fits, expected = 1 < right <= most, "of mr 2 or more are right, and at least one is not"
        case _:
            fits, expected = 1 < right <= most, f"{kind} takes 2 or more, and at most all"
    if not fits:
        raise line.fault("n_correct", f"{right} of {options} does not fit; {expected}")
    return right


def _problem(kind: str, options: int, right: int) -> Problem:
    """A problem of that shape: what is wanted of it is how likely blind guessing is."""
    letters = [f"o{n}" for n in range(options)]
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
    for line in lines(path, MEMBERS):
        name = line.read("member_id", NAME)
        if name in seen:
            raise line.fault("member_id", f"{name!r} stands there twice")
        seen.add(name)
        yield name, START + timedelta(days=line.read("exam_day", DAYS))


def _responses(path: Path, items: Mapping[tuple[str, int], Item], exams: Mapping[str, datetime]) -> Iterator[Response]:
    times: Counter[tuple[str, str]] = Counter()
    for line in lines(path, RESPONSES):
        member, name = line.read("member_id", NAME), line.read("item_id", NAME)
        if member not in exams:
            raise line.fault("member_id", f"{member!r} is not in members.csv")
        if (name, 1) not in items:
            raise line.fault("item_id", f"{name!r} is not in bank.csv")
        at = START + timedelta(days=line.read("day", DAYS))
        attempt = line.read("attempt", ATTEMPT)
        line.read("context", CONTEXT)
        right = line.read("correct", RIGHT) == "1"
        taken = line.read("rt_s", SECONDS)
        times[member, name] += 1
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
            seconds=None if taken is None else int(taken),
            sure=line.read("confidence", SURE),
        )


def _as_number(domain: str) -> tuple[float, str]:
    return (float(domain), domain) if domain.isdecimal() else (float("inf"), domain)
