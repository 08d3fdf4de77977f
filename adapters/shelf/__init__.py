"""The shelf: packs on disk, read strictly and reported whole."""
