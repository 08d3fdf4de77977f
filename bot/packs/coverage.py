"""Coverage: what a pack's outline asks for, what is there and what is missing, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from bot.packs.item_shapes import Cognitive, ReviewShape
from bot.packs.lint import kept_of
from bot.packs.lint_bank import HIGHER, single_choices
from bot.packs.lint_options import is_longest
from bot.packs.reading import Manuscript, Reading
from bot.packs.schema import PackShape
from bot.packs.standing import of_this_version
from bot.rules.items import Status

Row = tuple[str, ...]
PLAN = ("minimum", "live", "pilot", "in work", "missing")

Held = tuple[int, int, int]
"""How many are live, how many pilot, and how many are a draft or in review."""

NONE: Held = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Table:
    """One table; the first `words` columns hold words, the others numbers."""

    title: str
    head: Row
    rows: tuple[Row, ...]
    words: int = 1


def coverage(reading: Reading) -> tuple[Table, ...]:
    """Every table of a pack; none when its pack.yaml cannot be read.

    "In work" counts drafts and items in review; what is missing is the minimum without the live ones. Retired and
    quarantined items count nowhere but under their status.
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
    rows = [(d.id, d.title, *_plan(d.min_items, domains.get(d.id, NONE))) for d in shape.domains]
    whole = ("", "whole bank", *_plan(shape.bank.min_items, _held(kept)))
    yield Table("Domains", ("domain", "title", *PLAN), (*rows, whole), 2)
    every = [task for domain in shape.domains for task in domain.tasks]
    shown = tuple((t.id, t.title, *_plan(t.min_items, tasks.get(t.id, NONE))) for t in every)
    yield Table("Tasks", ("task", "title", *PLAN), shown, 2)


def _kinds(kept: Sequence[Manuscript], shape: PackShape) -> Iterator[Table]:
    types, total = _counts(kept, "type"), shape.bank.min_items
    rows = [(name, *_plan(count, types.get(name, NONE))) for name, count in shape.bank.item_types.items()]
    cases = ("cases of case_study", *_plan(shape.bank.case_studies, _held(_one_of_each_case(kept))))
    yield Table("Types", ("type", *PLAN), (*rows, cases))
    live = [script for script in kept if script.item.live]
    held = Counter((script.item.domain, script.item.type) for script in live)
    names = tuple(shape.bank.item_types)
    by_domain = tuple(
        (d.id, *(f"{held[d.id, name]} of {d.item_types.get(name, 0)}" for name in names)) for d in shape.domains
    )
    yield Table("Live types in each domain", ("domain", *names), by_domain)
    levels = _counts(kept, "difficulty")
    graded = tuple(
        (
            level,
            f"{percent} %",
            _share(sum(levels.get(level, NONE)), len(kept)),
            *_plan(total * percent // 100, levels.get(level, NONE)),
        )
        for level, percent in shape.bank.difficulty.items()
    )
    yield Table("Difficulty", ("level", "planned", "share", *PLAN), graded)
    thought = Counter(script.item.cognitive for script in kept)
    asked = [
        (name, f"at most {shape.bank.recall_at_most} %" if name == "recall" else "", thought[name])
        for name in get_args(Cognitive)
    ]
    higher = ("apply or more", f"at least {shape.bank.apply_at_least} %", sum(thought[name] for name in HIGHER))
    yield Table(
        "Cognitive level",
        ("level", "planned", "items", "share"),
        tuple((name, plan, f"{count:,}", _share(count, len(kept))) for name, plan, count in (*asked, higher)),
    )


def _reviews(scripts: Sequence[Manuscript]) -> Table:
    """How often the first who answered a version blind agreed, and what became of the present versions."""
    firsts: dict[tuple[str, int], ReviewShape] = {}
    for script in scripts:
        for review in sorted(script.shape.reviews, key=lambda review: review.on):
            if review.kind == "blind":
                firsts.setdefault((script.item.id, review.version or 1), review)
    agreed = sum(review.result == "agrees" for review in firsts.values())
    rows = (
        ("versions answered blind", f"{len(firsts):,}", ""),
        ("of these, the first reader agreed", f"{agreed:,}", _share(agreed, len(firsts))),
        ("items whose present version was answered blind", *_reviewed(scripts, "blind")),
        ("items whose present version was reviewed technically", *_reviewed(scripts, "technical")),
    )
    return Table("Reviews", ("what", "count", "share"), rows)


def _reviewed(scripts: Sequence[Manuscript], kind: Literal["blind", "technical"]) -> tuple[str, str]:
    count = sum(bool(of_this_version(script.shape, kind)) for script in scripts)
    return f"{count:,}", _share(count, len(scripts))


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
    skills = [skill for domain in shape.domains for task in domain.tasks for skill in task.skills]
    by_skill: dict[str, list[Manuscript]] = {}
    for script in kept:
        by_skill.setdefault(script.item.skills[0], []).append(script)
    held = {name: _held(scripts) for name, scripts in by_skill.items()}
    full = sum(held.get(skill.id, NONE)[0] >= skill.min_items for skill in skills)
    rows = tuple((skill.id, skill.title, *_plan(skill.min_items, held.get(skill.id, NONE))) for skill in skills)
    return Table(f"Skills: {full} of {len(skills)} have their minimum", ("skill", "title", *PLAN), rows, 2)


def _one_of_each_case(kept: Sequence[Manuscript]) -> list[Manuscript]:
    """A live question of each case where there is one, else any."""
    found: dict[str, Manuscript] = {}
    for script in sorted(kept, key=lambda script: script.item.live):
        if script.item.case:
            found[script.item.case.id] = script
    return list(found.values())


def _counts(kept: Sequence[Manuscript], field: str) -> dict[str, Held]:
    names = {str(getattr(script.item, field)) for script in kept}
    return {name: _held([s for s in kept if str(getattr(s.item, field)) == name]) for name in names}


def _held(kept: Sequence[Manuscript]) -> Held:
    live = sum(script.item.live for script in kept)
    pilot = sum(script.item.pilot for script in kept)
    return live, pilot, len(kept) - live - pilot


def _plan(minimum: int, held: Held) -> Row:
    return tuple(f"{count:,}" for count in (minimum, *held, max(0, minimum - held[0])))


def _share(part: int, whole: int) -> str:
    """Whole percents, and never 100 while one is missing."""
    if not whole:
        return "-"
    return f"{100 if part == whole else min(99, round(100 * part / whole))} %"
