"""`cohort readiness`: anyone's own data becomes an estimate for each member, under the names that came in."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from adapters.cli.own_data import FILES, read_own_data
from tests.adapters.own_data_scene import BANK, MEMBERS, RESPONSES, estimate, write_files

PINNED = ("m0", "0.2475", "594", "339", "847", "0"), ("m23", "0.4563", "691", "512", "858", "0")
DIGEST = "daba578bec32b214"
"""The first and the last row and a digest of all: the same on 3.11, 3.12 and 3.13, with numpy 2.3, 2.4 and 2.5."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is fine."""
    write_files(tmp_path)
    return tmp_path


def test_every_member_gets_a_row(folder: Path) -> None:
    code, said, rows = estimate(folder)

    assert code == 0
    assert "2 members, 1 of them with enough evidence" in said
    assert "apostrophe" not in said
    assert [row["member_id"] for row in rows] == ["maya", "lin"]
    maya, lin = rows
    assert (maya["enough"], lin["enough"]) == ("1", "0")
    assert 0 < float(maya["pass_prob"]) < 1
    assert 100 <= int(maya["lo90"]) <= int(maya["scaled"]) <= int(maya["hi90"]) <= 1000
    assert int(lin["hi90"]) - int(lin["lo90"]) > int(maya["hi90"]) - int(maya["lo90"])


def test_the_same_data_gives_the_same_file(folder: Path) -> None:
    assert estimate(folder) == estimate(folder)


def test_a_class_is_told_the_same_on_every_python(folder: Path) -> None:
    """Pinned, so that whichever Python and numpy run the tests are held against the same estimates."""
    names = [f"m{number}" for number in range(24)]
    given = (
        f"{name},{place / 3 + member % 4},i{(5 * place + member) % 80},{('quiz', 'daily', 'mock')[place % 3]},1,"
        f"{int((7 * place + 13 * member) % 10 < 3 + member % 7)},{20 + (place * member) % 50},\n"
        for member, name in enumerate(names)
        for place in range(2 + 2 * member)
    )
    (folder / "responses.csv").write_text(RESPONSES.splitlines(keepends=True)[0] + "".join(given))
    (folder / "members.csv").write_text("member_id,exam_day\n" + "".join(f"{name},30\n" for name in names))
    rows = [tuple(row.values()) for row in estimate(folder)[2]]

    assert (rows[0], rows[-1]) == PINNED
    assert sha256(repr(rows).encode()).hexdigest()[:16] == DIGEST


def test_what_came_after_the_exam_and_what_was_repeated_changes_nothing(folder: Path) -> None:
    before = estimate(folder)[2]
    more = "maya,21.5,i70,quiz,1,1,50,\nmaya,15.5,i3,review,2,1,50,\nmaya,15.6,i4,review,7,1,,\n"
    (folder / "responses.csv").write_text(RESPONSES + more)

    assert estimate(folder)[2] == before


def test_files_as_spreadsheets_save_them_are_read_alike(folder: Path) -> None:
    before = estimate(folder)[2]
    for file in FILES:
        text = (folder / file).read_text()
        (folder / file).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    assert estimate(folder)[2] == before


@pytest.mark.parametrize(
    "name", ["Ana\nMaría", "Ana\r\nMaría", "Ana\u2028María", "Ana\x85", " Ana ", 'Ana "A", B', "Аня"]
)
def test_names_come_out_as_they_went_in(folder: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    (folder / "members.csv").write_bytes(f"{MEMBERS}{quoted},20\n".encode())
    (folder / "responses.csv").write_bytes(f"{RESPONSES}{quoted},1,i60,quiz,1,1,50,\n".encode())

    assert [row["member_id"] for row in estimate(folder)[2]] == ["maya", "lin", name]


def test_no_name_is_run_by_a_spreadsheet_and_who_joins_files_is_told(folder: Path) -> None:
    (folder / "members.csv").write_text(MEMBERS + "=cmd|' /C calc'!A0,20\n@omar,20\n")

    code, said, rows = estimate(folder)

    assert code == 0
    assert [row["member_id"] for row in rows] == ["maya", "lin", "'=cmd|' /C calc'!A0", "'@omar"]
    assert "A spreadsheet could take 2 names for a formula" in said
    assert "the rows stand in the same order" in said


def test_a_long_time_for_one_question_is_no_fault(folder: Path) -> None:
    (folder / "responses.csv").write_text(RESPONSES + "maya,1,i60,quiz,1,1,86400.5,\n")

    assert read_own_data(folder).responses[-1].seconds == 86_400


@pytest.mark.parametrize(
    ("kind", "options", "right"),
    [("mc", 2, 1), ("mr", 3, 2), ("order", 4, 4), ("order", 5, 3), ("match", 2, 2), ("match", 5, 3), ("case", 5, 2)],
)
def test_every_shape_an_item_can_have_is_read(folder: Path, kind: str, options: int, right: int) -> None:
    (folder / "bank.csv").write_text(f"{BANK}more,1,1.1,{kind},{options},{right},3,pilot\n")

    assert ("more", 1) in read_own_data(folder).items


def test_a_place_that_cannot_be_written_is_named(folder: Path) -> None:
    code, said, _ = estimate(folder, folder / "no" / "o.csv")

    assert code == 1
    assert "cannot be written" in said


@pytest.mark.parametrize("file", FILES)
def test_no_file_that_is_read_is_written_over(folder: Path, file: str) -> None:
    before = (folder / file).read_bytes()
    other_name = folder / "link.csv"
    other_name.symlink_to(folder / file)

    for out in (folder / file, folder / ".." / folder.name / file, other_name):
        code, said, _ = estimate(folder, out)
        assert code == 1
        assert "is one of the files to read" in said
    assert (folder / file).read_bytes() == before
