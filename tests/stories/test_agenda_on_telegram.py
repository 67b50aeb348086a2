"""A topic for the meeting from a neighbour's message in a Telegram group: told to whoever asked, and to nobody else."""

from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, words


async def test_a_neighbours_message_goes_on_the_list_unseen(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        for name in ("Inès", "Léa"):
            await here.alone(name, here[name].starts)
        before = len(here.group.from_bot())
        said = here["Karim"].says(here.group, "La pompe de la cave fuit.")
        screen = await here.alone("Inès", lambda: here["Inès"].says(here.group, "/odj", reply_to=said))
        assert words(screen) == "Ajouté à la prochaine réunion : 1 point."
        assert labels(screen)[:2] == ["Voir l'ordre du jour", "Retirer"]
        here["Inès"].taps(screen, "Voir l'ordre du jour")
        await here.api.until(lambda: "Karim : « La pompe de la cave fuit. » (Inès)" in words(screen))
        assert labels(screen)[:3] == ["Ajouter un point", "Fixer la date", "Retirer un point"]
        assert len(here.group.from_bot()) == before, "the group is told nothing"
        photo = here["Karim"].says(here.group, "Et voilà l'eau", photo_caption=True)
        again = await here.alone("Léa", lambda: here["Léa"].says(here.group, "/odj", reply_to=photo))
        assert words(again) == "Ajouté à la prochaine réunion : 2 points.", (
            "what is said below a photo are its words"
        )
        shown = await here.alone("Léa", lambda: here["Léa"].says(here.group, "/topics", reply_to=said))
        assert words(shown).startswith("C'est déjà à l'ordre du jour :")
