"""What the stories of what is ahead have in common: one of everything."""

from tests.neighbours import Neighbourhood
from tests.stories.meetings import brought, dated
from tests.stories.spaces import books, shares_both


async def full_week(neighbours: Neighbourhood) -> None:
    """In the week of 8 March: a poll that ends, a meeting, a reminder of the group, two bookings."""
    await shares_both(neighbours)
    await books(neighbours, "Karim", "chambre d'amis du 12 au 15 mars")
    await books(neighbours, "Léa", "salle commune samedi 13 mars de 14h à 18h")
    await brought(neighbours, "Le compost")
    await dated(neighbours)
    await neighbours["Karim"].says("/sondage On peint la porte en bleu ou en vert ? jusqu'à mardi 9 mars 20h")
    await neighbours["Nadia"].says("/rappel sortir le bac jaune chaque mardi à 19h")
    assert not (await neighbours["Nadia"].taps("Pour le groupe")).refused
