"""Decisions are looked at again, and never renewed by silence (consent.md §2.6; transcripts §3; methods M12)."""

from datetime import timedelta

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, Seen, paris
from tests.poll_people import arrives, rows
from tests.register_scene import DECIDED, LAUNDRY, desk_of, laundry

ASKED = paris("2027-06-08", "10:00")
ENDS = paris("2027-06-11", "20:00")
CARD = [
    "📗 Depuis trois mois : la buanderie ouverte jusqu'à 21 h le samedi (D-2027-001). On continue ?",
    "Répondez jusqu'à vendredi 11 juin à 20 h. La dernière réponse compte.",
]


async def card(neighbours: Neighbourhood) -> Seen:
    """The question, wherever it stands by now."""
    return next(one for one in reversed(await neighbours["Léa"].sees()) if "On garde" in one.buttons)


async def read(neighbours: Neighbourhood) -> str:
    return (await neighbours["Inès"].presses("register:read:1")).private.text


async def test_two_weeks_before_those_concerned_are_told_to_the_minute(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours)
        await neighbours.sleeps_until(paris("2027-05-25", "17:59"))
        assert await neighbours["Karim"].sees() == []
        await neighbours.at(paris("2027-05-25", "18:00"))
        for name in ("Karim", "Nadia"):
            told = await neighbours[name].last()
            assert told.lines == [
                "Mardi 8 juin, je demanderai à tous si on continue : "
                "la buanderie ouverte jusqu'à 21 h le samedi (D-2027-001)."
            ]
            assert list(told.buttons) == ["Proposer un changement", "Lire la décision"]
        assert await neighbours["Léa"].sees() == []
        await neighbours.sleeps_until(ASKED)
        await neighbours["Léa"].taps("On garde")
        await neighbours.at(ENDS)
        said = [one.text for one in await neighbours["Karim"].sees()]
        assert not any("je demanderai à tous" in words for words in said), "what was told is over"


async def test_the_question_of_the_day_and_all_keep_it(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours)
        await neighbours.sleeps_until(ASKED - timedelta(minutes=1))
        assert await neighbours["Léa"].sees() == []
        await neighbours.at(ASKED)
        asked = await card(neighbours)
        assert asked.lines == CARD
        assert list(asked.buttons) == ["On garde", "On ajuste", "On arrête", "Lire la décision"]
        assert (await rows(neighbours, "SELECT rings FROM posts WHERE topic LIKE '%review:%'"))[0]["rings"] == 1
        got = await neighbours["Léa"].taps("On ajuste")
        assert got.toast == "Noté : on ajuste. Vous pouvez changer jusqu'à vendredi 20 h."
        await neighbours["Léa"].taps("On garde")
        await neighbours["Sarah"].taps("On garde")
        assert (await card(neighbours)).lines == [
            *CARD,
            "On garde 2, on ajuste 0, on arrête 0. 2 personnes ont répondu.",
        ]
        await neighbours.at(ENDS - timedelta(minutes=1))
        assert "On garde" in (await card(neighbours)).buttons
        await neighbours.at(ENDS)
        said = await neighbours["Léa"].last()
        assert said.lines == [
            "📗 On garde : la buanderie ouverte jusqu'à 21 h le samedi (D-2027-001).",
            "2 personnes ont répondu. On en reparlera le mercredi 8 septembre 2027.",
        ]
        assert (await neighbours["Léa"].presses("register:keep:1")).toast == (
            "Cette question est finie. Lisez la décision pour voir la suite."
        )
        assert "À l'essai jusqu'au mercredi 8 septembre 2027." in await read(neighbours)
        await neighbours.sleeps_until(paris("2027-09-08", "10:00"))
        assert (await card(neighbours)).lines[0].startswith("📗 Depuis six mois :")


