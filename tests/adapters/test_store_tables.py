"""The tables: the group first, everything named, and the indexes used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, Engine, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.dialects import sqlite

from adapters.store import attempts, briefs, deliveries, desk_links, groups, sessions, stock
from adapters.store.brief_tables import BRIEFS_DUE
from adapters.store.desk_tables import SEALED
from adapters.store.mock_tables import MOCKS_DUE, REFERENCE
from adapters.store.statements import Statement
from adapters.store.tables import CONCERNED, DIRECTORY, DUE, metadata


def _keys() -> Iterator[tuple[str, list[Column[object]]]]:
    for table in metadata.sorted_tables:
        for key in (*table.constraints, *table.indexes):
            if isinstance(key, (PrimaryKeyConstraint, UniqueConstraint, ForeignKeyConstraint, Index)):
                yield str(key.name), list(key.columns)


def test_the_group_stands_first_in_every_key_but_those_that_find_it() -> None:
    elsewhere = {name for name, columns in _keys() if columns[0].name != "group_id"}

    assert elsewhere == DUE | MOCKS_DUE | BRIEFS_DUE | DIRECTORY | CONCERNED | REFERENCE | SEALED


def test_every_key_has_a_name_of_its_own() -> None:
    names = [name for name, _ in _keys()]

    assert "None" not in names
    assert len(names) == len(set(names))


def test_sqlite_keeps_to_the_types_of_the_columns(file_engine: Engine) -> None:
    with file_engine.connect() as connection:
        listed = connection.exec_driver_sql("PRAGMA table_list").mappings().all()

    strict = {row["name"] for row in listed if row["strict"]}
    assert strict == set(metadata.tables)


def test_a_commit_on_sqlite_is_on_disk(file_engine: Engine) -> None:
    """A test cannot pull the plug; these settings are what makes a commit outlive it."""
    with file_engine.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (groups._DUE, "ix_rhythms_next_run_at"),
        (groups._AT, "sqlite_autoindex_places"),
        (groups._OF, "ix_accounts_platform_space_account"),
        (groups._MOVED_FROM, "ix_deliveries_group_id_platform_space_room_said_at"),
        (sessions._OVERDUE, "ix_sessions_closes_at"),
        (sessions._LATEST, "ix_sessions_group_id_purpose_opened_at"),
        (deliveries._ready(("slack",)), "ix_deliveries_ready"),
        (deliveries._TOUCHED, "ix_deliveries_group_id_platform_space_room_said_at"),
        (deliveries._SAID, "ix_deliveries_group_id_platform_space_room_said_at"),
        (stock._ANSWERED_BY, "ix_responses_item_version_group_id"),
        (stock._WAITING, "ix_corrections_noted_at"),
        (stock._SEATS, "ix_accounts_group_id_member_id"),
        (attempts._OF_MEMBER, "ix_attempts_group_id_member_id_started_at"),
        (attempts._DUE, "ix_attempts_next_at"),
        (briefs._DUE, "ix_briefs_next_run_at"),
        (desk_links._VISIT, "uq_desk_links_visit"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_asked_often_is_answered_by_an_index(file_engine: Engine, statement: Statement, index: str) -> None:
    """A beat of the clock over a hundred thousand groups must cost as little as over one."""
    compiled = statement.compiled(sqlite.dialect(paramstyle="named"))
    given = dict.fromkeys(compiled.binds, "2026") | dict(compiled.fixed)
    names = ("platform", "space", "room", "account", "of_group", "by_member", "for_purpose", "this", "of", "by")
    words = dict.fromkeys(names, "x")
    with file_engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled.sql}", words | {"most": 1} | given).all()

    steps = [str(step[-1]) for step in plan]
    assert any(index in step for step in steps), steps
    assert not any(step.startswith("SCAN") and "INDEX" not in step for step in steps), steps
