"""Assembling: a form that keeps to its plan, as informative and as fresh as the bank allows.

What a form shall be is in `forms`, what is wrong with one in `form_checks`. Whole cases are chosen first, then single
items by swapping.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from hashlib import blake2b
from math import ceil, floor, fsum
from typing import get_args

from bot.rules.dealing import deal
from bot.rules.form_checks import checked, type_shares
from bot.rules.forms import Form, Plan, Yielding
from bot.rules.information import SHARED, difficulty, information
from bot.rules.items import FormType, Item
from bot.rules.swapping import STALE, Candidate, Draft, Group
from bot.rules.whole_cases import WholeCase, choose_cases

TRIES = 5
"""Seeds that are tried before a rule yields."""

WORN = 0.02
"""What one more earlier use of an item weighs against its information."""

WORN_OUT = 25
"""Uses above which an item is as worn as it gets."""

SPARE = 3
"""Items alike but for their names that are looked at beyond what a domain needs, because enemies may bar some."""

Cell = tuple[str, bool, str, FormType, int]
"""What makes two single items alike for a form: domain, pilot or not, task, type and level."""


def assemble(pool: Collection[Item], plan: Plan, *, seed: str) -> Form:
    """The form that `plan` asks for, from `pool` (live items and pilot items; a case in it is taken whole or not).

    The same pool, plan and seed give the same form on every machine. Pilot items never count in the score. Where the
    pool cannot keep every rule, they yield in the order of `Yielding`, and the form says which did. The domains never
    yield: where one has too few items the form is shorter, and says what is missing. It is not the best of all forms,
    but near it, as `make bench` shows.
    """
    usable = [item for item in pool if item.live or item.pilot]
    tries: list[tuple[tuple[int, int], Form]] = []
    for turn in range(TRIES):
        form = _form(_draw(usable, plan, f"{seed} {turn}" if turn else seed), plan, seed)
        broken = checked(form, pool, plan)
        form = replace(form, relaxed=tuple(rule for rule in get_args(Yielding) if rule in broken))
        tries.append((_yielded(form), form))
        if not (form.relaxed or form.missing):
            break
    return min(tries, key=lambda each: each[0])[1]


def weight_of(item: Item, plan: Plan, *, together: int = 1) -> float:
    """What an item weighs in a form, lower being better: little told, often asked, and seen too lately for the plan.

    `together` is how many questions share its scenario.
    """
    told = information(item) / (1 + SHARED * (together - 1)) if plan.inform else 0.0
    return _burden(item.id, plan) - told


def _burden(name: str, plan: Plan) -> float:
    age = plan.seen.get(name, plan.rest)
    stale = STALE * (2 - age / plan.rest) if age < plan.rest else 0.0
    return WORN * min(WORN_OUT, plan.exposure.get(name, 0)) + stale


def type_counts(plan: Plan, kinds: Counter[FormType], *, in_cases: int) -> dict[FormType, tuple[int, int, int]]:
    """At least, wanted and at most of each type but case study, beside so many case questions.

    What rounding leaves goes to the types that earlier forms owe and the pool has most of; `kinds` counts its single
    items.
    """
    alone = plan.length - in_cases
    shares = type_shares(plan.blueprint, plan.length, in_cases)
    counts = {name: floor(share) for name, share in shares.items()}

    def claim(name: FormType) -> tuple[Fraction, Fraction]:
        at_hand = min(Fraction(kinds[name] * alone, max(1, kinds.total())), Fraction(ceil(shares[name])))
        return plan.owed.get(name, 0) + at_hand - counts[name], shares[name] - counts[name]

    claims = sorted((name for name in shares if counts[name] < shares[name]), key=claim, reverse=True)
    lucky = claims[: alone - sum(counts.values())]
    return {name: (count, count + (name in lucky), ceil(shares[name])) for name, count in counts.items()}


def _yielded(form: Form) -> tuple[int, int]:
    """How much a form lacks, then how late in their order the rules are that yielded."""
    return sum(form.missing.values()), sum(2 ** get_args(Yielding).index(rule) for rule in form.relaxed)


def _draw(pool: Sequence[Item], plan: Plan, seed: str) -> tuple[Item, ...]:
    known = {item.id: item for item in pool}
    foes = _foes(known, plan)
    cells: dict[Cell, list[Item]] = defaultdict(list)
    cases: dict[str, list[Item]] = defaultdict(list)
    for item in pool:
        if item.case:
            cases[item.case.id].append(item)
        elif plan.counts.get(item.domain):
            cells[item.domain, item.pilot, item.task, item.problem.type, item.difficulty].append(item)
    singles = Counter[str]()
    kinds = Counter[FormType]()
    for (domain, _, _, kind, _), alike in cells.items():
        singles[domain] += len(alike)
        kinds[kind] += len(alike)
    chosen = choose_cases((_case(items, plan, foes, seed) for items in cases.values()), plan, singles=singles)
    of_cases = tuple(item for case in chosen for item in case.items)
    aim = 0.0 if plan.inform else fsum(map(difficulty, pool)) / max(1, len(pool))
    shelf = [each for cell in cells.items() for each in _shelf(*cell, plan, foes, seed, aim)]
    draft = Draft(
        shelf,
        length=plan.length,
        task_cap=plan.task_cap,
        types=type_counts(plan, kinds, in_cases=len(of_cases)),
        tasks=Counter(item.task for item in of_cases),
        level=fsum(difficulty(item) - aim for item in of_cases),
        barred=Counter(foe for case in chosen for foe in case.foes),
    )
    draft.fill(_wanted(plan, shelf, of_cases))
    draft.settle()
    return (*of_cases, *(known[name] for name in draft.chosen))


def _foes(names: Collection[str], plan: Plan) -> Mapping[str, frozenset[str]]:
    """Enemies in both directions, among these items alone."""
    foes: dict[str, set[str]] = defaultdict(set)
    for one, others in plan.enemies.items():
        for other in others if one in names else ():
            if other in names:
                foes[one].add(other)
                foes[other].add(one)
    return {name: frozenset(others) for name, others in foes.items()}


def _turn(name: str, seed: str) -> bytes:
    return blake2b(f"{seed}\x1f{name}".encode(), digest_size=8).digest()


def _case(items: Sequence[Item], plan: Plan, foes: Mapping[str, frozenset[str]], seed: str) -> WholeCase:
    ordered = tuple(sorted(items, key=lambda item: item.id))
    return WholeCase(
        ordered,
        fsum(weight_of(item, plan, together=len(ordered)) for item in ordered) / len(ordered),
        _turn(ordered[0].id, seed),
        frozenset(foe for item in ordered for foe in foes.get(item.id, ())) - {item.id for item in ordered},
    )


def _shelf(
    cell: Cell, alike: Sequence[Item], plan: Plan, foes: Mapping[str, frozenset[str]], seed: str, aim: float
) -> Iterable[Candidate]:
    """The best of a cell as candidates: no more than its domain could take."""
    domain, pilot, task, kind, _ = cell
    enough = plan.counts[domain] + SPARE
    told = information(alike[0]) if plan.inform else 0.0
    level = difficulty(alike[0]) - aim
    new = [item.id for item in alike if item.id not in plan.seen and item.id not in plan.exposure]
    names = new if len(new) >= enough else [item.id for item in alike]
    for burden, turn, name in sorted((_burden(name, plan), _turn(name, seed), name) for name in names)[:enough]:
        yield Candidate(name, (domain, pilot), task, kind, level, burden - told, turn, foes.get(name, frozenset()))


def _wanted(plan: Plan, shelf: Sequence[Candidate], of_cases: Sequence[Item]) -> dict[Group, int]:
    """How many single items of each group: pilot items for the places that do not count, live ones for the rest."""
    taken = Counter((item.domain, item.pilot) for item in of_cases)
    held = Counter(each.group for each in shelf)
    fresh = Counter(each.group for each in shelf if plan.rested(each.id))
    wanted = {}
    for name, places in plan.unscored_by_domain.items():
        live, pilot = (name, False), (name, True)
        room = plan.counts[name] - taken[live] - taken[pilot]
        fitting = min(places - taken[pilot], room)
        pilots = min(fitting, fresh[pilot])
        pilots = min(fitting, held[pilot], max(pilots, room - fresh[live]))
        wanted[pilot], wanted[live] = pilots, room - pilots
    return wanted


def _form(items: Sequence[Item], plan: Plan, seed: str) -> Form:
    """The items in reading order, with those that do not count."""
    blocks: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.id):
        blocks[item.case.id if item.case else item.id].append(item)
    dealt = deal(blocks, seed=seed, name=str)
    ordered = [item.id for name in dealt for item in blocks[name]]
    scored: set[str] = set()
    for domain, count in plan.counts.items():
        live = deal((i for i in items if i.domain == domain and i.live), seed=f"{seed} scored", name=lambda i: i.id)
        scored |= {item.id for item in live[: count - plan.unscored_by_domain[domain]]}
    held = Counter(item.domain for item in items)
    missing = {domain: count - held[domain] for domain, count in plan.counts.items() if held[domain] < count}
    return Form(tuple(ordered), frozenset(ordered) - scored, missing=missing)
