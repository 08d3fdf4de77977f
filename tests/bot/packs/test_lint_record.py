"""Lints of what stands around an item: reasons, links, dates, reviews, outline, names."""

from __future__ import annotations

import pytest

from bot.packs.faults import Tree
from tests.bot.packs.specimens import STEM, Mapping, choice, codes, matching, option, ordering


def links(*urls: str) -> list[Tree]:
    """References to these pages."""
    return [{"title": "A page", "url": url} for url in urls]


def volatility(level: str, recheck_by: str) -> Mapping:
    """How soon to look again."""
    return {"level": level, "facts": [], "recheck_by": recheck_by}


def blind(**changes: Tree) -> Mapping:
    """A blind review that agrees."""
    review: Mapping = {"by": "bea", "kind": "blind", "on": "2026-11-22", "result": "agrees", "note": ""}
    return review | changes


def technical(**changes: Tree) -> Mapping:
    """A technical review that accepts."""
    review: Mapping = {"by": "tess", "kind": "technical", "on": "2026-11-22", "result": "accepted", "note": ""}
    return review | changes


def with_key(text: str, **changes: Tree) -> Mapping:
    """A multiple choice item whose key is `text`."""
    options: list[Tree] = [
        option("A", "Copy each folder to an object store at dusk."),
        option("B", text, correct=True),
        option("C", "Attach a bigger block volume to each job."),
        option("D", "Stream each file through a queue at night."),
    ]
    return choice(options=options) | changes


def test_every_option_response_and_prompt_has_its_reason() -> None:
    silent = dict(option("A", "Copy each folder to an object store at dusk.")) | {"why": ""}
    options = choice()["options"]
    assert isinstance(options, list)
    steps: list[Tree] = [
        {"id": "A", "text": "Fit the scaler on the training part.", "why": "Needs the parts."},
        {"id": "B", "text": "Cut the readings into parts by time."},
        {"id": "C", "text": "Train a model on the scaled columns.", "why": "Needs the scaler."},
    ]
    prompts: list[Tree] = [
        {"id": "1", "text": "See which hop was slow.", "answer": "A"},
        {"id": "2", "text": "Find a pattern in output.", "answer": "B", "why": "Logs hold output."},
        {"id": "3", "text": "Learn who removed a role.", "answer": "C", "why": "A trail names people."},
    ]
    tools: list[Tree] = [
        {"id": name, "text": text}
        for name, text in zip("ABCD", ("Tracing", "Log queries", "Audit trail", "Budgets"), strict=True)
    ]

    assert codes(choice(options=[silent, *options[1:]])) == {"error why"}
    assert codes(ordering(responses=steps)) == {"error why"}
    assert codes(matching(prompts=prompts)) == {"error why"}
    assert codes(matching(options=tools)) == {"error why"}, "a surplus option needs a reason too"


def test_a_takeaway_is_wanted() -> None:
    assert codes(choice(takeaway="")) == {"error takeaway"}


@pytest.mark.parametrize(
    ("urls", "speaks"),
    [
        (["https://docs.example.com/guide.html#part"], set()),
        ([], {"error references"}),
        ([f"https://docs.example.com/{n}" for n in range(4)], {"error references"}),
        (["https://docs.example.com/a", "https://docs.example.com/a"], {"warning references"}),
        (["http://docs.example.com/guide.html"], {"error link"}),
        (["https://docs.example.com"], {"error link"}),
        (["https://example.org/guide.html"], {"error link"}),
        (["https://docs.example.com.evil.org/guide.html"], {"error link"}),
        (["https://docs.example.com@evil.org/guide.html"], {"error link"}),
        (["https://docs.example.com:8443/guide.html"], {"error link"}),
        (["https://docs.example.com/a b"], {"error link"}),
        (["https://docs.example.com/<script>"], {"error link"}),
        (["https://[docs.example.com/"], {"error link"}),
        (["javascript:alert(1)"], {"error link"}),
        (["docs.example.com/guide.html"], {"error link"}),
    ],
)
def test_links_lead_by_https_to_a_page_of_an_allowed_host(urls: list[str], speaks: set[str]) -> None:
    assert codes(choice(references=links(*urls))) == speaks


@pytest.mark.parametrize(
    ("level", "recheck_by", "speaks"),
    [
        ("low", "2026-11-22", set()),
        ("low", "2026-11-21", {"warning recheck"}),
        ("low", "2028-11-22", set()),
        ("low", "2028-11-23", {"warning recheck-span"}),
        ("medium", "2027-11-22", set()),
        ("medium", "2027-11-23", {"warning recheck-span"}),
        ("high", "2027-05-22", set()),
        ("high", "2027-05-23", {"warning recheck-span"}),
    ],
)
def test_facts_are_checked_again_in_time(level: str, recheck_by: str, speaks: set[str]) -> None:
    assert codes(choice(volatility=volatility(level, recheck_by) | {"facts": ["a name"]})) == speaks


@pytest.mark.parametrize(
    ("level", "speaks"), [("low", set()), ("medium", {"warning facts"}), ("high", {"warning facts"})]
)
def test_facts_that_may_change_are_named(level: str, speaks: set[str]) -> None:
    assert codes(choice(volatility=volatility(level, "2026-12-22"))) == speaks


