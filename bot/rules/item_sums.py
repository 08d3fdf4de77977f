"""Item sums: what a group's counted answers to each item add up to; sums of several groups can be added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.rules.abilities import GROWTH, Ability, Beliefs, Difficulty, chance, lesson, untried
from bot.rules.evidence import Counted, Edition
from bot.rules.items import Item

PLACES = 9
"""Decimal places that are kept: the last digits differ between machines."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What the counted answers to one item version add up to.

    `expected` and `noise` are the sums of P and P(1-P), with P the chance by the author's level and the member's
    ability; `information` and `pull` what the answers tell of the difficulty. `able`, `able_squared` and `able_right`
    are sums of abilities, of their squares and of those who were right. `chosen` is wrong choice to (answers, sum of
    abilities).
    """

    answers: int = 0
    right: int = 0
    expected: float = 0.0
    noise: float = 0.0
    information: float = 0.0
    pull: float = 0.0
    able: float = 0.0
    able_squared: float = 0.0
    able_right: float = 0.0
    chosen: Mapping[str, tuple[int, float]] = field(default_factory=dict)

    def __add__(self, other: Sums) -> Sums:
        """Both together."""
        none = (0, 0.0)
        choices = sorted({*self.chosen, *other.chosen})
        mine, theirs = self.chosen, other.chosen
        return Sums(
            self.answers + other.answers,
            self.right + other.right,
            self.expected + other.expected,
            self.noise + other.noise,
            self.information + other.information,
            self.pull + other.pull,
            self.able + other.able,
            self.able_squared + other.able_squared,
            self.able_right + other.able_right,
            {
                one: (
                    mine.get(one, none)[0] + theirs.get(one, none)[0],
                    mine.get(one, none)[1] + theirs.get(one, none)[1],
                )
                for one in choices
            },
        )


def add_up(
    answers: Iterable[Counted], items: Mapping[Edition, Item], domains: Sequence[str], beliefs: Beliefs
) -> Mapping[Edition, Sums]:
    """What a group's counted answers add up to for each item, given in the order in which `beliefs` were learned."""
    places = {domain: place for place, domain in enumerate(domains)}
    starts = {edition: untried(item) for edition, item in items.items()}
    keys = {edition: _key(item) for edition, item in items.items()}
    sums: dict[Edition, _Open] = {}
    for answer in answers:
        edition = answer.edition
        if answer.domain not in places or edition not in beliefs.difficulties:
            continue
        able = _able_without(
            beliefs.abilities[answer.member], beliefs.difficulties[edition], answer, places[answer.domain]
        )
        expected = chance(able, starts[edition])
        sums.setdefault(edition, _Open()).add(answer, able, expected, _wrong(answer, keys[edition]))
    return {
        edition: found.closed(starts[edition], beliefs.difficulties[edition]) for edition, found in sorted(sums.items())
    }


def _able_without(ability: Ability, hard: Difficulty, answer: Counted, domain: int) -> float:
    """The member's ability when they answered, by everything else they ever answered.

    It is what is believed of them now, less what they have gained since, less what this very answer told.
    """
    since = (ability.at or answer.at) - answer.at
    able = ability.logits(domain) - min(GROWTH * (since / timedelta(days=30)), ability.learned)
    variance = ability.variance(domain)
    said = lesson(able, hard, right=answer.right, weight=answer.weight)
    return able - variance * said.pull / max(0.1, 1 - variance * said.information)


@dataclass(slots=True)
class _Open:
    """Sums that are being added up."""

    answers: int = 0
    right: int = 0
    expected: float = 0.0
    noise: float = 0.0
    able: float = 0.0
    able_squared: float = 0.0
    able_right: float = 0.0
    chosen: dict[str, tuple[int, float]] = field(default_factory=dict)

    def add(self, answer: Counted, able: float, expected: float, wrong: Iterable[str]) -> None:
        """One more answer."""
        self.answers += 1
        self.expected += expected
        self.noise += expected * (1 - expected)
        self.able += able
        self.able_squared += able * able
        if answer.right:
            self.right += 1
            self.able_right += able
        for choice in wrong:
            count, before = self.chosen.get(choice, (0, 0.0))
            self.chosen[choice] = count + 1, before + able

    def closed(self, start: Difficulty, learned: Difficulty) -> Sums:
        """All of them, and what the answers told of the difficulty."""
        information = 1 / learned.variance - 1 / start.variance
        pull = learned.logits / learned.variance - start.logits / start.variance
        chosen = {name: (count, round(total, PLACES)) for name, (count, total) in sorted(self.chosen.items())}
        return Sums(
            answers=self.answers,
            right=self.right,
            expected=round(self.expected, PLACES),
            noise=round(self.noise, PLACES),
            information=round(information, PLACES),
            pull=round(pull, PLACES),
            able=round(self.able, PLACES),
            able_squared=round(self.able_squared, PLACES),
            able_right=round(self.able_right, PLACES),
            chosen=chosen,
        )


def _key(item: Item) -> frozenset[str] | None:
    """The options of the key where options are picked; None where an answer is right or wrong as a whole."""
    if item.problem.type not in {"multiple_choice", "multiple_response"}:
        return None
    return frozenset(line.id for line in item.problem.reveal() if line.right)


def _wrong(answer: Counted, key: frozenset[str] | None) -> tuple[str, ...]:
    if key is None:
        return () if answer.right else (", ".join(answer.answer),)
    return tuple(choice for choice in answer.answer if choice not in key)
