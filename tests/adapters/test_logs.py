"""Logs: columns for people, JSON for machines, secrets for nobody."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator

import pytest

from adapters.logs import hide_secrets, start_logs

SLACK_BOT = "xoxb-2345678901-2345678901234-AbCdEfGhIjKlMnOpQrStUvWx"
SLACK_APP = "xapp-1-A0123456789-2345678901234-0123456789abcdef0123456789abcdef"
DISCORD = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB"
REPLY = "123456789012345678/aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTphYmNkZWY"
SECRETS = {
    "Slack's bot token": SLACK_BOT,
    "a rotated token of Slack's": f"xoxe.{SLACK_BOT}",
    "Slack's app token": SLACK_APP,
    "Discord's token": DISCORD,
    "a password in an address": "maya:s3cr3t-w0rd",
    "a password without a user": ":s3cr3t-w0rd",
    "the way to reply to an interaction": REPLY,
    "the way to reply in Slack": "actions/T0123456/234567890/AbCdEfGhIjKlMnOp",
}
SHOWN = {
    "the way to reply to an interaction": f"https://discord.com/api/v10/webhooks/{REPLY}/messages/@original",
    "the way to reply in Slack": "https://hooks.slack.com/actions/T0123456/234567890/AbCdEfGhIjKlMnOp",
    "a password in an address": "postgresql://maya:s3cr3t-w0rd@db.example.org/cohort",
    "a password without a user": "redis://:s3cr3t-w0rd@cache.example.org/0",
}
Lines = Callable[[], str]
log = logging.getLogger("cohort")


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """What was written to standard error; afterwards the logs are as they were."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield lambda: capsys.readouterr().err
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize("machine", [False, True], ids=["columns", "json"])
@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_never_reaches_the_log(lines: Lines, name: str, *, machine: bool) -> None:
    secret, shown = SECRETS[name], SHOWN.get(name, SECRETS[name])
    start_logs("info", machine=machine)
    log.info("said to %s", shown)
    log.info("said", extra={"where": shown, "nested": {"headers": [f"Bearer {shown}"]}})
    try:
        int(shown)
    except ValueError:
        log.exception("defect")
    logging.getLogger("slack_bolt").warning("a library says %s", shown)

    written = lines()
    assert secret not in written
    assert written.count("[hidden]") >= 5
    assert "Traceback" in written


@pytest.mark.parametrize(
    "words",
    [
        "http://localhost:8710/",
        "postgresql://db.example.org:5432/cohort",
        "call 0f3b2c1d4e5f60718293a4b5c6d7e8f9",
        "group yhqufv45mdiwu, delivery g2fh3h2dxffuq",
        "2026-11-22T20:05:52.121081Z",
        "content/mla-c01/items/1.1.yaml:12",
        "mla-c01 is read from https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html",
    ],
)
def test_what_is_no_secret_stays(words: str) -> None:
    assert hide_secrets(words) == words


def test_a_machine_gets_one_json_object_a_line(lines: Lines) -> None:
    start_logs("info", machine=True)
    log.info("refused", extra={"call": "c1", "command": "ShowMe"})
    log.warning("later\nand later")

    first, second = map(json.loads, lines().splitlines())
    assert (first["event"], first["level"], first["call"], first["command"]) == ("refused", "info", "c1", "ShowMe")
    assert first["timestamp"].endswith("Z")
    assert second["event"] == "later\nand later"


def test_people_get_columns_with_the_ids(lines: Lines) -> None:
    start_logs("info", machine=False)
    log.info("refused", extra={"call": "c1"})

    written = lines()
    assert "refused" in written
    assert "call" in written
    assert "{" not in written


def test_without_a_terminal_the_lines_are_for_machines(lines: Lines) -> None:
    start_logs("info")
    log.info("ready")

    assert json.loads(lines())["event"] == "ready"


def test_the_level_holds_and_libraries_stay_quiet(lines: Lines) -> None:
    start_logs("warning", machine=True)
    log.info("too quiet to be heard")
    log.warning("heard")
    start_logs("debug", machine=True)
    logging.getLogger("discord.gateway").info("chatter of a library")
    logging.getLogger("apscheduler.scheduler").debug("a beat")

    assert [json.loads(line)["event"] for line in lines().splitlines()] == ["heard"]
