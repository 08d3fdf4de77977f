"""Lints of the options and of cues: each speaks on the item it is meant for, and is silent otherwise."""

from __future__ import annotations

import pytest

from bot.packs.faults import Tree
from tests.bot.packs.specimens import STEM, Mapping, choice, codes, matching, option, ordering, response

CLEAN = (
    "Copy each folder to an object store at dusk.",
    "Mount one elastic file system on the jobs.",
    "Attach a bigger block volume to each job.",
    "Stream each file through a queue at night.",
)


def texts(*changes: str, key: str = "B") -> list[Tree]:
    """Four options, of which the first ones are changed."""
    held = (*changes, *CLEAN[len(changes) :])
    return [option(name, text, correct=name == key) for name, text in zip("ABCDEFGH", held, strict=False)]


def test_multiple_choice_has_exactly_four_options() -> None:
    five = [*texts(), option("E", "Keep the scans in the memory of a cache.")]

    assert codes(choice(options=texts()[:3])) == {"error option-count"}
    assert codes(choice(options=five)) == {"error option-count"}
    assert codes(choice()) == set()


def test_multiple_response_has_five_or_six_options_and_two_or_three_keys() -> None:
    four = [option(name, text, correct=name in "BC") for name, text in zip("ABCD", CLEAN, strict=True)]
    all_four = [option(name, text, correct=True) for name, text in zip("ABCD", CLEAN, strict=True)]
    stem = STEM.replace("Which setup meets", "Which FOUR steps meet") + " (Choose FOUR.)"
    with_fifth = [*all_four, option("E", "Copy to a file server in each folder at night.")]

    assert codes(response(options=list(four))) == {"error option-count"}
    assert codes(response(options=list(with_fifth), select="4", stem=stem)) == {"error option-count"}


def test_ordering_has_three_to_five_responses() -> None:
    steps: list[Tree] = [{"id": n, "text": t, "why": "Forced."} for n, t in zip("AB", CLEAN, strict=False)]

    assert "error option-count" in codes(ordering(responses=steps, order=["A", "B"]))


def test_matching_has_three_to_seven_prompts() -> None:
    prompts: list[Tree] = [
        {"id": "1", "text": "See which hop was slow.", "answer": "A", "why": "A trace has segments."},
        {"id": "2", "text": "Learn who removed a role.", "answer": "C", "why": "A trail names people."},
    ]
    tools: list[Tree] = [
        {"id": "A", "text": "Distributed tracing"},
        {"id": "B", "text": "Queries over logs", "why": "They read output."},
        {"id": "C", "text": "An audit trail"},
    ]

    assert codes(matching(prompts=prompts, options=tools)) == {"error option-count"}


def test_matching_without_reuse_has_a_surplus_option() -> None:
    tools: list[Tree] = [
        {"id": "A", "text": "Distributed tracing"},
        {"id": "B", "text": "Queries over logs"},
        {"id": "C", "text": "An audit trail"},
    ]
    stem = STEM.replace("Which setup meets", "A tool may serve more than once. Which tool meets")

    assert codes(matching(options=tools)) == {"error surplus"}
    assert codes(matching(options=tools, reuse="true", stem=stem)) == set()


@pytest.mark.parametrize(
    ("options", "speaks"),
    [
        (texts("All of the above"), {"error all-or-none", "warning absolute"}),
        (texts("None of these"), {"error all-or-none"}),
        (texts("Both B and C at the same time, each day."), {"error all-or-none"}),
        (texts("Copy all of the folders to an object store."), {"warning absolute"}),
        (texts("attach a bigger block volume, to each job"), {"error same-option"}),
        (texts("Attach a bigger block volumes to each job."), {"warning close-options"}),
        (texts("Attach a bigger block volume to each job, at dusk."), {"warning option-inside"}),
        (
            texts(
                "Keep from 10 to 20 copies of each folder.", CLEAN[1], CLEAN[2], "Keep some 15-30 copies of each file."
            ),
            {"warning range-overlap"},
        ),
        (
            texts(
                "Keep 10 copies of each folder in the store.", "Keep 20 copies of each folder in the store.", key="C"
            ),
            set(),
        ),
        (texts("Never copy a folder to an object store."), {"warning absolute"}),
        (texts("Never copy a folder to one object store.", "Never mount a file system on the jobs."), set()),
        (
            texts(CLEAN[0], "Mount one elastic file system on the jobs and leave the rest of it just as it has been."),
            {"warning longest-key"},
        ),
        (texts("Copy to S3 at dusk."), set()),
        (texts("S3.", CLEAN[1], "EBS.", "SQS."), {"warning option-spread", "warning longest-key"}),
        (texts(" ".join(["Copy"] * 31)), {"warning option-length", "warning option-spread"}),
    ],
)
def test_nothing_in_the_options_points_at_the_key(options: list[Tree], speaks: set[str]) -> None:
    assert codes(choice(options=options)) == speaks


def test_multiple_response_offers_no_opposites() -> None:
    held = (*CLEAN[:3], "Enable the nightly copy of folders now.", "Disable the nightly copy of folders now.")
    options = [option(name, text, correct=name in "AB") for name, text in zip("ABCDE", held, strict=True)]

    assert codes(response(options=list(options))) == {"warning opposites"}


def test_a_word_of_the_stem_that_only_the_key_repeats_is_a_cue() -> None:
    marked = choice(options=texts(CLEAN[0], "Mount one elastic file system in a clinic."))
    named = choice(options=texts(CLEAN[0], "Mount one elastic file system in a clinic."), services=["Clinic"])
    shared = choice(options=texts("Copy each clinic to an object store at dusk.", "Mount one file system per clinic."))

    assert codes(marked) == {"warning word-cue"}
    assert codes(named) == set()
    assert codes(shared) == set()


def test_a_stem_that_ends_in_an_article_rules_options_out() -> None:
    item: Mapping = choice(stem=STEM.removesuffix("?") + ". The team needs an")

    assert codes(item) == {"warning article-cue"}
