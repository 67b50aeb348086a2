"""What was decided stays as it was told, whoever goes afterwards, and however long ago it was."""

from tests.conftest import Opens
from tests.neighbours import Neighbour, Neighbourhood, paris

LAUNDRY = "/proposition La buanderie ouverte jusqu'à 22 h parce que on rentre tard"


async def _asked(neighbours: Neighbourhood) -> None:
    await neighbours["Karim"].says(LAUNDRY)
    await neighbours["Karim"].presses("proposals:form:quick")
    await neighbours["Karim"].taps("Envoyer au groupe")


async def _goes(neighbour: Neighbour) -> None:
    await neighbour.says("/effacer")
    await neighbour.taps("Tout effacer")
    assert (await neighbour.taps("Oui, tout effacer")).toast.startswith("Tout ce qui vous concerne est effacé.")


async def _said(neighbours: Neighbourhood, words: str) -> str:
    (seen,) = [seen.text for seen in await neighbours["Léa"].sees() if seen.text.startswith(words)]
    return seen


async def test_a_decision_keeps_its_numbers_and_its_reservation(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await _asked(neighbours)
        for name in ("Karim", "Inès"):
            await neighbours[name].presses("proposals:consent:1:1")
        await neighbours["Sarah"].presses("proposals:reserve:1:1:0")
        await neighbours["Sarah"].answers("Le bruit.")
        await neighbours["Sarah"].taps("Avec mon nom")
        await neighbours.at(paris("2027-03-08", "20:30"))
        told = await _said(neighbours, "✅ C'est décidé")
        assert "3 foyers sans objection. Une réserve de Sarah : « Le bruit. »" in told
        await _goes(neighbours["Inès"])
        assert await _said(neighbours, "✅ C'est décidé") == told, (
            "who answered is gone, what they answered counts"
        )
        await _goes(neighbours["Sarah"])
        nameless = told.replace("Une réserve de Sarah : ", "Une réserve : ")
        assert await _said(neighbours, "✅ C'est décidé") == nameless
        await neighbours.at(paris("2027-05-20", "12:00"))  # who said what is thrown away
        await _goes(neighbours["Karim"])
        assert await _said(neighbours, "✅ C'est décidé") == nameless


async def test_where_nothing_was_decided_no_number_is_made_up_later(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await _asked(neighbours)
        for name in ("Karim", "Inès"):
            await neighbours[name].presses("proposals:consent:1:1")
        await neighbours.at(paris("2027-03-12", "20:30"))
        told = await _said(neighbours, "📋 Rien n'est décidé")
        assert "2 foyers ont répondu, il en fallait 3." in told
        await _goes(neighbours["Inès"])
        fewer = told.replace("2 foyers ont répondu, il en fallait 3.", "Trop peu de réponses.")
        assert await _said(neighbours, "📋 Rien n'est décidé") == fewer
        await neighbours.at(paris("2027-05-20", "12:00"))
        await _goes(neighbours["Karim"])
        assert await _said(neighbours, "📋 Rien n'est décidé") == fewer


async def test_the_one_who_proposes_is_waited_for_by_nobody(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(LAUNDRY)
        await neighbours["Karim"].taps("Envoyer au groupe")
        assert (await neighbours["Karim"].says("/menu")).private.lines[1] == "Que voulez-vous faire ?"
        assert (await neighbours["Léa"].says("/menu")).private.lines[1] == "1 question vous attend."
