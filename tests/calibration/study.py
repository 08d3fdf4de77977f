"""Study: which items the members of a simulated group answer on which day, how fast, and whether rightly."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator

from tests.calibration.items import WEIGHTS, Flags, Floats, Ints, Items, chance
from tests.calibration.people import People, ability, learn

CONTEXTS = ("daily", "quiz", "mock", "review")
DAILY, QUIZ, MOCK, REVIEW = range(4)

MOCK_COUNTS = (6, 5, 4, 5)
"""Items of a weekly mock from each domain."""

MOCK_WEEKDAY = 5
QUIZ_SIZES = (5, 10)
REVIEW_CHANCE, REVIEW_AFTER, REVIEW_MOST = 0.5, 3.0, 5
"""After a quiz, every other time, come at most so many missed items that were last seen so many days ago."""

KEPT, KEPT_MORE, KEPT_MOST = 0.60, 0.12, 0.95
KEPT_SCALE, KEPT_POWER = 6.0, 0.40
"""Chance to remember the key: after one sight, more for each further one, at most; it falls as a power of the days."""

READING, READING_SPREAD = 55.0, 0.45
READING_BY_TYPE = (0.95, 1.15, 1.25, 1.25, 1.35)
READING_KNOWN = 0.45
"""Seconds an answer takes: median, spread of the logarithm, factors by type and where the key is remembered."""

RAPID_SECONDS = (1.5, 8.0)
PAUSES, PAUSE = 0.05, (2.0, 20.0)
"""Share of answers with lunch in between, and how many times longer they take."""

AIM_ITEM, AIM_MEMBER = 0.5, 0.4
"""How wrong an aimed quiz may be about an item and about a member, in logits."""

AIM_FROM = 60
"""Unseen items an aimed quiz chooses from."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What sort of quizzes a group has."""

    aimed: float
    """Share of quizzes aimed at the member's own level; the others are drawn at random."""
    quizzes: float = 1.0
    """How many more quizzes than usual."""
    others: float = 1.0
    """How many of the usual daily questions and mocks are answered."""


SETTINGS = {"mixed": Setting(aimed=0.0), "adaptive": Setting(aimed=0.85, quizzes=1.8, others=0.6)}


@dataclass(frozen=True, slots=True)
class Responses:
    """Responses by column, in order of time."""

    who: Ints
    day: Floats
    item: Ints
    context: Ints
    attempt: Ints
    correct: Flags
    seconds: Floats
    confidence: Ints
    """1 to 3; 0 where nothing was said."""


@dataclass(slots=True)
class Notebook:
    """What has been answered so far in one group; it grows answer by answer."""

    rng: Generator
    bank: Items
    people: People
    learned: Floats
    times: Ints
    """How often each member has seen each item."""
    last: Floats
    missed: Flags
    clock: Floats
    """When each member gave the last answer."""
    rows: list[tuple[Floats | Ints | Flags, ...]] = field(default_factory=list)

    def ask(self, who: int, at: float, which: Ints, context: int) -> None:
        """Let a member answer these items in a row; none where the bank had no more to offer."""
        if not len(which):
            return
        rng, size = self.rng, len(which)
        at = max(at, float(self.clock[who]))
        can = ability(self.people, self.learned, np.full(size, who), np.full(size, int(at)), self.bank.task[which])
        right = chance(self.bank, which, can)
        times = self.times[who, which]
        known = np.minimum(KEPT + KEPT_MORE * (times - 1), KEPT_MOST)
        known *= (1 + np.maximum(at - self.last[who, which], 0) / KEPT_SCALE) ** -KEPT_POWER
        remembers = (times > 0) & (rng.random(size) < known)
        rapid = rng.random(size) < self.people.rapid[who]
        right = np.where(rapid, self.bank.blind[which], np.where(remembers, 1.0, right))
        correct = rng.random(size) < right
        seconds = self._seconds(who, which, rapid=rapid, remembers=remembers)
        day = at + np.cumsum(seconds) / 86400
        self.times[who, which] += 1
        self.last[who, which], self.clock[who] = day, day[-1]
        self.missed[who, which] = ~correct
        said = self._said(who, right, rapid=rapid)
        self.rows.append((np.full(size, who), day, which, np.full(size, context), times + 1, correct, seconds, said))

    def _seconds(self, who: int, which: Ints, *, rapid: Flags, remembers: Flags) -> Floats:
        rng, size = self.rng, len(which)
        usual = READING * np.array(READING_BY_TYPE)[self.bank.type[which]] * self.people.speed[who]
        reading = usual * np.exp(READING_SPREAD * rng.standard_normal(size)) * np.where(remembers, READING_KNOWN, 1)
        reading *= np.where(rng.random(size) < PAUSES, rng.uniform(*PAUSE, size), 1)
        return np.where(rapid, rng.uniform(*RAPID_SECONDS, size), reading)

    def _said(self, who: int, right: Floats, *, rapid: Flags) -> Ints:
        felt = right + 0.2 * self.rng.standard_normal(len(right))
        level = np.where(rapid, 1, 1 + (felt > 0.45) + (felt > 0.75)).astype(np.int64)
        return level if self.people.tells[who] else np.zeros_like(level)

    def responses(self) -> Responses:
        """All of it, in order of time."""
        if not self.rows:
            none, never = np.zeros(0, np.int64), np.zeros(0)
            return Responses(none, never, none, none, none, none.astype(bool), never, none)
        columns = [np.concatenate(column) for column in zip(*self.rows, strict=True)]
        order = np.argsort(columns[1], kind="stable")
        who, day, item, context, attempt, correct, seconds, said = (column[order] for column in columns)
        return Responses(who, day, item, context, attempt, correct, seconds, said)


