"""Marks under the card of a poll: each adds what it says, and taken away it takes back what counts of it still."""

from datetime import timedelta
from random import Random

import pytest

from handlers.conversation.answer import NOTHING
from handlers.members.model import Role
from handlers.polls.model import Relayed
from storage.database import Database
from storage.members import StoredMembers
from storage.polls import StoredPolls
from tests.bot.square import NEIGHBOURS, SQUARE, Square, lines, square, told

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"
TAKEN_BACK = "Votre réponse est retirée."
ONE_COUNTS = "Une seule réponse compte : "


async def asked(database: Database, style: str = "one", most: int = 0, words: str = DOOR) -> Square:
    """The poll of Karim, answered in this way."""
    here = await square(database)
    await here.says("Karim", words)
    if style != "one":
        await here.presses("Karim", f"polls:style:1:{style}:{most or ''}")
    return here


async def ballots(here: Square) -> list[tuple[int, int | None, int]]:
    """Who gave which answer, and when."""
    async with here.database.reading() as tx:
        rows = await tx.rows("SELECT person, option_id, cast_at FROM ballots ORDER BY person")
    return [(row["person"], row["option_id"], row["cast_at"]) for row in rows]


async def chosen(here: Square, name: str, poll: int = 1) -> set[str] | None:
    """The choices of somebody's answer; None where they have none."""
    person = await here.person(name)
    async with here.database.reading() as tx:
        found = await StoredPolls(tx).find(poll)
        ballot = await StoredPolls(tx).ballot(poll, person)
    assert found is not None
    if ballot is None:
        return None
    chosen = {ballot.option, *(id for id, mark in ballot.marks.items() if mark)}
    return {option.words for option in found.options if option.id in chosen}


async def test_the_same_choice_again_changes_nothing(database: Database) -> None:
    here = await asked(database)
    first = await here.marks("Léa", "Vert")
    kept = await ballots(here)
    here.now += timedelta(hours=1)
    assert await here.marks("Léa", "Vert") == first
    assert first.receipt
    assert await ballots(here) == kept
    assert not (await here.presses("Léa", here.button("Vert"))).refused, "a plain tap stays what it was"
    assert await ballots(here) != kept


async def test_of_one_choice_each_mark_taken_back_counts_only_where_it_is_the_answer(database: Database) -> None:
    here = await asked(database)
    assert await here.takes("Léa", "Bleu") == NOTHING, "she has not answered"
    for label in ("Bleu", "Vert", "Jaune"):
        await here.marks("Léa", label)
    assert await here.takes("Léa", "Vert") == await here.takes("Léa", "Bleu") == NOTHING
    assert await chosen(here, "Léa") == {"jaune"}
    answer = await here.takes("Léa", "Jaune")
    assert (told(answer), answer.receipt) == (TAKEN_BACK, True)
    assert await chosen(here, "Léa") is None
    assert await here.takes("Léa", "Jaune") == NOTHING, "once is enough"


async def test_several_choices_are_added_and_taken_one_by_one(database: Database) -> None:
    here = await asked(database, "several", 2)
    assert told(await here.marks("Léa", "Bleu")).startswith("Noté : bleu.")
    both = await here.marks("Léa", "Vert")
    assert told(both).startswith("Noté : bleu et vert.")
    assert both.receipt
    assert await here.marks("Léa", "Bleu") == both, "already there"
    full = await here.marks("Léa", "Jaune")
    assert full.refused
    assert told(full) == "2 réponses au plus. Retirez-en d'abord une."
    assert await here.takes("Léa", "Jaune") == NOTHING, "the mark that was refused goes"
    left = await here.takes("Léa", "Bleu")
    assert told(left).startswith("Noté : vert.")
    assert left.receipt
    assert await chosen(here, "Léa") == {"vert"}
    assert told(await here.takes("Léa", "Vert")) == TAKEN_BACK
    assert await chosen(here, "Léa") is None


async def test_a_plain_tap_toggles_where_a_mark_does_not(database: Database) -> None:
    here = await asked(database, "several", 2)
    await here.marks("Léa", "Bleu")
    await here.presses("Léa", here.button("Bleu"))
    assert await chosen(here, "Léa") is None
    await here.presses("Léa", here.button("Bleu"))
    await here.marks("Léa", "Bleu")
    assert await chosen(here, "Léa") == {"bleu"}


