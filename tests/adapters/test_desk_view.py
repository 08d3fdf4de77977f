"""The desk's tables as the address asks for them, as HTML without a script, and as files."""

from __future__ import annotations

import csv
import re
from datetime import date
from io import StringIO
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.store import SqlStore
from adapters.web.desk_files import csv_of
from adapters.web.desk_tables import SEARCHED, table_of
from adapters.web.desk_view import View
from bot.cards.sheets import Cell, Column, Sheet, blank, dated, named
from tests.bot.desk_looks import desk_of, looked, studies, studying
from tests.desk_scene import rated, usual
from tests.world import World

COLUMNS = (Column("Member"), Column("To pass", "Chance to pass", number=True), Column("Why", prose=True))
ROWS = (
    (named("Zoë"), Cell("97%", 0.97), Cell("idle", 1)),
    (named("amara"), blank(), Cell("falling; idle", 2)),
    (named("Bo"), Cell("5%", 0.05), blank()),
    (named("Chi"), Cell("▲ 20%", 0.2, spoken="20%, strong"), Cell("exam near", 0)),
)
SHEET = Sheet("members", "Members", COLUMNS, ROWS, "Nobody yet.")


def view(**asked: str) -> View:
    """The view of an address with these in it."""
    return View.of({f"members.{name}": value for name, value in asked.items()})


def read(file: str) -> list[list[str]]:
    """The rows of a file."""
    return list(csv.reader(StringIO(file.removeprefix("\ufeff"), newline="")))


def order(found: View) -> list[str]:
    return [row[0].words for _, row in found.rows(SHEET)]


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("", ["Zoë", "amara", "Bo", "Chi"]),
        ("1", ["amara", "Bo", "Chi", "Zoë"]),
        ("-1", ["Zoë", "Chi", "Bo", "amara"]),
        ("2", ["Bo", "Chi", "Zoë", "amara"]),
        ("-2", ["Zoë", "Chi", "Bo", "amara"]),
        ("3", ["Chi", "Zoë", "amara", "Bo"]),
        ("0", ["Zoë", "amara", "Bo", "Chi"]),
        ("4", ["Zoë", "amara", "Bo", "Chi"]),
        ("--1", ["Zoë", "amara", "Bo", "Chi"]),
        ("one", ["Zoë", "amara", "Bo", "Chi"]),
        ("²", ["Zoë", "amara", "Bo", "Chi"]),
    ],
)
def test_rows_are_sorted_as_asked_and_what_tells_nothing_comes_last(sort: str, found: list[str]) -> None:
    assert order(view(sort=sort)) == found


def test_a_head_leads_to_the_other_way_and_keeps_what_else_was_asked() -> None:
    asked = View.of({"members.sort": "-2", "members.find": "a", "tasks.sort": "1", "evil": "x"})
    address = urlsplit(asked.resorted(SHEET, 1))

    assert dict(parse_qsl(address.query)) == {"members.sort": "2", "members.find": "a", "tasks.sort": "1"}
    assert (address.path, address.fragment) == ("/desk", "members-table")
    assert "members.sort=-2" in view().resorted(SHEET, 1), "numbers begin with the largest"
    assert "members.sort=1" in view().resorted(SHEET, 0), "words begin with the first"


@pytest.mark.parametrize(("find", "found"), [("", 4), ("IDLE", 2), (" zo ", 1), ("20%", 1), ("nothing", 0)])
def test_a_search_looks_into_every_cell(find: str, found: int) -> None:
    asked = view(find=find)
    assert sum(asked.shows(SHEET, row) for row in SHEET.rows) == found


@given(st.dictionaries(st.text(max_size=30), st.text(max_size=90)))
def test_no_address_breaks_a_table(query: dict[str, str]) -> None:
    page = str(table_of(SHEET, View.of(query)))
    assert page.count("<tr") == 1 + len(ROWS)


