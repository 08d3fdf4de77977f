"""What leads see, in the gallery: groups of several sizes, one member, a file, and the same for the member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.cards.brief import Brief, Participation, brief_card, pointer_card, setting_card
from bot.cards.group_readiness import Sight, group_card
from bot.cards.member_readiness import kept_card, member_card, namesakes_card, privacy_card
from bot.cards.model import Card
from bot.cards.readiness_file import file_card
from bot.cards.seen import Exam, Seen
from bot.cards.trouble import refusal_card
from bot.errors import NotInSight
from bot.rules.cells import TaskCell
from bot.rules.disclosure import Of
from bot.rules.gaps import GapMap, TaskGap
from bot.rules.trends import Trend
from tests.bot.cards.readiness_gallery import LITTLE, MY_REPORT, SOLID
from tests.bot.specimens import EACH_TYPE

GROUP = "k3v5q2m7x4a6b"
EXAM = Exam(100, 1000, 720, 0.689)
_SHARES = (0.82, 0.74, 0.71, 0.44, 0.63, 0.66, 0.77, 0.58, 0.70, 0.61, 0.73, 0.69)
_BLUEPRINT = tuple(f"{domain}.{task}" for domain in range(1, 5) for task in range(1, 4))


def tasks_of(*, less: float = 0.0, answers: int = 12) -> tuple[TaskCell, ...]:
    """Twelve tasks, the third of each domain with too few answers."""
    return tuple(
        TaskCell(
            task,
            f"Task {task}",
            task[0],
            share - less,
            share - less - 0.06,
            share - less + 0.06,
            answers if not task.endswith("3") else 3,
            "weak" if share < 0.5 and answers >= 8 else "",
        )
        for task, share in zip(_BLUEPRINT, _SHARES, strict=True)
    )


_SINCE = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
MAYA_SEEN = Seen(
    id="maya",
    name="Maya",
    readiness=SOLID,
    tasks=tasks_of(),
    trend=Trend(24, "up", _SINCE),
    risks=(),
    last_on=date(2026, 11, 22),
    idle=1,
    exam_day=date(2026, 12, 18),
    exam_in=25,
    below=(),
)
OMAR_SEEN = replace(
    MAYA_SEEN,
    id="omar",
    name="Omar",
    readiness=replace(SOLID, chance=0.31, scaled=671, low=560, high=774, evidence="preliminary"),
    tasks=tasks_of(less=0.12),
    trend=Trend(-31, "down", _SINCE),
    risks=("exam near", "idle", "falling", "domain below"),
    last_on=date(2026, 11, 12),
    idle=11,
    exam_day=date(2026, 12, 2),
    exam_in=9,
    below=("2", "4"),
)
RISKY_NAME = "=cmd|' /C calc'!A0"
NEW_SEEN = replace(
    MAYA_SEEN,
    id="new",
    name=RISKY_NAME,
    readiness=LITTLE,
    tasks=tasks_of(answers=1),
    trend=None,
    risks=("idle", "little evidence"),
    last_on=None,
    idle=16,
    exam_day=None,
    exam_in=None,
)
STEADY_SEEN = replace(OMAR_SEEN, id="lin", name="Lin", trend=Trend(3, "", _SINCE), risks=("exam near",), exam_in=0)
STEADY_SEEN = replace(STEADY_SEEN, readiness=LITTLE, below=("2",))
FOUR_SEEN = (NEW_SEEN, STEADY_SEEN, MAYA_SEEN, OMAR_SEEN)
"""In order of their names."""


def crowd(people: int) -> tuple[Seen, ...]:
    """So many who agreed."""
    return tuple(
        replace(FOUR_SEEN[at % 4], id=f"member{at}", name=f"Member {at:02} with a name of some length")
        for at in range(people)
    )


def gap_map_of(*above: int, people: int = 7) -> GapMap:
    """A group's gaps, with so many above the pass line in the first tasks."""
    tasks = tuple(
        TaskGap(task, f"The title of task {task}", task[0], above[at % len(above)], 0.5 + at / 100)
        for at, task in enumerate(_BLUEPRINT)
    )
    found = GapMap(people, tasks)
    return replace(found, session=found.weakest[0].task)


def _group(seen: Sequence[Seen], hidden: int, gaps: GapMap, of: Of) -> Card:
    return group_card(Sight(seen, hidden, gaps, of, EXAM, GROUP))


MONDAY = date(2026, 11, 23)
FIVE = tuple(
    replace(one, id=f"mla-d1-80{number:02}", task=task)
    for number, (one, task) in enumerate(
        zip((EACH_TYPE[0], EACH_TYPE[1], *[EACH_TYPE[0]] * 3), ("2.1", "2.1", "3.2", "3.2", "4.3"), strict=True)
    )
)
_BRIEF = Brief(
    MONDAY,
    GROUP,
    Sight(FOUR_SEEN, 5, gap_map_of(6, 2, 4, 0), "everybody", EXAM, GROUP),
    FIVE,
    {task: f"The title of task {task}" for task in _BLUEPRINT},
    Participation(9, 6, 41, 5),
)

LEADS: Mapping[str, Card] = {
    "brief": brief_card(_BRIEF),
    "brief of a small group": brief_card(
        replace(_BRIEF, sight=Sight((), 2, GapMap(3), "", EXAM, GROUP), questions=FIVE[:4], took_part=None)
    ),
    "brief of a quiet week": brief_card(
        replace(_BRIEF, sight=replace(_BRIEF.sight, seen=crowd(30)), questions=(), took_part=Participation(9, 0, 0, 1))
    ),
    "brief to be read elsewhere": pointer_card(MONDAY, "k3v5q2m7x4a6b"),
    "no brief": setting_card(None, "Europe/Berlin", group=GROUP, saved=False),
    "no more briefs": setting_card(None, "Europe/Berlin", group=GROUP, saved=True),
    "brief is on": setting_card(_SINCE, "Europe/Berlin", group=GROUP, saved=False),
    "brief turned on": setting_card(_SINCE, "Europe/Berlin", group=GROUP, saved=True),
    "readiness of a group": _group(FOUR_SEEN, 5, gap_map_of(6, 2, 4, 0), "everybody"),
    "readiness of those who agreed": _group(crowd(6), 1, gap_map_of(6, 2, 4, people=6), "agreed"),
    "readiness of a few": _group((MAYA_SEEN,), 1, GapMap(2), ""),
    "readiness of nobody": _group((), 0, GapMap(0), ""),
    "readiness of a crowd": _group(crowd(64), 12, gap_map_of(0, 20, 61, people=70), "everybody"),
    "readiness of a member": member_card(MY_REPORT, OMAR_SEEN, EXAM, group=GROUP),
    "readiness as a file": file_card(FOUR_SEEN, date(2026, 11, 23), group=GROUP),
    "namesakes": namesakes_card("maya", (*FOUR_SEEN, *crowd(2)), group=GROUP),
    "not in sight": refusal_card(NotInSight("Omar")),
    "privacy": privacy_card(MY_REPORT, MAYA_SEEN, EXAM, shares=False, saved=False),
    "privacy kept": privacy_card(MY_REPORT, OMAR_SEEN, EXAM, shares=True, saved=True),
    "privacy kept and not shown": kept_card("no"),
}
