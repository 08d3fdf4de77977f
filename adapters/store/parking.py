"""Parking: what waits to be said in a place that refuses, and what of it waits again once the place can be heard."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, case, exists, or_, update

from adapters.store import tables
from adapters.store.rows import write_place
from adapters.store.statements import Db, Statement, given
from bot.calls import Place

FOLLOWING = ("closing", "rationale", "erratum")
"""What is still to be said of a question that stands there."""

_deliveries, _question = tables.deliveries.c, tables.deliveries.alias("question").c
_where = ("platform", "space", "room")
_in_place = and_(
    _deliveries.group_id == given(_deliveries.group_id, "of_group"),
    *(_deliveries[name] == given(_deliveries[name]) for name in _where),
)
_stands_there = exists().where(
    _question.group_id == _deliveries.group_id,
    _question.about == _deliveries.about,
    *(_question[name] == _deliveries[name] for name in _where),
    _question.sort == "question",
    _question.state == "sent",
)
_start = given(_deliveries.not_before, "start")
# A correction of what is still asked elsewhere keeps its later instant: told sooner, it would give a key away.
_due = case((_deliveries.not_before > _start, _deliveries.not_before), else_=_start)
_again = {"state": "waiting", "attempts": 0, "not_before": _due}

_PARK = Statement(update(tables.deliveries).where(_in_place, _deliveries.state == "waiting").values(state="parked"))
_REVIVE = Statement(
    update(tables.deliveries)
    .where(_in_place, _deliveries.state == "parked", _deliveries.sort == "question")
    .values(**_again)
)
_REVIVE_FOLLOWING = Statement(
    update(tables.deliveries)
    .where(
        _in_place,
        _deliveries.state == "parked",
        or_(*(_deliveries.sort == sort for sort in FOLLOWING)),
        _stands_there,
    )
    .values(**_again)
)


class SqlParking:
    """What is parked of the things to be said."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def park(self, group: str, place: Place) -> None:
        """Park everything that waits for this place; what a sender holds may still be settled by it."""
        self._db.change(_PARK, of_group=group, **write_place(place))

    def revive(self, group: str, place: Place, at: datetime) -> int:
        """Let parked questions of this place wait again from `at` on, and what follows those that stand there.

        Returns how many questions.
        """
        there = {"of_group": group, "start": at, **write_place(place)}
        self._db.change(_REVIVE_FOLLOWING, **there)
        return self._db.change(_REVIVE, **there)
