"""YAML events: read one pack file so that every scalar stays text and every part remembers its line.

Anchors, aliases, tags, duplicate keys, more than one document, deep nesting and large files are refused, and a text
that a # may have cut off is warned of; what a text means is for the schema to say. A file is read quickly at first,
without lines; anything that could be told, and the first question for a line, has it read again with care.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from yaml.reader import ReaderError

from adapters.shelf.yaml_hints import CUT, cut_off, hint
from bot.packs.faults import Fault, Path, Sheet, Tree

MAX_BYTES = 1_048_576
MAX_DEPTH = 12
MAX_NODES = 100_000
_SIGNS = "-,:?[{"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Level:
    """One list or mapping that is still open, with the key that waits for its value."""

    tree: list[Tree] | dict[str, Tree]
    path: Path
    key: str | None = None


@dataclass(slots=True)
class _Desk:
    """What has been built so far, and from what."""

    file: str
    text: str
    root: Tree | None = None
    open: list[_Level] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    documents: int = 0
    nodes: int = 0

    @property
    def refused(self) -> bool:
        return any(fault.level == "error" for fault in self.faults)

    def refuse(self, event: Event, message: str) -> None:
        self.faults.append(Fault(self.file, _line(event), "error", "yaml", message))


class _Lines(Mapping[Path, int]):
    """The line of every part of a text that nothing is wrong with, looked for when the first one is wanted."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _found(self) -> Mapping[Path, int]:
        return _read_with_care(self._text, "").lines

    def __getitem__(self, path: Path) -> int:
        return self._found[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class _Odd(Exception):  # noqa: N818 - a signal to read again with care, never shown
    """Here is something that may have to be refused."""


class _Stop(Exception):  # noqa: N818 - a signal to leave the loop, never shown
    """There is no use in reading on."""


def read_yaml(content: bytes, file: str) -> tuple[Sheet | None, tuple[Fault, ...]]:
    """Read the bytes of `file`; with an error there is no sheet."""
    if len(content) > MAX_BYTES:
        return None, (Fault(file, 1, "error", "size", f"the file is larger than {MAX_BYTES // 1024} KiB"),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        hint = "this looks like UTF-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else f"byte {wrong.start + 1}"
        return None, (Fault(file, line, "error", "encoding", f"the file is not UTF-8 ({hint}); save it as UTF-8"),)
    tree = None if " #" in text and CUT.search(text) else _read_quickly(text)
    if tree is not None:
        return Sheet(file, tree, _Lines(text)), ()
    desk = _read_with_care(text, file)
    if desk.refused or desk.root is None:
        return None, tuple(desk.faults)
    return Sheet(file, desk.root, desk.lines), tuple(desk.faults)


def _read_quickly(text: str) -> Tree | None:
    """The tree of a text with nothing odd in it; None when there is."""
    if 3 * sum(map(text.count, _SIGNS)) >= MAX_NODES:  # a sign brings a name, a value and what holds them, at most
        return None
    try:
        take: Callable[[], Event] = _LOADER(text).get_event
        _expect(take(), StreamStartEvent)
        _expect(take(), DocumentStartEvent)
        tree = _tree(take(), take, MAX_DEPTH)
        _expect(take(), DocumentEndEvent)
        _expect(take(), StreamEndEvent)
    except (_Odd, yaml.YAMLError, RecursionError, MemoryError):
        return None
    return tree


def _expect(event: Event, kind: type[Event]) -> None:
    if type(event) is not kind:
        raise _Odd


def _tree(event: Event, take: Callable[[], Event], depth: int) -> Tree:
    """What begins with `event`, at most `depth` levels deep. Written for speed: a bank has 120,000 parts."""
    if type(event) is ScalarEvent:
        return _text(event)
    if not depth or not isinstance(event, CollectionStartEvent) or event.tag is not None or event.anchor is not None:
        raise _Odd
    if isinstance(event, SequenceStartEvent):
        rows: list[Tree] = []
        while type(event := take()) is not SequenceEndEvent:
            rows.append(_text(event) if type(event) is ScalarEvent else _tree(event, take, depth - 1))
        return rows
    fields: dict[str, Tree] = {}
    given = 0
    while type(event := take()) is ScalarEvent:
        name = _text(event)
        event = take()
        fields[name] = _text(event) if type(event) is ScalarEvent else _tree(event, take, depth - 1)
        given += 1
    if type(event) is not MappingEndEvent or len(fields) != given:  # a name that is no text, or one given twice
        raise _Odd
    return fields


def _text(event: ScalarEvent) -> str:
    if event.tag is not None or event.anchor is not None:
        raise _Odd
    return event.value


def _read_with_care(text: str, file: str) -> _Desk:
    """Read part by part, with the line of each and every fault there is."""
    desk = _Desk(file, text)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            _take(event, desk)
    except _Stop:
        pass
    except ReaderError as wrong_character:
        desk.faults.append(_unreadable(text, wrong_character, file))
    except yaml.MarkedYAMLError as wrong_form:
        mark = wrong_form.problem_mark or wrong_form.context_mark
        about = " ".join(part for part in (wrong_form.problem, wrong_form.context) if part)
        told = f"{about}: {todo}" if (todo := hint(about)) else about or "not YAML"
        desk.faults.append(Fault(file, mark.line + 1 if mark else 1, "error", "yaml", told))
    except (yaml.YAMLError, RecursionError, MemoryError) as wrong_other:
        desk.faults.append(Fault(file, 1, "error", "yaml", f"not YAML: {type(wrong_other).__name__}"))
    if desk.root is None and not desk.faults:
        desk.faults.append(Fault(file, 1, "error", "yaml", "the file is empty"))
    return desk


def _take(event: Event, desk: _Desk) -> None:
    match event:
        case DocumentStartEvent():
            desk.documents += 1
            if desk.documents > 1:
                desk.refuse(event, "a second document begins here; one file holds one document")
                raise _Stop
        case AliasEvent():
            desk.refuse(event, "aliases (*name) are not used in packs; write the text out")
            _put("", event, desk)
        case ScalarEvent():
            _plain(event, desk)
            _warn(event, desk)
            _put(event.value, event, desk)
        case SequenceStartEvent() | MappingStartEvent():
            _plain(event, desk)
            _open(event, desk)
        case SequenceEndEvent() | MappingEndEvent():
            desk.open.pop()
        case _:
            pass


def _plain(event: ScalarEvent | SequenceStartEvent | MappingStartEvent, desk: _Desk) -> None:
    if event.anchor is not None:
        desk.refuse(event, "anchors (&name) are not used in packs; write the text out")
    if event.tag is not None:
        desk.refuse(event, f"tags ({event.tag}) are not used in packs; every value is text")


def _warn(event: ScalarEvent, desk: _Desk) -> None:
    if event.style or event.end_mark is None:
        return
    start = event.end_mark.index
    if about := cut_off(event.value, desk.text[start : start + 80].partition("\n")[0]):
        desk.faults.append(Fault(desk.file, event.end_mark.line + 1, "warning", "comment", about))


def _open(event: SequenceStartEvent | MappingStartEvent, desk: _Desk) -> None:
    if len(desk.open) >= MAX_DEPTH:
        desk.refuse(event, f"nested more than {MAX_DEPTH} levels deep")
        raise _Stop
    tree: list[Tree] | dict[str, Tree] = [] if isinstance(event, SequenceStartEvent) else {}
    desk.open.append(_Level(tree, _put(tree, event, desk)))


def _put(tree: Tree, event: Event, desk: _Desk) -> Path:
    """Give `tree` its place in what is open, and answer with its path."""
    desk.nodes += 1
    if desk.nodes > MAX_NODES:
        desk.refuse(event, f"more than {MAX_NODES:,} values in one file")
        raise _Stop
    if not desk.open:
        desk.root = tree
        desk.lines[()] = _line(event)
        return ()
    level = desk.open[-1]
    if isinstance(level.tree, list):
        path: Path = (*level.path, len(level.tree))
        level.tree.append(tree)
        desk.lines[path] = _line(event)
        return path
    if level.key is None:
        _name(tree, event, level, desk)
        return level.path
    path = (*level.path, level.key)
    level.tree[level.key] = tree
    level.key = None
    return path


def _name(tree: Tree, event: Event, level: _Level, desk: _Desk) -> None:
    if not isinstance(tree, str):
        desk.refuse(event, "the name of a field shall be a text")
        raise _Stop
    path = (*level.path, tree)
    if path in desk.lines:
        desk.refuse(event, f"`{tree}` is given twice; it stands on line {desk.lines[path]} already")
    else:
        desk.lines[path] = _line(event)
    level.key = tree


def _unreadable(text: str, wrong: ReaderError, file: str) -> Fault:
    before = text[: text.find(chr(wrong.character))] if isinstance(wrong.character, int) else text[: wrong.position]
    code = wrong.character if isinstance(wrong.character, int) else ord(str(wrong.character)[:1] or "?")
    return Fault(file, before.count("\n") + 1, "error", "yaml", f"the character U+{code:04X} may not stand in YAML")


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
