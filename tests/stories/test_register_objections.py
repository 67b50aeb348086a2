"""An objection that comes late: the decision stays, is to be revised, and soon (consent.md §2.6, K14 and K17)."""

from datetime import timedelta

import pytest

from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import arrives, leaves, rows
from tests.register_scene import DECIDED, LAUNDRY, laundry

LATER = DECIDED + timedelta(days=10)
TITLE = f"📗 D-2027-001 : {LAUNDRY}"
WORDS = "Le sèche-linge vibre dans ma chambre."


async def objects(neighbours: Neighbourhood, how: str = "Envoyer avec mon nom", name: str = "Léa") -> None:
    await neighbours[name].presses("register:object:1")
    await neighbours[name].answers(WORDS)
    await neighbours[name].taps(how)


async def test_k14_it_stays_in_force_to_be_revised_within_fourteen_days(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours)
        await neighbours.at(LATER)
        asked = await neighbours["Léa"].presses("register:object:1")
        assert asked.private.lines == [
            TITLE,
            "Y a-t-il du nouveau ? Dites ce qui pourrait mal se passer, avec vos mots.",
        ]
        named = await neighbours["Léa"].answers(WORDS)
        assert named.private.lines == [
            TITLE,
            f"Votre objection : « {WORDS} »",
            "La décision reste en vigueur, à réviser. Tout le groupe pourra lire vos mots.",
        ]
        assert list(named.private.buttons)[-2:] == ["Envoyer avec mon nom", "Envoyer sans mon nom"]
        got = await neighbours["Léa"].taps("Envoyer avec mon nom")
        assert got.private.lines == [
            "C'est noté : D-2027-001 est à réviser. Le groupe en reparle au plus tard le jeudi 1er avril 2027."
        ]
        for name in ("Karim", "Nadia"):
            told = await neighbours[name].last()
            assert told.lines == [
                TITLE,
                f"Léa a une objection : « {WORDS} »",
                "Elle reste en vigueur. Revue : jeudi 1er avril 2027.",
            ]
        assert await neighbours["Sarah"].sees() == [], "nobody else is told"
        screen = (await neighbours["Sarah"].presses("register:read:1")).private
        assert "En vigueur, à réviser." in screen.lines
        assert f"À réviser : « {WORDS} » (Léa)" in screen.lines
        assert "À revoir le jeudi 1er avril 2027." in screen.lines
        await neighbours.at(paris("2027-04-01", "10:00"))
        question = await neighbours["Sarah"].last()
        assert question.lines[0].endswith("On continue ?")
        await neighbours["Sarah"].taps("On garde")
        await neighbours["Léa"].taps("On garde")
        await neighbours.at(paris("2027-04-04", "20:00"))
        screen = (await neighbours["Sarah"].presses("register:read:1")).private
        assert WORDS not in screen.text, "Léa keeps the decision herself"
        assert "À l'essai jusqu'au vendredi 2 juillet 2027." in screen.text


async def test_nobody_but_its_author_ends_an_objection(tilleuls: Opens) -> None:
    """All who answer keep the decision; Léa does not answer: her objection stands, and goes to the meeting."""
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours, review_at=DECIDED + timedelta(days=2))
        await objects(neighbours)
        await neighbours.at(paris("2027-03-10", "10:00"))
        for name in ("Sarah", "Inès", "Karim"):
            await neighbours[name].taps("On garde")
        await neighbours.at(paris("2027-03-13", "20:00"))
        said = await neighbours["Sarah"].last()
        assert said.lines == [
            "📗 À reprendre en réunion : la buanderie ouverte jusqu'à 21 h le samedi (D-2027-001).",
            "On garde 3, on ajuste 0, on arrête 0. Une objection reste ouverte. D'ici là, elle reste en vigueur.",
        ]
        assert (
            f"À réviser : « {WORDS} » (Léa)"
            in (await neighbours["Sarah"].presses("register:read:1")).private.lines
        )


async def test_who_has_left_holds_no_decision_up(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours, review_at=DECIDED + timedelta(days=2))
        await objects(neighbours)
        await leaves(neighbours, "Léa")
        await neighbours.at(paris("2027-03-10", "10:00"))
        await neighbours["Sarah"].taps("On garde")
        await neighbours.at(paris("2027-03-13", "20:00"))
        assert (await neighbours["Sarah"].last()).lines[0].startswith("📗 On garde :")
        await neighbours.at(paris("2027-03-15", "09:59"))
        assert (await neighbours["Sarah"].last()).lines[0].startswith("📗 On garde :"), "kept for two days more"


async def test_without_a_name_nobody_learns_it(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours)
        await objects(neighbours, "Envoyer sans mon nom")
        assert (await neighbours["Karim"].last()).lines[1] == f"Quelqu'un a une objection : « {WORDS} »"
        assert f"À réviser : « {WORDS} »" in (await neighbours["Sarah"].presses("register:read:1")).private.lines


@pytest.mark.parametrize(("typed", "ending"), [("avec mon nom", " (Léa)"), ("Sans mon nom.", "")])
async def test_the_whole_of_it_by_typed_words(tilleuls: Opens, typed: str, ending: str) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours)
        await neighbours["Léa"].presses("register:object:1")
        await neighbours["Léa"].answers("Le sèche-linge")
        again = await neighbours["Léa"].answers(WORDS)
        assert f"Votre objection : « {WORDS} »" in again.private.lines, "said better"
        await neighbours["Léa"].answers(typed)
        assert (
            f"À réviser : « {WORDS} »{ending}"
            in (await neighbours["Sarah"].presses("register:read:1")).private.lines
        )


async def test_never_later_than_it_was(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours, review_at=DECIDED + timedelta(days=9))
        await objects(neighbours)
        alarms = await rows(neighbours, "SELECT name, due_at FROM alarms WHERE topic = 'register:1'")
        assert [(one["name"], one["due_at"]) for one in alarms] == [
            ("review", int(paris("2027-03-17", "10:00").timestamp()))
        ]


async def test_while_everybody_is_asked_it_changes_no_date(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours, review_at=DECIDED + timedelta(days=9))
        await neighbours.at(paris("2027-03-17", "10:30"))
        await objects(neighbours)
        for name in ("Sarah", "Léa"):
            await neighbours[name].taps("On garde")
        await neighbours.at(paris("2027-03-20", "20:00"))
        assert "On garde" in (await neighbours["Sarah"].last()).text
        assert len(await rows(neighbours, "SELECT 1 AS one FROM decision_reviews")) == 1


async def test_k17_who_accompanies_advises_or_visits_does_not_object(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours)
        await arrives(neighbours, "Tomás", "guest")
        await arrives(neighbours, "Prune", "professional")
        got = await neighbours["Nadia"].presses("register:object:1")
        assert got.toast == "Vous accompagnez le groupe : ce choix lui revient."
        for name in ("Tomás", "Prune"):
            assert (await neighbours[name].presses("register:object:1")).refused
            assert (await neighbours[name].presses("register:send:1:1")).refused
        await neighbours["Léa"].presses("register:object:1")
        lost = await neighbours["Léa"].presses("register:send:1:1")
        assert lost.toast == "Je n'ai plus vos mots. Touchez encore « J'ai une objection »."
        assert (await neighbours["Léa"].answers("…")).refused
