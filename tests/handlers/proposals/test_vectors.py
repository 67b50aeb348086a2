"""The vectors K01 to K19 of consent.md §2.7: twelve households, setting A, eight must answer; events in, posts and
rows out."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.conversation.topic import Topic
from storage.database import open_database
from storage.migrate import migrate
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.proposals_world import FIRSTS, HOMES, MONDAY, Tilleuls, labels, lines, told, words

THURSDAY, SUNDAY = paris("2027-03-04", "20:00"), paris("2027-03-07", "20:00")
"""The end of the question that is asked on Monday evening, and of its one extension."""
BETTER = "La buanderie ouverte jusqu'à 21 h le samedi"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Tilleuls]:
    database = open_database(f"sqlite:///{tmp_path}/palabre.db")
    await database.open()
    await migrate(database, TUESDAY_NOON)
    made = Tilleuls(database)
    await made.settle()
    yield made
    await database.close()


async def follow(here: Tilleuls, *names: str) -> None:
    for name in names:
        answer = await here.other(name, "Je suivrai le groupe")
        assert not answer.refused, told(answer)


async def five_yes_two_follow(here: Tilleuls) -> int:
    """K02: seven of the eight that it takes."""
    number = await here.proposes()
    await here.consent(*FIRSTS[:5])
    await follow(here, *FIRSTS[5:7])
    await here.at(THURSDAY)
    return number


async def eleven_yes_one_objects(here: Tilleuls) -> int:
    """K05. Odette's answer comes from Léa."""
    number = await here.proposes()
    await here.consent(*FIRSTS[:10])
    await here.presses("Léa", f"proposals:consent:{number}:1:{here.ids['Odette']}")
    await here.object("Yann", "Le bruit dans la cour.", "Arrêter à 21 h.")
    assert "12 foyers sur 12. Résultat à 19 h 15, le temps de changer d'avis." in words(here.card())
    await here.round_ends(number)
    return number


async def the_decision(here: Tilleuls) -> dict[str, object]:
    """The one that was noted, as its row stands."""
    (row,) = await here.decisions()
    return {name: row[name] for name in ("words", "method", "voices", "answered", "relayed", "reached", "state")}


def says(here: Tilleuls) -> str:
    """The message about what was decided or not: the lowest in the room."""
    return words(here.shown()[-1])


async def test_k01_nine_yes_and_three_silent_adopt(here: Tilleuls) -> None:
    number = await here.proposes()
    assert "Il faut 8 foyers sur 12 et aucune objection." in words(here.card())
    await here.consent(*FIRSTS[:9])
    assert "9 foyers sur 12 ont répondu." in words(here.card())
    await here.at(THURSDAY - timedelta(minutes=1))
    assert await here.state(number) == "objections"
    await here.at(THURSDAY)
    assert await here.state(number) == "adopted"
    assert await the_decision(here) == {
        "words": "La buanderie ouverte jusqu'à 22 h le samedi",
        "method": "consent",
        "voices": 12,
        "answered": 9,
        "relayed": 0,
        "reached": 0,
        "state": "in_force",
    }
    assert lines(here.shown()[-1]) == [
        "C'est décidé : la buanderie ouverte jusqu'à 22 h le samedi (D-2027-001).",
        "9 foyers sans objection.",
        "À l'essai jusqu'au vendredi 4 juin. On en reparlera ce jour-là.",
    ]
    assert "C'est décidé (D-2027-001)." in words(here.card())
    refused = await here.presses("Omar", f"proposals:consent:{number}:1")
    assert refused.refused
    assert told(refused) == "C'est déjà décidé (D-2027-001). /decisions le montre."


async def test_k02_five_yes_two_follow_and_five_silent_give_three_days_more(here: Tilleuls) -> None:
    number = await five_yes_two_follow(here)
    assert await here.state(number) == "objections"
    assert await here.ends_at(number) == SUNDAY
    assert not await here.decisions()
    read = words(here.card())
    assert "Il manque un foyer : 7 ont répondu, il en faut 8." in read
    assert "Je laisse trois jours, jusqu'à dimanche 7 mars à 20 h." in read
    assert here.shown()[-1] is here.card(), "it came back at the bottom"
    assert lines(here.shown()[0]) == ["Cette proposition continue plus bas."]


async def test_k03_one_yes_more_adopts(here: Tilleuls) -> None:
    number = await five_yes_two_follow(here)
    await here.consent("Jean")
    await here.at(SUNDAY)
    assert await here.state(number) == "adopted"
    assert (await the_decision(here))["answered"] == 8
    assert "8 foyers sans objection." in says(here)


