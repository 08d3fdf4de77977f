"""The shelf against bad input: every broken file is told with its line, and no pack is half loaded."""

from __future__ import annotations

import gc
import os
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import yaml
from rich.console import Console

from adapters.shelf.beside import texts_beside
from adapters.shelf.report import check, write_enemies, write_schema
from adapters.shelf.shelf import open_shelf, read_shelf
from adapters.shelf.yaml_events import MAX_BYTES
from bot.packs.faults import Sheet, Tree
from bot.packs.reading import Manuscript
from tests.bot.packs.specimens import Mapping, case, choice, head, ordering

TODAY = date(2026, 11, 22)


def write(path: Path, tree: Tree) -> None:
    """Write `tree` with every scalar in quotes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(tree, default_style='"', sort_keys=False, allow_unicode=True), "utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one pack of two items."""
    write(tmp_path / "content/demo/pack.yaml", head())
    write(tmp_path / "content/demo/items/1.1.yaml", [choice(), ordering()])
    return tmp_path / "content"


def report(folder: Path) -> tuple[int, str]:
    """The exit code and the text of the check."""
    page = StringIO()
    code = check(folder, today=TODAY, console=Console(file=page, width=60))
    return code, page.getvalue()


def test_what_reviewers_wrote_is_for_the_check_and_not_for_the_shelf(content: Path) -> None:
    review: Tree = {"by": "ben", "kind": "blind", "on": "2026-11-21", "result": "agrees", "confidence": "9"}
    asked = [choice(name) for name in ("0011", "0012")]
    write(content / "demo/items/1.1.yaml", [choice(reviews=[review]), ordering()])
    write(
        content / "demo/cases/buses.yaml", case(*asked, choice("0013", task="1.2", skills=["1.2.01"], reviews=[review]))
    )
    bank, faults = read_shelf(content)

    assert [fault for fault in faults if fault.level == "error"] == []
    assert len(bank.packs["demo"].items) == 5
    page = report(content)[1]
    assert page.count("confidence") == 2


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_passed_over_keeps_its_lines(content: Path, end: str) -> None:
    path = content / "demo/items/1.1.yaml"
    write(path, [choice(reviews=[]), ordering(difficulty="9")])
    line = '    - {by: ben, kind: blind, on: 2026-11-21, version: 1, result: agrees, confidence: 4, note: "a: b"}'
    text = path.read_text("utf-8").replace('  "reviews": []', f"  reviews:\n{line}\n{line}", 1)
    path.write_bytes(text.replace("\n", end).encode())
    told = [str(fault) for fault in read_shelf(content)[1] if fault.level == "error"]

    assert line in text
    assert [str(fault) for fault in open_shelf(content)[0][0].faults if fault.level == "error"] == told != []


def test_a_whole_pack_stands_on_the_shelf(content: Path) -> None:
    bank, faults = read_shelf(content)

    assert faults == ()
    assert [item.id for item in bank.pack("demo").items] == ["demo-d1-0001", "demo-d1-0003"]


def test_a_file_of_ten_megabytes_is_not_read(content: Path) -> None:
    (content / "demo/items/1.2.yaml").write_bytes(b"- a\n" * (10 * MAX_BYTES // 4))

    bank, faults = read_shelf(content)

    assert [str(fault) for fault in faults] == ["demo/items/1.2.yaml:1: error [size] the file is larger than 1024 KiB"]
    assert bank.packs == {}


def test_a_broken_pack_is_left_out_whole_and_its_neighbour_stays(content: Path) -> None:
    write(content / "other/pack.yaml", head(id="other"))
    write(content / "other/items/1.1.yaml", [choice(), choice("0002", task="9.9")])
    (content / "other/cases").mkdir()
    (content / "other/cases/a.yaml").write_text("case: [", "utf-8")

    bank, faults = read_shelf(content)

    assert list(bank.packs) == ["demo"]
    assert [(fault.file, fault.code) for fault in faults] == [
        ("other/cases/a.yaml", "yaml"),
        ("other/items/1.1.yaml", "unknown-task"),
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"skills": ["9.9.99"]}, "[unknown-skill] demo-d1-0001: the outline has no skill 9.9.99"),
        ({"select": "1"}, "[shape] `select` is not a field here"),
        ({"options": [o | {"correct": "true"} for o in choice()["options"]]}, "[key] demo-d1-0001: 1 to select"),  # type: ignore[operator]
    ],
)
def test_a_broken_item_is_told_with_file_and_line(content: Path, changes: Mapping, words: str) -> None:
    write(content / "demo/items/1.1.yaml", [ordering(), choice() | changes])

    code, page = report(content)

    assert code == 1
    (told,) = (line for line in page.splitlines() if words in line)
    place = told.split(": error ")[0]
    assert place.startswith(f"{content}/demo/items/1.1.yaml:")
    assert int(place.rsplit(":", 1)[1]) > 30


def test_a_link_out_of_the_folder_is_not_followed(content: Path, tmp_path: Path) -> None:
    write(tmp_path / "secret.yaml", [choice("0009")])
    (content / "demo/items/1.2.yaml").symlink_to(tmp_path / "secret.yaml")

    _, faults = read_shelf(content)

    assert [str(fault) for fault in faults] == [
        "demo/items/1.2.yaml:1: error [outside] this link leads out of the content folder"
    ]


