"""A space is changed by those who run the group, shared no more, and opened again."""

from typing import Any

from tests.neighbours import paris
from tests.stories.consent import alone, room
from tests.stories.ruled_spaces import books, facilitation, path, space


async def test_a_retired_space_frees_its_bookings_and_each_holder_is_told_alone(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await space(neighbours)
        before = len(await room(neighbours))
        await books(neighbours, "Léa", "chambre d'amis du 12 au 14 mars")
        got = await path(neighbours, "Nadia", "Chambre d'amis", "Modifier cet espace", "Plus", "Retirer l'espace")
        assert "Du vendredi 12 au dimanche 14 mars : Léa" in got.private.lines
        await neighbours["Nadia"].taps("Retirer l'espace")
        assert "Votre réservation du vendredi 12" in (await alone(neighbours, "Léa"))[-1].text
        assert await alone(neighbours, "Karim") == []
        assert len(await room(neighbours)) == before
        assert (await neighbours["Karim"].presses("bookings:sheet:1")).refused
        assert (await neighbours["Nadia"].presses("bookings:retired:1")).refused, "two taps are one"
        await neighbours.at(paris("2027-03-02", "12:19"))
        got = await path(neighbours, "Nadia", "Réglages", "Espaces retirés", "Chambre d'amis")
        assert "1 réservation" not in got.private.text, "from the list it is opened without its bookings"
        assert (await books(neighbours, "Karim", "chambre d'amis du 12 au 14 mars")).private.text.startswith("✅")


async def test_what_is_opened_again_within_ten_minutes_has_its_bookings_back(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        nadia = neighbours["Nadia"]
        await space(neighbours)
        await books(neighbours, "Léa", "chambre d'amis du 12 au 14 mars")
        await nadia.presses("bookings:retired:1")
        undo = nadia.screen.buttons["Rouvrir"]
        await neighbours.at(paris("2027-03-02", "12:20"))
        assert "1 réservation est revenue." in (await nadia.presses(undo)).private.text
        assert (await nadia.presses(undo)).refused, "two taps are one"
        assert "Léa" in (await books(neighbours, "Karim", "chambre d'amis du 12 au 14 mars")).private.text
        await nadia.presses("bookings:retired:1")
        undo = nadia.screen.buttons["Rouvrir"]
        await neighbours.at(paris("2027-03-02", "12:31"))
        assert "revenue" not in (await nadia.presses(undo)).private.text, "eleven minutes are too late"


async def test_name_number_contact_information_and_list(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        nadia = neighbours["Nadia"]
        await space(neighbours, "chaises", "À l'heure")
        await space(neighbours, "salle", "À l'heure")
        await nadia.presses("bookings:reword:1:rename")
        assert "déjà un de ce nom" in (await nadia.answers("Salle")).toast
        assert not (await nadia.answers("Chaises pliantes")).refused
        await nadia.presses("bookings:reword:1:units")
        for words in ("aucune", "0", "201"):
            assert (await nadia.answers(words)).refused, words
        assert "Il y en a 12." in (await nadia.answers("12 chaises")).private.text
        await books(neighbours, "Léa", "8 chaises pliantes samedi de 14 h à 18 h")
        await books(neighbours, "Karim", "4 chaises pliantes samedi de 14 h à 18 h")
        await nadia.presses("bookings:reword:1:units")
        got = await nadia.answers("9")
        assert "Il y en a 9. 1 réservation à venir en a plus qu'il n'en reste. Elle reste" in got.private.text
        assert (await nadia.presses("bookings:contact:1:0")).private.text.startswith("Qui s'occupe")
        await nadia.taps("Karim")
        assert "Karim s'en occupe." in (await neighbours["Léa"].presses("bookings:sheet:1")).private.text
        await nadia.presses("bookings:reword:1:info")
        got = await nadia.answers("Boîte à clés 4821, sans sonner")
        assert "4821" not in got.private.text, "no answer keeps it"
        assert "4821" not in (await nadia.presses("bookings:reword:1:info")).private.text
        assert "existe déjà" in nadia.screen.text
        await nadia.answers("enlever")
        assert "existe déjà" not in (await nadia.presses("bookings:reword:1:info")).private.text
        await nadia.presses("bookings:people:1:0")
        await nadia.taps("Ajouter Karim")
        assert "Sur la liste : Karim." in nadia.screen.text
        await facilitation(neighbours)
        await nadia.presses("bookings:set:1:0:listed:1")
        await nadia.taps("Poser ces règles")
        assert "1 réservation à venir ne va pas" in nadia.screen.text, "that of Léa, who is not on it"
        await nadia.taps("Aujourd'hui")
        got = await books(neighbours, "Léa", "chaises pliantes dimanche de 14 h à 18 h")
        assert "Réservé aux personnes de sa liste" in got.private.text or "liste" in got.private.text
        assert "✅" in (await books(neighbours, "Karim", "chaises pliantes dimanche de 14 h à 18 h")).private.text
