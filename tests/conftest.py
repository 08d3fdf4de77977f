"""Fixtures that any test may ask for."""

from __future__ import annotations

from tests.browser import chrome
from tests.databases import (
    engine,
    file_engine,
    ledger,
    memory_engine,
    memory_store,
    postgres_engine,
    postgres_tables,
    postgres_url,
    store,
)

__all__ = [
    "chrome",
    "engine",
    "file_engine",
    "ledger",
    "memory_engine",
    "memory_store",
    "postgres_engine",
    "postgres_tables",
    "postgres_url",
    "store",
]
