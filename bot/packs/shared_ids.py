"""Shared ids: questions and cases of two packs with one id, which what is kept of answers could not tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.packs.faults import Fault, Path, Sheet
from bot.packs.reading import Reading

Place = tuple[Sheet, Path]


def shared_ids(reading: Reading, others: Iterable[Reading]) -> Iterator[Fault]:
    """An error for each other pack that has an id of this one, at the first such id, with the place of its twin."""
    own = _places(reading)
    for other in others:
        held = _places(other)
        if not (shared := [name for name in own if name in held]):
            continue
        (sheet, at), (twin, there) = own[shared[0]], held[shared[0]]
        more = f" (one of {len(shared):,} shared ids)" if shared[1:] else ""
        about = f"{shared[0]} is in {twin.file}:{twin.line(there)} too{more}; answers are kept by id for all packs"
        todo = "give the questions and cases of the newer pack a prefix of its own"
        yield sheet.error("shared-id", f"{about}: {todo}", at)


def _places(reading: Reading) -> Mapping[str, Place]:
    """Where each id stands; that of a case with the first of its questions."""
    found: dict[str, Place] = {}
    for script in reading.manuscripts:
        found.setdefault(script.item.id, (script.sheet, (*script.at, "id")))
        if script.item.case:
            found.setdefault(script.item.case.id, (script.sheet, ("case",)))
    return found
