"""Statements: SQL written with SQLAlchemy, compiled once, and run on the driver's own cursor.

The driver's cursor is what keeps a press cheap: a statement costs 10 microseconds there and 60 to
200 through the whole of SQLAlchemy, and a press takes about eight of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import ClauseElement, Column, ColumnElement, Dialect, Select, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

Row = tuple[Any, ...]
Turn = Callable[[Any], Any]
OnConflict = Literal["keep", "replace"]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement in one database's words."""

    sql: str
    fixed: Mapping[str, Any]
    binds: Mapping[str, Turn]
    reads: Sequence[tuple[int, Turn]]


class Statement:
    """One thing to say to the database."""

    __slots__ = ("_compiled", "_core", "_postgres")

    def __init__(self, core: ClauseElement, *, postgres: ClauseElement | None = None) -> None:
        """Say `core`, or `postgres` where the two databases have different constructs for it."""
        self._core = core
        self._postgres = core if postgres is None else postgres
        self._compiled: dict[str, _Compiled] = {}

    def compiled(self, dialect: Dialect) -> _Compiled:
        """The statement in this database's words, compiled at its first use."""
        found = self._compiled.get(dialect.name)
        if found is None:
            core = self._core if dialect.name == "sqlite" else self._postgres
            found = self._compiled[dialect.name] = _compile(core, dialect)
        return found


def _compile(core: ClauseElement, dialect: Dialect) -> _Compiled:
    compiled = cast("SQLCompiler", core.compile(dialect=dialect))
    fixed: dict[str, Any] = {}
    binds: dict[str, Turn] = {}
    for bind, name in compiled.bind_names.items():
        turn = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if not bind.required:
            fixed[name] = bind.value if turn is None else turn(bind.value)
        elif turn is not None:
            binds[name] = turn
    columns = list(core.selected_columns) if isinstance(core, Select) else []
    # Only our own types are turned back; the drivers give the others as they are.
    own = [(place, column.type) for place, column in enumerate(columns) if isinstance(column.type, TypeDecorator)]
    turns = [(place, of_type.result_processor(dialect, None)) for place, of_type in own]
    return _Compiled(compiled.string, fixed, binds, [(place, turn) for place, turn in turns if turn])


class Db:
    """One open transaction."""

    __slots__ = ("_cursor", "_dialect", "_reading")

    def __init__(self, cursor: DBAPICursor, dialect: Dialect, *, reading: bool = False) -> None:
        """Speak through this cursor, in this database's words; who is `reading` changes nothing."""
        self._cursor = cursor
        self._dialect = dialect
        self._reading = reading

    def rows(self, statement: Statement, **values: Any) -> list[Row]:
        """Every row found."""
        reads = self._say(statement, values).reads
        return [_read(row, reads) for row in self._cursor.fetchall()]

    def raw(self, statement: Statement, **values: Any) -> list[Row]:
        """Every row found, as the driver gives it."""
        self._say(statement, values)
        return list(self._cursor.fetchall())

    def read(self, statement: Statement, row: Row) -> Row:
        """A raw row of this statement with our own types in it."""
        return _read(row, statement.compiled(self._dialect).reads)

    def row(self, statement: Statement, **values: Any) -> Row | None:
        """The first row found."""
        reads = self._say(statement, values).reads
        row = self._cursor.fetchone()
        return None if row is None else _read(row, reads)

    def change(self, statement: Statement, **values: Any) -> int:
        """How many rows were changed.

        Raises:
            RuntimeError: in a look: what it wrote would be gone with it, or hold up who writes.
        """
        if self._reading:
            raise RuntimeError("a look changes nothing")
        self._say(statement, values)
        return self._cursor.rowcount

    def _say(self, statement: Statement, values: dict[str, Any]) -> _Compiled:
        compiled = statement.compiled(self._dialect)
        for name, turn in compiled.binds.items():
            values[name] = turn(values[name])
        if compiled.fixed:
            values.update(compiled.fixed)
        self._cursor.execute(compiled.sql, values)
        return compiled


def _read(row: Row, reads: Sequence[tuple[int, Turn]]) -> Row:
    if not reads:
        return row
    read = list(row)
    for place, turn in reads:
        read[place] = turn(read[place])
    return tuple(read)


def given(column: Column[Any], name: str = "") -> Any:
    """The value of this column, given (by `name`) when the statement is run."""
    return bindparam(name or column.name, type_=column.type, required=True)


class _Few(FunctionElement[bool]):
    inherit_cache = True  # of no type: SQLAlchemy would compare a boolean with 1, and hide the condition from SQLite


def few(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition, which few rows meet.

    SQLite keeps no count of them, and would rather go through all rows of a group in the order of their key than take
    an index that begins with the group and ends with this.
    """
    return _Few(condition)


@compiles(_Few)
def _say_few(few: _Few, compiler: SQLCompiler, **how: Any) -> str:
    return f"({compiler.process(few.clauses, **how)})"  # one condition among others, also where it is an OR


@compiles(_Few, "sqlite")
def _tell_few(few: _Few, compiler: SQLCompiler, **how: Any) -> str:
    return f"unlikely({compiler.process(few.clauses, **how)})"


def put(table: Table, on_conflict: OnConflict) -> Statement:
    """Insert a whole row; when its key is there already, keep what stands or replace the rest of it."""
    return Statement(_put(sqlite, table, on_conflict), postgres=_put(postgresql, table, on_conflict))


def put_found(table: Table, found: Select[Any]) -> Statement:
    """Insert whole rows that are found in the database; what stands under their keys is kept."""

    def said(database: Any) -> ClauseElement:
        insert = database.insert(table).from_select(table.columns.keys(), found)
        return cast("ClauseElement", insert.on_conflict_do_nothing())

    return Statement(said(sqlite), postgres=said(postgresql))


def _put(database: Any, table: Table, on_conflict: OnConflict) -> ClauseElement:
    insert = database.insert(table)  # without values: every column is given by its name
    if on_conflict == "keep":
        return cast("ClauseElement", insert.on_conflict_do_nothing())
    keys = table.primary_key.columns
    rest = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys}
    return cast("ClauseElement", insert.on_conflict_do_update(index_elements=list(keys), set_=rest))
