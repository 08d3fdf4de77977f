"""Plans: what the core needs to keep of members' plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bot.rules.plans import StudyPlan


class Plans(Protocol):
    """When members sit the exam, and who lets leads see how ready they are."""

    def of(self, group: str, member: str) -> StudyPlan:
        """The member's plan; an empty one while they have said nothing."""
        ...

    def of_group(self, group: str) -> Mapping[str, StudyPlan]:
        """The plans of those who have said something, by member."""
        ...

    def keep(self, plan: StudyPlan) -> None:
        """Put it in the book in place of what stands there."""
        ...
