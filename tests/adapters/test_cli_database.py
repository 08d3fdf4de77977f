"""The commands that look at the database: none makes one that is not there, and each says what to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.cli import command_line
from tests.adapters.cli_scene import DEAD, refused, without_settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but a data folder of the test's own."""
    without_settings(monkeypatch, tmp_path)


def cohort(*words: str) -> Result:
    return CliRunner().invoke(command_line(lambda _settings, _roles: 0), list(words))


def database_line() -> str:
    """What the doctor says of the database."""
    (line,) = (line for line in cohort("doctor").output.splitlines() if "  database: " in line)
    return line


def test_migrating_makes_the_tables_and_may_be_repeated(tmp_path: Path) -> None:
    for _ in range(2):
        result = cohort("migrate")
        assert (result.exit_code, result.output) == (0, "The database is up to date.\n")
    assert (tmp_path / "data" / "cohort.db").stat().st_size > 0


def test_a_server_that_is_not_there_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", DEAD)
    for word in ("migrate", "doctor"):
        result = cohort(word)
        assert result.exit_code == 1
        assert "The PostgreSQL database cohort at 127.0.0.1:1 cannot be reached." in result.output
        assert "s3cret" not in result.output


def test_a_data_folder_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("COHORT_DATA", str(tmp_path / "file" / "data"))
    for word in ("migrate", "doctor"):
        result = cohort(word)
        assert result.exit_code == 1
        assert f"The data folder {tmp_path / 'file' / 'data'} cannot be used" in result.output
        assert "COHORT_DATA" in result.output


@pytest.mark.parametrize("form", ["{}", "file:{}?uri=true"])
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("doctor", "unset  database: {} is made at the first start."),
        ("items", "There is no database yet. It is made when Cohort first starts."),
    ],
)
def test_looking_makes_no_database_where_the_address_names_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form: str, words: str, told: str
) -> None:
    file = tmp_path / "x.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{form.format(file)}")
    assert told.format(file) in cohort(words).output
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_names_a_folder_that_the_address_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/nowhere/x.db")
    assert (
        database_line()
        == f"fix    database: The folder {tmp_path}/nowhere cannot be used: make it, or set DATABASE_URL."
    )


def test_an_sqlite_file_of_another_release_needs_nothing_but_a_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/x.db")
    with closing(sqlite3.connect(tmp_path / "x.db")) as old:
        old.execute("CREATE TABLE alembic_version (version_num TEXT)")
    assert database_line() == "ok     database: DATABASE_URL answers. It is brought up to date at the next start."


def test_a_file_with_tables_of_another_program_is_named_and_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "x.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE groups (name TEXT)")
    told = (
        f"There are tables of another program in {file}, such as groups. Nothing was changed;"
        " give Cohort a database of its own with DATABASE_URL."
    )
    assert database_line() == f"fix    database: {told}"
    migrated = cohort("migrate")
    assert (migrated.exit_code, migrated.output) == (1, f"{told}\n")
    assert refused("worker") == f"{told}\n"
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("groups",)]
