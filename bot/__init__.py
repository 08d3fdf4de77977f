"""Cohort's core: a study group's rules, told the time and the history, knowing no platform.

app.py       the only door in: `App.handle`, `App.tick`, `App.look`, `App.visit`
deliver.py   says what was written down to be said
admission.py which group, who calls, and whether they may
wire.py      commands as short tokens and typed words, and back
usecases/    one file per thing the bot can do
packs/       raw pack data to values, and their lint
ports/       what the core needs of the world
cards/       all the words the bot says, as values
item_types/  one file per question type
calls.py     who wants what, where and when
commands.py  everything that can be wanted
rules/       pure rules
errors.py    refusals a member may be told
"""
