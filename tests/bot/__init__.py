"""Tests of the core, file by file."""