async def test_k04_nothing_more_decides_nothing_and_puts_it_on_the_list_of_the_meeting(here: Tilleuls) -> None:
    number = await five_yes_two_follow(here)
    await here.at(SUNDAY)
    assert await here.state(number) == "undecided"
    assert not await here.decisions()
    assert lines(here.shown()[-1]) == [
        "Rien n'est décidé : la buanderie ouverte jusqu'à 22 h le samedi.",
        "7 foyers ont répondu, il en fallait 8. Le sujet est à l'ordre du jour de la prochaine réunion.",
    ]
    points = await here.rows("SELECT words, source, brought_by FROM agenda_points")
    assert [(one["words"], one["source"], one["brought_by"]) for one in points] == [
        ("La buanderie ouverte jusqu'à 22 h le samedi", f"proposals:{number}", here.ids["Karim"])
    ]


async def test_k05_eleven_yes_and_one_objection_do_not_adopt(here: Tilleuls) -> None:
    number = await eleven_yes_one_objects(here)
    assert await here.state(number) == "treatment"
    assert not await here.decisions()
    assert "Une objection est ouverte : la décision attend." in words(here.card())
    assert lines(here.shown()[-1])[0] == "Une objection reste ouverte : la décision attend."
    for name in ("Karim", "Nadia"):
        assert "Objection de Yann : « Le bruit dans la cour. »" in words(here.page(name)[-1])
    read = await here.taps("Mina", "Lire l'objection")
    assert "Objection de Yann : « Le bruit dans la cour. » Ce qui aiderait : « Arrêter à 21 h. »" in told(read)
    assert "Elle reste ouverte." in told(read)


async def test_k06_lifted_after_another_version_which_everybody_is_asked_about(here: Tilleuls) -> None:
    number = await eleven_yes_one_objects(here)
    await here.publish("Karim", BETTER)
    assert await here.state(number) == "objections"
    read = words(here.card())
    assert read.startswith("Karim modifie, après une objection de Yann. Avant : la buanderie ouverte jusqu'à 22 h")
    assert "Je vous redemande à tous" in read
    assert "ont répondu" not in read, "what was said of the first text counts no more"
    assert labels(here.card())[0] == "Toujours pas d'objection"
    await here.presses("Yann", f"proposals:mine:{number}")
    lifted = await here.taps("Yann", "Je lève mon objection")
    assert told(lifted) == "Merci. L'objection est levée."
    await here.consent(*FIRSTS[:8])
    assert "Yann lève son objection. 9 foyers sur 12 ont répondu." in words(here.card())
    await here.round_ends(number)
    assert await here.state(number) == "adopted"
    decision = await the_decision(here)
    assert (decision["words"], decision["answered"]) == (BETTER, 9)
    kept = await here.rows("SELECT words FROM decision_versions ORDER BY rank")
    assert [row["words"] for row in kept] == ["La buanderie ouverte jusqu'à 22 h le samedi", BETTER]
    assert "9 foyers sans objection." in says(here)
    (objection,) = await here.rows("SELECT state FROM objections")
    assert objection["state"] == "lifted"


async def test_k07_two_reservations_are_printed_with_the_decision(here: Tilleuls) -> None:
    number = await here.proposes()
    await here.consent(*FIRSTS[:9])
    await here.presses("Léa", f"proposals:consent:{number}:1:{here.ids['Odette']}")
    await here.reserve("Omar", "Pas après 21 h en été.")
    await here.taps("Omar", "Avec mon nom")
    await here.reserve("Yann", "Que la porte soit fermée.")
    await here.round_ends(number)
    assert await here.state(number) == "adopted"
    assert "Aucune objection. 2 réserves notées." in says(here)
    kept = await here.rows("SELECT words, name FROM decision_reservations ORDER BY rank")
    assert [(row["words"], row["name"]) for row in kept] == [
        ("Pas après 21 h en été.", "Omar"),
        ("Que la porte soit fermée.", ""),
    ]
    read = told(await here.taps("Mina", "Lire la décision"))
    assert "Omar : « Pas après 21 h en été. »" in read
    assert "« Que la porte soit fermée. »" in read
    assert "Yann" not in read


