"""Cards: what the bot says, as neutral values that each platform dresses in its own clothes.

Every union here is closed: a renderer matches it completely, and mypy points at what it forgot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.cards.charts import Drawing
from bot.cards.spans import Code, Link, Moment, Plain, RoomName, Span, Strong, Text, text
from bot.commands import Command

__all__ = [
    "Away",
    "Block",
    "Button",
    "Card",
    "ChooseOne",
    "ChooseSome",
    "Code",
    "Control",
    "Divider",
    "Enclosed",
    "Field",
    "Figure",
    "Form",
    "Link",
    "Listing",
    "Match",
    "Meter",
    "Moment",
    "Offer",
    "Order",
    "Paragraph",
    "Plain",
    "Room",
    "RoomName",
    "Row",
    "RowState",
    "Scenario",
    "Span",
    "Stem",
    "Strong",
    "Table",
    "Text",
    "Tone",
    "Words",
    "text",
]

# --- blocks ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    text: Text


@dataclass(frozen=True, slots=True)
class Stem:
    """The text that asks: the largest words on the card."""

    text: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """The scenario of a case; may be folded where there is room for that."""

    title: str
    text: str


RowState = Literal["plain", "right", "wrong", "missed"]
"""`right`: chosen and of the key; `wrong`: chosen and not; `missed`: of the key, not chosen."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: its letter or number (may be empty), its words, how it stands, and a note under it."""

    text: str
    letter: str = ""
    state: RowState = "plain"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Options, steps or pairs, in full."""

    rows: tuple[Row, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Meter:
    """A labelled share from 0 to 1 as a bar, with the same in words (`note`)."""

    label: str
    share: float
    note: str
    state: RowState = "plain"

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError("a meter's share lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of short cells under column heads."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a table has a cell for each column")


@dataclass(frozen=True, slots=True)
class Divider:
    """A quiet line between two thoughts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of numbers under a title that says the finding; `bot.cards.numbers` says the same in words."""

    title: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file for the one who asked alone; fetched later it is made anew by `again`, with the rights of that moment."""

    name: str
    content: str
    about: str
    again: Command


Block = Paragraph | Stem | Scenario | Listing | Meter | Table | Divider | Figure | Enclosed

# --- controls ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press. `spoken` is its accessible name where the label is one letter."""

    label: str
    press: Command
    look: Literal["plain", "primary", "danger"] = "plain"
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Away:
    """A button that leads to a page (https)."""

    label: str
    url: str


Control = Button | Away

# --- forms -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing on offer in a field: the value that is sent, and the words that are shown."""

    value: str
    text: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class ChooseOne:
    """One of the offers; fills a text field of the command."""

    name: str
    label: str
    offers: tuple[Offer, ...]
    value: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ChooseSome:
    """At least `least` and at most `most` of the offers; fills a tuple of the command."""

    name: str
    label: str
    offers: tuple[Offer, ...]
    least: int
    most: int
    value: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Exactly so many of the offers, first one first; fills a tuple, one value a position."""

    name: str
    label: str
    offers: tuple[Offer, ...]
    exactly: int
    value: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One of the offers for each prompt; fills a tuple, one value a prompt."""

    name: str
    label: str
    prompts: tuple[str, ...]
    offers: tuple[Offer, ...]
    reuse: bool
    value: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be typed, at most `longest` characters; fills a text field."""

    name: str
    label: str
    longest: int
    value: str = ""
    hint: str = ""
    lines: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A channel of the platform; fills a text field with the room's id. Left out where there is one room only."""

    name: str
    label: str
    value: str = ""
    hint: str = ""


Field = ChooseOne | ChooseSome | Order | Match | Words | Room


@dataclass(frozen=True, slots=True)
class Form:
    """Fields that fill in a command: a modal where the platform has one, else controls on the card.

    Each field's `name` is a field of `submit`; what people give replaces it there. An `Order` or `Match` (or an
    `AnswerItem`'s `ChooseSome`) may also be asked step by step: append one value at a time to `submit.answer`.
    """

    fields: tuple[Field, ...]
    submit: Command
    send: str = "Send"


Tone = Literal["plain", "open", "right", "wrong", "closed", "trouble"]


@dataclass(frozen=True, slots=True)
class Card:
    """One message, one thought: title, body, controls or a form, and a quiet foot.

    `field` names the field of the form just sent that a `trouble` card speaks about. A `turn` takes the place of the
    card whose control was pressed, form or not; one that is `idle` (the press changed nothing) does not cover what was
    turned to since. `again` makes it anew for who looks later, with the rights of then.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    controls: tuple[Control, ...] = ()
    form: Form | None = None
    foot: Text = ()
    tone: Tone = "plain"
    field: str = ""
    summary: str = ""
    turn: bool = False
    idle: bool = False
    again: Command | None = None

    @property
    def short(self) -> str:
        """The card in one line, for notifications and screen readers."""
        return self.summary or self.title
