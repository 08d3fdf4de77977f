"""Blind reading from the command line, on packs on disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.adapters.cli_scene import without_settings
from tests.adapters.review_scene import FILE, cohort, compare, fill, letter, print_out, small_pack
from tests.bot.packs.specimens import SCENARIO, STEM


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with one item of each type and a case."""
    without_settings(monkeypatch, tmp_path)
    return small_pack(tmp_path / "content")


def test_a_booklet_shows_the_question_and_nothing_that_tells_the_key(content: Path) -> None:
    page, sheet = print_out(content)
    assert page.count(STEM) == 4
    assert page.count(SCENARIO) == 1, "questions of one case share its scenario"
    assert "1. See which hop was slow." in page
    told = page + sheet.read_text("utf-8")
    for hidden in ("Because of", "Mount what is shared", "docs.example.com", "difficulty", "Nothing may leak"):
        assert hidden not in told
    assert sheet.read_text("utf-8").count("- id: ") == 7


def test_the_seed_alone_decides_the_order(content: Path) -> None:
    whole, sheet = print_out(content, "--seed", "a")
    sheet.unlink()
    one, sheet = print_out(content, "--seed", "a", "--ids", "demo-d1-0002")
    assert one.partition("## ")[2].rstrip() in whole
    pages = set()
    for seed in "bcdefgh":
        sheet.unlink()
        pages.add(print_out(content, "--seed", seed, "--ids", "demo-d1-0002")[0])
    assert len(pages) > 1


@pytest.mark.parametrize(
    ("words", "count"),
    [(("--task", "1.2"), 1), (("--domain", "1"), 7), (("--limit", "3"), 3), (("--status", "draft"), 7)],
)
def test_the_questions_can_be_narrowed(content: Path, words: tuple[str, ...], count: int) -> None:
    page, _ = print_out(content, *words)
    assert page.count("\n## ") == count


def test_options_alone_hide_stem_and_scenario(content: Path) -> None:
    page, sheet = print_out(content, "--options-only")
    assert STEM not in page
    assert SCENARIO not in page
    assert "Choose TWO." in page
    fill(
        sheet,
        "demo-d1-0001",
        answer=letter(page, "demo-d1-0001", "Attach a bigger block volume to each job."),
        confidence="1",
    )
    right = letter(page, "demo-d1-0011", "Mount one elastic file system on the jobs.")
    fill(sheet, "demo-d1-0011", answer=right, confidence="1")
    fill(sheet, "demo-d1-0003", answer="A B C", confidence="4")
    result = compare(content, sheet)
    assert "1 of 2 right from the options alone; guessing gives 0.5, and at most 2 in 95 of 100" in result.output
    assert " of 1 orderings and matchings right" in result.output
    refused = compare(content, sheet, "--record")
    assert refused.exit_code == 1
    assert "reviews no item" in refused.output


def test_a_sheet_is_never_written_over(content: Path) -> None:
    _, sheet = print_out(content)
    fill(sheet, "demo-d1-0001", answer="A")
    result = cohort("blind", content, "--out", content.parent / "b.md")
    assert result.exit_code == 1
    assert "  answer: A" in sheet.read_text("utf-8")


def test_each_answer_is_told_without_the_key(content: Path) -> None:
    page, sheet = print_out(content)
    key = letter(page, "demo-d1-0001", "Mount one elastic file system on the jobs.")
    wrong = letter(page, "demo-d1-0001", "Attach a bigger block volume to each job.")
    fill(sheet, "demo-d1-0001", answer=key, confidence="4", rival=wrong)
    texts = (
        "Cut the readings into parts by time.",
        "Fit the scaler on the training part.",
        "Train a model on the scaled columns.",
    )
    fill(sheet, "demo-d1-0003", answer=" > ".join(letter(page, "demo-d1-0003", text) for text in texts), confidence="5")
    tools = [
        letter(page, "demo-d1-0004", text) for text in ("Distributed tracing", "Queries over logs", "An audit trail")
    ]
    pairs = " ".join(f"{number}={tool}" for number, tool in enumerate(tools, 1))
    fill(sheet, "demo-d1-0004", answer=pairs, confidence="2")
    fill(
        sheet,
        "demo-d1-0011",
        answer=letter(page, "demo-d1-0011", "Stream each file through a queue at night."),
        confidence="4",
    )
    result = compare(content, sheet)
    assert result.exit_code == 0
    told = dict(re.findall(r"^(demo-\S+): (\w+)", result.output, re.MULTILINE))
    assert told == {
        "demo-d1-0001": "rival",
        "demo-d1-0003": "agrees",
        "demo-d1-0004": "unsure",
        "demo-d1-0011": "disagrees",
    }
    assert "4 of 7 answered: 1 agrees, 1 disagrees, 1 rival, 1 unsure" in result.output
    assert "Mount one" not in result.output
    assert "the key: Mount one elastic file system on the jobs." in compare(content, sheet, "--keys").output


def test_an_item_that_changed_since_is_not_judged(content: Path) -> None:
    page, sheet = print_out(content)
    fill(
        sheet,
        "demo-d1-0001",
        answer=letter(page, "demo-d1-0001", "Mount one elastic file system on the jobs."),
        confidence="5",
    )
    file = content / FILE
    file.write_text(file.read_text("utf-8").replace("bigger block", "larger block", 1), "utf-8")
    result = compare(content, sheet, "--record")
    assert result.exit_code == 1
    assert re.search(r"b\.answers\.yaml:\d+: error \[answer\] demo-d1-0001: the item changed since", result.output)
    assert "by: ben" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"answer": "Z", "confidence": "4"}, "no option is shown as Z"),
        ({"answer": "A B", "confidence": "4"}, "too few letters, too many"),
        ({"answer": "A"}, "the confidence is missing"),
        ({"answer": "A", "confidence": "4", "rival": "A"}, "the rival is the answer itself"),
        ({"answer": "A", "confidence": "9"}, "`confidence`"),
    ],
)
def test_an_entry_that_cannot_be_read_is_named(content: Path, fields: dict[str, str], words: str) -> None:
    _, sheet = print_out(content)
    fill(sheet, "demo-d1-0001", **fields)
    result = compare(content, sheet)
    assert result.exit_code == 1
    assert words in result.output
