"""Blueprints: the exam's outline of domains, tasks and skills with the share of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from bot.rules.items import FormType


@dataclass(frozen=True, slots=True)
class Skill:
    """One thing the exam wants people to be able to do, and how many items the bank shall hold for it."""

    id: str
    title: str
    item_types: tuple[FormType, ...]
    min_items: int


@dataclass(frozen=True, slots=True)
class Task:
    """A part of a domain; `min_items` gives its weight inside the domain."""

    id: str
    title: str
    min_items: int
    skills: tuple[Skill, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of the exam with its share of the questions, as a fraction of 1."""

    id: str
    title: str
    share: Fraction
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What share of the exam each domain, task and item type has."""

    domains: tuple[Domain, ...]
    types: Mapping[FormType, Fraction]
    _shares: Mapping[str, Fraction] = field(init=False, repr=False, compare=False)
    _tasks: Mapping[str, Task] = field(init=False, repr=False, compare=False)
    _skills: Mapping[str, Skill] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for what, shares in (("domains", [d.share for d in self.domains]), ("item types", self.types.values())):
            if (whole := sum(shares, Fraction(0))) != 1:
                raise ValueError(f"the shares of the {what} add up to {float(100 * whole):g}, not 100 percent")
        tasks = {task.id: task for domain in self.domains for task in domain.tasks}
        object.__setattr__(self, "_shares", {domain.id: domain.share for domain in self.domains})
        object.__setattr__(self, "_tasks", tasks)
        object.__setattr__(self, "_skills", {skill.id: skill for task in tasks.values() for skill in task.skills})

    @property
    def shares(self) -> Mapping[str, Fraction]:
        """Domain id to share, in the exam's order."""
        return self._shares

    @property
    def tasks(self) -> Mapping[str, Task]:
        """Every task by id."""
        return self._tasks

    @property
    def skills(self) -> Mapping[str, Skill]:
        """Every skill by id."""
        return self._skills

    def domain(self, domain_id: str) -> Domain:
        """The domain called `domain_id`.

        Raises:
            KeyError: when the exam has no such domain.
        """
        for domain in self.domains:
            if domain.id == domain_id:
                return domain
        raise KeyError(domain_id)

    def counts(self, length: int) -> Mapping[str, int]:
        """How many items each domain gets in a form of `length`, by largest remainder.

        Ties go to the earlier domain, so that forms are reproducible.

        >>> from fractions import Fraction as F
        >>> shares = [F(28, 100), F(26, 100), F(22, 100), F(24, 100)]
        >>> exam = Blueprint(tuple(Domain(str(n), "", s, ()) for n, s in enumerate(shares, 1)), {"matching": F(1)})
        >>> list(exam.counts(50).values()), list(exam.counts(65).values())
        ([14, 13, 11, 12], [18, 17, 14, 16])
        """
        exact = {domain: share * length for domain, share in self.shares.items()}
        counts = {domain: int(value) for domain, value in exact.items()}
        by_remainder = sorted(exact, key=lambda domain: counts[domain] - exact[domain])
        for domain in by_remainder[: length - sum(counts.values())]:
            counts[domain] += 1
        return counts
