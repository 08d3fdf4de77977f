"""Calibration beside girth and mirt: published tables found again, and a small group's abilities and difficulties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from time import process_time

import girth
import mirt
import numpy as np

from bot.rules.abilities import replay, untried
from bot.rules.evidence import Counted, Edition
from bot.rules.items import Item
from tests.benchmarks.figures import Figure
from tests.bot.rules.answer_logs import AT, DOMAINS
from tests.bot.specimens import item
from tests.calibration.em_fit import fit
from tests.calibration.items import Floats, Ints
from tests.calibration.test_em_fit import PATTERNS, SECTION_6, SECTION_7

POINTS, STILL, STEPS = 61, 1e-7, 5000
"""Quadrature points, when a fit is done, and how many steps it may take: for all the same as for our own."""

MOST_SLOPE, MOST_DIFFICULTY = 0.01, 0.02
"""How far slopes and difficulties may be from the published ones."""

TABLES: Mapping[str, tuple[Floats, Floats, Floats]] = {
    "LSAT section 6": (
        SECTION_6,
        np.array([0.8254, 0.7229, 0.8905, 0.6886, 0.6575]),
        np.array([-3.3597, -1.3696, -0.2799, -1.8659, -3.1236]),
    ),
    "LSAT section 7": (
        SECTION_7,
        np.array([0.9879, 1.0809, 1.7058, 0.7652, 0.7358]),
        -np.array([1.8561, 0.8080, 1.8042, 0.4860, 1.8545]) / np.array([0.9879, 1.0809, 1.7058, 0.7652, 0.7358]),
    ),
}
"""How often each pattern was seen, published slopes and difficulties; the sources stand with the tests of our fit."""

Fitted = tuple[Floats, Floats]
"""Slopes and difficulties of a table, or abilities and difficulties of a group."""

PEOPLE, BANK, EACH = 30, 150, 100
"""A simulated group: its members, its questions, and how many of them each member answers."""


def calibrations(*, rounds: int, tell: Callable[[], None]) -> tuple[Figure, ...]:
    """Fit each table and so many simulated groups with our own code, girth and mirt in turns."""
    figures: list[Figure] = []
    for name, (counts, slopes, difficulties) in TABLES.items():
        for who, (times, found) in _fitted_tables(counts, rounds).items():
            away = np.abs(found[0] - slopes).max(), np.abs(found[1] - difficulties).max()
            off = float(max(away[0] / MOST_SLOPE, away[1] / MOST_DIFFICULTY))
            most = 1.0 if who == "our EM" else None
            figures.append(Figure(f"{name} by {who}", "ms of CPU", tuple(times)))
            figures.append(Figure(f"{name} by {who}: furthest from print", "of allowed", (off,), most))
        tell()
    return (*figures, *_groups(rounds, tell))


def _fitted_tables(counts: Floats, rounds: int) -> Mapping[str, tuple[list[float], Fitted]]:
    answers = np.repeat(PATTERNS, counts.astype(int), axis=0)
    ways: dict[str, Callable[[], Fitted]] = {
        "our EM": lambda: _by_em(counts),
        "girth": lambda: _by_girth(answers),
        "mirt": lambda: _by_mirt(answers),
    }
    times: dict[str, list[float]] = {who: [] for who in ways}
    found: dict[str, Fitted] = {}
    for _ in range(rounds):
        for who, way in ways.items():
            began = process_time()
            found[who] = way()
            times[who].append((process_time() - began) * 1000)
    return {who: (times[who], found[who]) for who in ways}


def _by_em(counts: Floats) -> Fitted:
    found = fit(PATTERNS, counts, one_slope=False)
    return found.slopes, found.difficulties


def _by_girth(answers: Ints) -> Fitted:
    found = girth.twopl_mml(answers.T)
    return found["Discrimination"], found["Difficulty"]


def _by_mirt(answers: Ints) -> Fitted:
    told = mirt.fit_mirt(answers, "2PL", n_quadpts=POINTS, tol=STILL, max_iter=STEPS, compute_standard_errors=False)
    return np.ravel(told.model.parameters["discrimination"]), np.ravel(told.model.parameters["difficulty"])


# --- a small group -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """Answers by member and question (1 right, 0 wrong, -1 not given), and the truth behind them in logits."""

    answers: Ints
    able: Floats
    hard: Floats
    items: Mapping[Edition, Item]


def simulated_group(seed: int) -> Group:
    """Everybody answers a hundred of a hundred and fifty questions of four options, whose levels are off by 0.75."""
    rng = np.random.default_rng(seed)
    items = {
        (one.id, one.version): one
        for one in (item(f"mla-d{1 + n % 4}-{n:04}", domain=DOMAINS[n % 4], difficulty=1 + n % 5) for n in range(BANK))
    }
    hard = np.array([untried(one).logits for one in items.values()]) + rng.normal(0, 0.75, BANK)
    able = rng.normal(0.3, 0.85, PEOPLE)
    chances = 0.25 + 0.73 / (1 + np.exp(-0.95 * (able[:, None] - hard[None, :])))
    answers = (rng.random((PEOPLE, BANK)) < chances).astype(np.int64)
    for row in answers:
        row[rng.choice(BANK, BANK - EACH, replace=False)] = -1
    return Group(answers, able, hard, items)


def _groups(rounds: int, tell: Callable[[], None]) -> Iterator[Figure]:
    ways: dict[str, Callable[[Group], Fitted]] = {
        "our replay": _replayed,
        "girth, Rasch": _group_by_girth,
        "mirt, Rasch": _group_by_mirt,
    }
    times: dict[str, list[float]] = {who: [] for who in ways}
    off: dict[str, list[tuple[float, float]]] = {who: [] for who in ways}
    for number in range(rounds):
        group = simulated_group(number)
        for who, way in ways.items():
            began = process_time()
            able, hard = way(group)
            times[who].append((process_time() - began) * 1000)
            off[who].append((_off(able, group.able), _off(hard, group.hard)))
        tell()
    for who in ways:
        name = f"{PEOPLE} people, {EACH} answers each, by {who}"
        yield Figure(name, "ms of CPU", tuple(times[who]))
        yield Figure(f"{name}: abilities off", "logits", tuple(able for able, _ in off[who]))
        yield Figure(f"{name}: difficulties off", "logits", tuple(hard for _, hard in off[who]))


def _off(found: Floats, truth: Floats) -> float:
    """The root of the mean square, wherever the scale begins."""
    return float(np.std(found - truth))


def _replayed(group: Group) -> Fitted:
    order = [
        Counted(str(who), edition, one.domain, AT + timedelta(minutes=which), bool(group.answers[who, which]), ("B",))
        for which, (edition, one) in enumerate(group.items.items())
        for who in range(PEOPLE)
        if group.answers[who, which] >= 0
    ]
    beliefs = replay(order, group.items, DOMAINS)
    able = np.array([beliefs.abilities[str(who)].mean[0] for who in range(PEOPLE)])
    hard = [beliefs.difficulties.get(edition) or untried(one) for edition, one in group.items.items()]
    return able, np.array([one.logits for one in hard])


def _group_by_girth(group: Group) -> Fitted:
    tagged = girth.tag_missing_data(group.answers.T, [0, 1])
    hard = girth.rasch_mml(tagged)["Difficulty"]
    return girth.ability_eap(tagged, hard, np.ones(BANK)), hard


def _group_by_mirt(group: Group) -> Fitted:
    told = mirt.fit_mirt(group.answers, "1PL", n_quadpts=POINTS, compute_standard_errors=False)
    return np.ravel(mirt.fscores(told, group.answers).theta), np.ravel(told.model.parameters["difficulty"])