def test_a_pack_that_is_a_link_out_of_the_folder_is_not_followed(content: Path, tmp_path: Path) -> None:
    write(tmp_path / "far/pack.yaml", head(id="far"))
    (content / "far").symlink_to(tmp_path / "far")

    bank, faults = read_shelf(content)

    assert list(bank.packs) == ["demo"]
    assert {fault.code for fault in faults} == {"outside"}


def test_a_file_that_may_not_be_read_is_told(content: Path) -> None:
    (content / "demo/items/1.2.yaml").symlink_to(content / "demo/items/nowhere.yaml")
    (content / "demo/items/1.3.yaml").symlink_to(content / "demo/items/1.3.yaml")

    _, faults = read_shelf(content)

    assert [fault.file for fault in faults] == ["demo/items/1.2.yaml", "demo/items/1.3.yaml"]
    assert {fault.level for fault in faults} == {"error"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_does_not_hold_the_reader_up(content: Path) -> None:
    os.mkfifo(content / "demo/items/1.2.yaml")

    _, faults = read_shelf(content)

    assert [fault.message for fault in faults] == ["this is not a file"]


def test_other_files_are_left_alone_but_told(content: Path) -> None:
    (content / "demo/items/notes.yml").write_text("- a", "utf-8")
    (content / "demo/items/.hidden").write_text("x", "utf-8")
    (content / "README.md").write_text("x", "utf-8")

    bank, faults = read_shelf(content)

    assert list(bank.packs) == ["demo"]
    assert [(fault.file, fault.level) for fault in faults] == [("demo/items/notes.yml", "warning")]


def test_a_folder_without_packs_is_told(tmp_path: Path) -> None:
    assert report(tmp_path / "none")[0] == 1
    assert "there is no such folder" in report(tmp_path / "none")[1]
    assert "there is no pack here" in report(tmp_path)[1]
    (tmp_path / "empty").mkdir()
    assert f"{tmp_path}/empty/pack.yaml:1: error [folder] this file is missing" in report(tmp_path)[1]


def test_the_check_takes_one_pack_as_well_as_a_folder_of_packs(content: Path) -> None:
    assert report(content)[0] == report(content / "demo")[0] == 0
    assert "2 items read, 0 live: 0 errors" in report(content / "demo")[1]


def test_the_check_lints_and_exits_with_one_on_an_error(content: Path) -> None:
    write(content / "demo/items/1.1.yaml", [choice(takeaway="")])
    write(content / "demo/cases/one.yaml", case(choice("0005", references=[])))

    code, page = report(content)

    assert code == 1
    assert ": error [takeaway] demo-d1-0001: the takeaway is missing" in page
    assert "cases/one.yaml:" in page
    assert page.splitlines()[-1].startswith("2 items read, 0 live: ")


def test_markup_in_a_file_is_shown_as_it_is(content: Path) -> None:
    write(content / "demo/items/1.1.yaml", [choice(status="[bold red]live[/]")])

    assert "`status` is '[bold red]live[/]'" in report(content)[1]


def test_the_schema_for_editors_is_written_beside_the_packs(content: Path) -> None:
    assert write_schema(content).read_text("utf-8").startswith("{\n")


def test_enemies_are_written_beside_each_pack_and_read_from_there(content: Path) -> None:
    write(content / "demo/items/1.1.yaml", [choice(), choice("0009")])
    path = content / "demo/enemies.yaml"

    for folder in (content, content / "demo"):
        page = StringIO()
        assert write_enemies(folder, Console(file=page, width=20)) == 0
        assert page.getvalue() == f"{path}\n"
    assert "- [demo-d1-0001, demo-d1-0009]\n" in path.read_text("utf-8")
    bank, _ = read_shelf(content)
    assert bank.pack("demo").enemies["demo-d1-0009"] == {"demo-d1-0001"}


def test_a_broken_file_of_enemies_leaves_the_pack_out(content: Path) -> None:
    write(content / "demo/enemies.yaml", ["demo-d1-0001"])

    bank, faults = read_shelf(content)

    assert bank.packs == {}
    assert [fault.file for fault in faults] == ["demo/enemies.yaml"]


@pytest.mark.parametrize("name", ["", "demo"])
def test_a_broken_file_of_enemies_is_mended_by_writing_it_anew(content: Path, name: str) -> None:
    write(content / "demo/enemies.yaml", ["demo-d1-0001"])

    assert write_enemies(content / name, Console(file=StringIO())) == 0
    assert read_shelf(content)[1] == ()


def test_reading_leaves_the_garbage_collector_as_it_was_and_nothing_but_the_bank(content: Path) -> None:
    assert gc.isenabled()
    gc.collect()
    bank, _ = read_shelf(content)
    assert gc.isenabled()
    alive = [one for one in gc.get_objects() if isinstance(one, Sheet | Manuscript)]
    assert (alive, len(bank.packs)) == ([], 1)
    gc.disable()
    try:
        read_shelf(content / "none")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_repository_around_the_packs_is_beside_them_and_tests_are_not(content: Path) -> None:
    assert texts_beside(content) == {}
    root = content.parent
    for name in ("pyproject.toml", "docs/a.md", "tests/b.md", ".git/c.md", "docs/d.png", "items/e.md"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(name, "utf-8")
    found = texts_beside(content)
    assert list(found) == ["content/demo/pack.yaml", "docs/a.md", "items/e.md"]
    assert found["docs/a.md"] == "docs/a.md"
    assert texts_beside(content / "demo") == found
