"""The examples in the docstrings of the rules are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import bot.rules

MODULES = sorted(module.name for module in pkgutil.iter_modules(bot.rules.__path__, "bot.rules."))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_rule_come_out_as_they_are_written(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_rules_are_told_by_example() -> None:
    told = sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES)

    assert told >= 8
