"""Reviews written into the questions and what they allow, from the command line on packs on disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from typer.testing import Result

from tests.adapters.cli_scene import without_settings
from tests.adapters.review_scene import FILE, answered, cohort, compare, small_pack
from tests.bot.packs.specimens import Mapping, choice


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with one item of each type and a case."""
    without_settings(monkeypatch, tmp_path)
    return small_pack(tmp_path / "content")


def test_a_recorded_review_stands_in_the_item_once(content: Path) -> None:
    sheet = answered(content)
    before = (content / FILE).read_text("utf-8")
    assert compare(content, sheet, "--record").exit_code == 0
    line = '- {by: ben, kind: blind, on: 2025-01-02, version: 1, result: agrees, confidence: 4, note: "well put"}'
    after = (content / FILE).read_text("utf-8")
    assert after == before.replace("  reviews: []", f"  reviews:\n    {line}", 1)
    again = compare(content, sheet, "--record")
    assert "ben has answered this version before" in again.output
    assert (content / FILE).read_text("utf-8") == after
    assert cohort("blind", content, "--out", content.parent / "c.md", "--unread").output.startswith("6 questions")


@pytest.mark.parametrize("name", ["Ada", " ada "])
def test_an_author_is_no_blind_reader(content: Path, name: str) -> None:
    result = compare(content, answered(content), "--record", by=name)
    assert result.exit_code == 1
    assert f"not recorded, {name.strip()} wrote it" in result.output
    assert "kind: blind" not in (content / FILE).read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--by", " "), "demo-d1-0001: `by` is empty or too short"),
        (("--note", "x" * 701), "demo-d1-0001: `note` has 701 characters; at most 700 are allowed"),
        (("--note", "a\u202eb"), "demo-d1-0001: `note`: holds the invisible character U+202E"),
    ],
)
def test_a_review_that_the_check_would_refuse_is_not_written(content: Path, words: tuple[str, str], why: str) -> None:
    before = (content / FILE).read_bytes()
    result = cohort("reviewed", content, "--by", "cy", "--result", "accepted", "--ids", "demo-d1-0001", *words)
    assert result.exit_code == 1
    assert why in result.output
    assert (content / FILE).read_bytes() == before


def test_an_item_takes_as_many_reviews_as_the_check_allows(content: Path) -> None:
    assert [review(content, note=f"{number}").exit_code for number in range(21)] == [0] * 20 + [1]
    assert (content / FILE).read_text("utf-8").count("by: cy") == 20


def test_a_review_of_a_day_to_come_is_not_written(content: Path) -> None:
    before, sheet = (content / FILE).read_bytes(), answered(content)
    words = ("--by", "cy", "--on", "9000-01-01")
    for told in (
        cohort("reviewed", content, "--result", "accepted", "--ids", "demo-d1-0001", *words),
        cohort("blind", content, "--answers", sheet, "--record", *words),
    ):
        assert told.exit_code == 2
        assert "9000-01-01, which is still to come" in told.output
    assert (content / FILE).read_bytes() == before


def test_a_blind_review_is_recorded_under_a_name(content: Path) -> None:
    assert compare(content, answered(content), "--record", by=" ").exit_code == 2


def promote(content: Path, to: str = "live") -> Result:
    return cohort("promote", content, "--ids", "demo-d1-0001", "--to", to)


def review(
    content: Path, result: str = "accepted", by: str = "cy", note: str = "", ids: str = "demo-d1-0001"
) -> Result:
    words = ("--by", by, "--on", "2025-01-02", "--result", result, "--note", note, "--ids", ids)
    return cohort("reviewed", content, *words)


def test_one_id_that_is_not_there_and_no_review_is_written(content: Path) -> None:
    before = (content / FILE).read_bytes()
    told = review(content, ids="demo-d1-0001,demo-d1-0009,demo-d1-0002")
    assert (told.exit_code, told.output.splitlines()) == (
        1,
        ["demo-d1-0009: there is no such item", "Nothing was written. Mend the ids and run it again."],
    )
    assert (content / FILE).read_bytes() == before


def test_a_review_that_stands_there_is_not_written_twice(content: Path) -> None:
    review(content)
    once = (content / FILE).read_bytes()
    again = review(content, by="Cy", note=" ")
    assert again.exit_code == 0
    assert again.output.splitlines() == ["demo-d1-0001: this review stands there already", "Nothing was written."]
    assert (content / FILE).read_bytes() == once
    review(content, ids="demo-d1-0001,demo-d1-0002")
    assert (content / FILE).read_text("utf-8").count("by: cy") == 2, "the other one had none"


