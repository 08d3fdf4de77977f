"""Briefs: the book of who gets the Monday brief, and of the questions handed out with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Integer, and_, bindparam, delete, select

from adapters.store.brief_tables import briefs, handouts
from adapters.store.rows import read_form, spell_form
from adapters.store.statements import Db, Row, Statement, given, put
from bot.calls import Place
from bot.ports.briefs import Reader

_briefs, _handouts = briefs.c, handouts.c
_SHOWN = tuple(column for column in briefs.columns if column.name != "next_run_at")
_in_group = _briefs.group_id == given(_briefs.group_id, "of_group")
_this = and_(_in_group, _briefs.member_id == given(_briefs.member_id, "of_member"))

_KEEP = put(briefs, "replace")
_ONE = Statement(select(*_SHOWN).where(_this))
_ALL = Statement(select(*_SHOWN).where(_in_group).order_by(_briefs.member_id))
_DROP = Statement(delete(briefs).where(_this))
_DUE = Statement(
    select(_briefs.group_id, _briefs.member_id)
    .where(_briefs.next_run_at <= given(_briefs.next_run_at, "until"))
    .order_by(_briefs.next_run_at, _briefs.group_id, _briefs.member_id)
    .limit(bindparam("most", type_=Integer(), required=True))
)
_HAND_OUT = put(handouts, "keep")
_HANDED_OUT = Statement(
    select(_handouts.day, _handouts.form)
    .where(_handouts.group_id == given(_handouts.group_id, "of_group"))
    .order_by(_handouts.day)
)


class SqlBriefs:
    """Who gets the Monday brief, and the questions of each week's session."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def of(self, group: str, member: str) -> Reader | None:
        """How this member gets the brief; None when they do not."""
        row = self._db.row(_ONE, of_group=group, of_member=member)
        return None if row is None else _read(row)

    def of_group(self, group: str) -> tuple[Reader, ...]:
        """Everybody in the group who gets it."""
        return tuple(map(_read, self._db.rows(_ALL, of_group=group)))

    def keep(self, reader: Reader, next_run_at: datetime) -> None:
        """Put it in the book with the instant of the next one, in place of what stands there."""
        self._db.change(
            _KEEP,
            group_id=reader.group,
            member_id=reader.member,
            opens=reader.hour,
            platform=reader.seat.platform,
            space=reader.seat.space,
            account=reader.account,
            manages=reader.manages,
            next_run_at=next_run_at,
        )

    def drop(self, group: str, member: str) -> None:
        """They get it no more."""
        self._db.change(_DROP, of_group=group, of_member=member)

    def due(self, at: datetime, limit: int) -> tuple[tuple[str, str], ...]:
        """(group, member) of readers whose next brief has come, earliest first."""
        return tuple((group, member) for group, member in self._db.rows(_DUE, until=at, most=limit))

    def hand_out(self, group: str, day: date, form: tuple[tuple[str, int], ...]) -> bool:
        """Note the questions of the session of that Monday, with their versions; False when there are some already."""
        return self._db.change(_HAND_OUT, group_id=group, day=day, form=spell_form(form)) > 0

    def handed_out(self, group: str) -> Mapping[date, tuple[tuple[str, int], ...]]:
        """The questions of each Monday's session, earliest first."""
        return {day: read_form(form) for day, form in self._db.rows(_HANDED_OUT, of_group=group)}


def _read(row: Row) -> Reader:
    group, member, hour, platform, space, account, manages = row
    return Reader(group, member, Place(platform, space, ""), account, hour, bool(manages))
