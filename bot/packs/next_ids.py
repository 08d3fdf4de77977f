"""Next ids: the first free number in each domain, and for a case, over all files of a pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.packs.reading import Reading

LONGEST = 12
"""What a prefix may have of letters and digits, as the form of an id says."""


def next_ids(reading: Reading) -> Iterator[str]:
    """The id that the next question of each domain takes, and that of the next case.

    Numbers go on from the highest one: a gap may be the place of a question that is gone. The prefix is that of the
    pack's questions; one without any gets its own, since ids are kept for all packs together.
    """
    if reading.shape is None:
        return
    items = [script.item for script in reading.manuscripts]
    name = items[0].id.partition("-")[0] if items else _prefix(reading.shape.id)
    for domain in reading.shape.domains:
        yield _next(f"{name}-d{domain.id}-", "0000", (item.id for item in items))
    yield _next(f"{name}-case-", "000", (item.case.id for item in items if item.case))


def _prefix(pack: str) -> str:
    """The name of the pack without its hyphens; a long one keeps its last word, by which exams of one house differ."""
    word, last = pack.replace("-", ""), pack.rpartition("-")[2][1 - LONGEST :]
    word = word if word[0].isalpha() else f"p{word}"
    return word if len(word) <= LONGEST else f"{word[: LONGEST - len(last)]}{last}"


def _next(start: str, none: str, ids: Iterable[str]) -> str:
    highest = max((held.removeprefix(start) for held in ids if held.startswith(start)), key=int, default=none)
    return f"{start}{int(highest) + 1:0{len(highest)}}"
