"""Lints of likeness: near duplicates, enemies, shared trigrams and shared runs of eight words in a bank."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from math import log, sqrt
from typing import TypeVar

from bot.packs.faults import Fault, Sheet
from bot.packs.item_shapes import MatchingShape
from bot.packs.reading import Manuscript
from bot.packs.words import grams, question, runs, sentences

ENEMIES, ALIKE, SAME = 0.45, 0.60, 0.90
TRIGRAMS = 0.60
RUN = 8
STOCK = 3
HINT = 0.15  # of the cosine, from rare grams alone: below it a pair is not looked at more closely
_RARE = 40  # a gram in more items than this says nothing about likeness

Pair = tuple[int, int]
Gram = TypeVar("Gram", str, tuple[str, ...])
Found = Iterator[tuple[Manuscript, Fault]]


def near_duplicates(scripts: Sequence[Manuscript]) -> Found:
    """Cosine of TF-IDF weights over runs of four and five characters: .60 warns, .90 refuses."""
    for (one, other), alike in sorted(_cosines(tuple(_text(script) for script in scripts)).items()):
        if alike < ALIKE:
            continue
        script, twin = scripts[other], scripts[one]
        about = f"{alike:.2f} alike to {twin.item.id} ({twin.sheet.file}:{twin.sheet.line(twin.at)})"
        told = script.error if alike >= SAME else script.warning
        yield script, told("near-duplicate", about, "stem")


def find_enemies(scripts: Sequence[Manuscript]) -> frozenset[tuple[str, str]]:
    """Pairs of ids of items that are too alike for one form, but for those of one case, which is never split."""
    pairs = [
        (scripts[one].item, scripts[other].item)
        for (one, other), alike in _cosines(tuple(_text(script) for script in scripts)).items()
        if alike >= ENEMIES
    ]
    return frozenset(
        (min(one.id, other.id), max(one.id, other.id))
        for one, other in pairs
        if one.case is None or other.case is None or one.case.id != other.case.id
    )


def stale_enemies(scripts: Sequence[Manuscript], sheet: Sheet, written: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    """The pack's enemies.yaml says which items are too alike for one form."""
    found, written = find_enemies(scripts), frozenset(written)
    if found != written:
        about = f"enemies.yaml lacks {len(found - written)} pairs and has {len(written - found)} too many"
        yield sheet.warning("enemies", f"{about}: run cohort packs enemies")


def shared_trigrams(scripts: Sequence[Manuscript]) -> Found:
    """No two items share more than 60 percent of their word trigrams."""
    bags = [set(runs(_text(script), 3)) for script in scripts]
    shared: Counter[Pair] = Counter(pair for places in _holders(bags).values() for pair in combinations(places, 2))
    for (one, other), count in sorted(shared.items()):
        fewer = min(len(bags[one]), len(bags[other]))
        if count > TRIGRAMS * fewer:
            about = f"shares {count / fewer:.0%} of its word trigrams with {scripts[one].item.id}"
            yield scripts[other], scripts[other].error("shared-trigrams", about, "stem")


def shared_runs(scripts: Sequence[Manuscript]) -> Found:
    """No two items share eight words in a row, but for questions and phrases that three or more items use."""
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, script in enumerate(scripts):
        for run in {run for text in _told(script) for run in runs(text, RUN)}:
            where[run].append(place)
    seen: set[Pair] = set()
    for run, places in where.items():
        if 1 < len(places) < STOCK and (pair := (places[0], places[1])) not in seen:
            seen.add(pair)
            script, twin = scripts[pair[1]], scripts[pair[0]]
            about = f"shares eight words in a row with {twin.item.id}: {' '.join(run)!r}"
            yield script, script.warning("shared-words", about, "stem")


def foreign_runs(scripts: Sequence[Manuscript], texts: Mapping[str, str]) -> Found:
    """No item shares eight words in a row with a text beside the pack, given by its name; questions are left out."""
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, script in enumerate(scripts):
        for run in {run for text in _told(script) for run in runs(text, RUN)}:
            where[run].append(place)
    seen: set[tuple[int, str]] = set()
    for name, text in texts.items():
        for run in runs(text, RUN):
            for place in where.get(run, ()):
                if (place, name) not in seen:
                    seen.add((place, name))
                    about = f"shares eight words in a row with {name}: {' '.join(run)!r}"
                    yield scripts[place], scripts[place].warning("foreign-words", about, "stem")


@lru_cache(maxsize=1)  # two lints ask for it, and it takes seconds
def _cosines(texts: tuple[str, ...]) -> Mapping[Pair, float]:
    counts = [Counter(grams(text)) for text in texts]
    spread = Counter(gram for count in counts for gram in count)
    idf = {gram: log((1 + len(texts)) / (1 + times)) + 1 for gram, times in spread.items()}
    weights = [{gram: times * idf[gram] for gram, times in count.items()} for count in counts]
    norms = [sqrt(sum(value * value for value in weight.values())) or 1.0 for weight in weights]
    rarely: dict[Pair, float] = defaultdict(float)
    for gram, places in _holders(weights).items():
        for one, other in combinations(places, 2):
            rarely[one, other] += weights[one][gram] * weights[other][gram]
    return {
        (one, other): _dot(weights[one], weights[other]) / (norms[one] * norms[other])
        for (one, other), part in rarely.items()
        if part > HINT * norms[one] * norms[other]
    }


def _holders(bags: Sequence[Iterable[Gram]]) -> Mapping[Gram, Sequence[int]]:
    """Which texts hold each gram, leaving out those that most texts hold."""
    holders: dict[Gram, list[int]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for gram in bag:
            holders[gram].append(place)
    return {gram: places for gram, places in holders.items() if 1 < len(places) <= _RARE}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    short, long = sorted((one, other), key=len)
    return sum(value * long.get(gram, 0.0) for gram, value in short.items())


def _text(script: Manuscript) -> str:
    prompts = script.shape.prompts if isinstance(script.shape, MatchingShape) else []
    parts = [script.item.stem, *(option.text for option in script.offered), *(prompt.text for prompt in prompts)]
    return " ".join(parts)


def _told(script: Manuscript) -> Iterator[str]:
    asked = question(script.item.stem)
    yield from (sentence for sentence in sentences(script.item.stem) if sentence != asked)
    yield from (option.text for option in script.offered)


LINTS = (near_duplicates, shared_trigrams, shared_runs)