async def test_k08_silence_is_extended_once_and_then_nothing_is_decided(here: Tilleuls) -> None:
    number = await here.proposes()
    await here.at(THURSDAY)
    assert await here.state(number) == "objections"
    assert "Trop peu de réponses : il en faut 8. Je laisse trois jours, jusqu'à dimanche 7 mars à 20 h." in words(
        here.card()
    )
    await here.at(SUNDAY)
    assert await here.state(number) == "undecided"
    assert "Personne n'a répondu." in says(here)
    assert not await here.decisions()


async def test_k09_an_answer_that_the_relay_writes_down_counts_and_is_said(here: Tilleuls) -> None:
    number = await here.proposes()
    await here.consent(*FIRSTS[:7])
    await here.taps("Léa", "⋯ Plus")
    await here.taps("Léa", "Répondre pour quelqu'un")
    await here.taps("Léa", "Odette")
    noted = await here.taps("Léa", "Pas d'objection")
    assert told(noted) == "Noté pour Odette : pas d'objection."
    await here.at(THURSDAY)
    assert await here.state(number) == "adopted"
    decision = await the_decision(here)
    assert (decision["answered"], decision["relayed"]) == (8, 1)
    assert "8 foyers sans objection. Une réponse a été donnée par quelqu'un d'autre." in says(here)


async def test_k10_a_yes_that_becomes_an_objection_before_the_end(here: Tilleuls) -> None:
    number = await here.proposes()
    await here.consent(*FIRSTS[:8])
    await here.object("Jean")
    assert "8 foyers sur 12 ont répondu." in words(here.card())
    await here.at(THURSDAY)
    assert await here.state(number) == "treatment"
    assert not await here.decisions()


async def test_k11_who_wants_to_talk_first_holds_the_end_back_until_they_have(here: Tilleuls) -> None:
    number = await here.proposes()
    await here.consent(*FIRSTS[:8])
    noted = await here.other("Mina", "Besoin d'en parler")
    assert "La décision attend." in told(noted)
    assert "Mina voudrait en parler avant de répondre." in words(here.page("Nadia")[-1])
    await here.at(THURSDAY + timedelta(hours=1))
    assert await here.state(number) == "objections"
    assert "Quelqu'un voudrait d'abord en parler : la décision attend." in words(here.card())
    await here.taps("Nadia", "On s'est parlé")
    assert await here.ends_at(number) == paris("2027-03-05", "20:00"), "a day to answer after the talk"
    await here.round_ends(number)
    assert await here.state(number) == "adopted"
    assert (await the_decision(here))["answered"] == 8


async def test_k11_seven_days_at_most(here: Tilleuls) -> None:
    number = await here.proposes()
    await here.consent(*FIRSTS[:8])
    await here.other("Mina", "Besoin d'en parler")
    await here.at(THURSDAY + timedelta(days=7, minutes=-1))
    assert await here.state(number) == "objections"
    await here.at(THURSDAY + timedelta(days=7))
    assert await here.state(number) == "adopted"


async def test_k12_withdrawn_after_the_opinions_with_its_trace(here: Tilleuls) -> None:
    number = await here.proposes(form="week")
    await here.taps("Léa", "💬 Donner mon avis")
    await here.types("Léa", "Trop tard pour moi.")
    await here.round_ends(number)
    assert await here.state(number) == "amendment"
    sure = await here.taps("Karim", "Je la retire")
    assert "Ce que les voisins ont dit ne comptera plus." in told(sure)
    await here.taps("Karim", "Oui, la retirer")
    assert await here.state(number) == "withdrawn"
    assert says(here) == "La proposition est retirée : la buanderie ouverte jusqu'à 22 h le samedi."
    assert "Cette proposition a été retirée." in here.room_says()
    kept = await here.rows("SELECT words FROM proposal_versions WHERE proposal = :id", id=number)
    assert [row["words"] for row in kept] == ["La buanderie ouverte jusqu'à 22 h le samedi"]
    assert not await here.decisions()
    assert (await here.taps("Mina", "Lire l'avis")).view is not None


async def test_k13_after_three_loops_another_way_is_offered_and_nothing_adopts_by_itself(here: Tilleuls) -> None:
    number = await here.proposes()
    for hour in (22, 21, 20):
        await here.consent(*FIRSTS[:9])
        await here.object("Yann", f"À {hour} h aussi, le bruit.")
        await here.round_ends(number)
        assert await here.state(number) == "treatment"
        another = "Beaucoup a déjà été tenté. Une autre façon, peut-être ?" in words(here.page("Nadia")[-1])
        assert another == (hour == 20), hour
        if hour > 20:
            await here.publish("Karim", f"La buanderie ouverte jusqu'à {hour - 1} h le samedi")
    ways = await here.taps("Nadia", "Autres solutions")
    assert ways.view is not None
    assert labels(ways.view) == [
        "Je la modifie",
        "Essai de deux mois",
        "Trois voisins cherchent",
        "En parler en réunion",
        "Je la retire",
    ]
    await here.at(MONDAY + timedelta(days=60))
    assert await here.state(number) == "treatment", "however long it stands"
    assert not await here.decisions()


