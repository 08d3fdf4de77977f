"""Stock: the book of items in every version that was asked, and of corrections of their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Integer, and_, bindparam, or_, select, update

from adapters.store import tables
from adapters.store.mock_tables import attempts, corrections, editions, givens
from adapters.store.rows import read_form
from adapters.store.statements import Db, Statement, given, put
from bot.calls import Place
from bot.ports.stock import Correction

_editions, _corrections, _responses = editions.c, corrections.c, tables.responses.c
_accounts, _places, _sessions = tables.accounts.c, tables.places.c, tables.sessions.c
_attempts, _givens = attempts.c, givens.c
_SHOWN = (
    _corrections.group_id,
    _corrections.item,
    _corrections.version,
    _corrections.by_version,
    _corrections.noted_at,
    _corrections.done_at,
    _corrections.remarked,
)
_edition = and_(_editions.item == given(_editions.item, "this"), _editions.version == given(_editions.version, "of"))

# Held, so that processes that start together take stock one after the other, as they do on SQLite anyway;
# in one order, so that they wait for each other and not for ever.
_EDITIONS = Statement(
    select(_editions.item, _editions.version, _editions.body)
    .order_by(_editions.item, _editions.version)
    .with_for_update()
)
_EDITION = Statement(select(_editions.body).where(_edition))
# In the way of who takes stock alone; one is enough, since they want every edition before they change any.
_HOLD = Statement(select(_editions.body).where(_edition).with_for_update(read=True, key_share=True))
_KEEP = put(editions, "replace")
_ANSWERED_BY = Statement(
    select(_responses.group_id)
    .distinct()
    .where(_responses.item == given(_responses.item, "this"), _responses.version == given(_responses.version, "of"))
)
_PRACTISED_BY = Statement(
    select(_attempts.group_id, _sessions.form)
    .join(givens, and_(*(_givens[key] == _attempts[key] for key in ("group_id", "session_id", "member_id"))))
    .join(tables.sessions, and_(*(_sessions[key] == _attempts[key] for key in ("group_id", "session_id"))))
    .where(
        _attempts.handed_in_at.is_(None),
        _attempts.mode == "practice",
        _givens.item == given(_givens.item, "this"),
        _givens.answer != "[]",
    )
)
_NOTE = put(corrections, "keep")
_WAITING = Statement(
    select(*_SHOWN)
    .where(_corrections.done_at.is_(None))
    .order_by(_corrections.noted_at, _corrections.group_id, _corrections.item)
    .limit(bindparam("most", type_=Integer(), required=True))
)
_DONE = Statement(
    update(corrections)
    .where(
        _corrections.group_id == given(_corrections.group_id, "of_group"),
        _corrections.item == given(_corrections.item, "this"),
        _corrections.version == given(_corrections.version, "of"),
        _corrections.noted_at == given(_corrections.noted_at, "since"),
        _corrections.done_at.is_(None),
    )
    .values(done_at=given(_corrections.done_at, "when"), remarked=given(_corrections.remarked, "count"))
)
_OF_GROUP = Statement(
    select(*_SHOWN)
    .where(_corrections.group_id == given(_corrections.group_id, "of_group"), _corrections.done_at.is_not(None))
    .order_by(_corrections.done_at.desc(), _corrections.item)
)
_SEATS = Statement(
    select(_places.platform, _places.space, _places.room, _accounts.account)
    .join(
        tables.places,
        and_(
            _places.group_id == _accounts.group_id,
            _places.platform == _accounts.platform,
            or_(_places.space == _accounts.space, _accounts.space == ""),  # "": the same in every space
        ),
    )
    .where(
        _accounts.group_id == given(_accounts.group_id, "of_group"),
        _accounts.member_id == given(_accounts.member_id, "by_member"),
        _places.left_at.is_(None),
    )
    .order_by(_places.platform, _places.space, _places.room, _accounts.account)
)


class SqlStock:
    """Editions of items, which belong to packs and to no group, and what their corrections mean for each group."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def editions(self) -> Mapping[tuple[str, int], str]:
        """Every edition as it was spelled, by item and version; others who ask wait until this transaction ends."""
        return {(item, version): body for item, version, body in self._db.rows(_EDITIONS)}

    def edition(self, item: str, version: int) -> str | None:
        """One edition as it was spelled."""
        row = self._db.row(_EDITION, this=item, of=version)
        return None if row is None else str(row[0])

    def hold(self, item: str, version: int) -> str | None:
        """The same, and until this transaction ends nobody gets past `editions`."""
        row = self._db.row(_HOLD, this=item, of=version)
        return None if row is None else str(row[0])

    def keep(self, editions: Iterable[tuple[str, int, str]], at: datetime) -> None:
        """Put editions (item, version, spelled) in the book, in place of what stands there."""
        for item, version, body in editions:
            self._db.change(_KEEP, item=item, version=version, body=body, noted_at=at)

    def answered_by(self, item: str, version: int) -> tuple[str, ...]:
        """Ids of the groups in which somebody answered this edition, be it in practice mode and not handed in yet."""
        groups = {group for (group,) in self._db.rows(_ANSWERED_BY, this=item, of=version)}
        practised = self._db.rows(_PRACTISED_BY, this=item)
        return tuple(sorted(groups.union(group for group, form in practised if (item, version) in read_form(form))))

    def note(self, correction: Correction) -> None:
        """Write down that a group's answers are to be marked anew; what waits already stays as it is."""
        self._db.change(
            _NOTE,
            group_id=correction.group,
            item=correction.item,
            version=correction.version,
            by_version=correction.by_version,
            noted_at=correction.noted_at,
            done_at=correction.done_at,
            remarked=correction.remarked,
        )

    def waiting(self, limit: int) -> tuple[Correction, ...]:
        """Corrections that were not carried out yet, earliest first."""
        return tuple(Correction(*row) for row in self._db.rows(_WAITING, most=limit))

    def done(self, correction: Correction, at: datetime, remarked: int) -> bool:
        """Note that it was carried out; False when it was before."""
        key = {"of_group": correction.group, "this": correction.item, "of": correction.version}
        return self._db.change(_DONE, **key, since=correction.noted_at, when=at, count=remarked) > 0

    def of_group(self, group: str) -> tuple[Correction, ...]:
        """Corrections that were carried out for this group, latest first."""
        return tuple(Correction(*row) for row in self._db.rows(_OF_GROUP, of_group=group))

    def seats(self, group: str, member: str) -> tuple[tuple[Place, str], ...]:
        """Rooms in which the group lives and this member can be told something, each with their account there."""
        rows = self._db.rows(_SEATS, of_group=group, by_member=member)
        return tuple((Place(platform, space, room), account) for platform, space, room, account in rows)
