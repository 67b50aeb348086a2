"""A decision in a Telegram group: noted in silence, doubted alone, found alone, its paper in private alone."""

from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, words
from tests.bot.telegram.street import Street
from tests.peers.telegram import Message


async def sees_alone(here: Street, name: str, said: str) -> Message:
    """The newest of what this person sees, and nobody else, in which these words stand."""

    def found() -> list[Message]:
        return [message for message in here.screens(name) if said in words(message)]

    await here.api.until(found)
    return found()[-1]


async def test_noted_doubted_found_and_printed(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card("Karim", "/decision On range les vélos au fond du local")
        before, lea = len(here.group.from_bot()), here["Léa"]
        assert words(card).startswith("📗 Décision notée par Karim : on range les vélos au fond du local (D-")
        assert labels(card) == ["Ce n'est pas exact", "Lire les décisions"]
        assert card.silent

        lea.taps(card, "Lire les décisions")
        await sees_alone(here, "Léa", "1 décision notée :")
        for name in ("Léa", "Nadia"):
            await here.alone(name, here[name].starts)
        lea.taps(card, "Ce n'est pas exact")
        await sees_alone(here, "Léa", "Qu'est-ce qui n'est pas exact ?")
        lea.says(lea.private, "Pas ceux des enfants.")
        told = await sees_alone(here, "Nadia", "Léa dit que ce n'est pas exact : « Pas ceux des enfants. »")
        await here.api.until(lambda: "Quelqu'un dit que ce n'est pas exact. À vérifier ensemble." in words(card))
        assert "enfants" not in " ".join(words(message) for message in here.group.from_bot())
        assert await here.taps("Nadia", told, "C'est exact") == "Noté : le texte reste tel quel."
        await here.api.until(lambda: "Quelqu'un dit" not in words(card))

        lea.says(lea.private, "/decisions velo locaux")
        found = await sees_alone(here, "Léa", "1 décision avec « velo locaux » :")
        lea.taps(found, labels(found)[0])
        read = await sees_alone(here, "Léa", "Notée par Karim.")
        lea.taps(read, "Imprimer pour le hall")
        await here.api.until(lambda: lea.private.messages[-1].document)
        assert lea.private.messages[-1].document["file_name"].endswith(".pdf")
        assert not any(message.document for message in here.group.messages)
        assert len(here.group.from_bot()) == before, "one message in the group, for all of this"
