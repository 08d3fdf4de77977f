"""Lints of the stem: its length, its one constraint, its one positive question, and the number it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.item_types.choice import Choice
from bot.item_types.ordering import Ordering
from bot.packs.faults import Fault
from bot.packs.item_shapes import MatchingShape
from bot.packs.reading import Manuscript
from bot.packs.words import length, question

SHORTEST, LONGEST = 35, 110
ITEM_CHARACTERS = 1_800
NUMBERS = {2: "TWO", 3: "THREE", 4: "FOUR", 5: "FIVE", 6: "SIX", 7: "SEVEN"}
_SUPERLATIVES = "LEAST|MOST|LOWEST|HIGHEST|FEWEST|FASTEST|SHORTEST|SMALLEST|LARGEST|GREATEST|CHEAPEST|BEST|WORST"
_SUPERLATIVE = re.compile(rf"\b(?:{_SUPERLATIVES})\b")
_QUIET = re.compile(r"\b(?<!at )(?:least|most(?! of)|lowest|highest|fewest|fastest|shortest|cheapest|best)\b")
_NEGATIVE = re.compile(r"\bexcept\b[^.?]*\?|\bwhich\b[^.?]{0,60}?\b(?:is|are|does|do|would) not\b", re.IGNORECASE)
_LOUD_NEGATIVE = re.compile(r"\b(?:NOT|EXCEPT)\b")
_CHOOSE = re.compile(r"\(Choose ([A-Z]+)\.\)")


def stem_length(script: Manuscript) -> Iterator[Fault]:
    """A stem has 35 to 110 words; in a case the scenario carries the facts, so only the upper limit holds."""
    count = length(script.item.stem)
    if count > LONGEST:
        yield script.warning("stem-length", f"the stem has {count} words; at most {LONGEST}", "stem")
    elif count < SHORTEST and script.item.case is None:
        yield script.warning("stem-length", f"the stem has {count} words; at least {SHORTEST}", "stem")


def item_length(script: Manuscript) -> Iterator[Fault]:
    """What is shown of an item fits one chat message."""
    prompts = script.shape.prompts if isinstance(script.shape, MatchingShape) else []
    shown = [script.item.stem, *(option.text for option in script.offered), *(prompt.text for prompt in prompts)]
    if (size := sum(map(len, shown))) > ITEM_CHARACTERS:
        about = f"stem and options have {size} characters; at most about {ITEM_CHARACTERS}"
        yield script.warning("item-length", about, "stem")


def negative_stem(script: Manuscript) -> Iterator[Fault]:
    """The question is positive."""
    if _LOUD_NEGATIVE.search(script.item.stem):
        yield script.error("negative-stem", "the stem asks with NOT or EXCEPT; ask a positive question", "stem")
    elif is_negative(script):
        yield script.warning("negative-stem", "the question is negative; ask a positive one", "stem")


def is_negative(script: Manuscript) -> bool:
    """Whether the stem asks for what is not so."""
    return bool(_LOUD_NEGATIVE.search(script.item.stem) or _NEGATIVE.search(question(script.item.stem)))


def superlatives(script: Manuscript) -> Iterator[Fault]:
    """One superlative decides, and it stands in capitals."""
    loud = _SUPERLATIVE.findall(script.item.stem)
    if len(loud) > 1:
        about = f"two superlatives ({', '.join(loud)}); say which one decides"
        yield script.error("two-superlatives", about, "stem")
    elif not loud and "FIRST" not in script.item.stem and (quiet := _QUIET.search(question(script.item.stem))):
        yield script.warning("quiet-superlative", f"write {quiet[0].upper()} in capitals when it decides", "stem")


def number_to_choose(script: Manuscript) -> Iterator[Fault]:
    """A multiple response stem says how many to choose, in its sentence and at its end; no other stem does."""
    stem, problem = script.item.stem, script.item.problem
    found = _CHOOSE.findall(stem)
    if not isinstance(problem, Choice) or problem.select == 1:
        if found:
            yield script.error("choose", f"only multiple response says (Choose {found[0]}.)", "stem")
        return
    wanted = NUMBERS.get(problem.select, str(problem.select))
    if found != [wanted]:
        yield script.error("choose", f"the stem shall end with (Choose {wanted}.)", "stem")
    elif not re.search(rf"\b{wanted}\b", _CHOOSE.sub("", stem), re.IGNORECASE):
        yield script.warning("choose-sentence", f"say {wanted} in the question as well", "stem")


def number_to_order(script: Manuscript) -> Iterator[Fault]:
    """An ordering stem says ALL FIVE, or "Select and order THREE"."""
    stem, problem = script.item.stem, script.item.problem
    if not isinstance(problem, Ordering):
        return
    wanted = NUMBERS.get(len(problem.key), str(len(problem.key)))
    if len(problem.key) == len(problem.options):
        if not re.search(rf"\bALL {wanted}\b", stem):
            yield script.error("order-number", f"every response is used, so the stem shall say ALL {wanted}", "stem")
    elif not re.search(rf"(?i:\bselect\b[^.?]*\border\b)[^.?]*\b{wanted}\b", stem):
        about = f"some responses are not used, so the stem shall say: Select and order {wanted}"
        yield script.error("order-number", about, "stem")


def reuse_said(script: Manuscript) -> Iterator[Fault]:
    """A matching stem says whether an option may be used more than once."""
    if not isinstance(script.shape, MatchingShape):
        return
    wanted = "more than once" if script.shape.reuse else "at most once"
    plain = script.item.stem.lower()
    if wanted not in plain and not (not script.shape.reuse and "only once" in plain):
        yield script.warning("reuse", f"say in the stem that an option may be used {wanted}", "stem")


LINTS = (stem_length, item_length, negative_stem, superlatives, number_to_choose, number_to_order, reuse_said)
