"""`cohort readiness`: every fault of the four files is told with its file, line and column."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.cli.own_data import read_own_data
from adapters.cli.own_files import NotReadableError
from tests.adapters.own_data_scene import BANK, BLUEPRINT, MEMBERS, estimate, write_files

Change = Callable[[Path], object]


def cell(file: str, line: int, column: int, value: str) -> Change:
    """Write something else into one cell of a table."""

    def change(folder: Path) -> None:
        lines = (folder / file).read_text().splitlines()
        cells = lines[line - 1].split(",")
        cells[column] = value
        lines[line - 1] = ",".join(cells)
        (folder / file).write_text("\n".join(lines) + "\n")

    return change


def item(shape: str) -> Change:
    """Write another type, number of options and number of right ones into line 3 of the bank."""
    return whole("bank.csv", BANK.replace("i1,2,2.1,mr,5,2,", f"i1,2,2.1,{shape},"))


def key(name: str, value: object) -> Change:
    """Write something else into the blueprint, where each key has a line."""
    return whole("blueprint.json", json.dumps({**BLUEPRINT, name: value}).replace(', "', ',\n"'))


def raw(name: str, value: str) -> Change:
    """The same with what Python would not write."""
    return whole("blueprint.json", json.dumps({**BLUEPRINT, name: "?"}).replace(', "', ',\n"').replace('"?"', value))


def whole(file: str, text: str) -> Change:
    """Write a file anew."""
    return lambda folder: (folder / file).write_bytes(text.encode())


FAULTS: dict[str, tuple[Change, str]] = {
    "no file": (lambda folder: (folder / "bank.csv").unlink(), "bank.csv: there is no such file"),
    "not utf-8": (
        lambda folder: (folder / "members.csv").write_bytes("member_id,exam_day\r\nå".encode() + b"\xff"),
        "members.csv:2:2: this is not UTF-8",
    ),
    "unknown key": (key("pass", 1), "blueprint.json:6:1: 'pass' is no key of this file; its keys are weights, scored"),
    "missing key": (whole("blueprint.json", ' {"weights": [1]}'), "blueprint.json:1:2: scored: Field required"),
    "key twice": (raw("cut", '720,\n"cut": 700'), "blueprint.json:6:1: 'cut' stands there twice"),
    "weights": (key("weights", [0.5, 0.6]), "blueprint.json:1:13: weights: they add up to 1.1;"),
    "weight": (key("weights", [1.5, -0.5]), "blueprint.json:1:14: weights.0: Input should be less than or equal to 1"),
    "no weights": (key("weights", []), "blueprint.json:1:13: weights: List should have at least 1 item"),
    "NaN": (raw("weights", "[0.5, NaN]"), "blueprint.json:1:19: NaN is not a number"),
    "infinity": (raw("weights", "[0.5, -Infinity]"), "blueprint.json:1:19: -Infinity is not a number"),
    "too large": (raw("weights", "[0.5, 1e999]"), "blueprint.json:1:19: weights.1: Input should be"),
    "scored": (key("scored", "50"), "blueprint.json:2:11: scored: Input should be a valid integer"),
    "counts": (key("counts", [25, 24]), "blueprint.json:3:11: counts: they add up to 49; scored is 50"),
    "a count": (
        key("counts", [27, 23]),
        "blueprint.json:3:12: counts.0: 27 is more than 1 from weight times scored, 25",
    ),
    "three counts": (key("counts", [25, 25, 0]), "blueprint.json:3:11: counts: it holds 3, and weights 2"),
    "scale": (key("scale", [1, 2, 3]), "blueprint.json:4:10: scale: List should have at most 2 items"),
    "cut": (key("cut", 1000), "blueprint.json:5:8: cut: 1000 does not lie inside the scale"),
    "deep": (raw("cut", "[" * 100_000 + "]" * 100_000), "blueprint.json:5:9: too many brackets"),
    "deeper": (whole("blueprint.json", "[" * 100_000), "blueprint.json:1:1: an object in { } is expected"),
    "digits": (raw("cut", "9" * 5000), "blueprint.json:5:8: Exceeds the limit (4300 digits)"),
    "large": (raw("cut", "9" * 400), "blueprint.json:5:8: cut: Input should be"),
    "large share": (raw("weights", f"[{'9' * 400}]"), "blueprint.json:1:14: weights.0: Input should be"),
    "not json": (whole("blueprint.json", "{"), "blueprint.json:1:2: not JSON"),
    "no json": (whole("blueprint.json", ""), "blueprint.json:1:1: an object in { } is expected"),
    "no colon": (whole("blueprint.json", '{"cut" 720}'), "blueprint.json:1:8: not JSON: a colon is expected"),
    "no comma": (whole("blueprint.json", '{"cut": 720\n"scored": 1}'), "blueprint.json:2:1: not JSON: a comma"),
    "no comma in list": (whole("blueprint.json", '{"scale": [1 2]}'), "blueprint.json:1:14: not JSON: a comma"),
    "no quotes": (whole("blueprint.json", "{720: 1}"), "blueprint.json:1:2: not JSON: a key in double quotes"),
    "more json": (
        whole("blueprint.json", json.dumps(BLUEPRINT) + "\n{}"),
        "blueprint.json:2:1: not JSON: nothing more",
    ),
    "odd key": (key("\ud800", 1), "blueprint.json:6:1: '\\ud800' is no key of this file"),
    "fewer domains": (
        key("weights", [1.0]),
        "blueprint.json:3:11: counts: it holds 2, and weights 1",
    ),
    "a third domain": (
        cell("bank.csv", 4, 1, "9"),
        "bank.csv:4: column domain: '9' is one more than blueprint.json has weights for, after '1', '2'",
    ),
    "one domain": (
        whole("bank.csv", "\n".join(BANK.splitlines()[:2]) + "\n\n"),
        "bank.csv:2: column domain: the bank ends with 1 of the 2 domains that blueprint.json",
    ),
    "no items": (
        whole("bank.csv", BANK.splitlines()[0]),
        "bank.csv:1: column domain: the bank ends with 0 of the 2 domains",
    ),
    "columns": (cell("bank.csv", 1, 1, "Domain"), "bank.csv:1: column 2: 'Domain' stands where domain is expected"),
    "fewer columns": (whole("members.csv", "member_id\n"), "members.csv:1: column exam_day: the line ends before it"),
    "more columns": (cell("members.csv", 1, 1, "exam_day,x"), "members.csv:1: column 3: 'x' stands where the line"),
    "semicolons": (whole("members.csv", MEMBERS.replace(",", ";")), "members.csv:1: column 1: 'member_id;exam_day'"),
    "empty": (whole("members.csv", ""), "members.csv:1: column member_id: the line ends before it"),
    "cells": (cell("members.csv", 2, 1, "1,2"), "members.csv:2: column 3: '2' stands where the line should end"),
    "fewer cells": (whole("members.csv", MEMBERS + "\nomar\n"), "members.csv:5: column exam_day: the line ends before"),
    "open quote": (
        whole("bank.csv", BANK.replace("i3,2,2.1,match", 'i3,"2",2.1,"ma""tch')),
        "bank.csv:5: column type: a quote opens here and does not close",
    ),
    "open quote at the end": (
        whole("members.csv", f'{MEMBERS}"two\nlines","20'),
        "members.csv:5: column exam_day: a quote opens here and does not close",
    ),
    "open quote in the head": (
        whole("members.csv", 'member_id,"exam_day\nmaya,20\n'),
        "members.csv:1: column exam_day: a quote opens here and does not close",
    ),
    "words after a quote": (cell("bank.csv", 3, 3, '"mr"x'), "bank.csv:3: column type: not CSV: ',' expected"),
    "very long": (cell("bank.csv", 3, 2, "2" * 200_000), "bank.csv:3: column task: not CSV: field larger than"),
    "after a name of two lines": (
        whole("members.csv", f'{MEMBERS}"two\nlines",20\nomar,soon\n'),
        "members.csv:6: column exam_day: 'soon' does not fit",
    ),
    "in a name of two lines": (
        whole("members.csv", f'{MEMBERS}"two\nlines",soon\n'),
        "members.csv:4: column exam_day: 'soon' does not fit",
    ),
    "type": (cell("bank.csv", 3, 3, "essay"), "bank.csv:3: column type: 'essay' does not fit"),
    "more right": (item("mr,5,6"), "bank.csv:3: column n_correct: 6 of 5 does not fit"),
    "mc, two right": (item("mc,5,2"), "bank.csv:3: column n_correct: 2 of 5 does not fit; of mc 1 is right"),
    "mc, all right": (item("mc,5,5"), "bank.csv:3: column n_correct: 5 of 5 does not fit"),
    "mr, one right": (item("mr,5,1"), "bank.csv:3: column n_correct: 1 of 5 does not fit; of mr 2 or more"),
    "mr, all right": (item("mr,5,5"), "bank.csv:3: column n_correct: 5 of 5 does not fit"),
    "case, all right": (item("case,4,4"), "bank.csv:3: column n_correct: 4 of 4 does not fit"),
    "order of one": (item("order,5,1"), "bank.csv:3: column n_correct: 1 of 5 does not fit; order takes 2"),
    "order of more": (item("order,5,6"), "bank.csv:3: column n_correct: 6 of 5 does not fit"),
    "one pair": (item("match,5,1"), "bank.csv:3: column n_correct: 1 of 5 does not fit; match takes 2"),
    "none right": (item("mc,5,0"), "bank.csv:3: column n_correct: '0' does not fit; it is a number from 1 to 12"),
    "one option": (item("mc,1,1"), "bank.csv:3: column n_options: '1' does not fit; it is a number from 2 to 12"),
    "underscore": (item("mc,1_0,1"), "bank.csv:3: column n_options: '1_0' does not fit"),
    "other digits": (item("mc,\u0665,1"), "bank.csv:3: column n_options: '\u0665' does not fit"),
    "level": (cell("bank.csv", 4, 6, "6"), "bank.csv:4: column author_difficulty: '6' does not fit"),
    "twice": (cell("bank.csv", 3, 0, "i0"), "bank.csv:3: column item_id: 'i0' stands in the bank twice"),
    "stranger": (
        cell("responses.csv", 5, 0, "omar"),
        "responses.csv:5: column member_id: 'omar' is not in members.csv",
    ),
    "no item": (cell("responses.csv", 5, 2, "i999"), "responses.csv:5: column item_id: 'i999' is not in bank.csv"),
    "day": (cell("responses.csv", 6, 1, "nan"), "responses.csv:6: column day: 'nan' does not fit"),
    "day of other digits": (
        cell("responses.csv", 6, 1, "\u0661.\u0665"),
        "responses.csv:6: column day: '\u0661.\u0665' does not fit",
    ),
    "day with underscore": (cell("responses.csv", 6, 1, "1_0"), "responses.csv:6: column day: '1_0' does not fit"),
    "late day": (
        cell("responses.csv", 6, 1, "36501"),
        "responses.csv:6: column day: '36501' does not fit; it is a number of days since the start, 0 to 36500",
    ),
    "context": (cell("responses.csv", 6, 3, "exam"), "responses.csv:6: column context: 'exam' does not fit"),
    "attempt": (cell("responses.csv", 6, 4, "0"), "responses.csv:6: column attempt: '0' does not fit"),
    "correct": (cell("responses.csv", 6, 5, "yes"), "responses.csv:6: column correct: 'yes' does not fit"),
    "time": (cell("responses.csv", 6, 6, "-3"), "responses.csv:6: column rt_s: '-3' does not fit"),
    "long time": (
        cell("responses.csv", 6, 6, "31536001"),
        "responses.csv:6: column rt_s: '31536001' does not fit; it is seconds, 0 to 31536000 (a year), or empty",
    ),
    "confidence": (cell("responses.csv", 6, 7, "4"), "responses.csv:6: column confidence: '4' does not fit"),
    "exam day": (cell("members.csv", 3, 1, "soon"), "members.csv:3: column exam_day: 'soon' does not fit"),
    "no name": (cell("members.csv", 3, 0, " "), "members.csv:3: column member_id: ' ' does not fit; it is a name"),
    "member twice": (cell("members.csv", 3, 0, "maya"), "members.csv:3: column member_id: 'maya' stands there twice"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place_and_nothing_is_written(tmp_path: Path, fault: str) -> None:
    break_it, told = FAULTS[fault]
    write_files(tmp_path)
    break_it(tmp_path)

    with pytest.raises(NotReadableError) as refused:
        read_own_data(tmp_path)
    assert str(refused.value).startswith(told)
    code, said, rows = estimate(tmp_path)
    assert code == 1
    assert told.split(":")[0] in said
    assert rows == []
