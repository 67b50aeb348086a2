"""Everybody of the group sees who has which space when: as a picture, and in the same words."""

import base64

from tests.conftest import Opens
from tests.neighbours import Got, Neighbourhood, paris

MARCH = paris("2027-03-02", "12:10")


async def share(neighbours: Neighbourhood, *spaces: tuple[str, str]) -> None:
    nadia = neighbours["Nadia"]
    for name, label in spaces:
        await nadia.says("/espaces")
        await nadia.taps("Ajouter un espace")
        await nadia.answers(name)
        await nadia.taps(label)


async def book(neighbours: Neighbourhood, name: str, words: str) -> None:
    await neighbours[name].says(f"/reserver {words}")
    got = await neighbours[name].taps("Réserver")
    assert "C'est réservé" in got.private.lines[0]


async def some(neighbours: Neighbourhood) -> None:
    await share(neighbours, ("chambre d'amis", "À la nuit"), ("salle commune", "À l'heure"))
    await book(neighbours, "Karim", "chambre d'amis du 5 au 8 mars")
    await book(neighbours, "Léa", "salle commune samedi de 14h à 18h")


def png(got: Got) -> bytes:
    """The picture that stands in the private screen: in the page itself, at no address."""
    ((source, _),) = got.private.pictures
    kind, _, content = source.partition(",")
    assert kind == "data:image/png;base64"
    return base64.b64decode(content)


