"""Notes: the book of what members write."""

from __future__ import annotations

from sqlalchemy import Integer, bindparam, select

from adapters.store import tables
from adapters.store.rows import REMARK, REPORT, read_remark, read_report, write_remark, write_report
from adapters.store.statements import Db, Statement, given, put
from bot.ports.records import Remark, Report

_reports, _remarks = tables.reports.c, tables.remarks.c
_most = bindparam("most", type_=Integer(), required=True)

_REPORT = put(tables.reports, "keep")
_REPORTS = Statement(
    select(*REPORT)
    .where(_reports.group_id == given(_reports.group_id))
    .order_by(_reports.at.desc(), _reports.report_id)
    .limit(_most)
)
_REMARK = put(tables.remarks, "keep")
_REMARKS = Statement(
    select(*REMARK)
    .where(_remarks.group_id == given(_remarks.group_id))
    .order_by(_remarks.at.desc(), _remarks.remark_id)
    .limit(_most)
)


class SqlNotes:
    """What members write: reports on items, and remarks where we keep the chat."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def report(self, report: Report) -> bool:
        """Store it; False when it is there already."""
        return self._db.change(_REPORT, **write_report(report)) > 0

    def reports(self, group: str, limit: int) -> tuple[Report, ...]:
        """Reports, latest first."""
        return tuple(map(read_report, self._db.rows(_REPORTS, group_id=group, most=limit)))

    def remark(self, remark: Remark) -> bool:
        """Store it; False when it is there already."""
        return self._db.change(_REMARK, **write_remark(remark)) > 0

    def remarks(self, group: str, limit: int) -> tuple[Remark, ...]:
        """The latest remarks, oldest of them first."""
        return tuple(map(read_remark, reversed(self._db.rows(_REMARKS, group_id=group, most=limit))))
