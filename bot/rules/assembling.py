"""Assembling: a form that keeps to its plan, as informative and as fresh as the bank allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from bot.rules.dealing import deal
from bot.rules.form_checks import at_odds, checked
from bot.rules.forms import Form, Plan, Yielding
from bot.rules.items import Item


def assemble(pool: Collection[Item], plan: Plan, *, seed: str) -> Form:
    """The form that `plan` asks for, from `pool` (live items and pilot items; a case in it is whole).

    The same pool, plan and seed give the same form on every machine. Pilot items never count in the score. Where the
    pool cannot keep every rule, they yield in the order of `Yielding`, and the form says which did. The domains never
    yield: where one has too few items the form is shorter, and says what is missing.

    >>> assemble.__name__
    'assemble'
    """
    left = dict(plan.counts)
    taken: list[Item] = []
    for item in deal(pool, seed=seed, name=lambda item: item.id):
        if left.get(item.domain, 0) > 0 and not item.case and not any(at_odds(item, other, plan) for other in taken):
            left[item.domain] -= 1
            taken.append(item)
    unscored = {item.id for item in taken if item.pilot}
    for domain, count in plan.counts.items():
        here = [item for item in taken if item.domain == domain]
        scored = [i for i in here if not i.pilot][: count - plan.unscored_by_domain[domain]]
        unscored |= {item.id for item in here} - {item.id for item in scored}
    missing = {domain: short for domain, short in left.items() if short}
    bare = Form(tuple(item.id for item in taken), frozenset(unscored), (), missing)
    yields: tuple[Yielding, ...] = ("task_cap", "rest", "type", "pilots")
    broken = Counter(checked(bare, pool, plan))
    return Form(bare.items, bare.unscored, tuple(rule for rule in yields if broken[rule]), missing)
