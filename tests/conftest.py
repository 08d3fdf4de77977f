"""Fixtures that any test may ask for."""

from __future__ import annotations

from tests.databases import engine, ledger, memory_store, postgres_tables, postgres_url, store

__all__ = ["engine", "ledger", "memory_store", "postgres_tables", "postgres_url", "store"]
