"""What a poll has promised, it keeps: at night, after an extension, when everybody has answered."""

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import paris

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"


async def test_the_night_holds_new_messages_back(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "22:00"), night=Night()) as neighbours:
        got = await neighbours["Karim"].says(DOOR)
        assert "Il fait nuit : votre sondage arrivera mercredi 3 mars à 8 h." in got.private.text
        await neighbours.at(paris("2027-03-03", "07:59"))
        assert await neighbours["Léa"].sees() == []
        await neighbours.at(paris("2027-03-03", "08:00"))
        assert "Sondage de Karim, jusqu'à vendredi 5 mars à 20 h." in (await neighbours["Léa"].last()).text


async def test_what_ends_at_night_has_its_result_in_the_morning(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "20:00"), night=Night()) as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours.at(paris("2027-03-02", "20:20"))
        for name in ("Karim", "Sarah", "Inès", "Léa"):
            await neighbours[name].taps("Bleu")
        morning = "mercredi 3 mars à 8 h"
        card = await neighbours["Léa"].last()
        assert card.lines[-1] == f"Tout le monde a répondu. On peut changer jusqu'à 20 h 35. Résultat {morning}."
        await neighbours["Karim"].taps("⋯ Plus")
        await neighbours.at(paris("2027-03-02", "20:31"))
        got = await neighbours["Karim"].taps("Terminer")
        assert got.toast == f"Le sondage est fini. Le résultat paraîtra {morning}."
        await neighbours.at(paris("2027-03-03", "07:59"))
        assert (await neighbours["Léa"].last()).lines[-1] == "Ce sondage est fini. Bleu est en tête."
        await neighbours.at(paris("2027-03-03", "08:00"))
        assert (await neighbours["Léa"].last()).pictures


async def test_a_message_that_asks_nothing_is_nobodys_poll(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says("pas noir !")
        said = await neighbours["Karim"].last()
        got = await neighbours["Karim"].says("/sondage", reply_to=said.id)
        assert got.toast == "Je ne vois pas de question dans ce message. Écrivez /sondage, puis la vôtre."
        assert len(await neighbours["Karim"].sees()) == 1


async def test_a_poll_that_was_extended_lasts_as_long_as_was_said(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        for name in ("Karim", "Sarah", "Inès"):
            await neighbours[name].taps("Bleu")
        got = await neighbours["Léa"].taps("Bleu")
        assert got.toast == "Noté : bleu. Vous pouvez changer jusqu'à mardi 12 h 25."
        await neighbours["Karim"].taps("⋯ Plus")
        got = await neighbours["Karim"].taps("Prolonger")
        assert got.toast == "Le sondage dure maintenant jusqu'à vendredi 5 mars à 20 h."
        got = await neighbours["Léa"].taps("Vert")
        assert got.toast == "Noté : vert. Vous pouvez changer jusqu'à vendredi 20 h."
        await neighbours.at(paris("2027-03-02", "13:00"))
        assert "Bleu" in (await neighbours["Léa"].last()).buttons


async def test_a_poll_undone_at_night_is_never_heard_of(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "22:00"), night=Night()) as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours["Karim"].taps("Annuler")
        await neighbours.at(paris("2027-03-03", "08:01"))
        assert await neighbours["Léa"].sees() == []


async def test_a_whole_phrase_leads_in_a_sentence_that_holds(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says("On mange samedi ou dimanche ?")
        await neighbours["Karim"].says("/sondage", reply_to=(await neighbours["Karim"].last()).id)
        await neighbours["Léa"].taps("Les deux me vont")
        await neighbours["Karim"].taps("⋯ Plus")
        await neighbours["Karim"].taps("Terminer")
        assert (await neighbours["Léa"].last()).lines[1] == "En tête : Les deux me vont."
