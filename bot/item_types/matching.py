"""Matching: give each prompt its option, with or without reuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import NotAnAnswer
from bot.rules.items import Answer, ItemType, Line, Mark, Option, Pair, Prompt, Share


@dataclass(frozen=True, slots=True)
class Matching:
    """Give every prompt the one option that fits it best."""

    prompts: tuple[Prompt, ...]
    options: tuple[Option, ...]
    reuse: bool

    def __post_init__(self) -> None:
        ids = [option.id for option in self.options]
        if len(set(ids)) != len(ids):
            raise ValueError("two options have the same id")
        if not {prompt.answer for prompt in self.prompts} <= set(ids):
            raise ValueError("a prompt's answer is not among the options")
        answers = [prompt.answer for prompt in self.prompts]
        if not self.reuse and len(set(answers)) != len(answers):
            raise ValueError("two prompts share an option, but reuse is false")

    @property
    def type(self) -> ItemType:
        """Always matching."""
        return "matching"

    def wants(self, so_far: Answer) -> Pair | None:
        """The prompts still without an option."""
        if len(so_far) > len(self.prompts) or not set(so_far) <= {option.id for option in self.options}:
            raise NotAnAnswer
        if not self.reuse and len(set(so_far)) != len(so_far):
            raise NotAnAnswer("Each option fits at most one prompt here. Choose a different one for each.")
        if len(so_far) == len(self.prompts):
            return None
        left = self.options if self.reuse else tuple(o for o in self.options if o.id not in so_far)
        return Pair(self.prompts[len(so_far) :], left, self.reuse)

    def mark(self, answer: Answer) -> Mark:
        """Right when every pair is; near is the share of pairs that are."""
        hits = len(self.hits(answer))
        return Mark(right=hits == len(self.prompts) == len(answer), near=hits / len(self.prompts))

    def solution(self) -> Answer:
        """The option of each prompt."""
        return tuple(prompt.answer for prompt in self.prompts)

    def hits(self, answer: Answer) -> frozenset[str]:
        """The prompts that were given their option."""
        return frozenset(p.id for given, p in zip(answer, self.prompts, strict=False) if given == p.answer)

    def reveal(self) -> tuple[Line, ...]:
        """Each prompt with its option, then the surplus options."""
        by_id = {option.id: option for option in self.options}
        used = {prompt.answer for prompt in self.prompts}
        pairs = tuple(Line(p.id, f"{p.text} → {by_id[p.answer].text}", right=True, why=p.why) for p in self.prompts)
        return pairs + tuple(Line(o.id, o.text, right=False, why=o.why) for o in self.options if o.id not in used)

    def tally(self, answers: Sequence[Answer]) -> tuple[Share, ...]:
        """The share of answers that had each pair right."""
        total = max(1, len(answers))
        by_id = {option.id: option for option in self.options}
        return tuple(
            Share(
                f"{p.text} → {by_id[p.answer].text}",
                sum(a[n : n + 1] == (p.answer,) for a in answers) / total,
                right=True,
            )
            for n, p in enumerate(self.prompts)
        )

    def spell(self, answer: Answer) -> tuple[str, ...]:
        """Each prompt with the option it was given."""
        by_id = {option.id: option.text for option in self.options}
        return tuple(f"{p.text} → {by_id.get(given, given)}" for p, given in zip(self.prompts, answer, strict=False))
