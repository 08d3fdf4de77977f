"""Outcomes: the book of how members' exams went."""

from __future__ import annotations

import json

from sqlalchemy import and_, delete, select

from adapters.store.mock_tables import outcomes
from adapters.store.statements import Db, Row, Statement, given, put
from bot.rules.outcomes import ExamOutcome

_of_member = and_(
    outcomes.c.group_id == given(outcomes.c.group_id, "of_group"),
    outcomes.c.member_id == given(outcomes.c.member_id, "of_member"),
)
_KEEP = put(outcomes, "replace")
_DROP = Statement(delete(outcomes).where(_of_member))
_ONE = Statement(select(*outcomes.columns).where(_of_member))
_COUNTING = Statement(
    select(*outcomes.columns)
    .where(outcomes.c.pack == given(outcomes.c.pack, "of_pack"), outcomes.c.counts.is_(True))
    .order_by(outcomes.c.group_id, outcomes.c.member_id)
)


class SqlOutcomes:
    """How members' exams went, as far as they told."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def of(self, group: str, member: str) -> ExamOutcome | None:
        """What the member told last; None where they did not."""
        row = self._db.row(_ONE, of_group=group, of_member=member)
        return None if row is None else _read(row)

    def counting(self, pack: str) -> tuple[ExamOutcome, ...]:
        """Of every group, those of this pack whose members let them count, by group and member."""
        return tuple(map(_read, self._db.rows(_COUNTING, of_pack=pack)))

    def keep(self, outcome: ExamOutcome) -> None:
        """Put it in the book in place of what stands there."""
        needs = None if outcome.needs_work is None else _spell(sorted(outcome.needs_work))
        self._db.change(
            _KEEP,
            group_id=outcome.group,
            member_id=outcome.member,
            pack=outcome.pack,
            exam_day=outcome.exam_day,
            passed=outcome.passed,
            scaled=outcome.scaled,
            needs_work=needs,
            counts=outcome.counts,
            told_at=outcome.told_at,
            foreseen=_spell([outcome.doubt, *outcome.foreseen]),
        )

    def drop(self, group: str, member: str) -> None:
        """Delete what the member told."""
        self._db.change(_DROP, of_group=group, of_member=member)


def _spell(values: list[str] | list[float]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _read(row: Row) -> ExamOutcome:
    group, member, pack, exam_day, passed, scaled, needs_work, counts, told_at, foreseen = row
    doubt, *able = json.loads(foreseen)
    return ExamOutcome(
        group=group,
        member=member,
        pack=pack,
        exam_day=exam_day,
        passed=bool(passed),
        scaled=scaled,
        needs_work=None if needs_work is None else frozenset(json.loads(needs_work)),
        counts=bool(counts),
        told_at=told_at,
        foreseen=tuple(able),
        doubt=doubt,
    )
