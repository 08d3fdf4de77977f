"""The shelf: packs on disk, read strictly and reported whole."""

from __future__ import annotations

from adapters.shelf.shelf import read_shelf

__all__ = ["read_shelf"]
