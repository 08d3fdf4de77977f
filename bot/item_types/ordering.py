"""Ordering: pick the steps one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import NotAnAnswer
from bot.rules.items import Answer, Arrange, ItemType, Line, Mark, Option, Share


@dataclass(frozen=True, slots=True)
class Ordering:
    """Choose the responses that belong to the sequence and put them in order."""

    options: tuple[Option, ...]
    key: tuple[str, ...]

    def __post_init__(self) -> None:
        ids = [option.id for option in self.options]
        if len(set(ids)) != len(ids):
            raise ValueError("two responses have the same id")
        if len(set(self.key)) != len(self.key) or not set(self.key) <= set(ids):
            raise ValueError("the order names a response twice, or one that is not offered")

    @property
    def type(self) -> ItemType:
        """Always ordering."""
        return "ordering"

    def wants(self, so_far: Answer) -> Arrange | None:
        """The steps not yet placed, until every position is filled."""
        if len(set(so_far)) != len(so_far) or len(so_far) > len(self.key):
            raise NotAnAnswer("Each step stands once. Choose a different one for each position.")
        if not set(so_far) <= {option.id for option in self.options}:
            raise NotAnAnswer
        if len(so_far) == len(self.key):
            return None
        left = tuple(option for option in self.options if option.id not in so_far)
        return Arrange(left, len(self.key) - len(so_far))

    def mark(self, answer: Answer) -> Mark:
        """Right when the whole sequence is; near is the share of positions that are."""
        return Mark(right=answer == self.key, near=len(self.hits(answer)) / len(self.key))

    def solution(self) -> Answer:
        """The sequence."""
        return self.key

    def hits(self, answer: Answer) -> frozenset[str]:
        """The steps that stand in their place."""
        return frozenset(wanted for given, wanted in zip(answer, self.key, strict=False) if given == wanted)

    def reveal(self) -> tuple[Line, ...]:
        """The sequence first step first, then the responses that do not belong to it."""
        by_id = {option.id: option for option in self.options}
        steps = [by_id[step] for step in self.key]
        unused = [option for option in self.options if option.id not in self.key]
        return tuple(Line(o.id, f"{n}. {o.text}", True, o.why) for n, o in enumerate(steps, 1)) + tuple(
            Line(option.id, option.text, False, option.why) for option in unused
        )

    def tally(self, answers: Sequence[Answer]) -> tuple[Share, ...]:
        """The share of answers that had each step in its place."""
        total = max(1, len(answers))
        by_id = {option.id: option for option in self.options}
        return tuple(
            Share(
                f"{n + 1}. {by_id[step].text}",
                sum(answer[n : n + 1] == (step,) for answer in answers) / total,
                right=True,
            )
            for n, step in enumerate(self.key)
        )

    def spell(self, answer: Answer) -> tuple[str, ...]:
        """The chosen steps, first one first."""
        by_id = {option.id: option.text for option in self.options}
        return tuple(f"{n}. {by_id.get(step, step)}" for n, step in enumerate(answer, 1))
