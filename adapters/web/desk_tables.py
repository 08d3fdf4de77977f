"""Desk tables: a sheet as an HTML table that can be sorted by its heads, searched, and kept as a file."""

from __future__ import annotations

import htpy as h

from adapters.web.desk_view import View
from bot.cards.sheets import Cell, Column, Sheet

SEARCHED = 8
"""Rows from which on a table has a field to search in."""

ARROWS = {"ascending": "▲", "descending": "▼"}


def table_of(sheet: Sheet, view: View) -> h.Element:
    """The table with its tools, or the sentence that stands for an empty one."""
    if not sheet.rows:
        return h.p(".empty-table", id=f"{sheet.name}-table")[sheet.empty]
    rows = [(place, row, view.shows(sheet, row)) for place, row in view.rows(sheet)]
    shown = sum(shows for _, _, shows in rows)
    return h.div(".sheet-of", id=f"{sheet.name}-table", data_sheet=sheet.name)[
        h.div(".tools")[
            h.p(".caption", aria_hidden="true")[sheet.caption],
            _search(sheet, view) if len(sheet.rows) >= SEARCHED else None,
            h.p(".found", role="status")[_found(shown, len(rows)) if view.finding(sheet) else ""],
        ],
        h.div(".scroll", tabindex="0", role="region", aria_label=f"Table: {sheet.caption}")[
            h.table[
                h.caption(".unseen")[sheet.caption],
                h.thead[h.tr[(_head(sheet, view, place) for place in range(len(sheet.columns)))]],
                h.tbody[(_row(sheet, place, row, hidden=not shows) for place, row, shows in rows)],
            ]
        ],
        h.p(".empty-table", hidden=shown > 0)["Nothing in this table matches. Clear the search to see all of it."],
        h.p(".kept")[
            h.a(".keep", href=f"/desk/tables/{sheet.name}.csv", download=True)[
                "CSV", h.span(".unseen")[f" of the table: {sheet.caption}"]
            ]
        ],
    ]


def _found(shown: int, whole: int) -> str:
    return f"{shown} of {whole} shown"


def _search(sheet: Sheet, view: View) -> h.Element:
    name = f"{sheet.name}.find"
    return h.form(".search", method="get", action=f"/desk#{sheet.name}-table", role="search")[
        (h.input(type="hidden", name=other, value=value) for other, value in view.others(sheet)),
        h.label(for_=name)["Search", h.span(".unseen")[f" in the table: {sheet.caption}"]],
        h.input(id=name, name=name, type="search", value=view.finding(sheet), maxlength="60", autocomplete="off"),
        h.button(".button", type="submit")["Search"],
    ]


def _head(sheet: Sheet, view: View, place: int) -> h.Element:
    column = sheet.columns[place]
    sorting = view.sorting(sheet)
    way = sorting[1] if sorting is not None and sorting[0] == place else None
    return h.th(
        scope="col",
        class_=_dress(column),
        aria_sort=way,
        data_first="descending" if column.number else "ascending",
    )[
        h.a(href=view.resorted(sheet, place), title=column.about or None)[
            _head_words(column), h.span(".arrow", aria_hidden="true")[ARROWS.get(way or "", "")]
        ]
    ]


def _head_words(column: Column) -> h.Node:
    if not column.about:
        return column.head
    return [h.span(aria_hidden="true")[column.head], h.span(".unseen")[column.about]]


def _row(sheet: Sheet, place: int, row: tuple[Cell, ...], *, hidden: bool) -> h.Element:
    first, *rest = row
    return h.tr(data_place=str(place), hidden=hidden)[
        h.th(scope="row", data_by=_spelled(first))[_words(first)],
        (
            h.td(class_=_dress(column), data_by=_spelled(cell), data_side=cell.side or None)[_words(cell)]
            for column, cell in zip(sheet.columns[1:], rest, strict=True)
        ),
    ]


def _dress(column: Column) -> dict[str, bool]:
    return {"number": column.number, "prose": column.prose}


def _words(cell: Cell) -> h.Node:
    if cell.member:
        return h.a(href=f"/desk/members/{cell.member}")[h.bdi[cell.words]]
    if cell.spoken:
        return [h.span(aria_hidden="true")[cell.words], h.span(".unseen")[cell.spoken]]
    return h.bdi[cell.words]


def _spelled(cell: Cell) -> str | None:
    """What the script sorts by: numbers as such, words as words, nothing where there is nothing."""
    if cell.by is None:
        return None
    return f"w{cell.by}" if isinstance(cell.by, str) else f"n{cell.by}"
