"""Multiple choice and multiple response: pick what the key names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import NotAnAnswer
from bot.rules.items import Answer, ItemType, Line, Mark, Option, Pick, Share


@dataclass(frozen=True, slots=True)
class Choice:
    """Pick the option or options named by the key; their order does not matter."""

    options: tuple[Option, ...]
    key: frozenset[str]
    select: int = 1

    def __post_init__(self) -> None:
        ids = [option.id for option in self.options]
        if len(set(ids)) != len(ids):
            raise ValueError("two options have the same id")
        if not self.key <= set(ids):
            raise ValueError("the key names an option that is not offered")
        if len(self.key) != self.select:
            raise ValueError(f"{self.select} to select, but the key has {len(self.key)}")

    @property
    def type(self) -> ItemType:
        """One to pick is multiple choice, more is multiple response."""
        return "multiple_choice" if self.select == 1 else "multiple_response"

    def wants(self, so_far: Answer) -> Pick | None:
        """Everything at once: the whole pick, or nothing when it is made."""
        chosen = set(so_far)
        if not chosen <= {option.id for option in self.options} or len(chosen) != len(so_far):
            raise NotAnAnswer
        if len(chosen) > self.select:
            raise NotAnAnswer
        return None if len(chosen) == self.select else Pick(self.options, self.select)

    def mark(self, answer: Answer) -> Mark:
        """Right when exactly the key is chosen; near is the share of the key among the chosen."""
        return Mark(right=set(answer) == self.key, near=len(self.hits(answer)) / self.select)

    def solution(self) -> Answer:
        """The key, in the order of its letters."""
        return tuple(sorted(self.key))

    def hits(self, answer: Answer) -> frozenset[str]:
        """The chosen options that belong to the key."""
        return self.key & set(answer)

    def reveal(self) -> tuple[Line, ...]:
        """Every option in file order, right or not, with its reason."""
        return tuple(Line(option.id, option.text, option.id in self.key, option.why) for option in self.options)

    def tally(self, answers: Sequence[Answer]) -> tuple[Share, ...]:
        """The share of answers that chose each option."""
        total = max(1, len(answers))
        return tuple(
            Share(option.text, sum(option.id in answer for answer in answers) / total, option.id in self.key)
            for option in self.options
        )

    def spell(self, answer: Answer) -> tuple[str, ...]:
        """The texts of the chosen options, in file order."""
        return tuple(option.text for option in self.options if option.id in answer)
