"""Readiness of anyone's own data: four files in, an estimate for each member out."""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from adapters.cli.own_data import FILES, OwnData, read_own_data
from adapters.cli.own_files import NotReadableError
from bot.cards.spreadsheets import harmless
from bot.rules.abilities import newcomer, replay
from bot.rules.evidence import Counted, evidence
from bot.rules.information import guessed
from bot.rules.readiness import Readiness, Record, Scale, assess

COLUMNS = ("member_id", "pass_prob", "scaled", "lo90", "hi90", "enough")


def readiness(folder: Path, out: Path, console: Console) -> int:
    """Write an estimate for every member of members.csv; 1 with a sentence when a file cannot be read or written."""
    if _is_read(folder, out):
        console.print(f"{out} is one of the files to read, and would be lost. Name another with --out.", markup=False)
        return 1
    try:
        data = read_own_data(folder)
    except NotReadableError as fault:
        console.print(str(fault), markup=False)
        return 1
    rows = estimates(data, console)
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            table.writerows([harmless(member), *rest] for member, *rest in rows)
    except OSError as wrong:
        console.print(f"{out} cannot be written: {wrong.strerror}. Name another file with --out.", markup=False)
        return 1
    disarmed = sum(harmless(member) != member for member, *_ in rows)
    if disarmed:
        names = "1 name" if disarmed == 1 else f"{disarmed} names"
        console.print(
            f"A spreadsheet could take {names} for a formula. An apostrophe keeps it from that, so member_id differs"
            " there from members.csv; the rows stand in the same order.",
            markup=False,
        )
    told = sum(row[-1] == "1" for row in rows)
    console.print(f"{len(rows)} members, {told} of them with enough evidence. Written to {out}.", markup=False)
    return 0


def estimates(data: OwnData, console: Console) -> list[tuple[str, ...]]:
    """A row for each member, in the order of members.csv; each on the day of their exam."""
    # What was answered after one's exam says nothing about the day of it.
    before = [response for response in data.responses if response.at <= data.exams[response.member]]
    counted = evidence(before, {}, data.items)
    beliefs = replay(counted, data.items, data.domains)
    of_member: dict[str, list[Counted]] = defaultdict(list)
    for answer in counted:
        of_member[answer.member].append(answer)
    scale = scale_of(data)
    rows = []
    for member, day in track(data.exams.items(), "Playing the exam", console=console, disable=not sys.stderr.isatty()):
        found = assess(
            beliefs.abilities.get(member) or newcomer(len(data.domains)),
            record_of(of_member[member], data.domains),
            scale,
            member=member,
            at=day,
        )
        rows.append(_row(member, found))
    return rows


def _is_read(folder: Path, out: Path) -> bool:
    """Whether that is one of the files in the folder, by whatever name."""
    try:
        return out.exists() and any(out.samefile(file) for file in (folder / name for name in FILES) if file.exists())
    except OSError:  # reading or writing says what is wrong
        return False


def _row(member: str, found: Readiness) -> tuple[str, ...]:
    enough = "0" if found.evidence == "not enough" else "1"
    return member, f"{found.chance:.4f}", str(found.scaled), str(found.low), str(found.high), enough


def record_of(counted: Sequence[Counted], domains: Sequence[str]) -> Record:
    """A member's counted answers in short."""
    held = Counter(answer.domain for answer in counted)
    counts = tuple(held[domain] for domain in domains)
    return Record(counts, max((answer.at for answer in counted), default=None))


def scale_of(data: OwnData) -> Scale:
    """The exam as the estimate needs it; its item types are those of the bank."""
    exam = data.exam
    held = Counter(guessed(item.problem) for item in data.items.values())
    total = sum(exam.weights)
    return Scale(
        shares=tuple(weight / total for weight in exam.weights),
        scored=exam.scored,
        low=exam.scale[0],
        high=exam.scale[1],
        passing=exam.cut,
        floors=tuple((count / held.total(), floor) for floor, count in sorted(held.items())),
    )
