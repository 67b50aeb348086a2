"""Ten thousand forged taps: no vote of a stranger, nothing ended by somebody else, no exception."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.assembly import BY_NAME
from bot.config import Access, Config, GroupDefaults, Salon, Storage, Telegram
from bot.limits import Limits
from bot.pacing import Paces
from bot.platforms.telegram import platform as platform_module
from bot.program import Program
from storage.database import Row
from tests.neighbours import noon_zone
from tests.peers.telegram import BotApi, bot_api
from tests.peers.telegram.messages import Message
from tests.peers.telegram.people import Person
from tests.peers.telegram.rooms import Room

EXAMPLES, ACTS = 50, 200
"""Examples of so many acts each: 10,000."""
QUESTION = "/sondage On peint la porte en bleu ou en vert ?"
ACTIONS = ("vote", "blank", "retract", "more", "mine", "who", "what", "extend", "close", "withdraw", "restore")


@dataclass
class Village:
    """Two groups with three polls: one open, one closed, one of the other group; and those who try."""

    program: Program
    api: BotApi
    rooms: list[Room]
    cards: list[Message]
    triers: list[Person]
    """A neighbour who has opened nothing, one who has left, a stranger, and a neighbour of the other group."""

    async def rows(self, sql: str) -> list[tuple[object, ...]]:
        async with self.program.database.reading() as tx:
            return [_values(row) for row in await tx.rows(sql)]

    async def ballots_of_strangers(self) -> list[tuple[object, ...]]:
        """Ballots of people who are not in the poll's group, or for a choice of another poll."""
        return await self.rows(
            "SELECT b.poll, b.person FROM ballots b JOIN polls p ON p.id = b.poll "
            "LEFT JOIN memberships m ON m.person = b.person AND m.group_id = p.group_id "
            "LEFT JOIN poll_options o ON o.id = b.option_id "
            "WHERE m.person IS NULL OR (b.option_id IS NOT NULL AND o.poll <> b.poll)"
        )

    async def settled(self) -> list[tuple[object, ...]]:
        """What none of those who try may change: the states and ends of all polls, the closed one's ballots,
        what the groups are, and who runs them."""
        polls = await self.rows("SELECT id, author, state, ends_at, extended FROM polls ORDER BY id")
        groups = await self.rows("SELECT id, name, zone, language, kind, voices, quorum FROM groups ORDER BY id")
        roles = await self.rows(
            "SELECT group_id, person, role, role_ends_at FROM memberships WHERE role <> 'resident' ORDER BY person"
        )
        return (
            polls
            + groups
            + roles
            + await self.rows(
                "SELECT b.poll, b.person, b.option_id FROM ballots b JOIN polls p ON p.id = b.poll "
                "WHERE p.state = 'closed' ORDER BY b.poll, b.person"
            )
        )


def _values(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in row.keys())  # noqa: SIM118 - a Row is no dict


@asynccontextmanager
async def village(folder: Path) -> AsyncIterator[Village]:
    async with bot_api(flood=False) as api:
        names = ("Karim", "Léa", "X", "Y", "Odette", "Rose")
        karim, lea, stranger, gone, odette, rose = (api.person(name) for name in names)
        ours = api.group("Les Tilleuls", members=[karim, lea, gone])
        theirs = api.group("Le Verger", members=[odette, rose])
        program = Program(
            Config(
                storage=Storage(url=f"sqlite:///{folder}/palabre.db"),
                salon=Salon(port=0),
                telegram=Telegram.model_validate({"token": api.token, "api_url": api.url}),
                access=Access(new_groups="open"),
                group=GroupDefaults(timezone=noon_zone()),
            ),
            limits=Limits(per_account=10**9, per_room=10**9),
        )
        await program.start()
        try:
            for room, author in ((ours, karim), (theirs, rose)):
                room.add_bot(by=author)
                author.says(room, QUESTION)
            karim.says(ours, QUESTION)
            await api.until(lambda: len(ours.from_bot()) == 3 and len(theirs.from_bot()) == 2)
            closed, opened, elsewhere = *ours.from_bot()[1:], theirs.from_bot()[1]
            for person, card in ((gone, closed), (lea, closed), (gone, opened)):
                person.taps(card, "Bleu")
            karim.presses(closed, closed.buttons["⋯ Plus"].replace("more", "close"))
            await api.until(lambda: not closed.buttons)
            ours.leave(gone)
            await api.settled()
            cards = [closed, opened, elsewhere]
            yield Village(program, api, [ours, theirs], cards, [lea, gone, stranger, odette])
        finally:
            await program.stop()


