"""Rows: how each value lies in its table, both ways in one place."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Table

from adapters.store import tables
from adapters.store.statements import Row
from bot.calls import Actor, Place
from bot.ports.records import Delivery, Remark, Report
from bot.rules.evidence import Gist
from bot.rules.groups import Group, Member, Rhythm, Role
from bot.rules.items import Answer
from bot.rules.sessions import Paper, Response, Session


def _columns(table: Table, *without: str) -> tuple[Column[Any], ...]:
    return tuple(column for column in table.columns if column.name not in without)


_spell: Callable[[Sequence[Any]], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


GROUP = _columns(tables.groups)


def read_group(row: Row) -> Group:
    """A row of `GROUP`."""
    return Group(*row)


def write_group(group: Group) -> dict[str, Any]:
    """The group as a row."""
    return {
        "group_id": group.id,
        "pack": group.pack,
        "zone": group.zone,
        "feedback": group.feedback,
        "timer": group.timer,
        "created_at": group.created_at,
    }


RHYTHM = _columns(tables.rhythms, "next_run_at")


def read_rhythm(row: Row) -> Rhythm:
    """A row of `RHYTHM`."""
    group, opens, closes, days, paused = row
    return Rhythm(group, opens, closes, frozenset(map(int, days)), bool(paused))


def write_rhythm(rhythm: Rhythm, next_run_at: datetime | None) -> dict[str, Any]:
    """The rhythm as a row; its days are digits, such as 01234."""
    return {
        "group_id": rhythm.group,
        "opens": rhythm.opens,
        "closes": rhythm.closes,
        "days": "".join(map(str, sorted(rhythm.days))),
        "paused": rhythm.paused,
        "next_run_at": next_run_at,
    }


def write_place(place: Place) -> dict[str, Any]:
    """The place as part of a row."""
    return {"platform": place.platform, "space": place.space, "room": place.room}


def write_account(actor: Actor) -> dict[str, Any]:
    """The account as part of a row."""
    return {"platform": actor.platform, "space": actor.space, "account": actor.id}


MEMBER = _columns(tables.members)


def read_member(row: Row) -> Member:
    """A row of `MEMBER`."""
    group, member, name, role, *rest = row
    return Member(group, member, name, Role(role), *rest)


def write_member(member: Member) -> dict[str, Any]:
    """The member as a row."""
    return {
        "group_id": member.group,
        "member_id": member.id,
        "name": member.name,
        "role": int(member.role),
        "joined_at": member.joined_at,
        "show": member.show,
        "alias": member.alias,
    }


SESSION = _columns(tables.sessions)


def read_session(row: Row) -> Session:
    """A row of `SESSION`."""
    group, session, purpose, day, form, opened_at, closes_at, closed_at, paper = row
    return Session(group, session, purpose, day, read_form(form), opened_at, closes_at, closed_at, _read_paper(paper))


def _read_paper(paper: str) -> Paper | None:
    if not paper:
        return None
    scope, minutes, unscored, relaxed, missing = json.loads(paper)
    return Paper(scope, minutes, frozenset(unscored), tuple(relaxed), missing)


def _write_paper(paper: Paper | None) -> str:
    if paper is None:
        return ""
    unscored, relaxed = sorted(paper.unscored), list(paper.relaxed)
    return _spell([paper.scope, paper.minutes, unscored, relaxed, dict(paper.missing)])


@lru_cache(1024)
def read_form(form: str) -> tuple[tuple[str, int], ...]:
    """A form as it lies in its column."""
    return tuple((item, version) for item, version in json.loads(form))


def spell_form(form: tuple[tuple[str, int], ...]) -> str:
    """A form as it is put into a column."""
    return _spell(form)


def write_session(session: Session) -> dict[str, Any]:
    """The session as a row."""
    return {
        "group_id": session.group,
        "session_id": session.id,
        "purpose": session.purpose,
        "day": session.day,
        "form": spell_form(session.form),
        "opened_at": session.opened_at,
        "closes_at": session.closes_at,
        "closed_at": session.closed_at,
        "paper": _write_paper(session.paper),
    }


RESPONSE = _columns(tables.responses)


def read_response(row: Row) -> Response:
    """A row of `RESPONSE`."""
    group, session, item, version, member, answer, right, near, at, day, seconds, sure, scored = row
    given, right, scored = _read_answer(answer), bool(right), bool(scored)
    return Response(group, session, item, version, member, given, right, near, at, day, seconds, sure, scored)


_of = tables.responses.c
GIST = (_of.session_id, _of.item, _of.version, _of.member_id, _of.answer, _of.is_right, _of.at, _of.seconds)


def read_gist(row: Row) -> Gist:
    """A row of `GIST`."""
    session, item, version, member, answer, right, at, seconds = row
    return Gist(session, (item, version), member, _read_answer(answer), bool(right), at, seconds)


@lru_cache(4096)
def _read_answer(answer: str) -> Answer:
    """An answer as it lies in its column; a group's record holds few different ones."""
    return tuple(json.loads(answer))


def write_response(response: Response) -> dict[str, Any]:
    """The response as a row."""
    return {
        "group_id": response.group,
        "session_id": response.session,
        "item": response.item,
        "version": response.version,
        "member_id": response.member,
        "answer": _spell(response.answer),
        "is_right": response.right,
        "near": response.near,
        "at": response.at,
        "day": response.day,
        "seconds": response.seconds,
        "sure": response.sure,
        "scored": response.scored,
    }


REPORT = _columns(tables.reports)


def read_report(row: Row) -> Report:
    """A row of `REPORT`."""
    return Report(*row)


def write_report(report: Report) -> dict[str, Any]:
    """The report as a row."""
    return {
        "group_id": report.group,
        "report_id": report.id,
        "item": report.item,
        "version": report.version,
        "member_id": report.member,
        "words": report.words,
        "at": report.at,
    }


REMARK = _columns(tables.remarks)


def read_remark(row: Row) -> Remark:
    """A row of `REMARK`."""
    return Remark(*row)


def write_remark(remark: Remark) -> dict[str, Any]:
    """The remark as a row."""
    return {
        "group_id": remark.group,
        "remark_id": remark.id,
        "session_id": remark.session,
        "member_id": remark.member,
        "words": remark.words,
        "at": remark.at,
    }


DELIVERY = _columns(tables.deliveries, "lease_until")


def read_delivery(row: Row) -> Delivery:
    """A row of `DELIVERY`."""
    group, key, sort, platform, space, room, *rest = row
    return Delivery(group, key, sort, Place(platform, space, room), *rest)


def write_delivery(delivery: Delivery) -> dict[str, Any]:
    """The delivery as a row that nobody holds."""
    return {
        "group_id": delivery.group,
        "key": delivery.key,
        "sort": delivery.sort,
        **write_place(delivery.place),
        "about": delivery.about,
        "not_before": delivery.not_before,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "owner": delivery.owner,
        "message": delivery.message,
        "said_at": delivery.said_at,
        "amended_at": delivery.amended_at,
        "lease_until": None,
        "account": delivery.account,
    }
