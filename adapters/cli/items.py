"""Items: how every question does in the whole installation, as a table and as CSV."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from adapters.settings import Settings
from adapters.shelf.shelf import read_shelf
from adapters.store import SqlStore, StoreUnavailable, database_file, is_current, make_engine
from bot.cards.health import COUNTS, counts, difficulty_words, in_order, sign, step
from bot.cards.spreadsheets import Cell, harmless
from bot.ports import Ledger
from bot.rules.evidence import Edition
from bot.rules.health import Health
from bot.rules.item_sums import Sums
from bot.rules.packs import Bank
from bot.usecases.rate_items import add_up_items, desk_for, healths

HEADS = (
    *("pack", "item", "version", "status", "type", "domain", "task", "level", "answers", "right", "share_right"),
    *("expected_share", "surprise", "difficulty", "doubt", "correlation", "reporters", "verdict", "flag"),
    *("most_chosen_wrong", "seldom_chosen", "next_step"),
)


@dataclass(slots=True)
class _Known:
    """What is known of a pack's items so far, over its groups."""

    sums: dict[Edition, Sums] = field(default_factory=dict)
    reporters: Counter[Edition] = field(default_factory=Counter)

    def add(self, sums: Mapping[Edition, Sums], reporters: Mapping[Edition, int]) -> None:
        """One more group."""
        for edition, more in sums.items():
            self.sums[edition] = self.sums.get(edition, Sums()) + more
        self.reporters.update(reporters)


def items(settings: Settings, console: Console, *, pack: str, file: Path | None, at: datetime) -> int:
    """Print the table, or write it to a file; 1 with a sentence when something stands in the way.

    Every group is gone through in a look of its own, and noted: the clock's next beats keep what comes of it for its
    mock exams.
    """
    aside = Console(stderr=True, soft_wrap=True, markup=False, highlight=False)
    bank, _ = read_shelf(settings.content)
    if pack and pack not in bank.packs:
        known = ", ".join(bank.packs) or "none"
        aside.print(f"There is no pack {pack}. There is: {known}.")
        return 1
    try:
        found = _go_through(settings, bank, aside, at)
        rows = [(name, health) for name, health in found if pack in {"", name}]
        if file is None:
            _print(rows, console)
        else:
            _write(rows, file)
            aside.print(f"{len(rows)} questions written to {file}.")
    except (StoreUnavailable, ValueError) as error:
        aside.print(str(error))
        return 1
    except OSError as error:
        aside.print(f"{error.filename} cannot be used: {error.strerror}.")
        return 1
    return 0


def _go_through(settings: Settings, bank: Bank, aside: Console, at: datetime) -> list[tuple[str, Health]]:
    """(pack, health) of every question of which anything is known, packs in their order.

    Raises:
        StoreUnavailable: when the database cannot be used, or is of another version.
    """
    file = database_file(settings.database)
    if file is not None and not file.exists():
        raise StoreUnavailable("There is no database yet. It is made when Cohort first starts.")
    engine = make_engine(settings.database)
    store = SqlStore(engine)
    try:
        if not is_current(engine):
            raise StoreUnavailable("The database is of another version. Run cohort migrate first.")
        known = {name: _Known() for name in bank.packs}
        groups = store.run_now(lambda ledger: ledger.ratings.groups())
        for group in track(groups, "Going through the answers", console=aside, disable=not aside.is_terminal):
            store.look_now(partial(_add_group, known=known, bank=bank, group=group, at=at))
            store.run_now(partial(_note, group=group, at=at))
    finally:
        store.close_now()
    return [
        (name, health)
        for name, pack in bank.packs.items()
        for health in in_order(healths(pack, known[name].sums, known[name].reporters))
    ]


def _add_group(ledger: Ledger, *, known: Mapping[str, _Known], bank: Bank, group: str, at: datetime) -> None:
    home = ledger.groups.load(group)
    if home is not None and home.pack in known:
        known[home.pack].add(add_up_items(desk_for(ledger, bank, home, at)), ledger.ratings.reporters(group))


def _note(ledger: Ledger, *, group: str, at: datetime) -> None:
    if ledger.groups.load(group) is not None:
        ledger.ratings.note_stale(group, at)


def _print(rows: Sequence[tuple[str, Health]], console: Console) -> None:
    if not rows:
        console.print("Nobody has answered a question whose key is out.")
        return
    table = Table(title=counts([health for _, health in rows]), title_justify="left", title_style="bold", box=None)
    table.add_column("Question", no_wrap=True)
    for head in ("Answers", "Right", "Difficulty"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("Stands", no_wrap=True)
    table.add_column("What to do")
    for _, health in rows:
        style = "bold red" if health.flag is not None else ""
        share = f"{health.share:.0%}" if health.sums.answers else "–"
        about = f"{health.item.id} v{health.item.version}", f"{health.sums.answers:,}", share, difficulty_words(health)
        table.add_row(*map(Text, about), Text(COUNTS[health.verdict], style=style), Text(step(health) or sign(health)))
    console.print(table)


def _write(rows: Sequence[tuple[str, Health]], file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADS)
        writer.writerows([harmless(cell) for cell in _cells(pack, health)] for pack, health in rows)


def _cells(pack: str, health: Health) -> tuple[Cell, ...]:
    item, sums, known = health.item, health.sums, health.difficulty
    return (
        *(pack, item.id, item.version, item.status, item.type, item.domain, item.task, item.difficulty),
        *(sums.answers, sums.right, round(health.share, 3), round(sums.expected / max(1, sums.answers), 3)),
        *(round(health.surprise, 2), round(known.logits, 2), round(known.doubt, 2), round(health.telling, 2)),
        *(health.reporters, health.verdict, health.flag or "", health.wrong[0].choice if health.wrong else ""),
        *(" ".join(health.idle), step(health)),
    )
