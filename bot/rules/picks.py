"""Picks: which item is asked next.

The domain is the one with the largest deficit against its share of the exam, then the task, then the type; inside
that an item asked least often, seen by the fewest, of middling difficulty. Largest deficit is smooth weighted round
robin: with shares in fiftieths any 50 consecutive picks are exact; every prefix is less than one item above its share,
and with up to four domains less than one below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from bot.errors import NothingToAsk
from bot.rules.dealing import deal
from bot.rules.items import Item
from bot.rules.packs import Pack

T = TypeVar("T")

AIM = 0.3
"""Logits above the middle at which a group question is aimed: about six in ten get it right."""


def largest_deficit(shares: Mapping[T, Fraction], given: Mapping[T, int], among: Collection[T]) -> T:
    """Of `among`, the one whose share of the next pick is owed most; ties go to the first in `shares`."""
    total = sum(given.get(name, 0) for name in shares) + 1
    return max(
        (name for name in shares if name in among),
        key=lambda name: shares[name] * total - given.get(name, 0),
    )


def pick(
    pack: Pack,
    asked: Sequence[str],
    *,
    pool: Collection[Item],
    seen: Mapping[str, int],
    seed: str,
) -> Item:
    """The next item from `pool` after those already `asked` (ids, in order).

    Nothing comes twice before the pool of its domain is used up. `seen` says how many members have met an item;
    `seed` settles what is left equal.

    Raises:
        NothingToAsk: when the pool is empty.
    """
    if not pool:
        raise NothingToAsk
    known = {item.id: item for item in pack.items}
    past = [known[item_id] for item_id in asked if item_id in known]
    blueprint = pack.blueprint

    domain = largest_deficit(blueprint.shares, Counter(i.domain for i in past), {i.domain for i in pool})
    times = Counter(item.id for item in past)
    shelf = [item for item in pool if item.domain == domain]
    fewest = min(times[item.id] for item in shelf)
    shelf = [item for item in shelf if times[item.id] == fewest]

    weights = {task.id: Fraction(max(1, task.min_items)) for task in blueprint.domain(domain).tasks}
    task_shares = {task: weight / sum(weights.values()) for task, weight in weights.items()}
    task = largest_deficit(task_shares, Counter(i.task for i in past), {i.task for i in shelf})
    shelf = [item for item in shelf if item.task == task]

    kind = largest_deficit(blueprint.types, Counter(i.type for i in past), {i.type for i in shelf})
    shelf = [item for item in shelf if item.type == kind]

    dealt = deal(shelf, seed=seed, name=lambda item: item.id)
    return min(dealt, key=lambda item: (seen.get(item.id, 0), abs(0.55 * (item.difficulty - 3) - AIM)))


def practice_pool(pool: Collection[Item], met: Sequence[tuple[str, bool]]) -> tuple[Item, ...]:
    """What to practise of `pool` for a member who has `met` these items (id, right), in order of time.

    First what they have not met; then what they missed last time; then, all being well known, anything but the latest.
    """
    last = dict(met)
    if fresh := tuple(item for item in pool if item.id not in last):
        return fresh
    latest = met[-1][0] if met else ""
    if missed := tuple(item for item in pool if not last[item.id] and item.id != latest):
        return missed
    return tuple(item for item in pool if item.id != latest) or tuple(pool)
