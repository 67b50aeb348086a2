"""Reminders of a neighbour's words, of whoever leaves, of whoever is forgotten."""

from storage.reminders import StoredReminders
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.homes import number_of
from tests.stories.test_bookings_leaving import leaves
from tests.stories.test_reminders_ring import texts
from tests.stories.waits import told


async def written(neighbours: Neighbourhood, name: str, words: str) -> int:
    """Somebody writes in the room; the message's number."""
    await neighbours[name].says(words)
    return (await neighbours[name].last()).id


async def test_in_reply_to_a_neighbours_message(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        said = await written(neighbours, "Inès", "La pompe de la cave fuit.")
        got = await lea.says("/rappel demain", reply_to=said)
        assert got.private.lines[0] == (
            "⏰ C'est noté : « La pompe de la cave fuit. », dit Inès. Mercredi 3 mars à 9 h."
        )
        asked = await lea.says("/rappel", reply_to=said)
        assert asked.private.lines[0] == "« La pompe de la cave fuit. » : quand ?"
        got = await lea.taps("Dans 1 h")
        assert "dit Inès" in got.private.text, "whose words they are is not lost on the way"
        got = await lea.says("/rappel samedi appeler le plombier", reply_to=said)
        assert got.private.lines[0].startswith("⏰ C'est noté : appeler le plombier. "), "one's own words win"
        got = await lea.says("/rappel bientôt", reply_to=said)
        assert got.refused
        own = await written(neighbours, "Léa", "Acheter du terreau")
        got = await lea.says("/rappel samedi", reply_to=own)
        assert got.private.lines[0].startswith("⏰ C'est noté : acheter du terreau. ")
        long = await written(neighbours, "Karim", "Bonjour à tous, " + "il faut penser au compost " * 70)
        got = await lea.says("/rappel samedi", reply_to=long)
        assert "penser au compost… », dit Karim." in got.private.text, "as many whole words as it holds"
        await neighbours.at(paris("2027-03-02", "13:10"))
        assert (await texts(neighbours))[-1] == "⏰ « La pompe de la cave fuit. », dit Inès."


async def test_in_reply_to_what_palabre_said_its_words_are_asked(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        await lea.says("/sondage On peint en bleu ou en vert ?")
        card = await lea.last()
        got = await lea.says("/rappel demain", reply_to=card.id)
        assert got.private.lines == ["« demain » : que dois-je vous rappeler ?"]
        got = await lea.says("/rappel", reply_to=card.id)
        assert got.private.lines[0] == "Que dois-je vous rappeler, et quand ?"


async def test_whoever_leaves_is_reminded_no_more_and_what_is_the_groups_stays(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        ines = neighbours["Inès"]
        await ines.says("/rappel dans 20 minutes sortir le pain")
        await ines.says("/rappel dans 5 minutes boire")
        await ines.says("/rappel dans 30 minutes ranger le local")
        await ines.taps("Pour le groupe")
        await neighbours.at(paris("2027-03-02", "12:15"))
        assert (await ines.presses("reminders:later:1")).toast == "Je le redis aujourd'hui à 13 h 15."
        number = await number_of(neighbours, "Inès")
        await leaves(neighbours, "Inès")
        await neighbours.at(paris("2027-03-02", "18:00"))
        assert await texts(neighbours) == ["🧹 Ranger le local."]
        async with neighbours.program.database.reading() as tx:
            lives = await StoredReminders(tx).leaves(1, number)
            rows = await tx.rows(
                "SELECT audience, count(*) AS many FROM posts WHERE topic LIKE 'reminders:%' GROUP BY audience"
            )
        assert list(lives) == []
        assert {row["audience"]: row["many"] for row in rows} == {"everyone": 1, f"person:{number}": 1}


async def test_whoever_is_forgotten_is_in_no_reminder(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea, ines, karim = (neighbours[name] for name in ("Léa", "Inès", "Karim"))
        said = await written(neighbours, "Inès", "La pompe fuit.")
        await lea.says("/rappel dans 10 minutes", reply_to=said)
        await ines.says("/rappel dans 20 minutes sortir le pain")
        await ines.says("/rappel arroser chaque jour à 12h15")
        await ines.taps("Pour le groupe")
        await neighbours.at(paris("2027-03-02", "12:20"))
        await ines.taps("Je m'en occupe")
        await ines.says("/mesdonnees")
        for kept in ("sortir le pain", "arroser", "La pompe fuit."):
            assert kept in ines.screen.text, kept
        assert any("Inès" in text for text in await texts(neighbours, "Karim"))
        await ines.says("/effacer")
        await ines.taps("Tout effacer")
        await ines.taps("Oui, tout effacer")
        await neighbours.at(paris("2027-03-02", "15:00"))
        shown = [*await texts(neighbours), *await texts(neighbours, "Karim")]
        assert not any("Inès" in text or "pompe" in text or "pain" in text for text in shown), shown
        got = await karim.says("/rappels")
        assert got.private.lines[1] == "Arroser : mercredi 3 mars à 12 h 15, pour le groupe"
        shown_to_nadia = await neighbours["Nadia"].presses("reminders:open:3")
        assert "Retirer" in shown_to_nadia.private.buttons, "those who run the group can end it"
        assert list((await karim.presses("reminders:open:3")).private.buttons) == ["Mes rappels"]
        await neighbours.at(paris("2027-03-03", "12:15"))
        assert (await texts(neighbours))[-1] == "💧 Arroser."
        assert await told(neighbours, "Léa") == []
