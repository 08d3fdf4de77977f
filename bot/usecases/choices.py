"""Choices: what can complete a field of a command while somebody types."""

from __future__ import annotations

from zoneinfo import available_timezones

from bot.cards.member import SHOWS
from bot.cards.member_readiness import SHARES
from bot.cards.model import Offer
from bot.cards.outcome import COUNTS, DELETE, RESULTS
from bot.cards.tasks import PARTS
from bot.cards.welcome import FEEDBACKS
from bot.errors import BadSetting
from bot.rules.attempts import Mode
from bot.rules.forms import short_length
from bot.rules.packs import Bank, Pack

KINDS = {"mini": "A short one", "full": "The whole exam", "domain": "One domain", "missed": "What you missed"}
MODES: dict[Mode, str] = {"exam": "On the clock, as in the exam", "practice": "No clock, the verdict after each"}
LINKS = {"off": "End every link and visit of mine"}
MOST = 25
"""Discord shows at most 25 choices; nobody reads more elsewhere."""


def choices(bank: Bank, name: str, typed: str, *, pack: str = "") -> tuple[Offer, ...]:
    """At most 25 offers for the list called `name` (a field's `choices`) that hold what was `typed`.

    `pack` is the group's; without one the first of the bank serves.
    """
    chosen = bank.packs.get(pack) or next(iter(bank.packs.values()), None)
    offers: tuple[Offer, ...] = ()
    match name:
        case "domain" if chosen:
            offers = tuple(Offer(d.id, f"{d.id} {d.title}") for d in chosen.blueprint.domains)
        case "task" if chosen:
            offers = tuple(Offer(t.id, f"{t.id} {t.title}") for t in chosen.blueprint.tasks.values())
        case "pack":
            offers = tuple(Offer(p.id, f"{p.exam.title} ({p.exam.code})") for p in bank.packs.values())
        case "timer" if chosen:
            offers = tuple(Offer(str(t.minutes), t.label) for t in chosen.exam.timers)
        case "feedback":
            offers = tuple(Offer(value, words) for value, words in FEEDBACKS.items())
        case "share":
            offers = tuple(Offer(value, words) for value, words in SHARES.items())
        case "result":
            offers = tuple(Offer(value, words) for value, words in (RESULTS | DELETE).items())
        case "counts":
            offers = tuple(Offer(value, words) for value, words in COUNTS.items())
        case "part":
            offers = tuple(Offer(value, words) for value, words in PARTS.items())
        case "show":
            offers = tuple(Offer(value, words) for value, words in SHOWS.items())
        case "mock":
            mini = {"mini": f"{short_length(chosen.exam)} questions"} if chosen else {}
            offers = tuple(Offer(value, f"{value}: {words}") for value, words in (KINDS | mini).items())
        case "mode":
            offers = tuple(Offer(value, f"{value}: {words}") for value, words in MODES.items())
        case "desk":
            offers = tuple(Offer(value, f"{value}: {words}") for value, words in LINKS.items())
        case "file":
            offers = (Offer("csv", "csv: all of it as a file"),)
        case "switch":
            offers = (Offer("on", "on: get it"), Offer("off", "off: do not"), Offer("now", "now: read it here"))
        case "zone":
            offers = tuple(Offer(zone, zone) for zone in sorted(available_timezones()))
        case _:
            pass
    wanted = typed.strip().lower().replace(" ", "_" if name == "zone" else " ")
    return tuple(o for o in offers if wanted in o.text.lower() or wanted in o.value.lower())[:MOST]


def scope_of(pack: Pack, domain: str, task: str) -> tuple[str, str]:
    """The ids of the domain and task somebody asked for by id or by title; a task in the place of a domain is fine.

    Raises:
        BadSetting: when the exam has no such domain or task.
    """
    if "." in domain and not task:
        domain, task = "", domain
    tasks = {name.lower(): t.id for t in pack.blueprint.tasks.values() for name in (t.id, t.title, f"{t.id} {t.title}")}
    domains = {name.lower(): d.id for d in pack.blueprint.domains for name in (d.id, d.title, f"{d.id} {d.title}")}
    if task and task.lower() not in tasks:
        known = ", ".join(pack.blueprint.tasks)
        raise BadSetting("task", f"{pack.exam.code} has no task “{task}”. It has {known}.")
    if domain and domain.lower() not in domains:
        known = ", ".join(f"{d.id} ({d.title})" for d in pack.blueprint.domains)
        raise BadSetting("domain", f"{pack.exam.code} has no domain “{domain}”. It has {known}.")
    chosen = tasks.get(task.lower(), "")
    return "" if chosen else domains.get(domain.lower(), ""), chosen  # a task lies in one domain, whatever was said
