"""The benchmarks measure what they say: answers are committed, replies sent, starts end in a post, forms are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.calls import Actor, Call, Place
from bot.commands import AnswerItem, HandIn, TakeMock
from tests.benchmarks.__main__ import Size, checked, table
from tests.benchmarks.bank_reading import bank_reading
from tests.benchmarks.calibrations import calibrations
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.discord_duel import discord_duel
from tests.benchmarks.disk import commits
from tests.benchmarks.estimate_figures import estimates
from tests.benchmarks.figures import Duel, Figure, Side
from tests.benchmarks.form_figures import forms
from tests.benchmarks.load import loaded
from tests.benchmarks.long_record import long_record
from tests.benchmarks.mock_group import lost, open_mock, whole
from tests.benchmarks.overnight import histories, overnight
from tests.benchmarks.pictures import DRAWN, pictures
from tests.benchmarks.slack_duel import slack_duel
from tests.benchmarks.startup import starts
from tests.benchmarks.study_group import committed

ROUNDS, PRESSES = 2, 3
PRESSED = (ROUNDS + 1) * PRESSES
"""With the round that warms up."""


def quiet() -> None:
    """Nobody looks at the progress."""


@pytest.mark.parametrize("duel", [slack_duel, discord_duel])
async def test_every_press_is_a_committed_answer_and_a_reply_on_both_sides(duel: object, tmp_path: Path) -> None:
    assert callable(duel)
    found: Duel = checked(await duel(tmp_path, rounds=ROUNDS, presses=PRESSES, in_flight=2, tell=quiet))
    for side in (found.cohort, found.bare):
        assert (side.pressed, side.committed, side.replied) == (PRESSED, PRESSED, PRESSED)
        assert len(side.seconds) == ROUNDS
        assert min(side.seconds) > 0
        assert side.reply_bytes > 1000
    assert [figure.unit for figure in found.figures()] == ["µs of CPU a press", "µs of CPU a press", "times"]


async def test_a_start_ends_with_a_ready_page_a_first_post_and_a_size(tmp_path: Path) -> None:
    figures = await starts(tmp_path, rounds=1, idle=0, tell=quiet)
    seconds = {figure.name: figure.median for figure in figures if figure.unit == "s"}
    assert len(seconds) == 4
    assert all(second > 0 for second in seconds.values())
    memory = next(figure for figure in figures if figure.unit == "MB")
    assert memory.name.endswith(" items")
    assert 20 < memory.median < 500


def test_the_bank_is_read_and_weighed_against_an_empty_one(tmp_path: Path) -> None:
    took, more = bank_reading(tmp_path, rounds=1, tell=quiet)
    assert took.median > 0
    assert 1 < more.median < 500


def test_a_form_is_weighed_against_the_best_there_is() -> None:
    figures = forms(rounds=1, solved={1_050: 1, 10_000: 1}, tell=quiet)
    assert [figure.unit for figure in figures] == ["ms of CPU", "%", "s"] * 2
    assert all(-0.1 <= figure.median <= 12 for figure in figures if figure.unit == "%")
    assert all(figure.median > 0 for figure in figures if figure.unit != "%")


def test_a_picture_is_drawn_as_svg_and_as_png() -> None:
    first, *drawn = pictures(rounds=2, tell=quiet)
    assert first.median > 0
    assert len(drawn) == 2 * len(DRAWN)
    for svg, then in zip(drawn[::2], drawn[1::2], strict=True):
        assert len(svg.rounds) == len(then.rounds) == 2
        assert 0 < svg.median < then.median


async def test_a_crowd_loses_no_answer_and_waits_for_replies(tmp_path: Path) -> None:
    crowd = Crowd(members=5, rate=20, turns=1, lasts=1.5)
    address = f"sqlite:///{tmp_path / 'load.db'}"
    figures = {each.name: each for each in await loaded("SQLite", address, tmp_path, crowd, tell=quiet)}
    assert [each.median for name, each in figures.items() if "errors in" in name or "lost of" in name] == [0, 0]
    assert figures["Mock on SQLite: answers reached"].median > 5
    assert figures["Mock on SQLite: reply, p99: bare library"].median > 0
    assert figures["Mock on SQLite: 5 begin, p99"].median > 0


async def test_an_answer_that_is_not_in_the_database_is_counted_as_lost(tmp_path: Path) -> None:
    address, place = f"sqlite:///{tmp_path / 'load.db'}", Place("slack", "T1", "C1")
    app, store, session = await open_mock(address, place)
    maya, item = Actor("slack", "T1", "U1", "Maya"), app.bank.pack("mla-c01").item(session.form[0][0])
    first, second = whole(item, 0), whole(item, 1)
    taken = (TakeMock(session.id), AnswerItem(session.id, item.id, first), HandIn(session.id, sure=True))
    for number, command in enumerate(taken):
        await app.handle(Call(f"call{number}", command, maya, place, session.opened_at))
    await store.close()
    assert lost(address, place, session.id, {("U1", item.id): first}) == 0
    assert lost(address, place, session.id, {("U1", item.id): second}) == 1
    assert lost(address, place, session.id, {("U1", session.form[1][0]): first}) == 1


def test_a_group_is_assessed_at_first_and_again(tmp_path: Path) -> None:
    figures = {figure.name.partition(": ")[2]: figure for figure in estimates(tmp_path, rounds=1, tell=quiet)}
    assert len(figures) == 6
    assert all(figure.median > 0 for figure in figures.values())
    assert figures["asked again"].median < figures["from the log to the table"].median


def test_what_a_press_reads_does_not_grow_with_the_record(tmp_path: Path) -> None:
    figures = long_record(tmp_path, rounds=3, members=40, answers=200, tell=quiet)
    assert all(figure.median > 0 for figure in figures)
    ratios = {figure.name.partition(": ")[2]: figure.median for figure in figures if figure.unit == "times"}
    assert len(ratios) == 2
    assert {name: ratio for name, ratio in ratios.items() if ratio > 4} == {}


def test_groups_are_gone_through_by_two_processes(tmp_path: Path) -> None:
    cpu, took = overnight(tmp_path, groups=3, tell=quiet)
    assert "3 groups" in cpu.name
    assert cpu.median > 0
    assert took.median > 0
    assert max(history.members for history in histories(100)) == 200


def test_calibration_is_measured_beside_other_libraries_on_the_same_answers() -> None:
    figures = {figure.name: figure for figure in calibrations(rounds=1, tell=quiet)}
    for section in ("LSAT section 6", "LSAT section 7"):
        for who in ("our EM", "girth", "mirt"):
            assert figures[f"{section} by {who}: furthest from print"].holds
            assert figures[f"{section} by {who}"].median > 0
    off = [figure.median for name, figure in figures.items() if name.endswith("abilities off")]
    assert len(off) == 3
    assert all(0 < one < 1 for one in off)


def test_the_disk_is_asked_for_real_commits(tmp_path: Path) -> None:
    figure = commits(tmp_path, rounds=2, each=3)
    assert committed(tmp_path / "disk.db") == 6
    assert figure.median > 0


def test_a_press_that_was_lost_spoils_the_duel() -> None:
    whole, lost = Side((1.0,), 3, 3, 3, 100.0), Side((1.0,), 3, 2, 3, 100.0)
    checked(Duel("a press", whole, whole, 1.5))
    with pytest.raises(AssertionError, match="a press"):
        checked(Duel("a press", lost, whole, 1.5))


def test_figures_tell_their_median_their_noise_and_whether_they_hold() -> None:
    figure = Figure("a ratio", "times", (1.0, 1.2, 1.6), 1.5)
    assert (figure.median, figure.holds, round(figure.noise, 2)) == (1.2, True, 0.25)
    assert not Figure("a ratio", "times", (1.6,), 1.5).holds
    assert table([figure], Size()).row_count == 1
