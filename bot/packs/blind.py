"""Blind: items as somebody sees them who answers without the key, and the sheet that takes the answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from bot.item_types.choice import Choice
from bot.item_types.matching import Matching
from bot.item_types.ordering import Ordering
from bot.packs.lint_stem import NUMBERS
from bot.packs.reading import Manuscript
from bot.rules.dealing import deal
from bot.rules.items import Option

Extent = Literal["full", "options-only"]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_BOOKLET = """\
# Questions to answer without the key

Answer from what stands here, look nothing up in the pack, and fill in `{sheet}`.
The options were shuffled: their letters are those of this page alone.

"""
_OPTIONS_ONLY = "The questions themselves are left out on purpose: which answer would you guess from the options?\n\n"
_SHEET = """\
# The answers to {booklet}. Fill in what is empty; an entry without an answer is passed over.
# answer      the letters as shown: B, or B D; ordering in order: C A B; matching by prompt: 1=C 2=A 3=D
# confidence  1 (a guess) to 5 (certain)
# rival       the letter of any other answer that you could defend; empty when there is none
# missing     a fact that the question should give and does not
# note        anything else; put it in quotes
# Leave id, version and seen as they are: they tell whether the question changed since.
seed: {seed}
extent: {extent}
answers:
"""
_ENTRY = """\
- id: {id}
  version: {version}
  seen: "{seen}"
  answer:
  confidence:
  rival:
  missing: ""
  note: ""
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as it is shown under one seed: its options in that order, lettered from A."""

    script: Manuscript
    options: tuple[Option, ...]

    @property
    def letters(self) -> dict[str, str]:
        """The file's id of the option behind each letter."""
        return {letter: option.id for letter, option in zip(LETTERS, self.options, strict=False)}

    @property
    def seen(self) -> str:
        """Eight signs that change when anything changes that a reader of the whole item sees."""
        return blake2b("\n".join(_whole(self)).encode(), digest_size=4).hexdigest()

    def spell(self, names: Sequence[str]) -> str:
        """Options of the file in the letters of the page."""
        by_id = {name: letter for letter, name in self.letters.items()}
        return " ".join(by_id.get(name, name) for name in names)


def show(script: Manuscript, seed: str) -> Shown:
    """The item under a seed; the same seed shows it the same way, whatever else is shown."""
    return Shown(script, deal(script.offered, seed=f"{seed}/{script.item.id}", name=lambda option: option.id))


def pick(scripts: Sequence[Manuscript], limit: int, seed: str) -> list[Manuscript]:
    """At most `limit` of the items, chosen by the seed and left in their order; 0 means all."""
    if not limit:
        return list(scripts)
    chosen = {script.item.id for script in deal(scripts, seed=seed, name=lambda script: script.item.id)[:limit]}
    return [script for script in scripts if script.item.id in chosen]


def booklet(items: Sequence[Shown], *, sheet: str, extent: Extent) -> str:
    """The questions as Markdown: nothing in it tells the key, the level or the sources."""
    parts = [_BOOKLET.format(sheet=sheet)]
    if extent == "options-only":
        parts.append(_OPTIONS_ONLY)
    told = ""
    for shown in items:
        case = shown.script.item.case
        lines = _bare(shown) if extent == "options-only" else _whole(shown, again=case is None or case.id != told)
        told = case.id if case else ""
        parts.append("\n".join((*lines, "", "")))
    return "".join(parts).rstrip("\n") + "\n"


def answer_sheet(items: Sequence[Shown], *, booklet: str, seed: str, extent: Extent) -> str:
    """The sheet to fill in, as YAML."""
    head = _SHEET.format(booklet=booklet, seed=json.dumps(seed), extent=extent)
    entries = (_ENTRY.format(id=s.script.item.id, version=s.script.item.version, seen=s.seen) for s in items)
    return head + "".join(entries)


def _whole(shown: Shown, *, again: bool = True) -> Iterator[str]:
    item = shown.script.item
    yield _title(shown)
    if item.case:
        yield from ("", f"Scenario: {item.case.title}.", "", item.case.scenario if again else "(as above)")
    yield from ("", item.stem, "", *_choices(shown))


def _bare(shown: Shown) -> Iterator[str]:
    match shown.script.item.problem:
        case Choice(select=select):
            asked = f"Choose {NUMBERS.get(select, 'ONE')}."
        case Ordering(key=key):
            asked = f"Put {NUMBERS.get(len(key), len(key))} of these in order."
        case Matching(reuse=reuse):
            asked = f"Match each prompt; an option may be used {'more than once' if reuse else 'at most once'}."
        case _:
            asked = "Choose."
    yield from (_title(shown), "", asked, "", *_choices(shown))


def _title(shown: Shown) -> str:
    item = shown.script.item
    return f"## {item.id}, version {item.version}: {item.problem.type.replace('_', ' ')}"


def _choices(shown: Shown) -> Iterator[str]:
    problem = shown.script.item.problem
    if isinstance(problem, Matching):
        yield from (f"{number}. {prompt.text}" for number, prompt in enumerate(problem.prompts, 1))
        yield ""
    yield from (f"- {letter}: {option.text}" for letter, option in zip(LETTERS, shown.options, strict=False))