async def test_k14_an_objection_after_the_decision_leaves_it_in_force_and_to_be_revised(here: Tilleuls) -> None:
    number = await here.proposes()
    await here.consent(*FIRSTS[:9])
    await here.at(THURSDAY + timedelta(days=10))
    assert await here.state(number) == "adopted"
    (decision,) = await here.decisions()
    await here.presses("Yann", f"register:object:{decision['id']}")
    await here.types("Yann", "La pompe réveille les enfants.")
    await here.taps("Yann", "Envoyer avec mon nom")
    (revised,) = await here.decisions()
    assert revised["state"] == "to_revise"
    assert here.now.timestamp() < revised["review_at"] <= (here.now + timedelta(days=15)).timestamp()
    read = told(await here.presses("Mina", f"register:read:{decision['id']}"))
    assert "en vigueur, à réviser" in read.casefold(), read
    assert await here.state(number) == "adopted"


async def test_k15_the_objection_of_somebody_who_leaves_waits_two_days_for_a_taker(here: Tilleuls) -> None:
    number = await eleven_yes_one_objects(here)
    await here.leaves("Élise")
    await here.leaves("Yann")
    assert "Une personne qui avait posé une objection a quitté le groupe." in says(here)
    assert "Quelqu'un la reprend, dans les 48 heures ?" in says(here)
    left_at = here.now
    await here.at(left_at + timedelta(hours=47, minutes=59))
    assert await here.state(number) == "treatment"
    await here.at(left_at + timedelta(hours=48))
    (objection,) = await here.rows("SELECT state FROM objections")
    assert objection["state"] == "lapsed"
    read = told(await here.presses("Mina", f"proposals:objections:{number}"))
    assert "sans suite" in read.casefold(), read
    assert await here.state(number) == "objections", "the round resumes"
    await here.round_ends(number)
    assert await here.state(number) == "adopted"
    assert (await the_decision(here))["voices"] == 11


async def test_k15_taken_up_it_stands(here: Tilleuls) -> None:
    number = await eleven_yes_one_objects(here)
    await here.leaves("Yann")
    await here.presses("Élise", f"proposals:objections:{number}")
    taken = await here.taps("Élise", "Je la reprends")
    assert not taken.refused
    await here.at(here.now + timedelta(days=10))
    (objection,) = await here.rows("SELECT state, person FROM objections")
    assert (objection["state"], objection["person"]) == ("open", here.ids["Élise"])
    assert await here.state(number) == "treatment"
    assert not await here.decisions()


async def test_k15_who_comes_back_in_time_keeps_their_objection(here: Tilleuls) -> None:
    number = await eleven_yes_one_objects(here)
    await here.leaves("Yann")
    await here.at(here.now + timedelta(hours=3))
    await here.comes_back("Yann")
    assert (await here.presses("Mina", f"proposals:takeup:{number}:1")).refused, "it is Yann's again"
    await here.at(here.now + timedelta(days=10))
    (objection,) = await here.rows("SELECT state FROM objections")
    assert objection["state"] == "open"
    assert await here.state(number) == "treatment"


async def test_k15_who_leaves_once_more_has_two_days_once_more(here: Tilleuls) -> None:
    await eleven_yes_one_objects(here)
    await here.leaves("Yann")
    left_at = here.now
    await here.at(left_at + timedelta(hours=1))
    await here.comes_back("Yann")
    await here.at(left_at + timedelta(hours=47))
    await here.leaves("Yann")
    await here.at(left_at + timedelta(hours=94))
    (objection,) = await here.rows("SELECT state FROM objections")
    assert objection["state"] == "open"
    await here.at(left_at + timedelta(hours=95))
    (objection,) = await here.rows("SELECT state FROM objections")
    assert objection["state"] == "lapsed"


async def test_k15_two_days_are_two_days_whenever_the_search_for_a_solution_ends(here: Tilleuls) -> None:
    number = await eleven_yes_one_objects(here)
    await here.at(await here.ends_at(number) - timedelta(hours=1))
    await here.leaves("Yann")
    left_at = here.now
    await here.at(left_at + timedelta(hours=47))
    (objection,) = await here.rows("SELECT state FROM objections")
    assert objection["state"] == "open"
    await here.at(left_at + timedelta(hours=48))
    (objection,) = await here.rows("SELECT state FROM objections")
    assert objection["state"] == "lapsed"


