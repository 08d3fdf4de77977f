"""Everything that can be wanted of readiness."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.command import Command, option


@dataclass(frozen=True, slots=True)
class SetExamDay(Command):
    """Say when you sit the exam, so that your report looks at that day."""

    day: str = option("", "The date, such as 2026-12-18; off when you do not know", single=True)


@dataclass(frozen=True, slots=True)
class SetPrivacy(Command):
    """See what leads can see of you, and choose whether they see how ready you are."""

    share: str = option("", "yes or no", choices="share", single=True)


@dataclass(frozen=True, slots=True)
class TellOutcome(Command):
    """Say how your exam went, for yourself, and choose whether it counts for everybody's estimates."""

    result: str = option("", "pass or fail; off to delete what you told", choices="result", single=True)
    scaled: str = option("", "The score on the exam's scale, if you like", single=True)
    needs: tuple[str, ...] = option((), "Domains that need improvement, such as 2,4; none when all met the bar")
    counts: str = option("", "yes or no: whether it counts for estimates", choices="counts", single=True)


@dataclass(frozen=True, slots=True)
class ShowReadiness(Command):
    """See how ready the members are who agreed to it, who may need a word, and where the group has gaps.

    `who` is the id of a member and `group` says of which of the lead's groups, for buttons that are pressed outside its
    channel.
    """

    file: str = option("", "csv, for all of it as a file", choices="file", single=True)
    member: str = option("", "The report of one member, by name", choices="member")
    who: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class SetBrief(Command):
    """Get a Monday brief: weakest tasks, a session of five questions, and who may need a word.

    `group` says of which of the lead's groups, for buttons that are pressed outside its channel.
    """

    wanted: str = option("", "on, off, or now to read this week's here", choices="switch", single=True)
    time: str = option("", "Hour on Mondays, such as 08:00", single=True)
    group: str = ""


@dataclass(frozen=True, slots=True)
class StopBriefs(Command):
    """Get no Monday brief any more, wherever you press it."""

    group: str


@dataclass(frozen=True, slots=True)
class WriteBrief(Command):
    """The hour of a lead's Monday brief has struck: write it down."""

    group: str
    member: str
