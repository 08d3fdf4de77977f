"""Draw up a mock exam: its form, from the bank and from what the group or the member has seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.errors import NoMockForm, NothingToAsk
from bot.rules.assembling import assemble
from bot.rules.attempts import minutes_for
from bot.rules.forms import REST, Form, Plan, domain_counts, leave_out, short_length, types_owed, unscored_places
from bot.rules.full_forms import full_form
from bot.rules.items import Item
from bot.rules.missed_forms import MISSED, missed_form
from bot.rules.mock_rhythms import MockRhythm
from bot.rules.naming import stable_id
from bot.rules.sessions import Paper, Session, session_id
from bot.rules.timetable import Slot
from bot.usecases.hand_out import handed_out_lately
from bot.usecases.rate_items import fit_for_mocks
from bot.usecases.reserve import reserved
from bot.usecases.verb import Desk


def weekly(desk: Desk, rhythm: MockRhythm, slot: Slot) -> Session:
    """The session of a group's weekly mock, its form in the exam's proportions.

    Rounding is carried from form to form, and what the group had before it in the last 28 days rests.

    Raises:
        NoMockForm: when there is no item to ask.
    """
    group, pack = desk.home, desk.pack
    fit = fit_for_mocks(desk)
    if not fit:
        raise NoMockForm("aside" if pack.for_mocks else "empty")
    lately = desk.ledger.sessions.since(group.id, desk.at - timedelta(days=REST))
    open_daily = {item for session in lately if session.open_at(desk.at) for item, _ in session.form}
    pool = leave_out(fit, open_daily)
    pool = leave_out(pool, handed_out_lately(desk.ledger, group.id, slot.day)) or pool
    if not pool:
        raise NoMockForm("open")
    known = {item.id: item for item in pack.items}
    past = [
        [known[item] for item, _ in session.form if item in known]
        for session in desk.ledger.sessions.of_purpose(group.id, "mock")
    ]
    length = short_length(pack.exam, rhythm.length)
    plan = Plan(
        pack.blueprint,
        domain_counts(pack.blueprint, length, [Counter(item.domain for item in form) for form in past]),
        unscored=unscored_places(pack.exam, length, pool),
        seen={item: session.days_since(desk.at) for session in lately for item, _ in session.form},
        exposure=desk.ahead or {},
        enemies=pack.enemies,
        owed=types_owed(pack.blueprint, [Counter(item.type for item in form) for form in past]),
    )
    form = assemble(pool, plan, seed=f"{group.id} mock {slot.day.isoformat()}")
    if not form.items:
        raise NoMockForm("long")
    identity = session_id(group.id, "mock", slot.day)
    paper = _paper(desk, "mini", form)
    return Session(group.id, identity, "mock", slot.day, _versions(desk, form), desk.at, slot.closes_at, paper=paper)


def own_id(desk: Desk, offered: int) -> str:
    """The id of the one session that can come of what this member was offered then."""
    return stable_id("session", desk.home.id, "own", desk.me.id, str(offered))


def own(desk: Desk, scope: str, domain: str, offered: int) -> Session:
    """The session of a mock exam that a member takes alone: `mini`, `full`, `domain` (with its id) or `missed`.

    Raises:
        NothingToAsk: when there is nothing to ask there.
    """
    pool = leave_out(fit_for_mocks(desk), reserved(desk))
    match scope:
        case "full":
            form = _full(desk, pool)
        case "missed":
            form = _missed(desk, pool)
        case "domain":
            form = _short(desk, pool, {domain: short_length(desk.pack.exam)})
        case _:
            form = _short(desk, pool, domain_counts(desk.pack.blueprint, short_length(desk.pack.exam)))
    if not form.items:
        raise NothingToAsk("There is no question for that mock exam right now. Try /mock mini, or practise with /quiz.")
    paper = _paper(desk, f"domain {domain}" if scope == "domain" else scope, form)
    return Session(
        desk.home.id, own_id(desk, offered), "own", desk.today, _versions(desk, form), desk.at, None, paper=paper
    )


def _short(desk: Desk, pool: list[Item], counts: Mapping[str, int]) -> Form:
    """A mini form for this member: what they have met in the last weeks rests."""
    if not pool:
        return Form(())
    met = desk.ledger.responses.by_member(desk.home.id, desk.me.id)
    seen = {response.item: (desk.at - response.at).days for response in met}
    unscored = unscored_places(desk.pack.exam, sum(counts.values()), pool)
    plan = Plan(desk.pack.blueprint, counts, unscored=unscored, seen=seen, enemies=desk.pack.enemies)
    return assemble(pool, plan, seed=f"{desk.me.id} {desk.at.isoformat()}")


def _full(desk: Desk, pool: list[Item]) -> Form:
    """A form like the exam's, of nothing that an earlier full mock of this member had, while the bank lasts."""
    if not pool:
        return Form(())
    attempts = desk.ledger.attempts.of_member(desk.home.id, desk.me.id)
    sessions = (desk.ledger.sessions.load(desk.home.id, attempt.session) for attempt in reversed(attempts))
    past = [
        [item for item, _ in session.form]
        for session in sessions
        if session is not None and session.paper is not None and session.paper.scope == "full"
    ]
    pack, seed = desk.pack, f"{desk.me.id} full {len(past)}"
    return full_form(pool, pack.blueprint, pack.exam, past=past, seed=seed, enemies=pack.enemies)


def _missed(desk: Desk, pool: list[Item]) -> Form:
    """What the member got wrong or left blank when they last met it.

    Raises:
        NothingToAsk: when they have missed nothing.
    """
    most = short_length(desk.pack.exam, MISSED)
    form = missed_form(pool, desk.pack.blueprint, _met(desk), desk.pack.enemies, most=most)
    if not form.items:
        raise NothingToAsk("You have missed nothing that could be asked again. Try /mock mini.")
    return form


def _met(desk: Desk) -> list[tuple[str, bool]]:
    """Every item this member has met, with whether they got it right, in order of time; a blank is not right."""
    group, me = desk.home.id, desk.me.id
    met = [(one.at, one.item, one.right) for one in desk.ledger.responses.by_member(group, me)]
    for attempt in desk.ledger.attempts.of_member(group, me):
        session = desk.ledger.sessions.load(group, attempt.session)
        if session is None or attempt.handed_in_at is None:
            continue
        answered = desk.ledger.responses.of_member_in(group, session.id, me)
        met += [(attempt.handed_in_at, item, False) for item, _ in session.form if item not in answered]
    return [(item, right) for _, item, right in sorted(met)]


def _paper(desk: Desk, scope: str, form: Form) -> Paper:
    minutes = minutes_for(desk.pack.exam, desk.home.timer, len(form.items))
    return Paper(scope, minutes, form.unscored, form.relaxed, form.missing)


def _versions(desk: Desk, form: Form) -> tuple[tuple[str, int], ...]:
    return tuple((item, desk.pack.item(item).version) for item in form.items)


def ends_at(session: Session, at: datetime) -> datetime:
    """When an attempt on the clock that is begun now must be handed in: after its time, or when the session closes."""
    minutes = session.paper.minutes if session.paper is not None else 0
    end = at + timedelta(minutes=minutes)
    return end if session.closes_at is None else min(end, session.closes_at)
