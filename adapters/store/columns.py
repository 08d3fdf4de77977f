"""Columns: how instants, dates, hours and flags are kept, the same on every database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any, Generic, TypeVar

from sqlalchemy import REAL, Boolean, Date, DateTime, Dialect, Double, Integer, Text, Time
from sqlalchemy.types import TypeDecorator, TypeEngine

T = TypeVar("T", date, datetime, time)

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

    def process_bind_param(self, value: T | None, dialect: Dialect) -> Any:
        """From the value to what the driver takes."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> T | None:
        """From what the driver gives to the value."""
        if value is None or dialect.name != "sqlite":
            return value  # type: ignore[no-any-return]
        return self.sort.fromisoformat(value)


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

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """From the instant to what the driver takes."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant is always aware of its zone")
        value = value.astimezone(UTC)
        # Always with microseconds: text of one length sorts as time.
        return value.isoformat(sep=" ", timespec="microseconds") if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From what the driver gives to an instant in UTC."""
        instant = super().process_result_value(value, dialect)
        return None if instant is None else instant.astimezone(UTC)
