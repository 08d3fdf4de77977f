"""Arbitrary problems of every type, and answers to them, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.item_types import Choice, Matching, Ordering
from bot.rules.items import Answer, Option, Problem, Prompt

IDS = "ABCDEFGHIJ"


def offered(count: int) -> tuple[Option, ...]:
    """So many options, each with its text and reason."""
    return tuple(Option(name, f"text of {name}", f"why {name}") for name in IDS[:count])


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    """Multiple choice and multiple response."""
    count = draw(st.integers(2, 8))
    key = draw(st.sets(st.sampled_from(IDS[:count]), min_size=1, max_size=count - 1))
    return Choice(offered(count), frozenset(key), len(key))


@st.composite
def orderings(draw: st.DrawFn) -> Ordering:
    """Steps, some of which may not belong."""
    count = draw(st.integers(2, 7))
    steps = draw(st.permutations(IDS[:count]))
    return Ordering(offered(count), tuple(steps[: draw(st.integers(2, count))]))


@st.composite
def matchings(draw: st.DrawFn) -> Matching:
    """Prompts and options, with and without reuse."""
    count, prompts = draw(st.integers(2, 8)), draw(st.integers(2, 7))
    reuse = draw(st.booleans()) or prompts > count
    ids = (
        draw(st.lists(st.sampled_from(IDS[:count]), min_size=prompts, max_size=prompts))
        if reuse
        else draw(st.permutations(IDS[:count]))[:prompts]
    )
    left = tuple(Prompt(str(n), f"prompt {n}", answer, f"why {n}") for n, answer in enumerate(ids, 1))
    return Matching(left, offered(count), reuse)


problems: st.SearchStrategy[Problem] = st.one_of(choices(), orderings(), matchings())


def the_key(problem: Problem) -> Answer:
    """The answer that is right."""
    if isinstance(problem, Choice):
        return tuple(sorted(problem.key))
    if isinstance(problem, Ordering):
        return problem.key
    assert isinstance(problem, Matching)
    return tuple(prompt.answer for prompt in problem.prompts)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Problem, Answer]:
    """A problem with a complete answer that it accepts."""
    problem = draw(problems)
    given: Answer = ()
    while (entry := problem.wants(given)) is not None:
        given += (
            draw(
                st.sampled_from(
                    [
                        option.id
                        for option in entry.options
                        if option.id not in given or getattr(problem, "reuse", False)
                    ]
                )
            ),
        )
    return problem, given
