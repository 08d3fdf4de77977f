"""Specimens: a small exam with items of every type, made for tests alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from bot.item_types import Choice, Matching, Ordering
from bot.rules.blueprints import Blueprint, Domain, Skill, Task
from bot.rules.items import Case, FormType, Item, Option, Problem, Prompt, Reference, Status
from bot.rules.packs import Bank, Exam, Pack, Timer

SHARES = {"1": 28, "2": 26, "3": 22, "4": 24}
TASKS = {"1": 3, "2": 3, "3": 3, "4": 3}
TYPES: dict[FormType, Fraction] = {
    "multiple_choice": Fraction(60, 100),
    "multiple_response": Fraction(16, 100),
    "ordering": Fraction(8, 100),
    "matching": Fraction(8, 100),
    "case_study": Fraction(8, 100),
}

CASE = Case("case-1", 1, "Orders of a wholesaler", "A wholesaler forecasts orders each night. " * 12)


def options(count: int, *, word: str = "Option") -> tuple[Option, ...]:
    """So many options with ids from A."""
    return tuple(
        Option(chr(65 + n), f"{word} {chr(97 + n)} of the specimen", f"Because of reason {n}.") for n in range(count)
    )


def choice() -> Choice:
    """Four options, the key is B."""
    return Choice(options(4), frozenset({"B"}))


def response() -> Choice:
    """Five options, the key is B and D."""
    return Choice(options(5), frozenset({"B", "D"}), 2)


def ordering() -> Ordering:
    """Five steps, three of them in the order C, A, E."""
    return Ordering(options(5, word="Step"), ("C", "A", "E"))


def matching(*, prompts: int = 3, reuse: bool = False) -> Matching:
    """So many prompts, one option more than prompts; prompt n goes with option n."""
    left = tuple(Prompt(str(n + 1), f"Need {n + 1}", chr(65 + n), f"Because of need {n + 1}.") for n in range(prompts))
    return Matching(left, options(prompts + 1, word="Tool"), reuse)


def item(
    name: str = "mla-d1-9001",
    problem: Problem | None = None,
    *,
    domain: str = "1",
    task: str = "1.1",
    case: Case | None = None,
    status: Status = "live",
    difficulty: int = 3,
    version: int = 1,
) -> Item:
    """One item; everything but its name has a plain default."""
    return Item(
        id=name,
        version=version,
        status=status,
        domain=domain,
        task=task,
        skills=(f"{task}.01",),
        difficulty=difficulty,
        expected_p=0.6,
        cognitive="apply",
        services=("Amazon S3",),
        stem=f"A team asks which of the options fits {name}. Which one does with the LEAST effort?",
        problem=problem or choice(),
        takeaway="The least effort is the option that nobody has to run.",
        references=(Reference("A page", "https://docs.aws.amazon.com/page.html"),),
        volatility="low",
        recheck_by=date(2028, 11, 22),
        case=case,
    )


EACH_TYPE: tuple[Item, ...] = (
    item("mla-d1-9001", choice(), domain="1", task="1.1"),
    item("mla-d2-9002", response(), domain="2", task="2.1"),
    item("mla-d3-9003", ordering(), domain="3", task="3.1"),
    item("mla-d4-9004", matching(), domain="4", task="4.1"),
    item("mla-d1-9005", choice(), domain="1", task="1.2", case=CASE),
    item("mla-d4-9006", matching(prompts=7), domain="4", task="4.2"),
    item("mla-d2-9007", matching(prompts=6, reuse=True), domain="2", task="2.2"),
)


def blueprint() -> Blueprint:
    """The exam's outline in small: its domains and shares, three tasks in each, one skill in each task."""
    return Blueprint(
        tuple(
            Domain(
                domain,
                f"Domain number {domain}",
                Fraction(share, 100),
                tuple(
                    Task(
                        f"{domain}.{n}",
                        f"Task {n} of {domain}",
                        10 * n,
                        (Skill(f"{domain}.{n}.01", "A skill", tuple(TYPES), 2),),
                    )
                    for n in range(1, TASKS[domain] + 1)
                ),
            )
            for domain, share in SHARES.items()
        ),
        TYPES,
    )


def pack(items: Iterable[Item] = EACH_TYPE) -> Pack:
    """A pack of these items."""
    return Pack(
        id="mla-c01",
        version="1.0.0",
        title="Specimen pack",
        notice="Made for tests.",
        exam=Exam(
            title="Specimen exam",
            code="MLA-C01",
            scored=50,
            unscored=15,
            timers=(
                Timer(170, "170 minutes, from the source document"),
                Timer(130, "130 minutes, the standard form as several public sources report it"),
            ),
            holder="AWS",
            scale=(100, 1000),
            passing=720,
            item_types=tuple(TYPES),
            lifecycle="English sittings ended on 2026-09-28; the successor is MLA-C02.",
        ),
        blueprint=blueprint(),
        items=tuple(items),
    )


def plenty(per_task: int = 5) -> Pack:
    """A pack with so many items of choice in every task, for picks over many days."""
    return pack(
        item(f"mla-d{domain}-{task}{n:03}", domain=domain, task=f"{domain}.{task}", difficulty=1 + n % 5)
        for domain in SHARES
        for task in range(1, TASKS[domain] + 1)
        for n in range(per_task)
    )


def bank(one: Pack | None = None) -> Bank:
    """A bank of one pack."""
    return Bank.of([one or pack()])
