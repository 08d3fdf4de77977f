"""Coverage: what a pack's outline asks for, what is there and what is missing, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from bot.packs.item_shapes import Cognitive
from bot.packs.lint import kept_of
from bot.packs.lint_bank import HIGHER, single_choices
from bot.packs.lint_options import is_longest
from bot.packs.reading import Manuscript, Reading
from bot.packs.schema import PackShape
from bot.rules.items import Status

Row = tuple[str, ...]
PLAN = ("minimum", "there", "ready", "missing")


@dataclass(frozen=True, slots=True)
class Table:
    """One table; the first `words` columns hold words, the others numbers."""

    title: str
    head: Row
    rows: tuple[Row, ...]
    words: int = 1


def coverage(reading: Reading) -> tuple[Table, ...]:
    """Every table of a pack; none when its pack.yaml cannot be read.

    "There" counts all items but retired and quarantined ones, "ready" those that are live or pilot.
    """
    if reading.shape is None:
        return ()
    kept = kept_of(reading)
    return (
        _statuses(reading.manuscripts),
        *_outline(kept, reading.shape),
        *_kinds(kept, reading.shape),
        _reviews(reading.manuscripts),
        *_keys(kept, reading.shape),
        *_services(kept, reading.shape),
        _skills(kept, reading.shape),
    )


def _statuses(scripts: Sequence[Manuscript]) -> Table:
    counts = Counter(script.item.status for script in scripts)
    rows = [(status, f"{counts[status]:,}") for status in get_args(Status)]
    return Table("Status", ("status", "items"), (*rows, ("all", f"{len(scripts):,}")))


def _outline(kept: Sequence[Manuscript], shape: PackShape) -> Iterator[Table]:
    domains, tasks = _counts(kept, "domain"), _counts(kept, "task")
    rows = [(d.id, d.title, *_plan(d.min_items, domains, d.id)) for d in shape.domains]
    whole = ("", "whole bank", *_plan(shape.bank.min_items, (len(kept), len(_ready(kept)))))
    yield Table("Domains", ("domain", "title", *PLAN), (*rows, whole), 2)
    every = [task for domain in shape.domains for task in domain.tasks]
    yield Table(
        "Tasks", ("task", "title", *PLAN), tuple((t.id, t.title, *_plan(t.min_items, tasks, t.id)) for t in every), 2
    )


def _kinds(kept: Sequence[Manuscript], shape: PackShape) -> Iterator[Table]:
    types, total = _counts(kept, "type"), shape.bank.min_items
    rows = tuple((name, *_plan(count, types, name)) for name, count in shape.bank.item_types.items())
    yield Table("Types", ("type", *PLAN), rows)
    held = Counter((script.item.domain, script.item.type) for script in kept)
    names = tuple(shape.bank.item_types)
    by_domain = tuple(
        (d.id, *(f"{held[d.id, name]} of {d.item_types.get(name, 0)}" for name in names)) for d in shape.domains
    )
    yield Table("Types in each domain", ("domain", *names), by_domain)
    levels = {str(level): (there, ready) for level, (there, ready) in _counts(kept, "difficulty").items()}
    graded = tuple(
        (
            level,
            f"{percent} %",
            _share(levels.get(level, (0, 0))[0], len(kept)),
            *_plan(total * percent // 100, levels, level),
        )
        for level, percent in shape.bank.difficulty.items()
    )
    yield Table("Difficulty", ("level", "planned", "share", *PLAN), graded)
    thought = _counts(kept, "cognitive")
    asked = [
        (name, f"at most {shape.bank.recall_at_most} %" if name == "recall" else "", *_held(thought, name, kept))
        for name in get_args(Cognitive)
    ]
    higher = sum(thought.get(name, (0, 0))[0] for name in HIGHER)
    missing = max(0, -(-total * shape.bank.apply_at_least // 100) - higher)
    last = ("apply or more", f"at least {shape.bank.apply_at_least} %", f"{higher:,}", _share(higher, len(kept)))
    yield Table(
        "Cognitive level",
        ("level", "planned", "there", "share", "missing"),
        (*((*row, "") for row in asked), (*last, f"{missing:,}")),
    )


def _reviews(scripts: Sequence[Manuscript]) -> Table:
    blind = [[review for review in script.shape.reviews if review.kind == "blind"] for script in scripts]
    firsts = [min(reviews, key=lambda review: review.on).result for reviews in blind if reviews]
    agreed = sum(result == "agrees" for result in firsts)
    technical = sum(any(review.kind == "technical" for review in script.shape.reviews) for script in scripts)
    rows = (
        ("answered blind", f"{len(firsts):,}", _share(len(firsts), len(scripts))),
        ("of these, the first reader agreed", f"{agreed:,}", _share(agreed, len(firsts))),
        ("reviewed technically", f"{technical:,}", _share(technical, len(scripts))),
    )
    return Table("Reviews", ("items", "count", "share"), rows)


def _keys(kept: Sequence[Manuscript], shape: PackShape) -> Iterator[Table]:
    rows = [(d.title, [script for script in kept if script.item.domain == d.id]) for d in shape.domains]
    shown = tuple(_key_row(title, single_choices(scripts)) for title, scripts in (*rows, ("whole bank", list(kept))))
    yield Table("Keys of single choices", ("domain", "items", "A", "B", "C", "D", "key longest"), shown)


def _key_row(title: str, single: Sequence[Manuscript]) -> Row:
    keys = Counter(next(iter(script.keys)) for script in single)
    shares = (_share(keys[letter], len(single)) for letter in "ABCD")
    return (title, f"{len(single):,}", *shares, _share(sum(map(is_longest, single)), len(single)))


def _services(kept: Sequence[Manuscript], shape: PackShape) -> Iterator[Table]:
    named = Counter(service for script in kept for service in set(script.item.services))
    if not shape.services:
        rows = tuple((name, f"{count:,}") for name, count in sorted(named.items()))
        yield Table(f"Services named: {len(named)}", ("service", "items"), rows)
        return
    met = sum(name in named for name in shape.services)
    rows = tuple((name, f"{named[name]:,}") for name in shape.services)
    yield Table(f"Services in scope: {met} of {len(shape.services)} covered", ("service", "items"), rows)
    if others := sorted(set(named) - set(shape.services)):
        yield Table("Other names", ("service", "items"), tuple((name, f"{named[name]:,}") for name in others))


def _skills(kept: Sequence[Manuscript], shape: PackShape) -> Table:
    held: dict[str, tuple[int, int]] = {}
    for script in kept:
        there, ready = held.get(script.item.skills[0], (0, 0))
        held[script.item.skills[0]] = (there + 1, ready + _is_ready(script))
    skills = [skill for domain in shape.domains for task in domain.tasks for skill in task.skills]
    full = sum(held.get(skill.id, (0, 0))[0] >= skill.min_items for skill in skills)
    rows = tuple((skill.id, skill.title, *_plan(skill.min_items, held, skill.id)) for skill in skills)
    return Table(f"Skills: {full} of {len(skills)} have their minimum", ("skill", "title", *PLAN), rows, 2)


def _counts(kept: Sequence[Manuscript], field: str) -> dict[str, tuple[int, int]]:
    there = Counter(str(getattr(script.item, field)) for script in kept)
    ready = Counter(str(getattr(script.item, field)) for script in _ready(kept))
    return {name: (count, ready[name]) for name, count in there.items()}


def _ready(kept: Sequence[Manuscript]) -> list[Manuscript]:
    return [script for script in kept if _is_ready(script)]


def _is_ready(script: Manuscript) -> bool:
    return script.item.live or script.item.pilot


def _plan(minimum: int, held: dict[str, tuple[int, int]] | tuple[int, int], name: str = "") -> Row:
    there, ready = held.get(name, (0, 0)) if isinstance(held, dict) else held
    return (f"{minimum:,}", f"{there:,}", f"{ready:,}", f"{max(0, minimum - there):,}")


def _held(held: dict[str, tuple[int, int]], name: str, kept: Sequence[Manuscript]) -> Row:
    there = held.get(name, (0, 0))[0]
    return (f"{there:,}", _share(there, len(kept)))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}".replace("%", " %") if whole else "-"
