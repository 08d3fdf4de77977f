"""Sifting: what each answer of a log counts as, gone on from what was sifted before where little has changed."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.rules.evidence import Counted, Edition, Gist, Told, weighed
from bot.rules.items import Item


@dataclass(frozen=True, slots=True)
class Sifted:
    """A log in order of time, what each answer in it counts as (None: as nothing), and what else that rests on."""

    gists: tuple[Gist, ...]
    told: Told
    items: Mapping[Edition, Item]
    each: tuple[Counted | None, ...]

    @property
    def counted(self) -> tuple[Counted, ...]:
        """The answers that count, in order of time."""
        return tuple([one for one in self.each if one is not None])


def sift(
    gists: tuple[Gist, ...],
    told: Told,
    items: Mapping[Edition, Item],
    last: Sifted | None = None,
) -> Sifted:
    """What each answer counts as; `last` may be what was sifted of the same log before, and spares most of the work."""
    if last is None or not all(items.get(one) == item for one, item in last.items.items()):
        found = {id(one): counted for one, counted in weighed(gists, told, items)}
        return Sifted(gists, told, items, tuple([found.get(id(one)) for one in gists]))
    same = _alike(gists, last.gists)
    changed = {one.edition for one in (*gists[same:], *last.gists[same:])}
    changed |= {one for one in told.keys() | last.told.keys() if told.get(one) != last.told.get(one)}
    touched = _touched(changed | (items.keys() - last.items.keys()), items)
    found = {id(one): counted for one, counted in weighed([g for g in gists if g.edition in touched], told, items)}
    known = zip(gists[:same], last.each, strict=False)
    each = [found.get(id(one)) if one.edition in touched else counted for one, counted in known]
    return Sifted(gists, told, items, (*each, *[found.get(id(one)) for one in gists[same:]]))


def _alike(these: tuple[Gist, ...], those: tuple[Gist, ...]) -> int:
    """How many of the first are the very same."""
    apart = (at for at, (one, other) in enumerate(zip(these, those, strict=False)) if one is not other)
    return next(apart, min(len(these), len(those)))


def _touched(editions: AbstractSet[Edition], items: Mapping[Edition, Item]) -> AbstractSet[Edition]:
    """These editions, with those on the same scenarios."""
    cases = {item.case.id for edition in editions if (item := items.get(edition)) is not None and item.case}
    return editions | {edition for edition, item in items.items() if item.case and item.case.id in cases}
