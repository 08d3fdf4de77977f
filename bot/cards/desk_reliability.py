"""Desk, reliability: how far the chances that are told can be believed, and what reported results changed."""

from __future__ import annotations

from bot.cards.charts import Bar, Bars
from bot.cards.model import Figure, text
from bot.cards.numbers import percent
from bot.cards.sheets import Cell, Column, Fact, Picture, Section, Sheet
from bot.rules.honesty import CURVE, EXAM, MEASURED_ON, SIMULATED
from bot.rules.outcomes import FEWEST, Assumption

FARTHEST = max(CURVE, key=lambda point: abs(point[0] - point[1]))


def reliability_section(assumed: Assumption, *, exam: str, usual: float) -> Section:
    """What was measured on simulated groups, and what is assumed of this pack; `usual` is the cut without results.

    `exam` is the code of the group's exam: of another one than was simulated the curve is no measurement, and says so.
    """
    told, passed = FARTHEST
    groups, ones, other = "simulated groups", "simulated ones", ""
    if exam != EXAM:
        groups, ones = f"groups simulated for {EXAM}", f"people simulated for {EXAM}"
        other = f"They sat {EXAM}; for {exam} nothing was simulated, so take it as a hint only. "
    bars = tuple(Bar(f"Told about {percent(told)}", passed, f"{percent(passed)} passed") for told, passed in CURVE)
    finding = f"Of members told about 75%, {percent(dict(CURVE)[0.75])} passed"
    return Section(
        name="reliability",
        subject="Reliability",
        finding=f"{finding}, in {groups}",
        words=(
            text(
                f"{SIMULATED} {groups}, measured on {MEASURED_ON}: farthest off where {percent(told)} was told "
                f"and {percent(passed)} passed. {other}docs/readiness.md tells how, and what that cannot show."
            ),
        ),
        pictures=(Picture("reliability", Figure(f"{finding}, of {ones}", Bars(bars))),),
        sheets=(
            Sheet(
                "reliability",
                f"Chance told, and share that passed, in {groups}",
                (Column("Chance told"), Column("Passed", "Share that passed", number=True)),
                tuple((Cell(percent(told), told), Cell(percent(passed), passed)) for told, passed in CURVE),
                "Nothing was measured.",
            ),
        ),
        facts=_facts(assumed, usual),
    )


def _facts(assumed: Assumption, usual: float) -> tuple[Fact, ...]:
    if not assumed.results:
        return (
            Fact(
                "Reported results", text(f"Fewer than {FEWEST} that count for this pack, so they change nothing yet.")
            ),
            Fact("Pass line assumed", text(f"{usual:.1%} right; it is not published.")),
        )
    easier = "easier" if assumed.shift >= 0 else "harder"
    return (
        Fact("Reported results", text(f"{assumed.results} that count for this pack; members report with /outcome.")),
        Fact(
            "Told and foreseen",
            text(
                f"{assumed.passed} of them passed; what was believed when each exam began, before any result counted, "
                f"let {assumed.expected:.1f} passes be expected."
            ),
        ),
        Fact("Pass line assumed", text(f"{assumed.cut:.1%} right, {usual:.1%} without the results.")),
        Fact("Exam against the bank", text(f"{abs(assumed.shift):.2f} logits {easier} than our questions.")),
    )
