"""Lints of the options: how many, how long, how alike, and nothing in them that points at the key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from statistics import fmean, pstdev

from bot.item_types.choice import Choice
from bot.packs.faults import Fault
from bot.packs.item_shapes import MatchingShape, MultipleChoiceShape, MultipleResponseShape, OrderingShape
from bot.packs.reading import Manuscript
from bot.packs.words import length, normal, words

OPTION_WORDS = 30
LONGEST_KEY = 1.4
SPREAD = 0.5
_ALL_OR_NONE = re.compile(
    r"\b(?:all|none|both) of (?:the (?:above|options|these)|these)\b|\bboth [A-F] and [A-F]\b", re.IGNORECASE
)
_ABSOLUTE = frozenset({"always", "never", "only", "all", "must"})
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:-|\u2013|to)\s*(\d+(?:\.\d+)?)")
_OPPOSITES = (
    ("enable", "disable"),
    ("increase", "decrease"),
    ("raise", "lower"),
    ("with", "without"),
    ("before", "after"),
    ("more", "fewer"),
    ("more", "less"),
    ("public", "private"),
    ("allow", "deny"),
    ("encrypt", "decrypt"),
)
_NOT = frozenset({"not", "do", "does", "no"})


def option_count(script: Manuscript) -> Iterator[Fault]:
    """Each type has its number of options, keys, responses or prompts."""
    match script.shape:
        case MultipleChoiceShape(options=options) if len(options) != 4:  # noqa: PLR2004 - the exam's own number
            yield script.error("option-count", f"{len(options)} options; exactly 4 are wanted", "options")
        case MultipleResponseShape(options=options, select=select):
            if len(options) not in {5, 6}:
                yield script.error("option-count", f"{len(options)} options; 5 or 6 are wanted", "options")
            if select not in {2, 3}:
                yield script.error("option-count", f"{select} to select; 2 or 3 are wanted", "select")
        case OrderingShape(responses=responses, order=order):
            if len(responses) not in {3, 4, 5}:
                yield script.error("option-count", f"{len(responses)} responses; 3 to 5 are wanted", "responses")
            if len(order) < 3:  # noqa: PLR2004 - two steps are a coin
                yield script.error("option-count", f"{len(order)} steps to order; at least 3 are wanted", "order")
        case MatchingShape(prompts=prompts) if not 3 <= len(prompts) <= 7:  # noqa: PLR2004 - the exam's own numbers
            yield script.error("option-count", f"{len(prompts)} prompts; 3 to 7 are wanted", "prompts")
        case _:
            pass


def surplus(script: Manuscript) -> Iterator[Fault]:
    """Without reuse, matching has at least one option too many, so that the last pair is not free."""
    shape = script.shape
    if isinstance(shape, MatchingShape) and not shape.reuse and len(shape.options) <= len(shape.prompts):
        yield script.error("surplus", "reuse is false, so at least one surplus option is wanted", "options")


def option_length(script: Manuscript) -> Iterator[Fault]:
    """An option has at most 30 words."""
    for place, option in enumerate(script.offered):
        if (count := length(option.text)) > OPTION_WORDS:
            about = f"option {option.id} has {count} words; at most {OPTION_WORDS}"
            yield script.warning("option-length", about, script.list_name, place, "text")


def twins(script: Manuscript) -> Iterator[Fault]:
    """No two options say the same, differ by one character, or hold one another."""
    for (_, one), (place, other) in combinations(enumerate(script.offered), 2):
        first, second = normal(one.text), normal(other.text)
        where = (script.list_name, place, "text")
        if first == second:
            yield script.error("same-option", f"options {one.id} and {other.id} say the same", *where)
        elif _one_apart(first, second):
            yield script.warning("close-options", f"options {one.id} and {other.id} differ by one character", *where)
        elif f" {first} " in f" {second} " or f" {second} " in f" {first} ":
            yield script.warning("option-inside", f"option {one.id} and option {other.id}: one holds the other", *where)


def ranges(script: Manuscript) -> Iterator[Fault]:
    """Numeric ranges in options do not overlap."""
    spans = [
        (place, option.id, float(found[1]), float(found[2]))
        for place, option in enumerate(script.offered)
        if (found := _RANGE.search(option.text)) and float(found[1]) < float(found[2])
    ]
    for (_, one, low, high), (place, other, start, end) in combinations(spans, 2):
        if low < end and start < high:
            about = f"the ranges of options {one} and {other} overlap"
            yield script.warning("range-overlap", about, script.list_name, place, "text")


def all_or_none(script: Manuscript) -> Iterator[Fault]:
    """No "all of the above", "none of the above" or "both A and B"."""
    for place, option in enumerate(script.offered):
        if found := _ALL_OR_NONE.search(option.text):
            about = f"option {option.id} says {found[0]!r}; every option shall stand alone"
            yield script.error("all-or-none", about, script.list_name, place, "text")


def opposites(script: Manuscript) -> Iterator[Fault]:
    """In multiple response no two options are opposites of which one must be right."""
    problem = script.item.problem
    if not isinstance(problem, Choice) or problem.select == 1:
        return
    for (_, one), (place, other) in combinations(enumerate(script.offered), 2):
        apart = set(words(one.text)) ^ set(words(other.text))
        if any(apart == set(pair) for pair in _OPPOSITES) or (apart & {"not", "no"} and apart <= _NOT):
            about = f"options {one.id} and {other.id} are opposites, so one of them must be right"
            yield script.warning("opposites", about, script.list_name, place, "text")


def longest_key(script: Manuscript) -> Iterator[Fault]:
    """The key is not much longer than the distractors, nor are the options of very different length."""
    if not isinstance(script.item.problem, Choice):
        return
    keys = [len(option.text) for option in script.offered if option.id in script.keys]
    others = [len(option.text) for option in script.offered if option.id not in script.keys]
    if not keys or not others:
        return
    if fmean(keys) >= LONGEST_KEY * fmean(others) and max(keys) > max(others):
        yield script.warning("longest-key", f"the key is {fmean(keys) / fmean(others):.1f} times as long", "options")
    sizes = keys + others
    if pstdev(sizes) / fmean(sizes) > SPREAD:
        yield script.warning("option-spread", "the options differ widely in length", "options")


def absolutes(script: Manuscript) -> Iterator[Fault]:
    """Words such as always and never stand in the key and in distractors, or in neither."""
    if not isinstance(script.item.problem, Choice):
        return
    in_key, in_others = set[str](), set[str]()
    for option in script.offered:
        (in_key if option.id in script.keys else in_others).update(_ABSOLUTE & set(words(option.text)))
    for side, marks in (("key", in_key - in_others), ("distractors", in_others - in_key)):
        if marks:
            yield script.warning(
                "absolute", f"of the options the {side} alone say: {', '.join(sorted(marks))}", "options"
            )


def is_longest(script: Manuscript) -> bool:
    """Whether the key is longer than every distractor."""
    sizes = {option.id: len(option.text) for option in script.offered}
    others = [size for name, size in sizes.items() if name not in script.keys]
    return bool(others) and any(sizes[name] > max(others) for name in script.keys)


def _one_apart(first: str, second: str) -> bool:
    if abs(len(first) - len(second)) > 1 or first == second:
        return False
    short, long = sorted((first, second), key=len)
    place = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if long[place].isdigit():  # 0.13 and 0.15 are different answers, not a trap for the eye
        return False
    return short[place + (len(short) == len(long)) :] == long[place + 1 :]


LINTS = (
    option_count,
    surplus,
    option_length,
    twins,
    ranges,
    all_or_none,
    opposites,
    longest_key,
    absolutes,
)
