"""What corrects a key, and what is another question altogether."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.item_types import Choice, Matching, Ordering
from bot.rules.corrections import cannot_correct, corrected, corrects
from bot.rules.items import Item, Option, Problem
from tests.bot.specimens import CASE, choice, item, matching, ordering, response

Change = Callable[[Problem], Problem]


def rekeyed(problem: Problem) -> Problem:
    """The same options with another key."""
    match problem:
        case Choice(select=1):
            return replace(problem, key=frozenset("C"))
        case Choice():
            return replace(problem, key=frozenset("AE"))
        case Ordering():
            return replace(problem, key=("A", "C", "E"))
        case Matching(prompts=(first, second, *rest)):
            swapped = replace(first, answer=second.answer), replace(second, answer=first.answer)
            return replace(problem, prompts=(*swapped, *rest))
        case _:
            raise TypeError(problem)


def other_text(problem: Problem) -> Problem:
    assert isinstance(problem, Choice | Ordering | Matching)
    first, *rest = problem.options
    return replace(problem, options=(replace(first, text="Something else"), *rest))


def one_more(problem: Problem) -> Problem:
    assert isinstance(problem, Choice | Ordering | Matching)
    return replace(problem, options=(*problem.options, Option("Z", "One more")))


def turned(problem: Problem) -> Problem:
    """The options in another order, with other reasons: the letters are dealt anyway."""
    assert isinstance(problem, Choice | Ordering | Matching)
    return replace(problem, options=tuple(replace(one, why="A better reason.") for one in reversed(problem.options)))


PROBLEMS = [choice(), response(), ordering(), matching(), matching(prompts=6, reuse=True)]
of_every_type = pytest.mark.parametrize("problem", PROBLEMS, ids=["one", "two", "steps", "pairs", "reused"])


@of_every_type
def test_another_key_of_the_same_question_corrects_it(problem: Problem) -> None:
    old, new = item(problem=problem), item(problem=rekeyed(problem), version=2)

    assert corrects(old, new)
    assert corrects(new, old)


@of_every_type
def test_better_reasons_and_another_order_of_options_correct_nothing(problem: Problem) -> None:
    assert not corrects(item(problem=problem), item(problem=turned(problem), version=2))
    assert corrects(item(problem=problem), item(problem=turned(rekeyed(problem)), version=2))


@of_every_type
@pytest.mark.parametrize("change", [other_text, one_more])
def test_where_an_option_changed_it_is_another_question(problem: Problem, change: Change) -> None:
    assert not corrects(item(problem=problem), item(problem=change(rekeyed(problem)), version=2))


def test_where_the_stem_changed_it_is_another_question() -> None:
    old = item()

    assert not corrects(old, replace(item(problem=rekeyed(choice())), stem="Which one does it with the MOST effort?"))


def test_where_the_scenario_of_its_case_changed_it_is_another_question() -> None:
    old, new = item(case=CASE), item(problem=rekeyed(choice()), case=replace(CASE, version=2))

    assert corrects(old, new)
    assert not corrects(old, replace(new, case=replace(CASE, scenario="Another wholesaler. " * 12)))


def test_where_more_are_to_be_chosen_it_is_another_question() -> None:
    three = replace(response(), key=frozenset("ABD"), select=3)
    four_steps = replace(ordering(), key=("C", "A", "E", "B"))

    assert not corrects(item(problem=response()), item(problem=three))
    assert not corrects(item(problem=ordering()), item(problem=four_steps))
    assert not corrects(item(problem=choice()), item(problem=Choice(choice().options, frozenset("AB"), 2)))


def test_where_options_may_serve_twice_now_it_is_another_question() -> None:
    once = matching()
    assert isinstance(once, Matching)
    prompts = tuple(replace(prompt, answer="A") for prompt in once.prompts)

    assert not corrects(item(problem=once), item(problem=replace(once, prompts=prompts, reuse=True)))


@of_every_type
def test_a_corrected_edition_is_the_old_one_with_the_new_key_and_its_reasons(problem: Problem) -> None:
    old = item(problem=problem)
    new: Item = replace(item(problem=rekeyed(problem), version=2, status="pilot"), takeaway="The other one.")

    now = corrected(old, new)
    assert (now.problem, now.takeaway, now.references) == (new.problem, new.takeaway, new.references)
    assert (now.id, now.version, now.status, now.stem) == (old.id, 1, "live", old.stem)
    assert not corrects(now, new), "what is corrected needs no second correction"


def declared(problem: Problem, **changes: object) -> Item:
    """Version 2 with another key and other words, by its author's word a correction of version 1."""
    new = replace(item(problem=problem, version=2), stem="The same in better words?", corrects=(1,))
    return replace(new, **changes)  # type: ignore[arg-type]


@of_every_type
def test_what_its_author_says_it_corrects_is_corrected_in_other_words_too(problem: Problem) -> None:
    old, new = item(problem=problem), declared(other_text(rekeyed(problem)))

    assert corrects(old, new)
    assert not cannot_correct(old, new)
    now = corrected(old, new)
    assert (now.version, now.stem, now.problem) == (1, new.stem, new.problem)
    assert not corrects(now, new), "what is corrected needs no second correction"
    assert corrects(now, replace(declared(other_text(problem)), version=3, corrects=())), "the next one finds it"


@of_every_type
def test_better_words_alone_correct_no_key(problem: Problem) -> None:
    assert not corrects(item(problem=problem), declared(other_text(problem)))


@of_every_type
def test_what_answers_cannot_be_marked_by_corrects_nothing_whatever_its_author_says(problem: Problem) -> None:
    old, new = item(problem=problem), declared(one_more(rekeyed(problem)))

    assert not corrects(old, new)
    assert cannot_correct(old, new)


def test_only_the_versions_that_are_named_are_corrected_and_only_earlier_ones() -> None:
    new = declared(other_text(rekeyed(choice())), version=3, corrects=(2, 4))

    assert [corrects(item(version=version), new) for version in (1, 2, 4)] == [False, True, False]


def test_a_mended_scenario_is_no_hindrance_either() -> None:
    old, new = item(case=CASE), declared(rekeyed(choice()), case=replace(CASE, version=2, scenario="Better words."))

    assert corrects(old, new)
