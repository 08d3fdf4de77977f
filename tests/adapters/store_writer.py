"""A process that answers without pause and says which answers were acknowledged, until it is killed."""

from __future__ import annotations

import sys
from functools import partial

from adapters.store import SqlStore, make_engine
from bot.calls import Actor
from bot.ports.ledger import Ledger
from tests.adapters.store_scene import answer, line, person


def press(ledger: Ledger, name: str) -> bool:
    """Join, answer, and ask for something to be said about it: three facts, one transaction."""
    member = person(ledger, Actor("web", "", name, name))
    ledger.deliveries.add(line(f"tally-{name}", "tally"))
    return ledger.responses.add(answer(member.id))


def main(address: str, prefix: str) -> None:
    """Answer as one member after another; each acknowledged one is a line of output."""
    store = SqlStore(make_engine(address))
    number = 0
    while True:
        name = f"{prefix}-{number}"
        if store.run_now(partial(press, name=name)):
            sys.stdout.write(f"{name}\n")
            sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
