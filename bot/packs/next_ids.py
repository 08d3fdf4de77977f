"""Next ids: the first free number in each domain, and for a case, over all files of a pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.packs.reading import Reading


def next_ids(reading: Reading) -> Iterator[str]:
    """The id that the next question of each domain takes, and that of the next case.

    Numbers go on from the highest one: a gap may be the place of a question that is gone.
    """
    if reading.shape is None:
        return
    items = [script.item for script in reading.manuscripts]
    name = (items[0].id if items else reading.shape.id).partition("-")[0]
    for domain in reading.shape.domains:
        yield _next(f"{name}-d{domain.id}-", "0000", (item.id for item in items))
    yield _next(f"{name}-case-", "000", (item.case.id for item in items if item.case))


def _next(start: str, none: str, ids: Iterable[str]) -> str:
    highest = max((held.removeprefix(start) for held in ids if held.startswith(start)), key=int, default=none)
    return f"{start}{int(highest) + 1:0{len(highest)}}"
