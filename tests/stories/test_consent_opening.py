"""How something is proposed: one line, or two questions; everything can be changed before anybody sees it."""

from datetime import timedelta

import aiohttp

from bot.config import Config, Salon, Storage
from bot.program import Program
from handlers.conversation.quiet import Night
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import ROOM, Neighbour, Neighbourhood, paris
from tests.stories.consent import HOUSEHOLDS, TEXT, WHY, card, room, sent, taps, twelve

MONDAY = paris("2027-03-01", "19:00")
ASKS = [
    "Que proposez-vous ? Une phrase, telle qu'elle serait décidée.",
    "Par exemple : la buanderie ouverte jusqu'à 22 h le samedi.",
]
WHY_ASKED = "Pourquoi en avez-vous besoin ? Une phrase suffit."
NO_WORDS = "Je ne vois pas de mots. Une phrase suffit."
TOO_LONG = "Cela fait 301 caractères. 300 au plus, pour que chacun lise tout."
SENDS = ["Envoyer au groupe", "Changer quelque chose", "✖️ Fermer"]


async def _changes(person: Neighbour, *labels: str) -> list[str]:
    """« Changer quelque chose », and then; what the group would see."""
    for label in ("Changer quelque chose", *labels):
        await person.taps(label)
    return list(person.screen.lines)


