"""The file .env: a line that is no setting, or a slip in a name, stops the start; what a line holds is not told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.cli_scene import without_settings
from tests.adapters.test_cli import cohort


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but a data folder of the test's own."""
    without_settings(monkeypatch, tmp_path)


def test_a_settings_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("COHORT_PORT=9000\n", encoding="utf-16")
    result = cohort("doctor")
    assert result.exit_code == 2
    assert "The file .env cannot be read as UTF-8 text" in result.output


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("COHORT_PORT=9000\n\n  \nSLACK_BOT_TOKEN\n", 4),
        ("xoxb-1-2-abc\n", 1),
        ("# words\nCOHORT_LOG=debug\nand some more words\n", 3),
        ("COHORT_LOG='debug\n", 1),
    ],
)
def test_half_a_line_in_the_settings_file_is_named(tmp_path: Path, content: str, line: int) -> None:
    (tmp_path / ".env").write_text(content, encoding="utf-8")
    result = cohort("doctor")
    assert (result.exit_code, result.output) == (
        2,
        f"Line {line} of the file .env is not a setting. Write NAME=value, or begin the line with #.\n",
    )


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("COHORT_PRT", "Is COHORT_PORT meant? "),
        ("cohort_prt", "Is COHORT_PORT meant? "),
        ("DISCORD_BOT_TOKEN", "Is DISCORD_TOKEN meant? "),
        ("DATABSE_URL", "Is DATABASE_URL meant? "),
        ("SLACK_SIGNIN_SECRET", "Is SLACK_SIGNING_SECRET meant? "),
        ("COHORT_COLOURS_OF_THE_PAGE", ""),
    ],
)
def test_a_slip_in_the_name_of_a_setting_is_named(tmp_path: Path, name: str, meant: str) -> None:
    (tmp_path / ".env").write_text(f"COHORT_LOG=debug\n\n{name}=s3cret\n", encoding="utf-8")
    result = cohort("doctor")
    said = f"Line 3 of the file .env: Cohort has no setting {name}. {meant}docs/settings.md names all.\n"
    assert (result.exit_code, result.output) == (2, said)


def test_settings_of_other_programs_may_stand_beside_ours(tmp_path: Path) -> None:
    others = (
        "PORT",
        "DISCORD_GUILD_ID",
        "POSTGRES_PASSWORD",
        "DATABASE_USER",
        "TEST_DATABASE_URL",
        "SLACK_WEBHOOK_URL",
    )
    (tmp_path / ".env").write_text("".join(f"{name}=1\n" for name in others), encoding="utf-8")
    assert cohort("web").exit_code == 11


def test_a_folder_in_place_of_the_settings_file_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    result = cohort("doctor")
    assert (result.exit_code, result.output) == (
        2,
        ".env is not a file. Make it one, as .env.example is, or take it away.\n",
    )


@pytest.mark.parametrize("content", ["", "\n# words\n\nCOHORT_LOG=\nexport COHORT_PORT = '9000' # it\nX=\"a\nb\"\n"])
def test_a_settings_file_may_look_as_one_likes(tmp_path: Path, content: str) -> None:
    (tmp_path / ".env").write_text(content, encoding="utf-8")
    assert cohort("web").exit_code == 11
