"""Demo check: the player of `cohort demo` over many groups and weeks, with every opinion counted anew from the rows.

- `groups.py` says which groups live, `mischief.py` what goes wrong, `troupe.py` plays them all under one clock.
- `facts.py` reads the rows as they lie; `slots.py`, `answers.py`, `picks.py`, `streaks.py`, `boards.py`, `scores.py`
  and `telling.py` count from them what ought to be told, by the documents and without the product's rules.
- `opinions.py` reads what the product told, off its cards; `watch.py` holds one against the other.
"""
