"""Mocks: the book of when the groups' weekly mocks come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, bindparam, select, update

from adapters.store.mock_tables import mock_rhythms
from adapters.store.statements import Db, Row, Statement, given, put
from bot.rules.mock_rhythms import MockRhythm

_rhythms = mock_rhythms.c
_SHOWN = tuple(column for column in mock_rhythms.columns if column.name != "next_run_at")

_KEEP = put(mock_rhythms, "replace")
_LOAD = Statement(select(*_SHOWN).where(_rhythms.group_id == given(_rhythms.group_id, "of_group")))
_MOVE_ON = Statement(
    update(mock_rhythms)
    .where(
        _rhythms.group_id == given(_rhythms.group_id, "of_group"),
        _rhythms.next_run_at <= given(_rhythms.next_run_at, "until"),
    )
    .values(next_run_at=given(_rhythms.next_run_at, "then"))
)
_DUE = Statement(
    select(_rhythms.group_id)
    .where(_rhythms.next_run_at <= given(_rhythms.next_run_at, "until"))
    .order_by(_rhythms.next_run_at, _rhythms.group_id)
    .limit(bindparam("most", type_=Integer(), required=True))
)


class SqlMocks:
    """When the groups' weekly mocks come."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def rhythm(self, group: str) -> MockRhythm | None:
        """The group's rhythm of weekly mocks; None where nobody has set one."""
        row = self._db.row(_LOAD, of_group=group)
        return None if row is None else _read(row)

    def keep_rhythm(self, rhythm: MockRhythm, next_run_at: datetime | None) -> None:
        """Put the rhythm in the book with the instant of its next slot (None: nothing is due)."""
        self._db.change(
            _KEEP,
            group_id=rhythm.group,
            weekday=rhythm.weekday,
            opens=rhythm.opens,
            closing_weekday=rhythm.closing_weekday,
            closes=rhythm.closes,
            length=rhythm.length,
            is_on=rhythm.on,
            next_run_at=next_run_at,
        )

    def move_on(self, group: str, at: datetime, next_run_at: datetime | None) -> bool:
        """Note the next slot in place of one that is due by then; False when none is due any more.

        What a lead has changed meanwhile stays as they left it.
        """
        return self._db.change(_MOVE_ON, of_group=group, until=at, then=next_run_at) > 0

    def due(self, at: datetime, limit: int) -> tuple[str, ...]:
        """Ids of groups whose next weekly mock has come, earliest first."""
        return tuple(group for (group,) in self._db.rows(_DUE, until=at, most=limit))


def _read(row: Row) -> MockRhythm:
    group, weekday, opens, closing_weekday, closes, length, is_on = row
    return MockRhythm(group, weekday, opens, closing_weekday, closes, length, bool(is_on))
