"""The `cohort` command and its chores."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.cli import command_line
from adapters.settings import REPOSITORY, Settings
from adapters.shelf import read_shelf
from adapters.slack.manifest import SCOPES
from tests.adapters.cli_scene import without_settings
from tests.adapters.review_scene import small_pack, write
from tests.bot.packs.specimens import choice, head
from tests.peers.discord_peer import DiscordPeer
from tests.peers.slack import APP_TOKEN, BOT_TOKEN, slack_peer


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but a data folder of the test's own."""
    without_settings(monkeypatch, tmp_path)


def cohort(*words: str) -> Result:
    """Run the command here; starting roles ends at once with the number of roles."""

    def run(_settings: Settings, roles: Collection[str]) -> int:
        return 10 + len(roles)

    return CliRunner().invoke(command_line(run), list(words))


# --- chores --------------------------------------------------------------------------------------


def test_the_version_is_the_packages() -> None:
    result = cohort("--version")
    assert (result.exit_code, result.output) == (0, f"cohort {version('cohort')}\n")


@pytest.mark.parametrize("words", [("--help",), ("packs", "--help"), ("manifest", "--help")])
def test_help_is_there(words: tuple[str, ...]) -> None:
    result = cohort(*words)
    assert result.exit_code == 0
    assert "Usage" in result.output


def test_alone_it_runs_what_has_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cohort().exit_code == 12
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    assert cohort().exit_code == 13
    assert [cohort(role).exit_code for role in ("web", "worker", "discord")] == [11, 11, 11]


def test_an_unknown_word_is_told_so() -> None:
    result = cohort("wrok")
    assert result.exit_code == 2
    assert "No such command 'wrok'" in result.output


@pytest.mark.parametrize("words", [(), ("web",), ("doctor",), ("migrate",), ("packs", "check")])
def test_every_setting_that_does_not_fit_is_named_with_the_next_step(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COHORT_PORT", "eighty")
    monkeypatch.setenv("SLACK_BOT_TOKEN", APP_TOKEN)
    result = cohort(*words)
    assert result.exit_code == 2
    first, second = result.output.splitlines()
    assert first.startswith("The setting SLACK_BOT_TOKEN does not fit: it should start with xoxb-")
    assert second.startswith("The setting COHORT_PORT does not fit: ")
    assert first.endswith("docs/settings.md says what does.")
    assert APP_TOKEN not in result.output


def test_packs_that_are_fine_pass() -> None:
    result = cohort("packs", "check")
    assert result.exit_code == 0
    last = result.output.splitlines()[-1]
    assert ": 0 errors, " in last
    assert re.match(r"1,\d{3} items read, 1,\d{3} live", last), "numbers are written alike"


def test_a_fault_in_a_pack_is_told_with_file_and_line(tmp_path: Path) -> None:
    pack = tmp_path / "packs" / "mla-c01"
    shutil.copytree(REPOSITORY / "content" / "mla-c01", pack)
    items = pack / "items" / "1.1.yaml"
    items.write_text(items.read_text(encoding="utf-8").replace("difficulty: 3", "difficulty: 9", 1), encoding="utf-8")
    line = next(n for n, words in enumerate(items.read_text(encoding="utf-8").splitlines(), 1) if "ulty: 9" in words)
    for folder in (pack, pack.parent):
        result = cohort("packs", "check", str(folder))
        assert result.exit_code == 1
        assert f"{items}:{line}: error" in result.output


def test_words_from_another_text_are_told(tmp_path: Path) -> None:
    pack, text = tmp_path / "packs" / "mla-c01", tmp_path / "guide.txt"
    shutil.copytree(REPOSITORY / "content" / "mla-c01", pack)
    item = next(item for item in read_shelf(pack)[0].pack("mla-c01").items if item.case is None)
    taken = item.stem.split()[:9]
    text.write_text(f"As {' '.join(taken[:5])}\n{' '.join(taken[5:])}, ever.", encoding="utf-8")
    result = cohort("packs", "check", str(pack), "--against", str(text))
    assert f"[foreign-words] {item.id}: shares eight words in a row with {text}: " in result.output
    assert cohort("packs", "check", str(pack), "--against", str(tmp_path / "none.txt")).exit_code == 2


def test_the_enemies_of_a_pack_are_written_beside_it(tmp_path: Path) -> None:
    pack = tmp_path / "packs" / "mla-c01"
    shutil.copytree(REPOSITORY / "content" / "mla-c01", pack)
    (pack / "enemies.yaml").unlink()
    result = cohort("packs", "enemies", str(pack.parent))
    assert (result.exit_code, result.output) == (0, f"{pack / 'enemies.yaml'}\n")
    assert (pack / "enemies.yaml").is_file()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COHORT_CONTENT", str(tmp_path / "nowhere"))
    result = cohort("packs", "check")
    assert result.exit_code == 1
    assert result.output.startswith("nowhere:1: error [folder] there is no such folder\n")
    monkeypatch.setenv("COHORT_CONTENT", "/nowhere")
    assert cohort("packs", "check").output.startswith("/nowhere:1: error [folder] there is no such folder\n")


def test_the_schema_is_written_where_the_packs_are(tmp_path: Path) -> None:
    result = cohort("packs", "schema", str(tmp_path))
    assert result.exit_code == 0
    assert (tmp_path / "schema.json").read_bytes() == (REPOSITORY / "content" / "schema.json").read_bytes()


@pytest.mark.parametrize("url", ["", "https://cohort.example.org/"])
def test_the_manifest_is_json_with_the_fewest_scopes(url: str) -> None:
    result = cohort("manifest", "slack", *(["--url", url] if url else []))
    assert result.exit_code == 0
    manifest = json.loads(result.output)
    assert manifest["oauth_config"]["scopes"] == {"bot": list(SCOPES)}
    assert manifest["settings"]["socket_mode_enabled"] is not bool(url)
    assert ("https://cohort.example.org/slack/events" in result.output) is bool(url)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "foo",
            "http://cohort.example.org",
            "https://",
            "https://[cohort",
            "https://a.example.org:x",
            "https://a b.org",
        ),
        *("https://u:p@a.example.org", "https://a.example.org?x=1", "https://a.example.org/#x"),
    ],
)
def test_a_manifest_is_made_for_an_address_that_slack_can_reach(url: str) -> None:
    result = cohort("manifest", "slack", "--url", url)
    assert result.exit_code == 2
    assert "--url should look like https://cohort.example.org" in result.output
    assert "request_url" not in result.output


