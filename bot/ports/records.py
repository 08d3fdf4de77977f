"""Records: what the ledger keeps beside the values of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.calls import Place

Sort = Literal[
    "question",
    "tally",
    "closing",
    "rationale",
    "erratum",
    "notice",
    "permission",
    "shortage",
    "warning",
    "score",
    "correction",
    "brief",
]
"""What a delivery says: the question (or invitation), its count of answers, its closing, its rationale, that a key of
it was corrected, a notice to a lead of a parked place, of a permission that we lack or of a weekly mock that had
nothing to ask, or a word to one member: how little time is left, how a mock exam ended, that a key was corrected, and
the Monday brief to a lead who asked for it."""

WHISPERED: frozenset[Sort] = frozenset({"notice", "permission", "shortage", "warning", "score", "correction", "brief"})
"""What one person is told."""

UNASKED: frozenset[Sort] = frozenset({"correction"})
"""What members are told without having asked for it: where they are just now, and never by mail."""

State = Literal["waiting", "sent", "parked", "dropped"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing to be said in one place, written down before it is said.

    `key` is unique in the group and names it to the platform; `message` is what the platform called it once said.
    `about` is the session's id, of a brief the date of its Monday, of a shortage what there is too little of, of a
    permission where it is missing and its name; `account` is the person to tell what is whispered.
    `attempts` and `owner` are the fence of a lease.
    """

    group: str
    key: str
    sort: Sort
    place: Place
    about: str
    not_before: datetime
    state: State = "waiting"
    attempts: int = 0
    owner: str = ""
    message: str = ""
    said_at: datetime | None = None
    amended_at: datetime | None = None
    account: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """A place a group lives in, why nothing can be said there now (empty when all is well), and since when we are gone.

    `left_at` is None where we still are.
    """

    place: Place
    parked: str = ""
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A remark on an item in one version. `words` are the member's own."""

    group: str
    id: str
    item: str
    version: int
    member: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of a member in the channel (empty session) or in a session's thread, where we keep the chat ourselves."""

    group: str
    id: str
    session: str
    member: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """One member's right answers and answers in a span of daily sessions."""

    member: str
    right: int
    answered: int