async def test_a_place_is_taken_and_given_back(database: Database) -> None:
    here = await asked(database, words="/sondage Qui apporte quoi ? Gâteau (1 place), boissons (2 places)")
    cake = here.button("Gâteau")
    assert told(await here.presses("Léa", cake, "set")).startswith("Noté : Gâteau.")
    late = await here.presses("Inès", cake, "set")
    assert late.refused
    assert told(late) == "Il n'y a plus de place pour « Gâteau »."
    assert not (await here.presses("Léa", cake, "set")).refused, "hers is among those that are taken"
    await here.presses("Léa", cake, "taken")
    assert not (await here.presses("Inès", cake, "set")).refused
    assert "Gâteau : Inès. Complet." in " ".join(here.last())


async def test_no_preference_is_taken_back_as_long_as_it_is_the_answer(database: Database) -> None:
    here = await asked(database)
    assert told(await here.presses("Léa", "polls:blank:1", "set")).startswith("Noté : ")
    assert told(await here.marks("Léa", "Bleu")).startswith(f"{ONE_COUNTS}bleu, la dernière.")
    assert await here.presses("Léa", "polls:blank:1", "taken") == NOTHING
    instead = await here.presses("Léa", "polls:blank:1", "set")
    assert told(instead).startswith(ONE_COUNTS)
    assert not instead.receipt
    assert told(await here.presses("Léa", "polls:blank:1", "taken")) == TAKEN_BACK


async def test_all_or_none_of_the_dates(database: Database) -> None:
    here = await asked(database, "availability")
    every, none = "polls:all:1:2", "polls:all:1:0"
    first = await here.presses("Léa", every, "set")
    assert told(first).startswith("Noté : toutes.")
    assert await here.presses("Léa", every, "set") == first
    instead = await here.presses("Léa", none, "set")
    assert told(instead).startswith(ONE_COUNTS)
    assert await here.presses("Léa", every, "taken") == NOTHING
    assert await chosen(here, "Léa") == set()
    assert told(await here.presses("Léa", none, "taken")) == TAKEN_BACK
    assert await here.presses("Léa", every, "taken") == NOTHING


async def test_a_line_of_the_sheet_says_yes_and_never_turns(database: Database) -> None:
    here = await asked(database, "availability")
    line = f"polls:turn:1:{(await options(here))['vert']}:0"
    for _ in range(2):
        assert (await here.presses("Léa", line, "set")).view is not None
        assert await chosen(here, "Léa") == {"vert"}
    await here.presses("Léa", line, "taken")
    assert await chosen(here, "Léa") == set(), "the other dates stay as they were answered: no"


async def options(here: Square) -> dict[str, int]:
    async with here.database.reading() as tx:
        found = await StoredPolls(tx).find(1)
    assert found is not None
    return {option.words: option.id for option in found.options}


async def test_a_trial_goes_as_a_poll_does(database: Database) -> None:
    here = await square(database)
    await here.presses("Karim", "polls:try")
    assert told(await here.marks("Léa", "Salé")) == "Noté : salé. Touchez un autre bouton pour changer."
    instead = await here.marks("Léa", "Sucré")
    assert told(instead) == "Une seule réponse compte : sucré, la dernière."
    assert not instead.receipt
    assert instead.sealed is not None, "nothing is kept of a trial, nor of what was said of it"
    assert here.counted().startswith("Salé 0, sucré 1")
    assert await here.takes("Léa", "Salé") == NOTHING
    assert told(await here.takes("Léa", "Sucré")) == TAKEN_BACK
    sweet = here.button("Sucré")
    await here.marks("Inès", "Sucré")
    await here.presses("Karim", "polls:close:1")
    assert await here.presses("Inès", sweet, "taken") == NOTHING


async def test_an_answer_that_somebody_gave_for_her(database: Database) -> None:
    here = await asked(database)
    lea, karim, blue = await here.person("Léa"), await here.person("Karim"), (await options(here))["bleu"]

    async def given_for_her() -> None:
        async with here.database.writing() as tx:
            await StoredPolls(tx).cast(1, lea, blue, here.now, relayed=Relayed(karim, "Le bleu."))

    await given_for_her()
    answer = await here.marks("Léa", "Bleu")
    assert answer.receipt
    assert told(answer).startswith("Noté : bleu."), "she says it herself now"
    async with here.database.reading() as tx:
        ballot = await StoredPolls(tx).ballot(1, lea)
    assert ballot is not None
    assert not ballot.relayed
    await given_for_her()
    assert told(await here.marks("Léa", "Vert")).startswith(f"{ONE_COUNTS}vert, la dernière.")
    await given_for_her()
    assert told(await here.takes("Léa", "Bleu")) == TAKEN_BACK
    assert lines(here.shown(here.private("Karim"))[-1])[-1] == "Léa retire la réponse que vous avez donnée."