async def test_all_stop_it_and_it_is_no_longer_in_force(tilleuls: Opens) -> None:
    async with tilleuls(ASKED - timedelta(days=30)) as neighbours:
        number, _ = await laundry(neighbours)
        await neighbours.at(ASKED)
        await neighbours["Léa"].taps("On arrête")
        await neighbours.at(ENDS)
        said = await neighbours["Léa"].last()
        assert said.lines == [
            "📗 On arrête : la buanderie ouverte jusqu'à 21 h le samedi (D-2027-001).",
            "On garde 0, on ajuste 0, on arrête 1. Elle n'est plus en vigueur.",
        ]
        assert "N'est plus en vigueur." in await read(neighbours)
        assert (await neighbours["Léa"].presses(f"register:object:{number}")).toast == (
            "D-2027-001 n'est plus en vigueur."
        )
        assert await rows(neighbours, "SELECT name FROM alarms WHERE topic LIKE 'register:%'") == []


async def test_one_who_would_adjust_it_brings_it_to_the_meeting(tilleuls: Opens) -> None:
    async with tilleuls(ASKED - timedelta(days=30)) as neighbours:
        await laundry(neighbours)
        await neighbours.at(ASKED)
        for name, answer in (("Léa", "On garde"), ("Sarah", "On garde"), ("Inès", "On ajuste")):
            await neighbours[name].taps(answer)
        await neighbours.at(ENDS)
        said = await neighbours["Léa"].last()
        assert said.lines == [
            "📗 À reprendre en réunion : la buanderie ouverte jusqu'à 21 h le samedi (D-2027-001).",
            "On garde 2, on ajuste 1, on arrête 0. D'ici là, elle reste en vigueur.",
        ]
        assert list(said.buttons) == ["Proposer un changement", "Lire la décision"]
        assert "En vigueur, à réviser." in await read(neighbours)
        assert "Inès" not in said.text


async def test_silence_renews_nothing(tilleuls: Opens) -> None:
    """Nobody answers: the question comes back once; then it stays in force, and everybody sees that its review is
    late, until somebody asks again."""
    async with tilleuls(ASKED - timedelta(days=30)) as neighbours:
        await laundry(neighbours)
        await neighbours.at(ENDS)
        again = await card(neighbours)
        assert again.lines[1] == (
            "Personne n'a encore répondu. Répondez jusqu'à lundi 14 juin à 20 h. La dernière réponse compte."
        )
        assert "Cette question continue plus bas." in [one.text for one in await neighbours["Léa"].sees()]
        await neighbours.at(paris("2027-06-14", "20:00"))
        assert (await neighbours["Léa"].last()).lines == [
            f"📗 D-2027-001 : {LAUNDRY}",
            "Personne n'a répondu : elle reste en vigueur, revue en retard.",
        ]
        assert "Revue en retard : personne n'a répondu." in await read(neighbours)
        assert (
            f"D-2027-001 : {LAUNDRY} (revue en retard)"
            in (await neighbours["Léa"].says("/decisions")).private.lines
        )
        await neighbours.sleeps_until(paris("2027-12-20", "12:00"))
        assert "Revue en retard" in await read(neighbours), "never renewed by itself"
        assert (await neighbours["Léa"].presses("register:ask:1")).refused
        await neighbours["Nadia"].presses("register:read:1")
        await neighbours["Nadia"].taps("⋯ Plus")
        assert (await neighbours["Nadia"].taps("Reposer la question")).toast == "La question est dans le groupe."
        assert (await neighbours["Nadia"].presses("register:ask:1")).toast == "Sa revue n'est pas en retard."
        await neighbours["Léa"].taps("On garde")
        await neighbours.at(paris("2027-12-23", "20:00"))
        assert "Revue en retard" not in await read(neighbours)
        assert "À l'essai jusqu'au mercredi 19 janvier 2028." in await read(neighbours)


async def test_a_reply_counts_only_if_it_is_exactly_an_answer(tilleuls: Opens) -> None:
    async with tilleuls(ASKED - timedelta(days=30)) as neighbours:
        await laundry(neighbours)
        await neighbours.at(ASKED)
        asked = await card(neighbours)
        for typed in ("on garde pas !", "garde", "on verra", "2"):
            assert (await neighbours["Léa"].says(typed, reply_to=asked.id)).toast == "", typed
        got = await neighbours["Léa"].says("On arrête !", reply_to=asked.id)
        assert got.toast.startswith("Noté : on arrête.")
        await neighbours["Sarah"].says("on ajuste", reply_to=asked.id)
        await neighbours["Inès"].says("On garde.", reply_to=asked.id)
        assert "On garde 1, on ajuste 1, on arrête 1. 3 personnes ont répondu." in (await card(neighbours)).lines