ids = st.one_of(st.integers(-2, 12).map(str), st.integers().map(str), st.text(max_size=8))
shaped = st.builds(
    lambda feature, action, parts: ":".join((feature, action, *parts)),
    st.sampled_from(["polls", "help", "members", "groups", "Polls", "chimes", ""]),
    st.sampled_from([*ACTIONS, "ask", "menu", "hello", "mydata", "about", "groups", "", "__init__"]),
    st.lists(ids, max_size=5),
)
living = st.builds(
    lambda action, numbers: ":".join(("households", action, *map(str, numbers))),
    st.sampled_from(list(BY_NAME["households"].feature.presses)),
    st.lists(st.integers(0, 9), max_size=4),
)
voting = st.builds(
    lambda action, poll, option: f"polls:{action}:{poll}:{option}",
    st.sampled_from(ACTIONS),
    st.integers(0, 4),
    st.integers(0, 8),
)
settling = st.builds(
    lambda action, group, person, word: f"groups:{action}:{group}:{person}:{word}",
    st.sampled_from(
        ["give", "set", "kind", "mine", "stop", "undo", "decline", "join", "unite", "admit", "refuse"]
    ),
    st.integers(0, 3),
    st.one_of(st.integers(0, 7).map(str), st.sampled_from(["language", "kind", "housing", "decide", "surely"])),
    st.sampled_from(["facilitator:3", "accompaniment", "resident", "en", "place", ""]),
)
absurd = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=64)
forged = st.one_of(voting, settling, living, shaped, absurd)
acts = st.tuples(st.integers(0, 3), st.integers(0, 2), forged, st.booleans())


@pytest.fixture
def unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pace has its own tests."""
    monkeypatch.setattr(platform_module, "OVERALL", ())
    monkeypatch.setattr(platform_module, "paces", lambda chat: Paces())


def test_ten_thousand_forged_taps_slip_nothing_in(tmp_path: Path, unpaced: None) -> None:
    with asyncio.Runner() as runner, capture_logs() as logs:
        opening = village(tmp_path)
        here = runner.run(opening.__aenter__())
        before = runner.run(here.settled())
        shown = [len(room.from_bot()) for room in here.rooms]
        tried = 0

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),  # what slipped in stays: no example could be made smaller
        )
        @given(st.lists(acts, min_size=ACTS, max_size=ACTS))
        def forge(chosen: list[tuple[int, int, str, bool]]) -> None:
            nonlocal tried
            tried += len(chosen)
            runner.run(_forge(here, chosen))
            assert runner.run(here.ballots_of_strangers()) == []
            assert runner.run(here.settled()) == before
            assert [len(room.from_bot()) for room in here.rooms] == shown, "nobody made it speak to everybody"

        try:
            forge()
        finally:
            runner.run(opening.__aexit__(None, None, None))
        assert tried >= EXAMPLES * ACTS
        assert not [line for line in logs if line["log_level"] in ("error", "critical")]


async def _forge(here: Village, chosen: list[tuple[int, int, str, bool]]) -> None:
    taps = []
    for trier, card, data, inaccessible in chosen:
        person, message = here.triers[trier], here.cards[card]
        if inaccessible:
            taps.append(person.presses_inaccessible(message.room, message.id, data))
        else:
            taps.append(person.presses(message, data))
    await here.api.until(lambda: all(tap.answered for tap in taps), seconds=60)
    await here.api.until(lambda: here.api.pending == 0)
    assert all(len(tap.answers) == 1 for tap in taps)
