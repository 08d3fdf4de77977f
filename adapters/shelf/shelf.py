"""The shelf: the content folder read into a bank, with every fault of every pack."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.shelf.yaml_events import MAX_BYTES, read_yaml
from bot.packs.faults import Fault, Sheet, Tree
from bot.packs.reading import RawPack, Reading, read_pack
from bot.packs.shared_ids import shared_ids
from bot.rules.packs import Bank, Pack

HEAD, ENEMIES = "pack.yaml", "enemies.yaml"
PROMOTE = "Promote some: content/README.md says how."
"""What is to be done about a pack that has no live question."""

REVIEWS = re.compile(rb"^( +reviews:\r?\n)((?: +- \{[^\n]*\}\r?\n)+)", re.MULTILINE)
"""Reviews as our commands write them, a line each: a quarter of what a bank's files hold."""


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """What became of one pack's folder; without a reading, its pack.yaml could not be opened."""

    name: str
    reading: Reading | None
    faults: tuple[Fault, ...]

    @property
    def broken(self) -> bool:
        """Whether any error keeps the pack off the shelf."""
        return any(fault.level == "error" for fault in self.faults)


def read_shelf(folder: Path) -> tuple[Bank, tuple[Fault, ...]]:
    """Read every pack of `folder`; a pack with an error is reported whole and left out whole.

    What reviewers wrote is passed over: whoever is asked has no use for it, and there is more of it than of questions.
    """
    with _nothing_collected():
        return _read_shelf(folder)


def _read_shelf(folder: Path) -> tuple[Bank, tuple[Fault, ...]]:
    opened, faults = open_shelf(folder, reviews=False)
    return Bank.of(whole(opened)), tuple(sorted((*faults, *(fault for pack in opened for fault in pack.faults))))


def whole(opened: Sequence[OpenedPack]) -> tuple[Pack, ...]:
    """The packs that nothing keeps off the shelf."""
    return tuple(pack.reading.pack for pack in opened if pack.reading and pack.reading.pack and not pack.broken)


def open_shelf(folder: Path, *, reviews: bool = True) -> tuple[tuple[OpenedPack, ...], tuple[Fault, ...]]:
    """Open every pack of `folder`, which may also be one pack's own folder; add what is wrong with the folder."""
    if (folder / HEAD).is_file():
        return (_open_pack(folder.resolve(), shelf=folder.resolve(), reviews=reviews),), ()
    if not folder.is_dir():
        return (), (Fault(".", 1, "error", "folder", "there is no such folder"),)
    shelf = folder.resolve()
    packs = [entry for entry in sorted(shelf.iterdir()) if entry.is_dir() and not entry.name.startswith((".", "_"))]
    if not packs:
        return (), (Fault(".", 1, "error", "folder", f"there is no pack here: no folder with a {HEAD}"),)
    return _apart([_open_pack(entry, shelf=shelf, reviews=reviews) for entry in packs]), ()


def _apart(opened: Sequence[OpenedPack]) -> tuple[OpenedPack, ...]:
    """The packs, with an error in each of two that share an id; one that is off the shelf anyway harms no other."""
    readings = {pack.name: pack.reading for pack in opened if pack.reading and not pack.broken}

    def shared(pack: OpenedPack) -> Iterator[Fault]:
        if own := readings.get(pack.name):
            yield from shared_ids(own, [other for other in readings.values() if other is not own])

    return tuple(replace(pack, faults=(*pack.faults, *shared(pack))) for pack in opened)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep the garbage collector from walking through trees that only grow; what is left behind holds no circles."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _open_pack(folder: Path, *, shelf: Path, reviews: bool) -> OpenedPack:
    faults: list[Fault] = []
    head = _read(folder / HEAD, shelf, faults)
    items = tuple(_read_all(folder / "items", shelf, faults, reviews=reviews))
    cases = tuple(_read_all(folder / "cases", shelf, faults, reviews=reviews))
    if not reviews:
        for sheet in (*items, *cases):
            _pass_over(sheet.tree)
    enemies = _read(folder / ENEMIES, shelf, faults) if (folder / ENEMIES).exists() else None
    if head is None:
        return OpenedPack(folder.name, None, tuple(faults))
    reading = read_pack(RawPack(folder.name, head, items, cases, enemies))
    return OpenedPack(folder.name, reading, (*faults, *reading.faults))


def _pass_over(tree: Tree) -> None:
    """Take the reviews off every question of a file."""
    questions = tree.get("questions") if isinstance(tree, dict) else tree
    for question in questions if isinstance(questions, list) else ():
        if isinstance(question, dict):
            question.pop("reviews", None)


def _read_all(folder: Path, shelf: Path, faults: list[Fault], *, reviews: bool) -> Iterator[Sheet]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith("."):
            continue
        if path.suffix != ".yaml" or path.is_dir():
            name = path.relative_to(shelf).as_posix()
            faults.append(Fault(name, 1, "warning", "unread", "only files that end in .yaml are read here"))
        elif sheet := _read(path, shelf, faults, reviews=reviews):
            yield sheet


def _read(path: Path, shelf: Path, faults: list[Fault], *, reviews: bool = True) -> Sheet | None:
    name = path.relative_to(shelf).as_posix()
    try:
        if not path.resolve(strict=True).is_relative_to(shelf):
            faults.append(Fault(name, 1, "error", "outside", "this link leads out of the content folder"))
            return None
        if not path.is_file():  # a pipe would keep us waiting
            faults.append(Fault(name, 1, "error", "file", "this is not a file"))
            return None
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)  # one byte more tells that it is too large, whatever its size
    except FileNotFoundError:
        faults.append(Fault(name, 1, "error", "folder", "this file is missing"))
        return None
    except (OSError, RuntimeError) as wrong:  # Python before 3.13 calls a circle of links a RuntimeError
        faults.append(Fault(name, 1, "error", "file", f"the file cannot be opened: {wrong}"))
        return None
    if not reviews and len(content) <= MAX_BYTES:
        content = REVIEWS.sub(_blank, content)
    sheet, found = read_yaml(content, name)
    faults.extend(found)
    return sheet


def _blank(found: re.Match[bytes]) -> bytes:
    """Empty lines in place of the reviews, so that what follows keeps its line."""
    return found[1] + b"\n" * found[2].count(b"\n")
