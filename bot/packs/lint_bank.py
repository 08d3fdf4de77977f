"""Lints of the bank as a whole: balance of key letters and key lengths, quotas, and the mix of items."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt

from bot.packs.faults import Fault, Sheet
from bot.packs.lint_options import is_longest
from bot.packs.lint_stem import is_negative
from bot.packs.reading import Manuscript
from bot.packs.schema import PackShape

ENOUGH = 60
FEW = 20
HUNDRED = 100
"""Items that a batch of a domain has at least, when the letters and lengths of keys are looked at."""
LOW, HIGH = 0.20, 0.30
CHI_SQUARE_3 = 11.345  # p = .01 with three degrees of freedom
LONGEST_Z = 2.0
NEGATIVE = 0.05
POINTS = 3
HIGHER = {"apply", "analyze", "evaluate"}


def key_letters(scripts: Sequence[Manuscript], sheet: Sheet) -> Iterator[Fault]:
    """The key stands under each letter equally often, in the bank and in each domain."""
    for batch, single in _batches(scripts):
        keys = Counter(next(iter(script.keys)) for script in single)
        count = len(single)
        shares = {letter: keys[letter] / count for letter in "ABCD"}
        listed = ", ".join(f"{letter} {share:.0%}" for letter, share in shares.items())
        uneven = sum((keys[letter] - count / 4) ** 2 / (count / 4) for letter in shares)
        if count >= ENOUGH and any(not LOW <= share <= HIGH for share in shares.values()):
            about = f"key letters of {count} items{batch}: {listed}; each shall have 20 to 30 %"
            yield sheet.warning("key-letters", about)
        elif count >= FEW and uneven > CHI_SQUARE_3:
            yield sheet.warning("key-letters", f"key letters of {count} items{batch} are not by chance: {listed}")


def key_lengths(scripts: Sequence[Manuscript], sheet: Sheet) -> Iterator[Fault]:
    """The key is the longest option no more often than chance has it, in the bank and in each domain."""
    for batch, single in _batches(scripts):
        count, longest = len(single), sum(map(is_longest, single))
        z = (longest - count / 4) / sqrt(count * 3 / 16)
        if count >= FEW and (z > LONGEST_Z or (count >= ENOUGH and longest / count > HIGH)):
            about = f"the key is the longest option in {longest} of {count} items{batch}; at most 30 %"
            yield sheet.warning("key-lengths", about)


def negatives(scripts: Sequence[Manuscript], sheet: Sheet) -> Iterator[Fault]:
    """At most one stem in twenty is negative."""
    count = sum(map(is_negative, scripts))
    if len(scripts) >= FEW and count > NEGATIVE * len(scripts):
        yield sheet.warning("negative-bank", f"{count} of {len(scripts)} stems are negative; at most 5 %")


def mix(scripts: Sequence[Manuscript], sheet: Sheet, pack: PackShape) -> Iterator[Fault]:
    """Types, levels and cognitive levels come as planned, within three points."""
    count = len(scripts)
    if count < ENOUGH:
        return
    planned = sum(pack.bank.item_types.values())
    types = Counter(script.item.type for script in scripts)
    for name, target in pack.bank.item_types.items():
        yield from _off("type", name, 100 * types[name] / count, 100 * target / planned, sheet)
    levels = Counter(script.item.difficulty for script in scripts)
    for level, percent in pack.bank.difficulty.items():
        yield from _off("level", level, 100 * levels[int(level)] / count, percent, sheet)
    recall = 100 * sum(script.item.cognitive == "recall" for script in scripts) / count
    if recall > pack.bank.recall_at_most:
        about = f"{recall:.0f} % of the items ask for recall; at most {pack.bank.recall_at_most} %"
        yield sheet.warning("mix", about, ("bank", "recall_at_most"))
    higher = 100 * sum(script.item.cognitive in HIGHER for script in scripts) / count
    if higher < pack.bank.apply_at_least:
        about = f"{higher:.0f} % of the items ask to apply or more; at least {pack.bank.apply_at_least} %"
        yield sheet.warning("mix", about, ("bank", "apply_at_least"))


def skill_quotas(scripts: Sequence[Manuscript], pack: PackShape) -> Iterator[tuple[Manuscript, Fault]]:
    """No skill has more than its quota while another has less; the items beyond the quota are named."""
    held: dict[str, list[Manuscript]] = defaultdict(list)
    for script in scripts:
        held[script.item.skills[0]].append(script)
    skills = [skill for domain in pack.domains for task in domain.tasks for skill in task.skills]
    short = next((skill.id for skill in skills if len(held[skill.id]) < skill.min_items), None)
    if len(scripts) < min(ENOUGH, pack.bank.min_items) or short is None:
        return
    for skill in skills:
        for script in held[skill.id][skill.min_items :]:
            about = f"skill {skill.id} has {len(held[skill.id])} items of {skill.min_items}, while {short} lacks some"
            yield script, script.warning("skill-quota", about, "skills")


def plan(sheet: Sheet, pack: PackShape) -> Iterator[Fault]:
    """The numbers of the plan add up: skills to tasks, tasks to domains, domains and types to the bank."""
    for d, domain in enumerate(pack.domains):
        for t, task in enumerate(domain.tasks):
            held = sum(skill.min_items for skill in task.skills)
            yield from _sum(f"task {task.id}", held, task.min_items, sheet, "domains", d, "tasks", t, "min_items")
        held = sum(task.min_items for task in domain.tasks)
        yield from _sum(f"domain {domain.id}", held, domain.min_items, sheet, "domains", d, "min_items")
        held = sum(domain.item_types.values())
        yield from _sum(f"types of domain {domain.id}", held, domain.min_items, sheet, "domains", d, "item_types")
    held = sum(domain.min_items for domain in pack.domains)
    yield from _sum("the domains", held, pack.bank.min_items, sheet, "bank", "min_items")
    held = sum(pack.bank.item_types.values())
    yield from _sum("the item types", held, pack.bank.min_items, sheet, "bank", "item_types")
    held = sum(pack.bank.difficulty.values())
    yield from _sum("the levels", held, 100, sheet, "bank", "difficulty")


def _batches(scripts: Sequence[Manuscript]) -> Iterator[tuple[str, list[Manuscript]]]:
    """The bank, each domain of it where that is a part only, and a domain's items by the hundred, in order of id.

    Batches without such items are left out; what is left of a domain goes to its hundreds in equal parts.
    """
    single = single_choices(scripts)
    domains = sorted({script.item.domain for script in single})
    if single:
        yield "", single
    for domain in domains:
        held = sorted((s for s in single if s.item.domain == domain), key=lambda script: script.item.id)
        if len(domains) > 1:
            yield f" of domain {domain}", held
        parts = len(held) // HUNDRED
        for part in range(parts if parts > 1 else 0):
            batch = held[part * len(held) // parts : (part + 1) * len(held) // parts]
            yield f" from {batch[0].item.id} to {batch[-1].item.id}", batch


def single_choices(scripts: Sequence[Manuscript]) -> list[Manuscript]:
    """The items with one key among A, B, C and D, whose letter and length can be compared."""
    return [s for s in scripts if s.item.problem.type == "multiple_choice" and {o.id for o in s.offered} == set("ABCD")]


def _off(what: str, name: str, percent: float, target: float, sheet: Sheet) -> Iterator[Fault]:
    if abs(percent - target) > POINTS:
        about = f"{what} {name} makes {percent:.0f} % of the items; {target:.0f} % is planned"
        yield sheet.warning("mix", about, ("bank",))


def _sum(what: str, held: int, stated: int, sheet: Sheet, *path: str | int) -> Iterator[Fault]:
    if held != stated:
        yield sheet.error("plan", f"{what}: the parts add up to {held}, not {stated}", path)
