"""Outcomes: what the core needs to keep of how members' exams went."""

from __future__ import annotations

from typing import Protocol

from bot.rules.outcomes import ExamOutcome


class Outcomes(Protocol):
    """How members' exams went, as far as they told."""

    def of(self, group: str, member: str) -> ExamOutcome | None:
        """What the member told last; None where they did not."""
        ...

    def counting(self, pack: str) -> tuple[ExamOutcome, ...]:
        """Of every group, those of this pack whose members let them count, by group and member."""
        ...

    def keep(self, outcome: ExamOutcome) -> None:
        """Put it in the book in place of what stands there."""
        ...

    def drop(self, group: str, member: str) -> None:
        """Delete what the member told."""
        ...
