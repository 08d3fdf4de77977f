"""Reviewing: blind booklets printed, their answers compared, and what came of it written into the items."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from adapters.shelf.amending import Amendment, CannotAmend, Entry, amend_file
from adapters.shelf.shelf import open_shelf
from adapters.shelf.yaml_events import read_yaml
from bot.item_types.choice import Choice
from bot.packs.blind import Extent, answer_sheet, booklet, pick, show
from bot.packs.blind_answers import Result, SheetShape, Verdict, chance, judge, most_by_chance, read_sheet
from bot.packs.faults import Fault
from bot.packs.lint import GONE
from bot.packs.reading import Manuscript
from bot.packs.standing import lacks, of_this_version

_STYLES: Mapping[Result, str] = {"agrees": "green", "disagrees": "bold red", "rival": "yellow", "unsure": "yellow"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items are meant; what is empty does not narrow."""

    ids: Collection[str] = ()
    task: str = ""
    domain: str = ""
    status: str = ""

    def __contains__(self, script: Manuscript) -> bool:
        item = script.item
        return (
            (not self.ids or item.id in self.ids)
            and self.task in {"", item.task}
            and self.domain in {"", item.domain}
            and self.status in {"", item.status}
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """The items that could be read in a folder, each with its file; `failed` is 1 when not everything could be."""

    scripts: Mapping[str, Manuscript]
    folder: Path
    failed: int

    @classmethod
    def at(cls, folder: Path, console: Console) -> Opened:
        """Open a content folder, or one pack; say which files could not be read."""
        packs, faults = open_shelf(folder)
        unread = sorted({*faults, *(fault for pack in packs for fault in pack.faults if fault.level == "error")})
        for fault in unread:
            console.print(Text(f"not read: {fault}", style="yellow"), soft_wrap=True)
        scripts = [script for pack in packs if pack.reading for script in pack.reading.manuscripts]
        return cls({script.item.id: script for script in scripts}, folder, 1 if unread else 0)

    def chosen(self, wanted: Wanted, console: Console) -> tuple[list[Manuscript], int]:
        """The items that are meant, in the order of the files; 1 when more may be meant than could be found.

        Ids that are not there are named.
        """
        missing = sorted(set(wanted.ids) - set(self.scripts))
        for name in missing:
            console.print(Text(f"{name}: there is no such item", style="yellow"), soft_wrap=True)
        return [script for script in self.scripts.values() if script in wanted], 1 if missing else self.failed

    def path(self, script: Manuscript) -> Path:
        """The file an item stands in."""
        return self.folder / script.sheet.file


def print_blind(
    folder: Path, out: Path, *, wanted: Wanted, seed: str, limit: int, extent: Extent, unread: bool, console: Console
) -> int:
    """Write the questions without their keys to `out`, and beside it the sheet to fill in; 1 when there are none."""
    chosen, _ = Opened.at(folder, console).chosen(wanted, console)
    scripts = [script for script in chosen if not unread or not of_this_version(script.shape, "blind")]
    items = [show(script, seed) for script in pick(scripts, limit, seed)]
    if not items:
        return _none(console)
    sheet = out.with_name(f"{out.stem}.answers.yaml")
    if sheet.exists():
        console.print(Text(f"{sheet} is there already; move it away, so that no answers are lost.", style="bold red"))
        return 1
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(booklet(items, sheet=sheet.name, extent=extent), encoding="utf-8")
    sheet.write_text(answer_sheet(items, booklet=out.name, seed=seed, extent=extent), encoding="utf-8")
    console.print(Text(f"{len(items)} questions: {out}"), soft_wrap=True)
    console.print(Text(f"answers go into: {sheet}"), soft_wrap=True)
    return 0


def take_blind(folder: Path, answers: Path, *, by: str, on: date, record: bool, keys: bool, console: Console) -> int:
    """Say what each blind answer came to, and record it when asked; 1 when an entry could not be judged or recorded."""
    try:
        sheet, found = read_yaml(answers.read_bytes(), str(answers))
    except OSError as wrong:
        console.print(Text(f"{answers} cannot be opened: {wrong}", style="bold red"), soft_wrap=True)
        return 1
    filled: SheetShape | None = None
    if sheet:
        filled, found = read_sheet(sheet)
    if sheet is None or filled is None:
        return _faulty(found, console)
    opened = Opened.at(folder, console)
    faults: list[Fault] = []
    verdicts = tuple(judge(filled, opened.scripts, sheet, faults))
    for verdict in verdicts:
        console.print(_line(verdict, keys=keys), soft_wrap=True)
    failed = _faulty(faults, console) if faults else 0
    _summarize(verdicts, len(filled.answers), filled.extent, console)
    if not record:
        return failed
    if filled.extent == "options-only":
        console.print(Text("An answer from options alone reviews no item: nothing is recorded.", style="bold red"))
        return 1
    amendments: dict[str, Amendment] = {}
    for verdict in verdicts:
        script = verdict.shown.script
        if reason := _not_blind(script, by):
            console.print(Text(f"{verdict.id}: not recorded, {reason}", style="yellow"), soft_wrap=True)
            failed = 1
            continue
        entry = Entry(by, "blind", on, script.item.version, verdict.result, verdict.note, verdict.confidence)
        amendments[verdict.id] = Amendment(entry)
    return max(failed, _write(opened, amendments, console))


def record_reviews(
    folder: Path, *, wanted: Wanted, by: str, kind: str, on: date, result: str, note: str, console: Console
) -> int:
    """Write a review by somebody who saw the key into each chosen item; 1 when one could not be read or written.

    Where an id is not there, nothing is written: it may be a slip, and the list is given again. What stands in an item
    already is not written twice.
    """
    opened = Opened.at(folder, console)
    scripts, failed = opened.chosen(wanted, console)
    if not scripts:
        return _none(console)
    if not opened.scripts.keys() >= set(wanted.ids):
        console.print(Text("Nothing was written. Mend the ids and run it again.", style="bold red"))
        return 1
    amendments: dict[str, Amendment] = {}
    for script in scripts:
        entry = Entry(by, kind, on, script.item.version, result, note.strip())
        if _stands(script, entry):
            console.print(Text(f"{script.item.id}: this review stands there already", style="yellow"), soft_wrap=True)
        else:
            amendments[script.item.id] = Amendment(entry)
    return max(failed, _write(opened, amendments, console))


def promote(folder: Path, *, wanted: Wanted, to: str, console: Console) -> int:
    """Give the chosen items their new status where their reviews allow it; name the others with the reason, and 1.

    1 as well when nothing is chosen, or something could not be read that may have been meant. An item on trial earns
    its place by answers: it changes only where it is wanted by its id.
    """
    opened = Opened.at(folder, console)
    scripts, failed = opened.chosen(wanted, console)
    if not scripts:
        return _none(console)
    settled = {to} if wanted.ids else {to, "live", "pilot"}
    amendments = dict[str, Amendment]()
    for script in scripts:
        if script.item.status in settled:
            continue
        if reason := _gone(script) or lacks(script.shape):
            console.print(Text(f"{script.item.id}: stays {script.item.status}, {reason}", style="yellow"))
            failed = 1
        else:
            amendments[script.item.id] = Amendment(status=to)
    return max(failed, _write(opened, amendments, console))


def _none(console: Console) -> int:
    console.print(Text("There is no such question.", style="bold red"))
    return 1


def _gone(script: Manuscript) -> str:
    status = script.item.status
    return f"what is {status} is put to in_review by hand first" if status in GONE else ""


def _stands(script: Manuscript, entry: Entry) -> bool:
    """Whether the item has this very review, and none after it that says otherwise."""
    same = (entry.by.casefold(), entry.on, entry.note)
    for review in reversed(of_this_version(script.shape, entry.kind)):
        if review.result != entry.result:
            return False
        if (review.by.casefold(), review.on, review.note) == same:
            return True
    return False


def _not_blind(script: Manuscript, by: str) -> str:
    if script.shape.author.by.casefold() == by.casefold():
        return f"{by} wrote it"
    if any(review.by.casefold() == by.casefold() for review in of_this_version(script.shape, "blind")):
        return f"{by} has answered this version before"
    return ""


def _write(opened: Opened, amendments: Mapping[str, Amendment], console: Console) -> int:
    by_file: dict[Path, dict[str, Amendment]] = defaultdict(dict)
    for name, amendment in amendments.items():
        by_file[opened.path(opened.scripts[name])][name] = amendment
    failed = 0
    for path, held in by_file.items():
        try:
            amend_file(path, held)
        except (CannotAmend, OSError) as wrong:
            console.print(Text(f"{path} stays as it is: {wrong}", style="bold red"), soft_wrap=True)
            failed = 1
        else:
            console.print(Text(f"{path}: {len(held)} written"), soft_wrap=True)
    if not amendments:
        console.print(Text("Nothing was written."))
    return failed


def _faulty(faults: Sequence[Fault], console: Console) -> int:
    for fault in faults:
        console.print(Text(str(fault), style="bold red"), soft_wrap=True)
    return 1


def _line(verdict: Verdict, *, keys: bool) -> Text:
    parts = [f" (confidence {verdict.confidence})"]
    if keys:
        script = verdict.shown.script
        lines = script.item.problem.reveal()
        right = "; ".join(line.text for line in lines if line.right)
        parts.append(f"\n    answered {verdict.shown.spell(verdict.answer)}; the key: {right}")
        if verdict.note:
            parts.append(f"\n    {verdict.note}")
    return Text.assemble(f"{verdict.id}: ", (verdict.result, _STYLES[verdict.result]), *parts)


def _summarize(verdicts: Sequence[Verdict], asked: int, extent: Extent, console: Console) -> None:
    counts = Counter(verdict.result for verdict in verdicts)
    if extent == "full":
        told = ", ".join(f"{counts[name]} {name}" for name in _STYLES)
        console.print(Text(f"{len(verdicts)} of {asked} answered: {told}", style="bold"), soft_wrap=True)
        return
    problems = [(verdict.shown.script.item.problem, verdict.right) for verdict in verdicts]
    choices = [(problem, right) for problem, right in problems if isinstance(problem, Choice)]
    if choices:
        chances = [chance(problem) for problem, _ in choices]
        right, bound = sum(right for _, right in choices), most_by_chance(chances)
        told = f"{right} of {len(choices)} right from the options alone; guessing gives {sum(chances):.1f}, and at most"
        verdict_words = "more than chance: look for clues" if right > bound else "no more than chance"
        about = f"{told} {bound} in 95 of 100 cases: {verdict_words}"
        console.print(Text(about, style="bold red" if right > bound else "bold green"), soft_wrap=True)
    if others := [right for problem, right in problems if not isinstance(problem, Choice)]:
        told = f"{sum(others)} of {len(others)} orderings and matchings right"
        console.print(
            f"{told}: their steps and prompts were shown and are the question, so that is no clue.", soft_wrap=True
        )
