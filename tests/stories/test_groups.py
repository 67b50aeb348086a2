"""A group is set up in three taps, shows itself to everybody, and changes its settings."""

import pytest

from handlers.groups.desk import GroupsDesk
from handlers.members.model import Here
from storage.database import Transaction
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import Neighbourhood

SETTINGS = "Réglages : français, heure de Paris, pas de silence."


async def here(tx: Transaction, name: str) -> Here:
    """Somebody of Les Tilleuls, as a feature knows them."""
    members = StoredMembers(tx, TUESDAY_NOON)
    group = await members.group(1)
    person, role = next(one for one in await members.people(1) if one[0].name == name)
    return Here(group, person, role)


async def begins(neighbours: Neighbourhood, name: str) -> bool:
    """Whether the first of the three taps is offered to somebody."""
    async with neighbours.program.database.reading() as tx:
        view = await GroupsDesk(StoredMembers(tx, TUESDAY_NOON)).begin(await here(tx, name))
    return view is not None


async def leaderless(neighbours: Neighbourhood) -> None:
    """Nadia gives up accompanying: nobody runs the group."""
    await neighbours["Nadia"].presses("groups:stop:1:surely")


async def test_three_taps_set_the_group_up(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        nadia = neighbours["Nadia"]
        assert await begins(neighbours, "Nadia")
        assert not await begins(neighbours, "Karim"), "Nadia runs the group"
        second = (await nadia.presses("groups:kind:1:housing")).private
        assert second.lines == ["Et vous, dans ce groupe ?"]
        assert list(second.buttons) == ["Je décide avec eux", "Je les accompagne"]
        third = (await nadia.taps("Je les accompagne")).private
        assert third.lines == [
            "Noté : vous animez, vous ne votez pas.",
            "Des voisins ne sont pas dans cette conversation ? Ils comptent aussi.",
        ]
        assert list(third.buttons) == ["Ajouter un voisin", "Tout le monde est là"]
        ready = (await nadia.taps("Tout le monde est là")).private
        assert ready.lines == ["C'est prêt.", SETTINGS]
        assert list(ready.buttons) == ["C'est parfait", "Changer un réglage"]
        screen = (await nadia.taps("Changer un réglage")).private
        assert screen.lines[0] == "Les Tilleuls"
        assert (
            await nadia.presses("groups:perfect:1")
        ).toast == "Parfait. Tout peut changer plus tard, avec /groupe."
        assert not await begins(neighbours, "Nadia"), "it is set up"
        assert await neighbours["Léa"].sees() == [], "nothing of it disturbs the room"


async def test_whoever_decides_with_them_runs_it_for_three_months(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await leaderless(neighbours)
        assert await begins(neighbours, "Karim"), "anybody, as long as nobody runs the group"
        await neighbours["Karim"].presses("groups:kind:1:place")
        noted = await neighbours["Karim"].taps("Je décide avec eux")
        assert noted.private.lines[0] == "Noté : vous animez et vous votez, jusqu'au mercredi 2 juin."
        assert not await begins(neighbours, "Léa")
        lines = (await neighbours["Léa"].says("/groupe")).private.lines
        assert lines == [
            "Les Tilleuls",
            "C'est un tiers-lieu. Karim anime jusqu'au mercredi 2 juin.",
            SETTINGS,
            "Votes : une voix par personne, sans minimum de réponses.",
        ]


async def test_everybody_sees_the_group_and_those_who_run_it_change_it(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        for typed in ("/groupe", "/group", "/groupe s'il te plaît"):
            seen = (await neighbours["Léa"].says(typed)).private
            assert seen.lines == [
                "Les Tilleuls",
                "On ne m'a pas encore dit ce qu'est ce groupe. Nadia accompagne.",
                SETTINGS,
                "Votes : une voix par foyer, la dernière réponse compte, sans minimum de réponses.",
            ]
            assert list(seen.buttons) == ["Qui anime ?"]
        mine = (await neighbours["Nadia"].says("/groupe")).private
        assert list(mine.buttons) == [
            "Qui anime ?",
            "Langue, heure, école",
            "Silence la nuit",
            "Règles des votes",
            "Relier une autre salle",
        ]


async def test_language_clock_and_night(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        nadia = neighbours["Nadia"]
        await nadia.says("/groupe")
        await nadia.taps("Silence la nuit")
        assert list(nadia.screen.buttons)[:4] == [
            "De 20 h 30 à 8 h",
            "De 21 h 30 à 7 h 30",
            "De 22 h à 7 h",
            "Pas de silence",
        ]
        got = await nadia.taps("De 21 h 30 à 7 h 30")
        assert got.toast == "C'est noté."
        assert got.private.lines[2] == "Réglages : français, heure de Paris, silence de 21 h 30 à 7 h 30."
        await nadia.taps("Langue, heure, école")
        assert list(nadia.screen.buttons) == [
            "Changer la langue",
            "Changer l'heure",
            "Changer la zone scolaire",
            "Résumé du dimanche",
            "↩️ Retour",
        ]
        await nadia.taps("Changer l'heure")
        assert list(nadia.screen.buttons) == ["Paris", "La Réunion", "Guadeloupe", "Martinique", "D'autres lieux"]
        await nadia.taps("D'autres lieux")
        got = await nadia.taps("Mayotte")
        assert got.private.lines[2] == "Réglages : français, heure de Mayotte, silence de 21 h 30 à 7 h 30."
        await nadia.taps("Langue, heure, école")
        await nadia.taps("Changer la langue")
        got = await nadia.taps("Français, on se tutoie")
        assert "français avec tutoiement" in got.private.lines[2]
        assert (await nadia.presses("groups:kind:1:housing")).private.lines == ["Et toi, dans ce groupe ?"]
        await nadia.says("/groupe")
        await nadia.taps("Langue, heure, école")
        await nadia.taps("Changer la langue")
        await nadia.taps("En anglais")
        seen = (await nadia.says("/group")).private
        assert "Settings: English, time in Mayotte, quiet from 9:30 pm to 7:30 am." in seen.lines
        assert list(seen.buttons)[:3] == ["Who runs it?", "Language, time, school", "Quiet at night"]


async def test_the_school_zone(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        nadia = neighbours["Nadia"]
        await nadia.says("/groupe")
        await nadia.taps("Langue, heure, école")
        seen = (await nadia.taps("Changer la zone scolaire")).private
        assert seen.lines == [
            "Zone scolaire : aucune. Elle me dit quand tombent les vacances scolaires.",
            "Zone A : Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.",
            "Zone B : Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg.",
            "Zone C : Créteil, Montpellier, Paris, Toulouse, Versailles.",
        ]
        assert list(seen.buttons) == ["Zone A", "Zone B", "Zone C", "Aucune de celles-là", "↩️ Retour"]
        got = await nadia.taps("Zone B")
        assert got.toast == "C'est noté."
        noted = f"{SETTINGS} Zone scolaire : B (Nantes, Lille, Nice…)."
        assert got.private.lines[2] == noted
        assert (await neighbours["Léa"].says("/groupe")).private.lines[2] == noted
        await nadia.taps("Langue, heure, école")
        sunday = "Le dimanche à 18 h, un message résume la semaine qui vient."
        assert nadia.screen.lines == [noted, sunday]
        seen = (await nadia.taps("Changer la zone scolaire")).private
        assert seen.lines[0].startswith("Zone scolaire : B (Nantes, Lille, Nice…). Elle me dit")
        assert (await nadia.taps("↩️ Retour")).private.lines == [noted, sunday]
        await nadia.taps("Changer la zone scolaire")
        assert (await nadia.taps("Aucune de celles-là")).private.lines[2] == SETTINGS


async def test_the_rules_of_the_votes(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        nadia = neighbours["Nadia"]
        await nadia.says("/groupe")
        await nadia.taps("Règles des votes")
        assert nadia.screen.lines[1] == "Les votes ouverts gardent leurs règles."
        assert list(nadia.screen.buttons) == [
            "Qui a une voix",
            "Combien de réponses",
            "Et sans réponse ?",
            "La sorte de groupe",
            "↩️ Retour",
        ]
        await nadia.taps("Qui a une voix")
        assert "Si deux répondent" in nadia.screen.buttons
        await nadia.taps("Si deux répondent")
        await nadia.taps("↩️ Retour")
        await nadia.taps("Si deux répondent")
        got = await nadia.taps("La majorité")
        assert got.toast == "C'est noté, pour les prochains votes. Ceux qui sont ouverts gardent leurs règles."
        await nadia.presses("groups:quorum:1")
        got = await nadia.taps("La moitié")
        assert got.private.lines[-1] == (
            "Votes : une voix par foyer, la majorité du foyer compte, il faut la moitié des réponses."
        )
        await nadia.presses("groups:voices:1")
        got = await nadia.taps("Une voix par adulte")
        assert got.private.lines[-1] == "Votes : une voix par adulte, il faut la moitié des réponses."
        await nadia.taps("Règles des votes")
        await nadia.taps("Qui a une voix")
        assert "Si deux répondent" not in nadia.screen.buttons, "two adults have two voices"
        await nadia.taps("↩️ Retour")
        await nadia.taps("La sorte de groupe")
        got = await nadia.taps("Une copropriété")
        assert got.private.lines[-1] == (
            "Votes : une voix par lot, la majorité du lot compte, il faut la moitié des réponses."
        )


async def test_what_silence_means_in_a_proposal(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        nadia, karim = neighbours["Nadia"], neighbours["Karim"]
        await karim.says("/proposition Un banc dans la cour parce que on est mieux assis")
        await karim.taps("Envoyer au groupe")
        await nadia.says("/groupe")
        await nadia.taps("Règles des votes")
        seen = (await nadia.taps("Et sans réponse ?")).private
        assert seen.lines == [
            "Une proposition se décide par consentement. Et si quelqu'un ne répond pas ?",
            "Il faut deux tiers des réponses : le silence n'est pas un oui.",
            "Ou bien : sans réponse, on laisse faire, si chacun a été prévenu.",
            "Ou bien : tout le monde doit répondre, et je relance.",
            "Propositions : il faut deux tiers des réponses. Les propositions ouvertes gardent leur règle.",
        ]
        assert list(seen.buttons) == ["Il faut deux tiers", "On laisse faire", "Tous doivent répondre", "↩️ Retour"]
        got = await nadia.taps("Tous doivent répondre")
        assert got.toast == (
            "C'est noté, pour les prochaines propositions. Celles qui sont ouvertes gardent leur règle."
        )
        rules = "Votes : une voix par foyer, la dernière réponse compte, sans minimum de réponses."
        assert got.private.lines[-1] == f"{rules} Propositions : tout le monde doit répondre."
        assert (await neighbours["Léa"].says("/groupe")).private.lines[-1] == got.private.lines[-1]
        shaped = await karim.says("/proposition Un garage à vélos parce que il pleut")
        assert "Tout le monde doit répondre." in shaped.private.text, "a new one begins with the rule of the group"
        await karim.presses("proposals:finish:1")
        await karim.presses("proposals:keep:1")
        (card,) = [seen for seen in await neighbours["Léa"].sees() if "Pouvez-vous vivre avec ?" in seen.text]
        assert "Il faut 3 foyers sur 4 et aucune objection." in card.text, "frozen when it was opened"
        await nadia.presses("groups:silence:1")
        got = await nadia.taps("Il faut deux tiers")
        assert got.private.lines[-1] == rules


@pytest.mark.parametrize(
    "data",
    [
        "groups:kind:1:housing",
        "groups:mine:1:accompany",
        "groups:mine:1:decide",
        "groups:set:1:language:en",
        "groups:set:1:school:B",
        "groups:customs:1",
        "groups:language:1",
        "groups:school:1",
        "groups:zones:1:0",
        "groups:night:1",
        "groups:votes:1",
        "groups:voices:1",
        "groups:agreement:1",
        "groups:quorum:1",
        "groups:silence:1",
        "groups:set:1:silence:consent",
        "groups:kinds:1",
        "groups:join:1",
    ],
)
async def test_nobody_else_changes_anything(tilleuls: Opens, data: str) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Léa"].presses(data)
        assert got.refused
        assert got.toast.startswith("Seules les personnes qui animent le groupe peuvent ")
        assert (await neighbours["Léa"].says("/groupe")).private.lines[1:3] == [
            "On ne m'a pas encore dit ce qu'est ce groupe. Nadia accompagne.",
            SETTINGS,
        ]


@pytest.mark.parametrize(
    "data",
    [
        "groups:set:1",
        "groups:set:1:kind:castle",
        "groups:set:1:name:x",
        "groups:set:1:school:D",
        "groups:set:1:silence:no",
        "groups:set:1:school",
        "groups:set:1:zone:Mars/Olympus",
        "groups:kind:1",
    ],
)
async def test_what_no_button_offers_is_refused_in_words(tilleuls: Opens, data: str) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Nadia"].presses(data)
        assert got.refused
        assert got.toast == "Ce choix n'existe pas ici."