@pytest.mark.parametrize("role", ["professional", "accompaniment", "guest"])
async def test_who_does_not_decide(database: Database, role: Role) -> None:
    here = await asked(database)
    await becomes(here, "Tomás", role)
    for label in ("Bleu", "Vert"):
        answer = await here.marks("Tomás", label)
        assert answer.refused == (role != "professional")
        assert ONE_COUNTS not in told(answer), "it is told apart, and counted nowhere"
    assert await here.takes("Tomás", "Bleu") == NOTHING
    taken = await here.takes("Tomás", "Vert")
    assert told(taken) == (TAKEN_BACK if role == "professional" else "")
    assert await ballots(here) == []


async def becomes(here: Square, name: str, role: Role) -> None:
    person = await here.person(name)
    async with here.database.writing() as tx:
        members = StoredMembers(tx, here.now)
        group = await members.group_of(SQUARE)
        assert group is not None
        await members.give_role(group.id, person, role)


@pytest.mark.parametrize("style", ["one", "availability"])
async def test_what_somebody_only_advised_is_no_answer_of_theirs(database: Database, style: str) -> None:
    """Tomás advised as a professional, and decides as a neighbour since: nothing of his counted before."""
    here = await asked(database, style)
    await becomes(here, "Tomás", "professional")
    ids = await options(here)
    first, second = (
        (f"polls:vote:1:{ids['bleu']}", f"polls:vote:1:{ids['vert']}")
        if style == "one"
        else ("polls:all:1:2", "polls:all:1:0")
    )
    await here.presses("Tomás", first, "set")
    await becomes(here, "Tomás", "resident")
    answer = await here.presses("Tomás", second, "set")
    assert answer.receipt
    assert told(answer).startswith("Noté : ")


async def test_what_is_left_of_an_advice_is_still_one(database: Database) -> None:
    here = await asked(database, "availability")
    await becomes(here, "Tomás", "professional")
    await here.presses("Tomás", "polls:all:1:2", "set")
    await here.presses("Tomás", f"polls:turn:1:{(await options(here))['vert']}:0", "taken")
    assert await chosen(here, "Tomás") == {"bleu", "jaune"}
    person = await here.person("Tomás")
    async with database.reading() as tx:
        ballot = await StoredPolls(tx).ballot(1, person)
    assert ballot is not None
    assert ballot.advice


async def test_once_it_is_withdrawn_nothing_is_taken_back_from_it(database: Database) -> None:
    here = await asked(database)
    blue = here.button("Bleu")
    await here.presses("Léa", blue, "set")
    await here.presses("Karim", "polls:withdraw:1")
    assert await here.presses("Léa", blue, "taken") == NOTHING
    refused = await here.presses("Léa", blue, "set")
    assert told(refused) == "Ce sondage a été retiré."
    assert await here.presses("Léa", "polls:vote:99:1", "taken") == NOTHING
    await here.presses("Karim", "polls:restore:1")
    assert await chosen(here, "Léa") == {"bleu"}


@pytest.mark.parametrize("style", ["one", "several"])
async def test_whatever_is_set_and_taken_the_card_counts_what_stands(database: Database, style: str) -> None:
    """Of several: exactly the marks that stand. Of one: the last that was set, unless it was taken."""
    here = await asked(database, style)
    chance = Random(6)
    standing: dict[str, list[str]] = {name: [] for name in NEIGHBOURS}
    counts: dict[str, str | None] = dict.fromkeys(NEIGHBOURS)
    data = {words: f"polls:vote:1:{id}" for words, id in (await options(here)).items()}
    for _ in range(60):
        name, words = chance.choice(NEIGHBOURS), chance.choice([*data])
        if words in standing[name]:
            await here.presses(name, data[words], "taken")
            standing[name].remove(words)
            counts[name] = None if counts[name] == words else counts[name]
        else:
            await here.presses(name, data[words], "set")
            standing[name].append(words)
            counts[name] = words
        for who in NEIGHBOURS:
            expected = {counts[who]} if style == "one" else set(standing[who])
            assert (await chosen(here, who) or set()) == expected - {None}
