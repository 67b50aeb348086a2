"""A programme is typed, read back, kept, changed, deleted; and a line that cannot be read says how to write it."""

from tests.conftest import Opens
from tests.stories.programmes import MEETING, at, met, room


async def test_typed_lines_are_read_back_before_they_are_kept(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        read = await lea.says(MEETING)
        assert read.private.lines == [
            "Réunion.",
            "De 18 h 30 à 20 h 15 : 45 min, et 1 h de repas.",
            "18 h 30 : Accueil, 10 min",
            "18 h 40 : Tour de table, 20 min",
            "19 h : Dîner partagé, 1 h",
            "20 h : Bilan, 15 min",
        ]
        assert (await neighbours["Karim"].says("/deroule")).private.lines[0].startswith("Écrivez une ligne")
        assert list((await lea.taps("Garder")).private.buttons) == ["Démarrer", "Changer", "Supprimer"]
        again = await lea.presses("programme:keep")
        assert (again.refused, again.toast) == (
            True,
            "C'est déjà gardé, ou abandonné. Retrouvez vos déroulés : /deroule",
        )
        listed = await neighbours["Karim"].says("/deroule")
        assert listed.private.text == "Votre groupe a 1 déroulé."
        assert list((await neighbours["Karim"].taps("Réunion")).private.buttons) == []
        assert await room(neighbours) == []


async def test_without_hours_the_total_is_said(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        read = await neighbours["Karim"].says("/programme Accueil 15\nDébat 1h30")
        assert read.private.lines == ["1 h 45 en tout.", "Accueil, 15 min", "Débat, 1 h 30"]


async def test_a_line_that_cannot_be_read_says_how_and_nothing_is_lost(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = neighbours["Karim"]
        await karim.says("/deroule Réunion de mars")
        refused = await karim.answers("Accueil 15\nTour de table")
        assert refused.toast == (
            "Ligne 3, « Tour de table » : combien de temps ? Écrivez par exemple : Tour de table, 15 min."
        )
        read = await karim.answers("Accueil 15\nTour de table, 30 min")
        assert read.private.lines[0] == "Réunion de mars."
        one = await karim.answers("3. Tour de table, 20 min")
        assert one.private.lines[-1] == "Tour de table, 20 min"
        assert (await karim.taps("Écrire autrement")).private.lines[1:4] == [
            "Réunion de mars",
            "Accueil, 15 min",
            "Tour de table, 20 min",
        ]
        bad = await karim.answers("2. Accueil")
        assert bad.refused
        await karim.answers("2. Accueil, 5 min")
        assert (await karim.taps("Garder")).private.lines[1:4] == [
            "25 min en tout.",
            "Accueil, 5 min",
            "Tour de table, 20 min",
        ]


async def test_a_title_with_a_number(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = neighbours["Karim"]
        for title in ("AG 2027", "Réunion 3"):
            assert (await karim.says(f"/deroule {title}")).private.lines[0].startswith("Écrivez une ligne")
            assert (await karim.answers("Accueil 15\nTour 30")).private.lines == [
                f"{title}.",
                "45 min en tout.",
                "Accueil, 15 min",
                "Tour, 30 min",
            ]


async def test_what_is_kept_is_changed_and_deleted(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await lea.presses("programme:change:1")
        assert "18 h 50 : Tour de table, 20 min" in (await lea.answers("2. Accueil, 20 min")).private.lines
        await lea.taps("Garder")
        assert list(lea.screen.buttons) == ["Suivre en direct", "Changer", "Supprimer"]
        assert "18 h 50 : Tour de table, 20 min" in lea.screen.lines
        assert "Accueil, jusqu'à 18 h 40." in (await room(neighbours))[0].text, "what goes on goes on"
        await lea.taps("Supprimer")
        assert (await lea.taps("Oui, supprimer")).toast == "C'est supprimé."
        assert (await lea.presses("programme:open:1")).refused
        await neighbours.at(at("18:40"))
        assert "Maintenant : Tour de table" in (await room(neighbours))[0].text
        await neighbours["Inès"].says("/menu")


async def test_from_a_message_of_the_room(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        ines, lea = neighbours["Inès"], neighbours["Léa"]
        await ines.says("Accueil 15\nTour 30")
        said = (await ines.sees())[-1]
        read = await lea.says("/deroule", reply_to=said.id)
        assert read.private.lines[0] == "45 min en tout."


async def test_module_7_3_is_changed_like_any_other(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        nadia = neighbours["Nadia"]
        await nadia.says("/deroule")
        read = await nadia.taps("Module 7.3")
        assert read.private.lines[0] == "Module 7.3 : 12 h en 2 jours, sans les repas."
        assert read.private.lines[1] == "Jour 1. De 9 h 15 à 17 h : 6 h 15, et 1 h 30 de repas."
        assert "Jour 2. De 9 h 15 à 16 h 30 : 5 h 45, et 1 h 30 de repas." in read.private.lines
        changed = await nadia.answers("7. Bilan du matin, 30 min")
        assert "Jour 1. De 9 h 15 à 16 h 45 : 6 h, et 1 h 30 de repas." in changed.private.lines
        assert not (await nadia.presses("programme:template:9")).private.lines
