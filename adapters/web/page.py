"""Page: the layout around channel and desk, the first visit, and the states in which there is nothing to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import htpy as h

from adapters.web.accounts import Account
from adapters.web.assets import address
from adapters.web.icons import icon
from adapters.web.limits import NAME
from adapters.web.posts import composer, feed, side_head
from adapters.web.render import Dress, render
from bot.cards.model import Card
from bot.cards.simulated import notice_of
from bot.usecases import CATALOGUE
from bot.usecases.look_at_channel import Channel
from bot.wire import encode

WHAT = "Cohort puts one exam question a day before your study group, tells you at once why an answer is right, and \
lets you talk about it once it has closed."
KEYS = (
    ("1–6 or A–F", "choose an answer"),
    ("Enter", "send the answer"),
    ("Alt ↑ / Alt ↓", "move a row up or down"),
    ("n / p", "next or previous question of a mock exam"),
    ("m / o", "mark it for review, or see the overview"),
    ("j / k", "next or previous post"),
    ("/", "write, or start a command"),
    ("Esc", "close the side"),
    ("?", "these keys"),
)
VERBS: Mapping[str, str] = {
    "today": "Today’s question",
    "quiz": "Practise",
    "review": "Review",
    "mock": "Mock exams",
    "me": "How I am doing",
    "board": "This week’s board",
    "help": "Help",
}
"""The verbs that have a place of their own on the left."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who looks, and how what they see is dressed."""

    account: Account
    dress: Dress


def document(title: str, *inside: h.Node, body: str, style: str = "", script: str = "cohort.js") -> h.Element:
    """The frame every page stands in; `style` comes on top of the one that all share."""
    return h.html(lang="en")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.meta(name="color-scheme", content="light dark"),
            h.title[title],
            h.link(rel="icon", href=address("cohort.svg"), type="image/svg+xml"),
            h.link(rel="stylesheet", href=address("tokens.css")),
            h.link(rel="stylesheet", href=address("cohort.css")),
            h.link(rel="stylesheet", href=address("cards.css")),
            h.link(rel="stylesheet", href=address(style)) if style else None,
            h.script(src=address("theme.js")),
            h.script(src=address(script), type="module"),
        ],
        h.body(class_=body)[inside],
    ]


def chat_page(channel: Channel, seat: Seat, side: h.Element) -> h.Element:
    """Channel, desk and the way between them."""
    return document(
        f"{channel.place.room.capitalize()} · {channel.code} · Cohort",
        h.a(".skip", href="#feed")["Skip to the channel"],
        _top(channel),
        _left(channel, seat),
        h.main(".channel")[
            h.header(".channel-head")[
                h.h1[h.span(".hash", aria_hidden="true")["#"], channel.place.room],
                h.p(".quiet")[channel.code, " study group"],
                h.button(".icon", type="button", data_do="keys", aria_label="Keys")[icon("keys")],
            ],
            _notice(channel),
            feed(channel, seat.dress),
            h.p(".offline", role="status", hidden=True)[
                h.strong["You are offline, still here. "],
                "What you type is kept, and the page catches up by itself.",
            ],
            composer(seat.dress),
        ],
        h.aside("#desk.desk", aria_label="Desk")[side],
        h.p("#live.unseen", aria_live="polite"),
        _keys(),
        h.noscript[h.p(".noscript")["Without its script this page does not refresh by itself: reload to see news."]],
        body="chat",
    )


def private_side(card: Card, seat: Seat, *, home: bool = False) -> h.Element:
    """A private reply on the desk; what stands there first, the `home`, is fetched anew whenever it shows again."""
    return h.section(
        "#side.side", tabindex="-1", data_kind="private", data_home="" if home else None, aria_label="Your desk"
    )[
        side_head("Your desk", "What Cohort tells you alone"),
        h.div(".body")[render(card, Dress(seat.dress.csrf, 3, private=True))],
    ]


def first_visit(channel: Channel | None, csrf: str, *, fault: str = "") -> h.Element:
    """A name, one sentence of what this is, and today's question."""
    posts = channel.posts if channel else ()
    question = next((post for post in reversed(posts) if post.session and post.open), None)
    card = question.said.card if question else None
    return document(
        f"Cohort · {channel.code}" if channel else "Cohort",
        h.main(".visit")[
            h.header[
                h.span(".logo", aria_hidden="true"),
                h.p(".brand")["Cohort"],
                h.p(".quiet")[channel.exam if channel else "A study group bot"],
            ],
            _notice(channel) if channel else None,
            h.h1[WHAT],
            h.form(".name", method="post", action="/name")[
                h.input(type="hidden", name="csrf", value=csrf),
                h.input(type="hidden", name="zone", value=""),
                h.label(for_="name")["What shall the group call you?"],
                h.div(".line")[
                    h.input(
                        id="name",
                        name="name",
                        type="text",
                        required=True,
                        autofocus=True,
                        autocomplete="nickname",
                        aria_describedby="name-fault name-hint",
                        maxlength=NAME,
                    ),
                    h.button(".button", type="submit", data_look="primary")["Take a seat"],
                ],
                h.p("#name-fault.fault", role="alert")[fault],
                h.p("#name-hint.quiet")["A first name will do. Nothing else is asked, and names may repeat."],
            ],
            h.section(".teaser", aria_label="Today’s question")[
                render(_without_controls(card), Dress(csrf, 2)),
                h.p(".quiet")["Give a name to answer it."],
            ]
            if card
            else h.p(".quiet")["No question is open right now. There is practice at any hour."],
            h.footer[h.p(".quiet")[channel.lifecycle], h.p(".quiet")[channel.notice]] if channel else None,
        ],
        body="visit",
    )