def test_who_accepts_again_after_a_change_is_written_again(content: Path) -> None:
    for result in ("accepted", "changed", "accepted"):
        review(content, result)
    assert (content / FILE).read_text("utf-8").count("by: cy") == 3


def test_an_item_goes_live_after_both_reviews_only(content: Path) -> None:
    assert "stays draft, nobody has answered version 1 blind" in promote(content).output
    compare(content, answered(content), "--record")
    assert "version 1 has no technical review" in promote(content).output
    review(content, "changed")
    assert "the latest technical review says changed" in promote(content).output
    review(content, by="Ada")
    assert "the latest technical reviewer is the author" in promote(content).output
    assert review(content).exit_code == 0
    assert promote(content).exit_code == 0
    statuses = re.findall(r"^  status: (\w+)$", (content / FILE).read_text("utf-8"), re.MULTILINE)
    assert statuses == ["live", "draft", "draft", "draft"]
    assert promote(content, "pilot").exit_code == 0
    cohort("promote", content, "--domain", "1", "--to", "live")
    assert "  status: pilot\n" in (content / FILE).read_text("utf-8"), "what is on trial stays so until it is named"


def test_a_new_version_begins_anew(content: Path) -> None:
    compare(content, answered(content), "--record")
    review(content)
    file = content / FILE
    file.write_text(file.read_text("utf-8").replace("  version: '1'", "  version: '2'", 1), "utf-8")
    result = promote(content)
    assert result.exit_code == 1
    assert "nobody has answered version 2 blind" in result.output


@pytest.mark.parametrize("status", ["quarantined", "retired"])
def test_what_was_set_aside_does_not_come_back_by_itself(content: Path, status: str) -> None:
    compare(content, answered(content), "--record")
    review(content)
    file = content / FILE
    file.write_text(file.read_text("utf-8").replace("status: draft", f"status: {status}", 1), "utf-8")
    assert f"stays {status}, what is {status} is put to in_review by hand first" in promote(content).output


def test_a_doubtful_answer_lets_nothing_pass(content: Path) -> None:
    compare(content, answered(content, confidence="2"), "--record")
    review(content)
    assert "the latest blind review says unsure" in promote(content).output


def test_what_is_not_there_is_named(content: Path) -> None:
    result = cohort("promote", content, "--ids", "demo-d1-9999", "--to", "live")
    assert result.exit_code == 1
    assert "demo-d1-9999: there is no such item" in result.output
    assert cohort("promote", content, "--to", "live").exit_code == 2
    assert cohort("blind", content).exit_code == 2


@pytest.mark.parametrize(
    "words", [("promote", "--to", "live"), ("reviewed", "--by", "cy", "--result", "accepted")], ids=lambda w: w[0]
)
def test_a_task_without_questions_or_with_some_unread_is_a_failure(content: Path, words: tuple[str, ...]) -> None:
    none = cohort(*words, content, "--task", "7.7")
    assert (none.exit_code, none.output) == (1, "There is no such question.\n")
    (content / "demo/items/1.1-2.yaml").write_text("[", "utf-8")
    some = cohort(*words, content, "--task", "1.2")
    assert some.exit_code == 1
    assert "not read: demo/items/1.1-2.yaml:" in some.output


def test_what_is_live_already_is_no_failure(content: Path) -> None:
    file = content / FILE
    file.write_text(file.read_text("utf-8").replace("status: draft", "status: live"), "utf-8")
    result = cohort("promote", content, "--ids", "demo-d1-0001", "--to", "live")
    assert (result.exit_code, result.output) == (0, "Nothing was written.\n")


def test_an_item_in_braces_is_left_alone_and_named(content: Path) -> None:
    tree: Mapping = choice("0005")
    (content / "demo/items/1.2.yaml").write_text(yaml.safe_dump([tree], default_flow_style=True, width=1000), "utf-8")
    before = (content / "demo/items/1.2.yaml").read_bytes()
    result = cohort("reviewed", content, "--by", "cy", "--result", "accepted", "--ids", "demo-d1-0005")
    assert result.exit_code == 1
    assert "write reviews on a line of its own" in result.output
    assert (content / "demo/items/1.2.yaml").read_bytes() == before
