"""Ask me one now: a question of one's own, in private."""

from __future__ import annotations

from bot.commands import Practise
from bot.errors import NothingToAsk
from bot.rules.picks import pick, practice_pool
from bot.rules.sessions import Session, session_id
from bot.usecases.answer_item import sheet
from bot.usecases.choices import scope_of
from bot.usecases.reserve import reserved
from bot.usecases.verb import Desk, Outcome


def practise(command: Practise, desk: Desk) -> Outcome:
    """Pick what the member needs most of the domain or task asked for, and open a sheet for it."""
    group, me = desk.home, desk.me
    domain, task = scope_of(desk.pack, command.domain.strip(), command.task.strip())
    kept = reserved(desk)
    pool = [item for item in desk.pack.within(domain=domain, task=task) if item.id not in kept]
    responses = desk.ledger.responses.by_member(group.id, me.id)
    met = [(response.item, response.right) for response in responses]

    session = practice(desk)
    done = {response.item for response in responses if response.session == session.id}
    pool = [item for item in pool if item.id not in done]
    if not pool:
        more = (
            " Try /quiz without a domain or task, or come back tomorrow." if domain or task else " Come back tomorrow."
        )
        raise NothingToAsk(f"You have practised everything there is for today.{more}")
    item = pick(desk.pack, [one for one, _ in met], pool=practice_pool(pool, met), seen={}, seed=me.id)
    return Outcome(sheet(desk, session, item))


def practice(desk: Desk) -> Session:
    """The session of today in which everybody practises, each by themselves."""
    today = session_id(desk.home.id, "quiz", desk.today)
    session = Session(desk.home.id, today, "quiz", desk.today, (), desk.at, None)
    desk.ledger.sessions.add(session)
    return session
