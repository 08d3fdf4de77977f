"""Look at a channel where we keep the chat ourselves: its posts, their threads, and what members wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.calls import Place
from bot.cards.model import Card
from bot.errors import PackMissing
from bot.ports import Delivery, Ledger, Remark
from bot.rules.groups import Group, Member
from bot.rules.packs import Bank
from bot.rules.sessions import Session
from bot.rules.streaks import streak
from bot.usecases.compose_delivery import compose_delivery, post_of

POSTS = 30
REMARKS = 300


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said: by Cohort with a card, or by a member (`author`) with words.

    The card of a reply is made when its thread is looked at (`look_at_thread`).
    """

    key: str
    at: datetime
    card: Card | None = None
    author: str = ""
    words: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """Something said in the channel, with its thread.

    `session` is empty for a member's words; `open` says whether it takes answers, `answered` whether this member has.
    """

    said: Said
    session: str = ""
    open: bool = False
    answered: bool = False
    replies: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """What stands in a place, oldest first, as one member sees it."""

    exam: str
    code: str
    notice: str
    lifecycle: str
    zone: str
    member: Member | None
    streak: int
    posts: tuple[Post, ...]
    touched: datetime | None
    place: Place


def look_at_channel(
    ledger: Ledger, bank: Bank, group: Group, member: Member | None, place: Place, at: datetime
) -> Channel:
    """The latest posts of the place, composed from the facts as they stand.

    Raises:
        PackMissing: when the group's pack is gone.
    """
    pack = bank.packs.get(group.pack)
    if pack is None:
        raise PackMissing(group.pack)
    names = ledger.groups.members(group.id)
    remarks = ledger.notes.remarks(group.id, REMARKS)
    said = ledger.deliveries.said(place, limit=POSTS)
    posts: list[Post] = []
    for delivery in said:
        session = ledger.sessions.load(group.id, delivery.about) if delivery.sort == "question" else None
        card = post_of(ledger, bank, group, session) if session is not None else None
        if session is None or card is None:
            continue
        told = [Said(one.key, one.said_at or at) for one in _threaded(said, session.id)]
        wrote = [_remark(one, names, member) for one in remarks if one.session == session.id]
        replies = told[:1] + sorted(told[1:] + wrote, key=lambda reply: reply.at)
        posts.append(
            Post(
                Said(delivery.key, delivery.said_at or at, card),
                session.id,
                session.open_at(at),
                _answered(ledger, group, session, member),
                tuple(replies),
            )
        )
    posts += [Post(_remark(one, names, member)) for one in remarks if not one.session]
    posts.sort(key=lambda post: post.said.at)
    latest = max((one.at for one in remarks), default=None)
    touched = max((t for t in (ledger.deliveries.touched(place), latest) if t is not None), default=None)
    return Channel(
        exam=pack.exam.title,
        code=pack.exam.code,
        notice=pack.notice,
        lifecycle=pack.exam.lifecycle,
        zone=group.zone,
        member=member,
        streak=_streak(ledger, group, member, at),
        posts=tuple(posts[-POSTS:]),
        touched=touched,
        place=place,
    )


def look_at_thread(ledger: Ledger, bank: Bank, post: Post, place: Place, at: datetime) -> Post:
    """The post with the cards of its thread.

    Only for who reads the thread: the results of a mock exam add up the answers of everybody who took it.
    """
    said = {one.key: one for one in _threaded(ledger.deliveries.said(place, limit=POSTS), post.session)}
    replies = (
        replace(reply, card=compose_delivery(ledger, bank, said[reply.key], at)) if reply.key in said else reply
        for reply in post.replies
    )
    return replace(post, replies=tuple(reply for reply in replies if reply.card is not None or reply.author))


def _threaded(said: Iterable[Delivery], session: str) -> list[Delivery]:
    """What Cohort said in the thread of a session, the key and its reasons first."""
    found = [one for one in said if one.about == session and one.sort in {"rationale", "erratum"}]
    return sorted(found, key=lambda one: one.sort != "rationale")


def _remark(remark: Remark, names: Mapping[str, Member], member: Member | None) -> Said:
    author = names[remark.member].name if remark.member in names else "Someone who left"
    return Said(remark.id, remark.at, None, author, remark.words, member is not None and member.id == remark.member)


def _answered(ledger: Ledger, group: Group, session: Session, member: Member | None) -> bool:
    if member is None:
        return False
    if session.purpose == "mock":
        attempt = ledger.attempts.load(group.id, session.id, member.id)
        return attempt is not None and attempt.handed_in_at is not None
    return ledger.responses.of(group.id, session.id, member.id, session.form[0][0]) is not None


def _streak(ledger: Ledger, group: Group, member: Member | None, at: datetime) -> int:
    rhythm = ledger.groups.rhythm(group.id)
    if member is None or rhythm is None:
        return 0
    today = group.day_of(at)
    return streak(ledger.responses.runs(group.id, [member.id], until=today, on=rhythm.days)[member.id], today=today)
