"""Plans: the book of when members sit the exam, and who lets leads see how ready they are."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import and_, select

from adapters.store.mock_tables import plans
from adapters.store.statements import Db, Row, Statement, given, put
from bot.rules.plans import StudyPlan

_in_group = plans.c.group_id == given(plans.c.group_id, "of_group")
_KEEP = put(plans, "replace")
_ALL = Statement(select(*plans.columns).where(_in_group).order_by(plans.c.member_id))
_ONE = Statement(
    select(*plans.columns).where(and_(_in_group, plans.c.member_id == given(plans.c.member_id, "of_member")))
)


class SqlPlans:
    """When members sit the exam, and who lets leads see how ready they are."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def of(self, group: str, member: str) -> StudyPlan:
        """The member's plan; an empty one while they have said nothing."""
        row = self._db.row(_ONE, of_group=group, of_member=member)
        return StudyPlan(group, member) if row is None else _read(row)

    def of_group(self, group: str) -> Mapping[str, StudyPlan]:
        """The plans of those who have said something, by member."""
        return {plan.member: plan for plan in map(_read, self._db.rows(_ALL, of_group=group))}

    def keep(self, plan: StudyPlan) -> None:
        """Put it in the book in place of what stands there."""
        self._db.change(_KEEP, group_id=plan.group, member_id=plan.member, exam_day=plan.exam_day, shares=plan.shares)


def _read(row: Row) -> StudyPlan:
    group, member, exam_day, shares = row
    return StudyPlan(group, member, exam_day, bool(shares))
