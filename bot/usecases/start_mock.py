"""A member wants a mock exam: the menu, one of their own, or the group's; one that is open is gone on with."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.attempt import named, relaxed_words
from bot.cards.mock_menu import Weekly, begin_card, menu_card, missed_mock_card, resume_card
from bot.cards.model import Card
from bot.cards.score import in_a_line, spent_card
from bot.commands import StartMock, TakeMock
from bot.errors import BadSetting, NoAttempt
from bot.rules.attempts import Attempt, Mode
from bot.rules.forms import short_length
from bot.rules.sessions import Session
from bot.usecases.choices import KINDS, MODES, scope_of
from bot.usecases.draw_mock import ends_at, own, own_id
from bot.usecases.finish_attempt import finish
from bot.usecases.hand_in import whisper
from bot.usecases.refresh_posts import refresh_posts
from bot.usecases.show_score import kept_back, pack_of, report, result_of
from bot.usecases.sitting import mock_session, sit
from bot.usecases.turn_pages import go_on, seated
from bot.usecases.verb import Desk, Outcome

PAST = 3
"""Earlier reports offered in the menu."""


def start_mock(command: StartMock, desk: Desk) -> Outcome:
    """Show what there is; with a kind say what it will be; begin what was offered, once.

    Raises:
        BadSetting: when there is no such kind, domain or mode.
    """
    attempt = _running(desk)
    if attempt is not None and (command.kind or command.offered):
        return Outcome(_resume(desk, attempt))
    if not (command.kind or command.domain):
        return Outcome(_menu(desk, attempt))
    wanted = _read(command, desk)
    if wanted.offered and (spent := _spent(desk, wanted)) is not None:
        return Outcome(spent)
    now = int(desk.at.timestamp() * 1000)
    session = own(desk, wanted.kind, wanted.domain, wanted.offered or now)
    mode: Mode = "practice" if wanted.mode == "practice" else "exam"
    if wanted.offered:
        if desk.ledger.sessions.add(session):
            return _begin(desk, session, mode)
        if (running := _running(desk)) is not None:  # two presses at once: the other one came first
            return Outcome(_resume(desk, running))
    return Outcome(_offer(session, replace(wanted, offered=now)))


def _offer(session: Session, begin: StartMock) -> Card:
    paper = session.paper
    assert paper is not None  # noqa: S101 - a mock exam has one
    return begin_card(
        named(paper),
        total=len(session.form),
        minutes=paper.minutes,
        mode=begin.mode or "exam",
        relaxed=relaxed_words(paper),
        begin=begin,
    )


def _spent(desk: Desk, wanted: StartMock) -> Card | None:
    """What became of an offer that was begun before; None while it still stands."""
    identity = own_id(desk, wanted.offered)
    if desk.ledger.attempts.load(desk.home.id, identity, desk.me.id) is None:
        return None
    return spent_card(go_on(desk, seated(desk, identity)), replace(wanted, offered=0))


def _read(command: StartMock, desk: Desk) -> StartMock:
    kind, area, mode = (words.strip().lower() for words in (command.kind or "domain", command.domain, command.mode))
    if kind != "domain" and area in MODES and not mode:
        area, mode = "", area  # typed in a row: /mock full practice
    if kind == "domain" and mode and mode not in MODES:
        area, mode = f"{area} {mode}", ""  # typed in a row: a domain of two words
    mode = mode or "exam"
    if kind not in KINDS:
        raise BadSetting("kind", f"“{command.kind}” is not a mock exam I know. It is mini, full, domain or missed.")
    if mode not in MODES:
        raise BadSetting("mode", f"“{command.mode}” is not a mode I know. It is exam or practice.")
    domain = ""
    if area and kind != "domain":
        raise BadSetting(
            "domain", f"A {kind} mock takes no domain. Leave out “{area}”, or ask for /mock domain {area}."
        )
    if kind == "domain":
        domain, _ = scope_of(desk.pack, area, "")
        if not domain:
            known = ", ".join(desk.pack.blueprint.shares)
            raise BadSetting("domain", f"Which domain? {desk.pack.exam.code} has {known}: /mock domain 2, say.")
    return replace(command, kind=kind, domain=domain, mode="" if mode == "exam" else mode)


def take_mock(command: TakeMock, desk: Desk) -> Outcome:
    """Begin, go on with, or look back at the mock exam of a session.

    Raises:
        NoAttempt: when it is one that somebody else takes alone.
    """
    session = mock_session(desk, command.session)
    attempt = desk.ledger.attempts.load(session.group, session.id, desk.me.id)
    if attempt is not None and attempt.handed_in_at is None:
        desk.ledger.attempts.move(attempt, desk.call.place, desk.call.by.id)
        return Outcome(go_on(desk, seated(desk, session.id)))
    running = _running(desk)
    if running is not None:
        return Outcome(_resume(desk, running))
    if attempt is not None:
        return Outcome(report(desk, seated(desk, session.id)))
    if session.purpose == "own":
        raise NoAttempt
    if not session.open_at(desk.at):
        return Outcome(missed_mock_card(closed_at=session.ends_at or desk.at, zone=desk.home.zone))
    return _begin(desk, session, "exam")


def _begin(desk: Desk, session: Session, mode: Mode) -> Outcome:
    ends = ends_at(session, desk.at) if mode == "exam" else None
    attempt = Attempt(session.group, session.id, desk.me.id, mode, desk.at, ends)
    if not desk.ledger.attempts.begin(attempt, desk.call.place, desk.call.by.id):
        running = _running(desk)  # two presses at once: the other one came first
        if running is not None:
            if session.purpose == "own" and session.id != running.session:
                desk.ledger.sessions.close(session.group, session.id, desk.at)
            return Outcome(_resume(desk, running))
    if session.purpose == "mock":
        refresh_posts(desk.ledger, session, desk.at)
    return Outcome(go_on(desk, seated(desk, session.id)))


def _running(desk: Desk) -> Attempt | None:
    """The member's attempt that is still going on; one whose time is up is handed in first."""
    attempt = desk.ledger.attempts.open_of(desk.home.id, desk.me.id)
    if attempt is None or attempt.open_at(desk.at):
        return attempt
    done = finish(desk.ledger, desk.home, seated(desk, attempt.session), desk.at)
    whisper(desk, done.attempt, "score")
    return None


