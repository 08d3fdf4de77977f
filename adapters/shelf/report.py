"""The report on packs: read and lint them, and print one line per fault with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from adapters.shelf.beside import texts_beside
from adapters.shelf.shelf import ENEMIES, HEAD, OpenedPack, open_shelf
from bot.packs.editor_schema import editor_schema
from bot.packs.enemies import enemies_text
from bot.packs.faults import Fault
from bot.packs.lint import kept_of, lint_pack
from bot.packs.lint_likeness import find_enemies
from bot.packs.reading import Reading

_STYLES = {"error": "bold red", "warning": "yellow"}


def check(folder: Path, *, today: date, console: Console, against: Iterable[Path] = ()) -> int:
    """Print what is wrong in `folder`, a content folder or one pack; answer 1 when there is an error, else 0.

    Items share no words with the repository around the folder, nor with the text files in `against`.

    Raises:
        OSError: when a file in `against` cannot be read.
    """
    packs, found = look_through(folder, today=today, against=against)
    for fault in found:
        console.print(_line(folder, fault), soft_wrap=True)
    errors = sum(fault.level == "error" for fault in found)
    console.print(_summary(packs, errors, len(found) - errors), soft_wrap=True)
    return 1 if errors else 0


def look_through(
    folder: Path, *, today: date, against: Iterable[Path] = ()
) -> tuple[tuple[OpenedPack, ...], Sequence[Fault]]:
    """The packs of `folder` and everything that is wrong there, in reading and in craft, by file and line.

    Raises:
        OSError: when a file in `against` cannot be read.
    """
    packs, faults = open_shelf(folder)
    beside = texts_beside(folder) | {str(path): path.read_text("utf-8", "replace") for path in against}
    return packs, sorted({*faults, *(fault for pack in packs for fault in _faults(pack, today, beside))})


def write_schema(folder: Path) -> Path:
    """Write schema.json for editors into the content folder, and answer with its path."""
    path = folder / "schema.json"
    path.write_text(editor_schema(), encoding="utf-8")
    return path


def write_enemies(folder: Path, console: Console) -> int:
    """Write enemies.yaml into each sound pack of `folder`, a content folder or one pack, and print where.

    Answers 1 when a pack has an error, else 0; one in its enemies.yaml is what this mends.
    """
    packs, failed = sound(folder, console, but=ENEMIES)
    for place, reading in packs.items():
        (place / ENEMIES).write_text(enemies_text(find_enemies(kept_of(reading))), encoding="utf-8")
        console.print(Text(str(place / ENEMIES)), soft_wrap=True)
    return failed


def sound(folder: Path, console: Console, *, but: str = "") -> tuple[Mapping[Path, Reading], int]:
    """The packs of `folder`, a content folder or one pack, by their own folders; those with an error are left out.

    The errors are printed, and the number is 1 when there is one. Those in a pack's file called `but` do not count.
    """
    packs, faults = open_shelf(folder)
    alone = (folder / HEAD).is_file()
    readings: dict[Path, Reading] = {}
    found = set(faults)
    for pack in packs:
        place = folder if alone else folder / pack.name
        errors = {f for f in pack.faults if f.level == "error" and not (but and folder / f.file == place / but)}
        found |= errors
        if pack.reading and not errors:
            readings[place] = pack.reading
    for fault in sorted(found):
        console.print(_line(folder, fault), soft_wrap=True)
    if found:
        console.print(Text("What has an error is left out.", style="bold red"))
    return readings, 1 if found else 0


def _faults(pack: OpenedPack, today: date, beside: Mapping[str, str]) -> Iterable[Fault]:
    yield from pack.faults
    if pack.reading:
        yield from lint_pack(pack.reading, today=today, beside=beside)


def _line(folder: Path, fault: Fault) -> Text:
    return Text.assemble(
        f"{folder / fault.file}:{fault.line}: ",
        (fault.level, _STYLES[fault.level]),
        f" [{fault.code}] {fault.message}",
    )


def _summary(packs: Iterable[OpenedPack], errors: int, warnings: int) -> Text:
    read = [script for pack in packs if pack.reading for script in pack.reading.manuscripts]
    pilots = sum(script.item.pilot for script in read)
    fit = f"{sum(script.item.live for script in read):,} live{f', {pilots:,} pilot' if pilots else ''}"
    about = f"{counted(len(read), 'item')} read, {fit}: {counted(errors, 'error')}, {counted(warnings, 'warning')}"
    return Text(about, style="bold red" if errors else "bold green")


def counted(count: int, noun: str) -> str:
    """So many of them, in words."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