# --- the doctor ----------------------------------------------------------------------------------


def test_the_doctor_finds_a_fresh_machine_well() -> None:
    result = cohort("doctor")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.output.splitlines()] == ["unset", "ok", "ok", "unset", "unset", "unset"]
    cohort("migrate")
    assert "ok     database: " in cohort("doctor").output


def test_the_doctor_counts_the_errors_that_the_check_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "packs/demo/pack.yaml", head())
    write(tmp_path / "packs/demo/items/1.1.yaml", [choice(status="live")])
    monkeypatch.setenv("COHORT_CONTENT", str(tmp_path / "packs"))
    assert "1 live: 2 errors, " in cohort("packs", "check").output
    result = cohort("doctor")
    assert result.exit_code == 1
    told = f"fix    packs: 2 errors in {tmp_path / 'packs'}: run cohort packs check, which names file and line.\n"
    assert told in result.output
    assert "ok     pack demo: 1 live" in result.output, "what can be read is asked all the same"


def test_the_doctor_says_what_a_pack_lacks_and_where_to_read_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = small_pack(tmp_path / "content")
    monkeypatch.setenv("COHORT_CONTENT", str(content))
    lacks = re.escape("Promote some: content/README.md says how.")
    assert re.search(rf"fix +pack demo: 0 live questions, version \S+ {lacks}", cohort("doctor").output)

    (content / "demo" / "enemies.yaml").write_text("- one: *half", encoding="utf-8")
    broken = (
        rf"fix +packs: \d+ errors in {re.escape(str(content))}: run cohort packs check, which names file and line\."
    )
    assert re.search(broken, cohort("doctor").output)


async def test_the_doctor_signs_in_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    async with slack_peer(frozenset(SCOPES)) as slack, DiscordPeer.running() as discord:
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
        monkeypatch.setenv("DISCORD_API_URL", discord.url)
        monkeypatch.setenv("DISCORD_TOKEN", discord.token)
        result = await asyncio.to_thread(cohort, "doctor")
    assert result.exit_code == 0, result.output
    for line in ("Slack: signed in to ", "Slack Socket Mode: the app token is accepted.", "Discord: signed in as "):
        assert f"ok     {line}" in result.output
    for token in (BOT_TOKEN, APP_TOKEN, discord.token):
        assert token not in result.output
    assert not slack.violations
    assert not discord.violations


async def test_the_doctor_names_refused_tokens_and_missing_scopes(monkeypatch: pytest.MonkeyPatch) -> None:
    async with slack_peer(frozenset({"chat:write", "commands"})) as slack, DiscordPeer.running() as discord:
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-revoked")
        monkeypatch.setenv("DISCORD_API_URL", discord.url)
        monkeypatch.setenv("DISCORD_TOKEN", "revoked.bot.token")
        half = await asyncio.to_thread(cohort, "doctor")
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-revoked")
        none = await asyncio.to_thread(cohort, "doctor")
    assert half.exit_code == none.exit_code == 1
    assert (
        "fix    Slack scopes: missing files:write, users:read: update the app from cohort manifest slack."
        in half.output
    )
    assert "fix    Slack Socket Mode: SLACK_APP_TOKEN is refused (invalid_auth)." in half.output
    assert "fix    Discord: DISCORD_TOKEN is refused." in half.output
    assert "fix    Slack: SLACK_BOT_TOKEN is refused (invalid_auth)." in none.output
    assert "revoked" not in half.output + none.output


def test_the_doctor_names_platforms_that_do_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://maya:s3cret@127.0.0.1:1/api/")
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "0123456789abcdef")
    monkeypatch.setenv("DISCORD_API_URL", "http://127.0.0.1:1/api/v10")
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    result = cohort("doctor")
    assert result.exit_code == 1
    assert "127.0.0.1:1/api/ does not answer. Check the network and SLACK_API_URL." in result.output
    assert "http://127.0.0.1:1/api/v10 does not answer. Check the network and DISCORD_API_URL." in result.output
    assert "s3cret" not in result.output


@pytest.mark.parametrize(
    ("name", "words"),
    [("SLACK_BOT_TOKEN", "Set SLACK_APP_TOKEN"), ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN is not set")],
)
def test_the_doctor_sees_a_slack_half_set_up(monkeypatch: pytest.MonkeyPatch, name: str, words: str) -> None:
    monkeypatch.setenv(name, {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}[name])
    result = cohort("doctor")
    assert result.exit_code == 1
    assert f"fix    Slack: {words}" in result.output
