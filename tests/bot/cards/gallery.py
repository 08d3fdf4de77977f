"""The gallery: one specimen of each card, for every renderer to dress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.cards.health import items_card
from bot.cards.me import DomainScore, Progress, home_card, me_card, stranger_home_card
from bot.cards.member import board_name_card, board_name_form, forget_card, report_form, reported_card, reports_card
from bot.cards.model import Away, Button, Card, Link, Paragraph, Plain, RoomName, Strong, text
from bot.cards.moving import Stray, moved_card, moving_form, which_group_card
from bot.cards.question import (
    about,
    closing_card,
    letters_for,
    options_of,
    question_card,
    sheet_card,
    withdrawn_card,
)
from bot.cards.result import missed_card, not_yet_card, rationale_card, receipt_card, result_card
from bot.cards.reviews import no_review_card
from bot.cards.standings import standings_card
from bot.cards.trouble import apology_card, parked_card, permission_card, refusal_card
from bot.cards.welcome import (
    Status,
    can_post_card,
    cannot_post_card,
    changed_card,
    posted_card,
    quiet_card,
    ready_card,
    said_card,
    set_up_form,
    status_card,
)
from bot.commands import AnswerItem, ReportItem, SetUpGroup, ShowHelp
from bot.errors import BadSetting, GroupMoved, LeadsOnly
from bot.rules.groups import Member, Role
from bot.rules.items import Answer, Item
from bot.rules.reviews import Queue
from bot.rules.standings import rank
from bot.usecases.show_help import help_for
from tests.bot.cards.desk_gallery import DESK
from tests.bot.cards.figures import REPORT
from tests.bot.cards.healths import HEALTHS
from tests.bot.cards.lead_gallery import LEADS
from tests.bot.cards.mock_gallery import CORRECTIONS, MOCKS
from tests.bot.cards.readiness_gallery import AFTER, BEGINNER, MY_REPORT, ON_THE_EVE, PASSED, READINESS
from tests.bot.specimens import EACH_TYPE, pack

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"
SESSION = "k3v5q2m7x4a6b"
HOSTILE = "<!channel> @everyone <@U1> *bold* `code` [a](https://example.com) " + chr(0x202E) + "backwards"

MAYA = Member("g", "maya", "Maya", Role.LEAD, AT)
OMAR = Member("g", "omar", HOSTILE[:40], Role.MEMBER, AT)
LIN = Member("g", "lin", "Lin", Role.MEMBER, AT, show="alias", alias="Night owl")
RAY = Member("g", "ray", "Ray", Role.MEMBER, AT, show="hidden")
_STRAY = Stray("k3v5q2m7x4a6b", "MLA-C01", RoomName("C1"), 12, AT, ZONE)
PROGRESS = Progress(
    4, 3, 5, tuple(DomainScore(d.title, n, n + 2 if n else 0) for n, d in enumerate(pack().blueprint.domains)), 1
)


def right_answer(item: Item) -> Answer:
    """An answer that is right."""
    lines = [line for line in item.problem.reveal() if line.right]
    if item.problem.type == "matching":
        return tuple(chr(64 + int(line.id)) for line in lines)
    return tuple(line.id for line in lines)


def wrong_answer(item: Item) -> Answer:
    """A complete answer that is wrong, and close where it can be."""
    right = right_answer(item)
    if len(right) == 1:
        return ("A",)
    if item.problem.type == "multiple_response":
        return ("A", right[0])
    return (right[1], right[0], *right[2:])


def _of(item: Item) -> Mapping[str, Card]:
    foot = about(item, "The domain", "The task")
    letters = letters_for(options_of(item), "seed")
    answers = right_answer(item), wrong_answer(item)
    entry = item.problem.wants(())
    assert entry is not None
    command = AnswerItem(SESSION, item.id, asked=1_763_884_800)
    shares = item.problem.tally([*answers, answers[0]])

    def result(answer: Answer, *, fresh: bool, quiz: bool, review: bool = False) -> Card:
        mark = item.problem.mark(answer)
        return result_card(
            item,
            answer,
            right=mark.right,
            near=mark.near,
            fresh=fresh,
            letters=letters,
            session=SESSION,
            streak=3,
            foot=foot,
            quiz=quiz,
            comes_back=quiz and not mark.right,
            review=review,
        )

    return {
        "question": question_card(item, session=SESSION, foot=foot, closes_at=CLOSES, zone=ZONE, answered=2),
        "sheet": sheet_card(item, entry, command, seed="seed", foot=foot),
        "right": result(answers[0], fresh=True, quiz=False),
        "wrong": result(answers[1], fresh=True, quiz=True),
        "twice": result(answers[1], fresh=False, quiz=False),
        "reviewed": result(answers[0], fresh=True, quiz=True, review=True),
        "receipt": receipt_card(
            item, answers[0], fresh=True, closes_at=CLOSES, zone=ZONE, letters=letters, session=SESSION, foot=foot
        ),
        "closing": closing_card(
            item, session=SESSION, shares=shares, answered=3, right=2, closed_at=CLOSES, zone=ZONE, foot=foot
        ),
        "unanswered": closing_card(
            item, session=SESSION, shares=shares, answered=0, right=0, closed_at=CLOSES, zone=ZONE, foot=foot
        ),
        "not yet": not_yet_card(item, session=SESSION, closes_at=CLOSES, zone=ZONE, at_once=True, foot=foot),
        "rationale": rationale_card(item, day=AT.date(), kept=[("Maya", 4), (HOSTILE[:40], 2)], foot=foot),
        "missed": missed_card(item, closed_at=CLOSES, zone=ZONE, foot=foot),
    }


_ITEM_CARDS = {f"{item.type} {item.id[-4:]} {name}": card for item in EACH_TYPE for name, card in _of(item).items()}

_MEMBERS = {member.id: member for member in (MAYA, OMAR, LIN, RAY)}
_ROWS = rank([("maya", 3, 4), ("omar", 3, 5), ("lin", 1, 5), ("ray", 0, 1)])
_SLOTS = ((AT, False), (CLOSES, True))

_READY = ready_card(pack(), opens_at=AT, days="mon, tue", zone=ZONE, preview=_ITEM_CARDS["case_study 9005 question"])
GALLERY: Mapping[str, Card] = {
    **_ITEM_CARDS,
    **MOCKS,
    **CORRECTIONS,
    "standings": standings_card(_ROWS, _MEMBERS, me="lin", week=date(2026, 11, 23)),
    "standings of one hidden": standings_card(_ROWS, _MEMBERS, me="ray", week=date(2026, 11, 23)),
    "no standings yet": standings_card((), _MEMBERS, me="lin", week=date(2026, 11, 23)),
    "me": me_card(MAYA, PROGRESS, MY_REPORT),
    "me with little evidence": me_card(MAYA, PROGRESS, BEGINNER),
    "me after the exam": me_card(MAYA, PROGRESS, AFTER, PASSED),
    "me on the eve": me_card(MAYA, PROGRESS, ON_THE_EVE, reviews=1),
    "me after a correction": me_card(MAYA, PROGRESS, MY_REPORT, corrected=2),
    **READINESS,
    **DESK,
    **LEADS,
    "home": home_card(OMAR, PROGRESS, quiet_card(AT, ZONE), lead=True, report=MY_REPORT, reviews=4),
    "no review today": no_review_card(Queue((), 2, 0, AT.date())),
    "enough reviewed": no_review_card(Queue((), 15, 4, AT.date())),
    "nothing to review": no_review_card(Queue((), 0, 0, None)),
    "home of a beginner": home_card(OMAR, PROGRESS, quiet_card(AT, ZONE), lead=False),
    "home of a stranger": stranger_home_card(help_for([pack().exam], lead=False)),
    "board name": board_name_form(LIN),
    "board name kept": board_name_card(RAY),
    "forget": forget_card(done=False),
    "forgotten": forget_card(done=True),
    "report": report_form(ReportItem("", SESSION, "mla-d1-9001"), "The stem"),
    "reported": reported_card("mla-d1-9001", 2),
    "reports": reports_card([("mla-d1-9001", "2", "23 November", HOSTILE)] * 15),
    "no reports": reports_card([]),
    "items": items_card(HEALTHS),
    "no items": items_card(()),
    "set up": set_up_form(SetUpGroup("09:00", ZONE, ("mon",), "17:00", "at_once", "mla-c01", "170", "C1"), (pack(),)),
    "ready": _READY,
    "set up anew": changed_card(_READY, asked=False),
    "set up anew today": changed_card(_READY, asked=True),
    "which group": which_group_card((_STRAY,), may_found=True),
    "which of several groups": which_group_card((_STRAY, replace(_STRAY, members=1, heard=None)), may_found=False),
    "set up of a moving group": moving_form(
        set_up_form(
            SetUpGroup("09:00", ZONE, ("mon",), "17:00", "at_once", "mla-c01", "170", "C1", "k3v5q2m7x4a6b"), (pack(),)
        ),
        may_found=True,
    ),
    "moved": moved_card(
        ready_card(pack(), opens_at=AT, days="mon", zone=ZONE, preview=_ITEM_CARDS["multiple_choice 9001 question"]),
        "C2",
    ),
    "moved away": refusal_card(GroupMoved("C2")),
    "status": status_card(
        Status(
            (("Exam", "One"),),
            (
                (RoomName("C1"), ""),
                (RoomName("7"), "it was archived"),
                (Plain("A channel on Slack"), "it was archived"),
            ),
            _SLOTS,
            ZONE,
            paused=False,
        )
    ),
    "paused": status_card(Status((("Exam", "One"),), (), _SLOTS, ZONE, paused=True)),
    "said": said_card("Posted.", "The first question is on its way to the channel."),
    "cannot post": cannot_post_card(said_card("Your study group is ready.", "MLA-C01."), f"because {HOSTILE}"),
    "can post": can_post_card(),
    "posted": posted_card("", ((RoomName("C1"), "it was archived"), (RoomName(HOSTILE), HOSTILE))),
    "quiet": quiet_card(AT, ZONE),
    "quiet and paused": quiet_card(None, ZONE),
    "help": help_for([pack().exam], lead=True),
    "refusal": refusal_card(LeadsOnly()),
    "bad setting": refusal_card(BadSetting("zone", f"“{HOSTILE}” is not a time zone I know.")),
    "apology": apology_card("c0ffee12abcd"),
    "parked": parked_card(((RoomName("C1"), "it was archived"), (RoomName(HOSTILE), HOSTILE))),
    "permission": permission_card(RoomName("C1"), "Create Public Threads"),
    "withdrawn": withdrawn_card(),
    "figure": Card("Your mini mock", (Paragraph(text("43 of 65 right.")), REPORT, Paragraph(text("Study models.")))),
    "hostile": Card(
        HOSTILE,
        blocks=(Paragraph(text(Strong(HOSTILE), HOSTILE, Link(HOSTILE, "https://docs.aws.amazon.com/a?b=c&d=<e>"))),),
        controls=(Button(HOSTILE[:40], ShowHelp(), spoken=HOSTILE), Away("Read", "https://docs.aws.amazon.com/")),
        foot=text(HOSTILE),
    ),
}