async def test_the_week_is_seen_and_said(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await some(neighbours)
        before = len(await neighbours["Sarah"].sees())
        got = await neighbours["Inès"].says("/planning")
        said = [
            "Planning du lundi 1er au dimanche 7 mars",
            "Chambre d'amis :",
            "Du vendredi 5 au lundi 8 mars : Karim",
            "Salle commune :",
            "Samedi 6 mars, de 14 h à 18 h : Léa",
        ]
        assert got.private.lines == said
        assert png(got).startswith(b"\x89PNG")
        alternative = got.private.pictures[0][1].replace("\u00a0", " ").replace("\u202f", " ")
        assert all(line in alternative for line in said[1:]), "whoever does not see the picture misses nothing"
        assert list(got.private.buttons) == [
            "Semaine suivante",
            "Semaine précédente",
            "Réserver",
            "Dans mon agenda",
        ]
        assert len(await neighbours["Sarah"].sees()) == before, "nothing is written to the group"


async def test_ones_own_is_said_so(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await some(neighbours)
        first = await neighbours["Karim"].says("/planning")
        assert "Du vendredi 5 au lundi 8 mars : vous" in first.private.lines
        assert "Samedi 6 mars, de 14 h à 18 h : Léa" in first.private.lines
        second = await neighbours["Léa"].says("/planning")
        assert "Samedi 6 mars, de 14 h à 18 h : vous" in second.private.lines
        assert png(first) != png(second)


async def test_from_week_to_week(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await some(neighbours)
        ines = neighbours["Inès"]
        await ines.says("/planning")
        following = await ines.taps("Semaine suivante")
        assert following.private.lines == [
            "Planning du lundi 8 au dimanche 14 mars",
            "Chambre d'amis :",
            "Du vendredi 5 au lundi 8 mars : Karim",
            "Salle commune : libre toute la semaine.",
        ]
        assert (await ines.taps("Semaine précédente")).private.lines[
            0
        ] == "Planning du lundi 1er au dimanche 7 mars"
        assert (await ines.taps("Semaine précédente")).private.lines[
            0
        ] == "Planning du lundi 22 au dimanche 28 février"


async def test_a_space_and_a_week_are_named_in_words(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await some(neighbours)
        ines = neighbours["Inès"]
        for words, title in (
            ("semaine prochaine", "Planning du lundi 8 au dimanche 14 mars"),
            ("avril", "Planning du lundi 29 mars au dimanche 4 avril"),
            ("next week", "Planning du lundi 8 au dimanche 14 mars"),
            ("Chambre d'amis la semaine prochaine", "Planning du lundi 8 au dimanche 14 mars"),
            ("salle commune le 12 avril", "Planning du lundi 12 au dimanche 18 avril"),
            ("la chambre d'ami", "Planning du lundi 1er au dimanche 7 mars"),
        ):
            assert (await ines.says(f"/planning {words}")).private.lines[0] == title, words
        one = await ines.says("/planning salle commune")
        assert one.private.lines[1:] == ["Salle commune :", "Samedi 6 mars, de 14 h à 18 h : Léa"]
        every = await ines.taps("Tous les espaces")
        assert "Chambre d'amis :" in every.private.lines


async def test_what_cannot_be_understood_is_said(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await some(neighbours)
        ines = neighbours["Inès"]
        got = await ines.says("/planning trucmuche")
        assert got.refused
        assert got.toast == "Quelle semaine, ou quel espace ? Par exemple : /planning semaine prochaine."
        got = await ines.says("/planning 31 février")
        assert got.refused
        assert "n'existe pas" in got.toast


async def test_a_group_without_spaces(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        got = await neighbours["Inès"].says("/planning")
        assert got.private.lines == [
            "Planning du lundi 1er au dimanche 7 mars",
            "Votre groupe ne partage encore aucun espace. Pour commencer : /espaces.",
        ]
        assert not got.private.pictures


async def test_nine_spaces_have_two_pages(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await share(neighbours, *((f"salle {letter}", "À l'heure") for letter in "abcdefghi"))
        ines = neighbours["Inès"]
        first = await ines.says("/planning")
        assert len(first.private.lines) == 1 + 8
        second = await ines.taps("Les autres espaces")
        assert second.private.lines[1:] == ["Salle i : libre toute la semaine."]
        later = await ines.taps("Semaine suivante")
        assert later.private.lines[1:] == ["Salle i : libre toute la semaine."], "the same page of another week"
        assert len((await ines.taps("Les autres espaces")).private.lines) == 1 + 8


async def test_made_up_buttons_change_nothing(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await some(neighbours)
        ines = neighbours["Inès"]
        today = await ines.says("/planning")
        for data in ("bookings:week:999:0:77", "bookings:week:x", "bookings:week"):
            assert (await ines.presses(data)).private.lines == today.private.lines, data
        for data in ("bookings:week:0:1", "bookings:week:0:99999999", "bookings:equity:1", "bookings:table:5"):
            assert (await ines.presses(data)).refused, data


async def test_who_has_had_what_is_for_those_who_run_the_group(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await some(neighbours)
        refused = await neighbours["Léa"].says("/planning équité")
        assert refused.refused
        assert (
            refused.toast
            == "Seule la facilitation voit le partage entre foyers. /planning montre la semaine à tous."
        )
        nadia = neighbours["Nadia"]
        got = await nadia.says("/planning equite")
        assert got.private.lines == [
            "Chambre d'amis, du 1er janvier au 31 mars 2027",
            "Karim : 1 réservation, 3 nuits",
        ]
        assert (await nadia.taps("Espace suivant")).private.lines[1:] == ["Léa : 1 réservation, 4 heures"]
        assert (await nadia.taps("Trimestre suivant")).private.lines == [
            "Salle commune, du 1er avril au 30 juin 2027",
            "Aucune réservation d'un foyer pendant ces trois mois.",
        ]
        back = await nadia.taps("Trimestre précédent")
        data = back.private.buttons["Tout en tableau"]
        assert (await neighbours["Léa"].presses(data)).refused, "the button of somebody else"
        table = await nadia.taps("Tout en tableau")
        assert "Une ligne par foyer et par espace." in table.private.lines


async def test_no_reason_is_shown_anywhere(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await share(neighbours, ("chambre d'amis", "À la nuit"))
        await book(neighbours, "Karim", "chambre d'amis du 5 au 8 mars pour ma mère")
        for words in ("/planning", "/planning equite"):
            got = await neighbours["Nadia"].says(words)
            assert "mère" not in " ".join((*got.private.lines, *(said for _, said in got.private.pictures)))
