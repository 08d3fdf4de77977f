"""Reveals: when the key of an item was told, to the whole group or to one of its members."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.rules.corrections import free_at
from bot.rules.evidence import EVERYBODY, Answered, Edition, Told
from bot.rules.sessions import Session

FEWEST = 3
"""People from whom on it is told what was missed in a weekly mock."""

MOST_MISSED = 3
"""Questions of a weekly mock that are told to the whole group with their keys."""


class Reading(NamedTuple):
    """A member may read the keys of this form: they handed their attempt in, or answered one of it in practice mode."""

    session: str
    member: str
    at: datetime
    form: tuple[Edition, ...]


class Readings(NamedTuple):
    """All of a group, and what they were read from: by these `rows` the same are known again."""

    each: tuple[Reading, ...] = ()
    rows: Sequence[object] = ()


class Correction(NamedTuple):
    """The key of an item in one version was corrected by that of another one."""

    item: str
    version: int
    by_version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Tellers:
    """All that tells keys in a group: what was put before all of it, attempts, and corrections.

    `together`: of a weekly mock everybody may read the keys from its close on, and not before.
    """

    sessions: tuple[Session, ...]
    readings: Readings
    corrections: tuple[Correction, ...]
    together: bool


def most_missed(right: Mapping[Edition, int], unscored: frozenset[str], took: int) -> list[tuple[Edition, float]]:
    """What is told to the whole group of a weekly mock, by how many of those who `took` it had each item `right`.

    Each with the share that got it wrong, scored ones first.

    >>> hits = {("a", 1): 3, ("b", 1): 0, ("c", 1): 2, ("d", 2): 0, ("e", 1): 2, ("f", 1): 4}
    >>> most_missed(hits, frozenset("b"), 4)
    [(('d', 2), 1.0), (('b', 1), 1.0), (('c', 1), 0.5)]
    """
    if took < FEWEST:
        return []
    missed = [(edition, 1 - hits / took) for edition, hits in right.items() if hits < took]
    return sorted(missed, key=lambda one: (-one[1], one[0][0] in unscored))[:MOST_MISSED]


def told_by(tellers: Tellers, answers: Sequence[Answered]) -> Told:
    """When the keys were told, by all answers on record.

    To everybody: at the close, of a daily question its key, of a weekly mock those most missed as marked now; and by an
    erratum. To a member: of what they left blank in an attempt, once they may read its report; in practice mode of what
    they answered, though it is not handed in yet; and by a correction of what they had answered.

    Of attempts only that is told which changes what an answer is worth: nothing of a question that a member answered in
    that very one (whatever they answer to it later is a repeat), or in none.
    """
    told: dict[Edition, dict[str, datetime]] = defaultdict(dict)
    for edition, who, at in (
        *_by_closes(tellers, answers),
        *_by_corrections(tellers, answers),
        *_by_attempts(tellers, answers),
    ):
        known = told[edition]
        known[who] = min(at, known.get(who, at))
    return told


_Word = tuple[Edition, str, datetime]
"""A key, who was told it, and when."""


def _by_closes(tellers: Tellers, answers: Sequence[Answered]) -> Iterator[_Word]:
    mocks = {session.id for session in tellers.sessions if session.purpose == "mock"}
    right = Counter([(one.session, one.edition) for one in answers if one.right and one.session in mocks])
    took = Counter([reading.session for reading in tellers.readings.each])
    for session in tellers.sessions:
        if session.closed_at is None:
            continue
        told = list(session.form)
        if session.paper is not None:
            hits = {edition: right[session.id, edition] for edition in session.form}
            told = [edition for edition, _ in most_missed(hits, session.paper.unscored, took[session.id])]
        for edition in told:
            yield edition, EVERYBODY, session.closed_at


def _by_corrections(tellers: Tellers, answers: Sequence[Answered]) -> Iterator[_Word]:
    """An erratum stands in the thread of what the whole group was asked; else a word went to who had answered."""
    whole = {session.id for session in tellers.sessions}
    for item, version, by_version, done_at in tellers.corrections:
        before = [one for one in answers if one.edition == (item, version) and one.at <= done_at]
        in_thread = any(one.session in whole for one in before)
        open_then = [one for one in tellers.sessions if one.opened_at <= done_at and not _closed_by(one, done_at)]
        at = free_at(open_then, item, done_at)
        for who in {EVERYBODY} if in_thread else {one.member for one in before}:
            yield (item, version), who, at
            yield (item, by_version), who, at


def _closed_by(session: Session, at: datetime) -> bool:
    return session.closed_at is not None and session.closed_at <= at


def _by_attempts(tellers: Tellers, answers: Sequence[Answered]) -> Iterator[_Word]:
    closings = {one.id: one.closes_at for one in tellers.sessions if tellers.together and one.closes_at is not None}
    met: dict[str, dict[Edition, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in answers:
        met[one.member][one.edition].append(one.session)
    for session, member, at, form in tellers.readings.each:
        readable, mine = max(at, closings.get(session, at)), met[member]
        for edition in mine.keys() & form:
            if session not in mine[edition]:
                yield edition, member, readable