@pytest.mark.parametrize(("sort", "places"), [("", "01234567"), ("2", "26370415")])
def test_rows_that_are_alike_keep_places_of_their_own(sort: str, places: str) -> None:
    """The script puts rows back into the sheet's own order by these."""
    page = str(table_of(Sheet("members", "Members", COLUMNS, ROWS * 2, ""), view(sort=sort)))
    assert re.findall(r'data-place="(\d+)"', page) == list(places)


def test_what_was_searched_for_is_words_and_nothing_else() -> None:
    many = Sheet("members", "Members", COLUMNS, ROWS * SEARCHED, "")
    page = str(table_of(many, view(find='"><script>')))
    assert "<script" not in page
    assert f"0 of {len(ROWS) * SEARCHED} shown" in page


def test_an_empty_table_is_a_sentence() -> None:
    page = str(table_of(Sheet("members", "Members", COLUMNS, (), "Nobody yet."), View()))
    assert "<table" not in page
    assert "Nobody yet." in page


def test_a_file_has_heads_in_full_numbers_as_numbers_and_empty_cells() -> None:
    assert read(csv_of(SHEET)) == [
        ["Member", "Chance to pass", "Why"],
        ["Zoë", "0.97", "idle"],
        ["amara", "", "falling; idle"],
        ["Bo", "0.05", ""],
        ["Chi", "0.2", "exam near"],
    ]


def test_a_column_of_several_values_has_a_head_for_each_in_a_file() -> None:
    columns = (Column("Question"), Column("Difficulty", number=True, kept=("Difficulty", "Doubt")), Column("Day"))
    told = Cell("+0.3 ±0.6", 0.3, kept=(0.31249, 0.6))
    rows = ((named("a"), told, dated(date(2026, 11, 3))), (named("b"), blank(), blank()))

    assert read(csv_of(Sheet("questions", "Questions", columns, rows, ""))) == [
        ["Question", "Difficulty", "Doubt", "Day"],
        ["a", "0.312", "0.6", "2026-11-03"],
        ["b", "", "", ""],
    ]


async def test_columns_of_numbers_on_the_desk_are_numbers_in_its_files(memory_store: SqlStore) -> None:
    group = await studying(World(memory_store))
    studies(group, usual())
    group.ask(lambda ledger: rated(desk_of(group, ledger)))
    sheets = [sheet for part in looked(group).sections for sheet in part.sheets]

    assert sum(column.number for sheet in sheets for column in sheet.columns) > 20
    for sheet in sheets:
        numbers = [column.number for column in sheet.columns for _ in column.heads]
        _, *rows = read(csv_of(sheet))
        assert rows, sheet.name
        for row in rows:
            told = [value for value, number in zip(row, numbers, strict=True) if number and value]
            assert all(re.fullmatch(r"-?\d+(\.\d+)?", value) for value in told), row
            assert sheet.name == "reports" or not any(value.startswith("'") for value in row), row


@pytest.mark.parametrize("words", ["=cmd|' /C calc'!A0", "@SUM(A1)", "+1+1", "-1+1", "＝1"])  # noqa: RUF001
def test_no_cell_of_a_file_is_a_formula(words: str) -> None:
    sheet = Sheet("reports", "Reports", (Column("Words"), Column("More")), ((named(words), named(words)),), "")
    (_, (first, second)) = read(csv_of(sheet))
    assert first == second == f"'{words}"


def test_a_sheet_refuses_what_is_none() -> None:
    with pytest.raises(ValueError, match="a cell for each column"):
        Sheet("members", "", COLUMNS, ((named("a"),),), "")
    with pytest.raises(ValueError, match="a value for each head"):
        Sheet("members", "", (Column("Range", kept=("From", "To")),), ((Cell("1 to 2", 1),),), "")
    with pytest.raises(ValueError, match="small letters"):
        Sheet("../etc", "", COLUMNS, (), "")
