"""Tell outcome: a member says how their exam went, changes it, or takes it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.cards.outcome import COUNTS, NONE, no_outcome_card, outcome_card, outcome_form
from bot.commands import TellOutcome
from bot.errors import BadSetting
from bot.rules.outcomes import ExamOutcome
from bot.rules.packs import Exam
from bot.usecases.assess_members import foresee
from bot.usecases.verb import Desk, Outcome

OFF = "off"


def tell_outcome(command: TellOutcome, desk: Desk) -> Outcome:
    """Ask, keep in place of what was told before, or delete.

    Raises:
        BadSetting: when result, score, domains or choice are not to be understood, or do not fit one another.
    """
    present = desk.ledger.outcomes.of(desk.home.id, desk.me.id)
    command = _spelled(command)
    if command.result == OFF:
        desk.ledger.outcomes.drop(desk.home.id, desk.me.id)
        return Outcome(no_outcome_card())
    if not _tells(command):
        domains = {domain.id: f"{domain.id}. {domain.title}" for domain in desk.pack.blueprint.domains}
        here = of_this_exam(present, desk)
        earlier = present is not None and here is None
        return Outcome(outcome_form(here, earlier=earlier, scale=desk.pack.exam.scale, domains=domains))
    ahead: ExamOutcome | None = desk.ahead

    def foreseen(day: date) -> tuple[tuple[float, ...], float]:
        if ahead is not None and ahead.exam_day == day and ahead.foreseen:
            return ahead.foreseen, ahead.doubt
        return foresee(desk, desk.me.id, day)

    outcome = _read(command, desk, present, foreseen)
    desk.ledger.outcomes.keep(outcome)
    return Outcome(outcome_card(outcome))


def of_this_exam(told: ExamOutcome | None, desk: Desk) -> ExamOutcome | None:
    """What was told, if it is of the exam that the group studies for: it may have changed its pack since."""
    return told if told is not None and told.pack == desk.pack.id else None


def outcome_ahead(command: TellOutcome, desk: Desk) -> ExamOutcome | None:
    """What is told, with what was to be foreseen of it: a large group's record takes seconds to go through.

    Raises:
        BadSetting: as `tell_outcome`.
    """
    command = _spelled(command)
    if desk.member is None or command.result == OFF or not _tells(command):
        return None
    present = desk.ledger.outcomes.of(desk.home.id, desk.me.id)
    return _read(command, desk, present, lambda day: foresee(desk, desk.me.id, day))


def _spelled(command: TellOutcome) -> TellOutcome:
    result, scaled = command.result.strip().lower(), command.scaled.strip()
    alone = result.isdigit() and not scaled  # /outcome 764
    return replace(command, result="" if alone else result, scaled=result if alone else scaled)


def _tells(command: TellOutcome) -> bool:
    return bool(command.result or command.scaled)


def _read(
    command: TellOutcome,
    desk: Desk,
    present: ExamOutcome | None,
    foreseen: Callable[[date], tuple[tuple[float, ...], float]],
) -> ExamOutcome:
    scaled = _scaled(command.scaled, desk)
    passed = _passed(command.result, scaled, desk)
    needs = _needs(command.needs, desk)
    counts = command.counts.strip().lower()
    if counts not in {"", *COUNTS}:
        raise BadSetting("counts", f"“{command.counts}” is neither yes nor no. Choose whether your result counts.")
    planned = desk.ledger.plans.of(desk.home.id, desk.me.id).exam_day
    day = desk.today if planned is None else min(planned, desk.today)
    present = of_this_exam(present, desk)  # of another one: neither a correction, nor a yes to this one
    chosen = counts == "yes" if counts else present is not None and present.counts
    told = ExamOutcome(desk.home.id, desk.me.id, desk.pack.id, day, passed, scaled, needs, chosen, desk.at)
    if present is not None and _of_one_exam(present, told, desk.pack.exam):
        return replace(told, exam_day=present.exam_day, foreseen=present.foreseen, doubt=present.doubt)
    able, doubt = foreseen(day)
    return replace(told, foreseen=able, doubt=doubt)


def _of_one_exam(present: ExamOutcome, told: ExamOutcome, exam: Exam) -> bool:
    """Whether what is told now is still about the exam that was told of: its day and what was foreseen then stand.

    Nobody sits it again so soon after they failed: what is told within that time is a correction.
    """
    same = (present.passed, present.scaled) == (told.passed, told.scaled)
    return same or told.exam_day - present.exam_day < timedelta(days=exam.retake_days)


def _scaled(words: str, desk: Desk) -> int | None:
    low, high = desk.pack.exam.scale
    if not words:
        return None
    if not words.isascii() or not words.isdigit() or not low <= int(words) <= high:
        raise BadSetting("scaled", f"“{words}” is no score of {desk.pack.exam.code}: they run from {low} to {high}.")
    return int(words)


def _passed(result: str, scaled: int | None, desk: Desk) -> bool:
    passing = desk.pack.exam.passing
    if result not in {"", "pass", "fail"}:
        raise BadSetting("result", f"“{result}” is no result I know. It is pass or fail; off deletes what you told.")
    if scaled is None or not result:
        return result == "pass" if scaled is None else scaled >= passing
    if (scaled >= passing) != (result == "pass"):
        meant = "a pass" if scaled >= passing else "no pass"
        raise BadSetting("scaled", f"{scaled} is {meant}: {passing} passes. Check score and result.")
    return result == "pass"


def _needs(domains: tuple[str, ...], desk: Desk) -> frozenset[str] | None:
    """The domains named; none of them where only `none` was chosen, and None where nothing was."""
    named = {domain.strip().lower() for domain in domains} - {""}
    known = desk.pack.blueprint.shares
    for domain in sorted(named - {*known, NONE}):
        raise BadSetting("needs", f"“{domain}” is no domain of {desk.pack.exam.code}. It has {', '.join(known)}.")
    if NONE in named and len(named) > 1:
        raise BadSetting("needs", "Either all domains met the bar, or some need improvement. Choose one of the two.")
    return frozenset(named - {NONE}) if named else None
