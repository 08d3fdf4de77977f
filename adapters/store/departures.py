"""Departures: spaces we were removed from, and the groups that go with them in the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Integer, and_, bindparam, case, delete, exists, func, or_, select, update

from adapters.store import brief_tables as _brief_tables  # noqa: F401 - its tables belong to the metadata
from adapters.store import desk_tables as _desk_tables  # noqa: F401 - as above
from adapters.store import mock_tables as _mock_tables  # noqa: F401 - as above
from adapters.store import tables
from adapters.store.members import SqlMembers
from adapters.store.statements import Statement, given

_places, _deliveries, _sessions = tables.places.c, tables.deliveries.c, tables.sessions.c
_other = tables.places.alias("other").c
_on_platform = _places.platform == given(_places.platform)
_in_space = and_(_on_platform, _places.space == given(_places.space))
_of_group = _places.group_id == given(_places.group_id, "of_group")

_SPACES = Statement(
    select(_places.space, func.count() - func.count(_places.left_at)).where(_on_platform).group_by(_places.space)
)
_GROUPS_IN = Statement(select(_places.group_id).distinct().where(_in_space).order_by(_places.group_id))
_LEAVE = Statement(
    update(tables.places)
    .where(_of_group, _in_space, _places.left_at.is_(None))
    .values(
        left_at=given(_places.left_at, "when"),
        parked=case((_places.parked == "", given(_places.parked, "reason")), else_=_places.parked),
    )
)
_there = and_(
    _deliveries.group_id == given(_deliveries.group_id, "of_group"),
    _deliveries.platform == given(_deliveries.platform),
    _deliveries.space == given(_deliveries.space),
)
_PARK = Statement(update(tables.deliveries).where(_there, _deliveries.state == "waiting").values(state="parked"))
_LET_GO = Statement(
    update(tables.deliveries)
    .where(
        _there,
        _deliveries.sort == "question",
        _deliveries.state == "sent",
        exists().where(
            _sessions.group_id == _deliveries.group_id,
            _sessions.session_id == _deliveries.about,
            _sessions.closed_at.is_(None),
        ),
    )
    .values(state="dropped")
)
_RETURN = Statement(
    update(tables.places).where(_of_group, _in_space, _places.left_at.is_not(None)).values(left_at=None, parked="")
)
_LEFT = Statement(
    select(_places.group_id)
    .distinct()
    .where(
        _places.left_at.is_not(None),  # the index knows these only
        _places.left_at <= given(_places.left_at, "until"),
        ~exists().where(
            _other.group_id == _places.group_id,
            or_(_other.left_at.is_(None), _other.left_at > given(_places.left_at, "until")),
        ),
    )
    .order_by(_places.group_id)
    .limit(bindparam("most", type_=Integer(), required=True))
)
_DISSOLVE = tuple(
    # Children first: each table comes after those it refers to.
    Statement(delete(table).where(table.c.group_id == given(table.c.group_id, "of_group")))
    for table in reversed(tables.metadata.sorted_tables)
    if "group_id" in table.c  # what belongs to packs stays
)


class SqlDepartures(SqlMembers):
    """Spaces that were left, and groups that live nowhere any more."""

    __slots__ = ()

    def spaces(self, platform: str) -> Mapping[str, bool]:
        """The spaces in which groups live on this platform, and whether we are there."""
        return {space: here > 0 for space, here in self._db.rows(_SPACES, platform=platform)}

    def in_space(self, platform: str, space: str) -> tuple[str, ...]:
        """Ids of the groups that live in this space."""
        return tuple(group for (group,) in self._db.rows(_GROUPS_IN, platform=platform, space=space))

    def leave(self, group: str, platform: str, space: str, *, reason: str, at: datetime) -> bool:
        """Note that the group's places in this space were left; False when that was noted before.

        They are parked with what waits to be said there, and the counts of posts there rest. A place that was parked
        already keeps its own reason.
        """
        there = {"of_group": group, "platform": platform, "space": space}
        if not self._db.change(_LEAVE, **there, reason=reason, when=at):
            return False
        self._db.change(_PARK, **there)
        self._db.change(_LET_GO, **there)
        return True

    def return_to(self, group: str, platform: str, space: str) -> bool:
        """Let the group live there again, not parked; False when it was not left."""
        return self._db.change(_RETURN, of_group=group, platform=platform, space=space) > 0

    def left(self, until: datetime, limit: int) -> tuple[str, ...]:
        """Ids of groups whose every place was left at that instant or earlier."""
        return tuple(group for (group,) in self._db.rows(_LEFT, until=until, most=limit))

    def dissolve(self, group: str) -> None:
        """Delete the group with everything in it."""
        for statement in _DISSOLVE:
            self._db.change(statement, of_group=group)
