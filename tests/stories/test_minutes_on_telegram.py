"""Minutes in a Telegram group: a photo of one's notes stays with them; what is to be done is asked in private."""

from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, words


async def test_a_photo_of_notes_stays_with_the_minutes(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        nadia, lea = here["Nadia"], here["Léa"]
        await here.alone("Nadia", nadia.starts)
        lea.says(here.group, "/agenda")  # from now on she is known here
        await here.api.until(lambda: "Léa, je vous réponds" in words(here.group.from_bot()[-1]))
        await here.alone("Léa", lea.starts)
        photo = nadia.says(here.group, "Haie taillée. Léa va acheter du terreau.", photo_caption=True)
        screen = await here.alone("Nadia", lambda: nadia.says(here.group, "/note", reply_to=photo))
        assert words(screen).startswith("Compte rendu : réunion, ")
        assert "À faire : acheter du terreau (Léa)." in words(screen)
        assert labels(screen)[:3] == ["Publier", "Corriger", "Plus tard"]
        before = len(here.group.from_bot())
        nadia.taps(screen, "Publier")
        await here.api.until(lambda: len(here.group.from_bot()) > before)
        card = here.group.from_bot()[-1]
        assert "haie taillée. À faire : acheter du terreau." in words(card)
        assert card.reply_to == photo.id
        await here.api.until(lambda: any("Vous achetez du terreau ?" in words(one) for one in here.screens("Léa")))
        asked = next(one for one in here.screens("Léa") if "Vous achetez du terreau ?" in words(one))
        lea.taps(asked, "D'accord")
        await here.api.until(lambda: "Léa achète du terreau." in words(here.group.from_bot()[-1]))
        assert len(here.group.from_bot()) == before + 1
