"""Fields of pack files: what they ask for is said by an example, and a domain is called by its number."""

from __future__ import annotations

import re

import pytest

from bot.packs.fields import FORMS
from tests.bot.packs.specimens import choice, head, read


@pytest.mark.parametrize("name", ["A", "1.0", "100"])
def test_a_domain_is_called_by_a_number_since_the_ids_of_its_items_hold_it(name: str) -> None:
    pack = head()
    pack["domains"][0]["id"] = name  # type: ignore[index,call-overload]

    assert [fault.message for fault in read(choice(), pack=pack).faults] == [
        f"`id` is '{name}'; write it like 1: one or two digits, as the ids of its questions hold them"
    ]


@pytest.mark.parametrize("pattern", FORMS)
def test_the_example_of_a_form_has_that_form(pattern: str) -> None:
    example, _, words = FORMS[pattern].partition(": ")

    assert re.search(pattern, example)
    assert words
