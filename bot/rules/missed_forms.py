"""Missed forms: what a member got wrong or left blank when they last met it, asked again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from bot.rules.blueprints import Blueprint
from bot.rules.form_checks import at_odds
from bot.rules.forms import Form, Plan, counts_at_hand
from bot.rules.items import Item

MISSED = 20
"""Questions of such a form at the most."""


def missed_form(
    pool: Collection[Item],
    blueprint: Blueprint,
    met: Sequence[tuple[str, bool]],
    enemies: Mapping[str, frozenset[str]],
    *,
    most: int = MISSED,
) -> Form:
    """At most so many of what was missed of `pool` by a member who has `met` these items (id, right), in order of time.

    As near to the exam's domains as what was missed allows, in each what was missed last before the rest. A case comes
    whole if one of its questions was missed. Of two enemies the one missed earlier waits for another time. Pilot items
    do not count, and come only beside a counted item of their domain: a score that leaves a whole domain out would tell
    which they are. The form is empty when there is nothing to ask.
    """
    last, when = dict(met), {name: place for place, (name, _) in enumerate(met)}
    blocks: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in sorted((item for item in pool if item.live or item.pilot), key=lambda item: item.id):
        blocks[_block(item)].append(item)
    missed = {
        max(when[name] for name in wrong): block
        for block in blocks.values()
        if (wrong := [item.id for item in block if last.get(item.id) is False])
    }
    at_hand = [item for block in missed.values() for item in block]
    if not at_hand:
        return Form(())

    plan = Plan(blueprint, counts_at_hand(blueprint, min(most, len(at_hand)), at_hand), enemies=enemies)
    room = Counter(plan.counts)
    chosen: list[Item] = []
    for _, block in sorted(missed.items(), reverse=True):
        domains = Counter(item.domain for item in block)
        if domains <= room and not any(at_odds(one, other, plan) for one in block for other in chosen):
            chosen += block
            room -= domains
    while uncounted := {item.domain for item in chosen} - {item.domain for item in chosen if item.live}:
        chosen = [item for item in chosen if uncounted.isdisjoint(one.domain for one in blocks[_block(item)])]
    chosen.sort(key=_block)
    return Form(tuple(item.id for item in chosen), frozenset(item.id for item in chosen if item.pilot))


def _block(item: Item) -> tuple[str, str]:
    return (item.case.id, "") if item.case else ("", item.id)