def study(rng: Generator, bank: Items, people: People, span: int, setting: Setting) -> tuple[Responses, Floats]:
    """The responses of `span` days, and what everybody has learned by each morning up to the exams."""
    size = len(people)
    daily = rng.random((size, span)) < people.daily[:, :span] * setting.others
    weekly = np.arange(span) % 7 == MOCK_WEEKDAY
    mock = (rng.random((size, span)) < people.mock[:, :span] * setting.others) & weekly
    quizzes = rng.poisson(people.quizzes[:, :span] * setting.quizzes)
    asked = daily + mock * sum(MOCK_COUNTS) + quizzes * int(np.mean(QUIZ_SIZES))
    learned = learn(people, asked)
    times = np.zeros((size, len(bank)), np.int64)
    book = Notebook(
        rng, bank, people, learned, times, np.zeros(times.shape), np.zeros(times.shape, bool), np.zeros(size)
    )
    of_day = rng.permutation(len(bank))
    mocks = _mocks(rng, bank, int(weekly.sum()))
    for day in range(span):
        for who in range(size):
            if daily[who, day]:
                book.ask(who, day + rng.uniform(0.35, 0.50), of_day[day : day + 1], DAILY)
            for _ in range(quizzes[who, day]):
                at = day + rng.uniform(0.50, 0.78)
                aimed = rng.random() < setting.aimed
                book.ask(who, at, _quiz(book, who, day, aimed=aimed), QUIZ)
                if rng.random() < REVIEW_CHANCE and len(due := _due(book, who, at)):
                    book.ask(who, at + 0.02, due, REVIEW)
            if mock[who, day]:
                book.ask(who, day + rng.uniform(0.80, 0.95), mocks[day // 7], MOCK)
    return book.responses(), learned


def _mocks(rng: Generator, bank: Items, weeks: int) -> list[Ints]:
    """A form for each week, of active items that no earlier one had."""
    order = rng.permutation(len(bank))
    order = order[~bank.pilot[order]]
    forms = []
    for week in range(weeks):
        parts = []
        for domain in range(len(WEIGHTS)):
            pool, need = order[bank.domain[order] == domain], MOCK_COUNTS[domain]
            parts.append(np.take(pool, np.arange(week * need, (week + 1) * need), mode="wrap"))
        forms.append(np.concatenate(parts))
    return forms


def _quiz(book: Notebook, who: int, day: int, *, aimed: bool) -> Ints:
    rng, times = book.rng, book.times[who]
    size = int(rng.choice(QUIZ_SIZES))
    seen, unseen = np.flatnonzero(times > 0), np.flatnonzero(times == 0)
    old = min(int(rng.binomial(size, book.people.again[who])), len(seen))
    new = min(size - old, len(unseen))
    repeated = rng.choice(seen, old, replace=False)
    if not aimed:
        return np.concatenate([rng.choice(unseen, new, replace=False), repeated])
    pool = rng.choice(unseen, min(AIM_FROM, len(unseen)), replace=False)
    can = ability(book.people, book.learned, np.full(len(pool), who), np.full(len(pool), day), book.bank.task[pool])
    off = can + AIM_MEMBER * rng.standard_normal() - book.bank.difficulty[pool]
    off += AIM_ITEM * rng.standard_normal(len(pool))
    return np.concatenate([pool[np.argsort(np.abs(off))[:new]], repeated])


def _due(book: Notebook, who: int, at: float) -> Ints:
    """Missed items that were not seen for some days, the longest waiting first."""
    waiting = np.flatnonzero(book.missed[who] & (book.last[who] < at - REVIEW_AFTER) & (book.times[who] > 0))
    return waiting[np.argsort(book.last[who, waiting], kind="stable")][:REVIEW_MOST]
