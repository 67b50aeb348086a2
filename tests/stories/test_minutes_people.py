"""Whoever leaves, or turns out to be somebody else, and who has something to do."""

from bot.assembly import every_feature
from bot.ground import Ground
from handlers.conversation.events import Chat, Left, Sender, Standing
from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import ROOM, Neighbourhood, paris
from tests.stories.homes import number_of
from tests.stories.work_days import CARD, DOES, MONDAY, TO_DO, published, texts

BACK = "À reprendre : réparer le composteur avant samedi 20 mars. La personne prévue ne peut pas."


async def leaves(neighbours: Neighbourhood, name: str) -> None:
    """They leave the room, as a platform tells it."""
    known = Sender(str(await number_of(neighbours, name)), name, Standing("left", neighbours.now))
    await neighbours.program.dispatch.handle(Left(f"left:{name}", neighbours.now, Chat("salon", ROOM), known))
    await neighbours.settle()


async def test_whoever_leaves_gives_it_back(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        await neighbours["M. Roux"].taps("D'accord")
        await leaves(neighbours, "M. Roux")
        assert CARD.format(task=TO_DO) in await texts(neighbours, "Léa")
        assert BACK in await texts(neighbours, "Nadia")
        assert BACK not in await texts(neighbours, "Léa")
        await neighbours["Nadia"].taps("Quelqu'un d'autre")
        await neighbours["Nadia"].answers("réparer le composteur, Karim, avant le 20")
        assert (await neighbours["Karim"].last()).text == "Vous réparez le composteur avant samedi 20 mars ?"
        assert BACK not in await texts(neighbours, "Nadia")


async def test_two_accounts_of_one_person(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        kept, gone = await number_of(neighbours, "Léa"), await number_of(neighbours, "M. Roux")
        async with neighbours.program.database.writing() as tx:
            await every_feature(Ground(tx, neighbours.now)).unite(kept, gone)
        await neighbours.settle()
        assert "Vous réparez le composteur avant samedi 20 mars ?" in await texts(neighbours, "Léa")
        await neighbours["Léa"].taps("D'accord")
        assert CARD.format(task=DOES.replace("M. Roux", "Léa")) in await texts(neighbours, "Karim")


async def test_not_me_is_said_to_whoever_organises_alone(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        roux = neighbours["M. Roux"]
        await roux.taps("Pas moi")
        assert (await roux.last()).text == "Ce n'est plus pour vous : réparer le composteur avant samedi 20 mars."
        assert BACK in await texts(neighbours, "Nadia")
        assert CARD.format(task=TO_DO) in await texts(neighbours, "Karim")
        assert (await roux.presses("minutes:yes:1")).toast == (
            "Plus personne n'est prévu. Qui peut aider le dit dans le compte rendu."
        )
        assert (await roux.taps("Je peux le faire")).toast.startswith("Merci.")
        assert CARD.format(task=DOES) in await texts(neighbours, "Karim")


async def test_whoever_names_themselves_has_said_yes(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours, "Haie taillée. Prochain chantier en avril. Nadia s'occupe du composteur.")
        assert "Nadia s'occupe du composteur." in (await neighbours["Léa"].last()).text
        assert (await neighbours["Nadia"].presses("minutes:yes:1")).toast == "C'est déjà noté. Merci."


async def test_nothing_is_told_at_night(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await neighbours["Léa"].says("/atelier Repas partagé : vendredi 12 à 19h")
        await neighbours.at(paris("2027-03-12", "23:00"))
        assert not any("Le repas est fini" in text for text in await texts(neighbours, "Léa"))
        await neighbours.at(paris("2027-03-13", "08:00"))
        assert (await neighbours["Léa"].last()).text.startswith("Le repas est fini ?")
        read = await neighbours["Léa"].answers("On a bien mangé. Karim va rapporter la sono avant ce soir 21 h.")
        assert "Publier" in read.private.buttons, "whoever organised it may"
        await neighbours["Léa"].taps("Publier")
        got = await neighbours["Karim"].taps("D'accord")
        assert got.toast == "Merci.", "it is too near for a reminder"
