"""Facts: the rows of one group as they lie in the tables, read with plain SQL on either database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import psycopg

Row = Mapping[str, Any]
GROUP_TABLES = (
    *("groups", "rhythms", "places", "members", "accounts", "sessions", "responses", "reports", "remarks"),
    *("deliveries", "mock_rhythms", "attempts", "givens", "corrections", "ratings", "plans", "outcomes"),
    *("briefs", "handouts", "desk_links"),
)
"""Tables whose rows belong to a group."""

INSTANTS = {
    *("at", "created_at", "joined_at", "opened_at", "closes_at", "closed_at", "next_run_at", "left_at", "next_at"),
    *("not_before", "said_at", "amended_at", "lease_until", "started_at", "ends_at", "handed_in_at", "noted_at"),
    "done_at",
    "told_at",
    "made_at",
}
DATES, HOURS = {"day", "exam_day"}, {"opens", "closes"}
FLAGS = {"is_right", "scored", "paused", "flagged", "is_on", "shares", "passed", "counts", "manages", "managed"}
SPELLED = {"form", "answer", "body", "sums", "paper"}


@dataclass(frozen=True, slots=True)
class Facts:
    """Every row of one group by table, and of the packs the editions: (item, version) to what it was."""

    tables: Mapping[str, Sequence[Row]]
    editions: Mapping[tuple[str, int], Row]

    def __getitem__(self, table: str) -> Sequence[Row]:
        """The rows of a table."""
        return self.tables[table]

    @property
    def group(self) -> Row:
        """The group's own row."""
        return self["groups"][0]

    @property
    def zone(self) -> ZoneInfo:
        """Where its days and hours are read."""
        return ZoneInfo(self.group["zone"])

    @property
    def study_days(self) -> set[int]:
        """Weekdays on which it is asked; 0 is Monday."""
        return {int(digit) for digit in self["rhythms"][0]["days"]}

    def day_of(self, at: datetime) -> date:
        """The date on the wall at that instant."""
        return at.astimezone(self.zone).date()

    def sessions(self, *purposes: str) -> list[Row]:
        """Sessions for these purposes, in the order in which they were opened."""
        found = [row for row in self["sessions"] if row["purpose"] in purposes]
        return sorted(found, key=lambda row: (row["opened_at"], row["session_id"]))

    def session(self, session_id: str) -> Row:
        """One session."""
        return next(row for row in self["sessions"] if row["session_id"] == session_id)

    def responses(self) -> list[Row]:
        """Answers in order of time."""
        return sorted(self["responses"], key=lambda row: (row["at"], row["session_id"], row["item"], row["member_id"]))

    def member(self, member_id: str) -> Row | None:
        """Who that is, if they are still there."""
        return next((row for row in self["members"] if row["member_id"] == member_id), None)


def is_open(session: Row, at: datetime) -> bool:
    """Whether it takes answers at that instant."""
    return session["closed_at"] is None and (session["closes_at"] is None or at < session["closes_at"])


class Reader:
    """Reads facts from the database at an address such as the engines of the product are made from."""

    def __init__(self, address: str) -> None:
        """Connect for reading."""
        self._connection: Any
        if address.startswith("sqlite"):
            self._connection = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
            self._connection.row_factory = sqlite3.Row
            self._mark = "?"
        else:
            self._connection = psycopg.connect(address, autocommit=True, row_factory=psycopg.rows.dict_row)
            self._mark = "%s"

    def close(self) -> None:
        """Let the database go."""
        self._connection.close()

    def group_at(self, space: str, room: str) -> str:
        """The id of the group that lives there."""
        (row,) = self._rows("SELECT group_id FROM places WHERE space = ? AND room = ?", space, room)
        return str(row["group_id"])

    def facts(self, group: str) -> Facts:
        """Everything of this group as it stands now."""
        tables = {
            table: self._rows(f"SELECT * FROM {table} WHERE group_id = ?", group)  # noqa: S608 - our own names
            for table in GROUP_TABLES
        }
        asked = {(item, version) for row in tables["sessions"] for item, version in row["form"]}
        asked |= {(row["item"], row["version"]) for row in tables["responses"]}
        found = self._rows("SELECT item, version, body FROM editions")
        editions = {(row["item"], row["version"]): row["body"] for row in found}
        newest = dict(sorted(editions)).items()
        return Facts(tables, {edition: editions[edition] for edition in sorted({*asked, *newest})})

    def counted(self, post: str) -> tuple[int, ...]:
        """How many have answered the daily question of this post, or have begun its mock exam and handed it in."""
        of_session = "WHERE session_id = (SELECT about FROM deliveries WHERE key = ?)"
        begun = self._rows(f"SELECT handed_in_at FROM attempts {of_session}", post)  # noqa: S608 - our own words
        answered = self._rows(f"SELECT DISTINCT member_id FROM responses {of_session}", post)  # noqa: S608 - as above
        (session,) = self._rows(f"SELECT purpose FROM sessions {of_session}", post)  # noqa: S608 - as above
        if session["purpose"] == "daily":
            return (len(answered),)
        return len(begun), sum(row["handed_in_at"] is not None for row in begun)

    def mentions(self, words: str) -> list[str]:
        """Every table and column in which these words stand somewhere."""
        return [
            f"{table}.{column}"
            for table in GROUP_TABLES
            for row in self._rows(f"SELECT * FROM {table}")  # noqa: S608 - our own names
            for column, value in row.items()
            if words in repr(value)
        ]

    def _rows(self, statement: str, *given: str) -> list[Row]:
        found = self._connection.execute(statement.replace("?", self._mark), given).fetchall()
        return [{name: _read(name, row[name]) for name in row.keys()} for row in found]  # noqa: SIM118 - of either driver


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in SPELLED:
        return _parsed(value)
    if name in FLAGS:
        return bool(value)
    if name in INSTANTS:
        return _instant(value) if isinstance(value, str) else value.astimezone(UTC)
    if name in DATES:
        return date.fromisoformat(value) if isinstance(value, str) else value
    if name in HOURS:
        return time.fromisoformat(value) if isinstance(value, str) else value
    return value


@lru_cache(100_000)
def _instant(words: str) -> datetime:
    return datetime.fromisoformat(words).astimezone(UTC)


@lru_cache(100_000)
def _parsed(words: str) -> Any:
    """What was spelled; read by many, changed by nobody."""
    return json.loads(words) if words else None
