"""`cohort readiness`: anyone's own data is read strictly, and every fault is told with its file, line and column."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.__main__ import run
from adapters.cli import command_line
from adapters.cli.own_data import NotReadableError, read_own_data

BLUEPRINT = {"weights": [0.5, 0.5], "scored": 50, "counts": [25, 25], "scale": [100, 1000], "cut": 720}
BANK = "item_id,domain,task,type,n_options,n_correct,author_difficulty,status\n" + "".join(
    f"i{n},{1 + n % 2},{1 + n % 2}.1,{kind},5,{right},{1 + n % 5},active\n"
    for n, (kind, right) in enumerate([("mc", 1), ("mr", 2), ("order", 3), ("match", 3), ("case", 1)] * 16)
)
RESPONSES = "member_id,day,item_id,context,attempt,correct,rt_s,confidence\n" + "".join(
    f"maya,{n / 4},i{n},quiz,1,{int(n % 3 > 0)},60.5,{n % 3 + 1}\n" for n in range(60)
)
MEMBERS = "member_id,exam_day\nmaya,20\nlin,20\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is fine."""
    (tmp_path / "blueprint.json").write_text(json.dumps(BLUEPRINT))
    (tmp_path / "bank.csv").write_text(BANK)
    (tmp_path / "responses.csv").write_text(RESPONSES)
    (tmp_path / "members.csv").write_text(MEMBERS)
    return tmp_path


def estimate(folder: Path) -> tuple[int, str, list[dict[str, str]]]:
    """Run the command; its exit code, what it said, and the rows it wrote."""
    out = folder / "out.csv"
    result = CliRunner().invoke(command_line(run), ["readiness", "--in", str(folder), "--out", str(out)])
    rows = list(csv.DictReader(out.read_text().splitlines())) if out.exists() else []
    return result.exit_code, " ".join(result.output.split()), rows


def test_every_member_gets_a_row(folder: Path) -> None:
    code, said, rows = estimate(folder)

    assert code == 0
    assert "2 members, 1 of them with enough evidence" in said
    assert [row["member_id"] for row in rows] == ["maya", "lin"]
    maya, lin = rows
    assert (maya["enough"], lin["enough"]) == ("1", "0")
    assert 0 < float(maya["pass_prob"]) < 1
    assert 100 <= int(maya["lo90"]) <= int(maya["scaled"]) <= int(maya["hi90"]) <= 1000
    assert int(lin["hi90"]) - int(lin["lo90"]) > int(maya["hi90"]) - int(maya["lo90"])


def test_the_same_data_gives_the_same_file(folder: Path) -> None:
    assert estimate(folder) == estimate(folder)


def test_what_came_after_the_exam_and_what_was_repeated_changes_nothing(folder: Path) -> None:
    before = estimate(folder)[2]
    more = "maya,21.5,i70,quiz,1,1,50,\nmaya,15.5,i3,review,2,1,50,\nmaya,15.6,i4,review,7,1,,\n"
    (folder / "responses.csv").write_text(RESPONSES + more)

    assert estimate(folder)[2] == before


def cell(file: str, line: int, column: int, value: str) -> Callable[[Path], None]:
    """Write something else into one cell of a table."""

    def change(folder: Path) -> None:
        lines = (folder / file).read_text().splitlines()
        cells = lines[line - 1].split(",")
        cells[column] = value
        lines[line - 1] = ",".join(cells)
        (folder / file).write_text("\n".join(lines) + "\n")

    return change


def key(name: str, value: object) -> Callable[[Path], None]:
    """Write something else into the blueprint."""

    def change(folder: Path) -> None:
        (folder / "blueprint.json").write_text(json.dumps(BLUEPRINT | {name: value}))

    return change


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no file": (lambda folder: (folder / "bank.csv").unlink(), "bank.csv: there is no such file"),
    "not utf-8": (lambda folder: (folder / "members.csv").write_bytes(b"member_id\xff"), "members.csv: byte 10"),
    "not json": (lambda folder: (folder / "blueprint.json").write_text("{"), "blueprint.json:1:2: not JSON"),
    "weights": (key("weights", [0.5, 0.6]), "blueprint.json: the whole: weights are shares that add up to 1"),
    "counts": (key("counts", [25, 24]), "blueprint.json: the whole: counts has a number of items for each weight"),
    "cut": (key("cut", 1000), "blueprint.json: the whole: cut lies inside the scale"),
    "unknown key": (key("pass", 1), "blueprint.json: pass:"),
    "three domains": (key("weights", [1.0]), "blueprint.json: the whole: counts"),
    "columns": (cell("bank.csv", 1, 0, "id"), "bank.csv:1: the columns are id,domain"),
    "cells": (cell("members.csv", 2, 1, "1,2"), "members.csv:2: 3 cells, expected 2"),
    "type": (cell("bank.csv", 3, 3, "essay"), "bank.csv:3: column type: 'essay' does not fit"),
    "options": (cell("bank.csv", 3, 5, "6"), "bank.csv:3: column n_correct: 6 of 5 options cannot be right"),
    "level": (cell("bank.csv", 4, 6, "6"), "bank.csv:4: column author_difficulty: '6' does not fit"),
    "twice": (cell("bank.csv", 3, 0, "i0"), "bank.csv:3: column item_id: i0 stands in the bank twice"),
    "stranger": (
        cell("responses.csv", 5, 0, "omar"),
        "responses.csv:5: column member_id: 'omar' is not in members.csv",
    ),
    "no item": (cell("responses.csv", 5, 2, "i999"), "responses.csv:5: column item_id: 'i999' is not in bank.csv"),
    "day": (cell("responses.csv", 6, 1, "nan"), "responses.csv:6: column day: 'nan' does not fit"),
    "context": (cell("responses.csv", 6, 3, "exam"), "responses.csv:6: column context: 'exam' does not fit"),
    "attempt": (cell("responses.csv", 6, 4, "0"), "responses.csv:6: column attempt: '0' does not fit"),
    "correct": (cell("responses.csv", 6, 5, "yes"), "responses.csv:6: column correct: 'yes' does not fit"),
    "time": (cell("responses.csv", 6, 6, "-3"), "responses.csv:6: column rt_s: '-3' does not fit"),
    "confidence": (cell("responses.csv", 6, 7, "4"), "responses.csv:6: column confidence: '4' does not fit"),
    "exam day": (cell("members.csv", 3, 1, "soon"), "members.csv:3: column exam_day: 'soon' does not fit"),
    "member twice": (cell("members.csv", 3, 0, "maya"), "members.csv:3: column member_id: maya stands there twice"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place_and_nothing_is_written(folder: Path, fault: str) -> None:
    break_it, told = FAULTS[fault]
    break_it(folder)

    with pytest.raises(NotReadableError) as refused:
        read_own_data(folder)
    assert str(refused.value).startswith(told)
    code, said, rows = estimate(folder)
    assert code == 1
    assert told in said
    assert rows == []


def test_a_place_that_cannot_be_written_is_named(folder: Path) -> None:
    result = CliRunner().invoke(
        command_line(run), ["readiness", "--in", str(folder), "--out", str(folder / "no" / "o.csv")]
    )

    assert result.exit_code == 1
    assert "cannot be written" in " ".join(result.output.split())
