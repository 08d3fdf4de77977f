"""Keys: who could read the key of a question before they answered it, looked up in the rows answer by answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction

from tests.demo_check.facts import Facts, Row

Edition = tuple[str, int]
TOOK, TOLD = 3, 3
"""People from whom on a weekly mock tells what was missed, and how many questions it tells."""


class Keys:
    """All that tells keys in a group."""

    def __init__(self, facts: Facts) -> None:
        """Look up what everybody was told, and sort attempts by who made them."""
        self._facts = facts
        self._sessions = {row["session_id"]: row for row in facts["sessions"]}
        self._forms = {
            row["session_id"]: {(item, version) for item, version in row["form"]} for row in facts["sessions"]
        }
        self._hits = Counter((row["session_id"], row["item"]) for row in facts["responses"] if row["is_right"])
        self._attempts: dict[str, list[Row]] = defaultdict(list)
        for attempt in facts["attempts"]:
            self._attempts[attempt["member_id"]].append(attempt)
        self._given = {
            (row["session_id"], row["member_id"], row["item"]): row["at"] for row in facts["givens"] if row["answer"]
        }
        self._said: dict[Edition, list[datetime]] = defaultdict(list)
        for edition, since in (*self._closed(), *self._errata()):
            self._said[edition].append(since)
        self._words = list(self._corrections())

    def known(self, answer: Row) -> bool:
        """Whether whoever gave this answer could have read the key by then."""
        edition, member, at = (answer["item"], answer["version"]), answer["member_id"], answer["at"]
        if any(at >= since for since in self._said.get(edition, ())):
            return True
        if any((edition, member) == (told, who) and at >= since for told, who, since in self._words):
            return True
        others = [one for one in self._attempts[member] if one["session_id"] != answer["session_id"]]
        return any((since := self._shown(one, edition)) is not None and at >= since for one in others)

    def _shown(self, attempt: Row, edition: Edition) -> datetime | None:
        """Since when this attempt has shown its member the key of the question, if it has."""
        session = self._sessions[attempt["session_id"]]
        if edition not in self._forms[attempt["session_id"]]:
            return None
        ended: datetime | None = attempt["handed_in_at"]
        if ended is None:
            name = attempt["session_id"], attempt["member_id"], edition[0]
            return self._given.get(name) if attempt["mode"] == "practice" else None
        if session["purpose"] == "mock" and self._facts.group["feedback"] == "at_close":
            closes: datetime = session["closes_at"]
            return max(ended, closes)
        return ended

    def _closed(self) -> Iterator[tuple[Edition, datetime]]:
        """What was explained in a thread at a close."""
        for session in self._facts.sessions("daily", "mock"):
            if session["closed_at"] is not None:
                told = session["form"] if session["purpose"] == "daily" else self._hardest(session)
                yield from (((item, version), session["closed_at"]) for item, version in told)

    def _hardest(self, session: Row) -> list[Edition]:
        """The most missed questions of a weekly mock; of those missed as often the scored ones, then as they stood."""
        took = sum(
            row["session_id"] == session["session_id"] and row["handed_in_at"] is not None
            for row in self._facts["attempts"]
        )
        if took < TOOK:
            return []
        found = []
        for place, (item, version) in enumerate(session["form"]):
            right = self._hits[session["session_id"], item]
            if right < took:
                found.append((Fraction(right, took), item in session["paper"][2], place, (item, version)))
        return [edition for *_, edition in sorted(found)[:TOLD]]

    def _errata(self) -> Iterator[tuple[Edition, datetime]]:
        """Corrected keys in threads, by the deliveries that say them and the answers they are about."""
        for row, at in self._done():
            asked = {one["session_id"] for one in self._answered(row)}
            if any(self._sessions[session]["purpose"] in {"daily", "mock"} for session in asked):
                yield (row["item"], row["version"]), at
                yield (row["item"], row["by_version"]), at

    def _corrections(self) -> Iterator[tuple[Edition, str, datetime]]:
        """Corrected keys told to those who had answered."""
        for row, at in self._done():
            for answer in self._answered(row):
                yield (row["item"], row["version"]), answer["member_id"], at
                yield (row["item"], row["by_version"]), answer["member_id"], at

    def _done(self) -> Iterator[tuple[Row, datetime]]:
        """Corrections with when they may be told: what asks the question at that time closes first."""
        for row in self._facts["corrections"]:
            if row["done_at"] is None:
                continue
            at = row["done_at"]
            for session in self._facts.sessions("daily", "mock"):
                asks = row["item"] in [item for item, _ in session["form"]]
                closed = session["closed_at"] is not None and session["closed_at"] <= row["done_at"]
                if asks and session["opened_at"] <= row["done_at"] and not closed:
                    at = max(at, session["closes_at"] + timedelta(minutes=1))
            yield row, at

    def _answered(self, correction: Row) -> list[Row]:
        edition = correction["item"], correction["version"]
        return [
            row
            for row in self._facts["responses"]
            if (row["item"], row["version"]) == edition and row["at"] <= correction["done_at"]
        ]
