"""The model of a course is a group's own: names, missions, half-days, who pays (methods.md B5)."""

from handlers.course.template import template
from handlers.members.model import Group
from storage.course import StoredCourses
from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris

MONDAY = paris("2026-03-02", "12:00")


async def lines(neighbours: Neighbourhood, words: str = "/parcours") -> list[str]:
    return list((await neighbours["Karim"].says(words)).private.lines)


async def test_b5_a_mission_has_another_name_here_and_nowhere_else(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        async with neighbours.program.database.writing() as tx:
            other = await StoredMembers(tx, MONDAY).add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))
            await StoredCourses(tx).begin(other, template("fr"))
        nadia = neighbours["Nadia"]
        await nadia.says("/parcours")
        await nadia.taps("⋯ Plus")
        await nadia.taps("Modifier le modèle")
        await nadia.taps("Toutes les missions")
        await nadia.taps("A1 Culture commune (0/2)")
        await nadia.taps("Changer")
        await nadia.taps("Le nom")
        for words in ("…", "x" * 61):
            assert (await nadia.answers(words)).refused
        named = await nadia.answers("Se connaître")
        assert named.toast == "Noté : A1 Se connaître."
        assert "⬜ A1 Se connaître : à planifier (0/2)" in await lines(neighbours)
        async with neighbours.program.database.reading() as tx:
            theirs = await StoredCourses(tx).find(other)
        assert theirs is not None
        assert theirs.missions[0].name == "A1 Culture commune"


async def test_a_mission_is_added_with_whoever_pays_and_taken_out_again(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        nadia = neighbours["Nadia"]
        await nadia.says("/parcours")
        await nadia.taps("⋯ Plus")
        await nadia.taps("Modifier le modèle")
        await nadia.taps("Ajouter une mission")
        assert (
            await nadia.answers("A1 Encore")
        ).toast == "Il y a déjà une mission A1. Choisissez un autre numéro."
        asked = await nadia.answers("Notre jardin")
        assert asked.private.lines == ["C2 Notre jardin : qui paie cette demi-journée ?"]
        await nadia.taps("Groupe")
        added = await nadia.taps("Un atelier conseil")
        assert "⬜ Atelier conseil, Groupe : à planifier" in added.private.lines
        assert "⬜ C2 Notre jardin : à planifier (0/1)" in await lines(neighbours)
        assert (await lines(neighbours, "/parcours bilan"))[0] == "Bilan : 12 demi-journées en tout, soit 6 jours."
        out = await nadia.presses("course:takeout:8")
        assert out.private.lines == ["C2 Notre jardin est retirée."]
        assert (await lines(neighbours, "/parcours bilan"))[
            0
        ] == "Bilan : 11 demi-journées en tout, soit 5,5 jours."
        assert (await nadia.presses("course:mission:8")).toast == "Cette mission a été retirée."
        await nadia.presses("course:putback:8")
        assert "⬜ C2 Notre jardin : à planifier (0/1)" in await lines(neighbours)


async def test_what_is_done_planned_or_asked_stays(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        nadia = neighbours["Nadia"]
        await nadia.says("/parcours A2")
        await nadia.taps("Fait")
        assert (await nadia.presses("course:takeout:2")).refused
        assert (await nadia.presses("course:drop:3")).refused
        back = await nadia.presses("course:half:3")
        assert list(back.private.buttons) == ["Pas encore fait", "Retour"]
        await nadia.taps("Pas encore fait")
        dropped = await nadia.presses("course:drop:3")
        assert dropped.private.lines == ["A2 Vision commune : ses demi-journées."]
        assert (await nadia.presses("course:drop:3")).toast == "Ce n'est plus ici."
        assert "A2 Vision commune : aucune demi-journée" in await lines(neighbours)


async def test_who_pays_has_another_name_and_others_pay_too(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        nadia = neighbours["Nadia"]
        await nadia.says("/parcours")
        await nadia.taps("⋯ Plus")
        await nadia.taps("Modifier le modèle")
        await nadia.taps("Qui paie")
        await nadia.taps("BMO")
        await nadia.taps("Un autre nom")
        assert (await nadia.answers("groupe")).toast == "Groupe est déjà là."
        assert (await nadia.answers("Brest métropole")).toast == "Noté : Brest métropole."
        await nadia.taps("Ajouter quelqu'un")
        await nadia.answers("une fondation")
        assert [one.split(",")[0] for one in (await lines(neighbours, "/parcours bilan"))[1:]] == [
            "Brest métropole",
            "Groupe",
            "Une fondation",
        ]
        assert (await nadia.presses("course:dropfunder:1")).toast == (
            "Brest métropole paie des demi-journées : il faut d'abord les retirer."
        )
        await nadia.presses("course:dropfunder:3")
        assert len(await lines(neighbours, "/parcours bilan")) == 3
