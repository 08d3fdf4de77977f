"""What `cohort packs` makes of packs: enemies, counts and schema, and nothing of one that could not be read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.cli_scene import without_settings
from tests.adapters.review_scene import FILE, cohort, small_pack, write
from tests.bot.packs.specimens import choice, head

MADE = [("enemies",), ("stats", "--write")]
ALL = [*MADE, ("stats",), ("stats", "--markdown")]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with one pack, and what was made of it before."""
    without_settings(monkeypatch, tmp_path)
    folder = small_pack(tmp_path / "content")
    for words in MADE:
        assert cohort(*words, folder).exit_code == 0
    return folder


def made(content: Path) -> list[str]:
    return [(content / "demo" / name).read_text("utf-8") for name in ("enemies.yaml", "COVERAGE.md")]


@pytest.mark.parametrize("words", ALL)
def test_a_pack_with_an_unreadable_file_is_named_and_left_as_it_is(content: Path, words: tuple[str, ...]) -> None:
    before = made(content)
    (content / "demo/items/1.2.yaml").write_text("- id: demo-d1-0009\n  stem: *half", "utf-8")

    for folder in (content, content / "demo"):
        result = cohort(*words, folder)
        assert result.exit_code == 1
        first, last = result.output.splitlines()
        assert first.startswith(f"{content}/demo/items/1.2.yaml:2: error [yaml] ")
        assert last == "What has an error is left out."
    assert made(content) == before


@pytest.mark.parametrize("words", ALL)
def test_a_neighbour_without_an_error_is_done_all_the_same(content: Path, words: tuple[str, ...]) -> None:
    write(content / "other/pack.yaml", head(id="other"))
    write(content / "other/items/1.1.yaml", [choice()])
    (content / FILE).write_text("[", "utf-8")

    result = cohort(*words, content)
    assert result.exit_code == 1
    assert "What has an error is left out.\n" in result.output
    assert len(result.output.splitlines()) > 2
    assert [path.name for path in content.glob("other/*.*")] != ["pack.yaml"] or words not in MADE


@pytest.mark.parametrize("words", ALL)
def test_a_folder_without_a_pack_is_named(content: Path, words: tuple[str, ...]) -> None:
    nowhere = cohort(*words, content / "nowhere")
    assert (nowhere.exit_code, "there is no such folder" in nowhere.output) == (1, True)
    (content / "demo/pack.yaml").unlink()
    headless = cohort(*words, content)
    assert (headless.exit_code, "demo/pack.yaml:1: error [folder] this file is missing" in headless.output) == (1, True)


@pytest.mark.parametrize(
    ("words", "file"),
    [(("enemies",), "demo/enemies.yaml"), (("stats", "--write"), "demo/COVERAGE.md"), (("schema",), "schema.json")],
)
def test_a_place_that_cannot_be_written_to_is_named(content: Path, words: tuple[str, ...], file: str) -> None:
    (content / file).unlink(missing_ok=True)
    (content / file).mkdir()

    result = cohort(*words, content)
    assert (result.exit_code, result.output) == (1, f"{content / file} cannot be used: Is a directory.\n")


def test_a_schema_needs_a_folder_and_a_booklet_a_place(content: Path) -> None:
    schema = cohort("schema", content / "nowhere")
    assert (schema.exit_code, schema.output) == (
        1,
        f"{content / 'nowhere' / 'schema.json'} cannot be used: No such file or directory.\n",
    )
    blind = cohort("blind", content, "--out", content / FILE / "b.md")
    assert (blind.exit_code, blind.output) == (1, f"{content / FILE} cannot be used: File exists.\n")


def test_the_folder_of_the_settings_is_told_as_one_would_type_it(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COHORT_CONTENT", str(content))
    assert cohort("enemies").output == "content/demo/enemies.yaml\n"
    monkeypatch.chdir(content / "demo/items")
    assert cohort("enemies").output == f"{content}/demo/enemies.yaml\n"


def test_the_count_ends_with_the_next_free_ids(content: Path) -> None:
    for folder in (content, content / "demo"):
        lines = cohort("stats", folder).output.splitlines()
        assert lines[0] == "demo"
        assert lines[-1] == "Next free ids: demo-d1-0014, demo-d2-0001, demo-case-002"
