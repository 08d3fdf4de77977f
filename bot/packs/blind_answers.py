"""Blind answers: a filled-in sheet read strictly, and what each answer says about the key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from bot.errors import NotAnAnswer
from bot.item_types.choice import Choice
from bot.item_types.matching import Matching
from bot.packs.blind import Extent, Shown, show
from bot.packs.faults import Fault, Sheet, shape_faults
from bot.packs.fields import ItemId, MaybeSentence, OneToFive, Positive, Shape, Word
from bot.packs.reading import Manuscript
from bot.packs.standing import SURE
from bot.rules.items import Answer

Result = Literal["agrees", "disagrees", "rival", "unsure"]
CHANCE = 0.05
LONGEST_NOTE = 700  # as `note` in an item
_NOTHING = {"", "-", "~", "no", "null", "none"}
_BETWEEN = re.compile(r"[\s,;>+&.-]+|and\b", re.IGNORECASE)
_PAIR = re.compile(r"(\d+)\s*[=:>.-]*\s*([A-Za-z])")


def _blank(given: object) -> object:
    return None if isinstance(given, str) and given.strip().casefold() in _NOTHING else given


def _flat(given: object) -> object:
    return " ".join(given.split()) if isinstance(given, str) else given


class AnswerShape(Shape):
    """One entry of the sheet."""

    id: ItemId
    version: Positive
    seen: Word
    answer: str | list[str] | dict[str, str] = ""
    confidence: Annotated[OneToFive | None, BeforeValidator(_blank)] = None
    rival: Annotated[str, Field(max_length=40)] = ""
    missing: Annotated[MaybeSentence, BeforeValidator(_flat)] = ""
    note: Annotated[MaybeSentence, BeforeValidator(_flat)] = ""

    @property
    def answered(self) -> bool:
        """Whether anything was filled in as the answer."""
        return _blank(self.answer) not in (None, [], {})


class SheetShape(Shape):
    """A whole sheet."""

    seed: Word
    extent: Extent
    answers: list[AnswerShape] = Field(min_length=1, max_length=2_000)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one blind answer came to; `note` is what the item's review shall say, in the file's own letters."""

    shown: Shown
    answer: Answer
    result: Result
    confidence: int
    note: str

    @property
    def id(self) -> str:
        """The item's id."""
        return self.shown.script.item.id

    @property
    def right(self) -> bool:
        """Whether the answer is the key."""
        return self.result != "disagrees"


def read_sheet(sheet: Sheet) -> tuple[SheetShape | None, tuple[Fault, ...]]:
    """The sheet, or everything about its shape that is wrong."""
    try:
        return SheetShape.model_validate(sheet.tree), ()
    except ValidationError as refused:
        return None, tuple(shape_faults(sheet, refused, (), SheetShape))


def judge(
    filled: SheetShape, scripts: Mapping[str, Manuscript], sheet: Sheet, faults: list[Fault]
) -> Iterator[Verdict]:
    """A verdict for each entry that was answered; what cannot be judged goes to `faults`, named with its line."""
    met: set[str] = set()
    for place, entry in enumerate(filled.answers):
        at = ("answers", place)
        if not entry.answered:
            continue
        if entry.id in met:
            faults.append(sheet.error("twice", f"{entry.id} is answered twice", at))
            continue
        met.add(entry.id)
        try:
            yield _verdict(entry, filled, scripts.get(entry.id))
        except ValueError as wrong:
            faults.append(sheet.error("answer", f"{entry.id}: {wrong}", (*at, "answer")))


def chance(problem: Choice) -> float:
    """How likely a guess among the options is right (0 to 1)."""
    return 1 / comb(len(problem.options), problem.select)


