"""Posts: what stands in the channel and its threads, as HTML elements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from zoneinfo import ZoneInfo

import htpy as h

from adapters.web.icons import icon
from adapters.web.render import Dress, render
from adapters.web.spans import cut_stem, moment
from bot.cards.model import Button, Card, Stem
from bot.commands import Command, OpenSheet, TakeMock
from bot.rules.naming import stable_id
from bot.usecases.look_at_channel import Channel, Post, Said

SEEN: Mapping[type[Command], str] = {OpenSheet: "See your answer", TakeMock: "My report"}
"""What leads into a question, or a mock exam, for whoever has answered it."""

HUES = 6
"""How many colours of initials there are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One post with the day that it opens, if it is the first of its day; `version` changes when anything does."""

    post: Post
    first_of_day: bool
    version: str


def entries(channel: Channel) -> list[Entry]:
    """The posts of a channel, oldest first."""
    found: list[Entry] = []
    day = None
    for post in channel.posts:
        its_day = post.said.at.astimezone(ZoneInfo(channel.zone)).date()
        version = blake2b(f"{post!r} {its_day != day}".encode(), digest_size=6).hexdigest()
        found.append(Entry(post, its_day != day, version))
        day = its_day
    return found


def feed(channel: Channel, dress: Dress) -> h.Element:
    """The whole channel."""
    shown = [entry_of(entry, channel, dress) for entry in entries(channel)]
    empty = h.div(".empty")[
        h.p(".asked")["No question yet."],
        h.p["The first one comes at the group’s hour. Until then you can practise with ", h.code["/quiz"], "."],
    ]
    return h.div("#feed.feed", tabindex="0", role="region", aria_label="The channel")[shown or empty]


def entry_of(entry: Entry, channel: Channel, dress: Dress) -> h.Element:
    """One post under its day, with the way into its thread."""
    post = entry.post
    said = post.said
    return h.div(
        ".entry",
        data_key=said.key,
        data_version=entry.version,
        data_session=post.session or None,
        data_new=_news(post) or None,
    )[
        h.h2(".day")[moment(said.at, channel.zone, "day")] if entry.first_of_day else None,
        h.section(".post", tabindex="-1", aria_label=_who(said))[
            _by(said, channel.zone),
            render(_own(post), dress) if said.card else h.p(".remark")[said.words],
            _way_in(post) if post.session else None,
        ],
    ]


def thread(post: Post, channel: Channel, dress: Dress) -> h.Element:
    """The thread of a question: what was said, and a place to write once the question has closed."""
    title = _first_words(post.said.card)
    return h.section("#side.side", tabindex="-1", data_kind="thread", data_session=post.session, aria_label="Thread")[
        side_head("Thread", "Everybody in the group can read this"),
        h.div(".body")[
            h.p(".about")[title],
            h.div(".replies", data_version=_version(post.replies))[
                [_reply(said, channel, dress) for said in post.replies]
                or h.p(".empty")[
                    "The discussion opens when the question closes, so that nobody is given the answer before."
                    if post.open
                    else "Nothing here yet. What made you choose differently?"
                ]
            ],
        ],
        None if post.open else composer(dress, session=post.session),
    ]


def side_head(title: str, quiet: str) -> h.Element:
    """The head of the right side: what it is, who can see it, the way back and out."""
    return h.header(".side-head")[
        h.button(".icon", type="button", data_do="back", aria_label="Back", hidden=True)[icon("back")],
        h.div[h.h2[title], h.p(".quiet")[quiet]],
        h.button(".icon", type="button", data_do="close", aria_label="Close")[icon("close")],
    ]


def composer(dress: Dress, *, session: str = "") -> h.Element:
    """A place to write: plain words are said to everybody, a slash asks Cohort in private."""
    name = "words-thread" if session else "words"
    about = "Write in the thread" if session else "Write to the group, or / for commands"
    return h.form(".composer", method="post", action="/words", data_session=session)[
        h.input(type="hidden", name="csrf", value=dress.csrf),
        h.input(type="hidden", name="session", value=session),
        h.p(".fault", role="alert"),
        h.ul(".completions", id=f"{name}-list", role="listbox", tabindex="0", aria_label="Completions", hidden=True),
        h.div(".line")[
            h.label(".unseen", for_=name)[about],
            h.textarea(
                id=name,
                name="words",
                rows="1",
                maxlength="2000",
                placeholder="Write in the thread" if session else "Write, or / for commands",
                autocomplete="off",
                aria_autocomplete="list",
                aria_controls=f"{name}-list",
            ),
            h.button(".button", type="submit", data_look="primary", aria_label="Send")[icon("send")],
        ],
    ]


def _reply(said: Said, channel: Channel, dress: Dress) -> h.Element:
    return h.section(".post", aria_label=_who(said))[
        _by(said, channel.zone), render(said.card, dress) if said.card else h.p(".remark")[said.words]
    ]


def _by(said: Said, zone: str) -> h.Element:
    name = said.author or "Cohort"
    face = (
        h.span(class_=f"face hue-{int(stable_id(name), 36) % HUES}", aria_hidden="true")[name[:1].upper()]
        if said.author
        else h.span(".face.cohort", aria_hidden="true")
    )
    return h.p(".by")[
        face, h.bdi(".name")[name], h.span(".you")["you"] if said.mine else None, moment(said.at, zone, "time")
    ]


def _own(post: Post) -> Card:
    """The card of a post as its reader needs it: who has answered is led to their own answer."""
    card = post.said.card or Card("")
    if not post.answered:
        return card
    return replace(
        card,
        controls=tuple(
            replace(one, label=SEEN[type(one.press)], look="plain")
            if isinstance(one, Button) and type(one.press) in SEEN
            else one
            for one in card.controls
        ),
    )


def _way_in(post: Post) -> h.Element:
    count = len(post.replies)
    words = {0: "Discuss", 1: "1 reply"}.get(count, f"{count} replies")
    answered = h.span(".answered")[h.span(aria_hidden="true")["✓ "], "You have answered"] if post.answered else None
    if post.open:
        return h.p(".way")[answered, h.span(".quiet")["The discussion opens at the close"]]
    return h.p(".way")[answered, h.a(".thread-link", href=f"/?thread={post.session}")[icon("discuss"), words]]


def _who(said: Said) -> str:
    return f"{said.author} wrote" if said.author else (said.card.title if said.card else "Cohort")


def _news(post: Post) -> str:
    """What a screen reader is told when this arrives; nothing of what a member said themselves."""
    said = post.said
    if said.card is not None:
        return f"New: {said.card.short}" if post.open else said.card.short
    return "" if said.mine else f"{said.author}: {said.words[:200]}"


def _first_words(card: Card | None) -> str:
    stems = [block.text for block in card.blocks if isinstance(block, Stem)] if card else []
    told, asked = cut_stem(stems[0]) if stems else ("", "")
    return asked or told


def _version(replies: Sequence[Said]) -> str:
    return blake2b(repr(replies).encode(), digest_size=6).hexdigest()
