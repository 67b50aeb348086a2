"""A result is kept among the decisions, or becomes a proposal (transcripts §2.5)."""

from tests.conftest import Opens
from tests.neighbours import paris

DOOR = "/sondage On peint la porte en bleu ou en vert ?"


async def test_a_result_is_kept_once_and_found_again(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        await karim.says(DOOR)
        assert (await lea.presses("polls:keep:1")).toast == "Ce sondage n'a pas encore de résultat."
        await lea.taps("Bleu")
        await neighbours.at(paris("2027-03-04", "20:01"))
        got = await lea.taps("Garder en mémoire")
        assert got.toast == "C'est gardé : D-2027-001. /decisions le montre."
        result = await karim.last()
        assert result.lines[-1] == "Gardé parmi vos décisions : D-2027-001."
        assert list(result.buttons) == ["Lire la décision", "⋯ Plus"]
        again = await karim.presses("polls:keep:1")
        assert again.refused
        assert again.toast == "C'est déjà gardé : D-2027-001. /decisions le montre."
        read = await karim.taps("Lire la décision")
        assert "On peint la porte en bleu ou en vert ? Bleu." in read.private.text
        assert "1 personne" in read.private.text
        found = await lea.says("/decisions portes")
        assert "D-2027-001" in found.private.text


async def test_a_result_becomes_a_proposal(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        await karim.says(DOOR)
        await lea.taps("Bleu")
        await neighbours.at(paris("2027-03-04", "20:01"))
        asked = await lea.taps("En faire une proposition")
        assert asked.private.lines == [
            "On peint la porte en bleu ou en vert ? Bleu.",
            "Pourquoi en avez-vous besoin ? Une phrase suffit.",
        ]
        await lea.answers("La peinture s'écaille.")
        await lea.taps("Envoyer au groupe")
        card = await karim.last()
        assert card.lines[:2] == [
            "📋 Léa propose : on peint la porte en bleu ou en vert ? Bleu.",
            "« La peinture s'écaille. »",
        ]


async def test_where_nothing_is_ahead_there_is_nothing_to_keep(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours["Léa"].taps("Bleu")
        await neighbours["Inès"].taps("Vert")
        await neighbours.at(paris("2027-03-04", "20:01"))
        assert "Garder en mémoire" not in (await neighbours["Léa"].last()).buttons
        for data in ("polls:keep:1", "polls:propose:1"):
            got = await neighbours["Léa"].presses(data)
            assert got.toast == "Rien n'est en tête ici : décidez d'abord de la suite."
