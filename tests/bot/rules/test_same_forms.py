"""The same seed gives the same form on every Python: many forms of every make are held against one digest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b

from bot.rules.assembling import assemble
from bot.rules.dealing import deal
from bot.rules.forms import Form, Plan, domain_counts, types_owed, unscored_places
from bot.rules.full_forms import full_form
from bot.rules.items import Case, FormType
from tests.benchmarks.form_bank import form_bank
from tests.bot.specimens import item

BANK = form_bank(300)
NAMES = [each.id for each in BANK.items]
LENGTHS = 10, 12, 15, 20, 30


def weekly_forms() -> Iterator[Form]:
    """Three hundred forms of many lengths; to half of them all is new, so that many cases weigh the same in theory."""
    kinds: list[Counter[FormType]] = []
    for number in range(300):
        length = LENGTHS[number % len(LENGTHS)]
        dealt = deal(NAMES, seed=f"dealt {number}", name=str)
        known = dealt if number % 2 else []
        plan = Plan(
            BANK.blueprint,
            domain_counts(BANK.blueprint, length),
            unscored_places(BANK.exam, length, BANK.items),
            seen={name: place % 40 for place, name in enumerate(known[: 40 + 37 * (number % 4)])},
            exposure={name: place % 7 for place, name in enumerate(known[:: 1 + number % 3])},
            enemies={one: frozenset({other}) for one, other in zip(dealt[:50], dealt[50:100], strict=True)},
            owed=types_owed(BANK.blueprint, kinds[-(number % 5) :]),
            inform=number % 6 > 0,
        )
        form = assemble(BANK.items, plan, seed=f"form {number}")
        kinds.append(Counter(BANK.item(name).type for name in form.items))
        yield form


def full_forms() -> Iterator[Form]:
    """Eight full forms of one member, the last ones from what is left."""
    past: list[tuple[str, ...]] = []
    for number in range(8):
        form = full_form(BANK.items, BANK.blueprint, BANK.exam, past=past, seed=f"full {number}")
        past.append(form.items)
        yield form


def digest(forms: Iterator[Form]) -> str:
    """What these forms ask in which order, what does not count, and which rules yielded, in a few letters."""
    told = [(form.items, sorted(form.unscored), form.relaxed, sorted(form.missing.items())) for form in forms]
    return blake2b(repr(told).encode(), digest_size=8).hexdigest()


def test_weekly_forms_are_the_same_on_every_python() -> None:
    assert digest(weekly_forms()) == "6f3c7f4d134fbe92"


def test_full_forms_are_the_same_on_every_python() -> None:
    assert digest(full_forms()) == "f453f9f6169b0346"


def test_two_cases_that_weigh_the_same_take_turns_whatever_the_order_of_their_questions() -> None:
    """Before 3.12 the sum of floats depended on their order: one of the two was always the lighter, by a rounding."""
    pool = [item(f"i{n:02}", domain="1", task=f"1.{1 + n % 3}") for n in range(40)]
    for name, levels in {"one": (1, 3, 3), "other": (3, 3, 1)}.items():
        case = Case(name, 1, "A case", "A scenario.")
        pool += [
            item(f"{name}-{n}", domain="1", task=f"1.{1 + n}", case=case, difficulty=level)
            for n, level in enumerate(levels)
        ]
    plan = Plan(BANK.blueprint, {"1": 20})
    forms = [assemble(pool, plan, seed=f"seed {n}") for n in range(20)]
    chosen = Counter(name.partition("-")[0] for form in forms for name in form.items if "-" in name)

    assert set(chosen) == {"one", "other"}
    assert chosen.total() == 20 * 3