async def test_the_command_alone_asks_two_questions(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        karim = neighbours["Karim"]
        assert (await karim.says("/proposition")).private.lines == ASKS
        assert (await karim.answers("\u200b\u2060")).toast == NO_WORDS
        assert (await karim.answers("x" * 301)).toast == TOO_LONG
        assert (await karim.answers(f"{TEXT}.")).private.lines[-1] == WHY_ASKED
        assert (await karim.answers("\u200b")).toast == NO_WORDS
        assert (await karim.answers("y" * 301)).toast == TOO_LONG
        preview = (await karim.answers(WHY)).private
        assert preview.lines[0].startswith(
            "Voici ce que le groupe verra : la buanderie ouverte jusqu'à 22 h le samedi. « En semaine,"
        )
        assert [label for label in preview.buttons if label != "Envoyer"] == SENDS
        assert await room(neighbours) == []
        sent_to = (await karim.taps("Envoyer au groupe")).private
        assert sent_to.lines == [
            "Votre proposition est dans le groupe, jusqu'à jeudi 4 mars à 20 h. 12 foyers ont une voix."
        ]
        assert (await card(neighbours)).lines[
            0
        ] == "📋 Karim propose : la buanderie ouverte jusqu'à 22 h le samedi."


async def test_in_one_line_with_its_reason(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        karim = neighbours["Karim"]
        for words in (
            "/proposition Un banc dans la cour parce que personne ne peut s'asseoir",
            "/consentement Un banc dans la cour, parce que personne ne peut s'asseoir",
            "/proposition Un banc dans la cour\npersonne ne peut s'asseoir",
        ):
            got = await karim.says(words)
            assert got.private.lines[0] == (
                "Voici ce que le groupe verra : un banc dans la cour. « Personne ne peut s'asseoir »"
            )
        assert (await karim.says(f"/proposition {'z' * 301}")).toast == TOO_LONG
        assert (await karim.says("/proposition \u200b")).private.lines == ASKS


async def test_in_reply_to_what_a_neighbour_wrote(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await neighbours["Inès"].says("On devrait réparer le portail, il grince !")
        said = await neighbours["Inès"].last()
        got = await neighbours["Karim"].says("/proposition", reply_to=said.id)
        assert got.private.lines == ["On devrait réparer le portail, il grince !", WHY_ASKED]
        got = await neighbours["Karim"].answers("Il réveille tout le monde.")
        assert got.private.lines[0] == (
            "Voici ce que le groupe verra : on devrait réparer le portail, il grince. « Il réveille tout le monde. »"
        )
        assert (await neighbours["Karim"].answers("hein ?")).refused
        await neighbours["Karim"].answers("envoyer")
        assert (await card(neighbours)).lines[0] == "📋 Karim propose : on devrait réparer le portail, il grince."


async def test_everything_can_be_changed_before_it_is_sent(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        karim = neighbours["Karim"]
        await karim.says(f"/proposition {TEXT}")
        await karim.answers(WHY)
        await _changes(karim, "Le texte")
        await karim.answers("La buanderie ouverte jusqu'à 21 h")
        await _changes(karim, "La raison")
        seen = (await karim.answers("Pour le linge.")).private
        assert seen.lines == [
            "Voici ce que le groupe verra : la buanderie ouverte jusqu'à 21 h. « Pour le linge. »",
            "Les 12 foyers décident. Ce sera un essai de trois mois.",
        ]
        decide = "Les 12 foyers décident."
        length = "La durée ou la date"
        assert (await _changes(karim, length, "Essai de deux mois"))[1] == f"{decide} Ce sera un essai de 2 mois."
        assert (await _changes(karim, length, "À revoir dans un an"))[1] == f"{decide} À revoir dans 12 mois."
        assert (await _changes(karim, length, "Écrire une date"))[0].startswith("Jusqu'à quand dure l'essai ?")
        early = "C'est trop tôt : un essai dure au moins deux semaines."
        refusals = {
            "hier": early,
            "1er janvier 2020": early,
            "demain": early,
            "30 juin 2099": "C'est trop loin : trois ans au plus.",
            "bleu": "Je ne vois pas de dernier jour. Par exemple : jusqu'au 30 juin, ou : six mois.",
        }
        for typed, refusal in refusals.items():
            assert (await karim.answers(typed)).toast == refusal
        trial = f"{decide} Ce sera un essai jusqu'au mercredi 30 juin."
        assert (await karim.answers("jusqu'au 30 juin")).private.lines[1] == trial
        how = "La façon de décider"
        assert (await _changes(karim, how, "Et sans réponse ?", "On laisse faire"))[1] == (
            f"{trial} Sans réponse, on laisse faire les autres."
        )
        quick = await _changes(karim, how, "Rapide")
        assert quick[1].startswith(f"{trial} Je pose seulement la question, pendant trois jours.")
        assert (await _changes(karim, "↩️ Retour")) == quick
        await karim.taps("Envoyer au groupe")
        assert (await card(neighbours)).lines[2:] == [
            "Pouvez-vous vivre avec ? Jusqu'à jeudi 4 mars à 20 h. "
            "Il ne faut aucune objection. Sans réponse, votre foyer laisse faire.",
            "Ce sera un essai jusqu'au mercredi 30 juin.",
        ]


async def test_closed_it_is_gone(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        karim = neighbours["Karim"]
        for close in ("✖️ Fermer", ""):
            await karim.says("/proposition Un banc parce que c'est agréable")
            got = await (karim.taps(close) if close else karim.answers("fermer"))
            assert got.toast == "Rien n'est envoyé."
            got = await karim.presses("proposals:send")
            assert got.toast == (
                "Cette proposition est déjà envoyée, ou abandonnée. Pour une autre, écrivez /proposition."
            )
        assert await room(neighbours) == []


async def test_a_second_tap_sends_nothing_twice(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await neighbours["Karim"].says("/proposition Un banc parce que c'est agréable")
        assert not (await neighbours["Karim"].presses("proposals:send")).refused
        assert (await neighbours["Karim"].presses("proposals:send")).refused
        assert len(await sent(neighbours)) == 1


async def test_what_is_half_written_survives_a_restart(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await neighbours["Karim"].says(f"/proposition {TEXT}")
        await neighbours["Léa"].says("/proposition Un banc parce que c'est agréable")
    later = TUESDAY_NOON + timedelta(hours=2)
    program = Program(Config(storage=Storage(url=url), salon=Salon(port=0)), now=lambda: later)
    try:
        await program.open()
        await program.serve()
        async with aiohttp.ClientSession() as http:
            again = Neighbourhood(program, http, later)
            for name in ("Karim", "Léa"):
                again.invite(name)
            async with http.get(f"{program.address}/{ROOM}/karim") as page:
                assert "Pourquoi en avez-vous besoin" in await page.text()
            async with http.get(f"{program.address}/{ROOM}/lea") as page:
                assert "pas encore envoyée" in (await page.text())
            await again["Karim"].answers(WHY)
            await again["Karim"].taps("Envoyer au groupe")
            await again["Léa"].answers("envoyer")
            lines = [seen.lines[0] for seen in await again["Karim"].sees()]
            assert lines == [
                "📋 Karim propose : la buanderie ouverte jusqu'à 22 h le samedi.",
                "📋 Léa propose : un banc.",
            ]
    finally:
        await program.stop()


async def test_at_night_it_waits_for_the_morning(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-01", "22:00"), night=Night()) as neighbours:
        await twelve(neighbours)
        await neighbours["Karim"].presses("proposals:ask")
        await neighbours["Karim"].answers("Un banc dans la cour\nPour s'asseoir")
        got = await neighbours["Karim"].taps("Envoyer au groupe")
        assert got.private.lines[0].startswith(
            "Il fait nuit : votre proposition s'affichera mardi 2 mars à 8 h, jusqu'à vendredi 5 mars à 20 h."
        )
        assert await room(neighbours) == []
        await neighbours.at(paris("2027-03-02", "08:00"))
        assert (await card(neighbours)).lines[2].startswith("On écoute jusqu'à vendredi 5 mars à 20 h.")


async def test_nobody_floods_the_group(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        for number in range(5):
            await neighbours["Léa"].says(f"/proposition Un banc numéro {number} parce que c'est agréable")
            got = await neighbours["Léa"].taps("Envoyer au groupe")
        assert got.toast == "Vous avez fait 4 propositions aujourd'hui. Laissez d'abord le groupe répondre."
        assert len(await sent(neighbours)) == 4


async def test_a_change_of_what_was_decided(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        ines = neighbours["Inès"]
        await neighbours["Nadia"].says("/decision On range les vélos au fond du local")
        await ines.presses("register:read:1")
        asks = (await ines.taps("Proposer un changement")).private
        assert asks.lines == [
            "Aujourd'hui : on range les vélos au fond du local",
            "Que proposez-vous à la place ? Écrivez la règle en entier, telle qu'elle serait.",
        ]
        await ines.answers("On range les vélos devant le local")
        preview = (await ines.answers("Le fond est plein.")).private
        assert preview.lines[1] == (
            "Avant : on range les vélos au fond du local. Maintenant : on range les vélos devant le local."
        )
        await _changes(ines, "La façon de décider", "Rapide")
        await ines.taps("Envoyer au groupe")
        assert (await card(neighbours)).lines[:3] == [
            "📋 Inès propose : on range les vélos devant le local.",
            "« Le fond est plein. »",
            "Cela remplacerait : on range les vélos au fond du local.",
        ]
        await taps(neighbours, "✅ Pas d'objection", *HOUSEHOLDS[:9])
        await neighbours.at(paris("2027-03-04", "20:00"))
        old, new = [(await ines.presses(f"register:read:{number}")).private.lines for number in (1, 2)]
        assert "Remplacée par D-2027-002." in old
        assert "Remplace D-2027-001." in new
        noted = (await neighbours["Léa"].sees())[0]
        assert noted.lines[-1] == "Remplacée par D-2027-002."
        assert (await ines.presses("proposals:change:1")).toast == (
            "Cette décision n'est plus en vigueur. /decisions montre celles qui le sont."
        )
