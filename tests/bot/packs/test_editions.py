"""An edition keeps the whole item: what was asked can be shown and marked for ever, whatever its pack becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.shelf.shelf import read_shelf
from bot.item_types import Choice, Matching, Ordering
from bot.packs.editions import read_edition, spell_edition
from bot.rules.items import Case, Item, Option, Problem, Prompt, Reference
from tests.bot.specimens import EACH_TYPE, item, response

CONTENT = Path(__file__).parents[3] / "content"

words = st.text(max_size=30)
names = st.sampled_from("ABCDEFGH")


@st.composite
def options(draw: st.DrawFn) -> tuple[Option, ...]:
    """Two options or more, in whatever order."""
    ids = draw(st.lists(names, min_size=2, max_size=8, unique=True))
    return tuple(Option(one, draw(words), draw(words)) for one in ids)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A problem of any type."""
    offered = draw(options())
    ids = [option.id for option in offered]
    key = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    match draw(st.sampled_from([Choice, Ordering, Matching])):
        case kind if kind is Choice:
            return Choice(offered, frozenset(key), len(key))
        case kind if kind is Ordering:
            return Ordering(offered, tuple(key))
        case _:
            prompts = tuple(Prompt(str(n), draw(words), one, draw(words)) for n, one in enumerate(key))
            return Matching(prompts, offered, draw(st.booleans()))


items = st.builds(
    Item,
    id=words,
    version=st.integers(1, 99),
    status=st.sampled_from(["draft", "in_review", "pilot", "live", "quarantined", "retired"]),
    domain=words,
    task=words,
    skills=st.lists(words, max_size=3).map(tuple),
    difficulty=st.integers(1, 5),
    expected_p=st.floats(0, 1),
    cognitive=words,
    services=st.lists(words, max_size=3).map(tuple),
    stem=words,
    problem=problems(),
    takeaway=words,
    references=st.lists(st.builds(Reference, words, words), max_size=3).map(tuple),
    volatility=st.sampled_from(["low", "medium", "high"]),
    recheck_by=st.dates(date(2000, 1, 1)),
    case=st.none() | st.builds(Case, words, st.integers(1, 9), words, words),
    corrects=st.lists(st.integers(1, 9), max_size=2).map(tuple),
)


@given(items)
def test_any_item_comes_back_as_it_went(asked: Item) -> None:
    spelled = spell_edition(asked)

    assert read_edition(spelled) == asked
    assert spell_edition(read_edition(spelled)) == spelled


@pytest.mark.parametrize("asked", EACH_TYPE, ids=lambda asked: asked.id)
def test_an_item_of_each_type_is_the_same_item_afterwards(asked: Item) -> None:
    again = read_edition(spell_edition(asked))

    assert again == asked
    assert hash(again.problem) == hash(asked.problem), "nothing of it became a list"
    assert again.problem.reveal() == asked.problem.reveal()


def test_every_item_of_the_packs_that_ship_comes_back_as_it_went() -> None:
    bank, _ = read_shelf(CONTENT)
    shipped = [asked for pack in bank.packs.values() for asked in pack.items]

    assert len(shipped) > 200
    assert [asked.id for asked in shipped if read_edition(spell_edition(asked)) != asked] == []


def test_the_same_item_is_spelled_the_same_whatever_the_order_of_its_key() -> None:
    spelled = {spell_edition(item(problem=replace(response(), key=frozenset(key)))) for key in ("BD", "DB")}

    assert len(spelled) == 1


def test_whatever_differs_is_spelled_differently() -> None:
    asked = item()
    others = [
        replace(asked, version=2),
        replace(asked, status="pilot"),
        replace(asked, takeaway="Another."),
        replace(asked, problem=response()),
        replace(asked, case=Case("c", 1, "T", "S")),
        replace(asked, recheck_by=date(2030, 1, 1)),
        replace(asked, corrects=(1,)),
    ]

    assert len({spell_edition(one) for one in (asked, *others)}) == 8


def test_an_item_that_corrects_nothing_is_spelled_as_before_there_was_such_a_field() -> None:
    assert "corrects" not in spell_edition(item())


@pytest.mark.parametrize(
    "body", ["", "no json", "[]", "{}", '{"kind":"Essay","problem":{}}', '{"kind":"Choice","problem":{}}', "null"]
)
def test_what_is_no_edition_is_refused(body: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - three libraries say it in three ways
        read_edition(body)


def test_an_edition_with_a_field_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="no edition"):
        read_edition(spell_edition(item()).replace('"stem"', '"root"'))
