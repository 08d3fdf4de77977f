"""Correcting: some keys of what was asked are found wrong, and what that ought to change is counted beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.calls import Place
from bot.item_types import Choice
from bot.rules.items import Item
from bot.rules.packs import Bank
from tests.demo_check.facts import Facts, Row
from tests.demo_check.watch import Watch

MOST = 6
"""Keys that are corrected."""


class Corrector:
    """Hands out the packs; once told to, with corrected keys. `wanted` says how many answers of each group change."""

    def __init__(self, watch: Watch) -> None:
        """All keys stand."""
        self._watch = watch
        self._due = False
        self.bank_now: Bank | None = None
        self.wanted: dict[tuple[str, str], int] = {}
        self.concerned: dict[str, set[str]] = {}

    def correct_soon(self) -> None:
        """From the next start of a process on."""
        self._due = True

    def bank(self, bank: Bank) -> Bank:
        """The packs as they are now."""
        if self._due and self.bank_now is None:
            self.bank_now = self._corrected(bank)
        return self.bank_now or bank

    def forget(self, members: Iterable[str]) -> None:
        """Of who has asked to be forgotten no word is left."""
        for concerned in self.concerned.values():
            concerned.difference_update(members)

    def check(self) -> None:
        """As many answers were marked anew as ought to be, each group's once."""
        for (group, item), wanted in self.wanted.items():
            place = next(place for place, known in self._watch.groups.items() if known == group)
            rows = [row for row in self._watch.facts(place)["corrections"] if row["item"] == item]
            told = [(row["remarked"], row["done_at"] is not None) for row in rows]
            self._watch.tally.same("answers marked anew", f"{group}, {item}", told, [(wanted, True)])

        for place, group in self._watch.groups.items():
            facts = self._watch.facts(place)
            members = {row["account"]: row["member_id"] for row in facts["accounts"]}
            told_of = [members[row["account"]] for row in facts["deliveries"] if row["sort"] == "correction"]
            wanted_of = self.concerned.get(group, set()) & set(members.values())
            self._watch.tally.same("members told of a correction", group, sorted(told_of), sorted(wanted_of))

    def _corrected(self, bank: Bank) -> Bank:
        everything = {place: self._watch.facts(place) for place in list(self._watch.groups)}
        pack = next(iter(bank.packs.values()))
        asked = [item for facts in everything.values() for item in _often_wrong(facts)]
        chosen = [pack.item(item) for item in dict.fromkeys(asked)][:MOST]
        new = {item.id: _with_another_key(item, everything) for item in chosen}
        for facts in everything.values():
            self._expect(facts, new)
        items = tuple(new.get(item.id, item) for item in pack.items)
        return Bank.of([replace(pack, items=items)])

    def _expect(self, facts: Facts, new: dict[str, Item]) -> None:
        for item, corrected in new.items():
            problem = corrected.problem
            assert isinstance(problem, Choice)
            rows = [row for row in facts["responses"] if row["item"] == item]
            changed = [row["member_id"] for row in rows if (set(row["answer"]) == problem.key) != row["is_right"]]
            group = facts.group["group_id"]
            practised = _told_in_practice(facts, item)
            if rows or practised:
                self.wanted[group, item] = len(changed)
                self.concerned.setdefault(group, set()).update(changed, practised)


def _told_in_practice(facts: Facts, item: str) -> list[str]:
    """Who was told a verdict on it in practice mode, which they have not handed in: its key was wrong, whatever theirs.

    Nothing of it is on record yet, so nothing is marked anew.
    """
    open_ones = {
        (row["session_id"], row["member_id"])
        for row in facts["attempts"]
        if row["mode"] == "practice" and row["handed_in_at"] is None
    }
    given = [row for row in facts["givens"] if row["item"] == item and row["answer"]]
    return [row["member_id"] for row in given if (row["session_id"], row["member_id"]) in open_ones]


def _often_wrong(facts: Facts) -> list[str]:
    """Items with one option to choose that the group answered, the one with most mistakes alone."""
    found: dict[str, int] = {}
    for row in facts["responses"]:
        body = facts.editions[row["item"], row["version"]]
        if body["kind"] == "Choice" and body["problem"]["select"] == 1 and body["case"] is None:
            found[row["item"]] = found.get(row["item"], 0) + (not row["is_right"])
    return sorted(found, key=lambda item: (-found[item], item))[:1]


def _with_another_key(item: Item, everything: dict[Place, Facts]) -> Item:
    """A new version whose key is what most chose who were wrong."""
    problem = item.problem
    assert isinstance(problem, Choice)
    chosen: list[Row] = [r for facts in everything.values() for r in facts["responses"] if r["item"] == item.id]
    others = [option.id for option in problem.options if option.id not in problem.key]
    popular = max(others, key=lambda one: sum(row["answer"] == [one] for row in chosen))
    return replace(item, version=item.version + 1, problem=replace(problem, key=frozenset({popular})))
