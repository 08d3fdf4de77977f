"""Mind: what a classmate knows of a question, the answer that comes of it, and how long it takes.

How hard a question is and how likely an able member gets it right is the core's to say; here is only who they are, how
they learn, and where a question is harder or easier than its author thought.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from adapters.demo.cast import CRAMS_FOR, Classmate
from adapters.demo.dice import between, roll, scatter, spread
from bot.rules.abilities import Difficulty, chance
from bot.rules.dealing import deal
from bot.rules.information import difficulty, guessed
from bot.rules.items import Answer, Item, Pick, Problem
from bot.rules.packs import Pack

QUIRK = 0.6
"""Logits by which questions are off their author's level, as a standard deviation."""

LEARNS_IN = 0.4
"""The share of the plan in which 63 % of what can be learned is."""

RECALLED = 1.4
"""Logits that it helps to have met a question before."""

USUAL_SECONDS, SECONDS_SPREAD, QUICKEST = 48, 0.45, 12
GLANCES = 1.5, 6.0
"""Seconds of an answer that was given without reading."""


@dataclass(frozen=True, slots=True)
class Thought:
    """A whole answer, after so many seconds, and how sure one is of it (0 not said, 1 a guess, 3 sure)."""

    answer: Answer
    seconds: int
    sure: int


@dataclass(frozen=True, slots=True)
class Mind:
    """What one classmate thinks, in a plan of `lasts` days; `seed` settles what is chance."""

    who: Classmate
    pack: Pack
    seed: str
    lasts: int

    def think(self, item_id: str, session: str, day: int, *, met: bool = False) -> Thought:
        """What they answer to this question in that session on that day; `met` if they have seen it before.

        Raises:
            KeyError: when the pack does not hold it.
        """
        item = self.pack.item(item_id)
        about = self.seed, self.who.id, session, item_id
        # What lures one lures many: half of the mistakes are the same ones.
        lure = repr(about) if roll(*about, "lure") < 0.5 else f"{self.seed} {item_id}"  # noqa: PLR2004 - half
        if roll(*about, "glance") < self.who.habit(day, lasts=self.lasts).glance:
            right = roll(*about, "right") < guessed(item.problem)
            return Thought(compose(item.problem, right=right, seed=lure), round(between(*GLANCES, *about)), 0)
        likely = self._likely(item, day, more=RECALLED if met else 0.0)
        answer = compose(item.problem, right=roll(*about, "right") < likely, seed=lure)
        taken = scatter(USUAL_SECONDS * self.who.pace, SECONDS_SPREAD, *about, "seconds")
        return Thought(answer, max(QUICKEST, round(taken)), self._sure(likely, *about))

    def _likely(self, item: Item, day: int, *, more: float) -> float:
        quirk = QUIRK * spread(self.seed, "quirk", item.id)
        hard = Difficulty(difficulty(item) + quirk, 0.0, guessed(item.problem))
        return chance(self.who.start.get(item.domain, 0.0) + self._learned(day) + more, hard)

    def _learned(self, day: int) -> float:
        gain = self.who.habit(day, lasts=self.lasts).gain
        if self.who.character == "crammer":
            return gain * min(1, max(0, day - self.lasts + CRAMS_FOR) / CRAMS_FOR)
        return gain * (1 - exp(-day / (LEARNS_IN * self.lasts)))

    def _sure(self, likely: float, *about: object) -> int:
        if roll(self.seed, self.who.id, "tells") < 0.5:  # noqa: PLR2004 - half of them never say
            return 0
        felt = likely + 0.15 * spread(*about, "sure")
        return 3 if felt > 0.85 else 1 if felt < 0.45 else 0  # noqa: PLR2004 - what they call sure, and a guess


def compose(problem: Problem, *, right: bool, seed: str) -> Answer:
    """A whole answer of any type: the right one, or one with a mistake; `seed` says which mistake.

    It is found as anybody finds it who has the key beside them: one choice after the other.
    """
    key = _choose(problem, slip=-1, seed=seed)
    return key if right else _choose(problem, slip=int(roll(seed, "slip") * max(1, len(key) - 1)), seed=seed)


def _choose(problem: Problem, *, slip: int, seed: str) -> Answer:
    """Choose what is right at every step but one."""
    answer: Answer = ()
    while (entry := problem.wants(answer)) is not None:
        offered = [option.id for option in entry.options if not isinstance(entry, Pick) or option.id not in answer]
        known = len(problem.hits(answer))
        fits = [one for one in offered if len(problem.hits((*answer, one))) > known]
        others = deal([one for one in offered if one not in fits], seed=seed, name=str)
        wanted = [*others, *fits] if len(answer) == slip else [*fits, *others]
        answer = (*answer, wanted[0])
    return answer
