"""The vectors K11 to K19 of consent.md §2.7, but K15; and what they do not say."""

from datetime import timedelta

import pytest

from handlers.conversation.topic import Topic
from tests.handlers.proposals.given import (
    SUNDAY,
    THURSDAY,
    says,
    the_decision,
)
from tests.neighbours import paris
from tests.proposals_world import FIRSTS, HOMES, MONDAY, Tilleuls, labels, told, words

BETTER = "La buanderie ouverte jusqu'à 21 h le samedi"


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
