"""Everything that can be wanted, as frozen values with imperative names.

A field's default is what stands when nothing is said; its metadata says it in words, for slash
commands, forms and docs. Fields are text, whole numbers, flags or tuples of text, so that a command
can be spelled as a token.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.commands.command import Command, option
from bot.commands.desk import ShowDesk
from bot.commands.mocks import (
    CorrectItem,
    FlagItem,
    HandIn,
    MindAttempt,
    OpenMock,
    RateItems,
    SetMocks,
    ShowOverview,
    ShowScore,
    StartMock,
    TakeMock,
    TakeStock,
)
from bot.commands.readiness import SetBrief, SetExamDay, SetPrivacy, ShowReadiness, StopBriefs, TellOutcome, WriteBrief

__all__ = [
    "NEW_GROUP",
    "AnswerItem",
    "ChangeBoardName",
    "CloseSession",
    "Command",
    "CorrectItem",
    "Discuss",
    "ExplainItem",
    "FlagItem",
    "ForgetGroup",
    "ForgetMe",
    "HandIn",
    "LeavePlaces",
    "MindAttempt",
    "OpenMock",
    "OpenSession",
    "OpenSheet",
    "ParkPlace",
    "PausePosts",
    "PostNow",
    "Practise",
    "RateItems",
    "ReportItem",
    "ResumePosts",
    "ReturnToPlaces",
    "ReviewItem",
    "SeeSpaces",
    "SetBrief",
    "SetExamDay",
    "SetMocks",
    "SetPrivacy",
    "SetUpGroup",
    "ShowDesk",
    "ShowHelp",
    "ShowHome",
    "ShowItems",
    "ShowMe",
    "ShowOverview",
    "ShowReadiness",
    "ShowReports",
    "ShowScore",
    "ShowStandings",
    "ShowStatus",
    "ShowToday",
    "StartMock",
    "StopBriefs",
    "TakeMock",
    "TakeStock",
    "TellOutcome",
    "WriteBrief",
    "option",
]


@dataclass(frozen=True, slots=True)
class SetUpGroup(Command):
    """Start a study group here, or change its rhythm."""

    time: str = option("", "Hour of the daily question, such as 09:00", required=True, single=True)
    zone: str = option(
        "", "Time zone by its IANA name, such as Europe/Berlin", required=True, choices="zone", single=True
    )
    days: tuple[str, ...] = option((), "Study days, such as mon,tue,wed,thu,fri")
    closes: str = option("", "Hour when the question closes, such as 17:00", single=True)
    feedback: str = option("", "When a member sees the key: at once, or at the close", choices="feedback", single=True)
    pack: str = option("", "The exam to study for", choices="pack", single=True)
    timer: str = option("", "Minutes of a full mock exam", choices="timer", single=True)
    room: str = option("", "The channel to post in; this one when left out", choices="room", single=True)
    group: str = ""
    """The group that is meant where that is not clear, or NEW_GROUP."""


NEW_GROUP = "new"
"""What a set-up names instead of a group when none shall come along."""


@dataclass(frozen=True, slots=True)
class PostNow(Command):
    """Post a first question now, without waiting for the hour."""

    group: str = ""
    """The group that was just set up from a room where none lives."""


@dataclass(frozen=True, slots=True)
class PausePosts(Command):
    """Pause the daily question until you resume it."""


@dataclass(frozen=True, slots=True)
class ResumePosts(Command):
    """Resume the daily question."""


@dataclass(frozen=True, slots=True)
class ShowStatus(Command):
    """See the group's settings, its places and the next questions with their times."""


@dataclass(frozen=True, slots=True)
class ShowReports(Command):
    """List what members reported about questions."""


@dataclass(frozen=True, slots=True)
class ShowItems(Command):
    """See how the questions do: how many were right, how hard they are, and which ones to look at."""


@dataclass(frozen=True, slots=True)
class OpenSession(Command):
    """The hour has struck: put the daily question before the group."""

    group: str


@dataclass(frozen=True, slots=True)
class CloseSession(Command):
    """Time is up: give the key and the reasons."""

    group: str
    session: str


@dataclass(frozen=True, slots=True)
class LeavePlaces(Command):
    """Cohort was removed from a space: stop everything there."""

    platform: str
    space: str


@dataclass(frozen=True, slots=True)
class ReturnToPlaces(Command):
    """Cohort is back in a space: go on from the next slot."""

    platform: str
    space: str


@dataclass(frozen=True, slots=True)
class SeeSpaces(Command):
    """Cohort is in exactly these spaces of a platform: return to them, and leave every other."""

    platform: str
    spaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParkPlace(Command):
    """A place was just set up where we cannot post: show it as waiting, with the reason."""

    platform: str
    space: str
    room: str
    reason: str


@dataclass(frozen=True, slots=True)
class ForgetGroup(Command):
    """A group lives nowhere any more, and its time is over: delete everything of it."""

    group: str


@dataclass(frozen=True, slots=True)
class ShowToday(Command):
    """Answer today's question, or see your answer again."""


@dataclass(frozen=True, slots=True)
class OpenSheet(Command):
    """Open your private answer sheet for a question.

    `sure` is how sure one is of the answer, 1 to 3; 0 leaves that as it is, -1 takes it back.
    """

    session: str
    item: str
    sure: int = 0


@dataclass(frozen=True, slots=True)
class ExplainItem(Command):
    """See the key of a question and the reason of every option, as far as they can be told."""

    session: str
    item: str


@dataclass(frozen=True, slots=True)
class AnswerItem(Command):
    """Answer a question, or `review` it. `asked` is when its sheet was opened, in seconds; `sure` runs from 1 to 3."""

    session: str
    item: str
    answer: tuple[str, ...] = ()
    asked: int = 0
    sure: int = 0
    review: bool = False


@dataclass(frozen=True, slots=True)
class Practise(Command):
    """Get a question of your own to practise."""

    domain: str = option("", "Only this domain of the exam", choices="domain")
    task: str = option("", "Only this task of the exam", choices="task")


@dataclass(frozen=True, slots=True)
class ReviewItem(Command):
    """Get back a question that you missed, once it is due again."""


@dataclass(frozen=True, slots=True)
class ShowMe(Command):
    """See your streak, your week, how ready you are and how you do in each domain and task."""

    part: str = option(
        "", "tasks or corrections, to see all of them; nothing for the report", choices="part", single=True
    )


@dataclass(frozen=True, slots=True)
class ShowHome(Command):
    """Your home: today's question, your streak, your domains and your settings."""


@dataclass(frozen=True, slots=True)
class ShowStandings(Command):
    """See this week's board."""


@dataclass(frozen=True, slots=True)
class ChangeBoardName(Command):
    """Choose how the board shows you: by name, by an alias, or not at all."""

    show: str = option("", "name, alias or hidden", choices="show", single=True)
    alias: str = option("", "The alias to show", longest=40)


@dataclass(frozen=True, slots=True)
class ReportItem(Command):
    """Report a question that seems wrong or unclear."""

    words: str = option("", "What is wrong with it", longest=1000)
    session: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class ForgetMe(Command):
    """Delete your answers and your name from this group."""

    sure: bool = False


@dataclass(frozen=True, slots=True)
class ShowHelp(Command):
    """See everything you can do here."""


@dataclass(frozen=True, slots=True)
class Discuss(Command):
    """Write into the discussion, where the page has no native thread."""

    words: str = field(default="", metadata={"longest": 2000})
    session: str = ""
