"""Completing: what a line that starts with a slash can become."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import htpy as h

from adapters.web.limits import SUGGESTIONS
from bot.cards.model import Offer
from bot.usecases import CATALOGUE
from bot.usecases.verb import Verb


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line to go on with: what the composer will hold, what is shown, and a few words about it."""

    line: str
    shown: str
    about: str


def asked_for(line: str) -> tuple[str, str]:
    """The list that completes what is being typed at the end of a line, and what of it was typed; else nothing."""
    words, _, last = line.rpartition(" ")
    said = words.split()
    said = said[1:] if said[:1] == ["/cohort"] else said
    verb = _verb(said[0].removeprefix("/")) if said else None
    name, colon, typed = last.partition(":")
    if verb is None or not colon:
        return "", ""
    return next((str(f.metadata["choices"]) for f in _fields(verb) if f.name == name), ""), typed


def complete(line: str, offers: Sequence[Offer]) -> tuple[Suggestion, ...]:
    """What can follow a line: a command, then its options, then their values, which are on offer."""
    if not line.startswith("/") or "\n" in line:
        return ()
    words, _, _ = line.rpartition(" ")
    said = words.split()
    if said[:1] == ["/cohort"]:
        said = said[1:]
    if not said:
        return _verbs(line)[:SUGGESTIONS]
    verb = _verb(said[0].removeprefix("/"))
    return _options(verb, line, offers)[:SUGGESTIONS] if verb is not None else ()


def listed(suggestions: tuple[Suggestion, ...], name: str) -> h.Fragment:
    """The suggestions as options of the composer's list."""
    return h.fragment[
        (
            h.li(id=f"{name}-{number}", role="option", aria_selected="false", data_line=one.line)[
                h.span(".shown")[one.shown], h.span(".about")[one.about]
            ]
            for number, one in enumerate(suggestions)
        )
    ]


def _verb(name: str) -> Verb | None:
    return next((verb for verb in CATALOGUE if verb.name == name and verb.scope != "hidden"), None)


def _verbs(line: str) -> tuple[Suggestion, ...]:
    typed = line.lower()
    found = [Suggestion(f"{name} ", name, verb.summary) for verb in CATALOGUE if (name := spelled(verb))]
    return tuple(one for one in found if one.shown.startswith(typed) or f"/{one.shown.split()[-1]}".startswith(typed))


def spelled(verb: Verb) -> str:
    """How a verb is typed: leads' verbs after /cohort, and hidden ones not at all."""
    return {"member": f"/{verb.name}", "lead": f"/cohort {verb.name}"}.get(verb.scope, "")


def _options(verb: Verb, line: str, offers: Sequence[Offer]) -> tuple[Suggestion, ...]:
    """The options not yet named, or the values of the one that is being typed."""
    head, _, last = line.rpartition(" ")
    name, colon, _ = last.partition(":")
    if colon:
        return tuple(Suggestion(f"{head} {name}:{offer.value} ", offer.value, offer.text) for offer in offers)
    return tuple(
        Suggestion(f"{head} {f.name}:", f"{f.name}:", str(f.metadata["about"]))
        for f in _fields(verb)
        if f.name.startswith(last.lower()) and f" {f.name}:" not in head
    )


def _fields(verb: Verb) -> list[dataclasses.Field[Any]]:
    every = dataclasses.fields(verb.command)  # type: ignore[arg-type] # every command is a dataclass
    return [f for f in every if "about" in f.metadata]
