"""What was said after a stop is answered there, and it is drawn again."""

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.homes import is_told
from tests.stories.stops import (
    AFTERNOON,
    GARDEN,
    METERS,
    SORRY,
    alone,
    for_the_group,
    gathered,
    room,
    stopped,
)


async def test_what_is_still_to_be_done_is_answered_there(tilleuls: Opens, url: str) -> None:
    async with tilleuls(AFTERNOON, url=url, night=Night()) as neighbours:
        karim, lea, sarah = neighbours["Karim"], neighbours["Léa"], neighbours["Sarah"]
        await for_the_group(neighbours, METERS)
        await karim.says(GARDEN)
        await lea.says(GARDEN)
        await lea.says("/rappel appeler Odette demain à 8h30")
        await stopped(neighbours)
        (one,) = await gathered(neighbours)
        assert list(one.buttons) == ["C'est fait", "Je m'en occupe"]
        (of_lea,) = await alone(neighbours, "Léa")
        assert list(of_lea.buttons) == ["Arroser le po… : fait", "Appeler Odette : fait"]
        assert (await sarah.presses(one.buttons["Je m'en occupe"])).toast.startswith("Merci.")
        assert (await lea.presses(one.buttons["C'est fait"])).toast == "Merci."
        (one,) = await gathered(neighbours)
        assert one.lines == [SORRY, "Réglé : relever les compteurs."]
        assert list(one.buttons) == []
        assert not (await lea.presses(of_lea.buttons["Appeler Odette : fait"])).refused
        (of_lea,) = await alone(neighbours, "Léa")
        assert of_lea.lines[1:] == [
            "Encore à faire : arroser le potager (aujourd'hui à 8 h).",
            "Réglé : appeler Odette.",
        ]
        assert list(of_lea.buttons) == ["C'est fait", "Dans 1 h", "Demain"]
        (of_karim,) = await alone(neighbours, "Karim")
        assert (await lea.presses(of_karim.buttons["C'est fait"])).refused, "it is Karim's"
        assert (await karim.presses(of_karim.buttons["Dans 1 h"])).toast == "Je le redis aujourd'hui à 10 h 12."
        await neighbours.at(paris("2027-03-03", "10:12"))
        assert (await is_told(neighbours, "Karim"))[-1].startswith("💧 Arroser le potager.")


async def test_who_takes_it_from_there_is_asked_and_can_put_it_off(tilleuls: Opens) -> None:
    """It had no card of its own; tomorrow it has one."""
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        sarah = neighbours["Sarah"]
        await for_the_group(neighbours, METERS)
        await stopped(neighbours)
        await sarah.taps("Je m'en occupe")
        await neighbours.at(paris("2027-03-03", "11:12"))
        assert await is_told(neighbours, "Sarah") == ["Relever les compteurs : c'est fait ?"]
        assert (await sarah.taps("Demain")).toast == "Je le redis jeudi 4 mars à 9 h."
        await neighbours.at(paris("2027-03-04", "09:00"))
        card = (await room(neighbours))[-1]
        assert card.text.startswith("⏰ Relever les compteurs.")
        assert card.text.endswith("Sarah s'en occupe.")
        assert next(iter(card.buttons)) == "C'est fait"


async def test_a_late_turn_says_whose_it_is(tilleuls: Opens) -> None:
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        await neighbours["Nadia"].says("/tour composteur, chaque mercredi à 9h")
        await neighbours["Nadia"].answers("Léa, Inès")
        await neighbours["Nadia"].taps("C'est bon")
        await stopped(neighbours)
        (one,) = await gathered(neighbours)
        assert one.lines[1] == "Encore à faire : composteur, tour de Léa (aujourd'hui à 9 h)."
        await neighbours["Léa"].presses("reminders:cannot:1")
        (one,) = await gathered(neighbours)
        assert "Léa" not in one.text, "no name once she cannot"
        await neighbours.at(paris("2027-03-10", "09:00"))
        assert (await room(neighbours))[-1].text == "🌱 Ce matin, composteur. C'est le tour d'Inès."
