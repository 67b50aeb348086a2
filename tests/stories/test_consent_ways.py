"""Where objections do not end: another version, a shorter trial, three neighbours, a meeting (consent.md §2.5)."""

from datetime import datetime, timedelta

from handlers.conversation.quiet import Night
from storage.database import moment
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import rows
from tests.stories.consent import HOUSEHOLDS, TEXT, alone, asked, card, objects, rewrites, room, taps, twelve
from tests.stories.meetings import dated, listed

MONDAY = paris("2027-03-01", "19:00")
WAYS = ["Je la modifie", "Essai de deux mois", "Trois voisins cherchent", "En parler en réunion", "Je la retire"]


async def _end(neighbours: Neighbourhood) -> datetime:
    """To the end of the round that runs."""
    (proposal,) = await rows(neighbours, "SELECT ends_at FROM proposals")
    await neighbours.at(moment(proposal["ends_at"]).astimezone(neighbours.now.tzinfo))
    return neighbours.now


async def _objected(neighbours: Neighbourhood) -> None:
    """The question has ended, and the objection of Amina stands."""
    await twelve(neighbours)
    await asked(neighbours)
    await taps(neighbours, "✅ Pas d'objection", *HOUSEHOLDS[:9])
    await objects(neighbours, "Amina", "Le bruit.", "Arrêter à 21 h.")
    await _end(neighbours)


