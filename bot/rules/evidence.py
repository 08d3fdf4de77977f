"""Evidence: which answers on record tell something of ability and difficulty, and how much each of them does.

Counted is a member's first answer to an item in one version, unless it was a guess at a glance or the group had been
told the key. An unknown time counts. Long times say nothing: a sheet is opened, and then there is lunch. Everything is
decided from the whole record, whatever the order it comes in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Literal

from bot.rules.information import SHARED
from bot.rules.items import Item
from bot.rules.sessions import Response, Session

FASTEST = 8
"""Seconds under which nobody has read a question."""

GLANCE = 0.1
"""The share of an item's median time under which an answer to it was a guess at a glance."""

KNOWN_TIMES = 10
"""Times from which on an item has a median that says something."""

Edition = tuple[str, int]
"""An item in one version."""

Ruling = Literal["counted", "repeat", "revealed", "rapid"]
"""What an answer is worth: `counted`; given again; given after the group had been told the key; or too fast to tell."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted answer: `weight` is how much it tells beside a lone one, from 0 to 1."""

    member: str
    edition: Edition
    domain: str
    at: datetime
    right: bool
    answer: tuple[str, ...]
    weight: float = 1.0


def told_at(sessions: Iterable[Session]) -> Mapping[Edition, datetime]:
    """When each item was first explained to the whole group: at the close of a daily question that asked it.

    A weekly mock explains only what most people missed, and only to those who open its thread: it tells nothing here.
    """
    told: dict[Edition, datetime] = {}
    for session in sessions:
        if session.purpose == "daily" and session.closed_at is not None:
            for edition in session.form:
                told[edition] = min(session.closed_at, told.get(edition, session.closed_at))
    return told


def rulings(responses: Iterable[Response], told: Mapping[Edition, datetime]) -> tuple[tuple[Response, Ruling], ...]:
    """Each answer with what it is worth, in order of time.

    Of two answers the earlier is the first, even if it was too fast: after it the key is known.
    """
    in_time = sorted(responses, key=_in_time)
    seen: set[tuple[str, Edition]] = set()
    firsts: list[tuple[Response, bool]] = []
    for response in in_time:
        known = response.member, (response.item, response.version)
        firsts.append((response, known not in seen))
        seen.add(known)
    fastest = _fastest(response for response, first in firsts if first)
    return tuple((response, _ruling(response, first, told, fastest)) for response, first in firsts)


def _ruling(
    response: Response, first: bool, told: Mapping[Edition, datetime], fastest: Mapping[Edition, float]
) -> Ruling:
    edition = _edition(response)
    if not first:
        return "repeat"
    if edition in told and response.at >= told[edition]:
        return "revealed"
    if response.seconds is not None and response.seconds < fastest.get(edition, FASTEST):
        return "rapid"
    return "counted"


def _fastest(firsts: Iterable[Response]) -> Mapping[Edition, float]:
    """The least seconds an answer must have taken to count, by item."""
    times: dict[Edition, list[int]] = defaultdict(list)
    for response in firsts:
        if response.seconds is not None:
            times[_edition(response)].append(response.seconds)
    return {
        edition: max(FASTEST, GLANCE * median(taken)) for edition, taken in times.items() if len(taken) >= KNOWN_TIMES
    }


def evidence(
    responses: Iterable[Response], told: Mapping[Edition, datetime], items: Mapping[Edition, Item]
) -> tuple[Counted, ...]:
    """The counted answers to `items`, in order of time.

    Questions on one scenario that a member answered in one session share what they tell: each of n weighs
    1 / (1 + 0.2 (n - 1)).
    """
    kept = [
        (response, item)
        for response, ruling in rulings(responses, told)
        if ruling == "counted" and (item := items.get(_edition(response))) is not None
    ]
    together = Counter(_scenario(response, item) for response, item in kept if item.case)
    return tuple(
        Counted(
            member=response.member,
            edition=_edition(response),
            domain=item.domain,
            at=response.at,
            right=response.right,
            answer=response.answer,
            weight=1 / (1 + SHARED * (together[_scenario(response, item)] - 1)) if item.case else 1.0,
        )
        for response, item in kept
    )


def _scenario(response: Response, item: Item) -> tuple[str, str, str]:
    return response.session, response.member, item.case.id if item.case else ""


def _edition(response: Response) -> Edition:
    return response.item, response.version


def _in_time(response: Response) -> tuple[datetime, str, str, str]:
    return response.at, response.session, response.item, response.member