def test_nothing_was_written_or_reviewed_in_the_future() -> None:
    assert codes(choice(author={"by": "ada", "self_reviewed_on": "2026-11-23"})) == {"error future"}
    assert codes(choice(reviews=[blind(on="2026-11-23")])) == {"error future"}


@pytest.mark.parametrize(
    ("reviews", "speaks"),
    [
        ([blind()], set()),
        ([blind(confidence="3")], set()),
        ([], {"error blind-review"}),
        ([blind(kind="technical")], {"error blind-review"}),
        ([blind(result="differs")], {"error blind-review"}),
        ([blind(by="ada")], {"error own-review"}),
        ([blind(by="Ada")], {"error own-review"}),
        ([blind(confidence="2")], {"warning unsure-review"}),
        ([blind(result="differs", on="2026-11-20"), blind()], set()),
        ([blind(on="2026-11-20"), blind(by="cy", result="differs")], {"warning blind-review"}),
        ([blind(), blind(by="cy", result="rival")], {"warning blind-review"}),
        ([blind(version="2")], {"error blind-review"}),
    ],
)
def test_a_live_item_was_answered_blind_by_somebody_else(reviews: list[Tree], speaks: set[str]) -> None:
    assert codes(choice(status="live", reviews=[*reviews, technical()])) == speaks


@pytest.mark.parametrize(
    ("reviews", "speaks"),
    [
        ([technical()], set()),
        ([technical(on="2026-11-20", result="changed"), technical()], set()),
        ([], {"error technical-review"}),
        ([technical(by="Ada")], {"error technical-review"}),
        ([technical(version="2")], {"error technical-review"}),
        ([technical(on="2026-11-20"), technical(by="di", result="changed")], {"error technical-review"}),
    ],
)
@pytest.mark.parametrize("status", ["live", "pilot"])
def test_somebody_else_looked_through_the_facts_of_a_live_item(
    status: str, reviews: list[Tree], speaks: set[str]
) -> None:
    assert codes(choice(status=status, reviews=[blind(), *reviews])) == speaks


def test_a_draft_needs_no_review_yet() -> None:
    assert codes(choice(status="draft")) == set()
    assert codes(choice(status="in_review", reviews=[blind(result="differs")])) == set()


@pytest.mark.parametrize(
    ("changes", "speaks"),
    [
        ({"id": "demo-d2-0001"}, {"error id-domain"}),
        ({"skills": ["2.1.01"]}, {"error skill-task"}),
        ({"skills": ["1.1.01", "2.1.01"]}, {"warning skill-task"}),
        ({"skills": ["1.1.01", "1.1.01"]}, {"warning skill-twice"}),
        ({"difficulty": "3", "expected_p": "0.69"}, set()),
        ({"difficulty": "3", "expected_p": "0.70"}, {"error level"}),
        ({"difficulty": "2", "expected_p": "0.70"}, set()),
        ({"difficulty": "1", "expected_p": "0.84"}, {"error level"}),
        ({"difficulty": "5", "expected_p": "0.40"}, {"error level"}),
    ],
)
def test_ids_skills_and_levels_agree(changes: Mapping, speaks: set[str]) -> None:
    assert codes(choice() | changes) == speaks


def test_a_skill_says_which_types_may_ask_for_it() -> None:
    assert codes(ordering(task="1.2", skills=["1.2.01"])) == {"error skill-type"}
    assert codes(choice(task="1.2", skills=["1.2.01"])) == set()


@pytest.mark.parametrize(
    ("key", "stem", "speaks"),
    [
        ("Attach Elastic Inference to each of the jobs.", STEM, {"error closed-service"}),
        (
            "Turn SageMaker Debugger on for all of the jobs.",
            STEM,
            {"error closed-service", "warning closed-volatility"},
        ),
        ("Mount what the Amazon SageMaker console shows.", STEM, {"warning old-name"}),
        ("Mount what the Amazon SageMaker AI console shows.", STEM, set()),
        ("Mount one file system for $300 on the jobs.", STEM, {"warning moving-fact"}),
        ("Mount it on one ml.p3.2xlarge for the jobs.", STEM, {"warning moving-fact"}),
        ("Mount one file system of at most 25 GB there.", STEM, {"warning moving-fact"}),
        ("Mount one file system of 25 GB on the jobs.", STEM.replace("many", "25 GB of"), set()),
    ],
)
def test_the_key_is_no_closed_service_and_no_moving_fact(key: str, stem: str, speaks: set[str]) -> None:
    found = codes(with_key(key, stem=stem)) - {"warning absolute"}

    assert found == speaks


def test_a_closed_service_may_be_the_key_for_those_who_use_it_already() -> None:
    stem = STEM.replace("The team may", "It already uses SageMaker Debugger. The team may")
    item = with_key("Turn SageMaker Debugger on in each of the jobs.", stem=stem, services=["SageMaker Debugger"])

    assert codes(item) == {"warning closed-volatility"}
    assert codes(item | {"volatility": volatility("high", "2027-05-22") | {"facts": ["closed"]}}) == set()


def test_a_closed_service_may_be_a_distractor() -> None:
    options = choice()["options"]
    assert isinstance(options, list)
    distractor = option("A", "Attach Elastic Inference to each of the jobs.")

    assert codes(choice(options=[distractor, *options[1:]])) == set()
