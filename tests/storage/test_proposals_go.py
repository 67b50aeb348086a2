"""Who is forgotten leaves no proposal with their name, two people become one, and in time nobody said anything."""

from dataclasses import replace

from handlers.members.electorate import Unit
from handlers.members.model import Group
from handlers.proposals.model import Kind, Proposal, Relayed
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.proposals import StoredProposals
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import Settled, settle
from tests.storage.test_proposals import LATER, found, households, kept, proposed


async def _everything(tx: Transaction, here: Settled, one: Proposal, person: int, by: int | None = None) -> int:
    """All that somebody may say of a proposal; gives the number of the objection."""
    proposals, relayed = StoredProposals(tx), None if by is None else Relayed(by)
    await proposals.ask(one.id, person, "Même l'été ?", TUESDAY_NOON)
    await proposals.say(one.id, person, "Bien.", TUESDAY_NOON, relayed=relayed)
    await proposals.answer(one, person, "objection", TUESDAY_NOON, relayed=relayed)
    return await proposals.object(one, person, "Le bruit.", "", TUESDAY_NOON, named=True, relayed=relayed)


async def test_who_is_forgotten_leaves_only_words_that_are_nobodys(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        one = await proposed(tx, here)
        number = await _everything(tx, here, one, here.lea)
        helped = await _everything(tx, here, one, here.ines, by=here.lea)
        assert await proposals.forget(here.lea) == [one.id]
        assert [(asked.person, asked.name, asked.words) for asked in await proposals.questions(one.id)] == [
            (None, "", "Même l'été ?"),
            (here.ines, "Inès", "Même l'été ?"),
        ]
        (opinion,), (position,) = await proposals.opinions(one.id), await proposals.positions(one)
        assert (opinion.person, opinion.entered_by) == (here.ines, "")
        assert (position.person, position.entered_by, position.relayed) == (here.ines, "", True)
        hers, theirs = await proposals.objections(one.id)
        assert (hers.id, hers.person, hers.name, hers.stands) == (number, None, "", True)
        assert (theirs.id, theirs.person, theirs.entered_by, theirs.relayed) == (helped, here.ines, "", True)
        assert await proposals.units(one.id) == [Unit(1, (here.karim,)), Unit(2, (here.ines,))]
        assert await proposals.said_by(here.lea) == []
        assert await proposals.forget(here.lea) == []


async def test_the_cards_that_say_something_else_are_those_somebody_stood_on(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        hers = await proposed(tx, here, [Unit(1, (here.karim,))], author=here.nadia)
        asked, said, helped, named, other = [await proposed(tx, here, [Unit(1, (here.karim,))]) for _ in range(5)]
        await proposals.ask(asked.id, here.nadia, "Qui ferme ?", LATER)
        await proposals.say(said.id, here.nadia, "Bien.", LATER)
        await proposals.answer(helped, here.karim, "consent", LATER, relayed=Relayed(here.nadia))
        await proposals.keep(replace(named, state="treatment", commission="Léa, nadia et Karim"))
        await proposals.keep(replace(other, state="treatment", commission="Léa, Nadiane et Karim"))
        assert await proposals.forget(here.nadia) == [hers.id, asked.id, said.id, helped.id, named.id]
        assert (await found(tx, named.id)).commission == "", "the card says that a solution is being looked for"
        assert (await found(tx, other.id)).commission == "Léa, Nadiane et Karim"


async def _two_accounts(tx: Transaction, here: Settled) -> int:
    members = StoredMembers(tx, TUESDAY_NOON)
    person = await members.add_person("Léa")
    await members.add_member(here.group, person.id, "resident")
    return person.id


async def test_of_two_people_who_are_one_the_later_answer_stands(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        gone = await _two_accounts(tx, here)
        roll = [*households(here), Unit(3, (gone,))]
        order: list[tuple[int, Kind]] = [(here.lea, "consent"), (gone, "follow")]
        for first, last in (order, order[::-1]):
            one = await proposed(tx, here, roll, voices=3)
            await proposals.answer(one, first[0], first[1], TUESDAY_NOON)
            await proposals.answer(one, last[0], last[1], TUESDAY_NOON)
            await proposals.say(one.id, first[0], first[1], TUESDAY_NOON)
            await proposals.say(one.id, last[0], last[1], LATER)
        tied = await proposed(tx, here, roll, voices=3)
        await proposals.say(tied.id, gone, "follow", TUESDAY_NOON)
        await proposals.say(tied.id, here.lea, "consent", TUESDAY_NOON)
        alone = await proposed(tx, here, roll, voices=3)
        await proposals.answer(alone, gone, "follow", TUESDAY_NOON)
        assert await proposals.unite(here.lea, gone) == [one.id - 1, one.id, tied.id, alone.id]
        stood = []
        for number in (one.id - 1, one.id, tied.id, alone.id):
            answers = await proposals.positions(await found(tx, number))
            opinions = await proposals.opinions(number)
            assert {said.person for said in answers} | {said.person for said in opinions} == {here.lea}
            stood.append(([said.kind for said in answers], [said.words for said in opinions]))
        assert stood == [
            (["follow"], ["follow"]),
            (["consent"], ["consent"]),
            ([], ["consent"]),
            (["follow"], []),
        ]


async def test_a_voice_that_was_of_the_second_alone_vanishes(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        gone = await _two_accounts(tx, here)
        alone = await proposed(tx, here, [*households(here), Unit(3, (gone,))], voices=3)
        lot = await proposed(tx, here, [*households(here), Unit(3, (gone,), label="Lot 3")], voices=3)
        shared = await proposed(tx, here, [Unit(1, (here.karim, gone)), Unit(2, (here.lea,))])
        same = await proposed(tx, here, [Unit(1, (here.karim,)), Unit(2, (here.lea, gone))])
        only = await proposed(tx, here, [Unit(1, (here.karim,)), Unit(2, (gone,))])
        await proposals.unite(here.lea, gone)
        units = [Unit(1, (here.karim,)), Unit(2, (here.lea,))]
        assert await proposals.units(alone.id) == households(here)
        assert await proposals.units(lot.id) == [*households(here), Unit(3, (), label="Lot 3")]
        for one in (shared, same, only):
            assert await proposals.units(one.id) == units
        assert [(await found(tx, one.id)).voices for one in (alone, lot, shared, same, only)] == [2, 3, 2, 2, 2]


async def test_all_that_the_second_said_is_the_firsts(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        gone = await _two_accounts(tx, here)
        ours = await proposed(tx, here, [*households(here), Unit(3, (gone,))], author=gone, voices=3)
        over = await kept(tx, here, "adopted")
        await _everything(tx, here, ours, gone)
        await _everything(tx, here, ours, here.ines, by=gone)
        assert await proposals.unite(here.lea, gone) == [ours.id]
        assert (await found(tx, ours.id)).author == here.lea
        assert [asked.person for asked in await proposals.questions(ours.id)] == [here.lea, here.ines]
        said = [(one.person, one.entered_by) for one in await proposals.opinions(ours.id)]
        said += [(one.person, one.entered_by) for one in await proposals.positions(ours)]
        assert sorted(said) == [(here.lea, "")] * 2 + [(here.ines, "Léa")] * 2
        objections = await proposals.objections(ours.id)
        assert [(one.person, one.entered_by) for one in objections] == [(here.lea, ""), (here.ines, "Léa")]
        assert await found(tx, over.id) == over


async def test_the_proposals_of_a_group_are_another_s(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals, members = await settle(tx), StoredProposals(tx), StoredMembers(tx, TUESDAY_NOON)
        other = await members.add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))
        one = await proposed(tx, here)
        theirs = await proposed(tx, replace(here, group=other), [])
        await proposals.annex(here.group, other)
        assert await proposals.under_way(here.group) == [one.id, theirs.id]
        assert await proposals.under_way(other) == []


async def test_two_months_after_the_end_nobody_knows_who_said_what(database: Database) -> None:
    async with database.writing() as tx:
        here, proposals, members = await settle(tx), StoredProposals(tx), StoredMembers(tx, TUESDAY_NOON)
        old = await kept(tx, here, "adopted", closed_at=TUESDAY_NOON, decision=3, number="D-2027-003")
        young = await kept(tx, here, "withdrawn", closed_at=LATER)
        going = await proposed(tx, here)
        for one in (old, young, going):
            await _everything(tx, here, one, here.lea, by=here.ines)
            await members.note_reach(f"proposals:{one.id}", here.lea, "told", here.ines, LATER)
        # a position, an opinion, three of the roll, two voices; the author of the question, of the objection,
        # and who wrote it down; who was told
        assert await proposals.purge(LATER) == 1 + 1 + 3 + 2 + 1 + 1 + 1 + 1
        assert await found(tx, old.id) == old
        assert len(await proposals.versions(old.id)) == 1
        assert [asked.person for asked in await proposals.questions(old.id)] == [None]
        (objection,) = await proposals.objections(old.id)
        assert (objection.person, objection.name, objection.entered_by) == (None, "", "")
        assert objection.risk == "Le bruit."
        assert [*await proposals.units(old.id), *await proposals.opinions(old.id)] == []
        assert list(await proposals.positions(old)) == []
        assert await members.reaches(f"proposals:{old.id}") == {}
        for one in (young, going):
            assert len(await proposals.units(one.id)) == 2
            assert len(await proposals.opinions(one.id)) == len(await proposals.positions(one)) == 1
            (objection,) = await proposals.objections(one.id)
            assert (objection.name, objection.entered_by) == ("Léa", "Inès")
            assert await members.reaches(f"proposals:{one.id}") == {here.lea: "told"}
        assert await proposals.purge(LATER) == 0
