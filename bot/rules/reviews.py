"""Reviews: which missed items are worth asking again, and when.

What a member got wrong, or only guessed, comes back after growing intervals, by the memory model FSRS-6 as the package
`fsrs` has it (https://github.com/open-spaced-repetition/py-fsrs). Everything is replayed from the answers on record, so
a new exam day moves at once what is due. It says what to ask, and nothing of readiness: to remember a question is not
to know its subject.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil

from bot.rules.attempts import GUESS, SURE
from bot.rules.evidence import FASTEST
from bot.rules.sessions import Response

REMEMBERED = 0.85
"""A review is due once its item is remembered with this chance."""

LONGEST = 60
"""Days between two reviews at most, for somebody without an exam day."""

OF_THE_WAY = 0.3
"""Days between two reviews at most, as a share of the days to the exam: what was missed comes back before it."""

LAST_DAYS = 7
"""So close to the exam, what counts is what will be remembered on its day."""

MISCONCEPTION = 1.5
"""How much more a wrong answer is worth that they were sure of: such errors mend well once they were explained."""

A_DAY = 15
"""Reviews on one day at most. What is left waits, and is never piled up."""

AFTER_A_PAUSE = 5
"""Reviews at most on the first day after a pause."""

PAUSE = timedelta(days=5)
"""Without an answer for so long, they begin again with few."""


@dataclass(frozen=True, slots=True)
class Review:
    """An item to ask again: from which day on, how likely it is remembered (0 to 1), and what asking it is worth."""

    item: str
    due_on: date
    remembered: float
    worth: float


@dataclass(frozen=True, slots=True)
class Queue:
    """A member's reviews: those to ask today, the most worthwhile first.

    `done` were answered today, `waiting` are due beyond what is asked on one day, `next_on` is when more come due.
    """

    now: tuple[Review, ...]
    done: int
    waiting: int
    next_on: date | None


def queue(
    answers: Iterable[Response],
    shares: Mapping[str, float],
    *,
    at: datetime,
    day_of: Callable[[datetime], date],
    exam_in: int | None = None,
    held: Collection[str] = (),
) -> Queue:
    """What a member reviews today.

    Args:
        answers: all their answers whose key they have been told, in any order.
        shares: of each item that may be asked, the share of its domain in the exam, 0 to 1.
        at: the instant.
        day_of: the date of an instant where they study.
        exam_in: days to their exam, None without one; an exam that has passed counts as none.
        held: items that something open asks: they come another day.
    """
    ahead = exam_in if exam_in is not None and exam_in >= 0 else None
    today = day_of(at)
    by_item: dict[str, list[Response]] = defaultdict(list)
    days: list[date] = []
    done = 0
    for answer in sorted(answers, key=lambda answer: (answer.at, answer.session, answer.item)):
        days.append(day_of(answer.at))
        done += days[-1] == today and answer.item in by_item
        by_item[answer.item].append(answer)
    missed = {item: kept for item in shares if item in by_item and (kept := _from_the_first_slip(by_item[item]))}
    planned = _planned(missed, shares, today=today, day_of=day_of, ahead=ahead) if missed else []
    due: list[Review] = []
    others: list[Review] = []
    for one in sorted(planned, key=lambda one: (-one.worth, one.item)):
        (due if one.due_on <= today and one.item not in held else others).append(one)
    before = max((day for day in days if day < today), default=None)
    most = AFTER_A_PAUSE if before is not None and today - before >= PAUSE else A_DAY
    now = tuple(due[: max(0, most - done)])
    later = min((max(one.due_on, today + timedelta(days=1)) for one in others), default=None)
    return Queue(now, done, len(due) - len(now), later)


def slipped(answer: Response, *, first: bool) -> bool:
    """Whether an answer was wrong or guessed; not at a first glance: the question may not even have been read."""
    return (not answer.right or answer.sure == GUESS) and not (first and _rapid(answer))


def _rapid(answer: Response) -> bool:
    return answer.seconds is not None and answer.seconds < FASTEST


def _from_the_first_slip(answers: Sequence[Response]) -> Sequence[Response]:
    """The answers to one item from the first that was wrong or guessed; none when there was none."""
    first = next((place for place, one in enumerate(answers) if slipped(one, first=not place)), len(answers))
    return answers[first:]


def _planned(
    missed: Mapping[str, Sequence[Response]],
    shares: Mapping[str, float],
    *,
    today: date,
    day_of: Callable[[datetime], date],
    ahead: int | None,
) -> list[Review]:
    """Replay the answers to each item, in whole days: at which hour of a day somebody studies says nothing."""
    from fsrs import Card, Rating, Scheduler  # noqa: PLC0415 - slow to import, and needed by who reviews only

    scheduler = Scheduler(
        desired_retention=REMEMBERED,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST if ahead is None else max(2, ceil(OF_THE_WAY * ahead)),
        enable_fuzzing=False,
    )
    looked_at = _noon(today + timedelta(days=ahead if ahead is not None and ahead <= LAST_DAYS else 0))
    planned = []
    for item, answers in missed.items():
        card = Card(card_id=1)
        for answer in answers:
            if not answer.right or _rapid(answer):
                rating = Rating.Again
            else:
                rating = Rating.Hard if answer.sure == GUESS else Rating.Good
            card, _ = scheduler.review_card(card, rating, _noon(day_of(answer.at)))
        remembered = scheduler.get_card_retrievability(card, looked_at)
        mistaken = MISCONCEPTION if not answers[-1].right and answers[-1].sure == SURE else 1.0
        planned.append(Review(item, card.due.date(), remembered, shares[item] * (1 - remembered) * mistaken))
    return planned


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
