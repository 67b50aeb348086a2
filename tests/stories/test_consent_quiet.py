"""How few messages a decision by consent is: four where nobody objects, two where it goes quickly."""

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.consent import HOUSEHOLDS, asked, card, none_at_night, proposes, sent, taps, twelve


async def test_four_messages_where_nobody_objects(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-01", "19:00"), night=Night()) as neighbours:
        await twelve(neighbours)
        await proposes(neighbours)
        await neighbours["Inès"].taps("💬 Donner mon avis")
        await neighbours["Inès"].answers("Très bien pour moi.")
        await neighbours.at(paris("2027-03-04", "20:00"))
        await neighbours["Karim"].taps("Je la garde")
        assert (await card(neighbours)).lines[0] == (
            "📋 Karim maintient sa proposition : la buanderie ouverte jusqu'à 22 h le samedi."
        )
        await taps(neighbours, "✅ Pas d'objection", *HOUSEHOLDS[:9])
        await neighbours.at(paris("2027-03-08", "20:01"))
        assert (await neighbours["Léa"].last()).lines[:2] == [
            "✅ C'est décidé : la buanderie ouverte jusqu'à 22 h le samedi (D-2027-001).",
            "9 foyers sans objection.",
        ]
        assert [rings for _, rings in await sent(neighbours)] == [True] * 4
        await none_at_night(neighbours)


async def test_two_messages_where_it_goes_quickly(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-01", "19:00"), night=Night()) as neighbours:
        await twelve(neighbours)
        question = await asked(neighbours)
        assert question.lines == [
            "📋 Karim propose : la buanderie ouverte jusqu'à 22 h le samedi.",
            "« En semaine, ceux qui travaillent n'ont plus de créneau. »",
            "Pouvez-vous vivre avec ? Jusqu'à jeudi 4 mars à 20 h. Il faut 8 foyers sur 12 et aucune objection.",
            "Ce sera un essai de trois mois.",
        ]
        await taps(neighbours, "✅ Pas d'objection", *HOUSEHOLDS[:9])
        await neighbours.at(paris("2027-03-04", "20:01"))
        assert (await neighbours["Léa"].last()).lines[0].startswith("✅ C'est décidé")
        assert [rings for _, rings in await sent(neighbours)] == [True] * 2
