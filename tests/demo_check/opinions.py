"""Opinions: what the product told, read off its cards as anybody would read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.cards.model import Card, Meter, Moment, Paragraph, Table
from tests.demo_check.boards import Place
from tests.demo_check.scores import Report
from tests.demo_check.streaks import Home

FROM_FIVE, FROM_THREE = 5, 3
"""People from whom on the spread of a mock exam, and its most missed questions, are told."""


def words_of(card: Card) -> list[str]:
    """Its paragraphs as plain words; instants are left out."""
    return [
        "".join("" if isinstance(span, Moment) else getattr(span, "text", "") for span in block.text)
        for block in card.blocks
        if isinstance(block, Paragraph)
    ]


def number_in(words: str, pattern: str, *, otherwise: int = 0) -> int:
    """The number that the pattern captures."""
    found = re.search(pattern, words)
    return int(found[1]) if found else otherwise


def home_of(card: Card) -> Home:
    """A member's home."""
    words = " ".join(words_of(card))
    close = 1 if "One wrong answer was close" in words else number_in(words, r"(\d+) wrong answers were close")
    meters = [block for block in card.blocks if isinstance(block, Meter)]
    return Home(
        today="open" if "It waits" in words else "answered" if "You have answered it" in words else "none",
        streak=number_in(words, r"Streak: (\d+) study day"),
        week=(number_in(words, r"This week: (\d+) of"), number_in(words, r"This week: \d+ of (\d+)")),
        close=close,
        domains={
            meter.label.partition(".")[0]: (
                number_in(meter.note, r"^(\d+) of"),
                number_in(meter.note, r"of (\d+) right"),
            )
            for meter in meters
        },
    )


def board_of(card: Card) -> list[Place]:
    """The week's board."""
    return [(int(rank), name, int(right), int(of)) for rank, name, right, of in _rows(card, "Member")]


def ahead_of(card: Card) -> list[tuple[datetime, bool]]:
    """The next questions on the group's status, each with whether it says that the clocks change."""
    return [
        (moment.at, "the clocks change" in "".join(getattr(span, "text", "") for span in block.text))
        for block in card.blocks
        if isinstance(block, Paragraph)
        for moment in block.text
        if isinstance(moment, Moment)
    ]


def agreed_of(card: Card) -> tuple[list[str], int]:
    """Whom a lead is shown by name as agreed to it, and how many others are counted."""
    names = [row[0].partition(". ")[2] for row in _rows(card, "Member")]
    words = " ".join(words_of(card))
    return names, number_in(words, r"(\d+) members? keeps? theirs to themselves")


def count_of(card: Card) -> tuple[int, ...]:
    """How many have answered an open question, or have begun and handed in a mock exam."""
    words = " ".join(words_of(card))
    if card.title.startswith("The weekly"):
        return number_in(words, r"(\d+) (?:has|have) begun"), number_in(words, r"(\d+) handed in")
    return (number_in(words, r"(\d+) (?:has|have) answered"),)


def closing_of(card: Card) -> tuple[int, int, list[tuple[float, bool]]]:
    """A closed daily question: answered, right, and each line's share with whether it is of the key."""
    words = " ".join(words_of(card))
    lines = [(block.share, block.state == "right") for block in card.blocks if isinstance(block, Meter)]
    answered = number_in(words, r"(\d+) (?:person|people) answered")
    return answered, number_in(words, r"answered, (\d+) of them right"), lines


def kept_of(card: Card) -> dict[str, int]:
    """The streaks in the thread of a closed question."""
    found = next((words for words in words_of(card) if words.startswith("Streaks kept alive: ")), "")
    return {name: int(days) for name, days in re.findall(r"(?:^|, )([^,]+?) \((\d+)\)", found.partition(": ")[2])}


def report_of(card: Card) -> Report | None:
    """The report of a mock exam; None where it is kept back, or the card is another one."""
    title = re.search(r": (\d+) of (\d+) right$", card.title)
    if title is None:
        return None
    return Report(
        right=int(title[1]),
        total=int(title[2]),
        scaled=number_in(" ".join(words_of(card)), r"About (\d+) of 1000"),
        domains=[(_id(name), *_of(right), meets == "Meets") for name, right, meets in _rows(card, "Domain")],
        tasks=[(_id(name), *_of(right)) for name, right in _rows(card, "Task")],
    )


@dataclass(frozen=True, slots=True)
class ToldResults:
    """The group's results in the thread of a weekly mock; what is told of nobody in few people is None."""

    people: int
    least: int | None
    most: int | None
    middle: float | None
    missed: list[str]
    improved: dict[str, int]


def results_of(card: Card) -> ToldResults:
    """Read the results."""
    words = words_of(card)
    spread = re.search(r"Right answers, of \d+: (\d+) to (\d+), half of you ([\d.]+) or more", words[0])
    gains = next((one for one in words if one.startswith("Most improved of those who chose to be named: ")), "")
    return ToldResults(
        people=number_in(words[0], r"(\d+) (?:person|people) took it"),
        least=int(spread[1]) if spread else None,
        most=int(spread[2]) if spread else None,
        middle=float(spread[3]) if spread else None,
        missed=[found[1] for one in words if (found := re.search(r"Most missed, \d: (\d+%) got it wrong", one))],
        improved={
            name.strip(): int(gain)
            for name, gain in re.findall(r"([^,:]+?) \(\+(\d+) in 100\)", gains.partition(": ")[2])
        },
    )


def _rows(card: Card, head: str) -> Iterator[tuple[str, ...]]:
    for block in card.blocks:
        if isinstance(block, Table) and head in block.columns[:2]:
            yield from block.rows


def _of(cell: str) -> tuple[int, int]:
    got, _, of = cell.partition(" of ")
    return int(got), int(of)


def _id(cell: str) -> str:
    return cell.partition(" ")[0]
