"""Palabre was stopped while neighbours went on: all that they did meanwhile is counted once, and before deadlines."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bot.matrix.mortal_street import MortalStreet, mortal_street
from tests.neighbours import plain
from tests.peers.synapse import Message, Neighbour, Town
from tests.peers.victim import victim

SIGNS = ("1️⃣", "2️⃣", "3️⃣")
CHOICES = ("bleu", "vert", "jaune")


@dataclass
class Tapper:
    """One of many: taps, changes, takes back; `last` is what stands at the end, nothing where all is taken back."""

    person: Neighbour
    standing: list[tuple[str, str]] = field(default_factory=list)
    spent: int = 0

    @property
    def last(self) -> str:
        return CHOICES[SIGNS.index(self.standing[-1][1])] if self.standing else ""

    async def taps(self, here: MortalStreet, card: Message, sign: str) -> None:
        self.standing.append((await self.person.reacts(here.room, card.id, sign), sign))
        self.spent += 1

    async def takes_back(self, here: MortalStreet, which: int) -> None:
        reaction, _ = self.standing.pop(which)
        await self.person.takes_back(here.room, reaction)
        self.spent += 1

    async def acts(self, here: MortalStreet, card: Message, number: int) -> None:
        """Each in one of five manners."""
        first = SIGNS[number % 3]
        await self.taps(here, card, first)
        match number % 5:
            case 0:  # changes their mind, and leaves both standing
                await self.taps(here, card, SIGNS[(number + 1) % 3])
                await self.taps(here, card, SIGNS[(number + 2) % 3])
            case 1:  # changes their mind, and takes the first one back
                await self.taps(here, card, SIGNS[(number + 1) % 3])
                await self.takes_back(here, 0)
            case 2:  # takes all back
                await self.takes_back(here, 0)
            case 3:  # takes it back, and puts it again
                await self.takes_back(here, 0)
                await self.taps(here, card, first)
            case 4:  # comes back to the first
                await self.taps(here, card, SIGNS[(number + 1) % 3])
                await self.takes_back(here, -1)


def votes(here: MortalStreet) -> dict[str, str]:
    """What each person has answered to the first poll, by the account of theirs."""
    return dict(
        here.victim.rows(
            "SELECT a.account, o.words FROM ballots b JOIN poll_options o ON o.id = b.option_id "
            "JOIN accounts a ON a.person = b.person WHERE o.poll = (SELECT min(id) FROM polls)"
        )
    )


async def test_all_that_happened_meanwhile_counts_once_and_before_the_deadline(
    tmp_path: Path, matrix: Town
) -> None:
    """More than one answer of the server can hold, some of it encrypted."""
    now = datetime.now(UTC)
    async with (
        victim(tmp_path) as palabre,
        mortal_street(tmp_path / "1", matrix, palabre, opening=now) as here,
    ):
        async with here.alive():
            await here.comes()
            # After Palabre, which would have to wait: a server lets ten into a room at once, then one a second.
            crowd = await matrix.crowd(24, here.room, here["Nadia"])
            card = await here.asked()
            before = Tapper(crowd[0])
            await before.taps(here, card, "1️⃣")
            await here.kept(lambda: votes(here) == {crowd[0].id: "bleu"})
        # What was written first is farthest back: in the gap.
        await here["Karim"].says(here.room, "bleu", reply_to=card.id)
        await here["Léa"].says(here.room, "pas bleu !", reply_to=card.id)
        await here["Léa"].says(here.room, "!sondage Dimanche, pique-nique ou promenade ?")
        await before.taps(here, card, "2️⃣")
        await before.takes_back(here, 0)
        tappers = [before, *map(Tapper, crowd[1:])]
        await asyncio.gather(*(one.acts(here, card, number) for number, one in enumerate(tappers[1:])))
        await here["Nadia"].says(here.room, "Vert", reply_to=card.id)
        assert sum(one.spent for one in tappers) > 60
        events = await happened(here)
        assert events > 100, events
        here.at(now + timedelta(days=3))
        async with here.alive():
            result = await here.sees("Léa", "personnes ont répondu.", within=40)
            await here.sees("Léa", "Dimanche, pique-nique ou promenade", within=40)
        expected = {one.person.id: one.last for one in tappers if one.last}
        expected |= {here["Karim"].id: "bleu", here["Nadia"].id: "vert"}
        assert votes(here) == expected
        counts = [list(expected.values()).count(choice) for choice in CHOICES]
        assert "Bleu {}, vert {}, jaune {}".format(*counts) in plain(result.words)
        assert here.count("SELECT count(*) FROM polls") == 2
        said = [plain(message.words) for message in here["Léa"].rooms[here.room].by(here.bot.id)]
        assert len([words for words in said if "Dimanche" in words]) == 1


async def happened(here: MortalStreet) -> int:
    """How many events the room has had."""
    page = await here["Nadia"].asks("GET", f"/rooms/{here.room}/messages", dir="b", limit="1000")
    return len(page["chunk"])


def members(here: MortalStreet) -> set[str]:
    """The accounts of those who are in the group, as the house knows it."""
    return {
        account
        for (account,) in here.victim.rows(
            "SELECT a.account FROM memberships m JOIN accounts a ON a.person = m.person WHERE m.left_at IS NULL"
        )
    }


async def test_who_came_meanwhile_may_vote_and_who_left_may_not(tmp_path: Path, matrix: Town) -> None:
    async with victim(tmp_path) as palabre, mortal_street(tmp_path / "1", matrix, palabre) as here:
        nadia, lea = here["Nadia"], here["Léa"]
        async with here.alive():
            await here.comes()
            card = await here.asked()
            await lea.says(here.room, "!moi")
            alone = await lea.accepts(here.bot)
            hers = await here.sees("Léa", "Léa", room=alone)
        await lea.reacts(here.room, card.id, "3️⃣")
        await lea.leaves(here.room)
        sarah = await matrix.neighbour("Sarah")
        await nadia.invites(here.room, sarah)
        await sarah.joins(here.room)
        await sarah.reacts(here.room, card.id, "1️⃣")
        async with here.alive():
            await here.kept(lambda: votes(here).get(sarah.id) == "bleu")
            assert members(here) == {nadia.id, here["Karim"].id, sarah.id}
            await lea.says(alone, "!sondage Encore un essai, oui ou non ?")
            refusal = await here.sees("Léa", "", room=alone, within=20, but=(hers.id,))
            assert "Demandez à un voisin de vous y inviter." in plain(refusal.words)
        assert here.count("SELECT count(*) FROM polls") == 1


async def test_it_was_shown_out_and_asked_in_again(tmp_path: Path, matrix: Town) -> None:
    """What was tapped before it had to go counts; and its card goes on where it may come back."""
    async with (
        victim(tmp_path) as palabre,
        mortal_street(tmp_path / "1", matrix, palabre, encrypted=False) as here,
    ):
        nadia, karim, lea = here["Nadia"], here["Karim"], here["Léa"]
        async with here.alive():
            await here.comes()
            card = await here.asked()
            await here.kept(lambda: here.count("SELECT count(*) FROM matrix_buttons") > 0)  # and knows its signs
        await lea.reacts(here.room, card.id, "2️⃣")
        await nadia.kicks(here.room, here.bot)
        async with here.alive():
            await here.kept(lambda: votes(here) == {lea.id: "vert"})
            await here.kept(lambda: here.count("SELECT count(*) FROM chats WHERE gone_at IS NOT NULL") == 1)
            await nadia.invites(here.room, here.bot)
            await lea.sees(here.room, lambda screen: screen.joined(here.bot.id), 30)
        await nadia.kicks(here.room, here.bot)
        await nadia.invites(here.room, here.bot)
        async with here.alive():
            await lea.sees(here.room, lambda screen: screen.joined(here.bot.id), 30)
            await karim.reacts(here.room, card.id, "2️⃣")
            await here.becomes("Léa", card, "vert 2", within=60)
        assert here.count("SELECT count(*) FROM chats WHERE gone_at IS NOT NULL") == 0
