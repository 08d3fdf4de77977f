"""Full forms: a whole exam for one member, new each time for as long as the bank lasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.rules.assembling import assemble
from bot.rules.blueprints import Blueprint
from bot.rules.forms import Form, Plan, domain_counts, leave_out, unscored_places
from bot.rules.items import Item
from bot.rules.packs import Exam

NOBODY: Mapping[str, frozenset[str]] = {}


def full_form(
    pool: Collection[Item],
    blueprint: Blueprint,
    exam: Exam,
    *,
    past: Sequence[Sequence[str]],
    seed: str,
    enemies: Mapping[str, frozenset[str]] = NOBODY,
) -> Form:
    """The next full form after a member's `past` ones (ids, the oldest form first), from live and pilot items.

    Nothing of the past comes again while a form can be made without it, even one whose types are a little off; then
    what was had longest ago comes first, and "rest" is among what was relaxed. Rounding errors of the domains are
    carried from form to form.
    """
    known = {item.id: item for item in pool}
    had = [Counter(known[name].domain for name in form if name in known) for form in past]
    counts = domain_counts(blueprint, exam.questions, had)
    fresh = leave_out(pool, {name for form in past for name in form})
    plan = Plan(
        blueprint,
        counts,
        unscored_places(exam, exam.questions, fresh),
        enemies=enemies,
        rest=1 + len(past),
        inform=False,
    )
    form = assemble(fresh, plan, seed=seed)
    if not form.missing:
        return form
    ages = {name: len(past) - number for number, form_had in enumerate(past, 1) for name in form_had}
    return assemble(pool, replace(plan, seen=ages), seed=seed)
