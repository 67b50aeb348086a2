"""In a condominium the voices are lots: everybody says theirs, those who run the group confirm or paste a list."""

from tests.conftest import Opens
from tests.neighbours import Neighbourhood
from tests.stories.homes import becomes, hello, homes, is_told, number_of

LIST = """\ufeffLot;Tantièmes;Nom
1;85;Karim
"2";1 000;"Durand; Odette"
3;12,5;Léa
4;40;karim
2;70;Yves
;30;Zoé
Cave 3;15;
Total;1140;
"""


async def test_a_lot_counts_once_it_is_confirmed(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await becomes(neighbours, "condominium")
        asked = (await hello(neighbours, "Karim")).private
        assert asked.lines == ["Bonjour Karim. Quel est votre lot ?"]
        assert list(asked.buttons) == ["Écrire le numéro"]
        await neighbours["Karim"].taps("Écrire le numéro")
        noted = await neighbours["Karim"].answers("n° 12")
        assert noted.private.text == "Noté : Karim, Lot 12. L'animation du groupe n'aura qu'à dire oui."
        lines = await homes(neighbours)
        assert lines[:2] == ["Les 4 membres", "Karim (Lot 12 : à confirmer)"], "a household of his own until then"
        assert await is_told(neighbours, "Nadia") == ["Karim indique ce lot : Lot 12. C'est juste ?"]
        yes = (await neighbours["Nadia"].last()).buttons["C'est juste"]
        assert (await neighbours["Sarah"].presses(yes)).refused
        assert (await neighbours["Nadia"].presses(yes)).private.text == "Noté : Karim, Lot 12."
        assert (await homes(neighbours))[:3] == ["1 lot", "Lot 12 : Karim", "Sarah"]
        assert await is_told(neighbours, "Karim") == ["Votre lot est confirmé : Lot 12."]
        await hello(neighbours, "Sarah")
        got = await neighbours["Sarah"].taps("Lot 12")
        assert got.private.text.startswith("Noté : Sarah, Lot 12.")
        await neighbours["Nadia"].says("/foyers")
        await neighbours["Nadia"].taps("Corriger")
        await neighbours["Nadia"].taps("À confirmer : 1")
        assert (await neighbours["Nadia"].taps("Non")).toast == "C'est noté. Je préviens Sarah."
        assert "Sarah" in await homes(neighbours)
        assert (await is_told(neighbours, "Sarah"))[0].startswith(
            "L'animation du groupe n'a pas confirmé votre lot."
        )


async def paste(neighbours: Neighbourhood, words: str) -> list[str]:
    await neighbours["Nadia"].presses("households:paste:1")
    return list((await neighbours["Nadia"].answers(words)).private.lines)


async def test_a_list_is_read_with_its_mistakes_and_kept_after_a_yes(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await becomes(neighbours, "condominium")
        assert (await neighbours["Karim"].presses("households:paste:1")).refused
        lines = await paste(neighbours, LIST)
        assert lines == [
            "4 lots, 1140 parts (tantièmes). 3 lignes illisibles : 4, 6 et 7.",
            "Ligne 4 : « 12,5 » n'est pas un nombre de parts.",
            "Ligne 6 : Lot 2 est déjà à la ligne 3.",
            "Ligne 7 : il manque le lot.",
        ]
        assert list(neighbours["Nadia"].screen.buttons) == ["C'est juste", "Corriger"]
        assert (await homes(neighbours))[0] == "Les 4 membres", "nothing is kept before the yes"
        keep = neighbours["Nadia"].screen.buttons["C'est juste"]
        assert (await neighbours["Karim"].presses(keep)).refused
        kept = await neighbours["Nadia"].presses(keep)
        assert kept.private.text == "C'est noté. 4 lots, 1140 parts (tantièmes)."
        assert await homes(neighbours) == [
            "Les 4 lots (1140 parts)",
            "Cave 3 (15 parts)",
            "Lot 1 (85 parts) : Karim",
            "Lot 2 (1000 parts) : Durand; Odette",
            "Lot 4 (40 parts) : Karim",
            "Sarah",
            "Inès",
            "Léa",
            "Accompagnement : Nadia.",
        ]
        assert (
            await neighbours["Nadia"].presses(keep)
        ).toast == "Je n'ai plus cette liste. Collez-la encore une fois."
        # The same list again, put right: nothing is doubled.
        await paste(neighbours, LIST.replace("12,5", "12"))
        await neighbours["Nadia"].taps("C'est juste")
        again = await homes(neighbours)
        assert again[0] == "Les 5 lots (1152 parts)"
        assert "Lot 3 (12 parts) : Léa" in again
        assert sum("Odette" in line for line in again) == 1


async def test_whoever_was_in_the_list_without_an_account_may_be_the_same(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await becomes(neighbours, "condominium")
        await paste(neighbours, "7\t120\tBenali")
        await neighbours["Nadia"].taps("C'est juste")
        await hello(neighbours, "Karim")
        await neighbours["Karim"].taps("Lot 7")
        got = await neighbours["Nadia"].presses((await neighbours["Nadia"].last()).buttons["C'est juste"])
        assert "Ce lot a déjà Benali, hors de la conversation." in got.private.text
        await neighbours["Nadia"].taps("Retirer le doublon")
        assert "Lot 7 (120 parts) : Karim" in await homes(neighbours)


async def test_a_lot_is_corrected_by_those_who_run_the_group(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await becomes(neighbours, "condominium")
        await paste(neighbours, "1;10;Karim\n2;20;Sarah")
        await neighbours["Nadia"].taps("C'est juste")
        karim = await number_of(neighbours, "Karim")
        await neighbours["Nadia"].presses(f"households:person:1:{karim}")
        await neighbours["Nadia"].taps("Change de lot")
        moved = await neighbours["Nadia"].taps("Lot 2")
        assert moved.private.text == "C'est noté. Lot 2 : Karim et Sarah."
        assert (await is_told(neighbours, "Karim"))[-1] == "Nadia a noté votre lot : Lot 2."
        await neighbours["Nadia"].taps("Défaire")
        assert "Lot 1 (10 parts) : Karim" in await homes(neighbours)


async def test_a_list_that_says_nothing(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        assert (await neighbours["Nadia"].presses("households:paste:1")).toast == (
            "Il n'y a pas de lots dans ce groupe."
        )
        await becomes(neighbours, "condominium")
        assert (await paste(neighbours, "bonjour"))[0] == "Je n'y lis aucun lot. 1 ligne illisible : 1."
        assert list(neighbours["Nadia"].screen.buttons) == ["Corriger"]
        got = await neighbours["Nadia"].answers("1;1;x\n" * 401)
        assert got.toast == "La liste a 401 lignes. 400 au plus en une fois."
