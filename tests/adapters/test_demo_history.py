"""The history of the demo: six weeks made through the one door, gone on with later, and lived while it is open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from adapters.cli.demo import demo, stage_of
from adapters.demo.living import living
from adapters.settings import Settings
from adapters.shelf.shelf import read_shelf
from adapters.store import SqlStore, make_engine
from adapters.store.files import discard, in_use
from bot.app import App
from bot.cards.simulated import SIMULATED
from bot.ports import Ledger
from bot.rules.packs import Bank
from bot.rules.sessions import Response, Session
from tests.adapters.cli_scene import without_settings
from tests.databases import sqlite_engine
from tests.demo_check.facts import Facts, Reader

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
"""Sunday, half past eight in Berlin; the clocks went back on 25 October."""


@dataclass
class Told:
    """What was printed, and with what the roles were started."""

    words: StringIO
    settings: Settings | None = None
    roles: Collection[str] = ()

    def run(self, settings: Settings, roles: Collection[str]) -> int:
        """Stand for the roles."""
        self.settings, self.roles = settings, roles
        return 7


def play(settings: Settings, *, fresh: bool = False, at: datetime = EVENING) -> tuple[int, Told]:
    told = Told(StringIO())
    console = Console(file=told.words, soft_wrap=True)
    return demo(settings, console, told.run, fresh=fresh, zone="Europe/Berlin", at=at), told


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a folder in which the demo is made anew in place of an older one."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        without_settings(patch, folder)
        patch.setenv("SLACK_BOT_TOKEN", "xoxb-1-made-up")
        patch.setenv("DATABASE_URL", "postgresql://cohort@127.0.0.1:1/cohort")
        found = Settings()  # type: ignore[call-arg] # every field has a default
    old = stage_of(found).data / "cohort.db"
    old.parent.mkdir(parents=True)
    sqlite_engine(f"sqlite:///{old}").dispose()
    code, told = play(found, fresh=True)
    assert code == 7
    assert told.roles == ("web", "worker", "demo")
    assert told.settings == stage_of(found)
    assert "A simulated group is ready" in told.words.getvalue()
    assert not in_use(old)
    return found


def facts(settings: Settings) -> Facts:
    reader = Reader(stage_of(settings).database)
    found = reader.facts(reader.group_at(SIMULATED.space, SIMULATED.room))
    reader.close()
    return found


def test_the_demo_knows_no_platform_and_no_database_but_its_own(settings: Settings) -> None:
    stage = stage_of(settings)
    assert (stage.slack, stage.discord_token, stage.database_url) == ("", None, "")
    assert stage.database == f"sqlite:///{settings.data / 'demo' / 'cohort.db'}"


def test_six_weeks_have_a_question_a_day_at_nine_on_both_sides_of_the_clock_change(settings: Settings) -> None:
    daily = facts(settings).sessions("daily")
    hours = {row["opened_at"].astimezone(BERLIN).strftime("%H:%M") for row in daily}
    assert hours == {"09:00"}
    assert {row["opened_at"].astimezone(BERLIN).utcoffset() for row in daily} == {
        timedelta(hours=1),
        timedelta(hours=2),
    }
    assert [row["day"] for row in daily] == [daily[0]["day"] + timedelta(days=n) for n in range(42)]
    assert daily[-1]["day"] == EVENING.astimezone(BERLIN).date()
    assert daily[-1]["closed_at"] is None
    assert len(facts(settings).sessions("mock")) == 6


def test_the_app_was_started_anew_half_way(settings: Settings) -> None:
    owners = {row["owner"] for row in facts(settings)["deliveries"] if row["owner"]}
    assert len(owners) == 2


def test_there_is_something_of_everything(settings: Settings) -> None:
    found = facts(settings)
    assert len(found["members"]) == 12
    assert {row["mode"] for row in found["attempts"]} == {"exam", "practice"}
    scopes = {row["paper"][0] for row in found.sessions("own")}
    assert {"mini", "full", "missed"} <= scopes
    assert any(row["handed_in_at"] == row["ends_at"] for row in found["attempts"]), "somebody left a mock exam lying"
    assert len(found["reports"]) >= 5
    assert len(found["remarks"]) >= 20
    assert sum(row["shares"] for row in found["plans"]) >= 7
    assert sum(row["exam_day"] is not None for row in found["plans"]) >= 5
    assert sorted(row["passed"] for row in found["outcomes"]) == [False, True]
    assert {row["show"] for row in found["members"]} == {"", "name", "alias", "hidden"}
    open_now = found.sessions("daily")[-1]["session_id"]
    assert sum(row["session_id"] == open_now for row in found["responses"]) >= 3


async def test_while_it_is_open_classmates_go_on(settings: Settings) -> None:
    bank, _ = read_shelf(settings.content)
    store = SqlStore(make_engine(stage_of(settings).database))
    app = App(store, bank)
    beat = living(app, store)
    before = await store.run(_answers)
    await beat(EVENING)
    assert await store.run(_answers) == before, "what was done is not done again"
    at = EVENING
    while at < EVENING + timedelta(hours=14):
        at += timedelta(minutes=10)
        await app.tick(at)
        await beat(at)
    after = await store.run(_answers)
    await store.close()
    assert len(after) > len(before)
    assert all(EVENING < one.at <= at for one in set(after) - set(before))


def test_after_some_days_the_classmates_catch_up(settings: Settings) -> None:
    later = EVENING + timedelta(days=4)
    before = facts(settings)
    code, told = play(settings, at=later)
    assert (code, told.words.getvalue()) == (7, "")
    found = facts(settings)
    daily = found.sessions("daily")
    assert daily[-1]["day"] == later.astimezone(BERLIN).date()
    answered = {row["session_id"] for row in found["responses"]}
    assert all(row["session_id"] in answered for row in daily)
    kept = [row for row in before["responses"] if row in found["responses"]]
    assert len(kept) == len(before["responses"])


async def test_a_store_without_the_group_has_nobody_who_could_go_on(memory_store: SqlStore) -> None:
    beat = living(App(memory_store, Bank.of(())), memory_store)
    await beat(EVENING)
    assert memory_store.run_now(_sessions) == ()


@pytest.fixture
def fresh_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """Settings with a folder in which nothing is."""
    without_settings(monkeypatch, tmp_path)
    return Settings()  # type: ignore[call-arg] # as above


def test_without_its_pack_the_demo_says_so(fresh_settings: Settings, tmp_path: Path) -> None:
    code, told = play(fresh_settings.model_copy(update={"content": tmp_path}))
    assert (code, told.roles) == (1, ())
    assert told.words.getvalue().startswith("The demo needs the pack mla-c01")


def test_a_folder_that_cannot_be_used_is_named(fresh_settings: Settings) -> None:
    code, told = play(fresh_settings.model_copy(update={"data": Path("/proc/cohort")}))
    assert (code, told.roles) == (1, ())
    assert "/proc/cohort/demo" in told.words.getvalue()
    assert "COHORT_DATA" in told.words.getvalue()


def test_a_database_is_discarded_with_what_stands_beside_it_unless_somebody_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "cohort.db"
    store = SqlStore(sqlite_engine(f"sqlite:///{path}"))
    store.run_now(lambda ledger: ledger.groups.load("nobody"))
    assert in_use(path)
    assert not discard(path)
    store.close_now()
    assert discard(path)
    assert discard(path), "what is not there is nobody's"
    assert list(tmp_path.iterdir()) == []
    path.write_text("no database at all", encoding="utf-8")
    assert not in_use(path)


def _answers(ledger: Ledger) -> tuple[Response, ...]:
    group = ledger.groups.at(SIMULATED)
    assert group is not None
    return ledger.responses.of_group(group.id)


def _sessions(ledger: Ledger) -> tuple[Session, ...]:
    return ledger.sessions.since("nobody", EVENING)
