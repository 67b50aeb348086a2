"""A programme in a Telegram group: begun there, also by somebody who has never opened the private conversation."""

from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, words

MEETING = "/deroule Réunion\nAccueil, 10 min\nTour de table, 20 min"
LEADING = ["+5 min", "Étape suivante", "Pause", "⋯ Plus"]


async def test_begun_without_a_private_conversation(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        ines = here["Inès"]
        before = len(here.group.from_bot())
        read = await here.alone("Inès", lambda: ines.says(here.group, MEETING, ephemeral=True))
        assert words(read).startswith("Réunion.")
        ines.taps(read, "Garder")
        await here.api.until(lambda: "Démarrer" in labels(read))
        press = ines.taps(read, "Démarrer")
        await here.api.until(lambda: bool(press.answers))
        address = press.answers[0].url
        assert "start=programme-start-1-1" in address, "there she is told five minutes before"
        await here.api.until(lambda: len(here.group.from_bot()) == before + 1)
        card = here.group.from_bot()[-1]
        assert words(card).startswith("⏱️ Réunion. Maintenant : Accueil, jusqu'à ")
        assert labels(card) == LEADING
        more = await here.taps("Inès", card, "+5 min")
        assert more is not None
        assert more.startswith("Accueil jusqu'à ")
        refused = await here.taps("Karim", card, "Étape suivante")
        assert refused == "C'est à la personne qui l'a écrit de le mener, ou à l'animation."
        ines.starts(address.partition("start=")[2])
        await here.api.until(lambda: any(labels(one) == LEADING for one in ines.private.messages), 40)
        assert any("C'est parti. Fin à " in words(one) for one in ines.private.messages)
        assert len(here.group.from_bot()) == before + 1, "one card for the group"