async def test_k16_an_objection_of_any_of_a_household_stands_for_it(here: Tilleuls) -> None:
    number = await here.proposes()
    await here.consent(*FIRSTS[:9])
    await here.object("Sarah")
    await here.consent("Karim")
    assert "9 foyers sur 12 ont répondu." in words(here.card()), "one household, one answer"
    await here.at(THURSDAY)
    assert await here.state(number) == "treatment"
    (objection,) = await here.rows("SELECT person, state FROM objections")
    assert (objection["person"], objection["state"]) == (here.ids["Sarah"], "open")


@pytest.mark.parametrize("action", ["consent", "object", "reserve", "follow", "talk"])
async def test_k17_who_accompanies_the_group_does_not_decide(here: Tilleuls, action: str) -> None:
    number = await here.proposes()
    answer = await here.presses("Nadia", f"proposals:{action}:{number}:1")
    assert answer.refused
    assert told(answer).startswith("Vous accompagnez le groupe : ce choix lui revient.")
    assert not await here.rows("SELECT 1 FROM proposal_positions")
    assert not await here.rows("SELECT 1 FROM objections")


async def test_k18_setting_b_adopts_for_want_of_an_objection_once_all_were_told(here: Tilleuls) -> None:
    number = await here.proposes(silence="consent")
    assert "Sans réponse, votre foyer laisse faire." in words(here.card())
    await here.taps("Léa", "⋯ Plus")
    await here.taps("Léa", "Répondre pour quelqu'un")
    await here.taps("Léa", "Odette")
    assert told(await here.taps("Léa", "Prévenu")).startswith("Noté : Odette")
    await here.at(THURSDAY)
    assert await here.state(number) == "adopted"
    assert "Par absence d'objection (12 foyers prévenus)." in says(here)
    decision = await the_decision(here)
    assert (decision["answered"], decision["reached"]) == (0, 12)


async def test_k19_setting_b_does_not_adopt_where_one_household_was_not_told(here: Tilleuls) -> None:
    number = await here.proposes(silence="consent")
    await here.consent(*FIRSTS[:9])
    await here.presses("Léa", f"proposals:unreached:{number}:{here.ids['Odette']}")
    await here.at(THURSDAY)
    assert await here.state(number) == "objections"
    assert "1 foyer non prévenu." in words(here.card())
    await here.at(SUNDAY)
    assert await here.state(number) == "undecided"
    assert "1 foyer non prévenu." in says(here)
    assert not await here.decisions()


async def test_who_objects_and_wants_to_talk_has_not_ended_anything(here: Tilleuls) -> None:
    number = await here.proposes()
    await here.consent(*FIRSTS[:9])
    await here.object("Yann")
    await here.other("Yann", "Besoin d'en parler")
    (objection,) = await here.rows("SELECT state FROM objections")
    assert objection["state"] == "open"
    await here.at(THURSDAY)
    assert await here.state(number) == "treatment"


async def test_once_lifted_too_few_answers_have_until_the_next_evening(here: Tilleuls) -> None:
    number = await here.proposes()
    await here.consent(*FIRSTS[:5])
    await here.object("Yann")
    await here.at(THURSDAY)
    await here.presses("Yann", f"proposals:mine:{number}")
    await here.taps("Yann", "Je lève mon objection")
    assert await here.state(number) == "objections"
    assert await here.ends_at(number) == THURSDAY + timedelta(days=1)
    await here.consent("Mina", "Omar")
    await here.round_ends(number)
    assert await here.state(number) == "adopted"
    assert (await the_decision(here))["answered"] == 8


async def test_a_typed_reply_to_the_card_is_the_same_as_a_tap(here: Tilleuls) -> None:
    number = await here.proposes()
    answer = await here.replies("Mina", "Pas d'objection", Topic("proposals", number))
    assert told(answer).startswith("Noté pour votre foyer : pas d'objection.")
    neighbours = await here.replies("Omar", "pas d'objection, mais bon…", Topic("proposals", number))
    assert neighbours.toast is None
    assert "1 foyer sur 12 a répondu." in words(here.card())


def test_the_twelve_households() -> None:
    assert len(HOMES) == 12
    assert sum(map(len, HOMES)) == 20
