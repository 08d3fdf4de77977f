"""Lints of what stands around an item: reasons, references, dates, reviews and its place in the outline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from bot.packs.faults import Fault
from bot.packs.item_shapes import MatchingShape
from bot.packs.reading import Manuscript
from bot.packs.schema import PackShape
from bot.packs.standing import SURE, of_this_version

MOST_REFERENCES = 3
BANDS = {1: (0.85, 1.0), 2: (0.70, 0.84), 3: (0.55, 0.69), 4: (0.40, 0.54), 5: (0.0, 0.39)}
MONTHS = {"low": 24, "medium": 12, "high": 6}


def reasons(script: Manuscript) -> Iterator[Fault]:
    """Every option, response, prompt and surplus option has its reason, and the item its takeaway."""
    shape = script.shape
    if not script.item.takeaway:
        yield script.error("takeaway", "the takeaway is missing: one sentence to remember", "takeaway")
    used: frozenset[str] = frozenset()
    if isinstance(shape, MatchingShape):
        used = script.keys
        for place, prompt in enumerate(shape.prompts):
            if not prompt.why:
                yield script.error("why", f"prompt {prompt.id} has no why", "prompts", place)
    for place, option in enumerate(script.offered):
        if not option.why and option.id not in used:
            yield script.error("why", f"option {option.id} has no why", script.list_name, place)


def references(script: Manuscript, pack: PackShape) -> Iterator[Fault]:
    """One to three pages of documentation, by https, on a host the pack allows."""
    pages = script.item.references
    if not 1 <= len(pages) <= MOST_REFERENCES:
        about = f"{len(pages)} references; 1 to {MOST_REFERENCES} are wanted"
        yield script.error("references", about, "references")
    if len({page.url for page in pages}) < len(pages):
        yield script.warning("references", "the same page is given twice", "references")
    for place, page in enumerate(pages):
        if wrong := _wrong_link(page.url, pack.link_hosts):
            yield script.error("link", wrong, "references", place, "url")


def dates(script: Manuscript, today: date) -> Iterator[Fault]:
    """Nothing is past its recheck day, and that day is not further off than the volatility allows."""
    written, recheck = script.shape.author.self_reviewed_on, script.item.recheck_by
    at = ("volatility", "recheck_by")
    if recheck < today:
        yield script.warning("recheck", f"its facts were to be checked again by {recheck}", *at)
    months = MONTHS[script.item.volatility]
    if recheck > _later(max([written, *(review.on for review in script.shape.reviews)]), months):
        about = f"{script.item.volatility} volatility is checked again within {months} months, not by {recheck}"
        yield script.warning("recheck-span", about, *at)
    if written > today:
        yield script.error("future", f"self-reviewed on {written}, which is still to come", "author")
    for place, review in enumerate(script.shape.reviews):
        if review.on > today:
            yield script.error("future", f"reviewed on {review.on}, which is still to come", "reviews", place)


def reviews(script: Manuscript) -> Iterator[Fault]:
    """A live or pilot item was answered blind to its key, and accepted technically, by others than its author."""
    author = script.shape.author.by.casefold()
    blind = [(place, review) for place, review in enumerate(script.shape.reviews) if review.kind == "blind"]
    for place, review in blind:
        if review.by.casefold() == author:
            yield script.error("own-review", "the blind reader is the author", "reviews", place)
        if review.result == "agrees" and review.confidence is not None and review.confidence < SURE:
            about = f"agreed with confidence {review.confidence}; the stem or the level needs work"
            yield script.warning("unsure-review", about, "reviews", place)
    if not (script.item.live or script.item.pilot):
        return
    held = of_this_version(script.shape, "blind")
    if not any(review.result == "agrees" for review in held):
        about = f"{script.item.status} without a blind review of version {script.item.version} that agrees"
        yield script.error("blind-review", about, "reviews")
    elif held[-1].result != "agrees":
        yield script.warning("blind-review", "the latest blind reader did not agree", "reviews")
    looked = [review for review in of_this_version(script.shape, "technical") if review.by.casefold() != author]
    if not looked or looked[-1].result != "accepted":
        about = f"{script.item.status} without a technical review of version {script.item.version} that accepts it"
        yield script.error("technical-review", about, "reviews")


def facts(script: Manuscript) -> Iterator[Fault]:
    """What may change within two years is named, so that whoever looks again knows what to look for."""
    if script.item.volatility != "low" and not script.shape.volatility.facts:
        about = f"{script.item.volatility} volatility: name the facts that may change"
        yield script.warning("facts", about, "volatility")


def outline(script: Manuscript, pack: PackShape) -> Iterator[Fault]:
    """The id, the skills and the type agree with the outline."""
    item = script.item
    if f"-d{item.domain}-" not in item.id:
        yield script.error("id-domain", f"the id names another domain than {item.domain}", "id")
    task = next((task for domain in pack.domains for task in domain.tasks if task.id == item.task), None)
    if task is None:
        return
    skills = {skill.id: skill for skill in task.skills}
    primary, *others = item.skills
    if primary not in skills:
        about = f"the primary skill {primary} does not lie in task {item.task}"
        yield script.error("skill-task", about, "skills", 0)
    elif item.type not in skills[primary].item_types:
        allowed = ", ".join(skills[primary].item_types)
        yield script.error("skill-type", f"skill {primary} is asked as {allowed}, not as {item.type}", "type")
    for place, skill in enumerate(others, 1):
        if skill not in skills:
            yield script.warning("skill-task", f"skill {skill} does not lie in task {item.task}", "skills", place)
    if len(set(item.skills)) < len(item.skills):
        yield script.warning("skill-twice", "a skill is named twice", "skills")


def level(script: Manuscript) -> Iterator[Fault]:
    """The expected share correct lies in the band of the level."""
    low, high = BANDS[script.item.difficulty]
    if not low <= round(script.item.expected_p, 2) <= high:
        about = f"level {script.item.difficulty} expects {low:.2f} to {high:.2f}, not {script.item.expected_p:.2f}"
        yield script.error("level", about, "expected_p")


def _wrong_link(url: str, hosts: list[str]) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return f"{url!r} is not an address"
    if parts.scheme != "https":
        return "a link begins with https://"
    if parts.username is not None or port is not None or parts.hostname not in hosts:
        return f"links lead to {' or '.join(hosts)}"
    if any(sign.isspace() or sign in "<>\"'\\^`{|}" or not sign.isascii() for sign in url) or len(parts.path) < 2:  # noqa: PLR2004 - more than "/"
        return f"{url!r} does not name a page"
    return ""


def _later(day: date, months: int) -> date:
    """So many months later; a day that month lacks runs over into the next one."""
    years, month = divmod(day.month - 1 + months, 12)
    whole = date(day.year + years, month + 1, 1)
    return whole + timedelta(days=day.day - 1)


BY_ITEM = (reasons, reviews, facts, level)
BY_PACK = (references, outline)
BY_DAY = (dates,)
