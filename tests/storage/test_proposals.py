"""Proposals come back as they were kept, with all that was said of them, in its order; on both databases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.members.electorate import Unit
from handlers.proposals.model import (
    Objection,
    Opinion,
    Position,
    Proposal,
    Question,
    Relayed,
    Review,
    State,
    Version,
)
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.proposals import StoredProposals
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, Settled, settle

LATER = TUESDAY_NOON + timedelta(hours=1)
FRIDAY = TUESDAY_NOON + timedelta(days=3)
MONTHS_LATER = TUESDAY_NOON + timedelta(days=70)


def proposal(here: Settled, **other: object) -> Proposal:
    """Karim's, of which the group says what it thinks until Friday."""
    fields: dict[str, object] = {
        "id": 0,
        "group": here.group,
        "author": here.karim,
        "form": "week",
        "state": "opinions",
        "silence": "nothing",
        "voice": "household",
        "voices": 2,
        "text": "La buanderie ouverte jusqu'à 22 h",
        "why": "On rentre tard.",
        "version": 1,
        "opened_at": TUESDAY_NOON,
        "round_at": TUESDAY_NOON,
        "ends_at": FRIDAY,
        "closing_at": FRIDAY,
    }
    return Proposal(**{**fields, **other})  # type: ignore[arg-type]


def households(here: Settled) -> list[Unit]:
    """Karim alone; Léa and Inès together."""
    return [Unit(1, (here.karim,)), Unit(2, (here.lea, here.ines))]


async def proposed(
    tx: Transaction, here: Settled, roll: Sequence[Unit] | None = None, **other: object
) -> Proposal:
    """That proposal, kept."""
    proposals = StoredProposals(tx)
    number = await proposals.add(proposal(here, **other), households(here) if roll is None else roll)
    return await found(tx, number)


async def found(tx: Transaction, number: int) -> Proposal:
    one = await StoredProposals(tx).find(number)
    assert one is not None
    return one


async def kept(tx: Transaction, here: Settled, state: State, **other: object) -> Proposal:
    """That proposal, in another state."""
    one = replace(await proposed(tx, here), state=state, **other)  # type: ignore[arg-type]
    await StoredProposals(tx).keep(one)
    return one


