"""Cast: the classmates, each with a character, abilities and a way of studying."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from adapters.demo.dice import between, spread
from bot.cards.simulated import simulated_name

Character = Literal["regular", "sparse", "guesser", "repeater", "lapsed", "crammer"]

CRAMS_FOR = 10
"""Days before the end of the plan, and after it, on which a crammer studies like nobody else."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a character studies: chances from 0 to 1 for each question and mock exam, sittings of practice a week."""

    daily: float
    mock: float
    practice: float
    alone: float = 0.0
    """Chance a week of a mock exam of one's own."""

    missed: float = 0.0
    """Chance a week of a mock exam of what was missed."""

    glance: float = 0.02
    """Share of answers that are given without reading."""

    gain: float = 0.8
    """Logits learned by the end of the plan."""

    talks: float = 0.15
    """Chance to write into a thread once a question has closed."""


HABITS: Mapping[Character, Habit] = {
    "regular": Habit(0.86, 0.75, 1.4, alone=0.12, gain=0.9, talks=0.25),
    "sparse": Habit(0.34, 0.25, 0.4, gain=0.4),
    "guesser": Habit(0.80, 0.6, 1.0, glance=0.45, gain=0.2, talks=0.08),
    "repeater": Habit(0.70, 0.55, 1.5, missed=0.7, gain=0.7),
    "lapsed": Habit(0.84, 0.7, 1.2, gain=0.6, talks=0.2),
    "crammer": Habit(0.22, 0.25, 0.3, gain=1.1),
}
CRAMMING = Habit(0.85, 0.9, 5.0, alone=0.9, gain=1.1)
GONE = Habit(0.0, 0.0, 0.0, talks=0.0)


@dataclass(frozen=True, slots=True)
class Sat:
    """An exam that is over: so many days before the end of the plan, with its result and its score."""

    before_end: int
    result: Literal["pass", "fail"]
    scaled: int


@dataclass(frozen=True, slots=True)
class Classmate:
    """A simulated member. `start` is their ability in logits on the first day, by domain; `name` says what they are.

    `pace` is how long they take beside others (1 is usual), `lapses` the day from which on a lapsed one stays away,
    `joins` the day they come; `show` is how they let the board show them, where they change it. `sat` is how their exam
    went, if it was within the plan.
    """

    id: str
    name: str
    character: Character
    start: Mapping[str, float]
    pace: float
    lapses: int = 0
    joins: int = 0
    show: tuple[str, ...] = ()
    leads: bool = False
    sat: Sat | None = None

    def habit(self, day: int, *, lasts: int) -> Habit:
        """How they study on that day of a plan that lasts so many days."""
        if self.character == "lapsed" and day >= self.lapses:
            return GONE
        if self.character == "crammer" and lasts - CRAMS_FOR <= day < lasts + CRAMS_FOR:
            return CRAMMING
        return HABITS[self.character]


TWELVE: tuple[tuple[str, Character, float], ...] = (
    ("Amara", "regular", 0.7),
    ("Bruno", "regular", 0.2),
    ("Chloe", "sparse", 0.3),
    ("Dmitri", "guesser", -0.4),
    ("Elif", "regular", 0.0),
    ("Farid", "repeater", -0.1),
    ("Grace", "regular", 1.0),
    ("Hana", "crammer", 0.3),
    ("Ivo", "lapsed", 0.2),
    ("Jamal", "repeater", 0.4),
    ("Keiko", "sparse", 0.6),
    ("Lena", "crammer", -0.2),
)
"""Names, characters, and ability on the first day in logits; the first one leads."""

LATE: Mapping[str, int] = {"Jamal": 4, "Keiko": 9}
"""The day on which somebody joins who was not there from the first."""

SHOWN: Mapping[str, tuple[str, ...]] = {
    "Bruno": ("name",),
    "Elif": ("alias", simulated_name("Blue Heron")),
    "Farid": ("hidden",),
    "Grace": ("name",),
    "Hana": ("name",),
    "Keiko": ("name",),
}
"""How somebody lets the board show them."""


SAT: Mapping[str, Sat] = {"Grace": Sat(6, "pass", 812), "Ivo": Sat(9, "fail", 655)}
"""Whose exam is over by the end."""


def draw_cast(
    seed: str, domains: tuple[str, ...], *, size: int = len(TWELVE), lasts: int = 42
) -> tuple[Classmate, ...]:
    """So many classmates in a plan of so many days, the first of the twelve first.

    Raises:
        ValueError: when there shall be more than twelve, or nobody.
    """
    if not 1 <= size <= len(TWELVE):
        raise ValueError(f"there are 1 to {len(TWELVE)} classmates")
    return tuple(_draw(seed, domains, who, lasts) for who in range(size))


def _draw(seed: str, domains: tuple[str, ...], who: int, lasts: int) -> Classmate:
    name, character, able = TWELVE[who]
    return Classmate(
        id=f"simulated-{name.lower()}",
        name=simulated_name(name),
        character=character,
        start={domain: able + 0.5 * spread(seed, name, "domain", domain) for domain in domains},
        pace=between(0.75, 1.4, seed, name, "pace"),
        lapses=round(lasts * between(0.35, 0.6, seed, name, "lapse")),
        joins=LATE.get(name, 0),
        show=SHOWN.get(name, ()),
        leads=who == 0,
        sat=SAT.get(name),
    )
