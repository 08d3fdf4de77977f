"""Settings: read once from the environment and `.env`; what does not fit is named, and no secret is shown."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from adapters.settings import REPOSITORY, Settings
from bot.app import RETENTION
from tests.adapters.cli_scene import without_settings

BOT, APP, SIGNING, DISCORD = "xoxb-1-2-abc", "xapp-1-A-2-abc", "0123456789abcdef", "MTIz.GaBc.defg"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty environment, in a folder without `.env`."""
    without_settings(monkeypatch, tmp_path)
    monkeypatch.delenv("COHORT_DATA")


def read() -> Settings:
    return Settings()  # type: ignore[call-arg] # every field has a default


def fault(name: str) -> str:
    """What is said about the one setting that does not fit."""
    with pytest.raises(ValidationError) as raised:
        read()
    (found,) = raised.value.errors(include_input=False, include_url=False)
    assert found["loc"] == (name,)
    return found["msg"]


def test_nothing_has_to_be_set() -> None:
    settings = read()
    assert (settings.host, settings.port, settings.log, settings.slack) == ("127.0.0.1", 8710, "info", "")
    assert settings.on_loopback
    assert settings.content == REPOSITORY / "content"
    assert settings.database == f"sqlite:///{settings.data / 'cohort.db'}"


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("COHORT_PORT=9001\nCOHORT_LOG=debug\nSOMETHING_ELSE=1\n", encoding="utf-8")
    monkeypatch.setenv("COHORT_PORT", "9002")
    settings = read()
    assert (settings.port, settings.log) == (9002, "debug")


def test_the_example_as_it_stands_changes_nothing(tmp_path: Path) -> None:
    usual = read()
    (tmp_path / ".env").write_bytes((REPOSITORY / ".env.example").read_bytes())
    assert read() == usual


def test_a_mark_before_the_first_line_of_the_file_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("COHORT_PORT=9001\n", encoding="utf-8-sig")
    assert read().port == 9001


def test_an_empty_value_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "DISCORD_TOKEN", "DATABASE_URL", "COHORT_DATA", "COHORT_PORT"):
        monkeypatch.setenv(name, "")
    settings = read()
    assert settings.slack_bot_token is None
    assert settings.discord_token is None
    assert settings.port == 8710
    assert settings.data != Path()


@pytest.mark.parametrize(
    ("given", "way"),
    [
        ({}, ""),
        ({"SLACK_BOT_TOKEN": BOT}, ""),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}, "socket"),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SIGNING}, "http"),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SIGNING}, "socket"),
        ({"SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SIGNING}, ""),
    ],
)
def test_the_settings_present_choose_slacks_way(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], way: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert read().slack == way


@pytest.mark.parametrize("value", ["eighty", "-1", "65536", "80.5"])
def test_a_port_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("COHORT_PORT", value)
    assert fault("COHORT_PORT").startswith("Input should be")


def test_an_unknown_level_is_named_with_the_ones_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COHORT_LOG", "loud")
    assert fault("COHORT_LOG") == "Input should be 'debug', 'info', 'warning' or 'error'"


@pytest.mark.parametrize(("name", "wanted", "given"), [("BOT", "xoxb-", APP), ("APP", "xapp-", BOT)])
def test_tokens_in_each_others_place_are_named(
    monkeypatch: pytest.MonkeyPatch, name: str, wanted: str, given: str
) -> None:
    monkeypatch.setenv(f"SLACK_{name}_TOKEN", given)
    words = fault(f"SLACK_{name}_TOKEN")
    assert f"it should start with {wanted}" in words
    assert given not in words


@pytest.mark.parametrize(
    "address",
    ["cohort", "mysql://u:s3cret@db/cohort", "u:s3cret@db", "postgresql://u:s3/cret@db/cohort", "postgresql://db:x/c"],
)
def test_an_address_that_is_no_database_of_ours_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    words = fault("DATABASE_URL")
    assert "postgresql://user:password@host/name" in words
    assert "s3" not in words


@pytest.mark.parametrize(
    ("address", "read_as"),
    [
        ("sqlite:////srv/cohort.db", "sqlite:////srv/cohort.db"),
        ("postgresql://u:p@db/cohort", "postgresql://u:p@db/cohort"),
        ("postgres://u:p%2Fq@db:5432/cohort", "postgresql://u:p%2Fq@db:5432/cohort"),
    ],
)
def test_the_spellings_of_hosts_are_understood(monkeypatch: pytest.MonkeyPatch, address: str, read_as: str) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    assert read().database == read_as


def test_no_secret_stands_in_what_python_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "SLACK_BOT_TOKEN": BOT,
        "SLACK_APP_TOKEN": APP,
        "SLACK_SIGNING_SECRET": SIGNING,
        "DISCORD_TOKEN": DISCORD,
        "DATABASE_URL": "postgresql://maya:s3cret@db/cohort",
    }
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    settings = read()
    shown = f"{settings!r} {settings} {settings.model_dump(exclude={'database_url'})}"
    for value in (*secrets.values(), "s3cret"):
        assert value not in shown


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError):
        read().port = 1


def test_retention_is_thirty_days_unless_set_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert timedelta(days=read().retention) == RETENTION
    monkeypatch.setenv("COHORT_RETENTION", "90")
    assert read().retention == 90
    monkeypatch.setenv("COHORT_RETENTION", "0")
    assert "greater than or equal to 1" in fault("COHORT_RETENTION")
