"""Notes: what the core needs to keep of what members write."""

from __future__ import annotations

from typing import Protocol

from bot.ports.records import Remark, Report


class Notes(Protocol):
    """What members write: reports on items, and remarks where we keep the chat."""

    def report(self, report: Report) -> bool:
        """Store it; False when it is there already."""
        ...

    def reports(self, group: str, limit: int) -> tuple[Report, ...]:
        """Reports, latest first."""
        ...

    def remark(self, remark: Remark) -> bool:
        """Store it; False when it is there already."""
        ...

    def remarks(self, group: str, limit: int) -> tuple[Remark, ...]:
        """The latest remarks, oldest of them first."""
        ...
