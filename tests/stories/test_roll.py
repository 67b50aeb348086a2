"""/foyers: everybody sees who is here, says what is wrong, and those who run the group put it right."""

from datetime import timedelta

import pytest

from bot.every_feature import EveryFeature
from handlers.conversation.feature import Waiting
from handlers.conversation.text import verbatim
from handlers.conversation.topic import Topic
from handlers.members.model import Group
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import Neighbourhood
from tests.stories.homes import arrives, becomes, gets, homes, is_told, number_of

QUESTION = "On peint la porte ?"


async def odette(neighbours: Neighbourhood) -> int:
    """Nadia adds Odette, for whom nobody answers yet; gives her id."""
    await neighbours["Nadia"].presses("households:add:1")
    await neighbours["Nadia"].answers("Odette")
    await neighbours["Nadia"].taps("Je ne sais pas encore")
    return await number_of(neighbours, "Odette")


async def test_everybody_sees_who_is_here(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await gets(neighbours, "Inès", "professional")
        screen = (await neighbours["Léa"].says("/households")).private
        assert screen.lines == ["Les 3 foyers", "Karim", "Sarah", "Léa", "Accompagnement : Nadia. Conseil : Inès."]
        assert list(screen.buttons) == ["Ce n'est pas juste", "Ajouter un voisin"]
        assert list((await neighbours["Nadia"].says("/foyers")).private.buttons)[-1] == "Corriger"
        await becomes(neighbours, "other")
        assert (await homes(neighbours))[0] == "Les 3 membres"
        assert await neighbours["Karim"].sees() == [], "the room is left in peace"


async def test_a_long_list_is_paged(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            for number in range(30):
                person = await members.add_person(f"Voisin {number}")
                await members.add_member(1, person.id, "resident")
        first = await homes(neighbours)
        assert first[0] == "Les 34 foyers"
        assert "Voisin 20" in first
        assert "Voisin 21" not in first
        assert "Voisin 21" in (await neighbours["Léa"].taps("La suite")).private.lines
        assert (await neighbours["Léa"].taps("Revenir au début")).private.lines == first


async def test_somebody_who_left_is_reported_and_removed_and_put_back(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await arrives(neighbours, "M. Roux")
        await homes(neighbours)
        assert list((await neighbours["Léa"].taps("Ce n'est pas juste")).private.buttons) == [
            "Mon foyer",
            "Il manque quelqu'un",
            "Quelqu'un est en trop",
            "↩️ Retour",
        ]
        whom = (await neighbours["Léa"].taps("Quelqu'un est en trop")).private
        assert list(whom.buttons) == ["Karim", "Sarah", "Inès", "D'autres voisins", "↩️ Retour"]
        assert list((await neighbours["Léa"].taps("D'autres voisins")).private.buttons)[:2] == ["Nadia", "M. Roux"]
        got = await neighbours["Léa"].taps("M. Roux")
        assert got.toast == "C'est noté. Je le dis à l'animation du groupe."
        (told,) = [seen for seen in await neighbours["Nadia"].sees() if seen.buttons]
        assert told.text == "Léa dit que M. Roux n'est plus dans le groupe."
        assert list(told.buttons) == ["Laisser", "Retirer"]
        assert await is_told(neighbours, "M. Roux") == []
        assert "M. Roux" in await homes(neighbours)
        assert (await neighbours["Nadia"].taps("Laisser")).toast == "Rien ne change : M. Roux reste."
        removed = await neighbours["Nadia"].taps("Retirer")
        assert (
            removed.private.text == "M. Roux n'est plus dans le groupe. Vous avez dix minutes pour changer d'avis."
        )
        assert "M. Roux" not in await homes(neighbours)
        assert await is_told(neighbours, "Nadia") == []
        assert (await neighbours["Nadia"].taps("Remettre")).toast == "M. Roux est de retour dans le groupe."
        assert "M. Roux" in await homes(neighbours)


async def test_after_ten_minutes_who_was_removed_stays_out(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await arrives(neighbours, "M. Roux")
        person = await number_of(neighbours, "M. Roux")
        await neighbours["Nadia"].presses(f"households:remove:1:{person}")
        back = neighbours["Nadia"].screen.buttons["Remettre"]
        assert (
            await neighbours["Karim"].presses(back)
        ).toast == "Seule l'animation du groupe peut le faire : Nadia."
        await neighbours.at(TUESDAY_NOON + timedelta(minutes=11))
        got = await neighbours["Nadia"].presses(back)
        assert got.toast == "Les dix minutes sont passées. Écrivez /foyers, puis ajoutez ce voisin."
        assert "M. Roux" not in await homes(neighbours)


async def test_nobody_removes_themself_or_those_who_run_the_group(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await gets(neighbours, "Karim", "facilitator")
        nadia, karim = await number_of(neighbours, "Nadia"), await number_of(neighbours, "Karim")
        got = await neighbours["Nadia"].presses(f"households:remove:1:{nadia}")
        assert got.toast == "C'est vous. Pour partir, quittez la conversation du groupe."
        got = await neighbours["Nadia"].presses(f"households:remove:1:{karim}")
        assert got.toast == "Karim anime le groupe. Changez cela d'abord avec /groupe."
        got = await neighbours["Léa"].presses(f"households:remove:1:{karim}")
        assert got.toast == "Seule l'animation du groupe peut le faire : Karim et Nadia."


async def test_where_nobody_runs_the_group_it_is_said_what_to_do(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await gets(neighbours, "Nadia", "guest")
        karim = await number_of(neighbours, "Karim")
        got = await neighbours["Léa"].presses(f"households:report:1:{karim}")
        assert got.toast == "Personne n'anime encore ce groupe. Écrivez /groupe pour dire qui anime."
        assert (await neighbours["Léa"].presses("households:correct:1")).refused
        assert not (await neighbours["Léa"].presses("households:add:1")).refused
        assert (await neighbours["Nadia"].presses("households:add:1")).refused, "a guest"


async def test_who_runs_the_group_moves_people_and_names_who_answers(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Nadia"].says("/foyers")
        assert list((await neighbours["Nadia"].taps("Corriger")).private.buttons)[:3] == ["Karim", "Sarah", "Inès"]
        one = (await neighbours["Nadia"].taps("Karim")).private
        assert list(one.buttons) == [
            "Change de foyer",
            "Qui répond pour Karim",
            "↩️ Retour",
            "Retirer du groupe",
        ]
        await neighbours["Nadia"].taps("Change de foyer")
        moved = await neighbours["Nadia"].taps("Sarah")
        assert moved.private.text == "C'est noté. Un seul foyer : Karim et Sarah."
        assert await is_told(neighbours, "Karim") == ["Nadia a noté votre foyer : Karim et Sarah."]
        back = moved.private.buttons["Défaire"]
        karim = await number_of(neighbours, "Karim")
        await neighbours["Nadia"].presses(f"households:person:1:{karim}")
        await neighbours["Nadia"].taps("Désigner qui répond")
        got = await neighbours["Nadia"].taps("Sarah")
        assert got.toast == "Noté : Sarah répond pour ce foyer."
        await neighbours["Nadia"].presses(back)
        assert "Les 4 foyers" in await homes(neighbours)


async def test_whom_nobody_has_told_yet(tilleuls: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = [Waiting(1, Topic("polls", 7), verbatim(QUESTION), "polls:mine:7")]

    async def waits(every: EveryFeature, person: int) -> list[Waiting]:
        return waiting

    monkeypatch.setattr(EveryFeature, "waiting", waits)
    async with tilleuls() as neighbours:
        person = await odette(neighbours)
        assert (await homes(neighbours))[-1] == "À prévenir : Odette, 1 question."
        assert "À prévenir" not in neighbours["Léa"].screen.buttons, "she does not answer for Odette"
        await neighbours["Nadia"].says("/foyers")
        screen = (await neighbours["Nadia"].taps("À prévenir")).private
        assert screen.lines == ["Odette", f"À prévenir : {QUESTION}"]
        told = (await neighbours["Nadia"].taps("Prévenu")).private
        assert told.lines == ["Odette", f"Prévenu : {QUESTION}"]
        assert (await homes(neighbours))[-1] == "Prévenu : Odette, 1 question."
        data = f"households:reached:1:{person}:unreachable"
        assert (await neighbours["Karim"].presses(data)).refused
        assert (await neighbours["Nadia"].presses(data.replace("unreachable", "eaten"))).refused
        await neighbours["Nadia"].presses(data)
        assert (await homes(neighbours))[-1] == "Pas joignable : Odette, 1 question."
        waiting.clear()
        assert (await homes(neighbours))[-1] == "Accompagnement : Nadia."


async def test_ids_of_another_group_are_refused(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            other = await members.add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None, demo=True))
            yves, zoe = await members.add_person("Yves"), await members.add_person("Zoé")
            for person in (yves, zoe):
                await members.add_member(other, person.id, "resident")
            await members.claim(other, yves.id, zoe.id, "Zoé")
            (claim,) = await members.claims(other)
            lot = await members.add_lot(other, "Lot 1", 5)
        for who, group in (("Léa", other), ("Nadia", other), ("Nadia", 1)):
            for act in ("with", "report", "person", "remove", "relays", "tell", "yes", "no", "lot", "holder"):
                for number in (yves.id, claim.id + 1000, lot):
                    got = await neighbours[who].presses(f"households:{act}:{group}:{number}")
                    assert got.refused, (who, group, act, number)
                    assert "Yves" not in got.toast + got.private.text
            karim = await number_of(neighbours, "Karim")
            for act in ("put", "place", "askrelay", "hold"):
                assert (await neighbours[who].presses(f"households:{act}:{group}:{karim}:{yves.id}")).refused
        async with neighbours.program.database.reading() as tx:
            members = StoredMembers(tx, neighbours.now)
            assert [len(home.people) for home in await members.households(other)] == [1, 1, 0]
            assert len(await members.claims(other)) == 1
