"""Everything that can be wanted of mock exams."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.command import Command, option


@dataclass(frozen=True, slots=True)
class StartMock(Command):
    """Take a mock exam: mini, full, one domain, or what you missed.

    `offered` is when it was offered, in milliseconds of the epoch, and begins what was; 0 asks for an offer.
    """

    kind: str = option("", "mini, full, domain or missed", choices="mock", single=True)
    domain: str = option("", "The domain, for a mock exam of one domain", choices="domain")
    mode: str = option("", "exam (on the clock) or practice (the verdict after each)", choices="mode", single=True)
    offered: int = 0


@dataclass(frozen=True, slots=True)
class TakeMock(Command):
    """Begin or resume the mock exam of a session."""

    session: str


@dataclass(frozen=True, slots=True)
class FlagItem(Command):
    """Mark a question for review before handing in, or take the mark away."""

    session: str
    item: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class ShowOverview(Command):
    """See which questions of your mock exam are answered, blank or marked."""

    session: str


@dataclass(frozen=True, slots=True)
class HandIn(Command):
    """Hand your mock exam in."""

    session: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class ShowScore(Command):
    """See the report of a mock exam you handed in."""

    session: str


@dataclass(frozen=True, slots=True)
class SetMocks(Command):
    """Set the weekly mini mock: its day and hour, until when, and how many questions."""

    day: str = option("", "Day it opens, such as fri; off for none", single=True)
    time: str = option("", "Hour it opens, such as 12:00", single=True)
    until: str = option("", "Day it closes, such as sun", single=True)
    closes: str = option("", "Hour it closes, such as 20:00", single=True)
    length: str = option("", "Questions, 10 to 30", single=True)


@dataclass(frozen=True, slots=True)
class OpenMock(Command):
    """The hour has struck: put the weekly mini mock before the group."""

    group: str


@dataclass(frozen=True, slots=True)
class MindAttempt(Command):
    """The clock of an attempt has come to a warning, or to its end."""

    group: str
    session: str
    member: str


@dataclass(frozen=True, slots=True)
class RateItems(Command):
    """How a group's items do has changed: go through its answers again."""

    group: str


@dataclass(frozen=True, slots=True)
class TakeStock(Command):
    """The packs were read: keep every item as it is now, and see which keys were corrected."""


@dataclass(frozen=True, slots=True)
class CorrectItem(Command):
    """The key of an item was corrected: mark a group's answers to it anew."""

    group: str
    item: str
    version: int
    by_version: int
