"""The rules of a space are proposed to everybody; once they are decided, they hold by themselves."""

from typing import Any

from storage.bookings import StoredBookings
from storage.proposals import StoredProposals
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import together
from tests.stories.consent import room, taps
from tests.stories.ruled_spaces import books, path, space


async def adopted(neighbours: Neighbourhood) -> None:
    """Nobody objects, until the evening of the end."""
    await taps(neighbours, "✅ Pas d'objection", "Karim", "Inès", "Léa")


async def proposed(neighbours: Neighbourhood, when: str = "Dès la décision") -> None:
    """Karim proposes what other groups have chosen, in the quick form."""
    karim = neighbours["Karim"]
    await path(
        neighbours, "Karim", "Chambre d'amis", "Les règles", "Règles d'autres groupes", "Reprendre ces règles"
    )
    assert "Poser ces règles" not in karim.screen.buttons
    await karim.taps("En faire une proposition")
    got = await karim.taps(when)
    assert "Pourquoi en avez-vous besoin" in got.private.text
    got = await karim.answers("Pour partager entre tous.")
    assert "Une fois décidé, je l'inscris dans les règles de l'espace." in got.private.text
    for label in ("Changer quelque chose", "La façon de décider", "Rapide"):
        await karim.taps(label)


async def test_a_proposal_that_is_adopted_makes_its_rules_hold(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-01", "19:00")) as neighbours:
        await together(neighbours, "Karim", "Sarah")
        await space(neighbours)
        await proposed(neighbours)
        assert not (await neighbours["Karim"].taps("Envoyer au groupe")).refused
        got = await path(neighbours, "Léa", "Chambre d'amis", "Les règles")
        assert "sans limite" in got.private.text, "nothing holds before it is decided"
        got = await neighbours["Léa"].taps("Les règles proposées")
        assert "Par foyer : 15 nuits par trimestre." in got.private.text
        await adopted(neighbours)
        await neighbours.at(paris("2027-03-05", "09:00"))
        said = (await room(neighbours))[-1].text
        assert "C'est inscrit dans les règles de l'espace" in said
        got = await path(neighbours, "Léa", "Chambre d'amis", "Les règles")
        assert "7 nuits de suite au plus. Par foyer : 15 nuits par trimestre." in got.private.text
        assert "Décision du groupe (D-2027-001), depuis le" in got.private.text
        assert "Les règles proposées" not in got.private.buttons
        got = await books(neighbours, "Léa", "chambre d'amis du 12 au 22 mars")
        assert "7 nuits de suite au plus." in got.private.text


async def test_a_proposal_may_say_that_its_rules_begin_a_week_later(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-01", "19:00")) as neighbours:
        await space(neighbours)
        await proposed(neighbours, "Une semaine après")
        got = await neighbours["Karim"].taps("Envoyer au groupe")
        assert not got.refused
        await taps(neighbours, "✅ Pas d'objection", "Karim", "Sarah", "Inès", "Léa")
        await neighbours.at(paris("2027-03-05", "09:00"))
        got = await path(neighbours, "Léa", "Chambre d'amis", "Les règles")
        assert "Ouvert à tous les foyers, sans limite." in got.private.text
        assert "À partir du" in got.private.text
        assert "✅" in (await books(neighbours, "Léa", "chambre d'amis du 12 au 20 mars")).private.text


async def test_another_text_no_longer_sets_the_rules_of_the_first(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-01", "19:00")) as neighbours:
        await space(neighbours)
        await proposed(neighbours)
        await neighbours["Karim"].taps("Envoyer au groupe")
        await neighbours["Karim"].presses("proposals:modify:1")
        await neighbours["Karim"].answers("La chambre : 5 nuits au plus")
        got = await neighbours["Karim"].taps("Envoyer au groupe")
        assert got.toast == "Le nouveau texte est parti. Les règles ne changeront pas d'elles-mêmes."
        for name in ("Karim", "Sarah", "Inès", "Léa"):
            assert not (await neighbours[name].presses("proposals:consent:1:2")).refused
        await neighbours.at(paris("2027-03-06", "09:00"))
        said = [one.text for one in await room(neighbours)]
        assert any("C'est décidé" in one for one in said)
        assert not any("C'est inscrit" in one for one in said)
        got = await path(neighbours, "Léa", "Chambre d'amis", "Les règles")
        assert "sans limite" in got.private.text


async def test_a_text_reworded_before_it_is_sent_sets_nothing_either(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-01", "19:00")) as neighbours:
        await space(neighbours)
        await proposed(neighbours)
        await neighbours["Karim"].presses("proposals:reword:text")
        got = await neighbours["Karim"].answers("La chambre : 5 nuits au plus")
        assert "je l'inscris" not in got.private.text
        await neighbours["Karim"].taps("Envoyer au groupe")
        async with neighbours.program.database.writing() as tx:
            proposal = await StoredProposals(tx).find(1)
        assert proposal is not None
        assert proposal.effect == ""


async def test_a_decision_about_a_space_that_is_shared_no_more_changes_nothing(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-01", "19:00")) as neighbours:
        await space(neighbours)
        await proposed(neighbours)
        await neighbours["Karim"].taps("Envoyer au groupe")
        await neighbours["Nadia"].presses("bookings:retired:1")
        await taps(neighbours, "✅ Pas d'objection", "Karim", "Sarah", "Inès", "Léa")
        await neighbours.at(paris("2027-03-05", "09:00"))
        said = (await room(neighbours))[-1].text
        assert "C'est décidé" in said
        assert "C'est inscrit" not in said
        async with neighbours.program.database.writing() as tx:
            assert not await StoredBookings(tx).ruled(1, neighbours.now)
