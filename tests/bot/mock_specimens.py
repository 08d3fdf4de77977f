"""Specimens for mock exams: a bank of every type with cases of three and pilots, whose every text is its own."""

from __future__ import annotations

from dataclasses import replace

from bot.item_types import Choice, Matching, Ordering
from bot.rules.items import Answer, Case, Item, Option, Problem, Prompt, Status
from bot.rules.packs import Pack
from tests.bot.specimens import SHARES, TASKS, item, pack

KINDS = ("choice", "choice", "response", "choice", "ordering", "choice", "matching", "choice")
"""The types of the items of a task, one after another; then again."""


def mock_item(
    name: str, kind: str, *, domain: str, task: str, case: Case | None = None, status: Status = "live", version: int = 1
) -> Item:
    """One item whose stem, options, reasons and takeaway name it, so that each is found on whatever card it stands."""
    asked = item(name, problem_of(name, kind), domain=domain, task=task, case=case, status=status, version=version)
    return replace(asked, stem=f"Stem of {name}?", takeaway=f"Takeaway of {name}.")


def problem_of(name: str, kind: str) -> Problem:
    """The problem of an item of this kind: its key is B, or B and D, or C, A, E, or one option for each prompt."""
    if kind == "choice":
        return Choice(_options(name, 4), frozenset("B"))
    if kind == "response":
        return Choice(_options(name, 5), frozenset("BD"), 2)
    if kind == "ordering":
        return Ordering(_options(name, 5), ("C", "A", "E"))
    prompts = tuple(Prompt(str(n), f"Prompt {n} of {name}", "ABC"[n], f"Reason {n} of {name}.") for n in range(3))
    return Matching(prompts, _options(name, 4), reuse=False)


def _options(name: str, count: int) -> tuple[Option, ...]:
    letters = "ABCDE"[:count]
    return tuple(Option(letter, f"Option {letter} of {name}", f"Why {letter} of {name}.") for letter in letters)


def mock_pack(per_task: int = 8, *, pilots: int = 2, cases: bool = True) -> Pack:
    """A pack with so many live items and so many pilots in every task, and a case of three in every domain."""
    items: list[Item] = []
    for domain in SHARES:
        for n in range(1, TASKS[domain] + 1):
            task = f"{domain}.{n}"
            items += [
                mock_item(
                    f"mla-d{domain}-{n}{place:03}",
                    KINDS[place % len(KINDS)],
                    domain=domain,
                    task=task,
                    status="live" if place < per_task else "pilot",
                )
                for place in range(per_task + pilots)
            ]
        case = Case(f"case-d{domain}", 1, f"Case of domain {domain}", f"Scenario of domain {domain}. " * 20)
        items += [
            mock_item(f"mla-d{domain}-c{n}", "choice", domain=domain, task=f"{domain}.{n}", case=case)
            for n in range(1, 4)
            if cases
        ]
    return pack(items)


def key_of(asked: Item) -> Answer:
    """The right answer."""
    match asked.problem:
        case Choice(key=key):
            return tuple(sorted(key))
        case Ordering(key=steps):
            return steps
        case Matching(prompts=prompts):
            return tuple(prompt.answer for prompt in prompts)
        case _:
            raise TypeError(asked.problem)


def wrong_of(asked: Item) -> Answer:
    """A whole answer that is wrong."""
    return {"multiple_choice": ("A",), "multiple_response": ("A", "B")}.get(
        asked.problem.type, tuple(reversed(key_of(asked)))
    )


def secrets_of(asked: Item) -> list[str]:
    """Every text of an item that gives its key away: reasons, takeaway and references."""
    return [*(line.why for line in asked.problem.reveal()), asked.takeaway, *(page.url for page in asked.references)]


def with_key(asked: Item, key: str, *, version: int) -> Item:
    """An item of choice in another version, with another key and nothing else changed."""
    assert isinstance(asked.problem, Choice)
    return replace(asked, version=version, problem=replace(asked.problem, key=frozenset(key)))