async def test_those_who_do_not_live_with_it_do_not_answer(tilleuls: Opens) -> None:
    async with tilleuls(ASKED - timedelta(days=30)) as neighbours:
        await laundry(neighbours)
        await arrives(neighbours, "Tomás", "guest")
        await arrives(neighbours, "Prune", "professional")
        await neighbours.at(ASKED)
        assert (await neighbours["Nadia"].taps("On garde")).toast == (
            "Vous accompagnez le groupe : ce choix lui revient."
        )
        assert (await neighbours["Tomás"].taps("On garde")).refused
        assert (await neighbours["Prune"].taps("On garde")).toast == (
            "Vous conseillez le groupe : ce choix revient aux habitants."
        )
        assert len((await card(neighbours)).lines) == 2, "nothing is counted"


async def test_it_waits_in_the_menu_until_it_is_answered(tilleuls: Opens) -> None:
    async with tilleuls(ASKED - timedelta(days=30)) as neighbours:
        await laundry(neighbours)
        await neighbours.at(ASKED)
        lea = neighbours["Léa"]
        assert "À répondre : 1" in (await lea.says("/menu")).private.buttons
        assert "À répondre : 1" not in (await neighbours["Nadia"].says("/menu")).private.buttons
        await lea.taps("À répondre : 1")
        assert f"On continue ? {LAUNDRY}" in lea.screen.lines
        await lea.presses(next(data for data in lea.screen.buttons.values() if data.startswith("register:")))
        assert lea.screen.lines[0].startswith("📗 Depuis ")
        await lea.taps("On garde")
        assert "À répondre : 1" not in (await lea.says("/menu")).private.buttons


async def test_late_and_at_night_the_question_waits_for_the_morning(tilleuls: Opens) -> None:
    """The program was stopped on that day, and comes back at night."""
    async with tilleuls(ASKED - timedelta(days=30), night=Night()) as neighbours:
        await laundry(neighbours)
        await neighbours.sleeps_until(paris("2027-06-08", "23:00"))
        assert await neighbours["Léa"].sees() == []
        await neighbours.at(paris("2027-06-09", "08:01"))
        assert "jusqu'à samedi 12 juin à 20 h" in (await card(neighbours)).text


async def test_a_decision_that_replaces_another_says_so_on_both(tilleuls: Opens) -> None:
    async with tilleuls(ASKED - timedelta(days=30)) as neighbours:
        old, _ = await laundry(neighbours)
        await neighbours.at(ASKED)
        await neighbours["Léa"].taps("On garde")
        await laundry(neighbours, replaces=old, review_at=paris("2027-09-08", "20:00"), source="proposals:9")
        assert "Elle a été remplacée entre-temps." in (await neighbours["Léa"].last()).text
        before = (await neighbours["Inès"].presses("register:read:1")).private
        assert "Remplacée par D-2027-002." in before.lines
        assert "J'ai une objection" not in before.buttons
        after = await neighbours["Inès"].taps("Lire D-2027-002")
        assert "Remplace D-2027-001." in after.private.lines
        async with neighbours.program.database.reading() as tx:
            desk = desk_of(tx, neighbours.now)
            assert await desk.text_of(old, 1) is None
            assert await desk.text_of(old + 1, 1) == LAUNDRY
            assert await desk.text_of(old + 1, 2) is None
            assert await desk.number_of("proposals:9") == (old + 1, "D-2027-002")
            assert await desk.number_of("proposals:77") is None
        await neighbours.at(ENDS)
        assert "Elle a été remplacée entre-temps." in (await neighbours["Léa"].last()).text, "nothing comes of it"