def most_by_chance(chances: Sequence[float], risk: float = CHANCE) -> int:
    """The fewest right answers that guessing exceeds with at most this `risk` (0 to 1).

    The sum of independent guesses, each with its own chance, exactly; with equal chances it is the binomial.

    >>> most_by_chance([0.25] * 20)
    8
    """
    shares = [1.0]
    for one in chances:
        shares = [
            (shares[k] if k < len(shares) else 0.0) * (1 - one) + (shares[k - 1] * one if k else 0.0)
            for k in range(len(shares) + 1)
        ]
    beyond = 1.0
    for right, share in enumerate(shares):
        beyond -= share
        if beyond <= risk:
            return right
    return len(chances)


def _verdict(entry: AnswerShape, filled: SheetShape, script: Manuscript | None) -> Verdict:
    if script is None:
        raise ValueError("there is no such item")
    shown = show(script, filled.seed)
    if shown.seen != entry.seen or script.item.version != entry.version:
        raise ValueError("the item changed since it was printed; print it again for a new reader")
    answer = _answer(shown, entry.answer)
    if entry.confidence is None:
        raise ValueError("the confidence is missing: 1 (a guess) to 5 (certain)")
    rival = _rival(shown, entry.rival, answer)
    result: Result = "agrees"
    if not script.item.problem.mark(answer).right:
        result = "disagrees"
    elif filled.extent == "full" and (rival or entry.confidence < SURE):  # a guess is no less right for being one
        result = "rival" if rival else "unsure"
    said = (
        f"answered {' '.join(answer)}" if result == "disagrees" else "",
        f"could defend {rival}" if rival else "",
        f"missing: {entry.missing}" if entry.missing else "",
        entry.note,
    )
    note = "; ".join(filter(None, said))
    if len(note) > LONGEST_NOTE:
        raise ValueError(f"note and missing have {len(note)} characters; at most {LONGEST_NOTE}")
    return Verdict(shown, answer, result, entry.confidence, note)


def _answer(shown: Shown, given: str | list[str] | dict[str, str]) -> Answer:
    problem = shown.script.item.problem
    if isinstance(problem, Matching):
        answer = _paired(shown, problem, given)
    else:
        answer = _named(shown, given if isinstance(given, str) else " ".join(given))
    try:
        whole = problem.wants(answer) is None
    except NotAnAnswer:
        whole = False
    if not whole:
        raise ValueError("the answer names too few letters, too many, or one of them twice")
    return answer


def _paired(shown: Shown, problem: Matching, given: str | list[str] | dict[str, str]) -> Answer:
    text = " ".join(f"{number}={letter}" for number, letter in given.items()) if isinstance(given, dict) else given
    text = text if isinstance(text, str) else " ".join(text)
    if not re.search(r"\d", text):
        return _named(shown, text)
    pairs = _PAIR.findall(text)
    by_prompt = dict(pairs)
    wanted = [str(number) for number in range(1, len(problem.prompts) + 1)]
    if sorted(number for number, _ in pairs) != sorted(wanted) or _BETWEEN.sub("", _PAIR.sub("", text)):
        raise ValueError(f"each prompt from 1 to {len(wanted)} takes one letter, as in 1=C 2=A")
    return _named(shown, " ".join(by_prompt[number] for number in wanted))


def _named(shown: Shown, text: str) -> Answer:
    signs = _BETWEEN.sub("", text).upper()
    if unknown := sorted({sign for sign in signs if sign not in shown.letters}):
        raise ValueError(f"no option is shown as {', '.join(unknown)}")
    return tuple(shown.letters[sign] for sign in signs)


def _rival(shown: Shown, text: str, answer: Answer) -> str:
    """What could be defended as well: options of a choice in the file's letters, anything else as it was written."""
    if _blank(text) is None:
        return ""
    if not isinstance(shown.script.item.problem, Choice):
        return f"{' '.join(text.split())} as shown"
    rivals = _named(shown, text)
    if set(rivals) <= set(answer):
        raise ValueError("the rival is the answer itself; leave it empty when there is none")
    return " ".join(rivals)
