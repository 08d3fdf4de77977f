"""Tests of packs: reading them, and every lint."""