async def test_a_proposal_comes_back_as_it_was_opened(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        for asked in (
            proposal(here),
            proposal(here, form="quick", state="objections", asked=1, silence="required", voice="lot"),
            proposal(here, form="full", state="questions", silence="consent", voice="person", replaces=7),
            proposal(here, form="meeting", review=Review(12, date(2027, 6, 30), trial=False)),
            proposal(here, text="L'été,\n« 22 h » ? 🧺 | <b>", why="''"),
        ):
            number = await proposals.add(asked, households(here))
            assert await proposals.find(number, lock=True) == replace(asked, id=number)
            assert await proposals.versions(number) == [Version(1, asked.text, TUESDAY_NOON)]
        assert await proposals.find(number + 1) is None


async def test_its_course_is_kept_and_its_text_and_voices_are_not_touched(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        one, other = await proposed(tx, here), await proposed(tx, here)
        course = replace(
            one,
            state="adopted",
            round_at=LATER,
            ends_at=MONTHS_LATER,
            closing_at=LATER,
            closed_at=MONTHS_LATER,
            review=Review(2, date(2027, 9, 1), trial=False),
            extended=True,
            loops=3,
            asked=4,
            decision=9,
            number="D-2027-006",
            commission="Léa, Tomás et Odette",
        )
        await proposals.keep(replace(course, text="autre", why="autre", author=here.lea, voices=99, version=9))
        assert await found(tx, one.id) == course
        await proposals.keep(replace(course, closed_at=None, review=Review()))
        assert await found(tx, one.id) == replace(course, closed_at=None, review=Review())
        assert await found(tx, other.id) == other


async def test_every_version_stays_with_its_instant(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        one, other = await proposed(tx, here), await proposed(tx, here)
        assert await proposals.publish(one.id, "jusqu'à 21 h", LATER) == 2
        assert await proposals.publish(one.id, "jusqu'à 20 h", FRIDAY) == 3
        assert await found(tx, one.id) == replace(one, text="jusqu'à 20 h", version=3)
        assert await proposals.versions(one.id) == [
            Version(1, one.text, TUESDAY_NOON),
            Version(2, "jusqu'à 21 h", LATER),
            Version(3, "jusqu'à 20 h", FRIDAY),
        ]
        assert await found(tx, other.id) == other


async def test_a_voice_has_those_of_its_people_who_are_still_there(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        roll = [Unit(7, (here.ines, here.lea)), Unit(2, (), label="Lot 12"), Unit(3, (here.karim,))]
        one = await proposed(tx, here, roll)
        everybody = [
            Unit(2, (), label="Lot 12"),
            Unit(3, (here.karim,)),
            Unit(7, tuple(sorted((here.lea, here.ines)))),
        ]
        assert await proposals.units(one.id) == everybody
        await StoredMembers(tx, LATER).enter(CHAT, "yves", "Yves")
        assert await proposals.units(one.id) == everybody, "frozen at the opening"
        await StoredMembers(tx, LATER).leave(CHAT, "karim")
        await StoredMembers(tx, LATER).leave(CHAT, "léa")
        assert await proposals.units(one.id) == [everybody[0], Unit(3, ()), Unit(7, (here.ines,))]
        assert (await proposed(tx, here, [])).voices == 2
        assert await proposals.units(one.id + 1) == []


async def test_questions_stand_in_their_order_with_their_answers(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        one, other = await proposed(tx, here), await proposed(tx, here)
        first = await proposals.ask(one.id, here.lea, "Même l'été ?", LATER)
        second = await proposals.ask(one.id, here.nadia, "Qui ferme ?", TUESDAY_NOON)
        elsewhere = await proposals.ask(other.id, here.lea, "Et là ?", LATER)
        await proposals.reply(first, "Oui.")
        await proposals.reply(first, "Oui, aussi.")
        summer = Question(first, one.id, here.lea, "Léa", "Même l'été ?", "Oui, aussi.")
        assert await proposals.question(first) == summer
        assert await proposals.questions(one.id) == [
            summer,
            Question(second, one.id, here.nadia, "Nadia", "Qui ferme ?"),
        ]
        assert await proposals.question(elsewhere + 1) is None
        assert [asked.id for asked in await proposals.questions(other.id)] == [elsewhere]


async def test_an_opinion_replaces_the_one_before_and_is_named_only_if_wished(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        one, other = await proposed(tx, here), await proposed(tx, here)
        await proposals.say(one.id, here.lea, "Bien.", LATER)
        await proposals.say(one.id, here.ines, "", TUESDAY_NOON, relayed=Relayed(here.lea))
        await proposals.say(one.id, here.nadia, "Pourquoi pas.", LATER, named=False)
        lea, ines = Opinion(here.lea, "Léa", "Bien."), Opinion(here.ines, "Inès", "", "Léa")
        unnamed = Opinion(here.nadia, "", "Pourquoi pas.")
        assert await proposals.opinions(one.id) == [ines, lea, unnamed]
        assert await proposals.opinions(other.id) == []
        await proposals.say(one.id, here.ines, "Non.", FRIDAY, named=False)
        assert await proposals.opinions(one.id) == [lea, unnamed, Opinion(here.ines, "", "Non.")]
        assert await proposals.unsay(one.id, here.lea)
        assert not await proposals.unsay(one.id, here.lea)
        assert [said.person for said in await proposals.opinions(one.id)] == [here.nadia, here.ines]


async def test_an_answer_is_to_a_version_and_the_later_replaces_the_earlier(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        one = await proposed(tx, here)
        await proposals.answer(one, here.lea, "reservation", LATER, words="Le bruit.")
        await proposals.answer(one, here.ines, "talk", TUESDAY_NOON, named=False)
        await proposals.answer(one, here.karim, "consent", TUESDAY_NOON, relayed=Relayed(here.nadia))
        lea = Position(here.lea, "reservation", 1, "Le bruit.", "Léa")
        ines = Position(here.ines, "talk", 2)
        karim = Position(here.karim, "consent", 3, "", "Karim", relayed=True, entered_by="Nadia")
        assert await proposals.positions(one) == [lea, ines, karim]
        await proposals.talked(one, here.karim)
        assert await proposals.positions(one) == [lea, ines, karim], "somebody else"
        await proposals.talked(one, here.ines)
        assert await proposals.positions(one) == [lea, replace(ines, talked=True), karim]
        await proposals.answer(one, here.ines, "talk", LATER, named=False)
        assert await proposals.positions(one) == [lea, karim, replace(ines, turn=4)], (
            "who asks again was not heard"
        )
        await proposals.answer(one, here.karim, "follow", LATER)
        assert (await proposals.positions(one))[-1] == Position(here.karim, "follow", 5, "", "Karim")
        await proposals.publish(one.id, "jusqu'à 21 h", LATER)
        new = await found(tx, one.id)
        assert await proposals.positions(new) == []
        await proposals.answer(new, here.lea, "talk", LATER)
        assert await proposals.retract(new, here.lea)
        assert not await proposals.retract(new, here.lea)
        await proposals.talked(new, 0)
        assert len(await proposals.positions(one)) == 3
        assert [said.talked for said in await proposals.positions(one)] == [False] * 3


async def test_an_objection_stands_until_it_is_settled(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        one, other = await proposed(tx, here), await proposed(tx, here)
        number = await proposals.object(one, here.lea, "Le bruit.", "Fermer à 20 h.", LATER, named=True)
        new = replace(one, version=4)
        unnamed = await proposals.object(
            new, here.ines, "L'eau.", "", FRIDAY, named=False, relayed=Relayed(here.lea)
        )
        elsewhere = await proposals.object(other, here.lea, "Non.", "", LATER, named=True)
        noise = Objection(
            number,
            one.id,
            1,
            here.lea,
            "Léa",
            "Le bruit.",
            "Fermer à 20 h.",
            named=True,
            state="open",
            made_at=LATER,
        )
        water = Objection(
            *(unnamed, one.id, 4, here.ines, "Inès", "L'eau.", ""),
            named=False,
            state="open",
            made_at=FRIDAY,
            relayed=True,
            entered_by="Léa",
            entered_by_person=here.lea,
        )
        assert await proposals.objections(one.id) == [noise, water]
        assert await proposals.objection(unnamed) == water
        assert await proposals.objection(elsewhere + 1) is None
        await proposals.alert(number)
        await proposals.offer(number, asked=True)
        await proposals.park(unnamed, asked=True)
        offered = replace(noise, alerted=True, offered=True)
        assert await proposals.objections(one.id) == [offered, replace(water, parked=True)]
        await StoredMembers(tx, FRIDAY).leave(CHAT, "léa")
        assert (await proposals.objections(one.id))[0] == replace(offered, orphaned=True)
        await StoredMembers(tx, FRIDAY).enter(CHAT, "léa", "Léa")
        assert (await proposals.objections(one.id))[0] == offered, "who is back has it again"
        await proposals.park(unnamed, asked=False)
        assert await proposals.objection(unnamed) == water
        await proposals.adopt(number, here.karim)
        await proposals.adopt(unnamed, here.karim)
        mine = {"person": here.karim, "name": "Karim", "named": True}
        assert await proposals.objections(one.id) == [
            replace(noise, alerted=True, **mine),  # type: ignore[arg-type]
            replace(water, relayed=False, entered_by="", entered_by_person=None, **mine),  # type: ignore[arg-type]
        ]
        await proposals.offer(number, asked=True)
        await proposals.park(number, asked=True)
        again = await proposals.objection(number)
        assert again == replace(noise, alerted=True, offered=True, parked=True, **mine)  # type: ignore[arg-type]
        await proposals.settle(unnamed, "withdrawn")
        await proposals.reveal(one.id)
        assert [(stood.id, stood.shown) for stood in await proposals.objections(one.id)] == [
            (number, True),
            (unnamed, False),
        ], "what was withdrawn in its round is read by nobody"
        await proposals.settle(number, "lifted")
        settled = await proposals.objection(number)
        assert settled == replace(noise, alerted=True, shown=True, state="lifted", **mine)  # type: ignore[arg-type]
        assert settled is not None
        assert not settled.stands
        left = await proposals.objection(elsewhere)
        assert left is not None
        assert left.stands
