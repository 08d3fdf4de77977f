"""People: six kinds of simulated member, what they can do at first, and how that grows and fades."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from tests.calibration.items import TASKS_EACH, WEIGHTS, Flags, Floats, Ints

GROUP_MEAN, GROUP_SPREAD = -0.10, 0.40
MEMBER_SPREAD = 0.80
DOMAIN_SPREAD, TASK_SPREAD = 0.45, 0.25
"""Where abilities begin, in logits: a group's mean, members in it, and their own ups and downs by domain and task."""

GAIN, GAIN_SPREAD = 1.1, 0.40
"""What a member can still learn, in logits: median, and spread of its logarithm."""

GAIN_BY_DOMAIN = 0.30
"""Spread of the logarithm of how the gain differs between a member's domains."""

EFFORT_SCALE = 22.0
"""Days of full study until 63 % of the gain is made: each further one adds less."""

EFFORT_PER_ANSWER = 0.04
FADE_POWER, FADE_SCALE = 0.20, 10.0
GRACE = 2
"""After so many days without study, what was learned falls as a power of the idle days over a scale of days."""

LATE_JOINERS, LATEST_JOIN = 0.3, 0.3
"""Share of members who join late, and how late at most as a share of the span."""

LIVELINESS_SPREAD = 0.40
SPEED_SPREAD = 0.25
TELLS_CONFIDENCE = 0.6
STUDIES_ON = 0.6
"""Share of members who go on studying between the group's last day and their exam."""

CRAM_DAYS = 10
LAPSES = (0.25, 0.75)
"""When those who lapse do so, as a share of the span."""

EXAM_SOON, SOON, LATER = 0.75, 7.0, 28.0
"""Share of members whose exam is within a week of the group's last day; the others' is within four."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How one kind of member studies: chances a day, quizzes a week, and effort outside the group a day."""

    name: str
    share: float
    daily: float
    mock: float
    quizzes: float
    outside: float
    """Chance that a day has study outside the group."""
    effort: float
    """Effort of such a day; 1 is a full one."""
    rapid: float = 0.02
    """Share of answers that are guessed without reading."""
    again: float = 0.05
    """Share of a quiz's items that were seen before."""


REGULAR, SPARSE, GUESSER, REPEATER, LAPSED, CRAMMER = range(6)
HABITS = (
    Habit("regular", 0.35, daily=0.80, mock=0.55, quizzes=1.1, outside=0.60, effort=0.9),
    Habit("sparse", 0.20, daily=0.15, mock=0.06, quizzes=0.12, outside=0.35, effort=0.7),
    Habit("guesser", 0.12, daily=0.70, mock=0.55, quizzes=1.1, outside=0.30, effort=0.6, rapid=0.45),
    Habit("repeater", 0.13, daily=0.60, mock=0.45, quizzes=3.0, outside=0.45, effort=0.8, again=0.65),
    Habit("lapsed", 0.10, daily=0.80, mock=0.55, quizzes=1.1, outside=0.50, effort=0.9),
    Habit("crammer", 0.10, daily=0.15, mock=0.20, quizzes=0.3, outside=0.10, effort=0.6),
)
CRAM = Habit("cramming", 0.0, daily=0.70, mock=0.75, quizzes=5.0, outside=0.90, effort=2.0)


@dataclass(frozen=True, slots=True)
class People:
    """The members of one group by row; their habits as chances by row and day."""

    kind: Ints
    start: Floats
    """Ability in each task on the first day: members by tasks."""
    gain: Floats
    """What can be learned in each domain: members by domains."""
    rapid: Floats
    again: Floats
    speed: Floats
    tells: Flags
    exam_day: Floats

    daily: Floats
    mock: Floats
    quizzes: Floats
    outside: Floats
    """Effort outside the group: members by days, to the last exam."""

    def __len__(self) -> int:
        return len(self.kind)