def without_group(side: h.Element) -> h.Element:
    """The channel of nobody yet: a group can be started right here."""
    return document(
        "No study group yet · Cohort",
        h.main(".visit")[
            h.header[h.span(".logo", aria_hidden="true"), h.p(".brand")["Cohort"]],
            h.h1["No study group lives on this page yet."],
            h.p["Start one here; its first question can stand in the channel a minute from now."],
            h.div("#desk.desk")[side],
            h.p[h.a(".button", href="/")["To the channel"]],
        ],
        h.p("#live.unseen", aria_live="polite"),
        body="visit",
    )


def alone(card: Card, title: str, way: str, *, gone: bool = False) -> h.Element:
    """A card where nothing else on the page is of use any more, `gone` when it was forgotten; one way leads on."""
    return document(
        f"{title} · Cohort",
        h.main(".visit.plain", tabindex="-1", data_gone="" if gone else None)[
            render(card, Dress("", 1)), h.p[h.a(".button", href="/")[way]]
        ],
        body="visit",
    )


def plain_page(title: str, sentence: str, *, again: bool = True) -> h.Element:
    """A page for when there is nothing else to show: what happened, then what to do."""
    return document(
        f"{title} · Cohort",
        h.main(".visit.plain")[
            h.header[h.span(".logo", aria_hidden="true"), h.p(".brand")["Cohort"]],
            h.h1[title],
            h.p[sentence],
            h.p[h.a(".button", href="/")["Back to the channel"]] if again else None,
        ],
        body="visit",
    )


def _without_controls(card: Card) -> Card:
    return Card(card.title, card.blocks, foot=card.foot, tone=card.tone, summary=card.summary)


def _top(channel: Channel) -> h.Element:
    return h.header(".top")[
        h.button(
            ".icon", type="button", data_do="menu", aria_expanded="false", aria_controls="left", aria_label="Menu"
        )[icon("menu")],
        h.p[h.strong["Cohort"], h.span(".quiet")[" ", channel.code]],
        _streak(channel),
    ]


def streak_words(channel: Channel) -> str:
    """The reader's streak in words."""
    days = "1 study day" if channel.streak == 1 else f"{channel.streak} study days"
    return f"{days} in a row" if channel.streak else "No streak yet"


def note(words: str) -> h.Element | None:
    """What everybody is told about a page, if there is something to tell."""
    return h.p(".notice", role="note")[words] if words else None


def _notice(channel: Channel) -> h.Element | None:
    """What everybody is told who looks at this place, where there is something to tell."""
    return note(notice_of(channel.place))


def _streak(channel: Channel) -> h.Element:
    return h.span(".streak")[icon("streak"), h.span(".days")[streak_words(channel)]]


def _left(channel: Channel, seat: Seat) -> h.Element:
    tokens = {verb.name: encode(verb.command()) for verb in CATALOGUE if verb.name in VERBS}
    return h.nav("#left.left", aria_label="Group")[
        h.div(".brand-line")[h.span(".logo", aria_hidden="true"), h.p(".brand")["Cohort"]],
        h.p(".group")[channel.exam],
        h.ul(".channels")[
            h.li[h.a(href="/", aria_current="page")[h.span(".hash", aria_hidden="true")["#"], channel.place.room]]
        ],
        h.form(".verbs", method="post", action="/press")[
            h.input(type="hidden", name="csrf", value=seat.dress.csrf),
            h.p(".label")["Only for you"],
            (
                h.button(".verb", type="submit", name="token", value=tokens[name])[icon(name), words]
                for name, words in VERBS.items()
                if name in tokens
            ),
        ],
        h.div(".me")[
            h.p(".who")[
                h.span(".face.hue-0", aria_hidden="true")[seat.account.name[:1].upper()], h.bdi[seat.account.name]
            ],
            _streak(channel),
            h.details(".settings")[
                h.summary["Name and colours"],
                h.form(".rename", method="post", action="/name")[
                    h.input(type="hidden", name="csrf", value=seat.dress.csrf),
                    h.input(type="hidden", name="zone", value=""),
                    h.label(for_="rename")["Your name"],
                    h.div(".line")[
                        h.input(
                            id="rename",
                            name="name",
                            type="text",
                            required=True,
                            value=seat.account.name,
                            maxlength=NAME,
                            autocomplete="off",
                        ),
                        h.button(".button", type="submit")["Save"],
                    ],
                ],
                h.fieldset(".theme")[
                    h.legend["Colours"],
                    (
                        h.label[h.input(type="radio", name="theme", value=value, checked=value == "auto"), words]
                        for value, words in (("auto", "As the system"), ("light", "Light"), ("dark", "Dark"))
                    ),
                ],
            ],
            h.details(".settings")[
                h.summary["About this exam"], h.p(".quiet")[channel.lifecycle], h.p(".quiet")[channel.notice]
            ],
        ],
    ]


def _keys() -> h.Element:
    return h.dialog("#keys", aria_labelledby="keys-title")[
        h.h2("#keys-title")["Keys"],
        h.dl[(h.div[h.dt[h.kbd[keys]], h.dd[words]] for keys, words in KEYS)],
        h.form(method="dialog")[h.button(".button", type="submit")["Close"]],
    ]