async def test_after_three_versions_another_way_is_offered(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await _objected(neighbours)
        for hour in ("21 h 45", "21 h 30"):
            assert "Beaucoup a déjà été tenté." not in (await alone(neighbours, "Karim"))[-1].text
            await rewrites(neighbours, f"La buanderie ouverte jusqu'à {hour} le samedi")
            got = await neighbours["Amina"].presses("proposals:maintain:1:1")
            assert got.toast == "Noté : l'objection reste ouverte. Rien n'est décidé tant qu'elle est là."
            await taps(neighbours, "Toujours pas d'objection", *HOUSEHOLDS[:10])
            await _end(neighbours)
        assert (await alone(neighbours, "Karim"))[-1].lines == [
            "La buanderie ouverte jusqu'à 21 h 30 le samedi",
            "Objection d'Amina : « Le bruit. »",
            "Ce qui aiderait : « Arrêter à 21 h. »",
            "Beaucoup a déjà été tenté. Une autre façon, peut-être ?",
        ]
        ways = (await neighbours["Karim"].taps("Autres solutions")).private
        assert ways.lines[-1] == "Une objection reste ouverte. Que faire maintenant ?"
        assert list(ways.buttons) == [way for way in WAYS if way != "En parler en réunion"]
        assert list((await neighbours["Nadia"].taps("Autres solutions")).private.buttons) == WAYS


async def test_the_next_version_asks_everybody_again(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await _objected(neighbours)
        await rewrites(neighbours, "La buanderie ouverte jusqu'à 21 h le samedi")
        assert (await card(neighbours)).lines == [
            "📋 Karim modifie, après une objection d'Amina.",
            "Avant : la buanderie ouverte jusqu'à 22 h le samedi. "
            "Maintenant : la buanderie ouverte jusqu'à 21 h le samedi.",
            "Je vous redemande à tous, jusqu'à lundi 8 mars à 20 h.",
            "Ce sera un essai de trois mois.",
        ]
        await taps(neighbours, "Toujours pas d'objection", "Amina", *HOUSEHOLDS[:9])
        assert (await card(neighbours)).lines[-1] == "Amina lève son objection. 10 foyers sur 12 ont répondu."
        await _end(neighbours)
        assert (await neighbours["Léa"].last()).lines[1] == "10 foyers sans objection."


async def test_what_nobody_answers_is_not_decided_by_an_old_answer(tilleuls: Opens) -> None:
    """Nine had no objection to the first version: to the next one they have said nothing yet."""
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await _objected(neighbours)
        await rewrites(neighbours, "La buanderie ouverte jusqu'à 21 h le samedi")
        await taps(neighbours, "Toujours pas d'objection", "Amina")
        await _end(neighbours)
        again = await card(neighbours)
        assert again.lines[2] == (
            "Trop peu de réponses : il en faut 8. Je laisse trois jours, jusqu'à jeudi 11 mars à 20 h."
        )


async def test_a_shorter_trial_of_the_same_text(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await _objected(neighbours)
        await neighbours["Nadia"].taps("Autres solutions")
        got = await neighbours["Nadia"].taps("Essai de deux mois")
        assert got.toast == "Je redemande à tous, pour un essai de deux mois."
        assert (await card(neighbours)).lines == [
            "📋 Karim modifie, après une objection d'Amina.",
            "Le même texte, pour moins longtemps : la buanderie ouverte jusqu'à 22 h le samedi.",
            "Je vous redemande à tous, jusqu'à lundi 8 mars à 20 h.",
            "Ce sera un essai de 2 mois.",
        ]
        await taps(neighbours, "Toujours pas d'objection", "Amina", *HOUSEHOLDS[:9])
        await _end(neighbours)
        assert (await neighbours["Léa"].last()).lines[2] == (
            "À l'essai jusqu'au samedi 8 mai. On en reparlera ce jour-là."
        )


async def test_three_neighbours_look_for_a_solution(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await _objected(neighbours)
        await neighbours["Karim"].taps("Autres solutions")
        await neighbours["Karim"].taps("Trois voisins cherchent")
        got = await neighbours["Karim"].answers("Léa, Tomás et Odette")
        assert got.toast == "Noté. La carte dit qui cherche une solution."
        question = next(one for one in await room(neighbours) if "cherchent" in one.text)
        assert question.lines[-1] == "Léa, Tomás et Odette cherchent une solution, jusqu'à jeudi 18 mars à 20 h."
        told = len(await alone(neighbours, "Karim"))
        await neighbours.at(paris("2027-03-18", "19:59"))
        assert len(await alone(neighbours, "Karim")) == told, "they have their two weeks"
        await neighbours.at(paris("2027-03-18", "20:00"))
        assert (await alone(neighbours, "Karim"))[-1].lines[-1].startswith("Qu'est-ce qui la lèverait")


async def test_it_goes_to_the_meeting_with_its_objection(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await _objected(neighbours)
        await dated(neighbours, "jeudi 18 mars à 18h30", "Nadia")
        got = await neighbours["Karim"].presses("proposals:meeting:1")
        assert got.toast == "Seule l'animation peut la porter en réunion."
        await neighbours["Nadia"].presses("proposals:ways:1")
        sure = await neighbours["Nadia"].taps("En parler en réunion")
        assert sure.private.lines[1:] == ["En parler en réunion ? Alors rien ne sera décidé ici."]
        assert (await neighbours["Nadia"].taps("Oui, en réunion")).toast == "Noté : on en parlera en réunion."
        assert (await neighbours["Léa"].last()).lines == [
            "📋 Rien n'est décidé : la buanderie ouverte jusqu'à 22 h le samedi.",
            "Une objection n'a pas été levée. Le sujet est à l'ordre du jour de jeudi 18 mars.",
        ]
        assert TEXT in (await listed(neighbours))
        read = (await neighbours["Inès"].presses("proposals:objections:1")).private
        assert read.lines[-1] == "On en parlera en réunion."


async def test_an_objection_is_taken_up_later_if_its_author_agrees(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await _objected(neighbours)
        await neighbours["Nadia"].presses("proposals:solve:1:1")
        got = await neighbours["Nadia"].taps("Demander de reporter")
        assert got.toast == "Je le demande à la personne. Sans son accord, l'objection reste."
        to_amina = (await alone(neighbours, "Amina"))[-1]
        assert to_amina.lines == [
            TEXT,
            "Votre objection : « Le bruit. »",
            "L'animation demande : peut-on la reprendre plus tard ? Sans votre accord, elle reste ouverte.",
        ]
        assert list(to_amina.buttons) == ["À reprendre plus tard", "Je maintiens"]
        assert (await neighbours["Nadia"].presses("proposals:later:1:1")).refused
        got = await neighbours["Amina"].presses(to_amina.buttons["À reprendre plus tard"])
        assert got.toast == "Noté : ce point est à l'ordre du jour de la prochaine réunion."
        assert "Le bruit." in " ".join(await listed(neighbours))
        await neighbours.at(paris("2027-03-05", "08:00"))
        assert (await neighbours["Léa"].last()).lines[
            1
        ] == "10 foyers sans objection. Un point est reporté à une réunion."


async def _forgotten(neighbours: Neighbourhood) -> None:
    """Amina goes, and has everything of hers forgotten."""
    await neighbours["Amina"].says("/effacer")
    await neighbours["Amina"].taps("Tout effacer")
    await neighbours["Amina"].taps("Oui, tout effacer")
    await neighbours.at(neighbours.now + timedelta(minutes=1))


async def test_the_objection_of_somebody_who_leaves_is_taken_up(tilleuls: Opens) -> None:
    """K15."""
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await _objected(neighbours)
        await _forgotten(neighbours)
        asked = await neighbours["Inès"].last()
        assert asked.lines == [
            TEXT,
            "Une personne qui avait posé une objection a quitté le groupe. "
            "Quelqu'un la reprend, dans les 48 heures ?",
        ]
        read = (await taps(neighbours, "Lire l'objection", "Inès")).private
        assert read.lines[1:] == [
            "Une objection : « Le bruit. »",
            "Ce qui aiderait : « Arrêter à 21 h. »",
            "La personne est partie du groupe. Quelqu'un reprend cette objection ?",
            "Si vous la reprenez, elle devient la vôtre, avec votre nom.",
        ]
        got = await neighbours["Inès"].taps("Je la reprends")
        assert got.toast == (
            "Cette objection est maintenant la vôtre : elle reste ouverte jusqu'à ce que vous la leviez."
        )
        assert (await neighbours["Léa"].presses("proposals:takeup:1:1")).refused
        await neighbours["Inès"].presses("proposals:mine:1")
        await neighbours["Inès"].taps("Je lève mon objection")
        await neighbours.at(paris("2027-03-05", "08:00"))
        assert (await neighbours["Léa"].last()).lines[1] == "9 foyers sans objection."


async def test_the_objection_of_somebody_who_leaves_lapses(tilleuls: Opens) -> None:
    """K15."""
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await _objected(neighbours)
        await _forgotten(neighbours)
        lapses = neighbours.now + timedelta(hours=48)
        await neighbours.at(lapses)
        assert "C'est décidé" not in (await neighbours["Léa"].last()).text
        await neighbours.at(lapses + timedelta(minutes=16))
        assert (await neighbours["Léa"].last()).lines[1] == (
            "9 foyers sans objection. Une réserve : « Le bruit. » "
            "Une objection est restée sans suite : la personne est partie du groupe."
        )
        read = (await neighbours["Inès"].presses("proposals:objections:1")).private
        assert read.lines[1:] == [
            "Une objection : « Le bruit. »",
            "Ce qui aiderait : « Arrêter à 21 h. »",
            "Sans suite : la personne est partie, et aucun voisin ne l'a reprise.",
        ]
