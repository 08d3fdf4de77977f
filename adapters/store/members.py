"""Members: the people of a group and the accounts they come with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Table, and_, delete, exists, or_, select, update

from adapters.store import brief_tables, desk_tables, mock_tables, tables
from adapters.store.rows import MEMBER, read_member, write_account, write_member
from adapters.store.statements import Db, Statement, given, put
from bot.calls import Actor, Place
from bot.rules.groups import Member, Role

_members, _accounts, _deliveries = tables.members.c, tables.accounts.c, tables.deliveries.c
_attempts, _sessions = mock_tables.attempts.c, tables.sessions.c
_in_group = _members.group_id == given(_members.group_id, "of_group")
_this = and_(_in_group, _members.member_id == given(_members.member_id, "of_member"))
_same_member = and_(_accounts.group_id == _members.group_id, _accounts.member_id == _members.member_id)

_OF_ACCOUNT = Statement(
    select(*MEMBER)
    .join(tables.accounts, _same_member)
    .where(
        _accounts.group_id == given(_accounts.group_id, "of_group"),
        _accounts.platform == given(_accounts.platform),
        _accounts.space == given(_accounts.space),
        _accounts.account == given(_accounts.account),
    )
)
_LOAD = Statement(select(*MEMBER).where(_this))
_ALL = Statement(select(*MEMBER).where(_in_group))
_ADD = put(tables.members, "keep")
_KEEP = put(tables.members, "replace")
_LINK = put(tables.accounts, "keep")
_RENAME = Statement(update(tables.members).where(_this).values(name=given(_members.name, "called")))
_LEADS = Statement(
    select(_accounts.platform, _accounts.space, _accounts.account)
    .join(tables.members, _same_member)
    .where(_in_group, _members.role >= int(Role.LEAD))
    .order_by(_members.joined_at, _accounts.platform, _accounts.space, _accounts.account)
)


def _all_of_member(table: Table) -> Statement:
    group, member = table.c.group_id, table.c.member_id
    return Statement(delete(table).where(group == given(group, "of_group"), member == given(member, "of_member")))


_LEAVE = _all_of_member(tables.members)
_HOLD = (
    # In the order in which handing in takes them. Whatever else is being written of the member is waited for, and what
    # comes after finds nobody.
    Statement(
        select(_attempts.session_id)
        .where(
            _attempts.group_id == given(_attempts.group_id, "of_group"),
            _attempts.member_id == given(_attempts.member_id, "of_member"),
        )
        .order_by(_attempts.session_id)
        .with_for_update()
    ),
    Statement(select(_members.member_id).where(_this).with_for_update()),
)
_FORGET = (
    Statement(  # what is whispered to the member names the account it goes to
        delete(tables.deliveries).where(
            _deliveries.group_id == given(_deliveries.group_id, "of_group"),
            _deliveries.account != "",
            exists().where(
                _accounts.group_id == _deliveries.group_id,
                _accounts.platform == _deliveries.platform,
                or_(_accounts.space == _deliveries.space, _accounts.space == ""),  # "": the same in every space
                _accounts.account == _deliveries.account,
                _accounts.member_id == given(_members.member_id, "of_member"),
            ),
        )
    ),
    # The member comes last: nearly everything refers to it.
    *map(
        _all_of_member,
        (
            brief_tables.briefs,
            mock_tables.givens,
            mock_tables.attempts,
            mock_tables.plans,
            mock_tables.outcomes,
            desk_tables.desk_links,
            tables.responses,
            tables.reports,
            tables.remarks,
            tables.accounts,
        ),
    ),
    Statement(  # what one member took alone and nobody takes any more: its form may list what they got wrong
        delete(tables.sessions).where(
            _sessions.group_id == given(_sessions.group_id, "of_group"),
            _sessions.purpose == "own",
            ~exists().where(_attempts.group_id == _sessions.group_id, _attempts.session_id == _sessions.session_id),
        )
    ),
    _LEAVE,
)


class SqlMembers:
    """The members' part of the book of groups."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def join(self, actor: Actor, member: Member) -> Member:
        """Make the account a member, or find the member it already is (the name is brought up to date)."""
        known = self.member_of(member.group, actor)
        if known is None:
            fresh = self._db.change(_ADD, **write_member(member))
            account = {"group_id": member.group, "member_id": member.id, **write_account(actor)}
            if self._db.change(_LINK, **account):
                known = member if fresh else self._load(member.group, member.id)
            else:  # another call linked this account a moment ago
                if fresh:
                    self._db.change(_LEAVE, of_group=member.group, of_member=member.id)
                known = self.member_of(member.group, actor)
        known = known or member
        if known.name != member.name:
            known = replace(known, name=member.name)
            self._db.change(_RENAME, of_group=known.group, of_member=known.id, called=known.name)
        return known

    def member_of(self, group: str, actor: Actor) -> Member | None:
        """The member this account is in the group."""
        row = self._db.row(_OF_ACCOUNT, of_group=group, **write_account(actor))
        return None if row is None else read_member(row)

    def members(self, group: str) -> Mapping[str, Member]:
        """Every member by id."""
        return {member.id: member for member in map(read_member, self._db.rows(_ALL, of_group=group))}

    def keep_member(self, member: Member) -> None:
        """Replace what stands about this member."""
        self._db.change(_KEEP, **write_member(member))

    def leads(self, group: str) -> tuple[tuple[Place, str], ...]:
        """Accounts of the leads, each with a place (room empty) that names its platform and space."""
        rows = self._db.rows(_LEADS, of_group=group)
        return tuple((Place(platform, space, ""), account) for platform, space, account in rows)

    def forget(self, group: str, member: str) -> None:
        """Delete the member's accounts, responses, reports, remarks and mock exams; nothing of the person stays."""
        for statement in _HOLD:
            self._db.rows(statement, of_group=group, of_member=member)
        for statement in _FORGET:
            self._db.change(statement, of_group=group, of_member=member)

    def _load(self, group: str, member: str) -> Member | None:
        row = self._db.row(_LOAD, of_group=group, of_member=member)
        return None if row is None else read_member(row)
