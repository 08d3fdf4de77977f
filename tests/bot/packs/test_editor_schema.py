"""The schema for editors is a true one: it takes what we take, and content/schema.json is fresh."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

from bot.packs.editor_schema import editor_schema
from bot.packs.faults import Tree
from tests.bot.packs.specimens import case, choice, head, matching, ordering, response

CONTENT = Path(__file__).parents[3] / "content"


def typed(tree: Tree) -> object:
    """The tree as an editor sees it, with whole numbers, parts, and yes or no."""
    match tree:
        case dict():
            return {name: typed(part) for name, part in tree.items()}
        case list():
            return [typed(part) for part in tree]
        case "true" | "false":
            return tree == "true"
        case str() if tree.isdigit():
            return int(tree)
        case "0.60":
            return 0.60
        case _:
            return tree


def test_the_file_for_editors_is_fresh() -> None:
    assert (CONTENT / "schema.json").read_text("utf-8") == editor_schema(), "run: cohort packs schema"


@pytest.mark.parametrize(
    "tree", [[choice(), response(), ordering(), matching()], case(choice()), head()], ids=["items", "case", "pack"]
)
def test_an_editor_takes_what_we_take(tree: Tree) -> None:
    validator = jsonschema_rs.validator_for(json.loads(editor_schema()))

    assert [error.message for error in validator.iter_errors(typed(tree))] == []


def test_an_editor_marks_a_field_that_does_not_exist() -> None:
    validator = jsonschema_rs.validator_for(json.loads(editor_schema()))

    assert not validator.is_valid([typed(choice(takaway="x"))])
