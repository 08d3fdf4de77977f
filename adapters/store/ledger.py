"""Ledger: the book of facts, open for one transaction."""

from __future__ import annotations

from adapters.store.attempts import SqlAttempts
from adapters.store.briefs import SqlBriefs
from adapters.store.deliveries import SqlDeliveries
from adapters.store.desk_links import SqlDeskLinks, SqlSeals
from adapters.store.groups import SqlGroups
from adapters.store.mocks import SqlMocks
from adapters.store.notes import SqlNotes
from adapters.store.outcomes import SqlOutcomes
from adapters.store.plans import SqlPlans
from adapters.store.ratings import SqlRatings
from adapters.store.responses import SqlResponses
from adapters.store.sessions import SqlSessions
from adapters.store.statements import Db
from adapters.store.stock import SqlStock


class SqlLedger:
    """The thirteen books and the seals, all over one transaction."""

    __slots__ = (
        "attempts",
        "briefs",
        "deliveries",
        "desk_links",
        "groups",
        "mocks",
        "notes",
        "outcomes",
        "plans",
        "ratings",
        "responses",
        "seals",
        "sessions",
        "stock",
    )

    def __init__(self, db: Db) -> None:
        self.groups = SqlGroups(db)
        self.sessions = SqlSessions(db)
        self.responses = SqlResponses(db)
        self.notes = SqlNotes(db)
        self.deliveries = SqlDeliveries(db)
        self.mocks = SqlMocks(db)
        self.attempts = SqlAttempts(db)
        self.stock = SqlStock(db)
        self.ratings = SqlRatings(db)
        self.plans = SqlPlans(db)
        self.outcomes = SqlOutcomes(db)
        self.briefs = SqlBriefs(db)
        self.desk_links = SqlDeskLinks(db)
        self.seals = SqlSeals(db)
