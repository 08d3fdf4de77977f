"""Demo: simulated classmates who come to the one door as people do, so that a group has something to show.

- `dice.py` is all their chance: numbers made by hashing, so that a seed plays the same again.
- `cast.py` says who they are, `mind.py` what they know, `words.py` what they write.
- `errands.py` is what one of them does at the door, reading cards as people do; `diary.py` says on which day and when.
- `door.py` is the app with a clock of its own; `player.py` lets time pass and everybody do what they have to do.
- `setting.py` is a group to be played, `story.py` the one that `cohort demo` shows, and `living.py` lets it live on.
"""
