"""Desk page: the lead's page with its sections, a member's report, and the button behind a link."""

from __future__ import annotations

from datetime import datetime

import htpy as h
from markupsafe import Markup

from adapters.figures.drawing import drawing
from adapters.web.desk_tables import table_of
from adapters.web.desk_view import View
from adapters.web.page import document, note
from adapters.web.render import Dress, render
from adapters.web.spans import line, moment
from bot.cards.model import Card
from bot.cards.numbers import numbers
from bot.cards.sheets import DeskPage, Fact, Picture, Section

STYLE, SCRIPT = "desk.css", "desk.js"


def desk_page(page: DeskPage, view: View, *, csrf: str, notice: str = "") -> h.Element:
    """The whole page; `notice` is what everybody is told who looks at the group."""
    return _framed(
        f"Lead’s desk · {page.code}",
        h.a(".skip", href="#content")["Skip to the findings"],
        h.header(".masthead")[
            h.div(".brand-line")[
                h.span(".logo", aria_hidden="true"), h.p(".brand")["Cohort"], h.p(".quiet")["Lead’s desk"]
            ],
            _nav(page),
            _tools(csrf),
        ],
        h.main("#content", tabindex="-1")[
            note(notice),
            h.header(".opening")[
                h.p(".quiet")[page.exam, f" ({page.code})"],
                h.h1[page.finding],
                h.p(".counted")[page.counted],
            ],
            (_section(section, view) for section in page.sections),
            h.footer[h.p(".quiet")[page.notice]],
        ],
        h.p("#live.unseen", aria_live="polite"),
    )


def _framed(title: str, *inside: h.Node) -> h.Element:
    return document(f"{title} · Cohort", *inside, body="leads", style=STYLE, script=SCRIPT)


def _nav(page: DeskPage) -> h.Element:
    return h.nav(aria_label="Sections")[
        h.ul[(h.li[h.a(href=f"#{section.name}")[section.subject]] for section in page.sections)]
    ]


def _tools(csrf: str) -> h.Element:
    return h.div(".tools-of-page")[
        h.fieldset(".theme", hidden=True)[
            h.legend["Colours"],
            (
                h.label[h.input(type="radio", name="theme", value=value, checked=value == "auto"), words]
                for value, words in (("auto", "As the system"), ("light", "Light"), ("dark", "Dark"))
            ),
        ],
        h.button(".button", type="button", data_do="print", hidden=True)["Print"],
        h.form(method="post", action="/desk/close")[
            h.input(type="hidden", name="csrf", value=csrf),
            h.button(".button", type="submit", data_look="danger")["End all my visits"],
        ],
    ]


def _section(section: Section, view: View) -> h.Element:
    return h.section(id=section.name, class_="part", aria_labelledby=f"{section.name}-head")[
        h.header[
            h.p(".subject")[section.subject],
            h.h2(id=f"{section.name}-head")[section.finding],
            (h.p(".words")[line(words)] for words in section.words),
        ],
        h.div(class_={"body": True, "with-picture": bool(section.pictures)})[
            (_picture(picture) for picture in section.pictures),
            h.div(".tables")[
                (table_of(sheet, view) for sheet in section.sheets), _facts(section.facts) if section.facts else None
            ],
        ],
    ]


def _picture(picture: Picture) -> h.Element:
    """The drawing, its numbers in words, and the way to keep it."""
    figure = picture.figure
    return h.figure(".figure")[
        h.div(".picture")[Markup(drawing(figure))],  # noqa: S704 - made by us, with everybody's words escaped
        h.figcaption[
            h.details(".numbers")[h.summary["In numbers"], h.ul[(h.li[one] for one in numbers(figure))]],
            h.a(".keep", href=f"/desk/pictures/{picture.name}.png")[
                "PNG", h.span(".unseen")[f" of the picture: {figure.title}"]
            ],
        ],
    ]


def _facts(facts: tuple[Fact, ...]) -> h.Element:
    return h.dl(".facts")[
        (
            h.div[
                h.dt[fact.label],
                h.dd[
                    h.span[line(fact.words)],
                    h.span(".change")["Change: ", h.code[fact.command]] if fact.command else None,
                ],
            ]
            for fact in facts
        )
    ]


def member_page(card: Card, *, notice: str = "") -> h.Element:
    """One member's report, as they see it themselves."""
    return _framed(
        card.title,
        h.main("#content.report", tabindex="-1")[
            note(notice),
            h.p(".way-back")[h.a(href="/desk#readiness")["Back to the desk"]],
            h.h1[card.title],
            h.p(".counted")["Only leads of this group and they can see this. Talk about it with nobody but them."],
            render(card, Dress("", 2)),
        ],
    )


def knocked(link: str, *, until: datetime, notice: str = "") -> h.Element:
    """What stands behind a link: a button, since chats look at links by themselves."""
    return _plain(
        "The lead’s desk",
        note(notice),
        h.p[
            "Press the button to open the desk in this browser. The link opens once, until ",
            moment(until, "UTC", "time"),
            ".",
        ],
        h.form(method="post", action="/desk/open")[
            h.input(type="hidden", name="link", value=link),
            h.button(".button", type="submit", data_look="primary", autofocus=True)["Open the desk"],
        ],
    )


def refused(sentence: str, *, back: bool = False) -> h.Element:
    """What was refused, and what to do next."""
    first, _, rest = sentence.partition(". ")
    return _plain(
        f"{first.removesuffix('.')}.",
        h.p[rest] if rest else None,
        h.p[h.a(".button", href="/desk")["Back to the desk"]] if back else None,
    )


def no_visit() -> h.Element:
    """The desk without a visit: where the way in is."""
    return refused("The lead’s desk opens with a link. A lead types /cohort desk in the group’s channel, and gets one.")


def ended() -> h.Element:
    """Every link and visit was ended."""
    return refused("Ended. No link and no visit of yours opens the desk any more; /cohort desk gives a new link.")


def _plain(title: str, *inside: h.Node) -> h.Element:
    return document(
        f"{title.removesuffix('.')} · Cohort",
        h.main(".visit.plain")[
            h.header[h.span(".logo", aria_hidden="true"), h.p(".brand")["Cohort"]], h.h1[title], inside
        ],
        body="visit",
        script=SCRIPT,
    )
