"""Watch: whatever the product tells is held against what was counted from the rows, at the moment it is told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from adapters.store import SqlStore
from bot.calls import Place
from bot.cards.model import Card
from bot.ports import Ledger
from bot.rules.evidence import Edition, evidence, rulings
from bot.rules.packs import Bank
from bot.rules.reveals import told_by
from bot.usecases.assess_members import Assessed, assess_members
from bot.usecases.rate_items import desk_for, editions_of
from bot.usecases.tellers import tellers_of
from tests.demo_check import answers, boards, opinions, picks, scores, streaks, telling
from tests.demo_check.facts import Facts, Reader, Row


@dataclass
class Tally:
    """What was compared, by sort, and every difference in words."""

    compared: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def same(self, sort: str, about: object, told: object, counted: object) -> None:
        """Compare one thing; told and counted must be equal to the last digit."""
        self.compared[sort] += 1
        if told != counted:
            self.differences.append(f"{sort}, {about}: told {told!r}, counted {counted!r}")


@dataclass
class Watch:
    """Compares for one database. It is the mouth of the platform too, and hears what is said in public."""

    reader: Reader
    store: SqlStore
    tally: Tally = field(default_factory=Tally)
    groups: dict[Place, str] = field(default_factory=dict)
    deeds: dict[Place, list[answers.Deed]] = field(default_factory=lambda: defaultdict(list))
    said: Counter[tuple[str, str]] = field(default_factory=Counter)

    def facts(self, place: Place) -> Facts:
        """Everything of the group that lives there."""
        return self.reader.facts(self.group(place))

    def group(self, place: Place) -> str:
        """The id of the group that lives there."""
        if place not in self.groups:
            self.groups[place] = self.reader.group_at(place.space, place.room)
        return self.groups[place]

    # --- the mouth -------------------------------------------------------------------------------

    async def say(self, place: Place, card: Card, *, key: str, again: bool, thread: str = "") -> str:
        """A post, or a reply in a thread."""
        del again, thread
        facts = self.facts(place)
        delivery = next(row for row in facts["deliveries"] if row["key"] == key)
        self.said[place.space, key] += 1
        session = facts.session(delivery["about"])
        about = f"{place.space}, {session['purpose']} of {session['day']}"
        match delivery["sort"], session["purpose"]:
            case "question", "daily":
                ((item, _),) = session["form"]
                self.tally.same("item of a daily question", about, {item} <= picks.may_be_asked(facts, session), True)
            case "rationale", "daily":
                counted = streaks.kept_streaks(facts, session["session_id"])
                self.tally.same("streaks kept", about, opinions.kept_of(card), counted)
            case "rationale", "mock":
                self._results(facts, session, opinions.results_of(card), about)
            case _:
                pass
        return key

    async def amend(self, place: Place, message: str, card: Card) -> None:
        """A post is another one now: a count, or the closing."""
        if card.tone == "open":
            told = opinions.count_of(card)
            self.tally.same("count on an open post", f"{place.space}, {card.title}", told, self.reader.counted(message))
        if card.title != "This question has closed":
            return
        facts = self.facts(place)
        session = facts.session(next(row for row in facts["deliveries"] if row["key"] == message)["about"])
        about = f"{place.space}, {session['purpose']} of {session['day']}"
        counted = boards.closing(facts, session["session_id"])
        self.tally.same("closing", about, opinions.closing_of(card), counted if counted[0] else (0, 0, []))

    async def whisper(self, place: Place, account: str, card: Card, *, mail: bool = True) -> bool:
        """A word to one member."""
        del mail
        self.tally.same("word to a member", f"{place.space}, {account}", card.title != "", True)
        return True

    def _results(self, facts: Facts, session: Row, told: opinions.ToldResults, about: str) -> None:
        counted = scores.results(facts, session)
        rights, many = counted.rights, len(counted.rights) >= opinions.FROM_FIVE
        spread = (rights[0], rights[-1], counted.middle) if many else (None, None, None)
        shares = [f"{float(share):.0%}" for share in counted.missed] if len(rights) >= opinions.FROM_THREE else []
        self.tally.same(
            "results of a weekly mock",
            about,
            (told.people, (told.least, told.most, told.middle), told.missed, told.improved),
            (len(rights), spread, shares, counted.improved),
        )

    # --- what is asked for -----------------------------------------------------------------------

    def home(self, facts: Facts, member: str, at: datetime, card: Card, own: Card) -> None:
        """A member's home: streak, week and close calls; and the domains in their own report."""
        about = f"{facts.group['zone']}, {member}, {at}"
        told, counted = opinions.home_of(card), streaks.home(facts, member, at)
        self.tally.same("streak", about, (told.streak, told.today), (counted.streak, counted.today))
        self.tally.same(
            "week and domains",
            about,
            (told.week, told.close, opinions.home_of(own).domains),
            (counted.week, counted.close, counted.domains),
        )

    def board(self, facts: Facts, viewer: str, at: datetime, card: Card) -> None:
        """The week's board as one member sees it."""
        counted = boards.board(facts, viewer, at)
        self.tally.same("board", f"{facts.group['zone']}, {viewer}, {at}", opinions.board_of(card), counted)
        self.tally.compared["places on boards"] += len(counted)
        self.tally.compared["shared places"] += len(counted) - len({rank for rank, *_ in counted})

    def score(self, facts: Facts, session: Row, member: str, card: Card) -> None:
        """The report of a mock exam; nothing where the group's policy keeps it back."""
        told = opinions.report_of(card)
        if told is not None:
            counted = scores.report(facts, session, member)
            self.tally.same("score and scaled score", f"{session['session_id']}, {member}", told, counted)

    def readiness(self, facts: Facts, bank: Bank, at: datetime) -> None:
        """Each answer's worth, and each member's counted answers by domain with the first and the last."""
        group = facts.group["group_id"]
        ruled = telling.rulings(facts, at)
        told, weights, assessed = self.store.run_now(lambda ledger: _assessed(ledger, bank, group, at, facts))
        counted = {(r.row["session_id"], r.row["member_id"], r.row["item"]): r.ruling for r in ruled}
        self.tally.same("answers ruled", f"{group}, {at}", told, counted)
        self.tally.compared["rulings"] += len(counted)
        own_weights = {
            (one.row["member_id"], (one.row["item"], one.row["version"])): telling.weight(facts, one, ruled)
            for one in ruled
            if one.ruling == "counted"
        }
        self.tally.same("weights of answers", f"{group}, {at}", weights, own_weights)
        for member, found in assessed.items():
            own = telling.evidence(facts, ruled, member)
            record = found.record
            tasks = {cell.task: cell.answers for cell in found.tasks if cell.answers}
            self.tally.same("answers by task", f"{group}, {member}, {at}", tasks, own.tasks)
            last = max((row["at"] for row in facts["responses"] if row["member_id"] == member), default=None)
            self.tally.same("last active", f"{group}, {member}, {at}", found.active_at, last)
            self.tally.same(
                "evidence of a member",
                f"{group}, {member}, {at}",
                (record.counts, record.last_at, found.readiness.answers),
                (own.counts, own.last_at, sum(own.counts)),
            )

    def items(self, facts: Facts, at: datetime) -> None:
        """What stands in the book of how items do, right after it was brought up to date."""
        counted: dict[tuple[str, int], list[bool]] = defaultdict(list)
        for one in telling.rulings(facts, at):
            if one.ruling == "counted":
                counted[one.row["item"], one.row["version"]].append(one.row["is_right"])
        told = {(row["item"], row["version"]): (row["answers"], row["hits"]) for row in facts["ratings"]}
        wanted = {edition: (len(found), sum(found)) for edition, found in counted.items()}
        self.tally.same("items rated", f"{facts.group['group_id']}, {at}", told, wanted)


def _assessed(
    ledger: Ledger, bank: Bank, group_id: str, at: datetime, facts: Facts
) -> tuple[Mapping[tuple[str, str, str], str], Mapping[tuple[str, Edition], float], Mapping[str, Assessed]]:
    """What the product makes of the group's answers, and of its members."""
    group = ledger.groups.load(group_id)
    assert group is not None
    desk = desk_for(ledger, bank, group, at)
    tellers, everything = tellers_of(desk), ledger.responses.of_group(group_id)
    told = told_by(tellers, everything)
    waiting = {session.id for session in tellers.sessions if session.open_at(at)}
    kept = [one for one in everything if one.session not in waiting]
    ruled = {(one.session, one.member, one.item): what for one, what in rulings(kept, told)}
    items = editions_of(desk, desk.pack, {(one.item, one.version) for one in kept})
    weights = {(one.member, one.edition): one.weight for one in evidence(kept, told, items)}
    members: Sequence[str] = [row["member_id"] for row in facts["members"]]
    return ruled, weights, assess_members(desk, members)