def draw_people(rng: Generator, size: int, span: int) -> People:
    """Members of a group that lasts `span` days."""
    domains = len(WEIGHTS)
    kind = rng.choice(len(HABITS), size, p=[habit.share for habit in HABITS])
    middle = GROUP_MEAN + GROUP_SPREAD * rng.standard_normal()
    general = middle + MEMBER_SPREAD * rng.standard_normal((size, 1))
    in_domain = np.repeat(DOMAIN_SPREAD * rng.standard_normal((size, domains)), TASKS_EACH, axis=1)
    in_task = TASK_SPREAD * rng.standard_normal((size, domains * TASKS_EACH))
    gain = GAIN * np.exp(GAIN_SPREAD * rng.standard_normal((size, 1)))
    soon = rng.random(size) < EXAM_SOON
    exam_day = span + np.where(soon, rng.uniform(0, SOON, size), rng.uniform(SOON, LATER, size))
    rapid = np.array([habit.rapid for habit in HABITS])[kind]
    again = np.array([habit.again for habit in HABITS])[kind]
    daily, mock, quizzes, outside = _days(rng, kind, span)
    return People(
        kind=kind,
        start=general + in_domain + in_task,
        gain=gain * np.exp(GAIN_BY_DOMAIN * rng.standard_normal((size, domains))),
        rapid=rng.beta(4 * rapid, 4 * (1 - rapid)),
        again=rng.beta(6 * again, 6 * (1 - again)),
        speed=np.exp(SPEED_SPREAD * rng.standard_normal(size)),
        tells=rng.random(size) < TELLS_CONFIDENCE,
        exam_day=exam_day,
        daily=daily,
        mock=mock,
        quizzes=quizzes,
        outside=outside,
    )


def _days(rng: Generator, kind: Ints, span: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Chances of a daily answer and of a mock, quizzes a day, and effort outside: members by days."""
    size, days = len(kind), span + int(LATER) + 1
    day = np.arange(days)
    late = np.where(rng.random(size) < LATE_JOINERS, rng.uniform(0, LATEST_JOIN * span, size), 0)
    stop = np.where(kind == LAPSED, rng.uniform(*LAPSES, size) * span, np.inf)
    here = (day >= late[:, None]) & (day < stop[:, None])
    crams = (kind == CRAMMER)[:, None] & (day >= span - CRAM_DAYS)
    lively = np.exp(LIVELINESS_SPREAD * rng.standard_normal((size, 1)))

    def of(name: str) -> Floats:
        usual = np.array([getattr(habit, name) for habit in HABITS])[kind]
        chances: Floats = np.where(crams, getattr(CRAM, name), usual[:, None]) * here
        return chances

    within = day < span
    daily = np.minimum(of("daily") * lively, 0.97) * within
    mock = np.minimum(of("mock") * lively, 0.97) * within
    quizzes = of("quizzes") / 7 * lively * within
    goes_on = within | (rng.random(size) < STUDIES_ON)[:, None]
    outside = (rng.random((size, days)) < of("outside")) * of("effort") * goes_on
    return daily, mock, quizzes, outside


def learn(people: People, answers: Ints) -> Floats:
    """What has been learned by the morning of each day, in each domain: members by days by domains.

    Study adds ever less; days without it let fade what was learned, never what was known at the start.
    """
    size, days = people.outside.shape
    effort = people.outside.copy()
    effort[:, : answers.shape[1]] += EFFORT_PER_ANSWER * answers
    learned = np.zeros((size, days, people.gain.shape[1]))
    now = np.zeros_like(people.gain)
    idle = np.zeros(size)
    for day in range(days):
        learned[:, day] = now
        studied = effort[:, day] > 0
        idle = np.where(studied, 0, idle + 1)
        over = np.maximum(idle - GRACE, 0)
        kept = np.where(over > 0, ((FADE_SCALE + over - 1) / (FADE_SCALE + over)) ** FADE_POWER, 1)
        share = 1 - np.exp(-effort[:, day] / EFFORT_SCALE)
        now = now * kept[:, None] + (people.gain - now) * share[:, None] * studied[:, None]
    return learned


def ability(people: People, learned: Floats, who: Ints, day: Ints, task: Ints) -> Floats:
    """Ability of members in tasks on days, in logits."""
    found: Floats = people.start[who, task] + learned[who, day, task // TASKS_EACH]
    return found
