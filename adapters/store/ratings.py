"""Ratings: the book of how items do in each group."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, delete, distinct, func, select

from adapters.store import tables
from adapters.store.mock_tables import ratings, stale_ratings
from adapters.store.statements import Db, Row, Statement, given, put
from bot.rules.evidence import Edition
from bot.rules.item_sums import Sums

_ratings, _stale, _reports = ratings.c, stale_ratings.c, tables.reports.c
_in_group = _ratings.group_id == given(_ratings.group_id, "of_group")
_stale_group = _stale.group_id == given(_stale.group_id, "of_group")

_CLEAR = Statement(delete(ratings).where(_in_group))
_KEEP = put(ratings, "replace")
_NOTE_STALE = put(stale_ratings, "keep")
_NOTED = Statement(select(_stale.noted_at).where(_stale_group).order_by(_stale.noted_at))
# Who holds the notes keeps others from taking them away; SQLite has one writer and leaves this out.
_HELD = Statement(select(_stale.noted_at).where(_stale_group).with_for_update())
_RATED = Statement(delete(stale_ratings).where(_stale_group, _stale.noted_at == given(_stale.noted_at, "note")))
_STALE = Statement(
    # No index needed: the table holds what waits, and nothing else.
    select(_stale.group_id)
    .group_by(_stale.group_id)
    .order_by(func.min(_stale.noted_at), _stale.group_id)
    .limit(bindparam("most", type_=Integer(), required=True))
)
_OF_GROUP = Statement(
    select(_ratings.item, _ratings.version, _ratings.answers, _ratings.hits, _ratings.sums)
    .where(_in_group)
    .order_by(_ratings.item, _ratings.version)
)
_REPORTERS = Statement(
    select(_reports.item, _reports.version, func.count(distinct(_reports.member_id)))
    .where(_reports.group_id == given(_reports.group_id, "of_group"))
    .group_by(_reports.item, _reports.version)
)
_GROUPS = Statement(select(tables.groups.c.group_id).order_by(tables.groups.c.group_id))
_NUMBERS = ("expected", "noise", "information", "pull", "able", "able_squared", "able_right")


class SqlRatings:
    """What each group's answers to items add up to."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def replace(self, group: str, sums: Mapping[Edition, Sums], noted: Collection[datetime]) -> bool:
        """Put these sums in the book in place of all that stands there of the group, and take away these notes.

        False, and nothing is changed, when one of them is gone: somebody has rated the group meanwhile.
        """
        if not set(noted) <= {note for (note,) in self._db.rows(_HELD, of_group=group)}:
            return False
        for note in noted:
            self._db.change(_RATED, of_group=group, note=note)
        self._db.change(_CLEAR, of_group=group)
        for (item, version), added in sums.items():
            self._db.change(
                _KEEP,
                group_id=group,
                item=item,
                version=version,
                answers=added.answers,
                hits=added.right,
                sums=_spell(added),
            )
        return True

    def note_stale(self, group: str, at: datetime) -> None:
        """Note that the group's sums are out of date since that instant; each note is one of its own.

        Who goes through the answers now takes away the notes they saw: one more at the same instant must not be among
        them.
        """
        while not self._db.change(_NOTE_STALE, group_id=group, noted_at=at):
            at += datetime.resolution

    def noted(self, group: str) -> tuple[datetime, ...]:
        """All notes that the group's sums are out of date, earliest first."""
        return tuple(note for (note,) in self._db.rows(_NOTED, of_group=group))

    def stale(self, limit: int) -> tuple[str, ...]:
        """Ids of groups whose sums are out of date, those for the longest time first."""
        return tuple(group for (group,) in self._db.rows(_STALE, most=limit))

    def of_group(self, group: str) -> Mapping[Edition, Sums]:
        """What the group's answers added up to when they were last gone through."""
        return {(row[0], row[1]): _read(row) for row in self._db.rows(_OF_GROUP, of_group=group)}

    def reporters(self, group: str) -> Mapping[Edition, int]:
        """How many different members reported each item, where somebody did."""
        return {(item, version): count for item, version, count in self._db.rows(_REPORTERS, of_group=group)}

    def groups(self) -> tuple[str, ...]:
        """Ids of all groups of the installation, in order."""
        return tuple(group for (group,) in self._db.rows(_GROUPS))


def _spell(sums: Sums) -> str:
    told: dict[str, Any] = {name: getattr(sums, name) for name in _NUMBERS}
    return json.dumps(told | {"chosen": sums.chosen}, ensure_ascii=False, separators=(",", ":"))


def _read(row: Row) -> Sums:
    _, _, answers, hits, spelled = row
    told: dict[str, Any] = json.loads(spelled)
    chosen = {name: (count, able) for name, (count, able) in told.pop("chosen").items()}
    return Sums(answers=answers, right=hits, chosen=chosen, **told)
