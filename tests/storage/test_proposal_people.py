"""What proposals know of people: what waits for them, and what is held about them."""

from datetime import timedelta

from handlers.members.electorate import Unit
from handlers.members.model import Role
from handlers.proposals.model import State
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.proposals import StoredProposals
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, settle
from tests.storage.test_proposals import FRIDAY, LATER, MONTHS_LATER, found, kept, proposed


async def test_what_was_opened_in_a_day_is_counted_by_person_and_by_group(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        assert await proposals.opened_since(here.group, here.karim, TUESDAY_NOON) == (0, 0)
        for author, at in ((here.karim, LATER), (here.lea, LATER), (here.karim, TUESDAY_NOON)):
            await proposed(tx, here, author=author, opened_at=at)
        assert await proposals.opened_since(here.group, here.karim, TUESDAY_NOON) == (1, 2)
        assert await proposals.opened_since(here.group, here.ines, TUESDAY_NOON - timedelta(1)) == (0, 3)
        assert await proposals.opened_since(here.group + 1, here.karim, TUESDAY_NOON) == (0, 0)


async def test_under_way_is_what_no_end_has_been_said_of(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        going: list[State] = ["questions", "opinions", "amendment", "objections", "treatment"]
        ended: list[State] = ["adopted", "withdrawn", "undecided"]
        numbers = [(await kept(tx, here, state)).id for state in [*going, *ended]]
        assert await proposals.under_way(here.group) == numbers[:5]
        for person in (here.karim, here.lea, here.ines):
            assert await proposals.under_way(here.group, person) == numbers[:5]
        assert await proposals.under_way(here.group, here.nadia) == [], "she has no voice"
        hers = await proposed(tx, here, author=here.nadia)
        assert await proposals.under_way(here.group, here.nadia) == [hers.id]
        assert await proposals.under_way(here.group + 1) == []


async def _waits(tx: Transaction, person: int) -> list[int]:
    return [number for number, _, _ in await StoredProposals(tx).unanswered_by(person, TUESDAY_NOON)]


async def test_an_opinion_is_awaited_from_every_voice_but_that_of_whoever_proposes(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        one = await proposed(tx, here)
        assert await _waits(tx, here.karim) == [], "now the others speak"
        assert await proposals.unanswered_by(here.lea, TUESDAY_NOON) == [(one.id, here.group, one.text)]
        assert await _waits(tx, here.ines) == [one.id]
        assert await _waits(tx, here.nadia) == [], "she has no voice"
        assert await proposals.unanswered_by(here.lea, FRIDAY) == [], "it is over"
        await proposals.say(one.id, here.ines, "", LATER)
        assert await _waits(tx, here.lea) == await _waits(tx, here.ines) == [], "one of a household is enough"
        together = [Unit(1, (here.karim, here.lea)), Unit(2, (here.ines,))]
        two = await proposed(tx, here, together)
        assert await _waits(tx, here.lea) == [], "her household has spoken: it proposes"
        assert await _waits(tx, here.ines) == [two.id]


async def test_an_answer_is_awaited_to_the_version_that_is_asked_about(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        one = await kept(tx, here, "objections")
        assert await _waits(tx, here.karim) == await _waits(tx, here.lea) == [one.id]
        await proposals.say(one.id, here.lea, "Bien.", LATER)
        assert await _waits(tx, here.ines) == [one.id], "an opinion is no answer"
        await proposals.answer(one, here.ines, "follow", LATER)
        assert await _waits(tx, here.ines) == await _waits(tx, here.lea) == []
        await proposals.publish(one.id, "jusqu'à 21 h", LATER)
        assert await proposals.unanswered_by(here.lea, TUESDAY_NOON) == [(one.id, here.group, "jusqu'à 21 h")]
        await StoredMembers(tx, LATER).leave(CHAT, "léa")
        assert await _waits(tx, here.lea) == []
        assert await _waits(tx, here.ines) == [one.id]


async def test_only_its_author_must_choose_what_becomes_of_it(database: Database) -> None:
    async with database.writing() as tx:
        here = await settle(tx)
        one = await kept(tx, here, "amendment")
        assert [await _waits(tx, person) for person in here.residents] == [[one.id], [], []]
        await kept(tx, here, "treatment")
        await kept(tx, here, "questions")
        await kept(tx, here, "adopted")
        assert [await _waits(tx, person) for person in here.residents] == [[one.id], [], []]


async def test_those_who_advise_or_look_on_are_not_waited_for(database: Database) -> None:
    async with database.writing() as tx:
        here = await settle(tx)
        one = await proposed(tx, here)
        roles: list[tuple[Role, list[int]]] = [("guest", []), ("professional", []), ("facilitator", [one.id])]
        for role, waits in roles:
            await StoredMembers(tx, LATER).give_role(here.group, here.lea, role, None)
            assert await _waits(tx, here.lea) == waits


async def test_what_ends_first_waits_first(database: Database) -> None:
    async with database.writing() as tx:
        here = await settle(tx)
        late = await kept(tx, here, "objections", closing_at=MONTHS_LATER)
        early = await kept(tx, here, "objections", closing_at=LATER)
        assert await _waits(tx, here.lea) == [early.id, late.id]


async def test_the_ends_of_rounds_within_a_window(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        second = await kept(tx, here, "objections", ends_at=FRIDAY)
        first = await kept(tx, here, "treatment", ends_at=LATER)
        await kept(tx, here, "adopted", ends_at=LATER)
        await proposed(tx, here, form="meeting", ends_at=LATER)
        window = (TUESDAY_NOON, FRIDAY + timedelta(seconds=1))
        assert await proposals.ending(here.group, *window) == [
            (first.id, LATER, first.text),
            (second.id, FRIDAY, second.text),
        ]
        assert [one[0] for one in await proposals.ending(here.group, LATER, FRIDAY)] == [first.id]
        assert await proposals.ending(here.group + 1, *window) == []


async def test_what_is_held_about_a_person_is_what_they_proposed_and_said(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        one = await proposed(tx, here)
        await proposals.ask(one.id, here.lea, "Même l'été ?", TUESDAY_NOON)
        await proposals.say(one.id, here.lea, "Bien.", LATER, named=False)
        await proposals.answer(one, here.lea, "objection", FRIDAY)
        await proposals.object(one, here.lea, "Le bruit.", "", FRIDAY, named=False)
        await proposals.publish(one.id, "jusqu'à 21 h", FRIDAY)
        new = await found(tx, one.id)
        await proposals.answer(new, here.lea, "reservation", MONTHS_LATER, words="Le bruit.")
        await proposals.answer(new, here.ines, "consent", MONTHS_LATER)
        text = "jusqu'à 21 h"
        assert await proposals.said_by(here.lea) == [
            ("question", text, "Même l'été ?"),
            ("opinion", text, "Bien."),
            ("objection", text, "Le bruit."),
            ("reservation", text, "Le bruit."),
        ]
        assert await proposals.said_by(here.ines) == [("consent", text, "")]
        assert await proposals.said_by(here.karim) == []
        assert await proposals.proposed_by(here.karim) == [text]
        assert await proposals.proposed_by(here.lea) == []
