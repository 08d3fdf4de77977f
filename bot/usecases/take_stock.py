"""Take stock: note every item as the packs have it now, and what a corrected key means for answers on record."""

from __future__ import annotations

from collections import defaultdict

from bot.cards.correction import refused_card
from bot.commands import TakeStock
from bot.packs.editions import read_edition, spell_edition
from bot.ports import Correction
from bot.rules.corrections import cannot_correct, corrected, corrects
from bot.rules.items import Item
from bot.usecases.verb import Desk, Outcome


def take_stock(_command: TakeStock, desk: Desk) -> Outcome:
    """Keep what is new; where a key differs from an earlier edition's of the same question, note who answered that.

    The reply names the corrections that their authors declare but that no answer can be marked by.
    """
    known = desk.ledger.stock.editions()
    versions: dict[str, list[int]] = defaultdict(list)
    for item_id, version in sorted(known):
        versions[item_id].append(version)

    kept: list[tuple[str, int, str]] = []
    refused: list[tuple[str, int, int]] = []
    for item in (item for pack in desk.bank.packs.values() for item in pack.items):
        spelled = spell_edition(item)
        standing = known.get((item.id, item.version))
        if standing == spelled or (standing is not None and item.version < versions[item.id][-1]):
            continue  # of a version that a newer pack knew too, that one has the last word
        for version in (one for one in versions[item.id] if one <= item.version):
            old = read_edition(known[item.id, version])
            if cannot_correct(old, item):
                refused.append((item.id, version, item.version))
            if corrects(old, item):
                _note(desk, old, item)
                if version != item.version:
                    kept.append((item.id, version, spell_edition(corrected(old, item))))
        kept.append((item.id, item.version, spelled))
    desk.ledger.stock.keep(kept, desk.at)
    return Outcome(refused_card(refused) if refused else None)


def _note(desk: Desk, old: Item, new: Item) -> None:
    for group in desk.ledger.stock.answered_by(old.id, old.version):
        desk.ledger.stock.note(Correction(group, old.id, old.version, new.version, desk.at))
