"""Discord's numbers, and how we bend to them: shorten, split, spread over pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

BUTTON_LABEL = 80
BUTTONS_IN_A_ROW = 5
ROWS = 4
LINK = 512
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
PAGE_TEXT = 3900  # of 4000 characters over all texts of a message
CHUNK = 1800  # a longer text is split before it is packed
JOINED = 2  # the characters between two texts
DIVIDERS = 5  # on a page: of 40 components, most are for buttons
DESCRIPTION = 1024
PICTURES = 2  # on a card: each takes two of the components that are left
FILES = 1  # on a card
MODAL_PARTS = 5
MODAL_TITLE = 45
MODAL_LABEL = 45
MODAL_HINT = 100
MODAL_TEXT = 3000
MODAL_INPUT = 4000
TICKS = 10
THREAD_NAME = 100
COMMAND_TEXT = 100
CHOICES = 25


def shorten(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis.

    >>> shorten("Batch transform", 8)
    'Batch t…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def rest_of(text: str, most: int, more: int) -> str:
    """What `shorten(text, most)` left out, itself shortened to `more`; empty when all was said."""
    if len(text) <= most:
        return ""
    return shorten(f"…{text[most - 1 :].lstrip()}", more)


def split(text: str, most: int = CHUNK) -> Iterator[str]:
    """Cut a long text at line ends or spaces into pieces of at most `most` characters."""
    left = text
    while len(left) > most:
        at = max(left.rfind("\n", most // 2, most), left.rfind(" ", most // 2, most))
        at = at if at > 0 else most
        yield left[:at].rstrip()
        left = left[at:].lstrip()
    if left:
        yield left


def pages(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Spread texts over as few messages as their characters allow, in order; an empty text is a divider."""
    done: list[list[str]] = [[]]
    room, dividers = PAGE_TEXT, DIVIDERS
    for text in texts:
        for piece in split(text) if text else [""]:
            if done[-1] and (len(piece) + JOINED > room or not dividers):
                done.append([])
                room, dividers = PAGE_TEXT, DIVIDERS
            if piece or done[-1]:
                done[-1].append(piece)
                room -= len(piece) + JOINED
                dividers -= not piece
    return tuple(tuple(page) for page in done if any(page)) or (("…",),)


def size(page: Iterable[str]) -> int:
    """The characters of a page, with what joins its texts."""
    return sum(len(text) + JOINED for text in page)


def squeeze(texts: Iterable[str]) -> tuple[str, ...]:
    """Fit texts into one message: the longest give way first, and what still does not fit is left out."""
    kept = [shorten(text, CHUNK) for text in texts]
    while size(kept) > PAGE_TEXT:
        longest = max(range(len(kept)), key=lambda index: len(kept[index]))
        if len(kept[longest]) <= PLACEHOLDER:
            kept.pop()
        else:
            kept[longest] = shorten(kept[longest], len(kept[longest]) * 3 // 4)
    while kept.count("") > DIVIDERS:
        kept.remove("")
    return tuple(kept) if any(kept) else ("…",)
