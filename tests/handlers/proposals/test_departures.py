"""The vector K15: the objection of somebody who leaves the group."""

from datetime import timedelta

from tests.handlers.proposals.given import (
    eleven_yes_one_objects,
    says,
    the_decision,
)
from tests.proposals_world import Tilleuls, told

BETTER = "La buanderie ouverte jusqu'à 21 h le samedi"


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
