"""The form bank: a synthetic bank of any size in the plan's proportions, for forms to be put together from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bot.rules.dealing import deal
from bot.rules.items import Case, FormType, Item, Problem, Status
from bot.rules.packs import Pack
from tests.bot.specimens import SHARES, TASKS, TYPES, choice, item, matching, ordering, pack, response

PROBLEMS: dict[FormType, Problem] = {
    "multiple_choice": choice(),
    "multiple_response": response(),
    "ordering": ordering(),
    "matching": matching(),
    "case_study": choice(),
}
T = TypeVar("T")

LEVELS = (1,) * 10 + (2,) * 25 + (3,) * 40 + (4,) * 20 + (5,) * 5
"""The levels of a hundred items."""

IN_CASE = 3


def form_bank(size: int, *, pilots: int = 25, seed: str = "bank") -> Pack:
    """So many items in the exam's proportions of domains and types, `pilots` of a hundred being pilot items.

    Levels and pilot items are dealt; the three questions of a case lie in two tasks of one domain.
    """
    items = [each for domain in SHARES for each in _domain(domain, size * SHARES[domain] // 100, seed)]
    hundred: list[Status] = ["pilot" if n < pilots else "live" for n in range(100)]
    statuses = _dealt(len(items), hundred, f"{seed} pilots")
    return pack(replace(each, status=status) for each, status in zip(items, statuses, strict=True))


def _domain(domain: str, count: int, seed: str) -> list[Item]:
    cases = round(count * TYPES["case_study"] / IN_CASE)
    alone = count - cases * IN_CASE
    singles = {kind: share for kind, share in TYPES.items() if kind != "case_study"}
    total = sum(singles.values())
    kinds: list[FormType] = []
    for kind, share in singles.items():
        kinds += [kind] * round(alone * share / total)
    kinds = (kinds + ["multiple_choice"] * alone)[:alone]
    kinds = [kind for _, kind in deal(enumerate(kinds), seed=f"{seed} {domain} kinds", name=str)]
    levels = _dealt(count, LEVELS, f"{seed} {domain} levels")
    made = [
        item(
            f"mla-d{domain}-{place:05}",
            PROBLEMS[kind],
            domain=domain,
            task=f"{domain}.{1 + place % TASKS[domain]}",
            difficulty=levels[place],
        )
        for place, kind in enumerate(kinds)
    ]
    for number in range(cases):
        case = Case(f"case-{domain}-{number}", 1, "A case", "A scenario.")
        for question in range(IN_CASE):
            place = alone + IN_CASE * number + question
            task = f"{domain}.{1 + (number + question // 2) % TASKS[domain]}"
            made.append(
                item(
                    f"mla-d{domain}-{place:05}", choice(), domain=domain, task=task, case=case, difficulty=levels[place]
                )
            )
    return made


def _dealt(count: int, hundred: Sequence[T], seed: str) -> list[T]:
    whole = [hundred[n % 100] for n in range(count)]
    return [each for _, each in deal(enumerate(whole), seed=seed, name=str)]
