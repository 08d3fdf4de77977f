"""Packs: from raw pack data to values, and the lints that keep items honest.

faults.py    one line about one place of a file; sheets that remember their lines
fields.py    the sorts of text a field may hold
item_shapes.py, schema.py   the shapes of item, case and pack files
reading.py   sheets into a `Pack`, with every fault at once
editor_schema.py   the same shapes for editors
lint.py      the door to all lints; each `lint_*.py` holds one family
"""
