"""Desk links: the book of links to the lead's page and of visits there, and the seal that signs the links."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select, update

from adapters.store.desk_tables import desk_links, seals
from adapters.store.statements import Db, Row, Statement, given, put
from bot.rules.desk_links import DeskLink

_links = desk_links.c
_in_group = _links.group_id == given(_links.group_id, "of_group")
_this = and_(_in_group, _links.link == given(_links.link, "this"))
_of_member = and_(_in_group, _links.member_id == given(_links.member_id, "of_member"))

_ADD = put(desk_links, "keep")
_OPEN = Statement(
    update(desk_links)
    .where(_this, _links.opened_at.is_(None))
    .values(opened_at=given(_links.opened_at, "when"), visit=given(_links.visit, "by"))
)


def _found(where: ColumnElement[bool]) -> Statement:
    return Statement(select(*desk_links.columns).where(where).order_by(_links.made_at.desc(), _links.link))


_LOAD = _found(_this)
_VISIT = _found(and_(_in_group, _links.visit == given(_links.visit, "by"), _links.visit != ""))
_OF_MEMBER = _found(_of_member)
_END = Statement(delete(desk_links).where(_this))
_END_ALL = Statement(delete(desk_links).where(_of_member))
_END_MANAGED = Statement(delete(desk_links).where(_of_member, _links.managed.is_(True)))

_SEAL = Statement(select(seals.c.secret).where(seals.c.name == given(seals.c.name)))
_KEEP_SEAL = put(seals, "keep")


class SqlDeskLinks:
    """Links that were given to leads, and the visits they were exchanged for."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def add(self, link: DeskLink) -> None:
        """Put it in the book."""
        self._db.change(
            _ADD,
            group_id=link.group,
            link=link.link,
            member_id=link.member,
            made_at=link.made_at,
            managed=link.managed,
            opened_at=link.opened_at,
            visit=link.visit,
        )

    def load(self, group: str, link: str) -> DeskLink | None:
        """The link with this digest, if it is this group's."""
        row = self._db.row(_LOAD, of_group=group, this=link)
        return None if row is None else _read(row)

    def open(self, group: str, link: str, visit: str, at: datetime) -> bool:
        """Exchange it for the visit with this digest; False when that was done before."""
        return self._db.change(_OPEN, of_group=group, this=link, by=visit, when=at) > 0

    def visit(self, group: str, visit: str) -> DeskLink | None:
        """The link whose visit has this digest, if it is this group's."""
        row = self._db.row(_VISIT, of_group=group, by=visit)
        return None if row is None else _read(row)

    def of_member(self, group: str, member: str) -> tuple[DeskLink, ...]:
        """All of a member, latest made first."""
        return tuple(map(_read, self._db.rows(_OF_MEMBER, of_group=group, of_member=member)))

    def end(self, group: str, link: str) -> None:
        """Delete this one, with its visit."""
        self._db.change(_END, of_group=group, this=link)

    def end_all(self, group: str, member: str, *, managed: bool = False) -> int:
        """Delete all of a member, or those they got by the word of their platform alone; how many."""
        return self._db.change(_END_MANAGED if managed else _END_ALL, of_group=group, of_member=member)


class SqlSeals:
    """Secrets of the installation that all its processes share, and that no group owns."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def of(self, name: str, *, fresh: str) -> str:
        """The secret of that name; `fresh` becomes it where there is none yet, whichever process is first."""
        self._db.change(_KEEP_SEAL, name=name, secret=fresh)
        return str(self._db.rows(_SEAL, name=name)[0][0])


def _read(row: Row) -> DeskLink:
    group, link, member, made_at, managed, opened_at, visit = row
    return DeskLink(group, link, member, made_at, bool(managed), opened_at, visit)
