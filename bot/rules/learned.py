"""Learned: beliefs together with the record they were learned from, so that learning can go on where it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.rules.abilities import NOTHING, Beliefs, replay
from bot.rules.evidence import Counted, Edition
from bot.rules.items import Item


@dataclass(frozen=True, slots=True)
class Learned:
    """What is believed after these counted answers, to items among these, in an exam of these domains."""

    answers: tuple[Counted, ...] = ()
    items: Mapping[Edition, Item] = field(default_factory=dict)
    domains: tuple[str, ...] = ()
    beliefs: Beliefs = NOTHING

    def begins(self, answers: Sequence[Counted], items: Mapping[Edition, Item], domains: Sequence[str]) -> bool:
        """Whether all of it is the beginning of this record: the same answers, to the same items, in the same exam."""
        return (
            len(self.answers) <= len(answers)
            and self.domains == tuple(domains)
            and self.answers == tuple(answers[: len(self.answers)])
            and all(items.get(edition) == item for edition, item in self.items.items())
        )


def learn_on(
    answers: Sequence[Counted], items: Mapping[Edition, Item], domains: Sequence[str], *earlier: Learned
) -> Learned:
    """What is believed after all these answers, given in order of time, going on from the longest beginning there is.

    It is what a replay of all of them gives, to the last digit.
    """
    whole, asked = tuple(answers), tuple(domains)
    longest_first = sorted(earlier, key=lambda one: -len(one.answers))
    start = next((one for one in longest_first if one.begins(whole, items, asked)), Learned())
    beliefs = replay(whole[len(start.answers) :], items, asked, after=start.beliefs)
    return Learned(whole, items, asked, beliefs)
