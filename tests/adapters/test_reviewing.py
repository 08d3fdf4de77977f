"""Blind reading, reviews and promotion, from the command line on packs on disk."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from adapters.cli import command_line
from adapters.settings import Settings
from bot.packs.faults import Tree
from tests.adapters.cli_scene import without_settings
from tests.bot.packs.specimens import SCENARIO, STEM, Mapping, case, choice, head, matching, ordering, response

FILE = "demo/items/1.1.yaml"


def write(path: Path, tree: Tree) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(tree, sort_keys=False, width=1000), "utf-8")


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with one item of each type and a case."""
    without_settings(monkeypatch, tmp_path)
    folder = tmp_path / "content"
    asked = [choice("0011"), choice("0012"), choice("0013", task="1.2", skills=["1.2.01"])]
    write(folder / "demo/pack.yaml", head())
    write(folder / FILE, [choice(), response(), ordering(), matching()])
    write(folder / "demo/cases/buses.yaml", case(*asked))
    return folder


def cohort(*words: str | Path) -> Result:
    def run(_settings: Settings, _roles: Collection[str]) -> int:
        return 0

    return CliRunner().invoke(command_line(run), ["packs", *map(str, words)])


def print_out(content: Path, *words: str) -> tuple[str, Path]:
    """The booklet, and the path of its sheet."""
    out = content.parent / "b.md"
    result = cohort("blind", content, "--out", out, *words)
    assert result.exit_code == 0, result.output
    return out.read_text("utf-8"), content.parent / "b.answers.yaml"


def letter(page: str, name: str, text: str) -> str:
    """The letter under which an option is shown."""
    section = page.partition(f"## {name}")[2].partition("\n## ")[0]
    found = re.search(rf"^- ([A-Z]): {re.escape(text)}$", section, re.MULTILINE)
    assert found
    return found[1]


def fill(sheet: Path, name: str, **fields: str) -> None:
    """Fill in one entry by hand."""
    before, mark, after = sheet.read_text("utf-8").partition(f"- id: {name}\n")
    for field, value in fields.items():
        after = re.sub(rf'^  {field}:(?: "")?$', f"  {field}: {value}", after, count=1, flags=re.MULTILINE)
    sheet.write_text(before + mark + after, "utf-8")


def compare(content: Path, sheet: Path, *words: str, by: str = "ben") -> Result:
    return cohort("blind", content, "--answers", sheet, "--by", by, "--on", "2026-11-22", *words)


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


def answered(content: Path, confidence: str = "4") -> Path:
    """A sheet whose one answer, to item 1, is the key."""
    page, sheet = print_out(content)
    key = letter(page, "demo-d1-0001", "Mount one elastic file system on the jobs.")
    fill(sheet, "demo-d1-0001", answer=key, confidence=confidence, note='"well put"')
    return sheet


def test_a_recorded_review_stands_in_the_item_once(content: Path) -> None:
    sheet = answered(content)
    before = (content / FILE).read_text("utf-8")
    assert compare(content, sheet, "--record").exit_code == 0
    line = '- {by: ben, kind: blind, on: 2026-11-22, version: 1, result: agrees, confidence: 4, note: "well put"}'
    after = (content / FILE).read_text("utf-8")
    assert after == before.replace("  reviews: []", f"  reviews:\n    {line}", 1)
    again = compare(content, sheet, "--record")
    assert "ben has answered this version before" in again.output
    assert (content / FILE).read_text("utf-8") == after
    assert cohort("blind", content, "--out", content.parent / "c.md", "--unread").output.startswith("6 questions")


def test_an_author_is_no_blind_reader(content: Path) -> None:
    result = compare(content, answered(content), "--record", by="Ada")
    assert result.exit_code == 1
    assert "not recorded, Ada wrote it" in result.output
    assert "kind: blind" not in (content / FILE).read_text("utf-8")


def promote(content: Path, to: str = "live") -> Result:
    return cohort("promote", content, "--ids", "demo-d1-0001", "--to", to)


def review(content: Path, result: str = "accepted") -> Result:
    words = ("--by", "cy", "--on", "2026-11-22", "--result", result, "--ids", "demo-d1-0001")
    return cohort("reviewed", content, *words)


def test_an_item_goes_live_after_both_reviews_only(content: Path) -> None:
    assert "stays draft, nobody has answered version 1 blind" in promote(content).output
    compare(content, answered(content), "--record")
    assert "version 1 has no technical review" in promote(content).output
    review(content, "changed")
    assert "the latest technical review says changed" in promote(content).output
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


def test_an_item_in_braces_is_left_alone_and_named(content: Path) -> None:
    tree: Mapping = choice("0005")
    (content / "demo/items/1.2.yaml").write_text(yaml.safe_dump([tree], default_flow_style=True, width=1000), "utf-8")
    before = (content / "demo/items/1.2.yaml").read_bytes()
    result = cohort("reviewed", content, "--by", "cy", "--result", "accepted", "--ids", "demo-d1-0005")
    assert result.exit_code == 1
    assert "write reviews on a line of its own" in result.output
    assert (content / "demo/items/1.2.yaml").read_bytes() == before
