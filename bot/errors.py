"""Refusals: errors a member is told about, one class of one line each; its docstring is the sentence."""

from __future__ import annotations

import inspect
from typing import Literal

Lack = Literal["empty", "aside", "open", "long"]
"""Why a weekly mock has nothing to ask: the pack has no question for it, all are set aside, all are open before the
group now, or what is left are cases with more questions than the form has room for."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a defect
    """That did not work. Try again, or ask for /help."""

    field = ""
    """The field of a form the sentence belongs beside, if any."""

    def __init__(self, sentence: str = "") -> None:
        """Say `sentence`, or the docstring of the class."""
        super().__init__(sentence or inspect.cleandoc(self.__doc__ or ""))


class NoGroupHere(Refusal):
    """No study group lives here yet. A lead can start one with /cohort setup."""


class GroupMoved(NoGroupHere):
    """This study group has moved. Use its new channel."""

    def __init__(self, room: str) -> None:
        """Name the `room` it lives in now."""
        super().__init__()
        self.room = room


class PackMissing(NoGroupHere):
    """The pack of this group is not installed."""

    def __init__(self, pack: str) -> None:
        """Name the `pack`, and the two ways out."""
        super().__init__(
            f"The pack {pack!r} of this group is not installed. A lead can choose another with "
            "/cohort setup, or put its folder back into content/."
        )


class LeadsOnly(Refusal):
    """Only leads of this group can do that. Ask a lead, or see what you can do with /help."""


class DeskClosed(Refusal):
    """Your time at the desk is over, it was ended, or you do not lead this group now. /cohort desk opens it anew."""


class LinkOver(Refusal):
    """This link was good for fifteen minutes, and they have passed. Type /cohort desk in your group for a new one."""


class LinkOpened(Refusal):
    """This link was opened before; each works once. /cohort desk gives a new one, /cohort desk off ends the others."""


class LinkUnknown(Refusal):
    """This link was ended, or came over in part. Type /cohort desk in your group for a new one."""


class NoDesk(Refusal):
    """The lead’s page is not served here. Who runs Cohort can start it with: cohort web."""


class NothingThere(Refusal):
    """There is no such table or picture on the desk now. The desk itself shows what there is."""


class NotYours(Refusal):
    """That button belongs to another group, or was deleted with your data. Use one in your own group's channel."""


class NotInSight(Refusal):
    """Nobody of that name shows you how ready they are."""

    def __init__(self, typed: str = "") -> None:
        """Name what was `typed`: whether somebody of that name keeps to themselves is not told."""
        whom = f"Nobody called “{typed}” shows" if typed else "They do not show"
        super().__init__(
            f"{whom} you how ready they are. /cohort readiness lists everybody who does; it is theirs to choose, "
            "with /privacy."
        )


class NobodyAgreed(Refusal):
    """Nobody has agreed yet that leads see how ready they are, so a file would be empty. /privacy asks them."""


class ChangedSince(Refusal):
    """Something has changed here since that was shown. Type /cohort setup again to go on from how it is now."""


class StaleToken(Refusal):
    """That button is from an older version of this bot. Type /today for the current question."""


class SessionClosed(Refusal):
    """This one has closed. You can still practise with /quiz."""


class Withdrawn(Refusal):
    """This question was withdrawn from its pack. Nothing of it counts; practise with /quiz until the next one comes."""


class TodaysQuestion(Refusal):
    """This one is asked in an open question or mock exam now. Answer it there, so that it counts."""


class NoAttempt(Refusal):
    """You are not taking that mock exam, or it was deleted with your data. /mock shows what you can take."""


class NotAnAnswer(Refusal):
    """That does not answer this question. Choose among its options, each as often as it asks."""

    field = "answer"


class NothingOpen(Refusal):
    """No question is open right now. Practise with /quiz until the next one comes."""


class NothingToAsk(Refusal):
    """There is no question left to ask there. Try /quiz without a domain or task."""


class NoMockForm(NothingToAsk):
    """There is no question for a weekly mock now. Leads see why in a message of their own."""

    def __init__(self, lack: Lack) -> None:
        """Name what is lacking."""
        super().__init__()
        self.lack: Lack = lack


class UnknownWords(Refusal):
    """I do not know that one. /help lists everything I can do."""


class BadSetting(Refusal):
    """One of those settings does not fit. Nothing was changed; correct it and send it again."""

    def __init__(self, field: str, sentence: str) -> None:
        """Name the `field` so that a form can show `sentence` beside it."""
        super().__init__(sentence)
        self.field = field
