"""Assessing from the ledger: what must not move an estimate does not, and bad input breaks nothing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from adapters.store import SqlStore
from bot.packs.editions import spell_edition
from bot.rules.gaps import FLOOR
from bot.rules.sessions import Session
from bot.usecases.assess_members import foresee, gaps_of
from bot.usecases.report_readiness import report_of
from tests.adapters.store_scene import AT
from tests.bot.assess_scene import ITEMS, NOW, TASKS, answer, assessed, believed, desk_of, parts, some, whole
from tests.bot.specimens import bank, pack

# --- what moves nothing --------------------------------------------------------------------------


def test_sixty_right_answers_to_questions_already_seen_move_nothing(memory_store: SqlStore) -> None:
    before = assessed(memory_store, some(80, share=0.6))["maya"]
    again = [answer(one, 200 + n, session="again") for n, one in enumerate(ITEMS[:60])]
    after = assessed(memory_store, again)["maya"]

    assert before.readiness.answers == 80
    assert believed(after) == believed(before)


@pytest.mark.parametrize("right", [True, False])
def test_forty_rapid_answers_move_nothing(memory_store: SqlStore, right: bool) -> None:
    before = assessed(memory_store, some(80, share=0.6))["maya"]
    rapid = [answer(one, 100 + n, right=right, seconds=3) for n, one in enumerate(ITEMS[80:120])]

    assert believed(assessed(memory_store, rapid)["maya"]) == believed(before)


def test_answers_after_the_group_was_told_the_key_move_nothing(memory_store: SqlStore) -> None:
    before = assessed(memory_store, some(80, share=0.6))["maya"]
    told, late = ITEMS[80:100], AT + timedelta(days=20)
    closed = [
        Session("g", f"d{n}", "daily", date(2026, 11, 1) + timedelta(days=n), ((one.id, 1),), AT, late, late)
        for n, one in enumerate(told)
    ]
    copied = [answer(one, 0, session="copied", at=late + timedelta(minutes=n)) for n, one in enumerate(told)]

    assert believed(assessed(memory_store, copied, sessions=closed)["maya"]) == believed(before)


def test_an_answer_to_an_open_question_is_not_betrayed(memory_store: SqlStore) -> None:
    """Nor where clocks disagree, and the question was asked before the group was made."""
    before = assessed(memory_store, some(80, share=0.6))["maya"]
    asked = Session("g", "d", "daily", NOW.date(), ((ITEMS[90].id, 1),), AT - timedelta(hours=1), NOW + timedelta(1))
    given = [answer(ITEMS[90], 90, session="d", at=NOW - timedelta(minutes=5))]

    assert believed(assessed(memory_store, given, sessions=[asked])["maya"]) == believed(before)


def test_what_others_answer_moves_items_and_never_a_members_counts(memory_store: SqlStore) -> None:
    before = assessed(memory_store, some(40, share=0.6))["maya"]
    after = assessed(memory_store, some(40, share=0.9, member="omar"), members=("maya", "omar"))["maya"]

    assert after.record == before.record
    assert [cell.answers for cell in after.tasks] == [cell.answers for cell in before.tasks]


# --- what must not go the wrong way --------------------------------------------------------------


def test_more_right_first_answers_never_lower_anything(memory_store: SqlStore) -> None:
    """One after the other, at the same instant, so that nothing but the answer changes."""
    at = AT + timedelta(days=10)
    before = assessed(memory_store, some(60, share=0.5), at=at)["maya"]
    for number, one in enumerate(ITEMS[60:96], 60):
        after = assessed(memory_store, [answer(one, number)], at=at)["maya"]
        assert after.readiness.chance >= before.readiness.chance
        assert after.readiness.scaled >= before.readiness.scaled
        for now, then in zip(parts(after), parts(before), strict=True):
            assert now.expected >= then.expected - 1e-9
        before = after


def test_idle_months_never_raise_anything(memory_store: SqlStore) -> None:
    assessed(memory_store, some(120, share=0.7))
    last = AT + timedelta(hours=3 * 119)
    found_ = [assessed(memory_store, at=last + timedelta(days=7 + 30 * months))["maya"] for months in range(13)]

    for then, now in itertools.pairwise(found_):
        assert now.readiness.chance <= then.readiness.chance
        assert now.readiness.scaled <= then.readiness.scaled
        assert now.trend is None or (now.trend.change <= 0 and now.trend.told != "up")
    assert all("idle" in one.risks for one in found_)
    assert found_[0].readiness.evidence != "not enough"
    assert found_[1].readiness.evidence != "solid"


# --- strange members -----------------------------------------------------------------------------


def test_a_member_with_no_answers(memory_store: SqlStore) -> None:
    one = assessed(memory_store)["maya"]

    whole(one)
    assert (one.readiness.evidence, one.readiness.told, one.readiness.answers) == ("not enough", None, 0)
    assert (one.trend, one.active_at) == (None, None)
    assert {cell.stands for cell in parts(one)} == {""}
    assert one.risks == ("idle", "little evidence"), "a month in the group without a word"
    assert assessed(memory_store, at=AT + timedelta(days=1))["maya"].risks == (), "and none on the first day"


def test_a_member_with_one_answer(memory_store: SqlStore) -> None:
    one = assessed(memory_store, some(1, share=1))["maya"]

    whole(one)
    assert (one.readiness.evidence, one.readiness.answers) == ("not enough", 1)
    assert [cell.answers for cell in one.tasks].count(1) == 1


@pytest.mark.parametrize(("share", "low", "high"), [(1.0, 0.9, 1.0), (0.0, 0.0, 0.05)])
def test_a_member_with_everything_right_or_wrong(memory_store: SqlStore, share: float, low: float, high: float) -> None:
    one = assessed(memory_store, some(200, share=share), at=AT + timedelta(days=25))["maya"]

    whole(one)
    assert low <= one.readiness.chance <= high
    assert one.readiness.told == (0.97 if share else 0.03), "no certainty is told"


def test_a_member_with_nothing_but_repeats(memory_store: SqlStore) -> None:
    """Thirty answers to one question are one answer."""
    once = assessed(memory_store, some(1, share=1))["maya"]
    more = [answer(ITEMS[0], 10 + n, session=f"s{n}") for n in range(30)]

    assert believed(assessed(memory_store, more)["maya"]) == believed(once)


def test_a_member_with_nothing_but_glances(memory_store: SqlStore) -> None:
    glances = [replace(one, seconds=2) for one in some(60, share=1)]
    one = assessed(memory_store, glances)["maya"]

    whole(one)
    assert one.readiness.answers == 0
    assert one.active_at is not None, "but they were here"


# --- items, days and clocks ----------------------------------------------------------------------


def test_an_item_taken_out_of_the_pack_keeps_what_it_told_while_its_text_is_known(memory_store: SqlStore) -> None:
    before = assessed(memory_store, some(80, share=0.6))["maya"]
    without = bank(pack(ITEMS[12:]))
    unknown = assessed(memory_store, shelf=without)["maya"]
    whole(unknown)
    assert (before.readiness.answers, unknown.readiness.answers) == (80, 68), "nobody knows what those twelve asked"

    stock = [(one.id, one.version, spell_edition(one)) for one in ITEMS[:12]]
    memory_store.run_now(lambda ledger: ledger.stock.keep(stock, AT))
    assert assessed(memory_store, shelf=without)["maya"] == before


def test_an_exam_day_in_the_past_counts_as_today(memory_store: SqlStore) -> None:
    without = assessed(memory_store, some(120, share=0.5))["maya"]
    past = assessed(memory_store, exam_day=NOW.date() - timedelta(days=400))["maya"]

    assert past.readiness == without.readiness
    assert past.risks == (), "who has had their exam is left in peace"
    report = memory_store.run_now(lambda ledger: report_of(desk_of(ledger), "maya"))
    assert report.plan == ()
    assert report.days_left == -400


def test_the_exam_day_comes_when_it_does_where_the_group_lives(memory_store: SqlStore) -> None:
    """Half an hour after midnight in Berlin it is still the day before in London."""
    late = datetime.combine(NOW.date(), time(23, 30), UTC)
    plain = assessed(memory_store, some(120, share=0.5), at=late)["maya"]
    today = assessed(memory_store, at=late, exam_day=NOW.date() + timedelta(days=1))["maya"]

    assert today.readiness == plain.readiness


@pytest.mark.parametrize("ahead", [timedelta(seconds=30), timedelta(days=3), timedelta(days=800)])
def test_answers_dated_after_now_count_as_given_now(memory_store: SqlStore, ahead: timedelta) -> None:
    at = AT + timedelta(days=12)
    early = some(80, share=0.6)
    late = [replace(answer(one, 80 + n), at=at + ahead + timedelta(seconds=n)) for n, one in enumerate(ITEMS[80:90])]
    one = assessed(memory_store, [*early, *late], at=at)["maya"]

    whole(one)
    assert one.readiness.answers == 90
    assert one.record.last_at == at
    assert "idle" not in one.risks
    much_later = assessed(memory_store, at=at + timedelta(days=60))["maya"]
    whole(much_later)
    assert much_later.readiness.chance <= one.readiness.chance


def test_answers_dated_before_the_group_was_made_count(memory_store: SqlStore) -> None:
    responses = [replace(one, at=one.at - timedelta(days=40)) for one in some(80, share=0.6)]
    one = assessed(memory_store, responses, at=AT + timedelta(days=1))["maya"]

    whole(one)
    assert one.readiness.answers == 80
    assert one.record.last_at == max(response.at for response in responses)


def test_what_is_foreseen_before_anything_was_answered_is_a_newcomer(memory_store: SqlStore) -> None:
    assessed(memory_store, some(80, share=0.75))
    early = memory_store.run_now(lambda ledger: foresee(desk_of(ledger), "maya", AT.date() - timedelta(days=9)))
    late = memory_store.run_now(lambda ledger: foresee(desk_of(ledger), "maya", NOW.date() + timedelta(days=9)))

    assert early[1] > 0.9
    assert len(set(early[0])) == 1
    assert late[1] < 0.4, "a day to come is today"
    assert min(late[0]) > max(early[0])


# --- the group -----------------------------------------------------------------------------------


def test_the_gap_map_counts_those_with_enough_evidence_from_five_up(memory_store: SqlStore) -> None:
    names = [f"m{number}" for number in range(FLOOR + 1)]
    responses = [one for name in names[:-1] for one in some(100, share=0.75, member=name)]
    found_ = assessed(memory_store, responses, members=names, at=AT + timedelta(days=13))

    def gaps(people: Sequence[str]) -> tuple[int, int, str]:
        told = memory_store.run_now(lambda ledger: gaps_of(desk_of(ledger), [found_[name] for name in people]))
        return told.people, len(told.tasks), told.session

    assert gaps(names[: FLOOR - 1]) == (FLOOR - 1, 0, "")
    people, tasks, session = gaps(names)
    assert (people, tasks) == (FLOOR, len(TASKS)), "the last has answered nothing"
    assert session in TASKS
