"""Form checks: every rule of a form, looked at without regard to how the form was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from typing import Literal

from bot.rules.blueprints import Blueprint
from bot.rules.forms import HALF_CASE, Form, Plan, Yielding
from bot.rules.items import FormType, Item

Broken = Literal["length", "domains", "twice", "unknown", "case_split", "enemies", "unscored", Yielding]
"""What may be wrong with a form."""


def type_shares(blueprint: Blueprint, length: int, in_cases: int) -> dict[FormType, Fraction]:
    """How many items of each type but case study stand beside so many case questions, not yet rounded.

    A case is whole, so its questions may be more or fewer than the exam's share; the other types keep to their
    proportions among themselves.
    """
    others = {name: share for name, share in blueprint.types.items() if name != "case_study" and share}
    return {name: share * (length - in_cases) / sum(others.values()) for name, share in others.items()}


def cases_fit(wanted: Fraction, sizes: Sequence[int]) -> bool:
    """Whether whole cases of these sizes are right where so many case questions are wanted.

    None where that is less than one question; else one case, or as many as come within half a case of it.
    """
    if wanted < 1:
        return not sizes
    off = sum(sizes) - wanted
    return bool(sizes) and off >= -HALF_CASE and (off <= HALF_CASE or len(sizes) == 1)


def checked(form: Form, pool: Collection[Item], plan: Plan) -> tuple[Broken, ...]:
    """Every rule that `form` breaks, whether it was said to be relaxed or not; none means that it is as planned.

    An item that is neither live nor pilot is "unknown", as is one that is not in `pool`.
    """
    known = {item.id: item for item in pool if item.live or item.pilot}
    if len(set(form.items)) != len(form.items):
        return ("twice",)
    if not known.keys() >= set(form.items) or not set(form.items) >= form.unscored:
        return ("unknown",)
    items = [known[name] for name in form.items]
    domains = Counter(item.domain for item in items)
    owing = {name: count - domains[name] for name, count in plan.counts.items() if count > domains[name]}
    if owing != dict(form.missing):
        return ("length",)
    found: dict[Broken, bool] = {
        "domains": any(count > plan.counts.get(name, 0) for name, count in domains.items()),
        "case_split": _splits_case(items, pool),
        "enemies": any(at_odds(one, other, plan) for n, one in enumerate(items) for other in items[:n]),
        "unscored": _scores_amiss(items, form, plan),
        "task_cap": max(Counter(item.task for item in items).values(), default=0) > plan.task_cap,
        "rest": not all(plan.rested(name) for name in form.items),
        "type": not mixes_types(items, plan),
        "pilots": any(_pilots(items)[name] > plan.unscored_by_domain.get(name, 0) for name in domains),
    }
    return tuple(rule for rule, broken in found.items() if broken)


def at_odds(one: Item, other: Item, plan: Plan) -> bool:
    """Whether two items are too alike for one form; the questions of one case may be."""
    return not (one.case and other.case and one.case.id == other.case.id) and (
        other.id in plan.enemies.get(one.id, ()) or one.id in plan.enemies.get(other.id, ())
    )


def mixes_types(items: Sequence[Item], plan: Plan) -> bool:
    """Whether the types come as in the exam, bent for whole cases and for what earlier forms owe of these."""
    sizes = Counter(item.case.id for item in items if item.case)
    kinds = Counter(item.type for item in items if not item.case)
    if not cases_fit(plan.case_questions, list(sizes.values())):
        return False
    shares = type_shares(plan.blueprint, plan.length, sum(sizes.values()))
    return kinds.keys() <= shares.keys() and all(
        floor(share) <= kinds[name] <= ceil(share) for name, share in shares.items()
    )


def _splits_case(items: Sequence[Item], pool: Collection[Item]) -> bool:
    whole = Counter(item.case.id for item in pool if item.case and (item.live or item.pilot))
    runs = [case for case, _ in groupby(item.case.id if item.case else "" for item in items) if case]
    held = Counter(item.case.id for item in items if item.case)
    return len(runs) != len(set(runs)) or any(held[case] != whole[case] for case in held)


def _scores_amiss(items: Sequence[Item], form: Form, plan: Plan) -> bool:
    for domain, count in plan.counts.items():
        here = [item for item in items if item.domain == domain]
        scored = min(sum(not item.pilot for item in here), count - plan.unscored_by_domain[domain])
        if sum(item.id in form.unscored for item in here) != len(here) - scored:
            return True
    return any(item.pilot and item.id not in form.unscored for item in items)


def _pilots(items: Sequence[Item]) -> Counter[str]:
    return Counter(item.domain for item in items if item.pilot)
