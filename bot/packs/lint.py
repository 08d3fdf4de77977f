"""Lint: every craft check over one pack, with the warnings its authors waived taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.packs import lint_bank, lint_case, lint_cues, lint_likeness, lint_names, lint_options, lint_record, lint_stem
from bot.packs.faults import Fault
from bot.packs.reading import Manuscript, Reading
from bot.packs.schema import PackShape

BY_ITEM = (
    *lint_stem.LINTS,
    *lint_options.LINTS,
    *lint_cues.LINTS,
    *lint_record.BY_ITEM,
    *lint_names.BY_ITEM,
)
BY_PACK = (*lint_record.BY_PACK, *lint_names.BY_PACK)
BY_DAY = lint_record.BY_DAY
BY_COMPARISON = (*lint_likeness.LINTS, lint_case.case_questions)
BY_BANK = (lint_bank.key_letters, lint_bank.key_lengths, lint_bank.negatives)
BY_PLAN = (lint_bank.mix,)
GONE = {"retired", "quarantined"}
_NOTHING: Mapping[str, str] = {}


def lint_pack(reading: Reading, *, today: date, beside: Mapping[str, str] = _NOTHING) -> tuple[Fault, ...]:
    """Everything the lints say about a pack, without what reading it said already.

    `beside` holds texts by name that no item may have words from, eight in a row.
    """
    if reading.shape is None:
        return ()
    kept = kept_of(reading)
    found: dict[int, list[Fault]] = defaultdict(list)
    for script in reading.manuscripts:
        found[id(script)].extend(lint_item(script, reading.shape, today=today))
    for compare in BY_COMPARISON:
        for script, fault in compare(kept):
            found[id(script)].append(fault)
    for script, fault in (*lint_bank.skill_quotas(kept, reading.shape), *lint_likeness.foreign_runs(kept, beside)):
        found[id(script)].append(fault)
    return (
        *(fault for script in reading.manuscripts for fault in _waive(script, found[id(script)])),
        *lint_case.cases(kept),
        *lint_likeness.stale_enemies(kept, reading.sheet, reading.enemies),
        *(fault for lint in BY_BANK for fault in lint(kept, reading.sheet)),
        *_lint_plan(kept, reading, reading.shape),
    )


def kept_of(reading: Reading) -> list[Manuscript]:
    """The items that are compared with one another: all but those that are gone."""
    return [script for script in reading.manuscripts if script.item.status not in GONE]


def lint_item(script: Manuscript, pack: PackShape, *, today: date) -> Iterator[Fault]:
    """What the lints say about one item, waivers not yet regarded."""
    for lint in BY_ITEM:
        yield from lint(script)
    for lint_in_pack in BY_PACK:
        yield from lint_in_pack(script, pack)
    for lint_on_day in BY_DAY:
        yield from lint_on_day(script, today)


def _lint_plan(kept: Sequence[Manuscript], reading: Reading, pack: PackShape) -> Iterator[Fault]:
    yield from lint_bank.plan(reading.sheet, pack)
    for lint in BY_PLAN:
        yield from lint(kept, reading.sheet, pack)


def _waive(script: Manuscript, faults: Sequence[Fault]) -> Iterator[Fault]:
    waived = {waiver.lint for waiver in script.shape.waivers}
    yield from (fault for fault in faults if fault.level == "error" or fault.code not in waived)
    for place, waiver in enumerate(script.shape.waivers):
        levels = {fault.level for fault in faults if fault.code == waiver.lint}
        if "warning" not in levels:
            why = "an error cannot be waived" if levels else "there is no such warning here"
            yield script.warning("waiver", f"the waiver of {waiver.lint} has no effect: {why}", "waivers", place)