def _resume(desk: Desk, attempt: Attempt) -> Card:
    session = mock_session(desk, attempt.session)
    title = named(session.paper) if session.paper is not None else ""
    return resume_card(title, session.id, left=attempt.left(desk.at))


def _menu(desk: Desk, running: Attempt | None) -> Card:
    group, exam = desk.home, desk.pack.exam
    if running is not None:
        return _resume(desk, running)
    sessions = desk.ledger.sessions.open_ones(group.id, desk.at, "mock")
    return menu_card(
        weekly=_weekly(desk, sessions[0]) if sessions else None,
        domains=[(domain.id, f"Domain {domain.id}") for domain in desk.pack.blueprint.domains],
        mini=short_length(exam),
        full=(exam.questions, group.timer),
        past=_past(desk),
        zone=group.zone,
    )


def _weekly(desk: Desk, session: Session) -> Weekly | None:
    if session.paper is None or session.closes_at is None:
        return None
    mine = desk.ledger.attempts.load(session.group, session.id, desk.me.id)
    return Weekly(
        session=session.id,
        total=len(session.form),
        minutes=session.paper.minutes,
        closes_at=session.closes_at,
        handed_in=mine is not None and mine.handed_in_at is not None,
    )


def _past(desk: Desk) -> list[tuple[str, str]]:
    """(session, words) of this member's latest mock exams whose reports may be seen."""
    told: list[tuple[str, str]] = []
    for attempt in desk.ledger.attempts.of_member(desk.home.id, desk.me.id):
        sitting = sit(desk, attempt.session, desk.me.id) if attempt.handed_in_at is not None else None
        if sitting is None or attempt.handed_in_at is None or kept_back(desk, sitting):
            continue
        pack = pack_of(desk, sitting)
        if pack is None:
            continue
        day = desk.home.day_of(attempt.handed_in_at)
        told.append(
            (attempt.session, f"{len(told) + 1}. {day.day} {day:%B}, {in_a_line(result_of(desk, sitting, pack))}.")
        )
        if len(told) == PAST:
            break
    return told
