"""Adapters: everything that touches the world.

- `slack/`, `discord/` and `web/` are the three mouths, with the same five files each: events come in as
  calls, cards go out in the platform's own words.
- `store/` keeps the facts in a database, SQLite or PostgreSQL.
- `shelf/` reads the packs of questions from disk.
- `demo/` plays simulated classmates, for `cohort demo` and for long tests.
- `figures/` draws charts: one SVG for the page, and the same as a PNG for chats.
- `settings.py` holds what the environment says, read once.
- `logs.py` writes lines for people or for machines, with ids and without secrets.
- `clock.py` is the only clock in the house, and its metronome.
- `cli/` is the `cohort` command: one function for each role and each chore.
- `__main__.py` puts all of it together.
"""
