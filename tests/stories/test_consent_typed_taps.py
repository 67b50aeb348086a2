"""The words of a button, typed below a message, are the button."""

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, Seen, paris

MONDAY = paris("2027-03-01", "19:00")


async def below(neighbours: Neighbourhood, name: str, line: str) -> Seen:
    """The lowest message with this line, as this person sees it."""
    return next(seen for seen in reversed(await neighbours[name].sees()) if line in seen.text)


async def test_who_proposes_keeps_it_and_the_author_lifts_in_words(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        await karim.says("/proposition Un banc dans la cour parce qu'on est mieux assis")
        assert (await karim.answers("envoyer")).private.lines[0].startswith("Votre proposition est dans le groupe")
        await neighbours.at(paris("2027-03-04", "20:00"))
        turn = await below(neighbours, "Karim", "Que devient votre proposition ?")
        got = await karim.says("Je la garde.", reply_to=turn.id)
        assert got.toast == "La question est dans le groupe."
        card = await below(neighbours, "Léa", "Pouvez-vous vivre avec ?")
        asked = await lea.says("objection : le bruit", reply_to=card.id)
        assert "Qu'est-ce qui vous permettrait de vivre avec ?" in asked.private.text
        await lea.answers("Le rentrer le soir.")
        await lea.answers("avec mon nom")
        other = await neighbours["Inès"].says("Je lève mon objection", reply_to=card.id)
        assert other.refused
        assert (await lea.says("je maintiens", reply_to=card.id)).toast.startswith(
            "Noté : l'objection reste ouverte"
        )
        assert (await lea.says("Je lève mon objection", reply_to=card.id)).toast == "Merci. L'objection est levée."
        silent = await lea.says("je lève mon verre", reply_to=card.id)
        assert not silent.toast
        assert not silent.refused


async def test_a_meeting_is_led_in_words(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        karim = neighbours["Karim"]
        await karim.says("/proposition Un banc dans la cour parce qu'on est mieux assis")
        await karim.presses("proposals:form:meeting")
        await karim.taps("Envoyer au groupe")
        card = await below(neighbours, "Karim", "Karim propose")
        assert (await karim.says("+5 min", reply_to=card.id)).toast == "Jusqu'à 19 h 15."
        assert (await karim.says("Étape suivante", reply_to=card.id)).toast == (
            "Maintenant les avis, chacun son tour."
        )
        assert (await neighbours["Léa"].says("étape suivante", reply_to=card.id)).refused
