"""Form figures: how long a form takes, and how far it is from the best one, which HiGHS finds by integer programming.

Both weigh a form alike, lower being better: for each item a fiftieth of the times it was asked, less its information at
ability .3 (less of it for questions of a case); and how far the mean difficulty lies from 0. Both keep every rule. What
is told is by how much of the best form's weight ours is heavier.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter, process_time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from bot.rules.assembling import assemble, type_counts, weight_of
from bot.rules.dealing import deal
from bot.rules.form_checks import checked
from bot.rules.forms import Form, Plan, domain_counts, unscored_places
from bot.rules.information import difficulty
from bot.rules.items import Item
from bot.rules.packs import Pack
from tests.benchmarks.figures import Figure
from tests.benchmarks.form_bank import IN_CASE, form_bank

LENGTH = 20
WANTED_MS = {1_050: 50.0, 10_000: 100.0}
WANTED_GAP = 12.0
SOLVED = {1_050: 25, 10_000: 5}
"""Forms that are also solved, by the size of the bank."""

PATIENCE = 60.0
"""Seconds the solver may take for one form."""

SEEN, FOES = 60, 100
"""Items the group saw in the last four weeks, and pairs of enemies."""

Rows = list[tuple[dict[int, float], float, float]]
"""Linear rules: coefficients by place, at least, at most."""


def forms(*, rounds: int, solved: Mapping[int, int], tell: Callable[[], None]) -> list[Figure]:
    """Put together forms of 20 from each bank, `rounds` of them, and let the solver find the best of the first few."""
    figures = []
    for size, wanted in WANTED_MS.items():
        bank = form_bank(size)
        times, gaps, waits = [], [], []
        for number in range(rounds):
            plan = group_plan(bank, seed=str(number))
            began = process_time()
            form = assemble(bank.items, plan, seed=str(number))
            times.append((process_time() - began) * 1e3)
            assert checked(form, bank.items, plan) == (), form
            if number < solved[size]:
                began = perf_counter()
                best = best_weight(bank.items, plan)
                waits.append(perf_counter() - began)
                gaps.append(round(100 * (weight(form, bank, plan) - best) / abs(best), 1) + 0.0)
            tell()
        name = f"Form of {LENGTH} from {size:,} items"
        figures += [
            Figure(name, "ms of CPU", tuple(times), wanted),
            Figure(f"{name}: over the best one", "%", tuple(gaps), WANTED_GAP),
            Figure(f"{name}: the best one, by HiGHS", "s", tuple(waits)),
        ]
    return figures


def group_plan(bank: Pack, *, seed: str) -> Plan:
    """A plan for a group some weeks into its work, with what it has seen, and with enemies."""
    names = [item.id for item in bank.items]
    asked = deal(names, seed=f"{seed} asked", name=str)[: len(names) // 4]
    foes: dict[str, set[str]] = defaultdict(set)
    for one, other in zip(asked[:FOES], asked[FOES : 2 * FOES], strict=True):
        foes[one].add(other)
    return Plan(
        bank.blueprint,
        domain_counts(bank.blueprint, LENGTH),
        unscored_places(bank.exam, LENGTH, bank.items),
        seen={name: number % 28 for number, name in enumerate(asked[:SEEN])},
        exposure={name: 1 + number % 3 for number, name in enumerate(asked)},
        enemies={name: frozenset(others) for name, others in foes.items()},
    )


def weight(form: Form, bank: Pack, plan: Plan) -> float:
    """What a form weighs, lower being better."""
    items = [bank.item(name) for name in form.items]
    each = sum(weight_of(item, plan, together=IN_CASE if item.case else 1) for item in items)
    return each + abs(sum(map(difficulty, items))) / plan.length


def best_weight(pool: Sequence[Item], plan: Plan) -> float:
    """The least that a form can weigh that keeps every rule; with a bound within .1 percent.

    Raises:
        AssertionError: when the solver finds none in time.
    """
    items = [item for item in pool if plan.rested(item.id)]
    places = {item.id: place for place, item in enumerate(items)}
    cases = Counter(item.case.id for item in items if item.case)
    costs = [weight_of(item, plan, together=IN_CASE if item.case else 1) for item in items]
    off = len(items)  # one more variable: how far the mean difficulty lies from 0
    rules = [*_counted(items, pool, plan), *_whole(items, cases)]
    levels = {place: difficulty(item) / plan.length for place, item in enumerate(items)}
    rules += [(levels | {off: -1.0}, -np.inf, 0.0), (levels | {off: 1.0}, 0.0, np.inf)]
    for one, others in plan.enemies.items():
        rules += [({places[one]: 1.0, places[o]: 1.0}, 0, 1) for o in others if {one, o} <= places.keys()]
    found = milp(
        np.array([*costs, 1.0]),
        integrality=np.array([*[1] * off, 0]),
        bounds=Bounds(np.zeros(off + 1), np.array([*[1.0] * off, np.inf])),
        constraints=_matrix(rules, off + 1),
        options={"time_limit": PATIENCE, "mip_rel_gap": 1e-3},
    )
    assert found.x is not None, found.message
    return float(found.fun)


def _counted(items: Sequence[Item], pool: Sequence[Item], plan: Plan) -> Rows:
    """Domains, places that do not count, types, and at most so many of one task."""
    groups: dict[tuple[str, ...], dict[int, float]] = defaultdict(dict)
    for place, item in enumerate(items):
        for group in (("domain", item.domain), ("type", item.type), ("task", item.task)):
            groups[group][place] = 1.0
        if item.pilot:
            groups["pilot", item.domain][place] = 1.0
    singles = Counter(item.type for item in pool if not item.case)
    types = {name: wanted for name, (_, wanted, _) in type_counts(plan, singles, in_cases=IN_CASE).items()}
    exact: dict[tuple[str, ...], int] = {("type", "case_study"): IN_CASE}
    exact |= {("type", name): count for name, count in types.items()}
    exact |= {("domain", name): count for name, count in plan.counts.items()}
    exact |= {("pilot", name): count for name, count in plan.unscored_by_domain.items()}
    return [(row, exact.get(name, 0), exact.get(name, plan.task_cap)) for name, row in groups.items()]


def _whole(items: Sequence[Item], cases: Mapping[str, int]) -> Rows:
    """Questions of one case come together or not at all; a case of which some were seen lately does not."""
    first: dict[str, int] = {}
    rules: Rows = []
    for place, item in enumerate(items):
        if item.case and cases[item.case.id] < IN_CASE:
            rules.append(({place: 1.0}, 0, 0))
        elif item.case and first.setdefault(item.case.id, place) != place:
            rules.append(({place: 1.0, first[item.case.id]: -1.0}, 0, 0))
    return rules


def _matrix(rules: Rows, width: int) -> LinearConstraint:
    entries = [(row, place, value) for row, (held, _, _) in enumerate(rules) for place, value in held.items()]
    rows, columns, values = zip(*entries, strict=True)
    matrix = csr_array((values, (rows, columns)), shape=(len(rules), width))
    return LinearConstraint(matrix, [low for _, low, _ in rules], [high for _, _, high in rules])
