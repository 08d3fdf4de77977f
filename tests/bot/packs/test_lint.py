"""Lint as a whole: faultless items pass in silence, and a waiver takes out a warning but never an error."""

from __future__ import annotations

import pytest

from tests.bot.packs.specimens import Mapping, choice, codes, lint, matching, option, ordering, response


@pytest.mark.parametrize("item", [choice(), response(), ordering(), matching()], ids=lambda item: item["type"])
def test_a_faultless_item_of_each_type_passes_in_silence(item: Mapping) -> None:
    assert [str(fault) for fault in lint(item)] == []


def test_a_fault_names_its_file_and_its_item() -> None:
    (fault,) = lint(choice(takeaway=""))

    assert fault.file == "demo/items/1.1.yaml"
    assert (
        str(fault)
        == "demo/items/1.1.yaml:1: error [takeaway] demo-d1-0001: the takeaway is missing: one sentence to remember"
    )


def test_a_waiver_takes_a_warning_out() -> None:
    late: Mapping = {"level": "low", "facts": [], "recheck_by": "2026-11-21"}
    waived = choice(volatility=late, waivers=[{"lint": "recheck", "reason": "The page is being rewritten."}])

    assert codes(choice(volatility=late)) == {"warning recheck"}
    assert codes(waived) == set()


def test_a_waiver_never_takes_an_error_out() -> None:
    item = choice(takeaway="", waivers=[{"lint": "takeaway", "reason": "It speaks for itself."}])

    assert codes(item) == {"error takeaway", "warning waiver"}


def test_a_waiver_that_waives_nothing_is_reported() -> None:
    (fault,) = lint(choice(waivers=[{"lint": "recheck", "reason": "Just in case."}]))

    assert fault.code == "waiver"
    assert "no such warning" in fault.message


def test_retired_items_are_not_compared_with_the_others() -> None:
    assert "error near-duplicate" in codes(choice(), choice("0009"))
    assert codes(choice(), choice("0009", status="retired")) == set()


def test_an_item_may_trip_several_lints_and_each_is_told() -> None:
    options = [
        option(name, text) for name, text in zip("ABC", ("One way.", "A second.", "None of these."), strict=True)
    ]
    options[0]["correct"] = "true"
    item = choice(stem="Which is NOT right?", options=list(options), references=[], takeaway="")

    wanted = {"error negative-stem", "error option-count", "error all-or-none", "error references", "error takeaway"}
    assert wanted <= codes(item)
