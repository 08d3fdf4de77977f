"""Study sessions: five questions that a lead can put to the group in twenty minutes, from its weakest tasks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.rules.dealing import deal
from bot.rules.items import Item

QUESTIONS, MINUTES = 5, 20
TASKS = 3
"""Tasks that a session is made of; the weakest two have two questions each."""

LONGEST = 1500
"""Characters of a question with its options and what to remember of it; what is longer is not read out in a minute."""

SPOKEN = frozenset({"multiple_choice", "multiple_response"})
"""What can be answered aloud: steps and pairs need a sheet, and so does a case."""


def fit_to_say(item: Item) -> bool:
    """Whether a question can be read out and answered aloud."""
    if item.type not in SPOKEN or item.case is not None:
        return False
    entry = item.problem.wants(())
    options = entry.options if entry is not None else ()
    return len(item.stem) + sum(len(option.text) for option in options) + len(item.takeaway) <= LONGEST


def by_turns(tasks: Sequence[str], week: int) -> tuple[str, ...]:
    """Three tasks of an exam for a week, where nothing may be told of the group: all have their turn.

    >>> by_turns(("1.1", "1.2", "2.1", "2.2"), 1)
    ('2.2', '1.1', '1.2')
    """
    start = TASKS * week
    return tuple(dict.fromkeys(tasks[(start + place) % len(tasks)] for place in range(TASKS))) if tasks else ()


def choose(
    pool: Collection[Item],
    tasks: Sequence[str],
    *,
    missed: Mapping[str, float],
    given: Collection[str],
    enemies: Mapping[str, frozenset[str]],
    seed: str,
) -> tuple[Item, ...]:
    """Up to five questions of these tasks, the weakest task first, none too like another.

    `missed` says of what the group was asked before which share got it wrong: those come first, the most missed before
    all, as they can spoil nothing and help most. What was `given` in an earlier session waits. `seed` settles the rest.
    Where a task has too few, the others fill up.
    """
    shelves = [_in_order([item for item in pool if item.task == task], missed, given, seed) for task in tasks]
    chosen: list[Item] = []
    while len(chosen) < QUESTIONS and any(shelves):
        for shelf in shelves:
            while shelf and len(chosen) < QUESTIONS:
                item = shelf.pop(0)
                if not enemies.get(item.id, frozenset()) & {one.id for one in chosen}:
                    chosen.append(item)
                    break
    return tuple(sorted(chosen, key=lambda item: tasks.index(item.task)))


def _in_order(shelf: list[Item], missed: Mapping[str, float], given: Collection[str], seed: str) -> list[Item]:
    dealt = deal(shelf, seed=seed, name=lambda item: item.id)
    return sorted(dealt, key=lambda item: (item.id in given, item.id not in missed, -missed.get(item.id, 0.0)))
