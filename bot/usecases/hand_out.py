"""Hand out: the five questions of a week's study session, chosen once and kept, so that no form asks them soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from bot.calls import Actor
from bot.ports import Ledger
from bot.rules.forms import REST
from bot.rules.groups import Role
from bot.rules.items import Item
from bot.rules.study_sessions import TASKS, by_turns, choose, fit_to_say
from bot.usecases.in_sight import sight_of
from bot.usecases.rate_items import fit_for_mocks
from bot.usecases.reserve import open_before
from bot.usecases.verb import Desk

Form = tuple[tuple[str, int], ...]


def hand_out(desk: Desk, monday: date, chosen: Form | None) -> None:
    """Note the questions of that Monday's session, `chosen` ahead or now; where they are noted already, those stand."""
    if monday not in desk.ledger.briefs.handed_out(desk.home.id):
        form = choose_ahead(desk, monday) if chosen is None else chosen
        desk.ledger.briefs.hand_out(desk.home.id, monday, form)  # two processes at once: the first one's stand


def choose_ahead(desk: Desk, monday: date) -> Form:
    """The questions for that Monday's session with their versions, as things are; nothing is noted.

    The whole group is assessed for it, which takes seconds where a large one has answered much.
    """
    ledger, group = desk.ledger, desk.home
    noted, kept = ledger.briefs.handed_out(group.id), open_now(desk)
    chosen = choose(
        [item for item in fit_for_mocks(desk) if item.id not in kept and fit_to_say(item)],
        weakest(desk, monday),
        missed=_missed(desk),
        given={item for form in noted.values() for item, _ in form},
        enemies=desk.pack.enemies,
        seed=f"{group.id} brief {monday.isoformat()}",
    )
    return tuple((item.id, item.version) for item in chosen)


def weakest(desk: Desk, monday: date) -> tuple[str, ...]:
    """The group's three weakest tasks, if they may be told to every lead; else three by turns."""
    members = desk.ledger.groups.members(desk.home.id)
    leads = [name for name, member in members.items() if member.role >= Role.LEAD]
    gaps = sight_of(desk, leads).gaps
    if gaps.tasks:
        return tuple(gap.task for gap in gaps.weakest[:TASKS])
    return by_turns(tuple(desk.pack.blueprint.tasks), monday.toordinal() // 7)


def open_now(desk: Desk) -> frozenset[str]:
    """Items of everything that is open before the group now, and of mock exams that members are taking."""
    group, ledger = desk.home.id, desk.ledger
    sessions = [*ledger.sessions.open_ones(group, desk.at), *ledger.sessions.open_ones(group, desk.at, "mock")]
    for member in ledger.groups.members(group):
        attempt = ledger.attempts.open_of(group, member)
        taking = ledger.sessions.load(group, attempt.session) if attempt is not None else None
        sessions += [taking] if taking is not None else []
    return frozenset(item for session in sessions for item, _ in session.form)


def handed_out_lately(ledger: Ledger, group: str, today: date) -> Collection[str]:
    """Items of study sessions within the weeks in which nothing comes twice: no form is to ask them."""
    recent = today - timedelta(days=REST)
    return {item for day, form in ledger.briefs.handed_out(group).items() if day >= recent for item, _ in form}


def _missed(desk: Desk) -> Mapping[str, float]:
    """Which share got it wrong, of what was put before the whole group and has closed."""
    group, ledger = desk.home, desk.ledger
    closed = {one.id for one in ledger.sessions.since(group.id, group.created_at) if not one.open_at(desk.at)}
    rights: dict[str, list[bool]] = defaultdict(list)
    for response in ledger.responses.of_group(group.id):
        if response.session in closed:
            rights[response.item].append(response.right)
    return {item: rights[item].count(False) / len(rights[item]) for item in rights}


def still_fit(desk: Desk, form: Form, reader: Actor) -> list[Item]:
    """The questions handed out, as they are now: what was corrected since is told corrected.

    Those that were taken out or set aside since are left out, and those that are asked now, here or in another group of
    the reader's.
    """
    elsewhere = [group.id for group in desk.ledger.groups.of(reader)]
    kept = open_now(desk) | open_before(desk.ledger, reader, elsewhere, desk.at)
    fit = {item.id: item for item in fit_for_mocks(desk)}
    return [fit[item] for item, _ in form if item in fit and item not in kept]
