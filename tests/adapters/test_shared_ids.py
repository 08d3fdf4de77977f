"""Ids that two packs share: neither pack is used, and both places are told, in the check and at the start."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from adapters.shelf.shelf import read_shelf
from tests.adapters.cli_scene import refused, without_settings
from tests.adapters.review_scene import cohort, write
from tests.bot.packs.specimens import case, choice, head, ordering


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with one pack of two items."""
    without_settings(monkeypatch, tmp_path)
    write(tmp_path / "content/demo/pack.yaml", head())
    write(tmp_path / "content/demo/items/1.1.yaml", [choice(), ordering()])
    return tmp_path / "content"


def test_two_packs_with_one_id_are_both_left_out_and_both_places_are_told(content: Path) -> None:
    write(content / "mine/pack.yaml", head(id="mine"))
    write(content / "mine/items/1.1.yaml", [choice("0007", id="mine-d1-0007"), ordering(id="demo-d1-0001")])
    write(content / "third/pack.yaml", head(id="third"))
    write(content / "third/items/1.1.yaml", [choice(id="third-d1-0001")])

    bank, faults = read_shelf(content)

    rows = (content / "mine/items/1.1.yaml").read_text("utf-8").splitlines()
    line = next(number for number, row in enumerate(rows, 1) if "demo-d1-0001" in row)
    lines = ["demo/items/1.1.yaml:1", f"mine/items/1.1.yaml:{line}"]
    why = "answers are kept by id for all packs: give the questions and cases of the newer pack a prefix of its own"
    assert [str(fault) for fault in faults] == [
        f"{here}: error [shared-id] demo-d1-0001 is in {there} too; {why}" for here, there in (lines, lines[::-1])
    ]
    assert list(bank.packs) == ["third"]
    checked = cohort("check", content)
    assert checked.exit_code == 1
    assert f"{content}/{lines[1]}: error [shared-id] " in checked.output


def test_two_packs_with_one_case_share_an_id(content: Path) -> None:
    for name in ("demo", "mine"):
        write(content / f"{name}/pack.yaml", head(id=name))
        write(content / f"{name}/cases/buses.yaml", case(*(choice(id=f"{name}-d1-000{n}") for n in (5, 6))))

    told = [fault.message for fault in read_shelf(content)[1]]
    assert [words.partition(";")[0] for words in told] == [
        "demo-case-001 is in mine/cases/buses.yaml:1 too",
        "demo-case-001 is in demo/cases/buses.yaml:1 too",
    ]


def test_the_copy_of_a_pack_is_told_in_one_line_for_each(content: Path) -> None:
    write(content / "mine/pack.yaml", head(id="mine"))
    write(content / "mine/items/1.1.yaml", [choice(), ordering(), choice("0009", id="mine-d1-0009")])

    assert ["(one of 2 shared ids)" in fault.message for fault in read_shelf(content)[1]] == [True, True]


def test_a_pack_that_is_off_the_shelf_takes_none_with_it(content: Path) -> None:
    shutil.copytree(content / "demo", content / "demo-backup")

    bank, faults = read_shelf(content)

    assert list(bank.packs) == ["demo"]
    assert [(fault.file, fault.code) for fault in faults] == [("demo-backup/pack.yaml", "folder")]


def test_who_starts_it_is_told_what_to_mend(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(content / "mine/pack.yaml", head(id="mine"))
    write(content / "mine/items/1.1.yaml", [choice()])
    monkeypatch.setenv("COHORT_CONTENT", str(content))

    first, last = refused("web").splitlines()
    assert first.startswith(
        "Packs with errors are left out. The first is at demo/items/1.1.yaml:1: demo-d1-0001 is in "
    )
    assert "mine/items/1.1.yaml:1 too" in first
    assert first.endswith("a prefix of its own. Run cohort packs check.")
    assert last == f"There is no usable pack in {content}. Run cohort packs check."
