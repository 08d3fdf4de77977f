"""Enemies: items too alike for one form are found, written down, read back, and known when they change."""

from __future__ import annotations

import pytest
import yaml

from bot.packs.enemies import by_item, enemies_text, read_enemies
from bot.packs.faults import Fault, Sheet, Tree
from bot.packs.lint_likeness import find_enemies
from bot.packs.reading import RawPack, read_pack
from tests.bot.packs.specimens import Mapping, case, choice, head, lint, matching, ordering, read

ALIKE = choice("0009")
"""But for its id the same as the usual choice."""


def told(tree: Tree) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """The pairs that were read, and the faults."""
    faults: list[Fault] = []
    return read_enemies(Sheet("demo/enemies.yaml", tree), faults), [str(fault) for fault in faults]


def found(*items: Mapping, cases: tuple[Mapping, ...] = ()) -> frozenset[tuple[str, str]]:
    """The enemies among these items."""
    return find_enemies(read(*items, cases=cases).manuscripts)


def test_items_that_say_the_same_are_enemies_and_others_are_not() -> None:
    assert found(choice(), ALIKE, ordering(), matching()) == {("demo-d1-0001", "demo-d1-0009")}


def test_questions_of_one_case_are_no_enemies_but_two_cases_are() -> None:
    assert found(cases=(case(choice(), ALIKE),)) == frozenset()
    both = (case(choice()), case(ALIKE, case="demo-case-002"))
    assert found(cases=both) == {("demo-d1-0001", "demo-d1-0009")}


def test_what_is_written_is_read_back() -> None:
    pairs = {("demo-d1-0003", "demo-d1-0004"), ("demo-d1-0001", "demo-d1-0009")}

    assert enemies_text(pairs).index("0001") < enemies_text(pairs).index("0003")
    assert told(yaml.safe_load(enemies_text(pairs))) == (tuple(sorted(pairs)), [])
    assert told(yaml.safe_load(enemies_text([]))) == ((), [])


@pytest.mark.parametrize(
    ("tree", "fault"),
    [
        ("x", "`this` shall be a list, not a text"),
        (["demo-d1-0001"], "`0` shall be a list, not a text"),
        ([["demo-d1-0001"]], "`0` is empty or too short"),
        ([["demo-d1-0001", "demo-d1-0002", "demo-d1-0003"]], "`0` has 3 entries; at most 2 are allowed"),
        ([["demo-d1-0001", "Nonsense"]], "`1` is 'Nonsense'; write it like bba-d1-0101: "),
    ],
)
def test_a_file_of_another_shape_is_an_error(tree: Tree, fault: str) -> None:
    pairs, faults = told(tree)

    assert pairs == ()
    assert len(faults) == 1
    assert faults[0].startswith("demo/enemies.yaml:1: error [shape] ")
    assert fault in faults[0]


def test_the_pack_knows_enemies_both_ways_and_forgets_what_is_gone() -> None:
    enemies = Sheet("demo/enemies.yaml", [["demo-d1-0001", "demo-d1-0003"], ["demo-d1-0003", "demo-d1-0777"]])
    items = Sheet("demo/items/1.1.yaml", [choice(), ordering()])
    reading = read_pack(RawPack("demo", Sheet("demo/pack.yaml", head()), (items,), (), enemies))

    assert reading.faults == ()
    assert reading.pack is not None
    assert reading.pack.enemies == {
        "demo-d1-0001": frozenset({"demo-d1-0003"}),
        "demo-d1-0003": frozenset({"demo-d1-0001"}),
    }
    assert by_item([], {"demo-d1-0001"}) == {}


def test_a_pack_whose_file_is_out_of_date_is_told_so() -> None:
    said = [str(fault) for fault in lint(choice(), ALIKE) if fault.code == "enemies"]

    assert said == [
        "demo/pack.yaml:1: warning [enemies] enemies.yaml lacks 1 pairs and has 0 too many: run cohort packs enemies"
    ]
    assert not [fault for fault in lint(choice(), ordering()) if fault.code == "enemies"]
