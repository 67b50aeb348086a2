"""/parcours: missions by half-days, from the dates that are proposed to the balance (methods.md G4, B5)."""

from tests.conftest import Opens
from tests.neighbours import Got, Neighbourhood, paris
from tests.stories.homes import gets

MONDAY = paris("2026-03-02", "12:00")
THREE = "samedi 14 matin, samedi 14 après-midi ou mardi 17 soirée"
A1 = "A1 Culture commune (0/2)"


async def lines(neighbours: Neighbourhood, name: str, words: str = "/parcours") -> list[str]:
    return list((await neighbours[name].says(words)).private.lines)


async def proposed(neighbours: Neighbourhood, dates: str = THREE) -> Got:
    """Nadia proposes dates for A1."""
    nadia = neighbours["Nadia"]
    await nadia.says("/parcours")
    await nadia.taps(A1)
    await nadia.taps("Proposer des dates")
    return await nadia.answers(dates)


async def fixed(neighbours: Neighbourhood) -> None:
    """On Saturday 14 in the morning."""
    await proposed(neighbours)
    await neighbours["Léa"].taps("Toutes me vont")
    await neighbours.at(paris("2026-03-06", "20:00"))
    await neighbours["Nadia"].taps("Fixer : Sam. 14, 9 h")


async def test_everybody_reads_and_only_those_who_run_the_group_change_it(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        got = await neighbours["Karim"].says("/parcours")
        assert got.private.lines == [
            "🧭 Le parcours : phase 1 sur 6, constitution.",
            "📍 Constitution, ▫️ projet de vie, ▫️ coproduction, ▫️ chantier, ▫️ livraison, ▫️ vie.",
            "⬜ A1 Culture commune : à planifier (0/2)",
            "⬜ A2 Vision commune : à planifier (0/1)",
            "⬜ A3 Fonctionnement collectif : à planifier (0/1)",
            "⬜ B1 Définition des attentes : à planifier (0/2)",
            "⬜ B2 Choix du terrain : à planifier (0/1)",
            "⬜ B3 Estimations financières et ajustement des besoins : à planifier (0/2)",
            "⬜ C1 MOE/MOA : choix des partenaires : à planifier (0/2)",
        ]
        assert list(got.private.buttons) == [
            A1,
            "A2 Vision commune (0/1)",
            "A3 Fonctionnement… (0/1)",
            "Toutes les missions",
            "Bilan",
        ]
        seen = await neighbours["Karim"].taps(A1)
        assert list(seen.private.buttons) == ["Le parcours"]
        for data in (
            *("ask:1", "askhalf:1", "did:1", "done:1", "undone:1", "missed:1", "picked:1", "pick:1:20260307"),
            *(
                "to:1:works",
                "send:1:works:none:0",
                "with:1:stay:none",
                "pace:1:works:week",
                "phases:1",
                "meetings:1",
            ),
            *("model:1", "edit:1", "call:1", "newmission:1", "takeout:1", "putback:1", "more:1"),
            *("halves:1:0", "half:1", "drop:1", "newhalf:1", "paidby:1:1", "addhalf:1:1:advice"),
            *("funders:1", "funder:1", "callfunder:1", "newfunder:1", "dropfunder:1"),
        ):
            refused = await neighbours["Karim"].presses(f"course:{data}")
            assert refused.refused, data
            assert refused.toast.startswith("Le parcours est modifié par"), data
        assert await lines(neighbours, "Karim") == got.private.lines, "nothing has changed"
        assert await neighbours["Karim"].sees() == [], "the group is told nothing"


async def test_a_button_of_nothing_changes_nothing(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        nadia = neighbours["Nadia"]
        before = await lines(neighbours, "Nadia")
        for data in (
            *(
                "ask:99",
                "askhalf:99",
                "did:99",
                "done:99",
                "undone:99",
                "missed:99",
                "edit:x",
                "half",
                "funder:99",
            ),
            *(
                "to:1:garden",
                "to:2:works",
                "to",
                "with:1:stay:r99",
                "with:1:stay:x",
                "pace:1:works:never",
                "back:9",
            ),
            *(
                "send:1:works:week:0",
                "send:1:works:none:7",
                "paidby:1:99",
                "addhalf:1:99:advice",
                "addhalf:1:1:meal",
            ),
            *("undone:1", "putback:99", "picked:1", "pick:1:20260307", "all:9:0", "mission:99"),
        ):
            assert (await nadia.presses(f"course:{data}")).refused, data
        assert await lines(neighbours, "Nadia") == before
        refused = await nadia.says("/parcours Z9")
        assert (
            refused.toast == "Je ne connais pas cette mission. Écrivez /parcours, /parcours A1 ou /parcours bilan."
        )


async def test_g4_dates_are_proposed_asked_fixed_and_done(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await proposed(neighbours)
        card = await neighbours["Karim"].last()
        assert card.text == (
            "📅 A1 Culture commune : quand pouvez-vous venir ? Samedi 14 mars, de 9 h à midi "
            "Samedi 14 mars, de 14 h à 18 h Mardi 17 mars, de 19 h à 22 h Réponses jusqu'à vendredi 6 mars à 20 h."
        )
        assert await lines(neighbours, "Karim", "/parcours A1") == [
            "A1 Culture commune : 0 demi-journée faite sur 2.",
            "⬜ Atelier, BMO : dates demandées",
            "⬜ Atelier, BMO : à planifier",
        ]
        await neighbours["Léa"].taps("Toutes me vont")
        await neighbours.at(paris("2026-03-06", "20:00"))
        await neighbours["Nadia"].taps("Fixer : Sam. 14, 9 h")
        assert (await neighbours["Karim"].last()).text.startswith(
            "📅 C'est fixé : A1 Culture commune, samedi 14 mars"
        )
        assert "📅 A1 Culture commune : prévu samedi 14 mars (0/2)" in await lines(neighbours, "Karim")
        assert (await lines(neighbours, "Nadia", "/parcours bilan"))[1] == (
            "BMO, 8 demi-journées (4 jours) : aucune utilisée, 1 prévue (0,5 jour), 7 à planifier (3,5 jours)"
        )
        await neighbours.at(paris("2026-03-14", "12:00"))
        asked = await neighbours["Nadia"].last()
        assert asked.text == "A1 Culture commune, samedi 14 mars à 9 h : c'est fait ?"
        assert list(asked.buttons) == ["Fait", "N'a pas eu lieu", "Le parcours"]
        assert asked.text not in [seen.text for seen in await neighbours["Karim"].sees()]
        done = await neighbours["Nadia"].taps("Fait")
        assert done.toast == "A1 : 1/2. BMO : 1 demi-journée utilisée sur 8."
        assert (await neighbours["Nadia"].last()).text == done.toast
        assert await lines(neighbours, "Karim", "/parcours bilan") == [
            "Bilan : 11 demi-journées en tout, soit 5,5 jours.",
            "BMO, 8 demi-journées (4 jours) : 1 utilisée (0,5 jour), aucune prévue, 7 à planifier (3,5 jours)",
            "Groupe, 3 demi-journées (1,5 jour) : aucune utilisée, aucune prévue, 3 à planifier (1,5 jour)",
        ]
        assert "⬜ A1 Culture commune : à planifier (1/2)" in await lines(neighbours, "Karim")


async def test_what_is_done_twice_counts_once_and_can_be_undone(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await fixed(neighbours)
        nadia = neighbours["Nadia"]
        early = await nadia.presses("course:done:1")
        assert early.toast == "C'est prévu samedi 14 mars. Dites-le une fois que c'est passé."
        assert (await nadia.presses("course:missed:1")).toast == early.toast
        await neighbours.at(paris("2026-03-14", "12:00"))
        for _ in range(2):
            assert (await nadia.presses("course:done:1")).toast == "A1 : 1/2. BMO : 1 demi-journée utilisée sur 8."
        assert (await nadia.presses("course:missed:1")).toast == "Quelqu'un a déjà dit que c'est fait."
        assert (await nadia.presses("course:undone:1")).toast == "Noté : pas encore fait."
        assert (await nadia.presses("course:undone:1")).refused
        assert (await lines(neighbours, "Karim", "/parcours A1"))[
            1
        ] == "📅 Atelier, BMO : prévu samedi 14 mars à 9 h"
        assert (await nadia.last()).text.endswith("c'est fait ?"), "it is asked again, in its place"
        again = await nadia.taps("N'a pas eu lieu")
        assert again.toast == "Elle est de nouveau à planifier."
        assert (await lines(neighbours, "Karim", "/parcours A1"))[1:] == ["⬜ Atelier, BMO : à planifier"] * 2
        assert (await nadia.last()).text == "A1 Culture commune : encore à planifier."


async def test_the_half_day_follows_its_workshop(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await fixed(neighbours)
        nadia = neighbours["Nadia"]
        await nadia.presses("workshops:move:1")
        await nadia.answers("samedi 21 à 14h")
        assert "📅 A1 Culture commune : prévu samedi 21 mars (0/2)" in await lines(neighbours, "Karim")
        await neighbours.at(paris("2026-03-14", "13:00"))
        assert "c'est fait" not in (await nadia.last()).text, "not on the old date"
        await nadia.presses("workshops:cancelyes:1")
        assert "⬜ A1 Culture commune : à planifier (0/2)" in await lines(neighbours, "Karim")
        await nadia.presses("workshops:revive:1")
        assert "📅 A1 Culture commune : prévu samedi 21 mars (0/2)" in await lines(neighbours, "Karim")
        await nadia.presses("workshops:cancelyes:1")
        assert "⬜ A1 Culture commune : à planifier (0/2)" in await lines(neighbours, "Karim")
        await neighbours.at(paris("2026-03-21", "18:00"))
        assert not [seen for seen in await nadia.sees() if "c'est fait" in seen.text]


async def test_no_date_was_found_and_it_is_to_plan_again(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await proposed(neighbours)
        assert "⬜ A1 Culture commune : dates demandées (0/2)" in await lines(neighbours, "Karim")
        refused = await neighbours["Nadia"].presses("course:askhalf:1")
        assert refused.toast == "Sa date est fixée, ou déjà demandée."
        await neighbours.at(paris("2026-03-17", "19:01"))
        assert "⬜ A1 Culture commune : à planifier (0/2)" in await lines(neighbours, "Karim")


async def test_one_date_alone_is_planned_at_once_and_bad_words_lose_nothing(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await neighbours["Nadia"].says("/parcours C1")
        await neighbours["Nadia"].taps("Proposer des dates")
        await neighbours["Nadia"].taps("Atelier, BMO")
        for words in ("bof", "hier", "samedi 14 matin pour voir, bof", "…"):
            assert (await neighbours["Nadia"].answers(words)).refused, words
        assert await neighbours["Karim"].sees() == []
        await neighbours["Nadia"].answers("samedi 14 matin")
        card = (await neighbours["Karim"].last()).text
        assert card.startswith(
            "📅 C'est fixé : C1 MOE/MOA : choix des partenaires, samedi 14 mars, de 9 h à midi."
        )
        assert "📅 C1 MOE/MOA : choix des partenaires : prévu samedi 14 mars (0/2)" in await lines(
            neighbours, "Karim"
        )


async def test_half_days_that_are_touched(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        nadia = neighbours["Nadia"]
        await nadia.says("/parcours A2")
        asked = await nadia.taps("Proposer des dates")
        assert list(asked.private.buttons)[-3:] == ["Samedi 7, matin", "Dimanche 8, matin", "Samedi 14, matin"]
        await nadia.taps("Samedi 7, matin")
        await nadia.taps("Dimanche 8, matin")
        await nadia.taps("✅ Samedi 7, matin")
        again = await nadia.taps("Samedi 14, matin")
        assert "✅ Dimanche 8, matin" in again.private.buttons
        good = again.private.buttons["C'est bon"]
        await nadia.presses(good)
        card = (await neighbours["Karim"].last()).text
        assert card.startswith(
            "📅 A2 Vision commune : quand pouvez-vous venir ? Dimanche 8 mars, de 9 h à midi Samedi 14 mars"
        )
        assert (await nadia.presses(good)).refused, "it was sent already"
        assert len(await neighbours["Karim"].sees()) == 1


async def test_done_without_a_date_and_whose_half_day_it_was(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        nadia = neighbours["Nadia"]
        await nadia.says("/parcours b1")
        asked = await nadia.taps("Fait")
        assert list(asked.private.buttons) == ["Atelier, BMO", "Atelier conseil, Groupe", "Retour"]
        done = await nadia.taps("Atelier conseil, Groupe")
        assert done.toast == "B1 : 1/2. Groupe : 1 demi-journée utilisée sur 3."
        assert (await nadia.presses("course:did:4")).toast == "B1 : 2/2. BMO : 1 demi-journée utilisée sur 8."
        assert (await nadia.presses("course:did:4")).refused
        assert (await nadia.presses("course:ask:4")).refused
        assert "✅ B1 Définition des attentes : fait (2/2)" in await lines(neighbours, "Karim")


async def test_a_facilitator_runs_it_and_a_guest_reads_it(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await gets(neighbours, "Inès", "facilitator")
        await gets(neighbours, "Sarah", "guest")
        assert "⋯ Plus" in (await neighbours["Inès"].says("/course")).private.buttons
        assert "Bilan" in (await neighbours["Sarah"].says("/parcours")).private.buttons
