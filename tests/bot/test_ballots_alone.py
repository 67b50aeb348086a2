"""A vote that is sent to each alone: to whom, when it is drawn again, and when it is not sent at all."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from storage.database import Database
from storage.members import StoredMembers
from tests.bot.square import NEIGHBOURS, OPEN, SQUARE, Square, account, lines, square
from tests.neighbours import paris

ROOF = "/vote Quelle entreprise pour la toiture : Toits du Sud ou Couverture Martin ?"
MARTIN = "Couverture Martin"


def alone(here: Square, name: str = "Léa") -> list[list[str]]:
    """What stands in this person's private conversation."""
    return [lines(view) for view in here.shown(here.private(name))]


async def test_what_is_corrected_is_corrected_there_too(database: Database) -> None:
    here = await square(database)
    await here.says("Karim", ROOF)
    await here.presses("Karim", "polls:requestion:1")
    await here.types("Karim", "Quelle entreprise pour le toit ?")
    assert alone(here)[0][0] == "Vote : quelle entreprise pour le toit ?"
    await here.presses("Karim", "polls:add:1")
    await here.types("Karim", "Ardoises et Cie")
    assert "Ardoises et Cie" in here.labels(here.private("Léa"))
    assert here.labels(here.private("Léa")) == here.labels(SQUARE)
    await here.presses("Karim", "polls:extend:1")
    assert alone(here)[0][1].endswith("Jusqu'à samedi 6 mars à 20 h.")
    await here.presses("Karim", "polls:requestion:1")
    await here.types("Karim", "jusqu'à lundi 8 mars 18 h")
    assert alone(here)[0][1].endswith("Jusqu'à lundi 8 mars à 18 h.")
    assert len(alone(here)) == 1, "drawn again, and not sent again"


async def test_long_choices_are_written_out_above_their_buttons(database: Database) -> None:
    here = await square(database)
    long = "Repeindre les murs et le plafond de toute la cage d'escalier"
    await here.says("Karim", f"/vote Que fait-on ?\n{long}\nAttendre")
    assert long in alone(here)[0]


async def test_nothing_is_sent_of_a_vote_that_was_withdrawn_in_the_night(database: Database) -> None:
    here = await square(database)
    await here.at(paris("2027-03-02", "21:00"))
    await here.says("Karim", ROOF)
    assert alone(here) == [], "it is night"
    await here.presses("Karim", "polls:withdraw:1")
    await here.at(paris("2027-03-03", "08:00"))
    assert alone(here) == []


async def test_a_vote_that_is_put_back_is_sent(database: Database) -> None:
    here = await square(database)
    here.delivers = False
    await here.says("Karim", ROOF)
    await here.presses("Karim", "polls:withdraw:1")
    await here.delivery.settle()
    assert alone(here) == [], "it was taken back before it went out"
    here.delivers = True
    await here.presses("Karim", "polls:restore:1")
    assert len(alone(here)) == 1


async def test_it_goes_to_those_who_have_a_voice(database: Database) -> None:
    """Sarah answers for Inès and herself; Tomás is a guest; Odette has no account."""
    here = await square(database)
    tomas, sarah, ines = [await here.person(name) for name in ("Tomás", "Sarah", "Inès")]
    async with database.writing() as tx:
        members = StoredMembers(tx, here.now)
        group = await members.group_of(SQUARE)
        assert group is not None
        await members.add_member(group.id, (await members.add_person("Odette")).id, "resident")
        await members.give_role(group.id, tomas, "guest")
        await members.live_with(group.id, ines, sarah)
        member = await members.member(group.id, sarah)
        assert member is not None
        await members.hold(member.household, sarah)
        await members.settle(replace(group, agreement="holder"))
    await here.says("Karim", ROOF)
    assert [name for name in NEIGHBOURS if alone(here, name)] == ["Karim", "Sarah", "Léa"]


async def test_too_few_answers_give_three_days_more_and_no_second_ballot(database: Database) -> None:
    here = await square(database)
    async with database.writing() as tx:
        members = StoredMembers(tx, here.now)
        group = await members.group_of(SQUARE)
        assert group is not None
        await members.settle(replace(group, quorum=Fraction(1, 2)))
    await here.says("Karim", ROOF)
    rang = len(here.streets[OPEN].rang)
    await here.at(paris("2027-03-05", "20:00"))
    assert [chat for chat in here.streets[OPEN].rang[rang:] if chat == SQUARE.id] == [SQUARE.id]
    assert here.shown()[-1].secret, "also where it was prolonged"
    ballots = [view for view in alone(here) if view[0].startswith("Vote : ")]
    assert len(ballots) == 1
    assert ballots[0][-1].endswith("Jusqu'à lundi 8 mars à 20 h.")


async def test_who_votes_again_gets_another_ballot(database: Database) -> None:
    here = await square(database)
    await here.says("Karim", ROOF)
    choices = ("Toits du Sud", "Toits du Sud", MARTIN, MARTIN, "Ni l'une ni l'autre")
    for name, choice in zip(NEIGHBOURS, choices, strict=True):
        await here.taps(name, choice, here.private(name))
    await here.at(here.now + timedelta(minutes=15))
    await here.presses("Karim", "polls:again:1")
    assert here.shown()[-1].secret
    first, second = here.shown(here.private("Léa"))
    assert here.labels(here.private("Léa")) == ["Toits du Sud", MARTIN, "⋯ Plus"]
    assert second.buttons != first.buttons
    assert not (await here.taps("Léa", MARTIN, here.private("Léa"))).refused


async def test_who_is_forgotten_is_sent_nothing_more(database: Database) -> None:
    here = await square(database)
    await here.says("Karim", ROOF)
    await here.presses("Léa", "help:forget:surely", "", here.private("Léa"))
    await here.presses("Karim", "polls:extend:1")
    assert account("Léa") not in here.streets[OPEN].edits
    assert account("Inès") in here.streets[OPEN].edits
