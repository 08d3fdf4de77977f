"""Words: what simulated classmates write to each other, and what they report."""

from __future__ import annotations

from adapters.demo.dice import roll

REMARKS = (
    "I took the second one. It sounded right at nine in the morning.",
    "Same here, and now I see which word of the question decides it.",
    "The last link makes the difference plain. Worth the two minutes.",
    "I had that in a project once and still got it wrong.",
    "Anybody else reading past the word “least”? I do it every time.",
    "The reason under the third option finally made it click for me.",
    "Good one. I would have bet on the other service.",
    "I drew it on paper and then it was easy.",
    "This is the second time this week that cost decides it.",
    "I guessed. The thread is worth more than my point.",
    "Shall we go through this one on Friday?",
    "I keep mixing these two up. Writing it on a card now.",
)
IN_CHANNEL = (
    "Morning all. Coffee first, then the question.",
    "I am away until Thursday, keep the streak for me.",
    "Who sits the exam before the end of the month?",
    "The mini mock was harder than last week’s, or is it me?",
    "Thanks for the notes yesterday, that helped a lot.",
    "Anybody up for going through what we missed together?",
)
REPORTS = (
    "Two options seem right to me; the stem does not say which limit applies.",
    "I think this changed last year. The link says something else now.",
    "Unclear: is the data already in the bucket or not?",
    "The key may be right, but the reason names another service.",
)


def said(lines: tuple[str, ...], *about: object) -> str:
    """One of these lines."""
    return lines[int(roll(*about) * len(lines))]
