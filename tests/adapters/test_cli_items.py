"""`cohort items`: every question over all groups, as a table and as a file that no spreadsheet can be tricked by."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.cli import command_line
from adapters.cli.items import HEADS
from adapters.settings import REPOSITORY
from adapters.shelf.shelf import read_shelf
from adapters.store import SqlStore, make_engine
from bot.calls import Actor, Place
from bot.cards.spreadsheets import harmless
from bot.ports import Ledger, Report
from bot.rules.groups import Group, Member, Role
from bot.rules.sessions import Response, Session
from tests.adapters.cli_scene import DEAD, without_settings
from tests.adapters.store_scene import AT, MONDAY
from tests.databases import sqlite_engine

PACK = read_shelf(REPOSITORY / "content")[0].packs["mla-c01"]
ODD = next(item for item in PACK.live if item.type == "multiple_choice")
KEY = next(line.id for line in ODD.problem.reveal() if line.right)
WRONG = next(line.id for line in ODD.problem.reveal() if not line.right)
REPORTED = next(item for item in PACK.live if item is not ODD)


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[SqlStore]:
    """An empty database where the command looks for it."""
    without_settings(monkeypatch, tmp_path)
    (tmp_path / "data").mkdir()
    store = SqlStore(sqlite_engine(f"sqlite:///{tmp_path / 'data' / 'cohort.db'}"))
    yield store
    store.close_now()


def cohort(*words: str) -> Result:
    """Run the command here."""
    return CliRunner().invoke(command_line(lambda _settings, _roles: 0), list(words))


def study(ledger: Ledger, group: str, *, right: int, wrong: int) -> None:
    """A group in which so many members got the odd question right and wrong, and one reported another."""
    ledger.groups.save(Group(group, "mla-c01", "Europe/Berlin", "at_once", 170, AT))
    ledger.groups.bind(group, Place("slack", "T1", group))
    ledger.sessions.add(Session(group, "practice", "quiz", MONDAY, (), AT, None))
    for number in range(right + wrong):
        name, is_right = f"m{number}", number < right
        ledger.groups.join(Actor("slack", group, name, name), Member(group, name, name, Role.MEMBER, AT))
        given = (KEY if is_right else WRONG,)
        at = AT + timedelta(minutes=number)
        ledger.responses.add(
            Response(
                group, "practice", ODD.id, ODD.version, name, given, is_right, float(is_right), at, MONDAY, seconds=60
            )
        )
    ledger.notes.report(Report(group, "r", REPORTED.id, REPORTED.version, "m0", "Wrong.", AT))


def two_groups(store: SqlStore) -> None:
    """Neither group alone has enough to flag a question."""
    store.run_now(lambda ledger: study(ledger, "g", right=0, wrong=4))
    store.run_now(lambda ledger: study(ledger, "h", right=0, wrong=4))


def test_the_table_adds_the_groups_up(database: SqlStore) -> None:
    two_groups(database)
    result = cohort("items")

    assert result.exit_code == 0, result.output
    words = " ".join(result.stdout.split())
    assert words.startswith("2 set aside Question Answers Right Difficulty Stands What to do ")
    assert f"{REPORTED.id} v{REPORTED.version} 0 –" in words
    assert "2 members reported it." in words
    assert f"{ODD.id} v{ODD.version} 8 0%" in words
    assert f"Check the key: most who missed it chose {WRONG}." in words


def test_the_next_beats_keep_what_comes_of_it_for_each_groups_mock_exams(database: SqlStore) -> None:
    two_groups(database)
    cohort("items")

    assert database.run_now(lambda ledger: ledger.ratings.stale(9)) == ("g", "h")


def test_a_file_has_a_row_for_each_question(database: SqlStore, tmp_path: Path) -> None:
    two_groups(database)
    result = cohort("items", "--csv", "items.csv", "--pack", "mla-c01")

    assert result.exit_code == 0, result.output
    with (tmp_path / "items.csv").open(encoding="utf-8", newline="") as opened:
        head, *rows = csv.reader(opened)
    assert tuple(head) == HEADS
    odd = dict(zip(head, rows[1], strict=True))
    assert [row[1] for row in rows] == [REPORTED.id, ODD.id]
    assert (odd["answers"], odd["right"], odd["flag"], odd["verdict"]) == ("8", "0", "check_key", "set aside")
    assert odd["most_chosen_wrong"] == WRONG
    assert float(odd["surprise"]) < -2.5


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_words_that_look_like_a_formula_are_quoted(words: str) -> None:
    assert harmless(words) == f"'{words}"
    assert harmless(-1.5) == -1.5
    assert harmless("C, E, A") == "C, E, A"


def test_before_any_answer_it_says_so() -> None:
    result = cohort("items")

    assert (result.exit_code, result.stdout.strip()) == (0, "Nobody has answered a question whose key is out.")


def test_what_stands_in_the_way_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cohort("items", "--pack", "nix").exit_code == 1
    assert "There is no pack nix. There is: mla-c01." in cohort("items", "--pack", "nix").output
    assert "cannot be used" in cohort("items", "--csv", str(tmp_path / "none" / "items.csv")).output
    monkeypatch.setenv("COHORT_DATA", str(tmp_path / "elsewhere"))
    assert "There is no database yet." in cohort("items").output
    empty = make_engine(f"sqlite:///{tmp_path / 'old.db'}")
    empty.connect().close()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'old.db'}")
    assert "Run cohort migrate first." in cohort("items").output
    monkeypatch.setenv("DATABASE_URL", DEAD)
    away = cohort("items")
    assert away.exit_code == 1
    assert "s3cret" not in away.output
