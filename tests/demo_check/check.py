"""Check: a whole run on one database, and two runs held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.store import SqlStore, make_engine
from bot.calls import Place
from bot.rules.packs import Bank
from tests.demo_check import reckoning, slots
from tests.demo_check.facts import Facts, Reader
from tests.demo_check.plans import Plan
from tests.demo_check.troupe import Tell, Troupe
from tests.demo_check.watch import Tally, Watch


@dataclass(frozen=True, slots=True)
class Run:
    """A plan played on one database: what was compared, and every group's rows at the end."""

    tally: Tally
    facts: Mapping[Place, Facts]


async def run(address: str, plan: Plan, bank: Bank, tell: Tell) -> Run:
    """Play the plan on the empty tables at that address, and reckon."""
    store = SqlStore(make_engine(address))
    watch = Watch(Reader(address), store)
    troupe = Troupe(address, bank, plan, watch)
    try:
        await troupe.play(tell)
    finally:
        await troupe.door.close()
        store.close_now()
    facts = {}
    for company in troupe.companies:
        place, at = company.place, troupe.door.at
        found = facts[place] = watch.facts(place)
        away = [slots.Span(one.since, one.until) for one in plan.outages]
        reckoning.asked(watch.tally, found, company.hours, away, at)
        reckoning.answered(watch.tally, found, watch.deeds[place])
        reckoning.kept_apart(watch.tally, found)
    troupe.corrector.check()
    for (space, key), times in watch.said.items():
        watch.tally.same("said once", f"{space}, {key}", times, 1)
    watch.reader.close()
    return Run(watch.tally, facts)


def alike(tally: Tally, one: Mapping[Place, Facts], other: Mapping[Place, Facts]) -> None:
    """Whether two runs of a plan left the same rows on their databases."""
    for place, facts in one.items():
        reckoning.alike(tally, facts, other[place])
