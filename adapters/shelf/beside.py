"""Beside the packs: the texts of the repository around a content folder, which questions shall not repeat."""

from __future__ import annotations

import os
from pathlib import Path

from adapters.shelf.shelf import HEAD

_ROOT = ("pyproject.toml", ".git")
_SUFFIXES = {".md", ".txt", ".yaml", ".yml", ".py", ".html"}
_QUESTIONS = {"items", "cases"}
_PASSED_OVER = {"tests", "build", "dist", "node_modules", "__pycache__"}
"""Tests quote questions on purpose; the others are made by machines."""


def texts_beside(folder: Path) -> dict[str, str]:
    """The text files of the repository that holds `folder`, by their path in it; none when it stands alone."""
    root = next((above for above in folder.resolve().parents if any((above / name).exists() for name in _ROOT)), None)
    if root is None:
        return {}
    found = {}
    for here, folders, files in os.walk(root):
        passed = _PASSED_OVER | (_QUESTIONS if HEAD in files else set())
        folders[:] = sorted(name for name in folders if name not in passed and not name.startswith("."))
        for name in sorted(files):
            path = Path(here) / name
            if path.suffix in _SUFFIXES and path.is_file():
                found[path.relative_to(root).as_posix()] = path.read_text("utf-8", "replace")
    return found
