"""A study group in a box, for every test of the core."""

from __future__ import annotations

import pytest

from adapters.store import SqlStore
from tests.world import World


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """A world whose place has no group yet."""
    return World(memory_store)
