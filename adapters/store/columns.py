"""Columns: how instants, dates, hours and flags are kept, the same on every database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, Generic, TypeVar

from sqlalchemy import REAL, Boolean, Date, DateTime, Dialect, Double, Integer, Text, Time
from sqlalchemy.types import TypeDecorator, TypeEngine

T = TypeVar("T", date, datetime, time)
V = TypeVar("V")

FLAG: TypeEngine[bool] = Boolean().with_variant(Integer(), "sqlite")
"""True or false; SQLite's strict tables know whole numbers only."""

SHARE: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")
"""A number from 0 to 1 in full precision."""


class _Iso(TypeDecorator[T], Generic[T]):
    """The database's own type where it has one, ISO text in SQLite."""

    impl = Text
    cache_ok = True
    native: TypeEngine[T]
    sort: type[T]

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text for SQLite, which sorts ISO text as time."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else self.native)

    # Plain functions for both ways, without a detour through SQLAlchemy: a press turns a dozen values.

    def bind_processor(self, dialect: Dialect) -> Callable[[T | None], Any] | None:
        """From the value to what the driver takes."""
        return _unless_none(self.sort.isoformat) if dialect.name == "sqlite" else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], T | None] | None:
        """From what the driver gives to the value."""
        del coltype  # SQLAlchemy tells what the driver calls the column
        return _unless_none(self.sort.fromisoformat) if dialect.name == "sqlite" else None


class Day(_Iso[date]):
    """A date in the group's zone."""

    cache_ok = True
    native = Date()
    sort = date


class Hour(_Iso[time]):
    """A wall time in the group's zone."""

    cache_ok = True
    native = Time()
    sort = time


class UtcDateTime(_Iso[datetime]):
    """An instant, kept in UTC; one without a zone is refused."""

    cache_ok = True
    native = DateTime(timezone=True)
    sort = datetime

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """From the instant to what the driver takes."""
        return _unless_none(_utc_text if dialect.name == "sqlite" else _utc)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """From what the driver gives to an instant in UTC."""
        return super().result_processor(dialect, coltype) or _unless_none(_utc)


def _unless_none(turn: Callable[[Any], V]) -> Callable[[Any], V | None]:
    return lambda value: None if value is None else turn(value)


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant is always aware of its zone")
    return value.astimezone(UTC)


def _utc_text(value: datetime) -> str:
    # Always with microseconds: text of one length sorts as time.
    return _utc(value).isoformat(sep=" ", timespec="microseconds")
