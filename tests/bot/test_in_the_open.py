"""A room in the open, played through: marks that everybody sees, a vote that nobody sees, and two doors."""

from datetime import timedelta

from handlers.conversation.answer import NOTHING
from handlers.conversation.events import Chat, Invited, Press
from handlers.conversation.topic import Topic
from handlers.members.model import Hosting
from storage.database import Database
from storage.groups import StoredGroups
from storage.members import StoredMembers
from tests.bot.square import HOST, NEIGHBOURS, OPEN, SQUARE, STREET, Square, account, lines, square, told
from tests.neighbours import paris

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"
ROOF = "/vote Quelle entreprise pour la toiture : Toits du Sud ou Couverture Martin ?"
HEARS_ALL = "Ici, on me transmet tous vos messages. Je jette aussitôt ceux qui ne me sont pas adressés."
SUNDAY = "Jusqu'à vendredi 5 mars à 20 h."


async def test_a_poll_among_five_whose_marks_everybody_sees(database: Database) -> None:
    here = await square(database)
    await here.says("Karim", DOOR)
    assert told(await here.marks("Léa", "Bleu")) == "Noté : bleu. Vous pouvez changer jusqu'à jeudi 20 h."
    for name, choice in (("Karim", "Bleu"), ("Sarah", "Vert"), ("Inès", "Vert")):
        answer = await here.marks(name, choice)
        assert (answer.receipt, answer.refused) == (True, False), "the mark itself is the receipt"
    assert here.counted() == "Bleu 2, vert 2, jaune 0. 4 personnes ont répondu."

    second = await here.marks("Léa", "Vert")
    assert told(second) == "Une seule réponse compte : vert, la dernière. Vous pouvez changer jusqu'à jeudi 20 h."
    assert not second.receipt, "two of her marks stand: which of them counts must be told"
    assert here.counted() == "Bleu 1, vert 3, jaune 0. 4 personnes ont répondu."
    assert await here.takes("Léa", "Bleu") == NOTHING, "she tidies up: it did not count any more"
    assert here.counted() == "Bleu 1, vert 3, jaune 0. 4 personnes ont répondu."

    assert told(await here.marks("Tomás", "Jaune")).startswith("Noté : jaune.")
    assert "Tout le monde a répondu." in here.last()[-1]
    assert told(await here.takes("Tomás", "Jaune")) == "Votre réponse est retirée."
    assert here.counted() == "Bleu 1, vert 3, jaune 0. 4 personnes ont répondu."
    assert "Tout le monde a répondu." not in " ".join(here.last()), "one is missing again"

    blue = here.button("Bleu")
    await here.at(paris("2027-03-04", "20:00"))
    assert here.last()[1] == "Vert est en tête."
    assert await here.presses("Karim", blue, "taken") == NOTHING, "it is over: what counts stays"
    late = await here.presses("Léa", blue, "set")
    assert late.refused
    assert told(late) == "Ce sondage est fini depuis jeudi 20 h. Vert est en tête."
    assert here.last()[2] == "Bleu 1, vert 3, jaune 0. 4 personnes ont répondu."


async def test_a_vote_is_sent_to_each_alone_and_no_mark_carries_it(database: Database) -> None:
    here = await square(database)
    await here.says("Karim", ROOF)
    card = here.shown()[-1]
    assert card.secret, "nobody may answer it in sight of all"
    for name in NEIGHBOURS:
        (ballot,) = here.shown(here.private(name))
        assert lines(ballot) == [
            "Vote : quelle entreprise pour la toiture ?",
            "Une voix par foyer. Personne ne voit votre réponse ; le résultat s'affiche à la fin, sans les noms. "
            + SUNDAY,
        ]
        assert ballot.buttons == card.buttons
    assert sorted(here.streets[OPEN].rang) == sorted([SQUARE.id, *map(account, NEIGHBOURS)])

    south = here.button("Toits du Sud")
    for mark in ("set", "taken"):
        seen = await here.presses("Léa", south, mark)
        assert seen.refused
        assert told(seen) == (
            "Dans le groupe, tout le monde le verrait. Répondez à ce vote en privé : écrivez-moi."
        )
    edits = len(here.streets[OPEN].edits)
    answer = await here.taps("Léa", "Toits du Sud", here.private("Léa"))
    assert told(answer) == "Noté pour votre foyer : Toits du Sud. Personne ne le voit avant vendredi 20 h."
    assert here.last()[-1] == "1 foyer sur 5 a répondu."
    assert here.streets[OPEN].edits[edits:] == [SQUARE.id], "the ballots are not drawn again"

    for name in ("Karim", "Sarah", "Inès", "Tomás"):
        await here.taps(name, "Couverture Martin", here.private(name))
    await here.at(here.now + timedelta(minutes=15))
    assert here.last()[1] == "Couverture Martin est en tête."
    assert len(here.shown(here.private("Léa"))) == 1, "what was sent stays where it is"
    late = await here.taps("Léa", "Toits du Sud", here.private("Léa"))
    assert late.refused
    await here.draws_again(Topic("polls", 1, f"ballot:{await here.person('Léa')}"))
    (ballot,) = here.shown(here.private("Léa"))
    assert ballot.only_replaces
    assert ballot.buttons == ()
    assert lines(ballot)[1] == "Ce vote est fini. Couverture Martin est en tête."


async def test_one_person_has_two_doors_and_one_voice(database: Database) -> None:
    here = await square(database)
    await here.goes_out("Léa")
    await here.says("Karim", DOOR)
    await here.marks("Léa", "Bleu")
    assert told(await here.taps("Léa", "Vert", STREET)).startswith("Noté : vert.")
    assert here.counted() == here.counted(STREET) == "Bleu 0, vert 1, jaune 0. 1 personne a répondu."
    assert await here.takes("Léa", "Bleu") == NOTHING, "green counts, from the other door"
    again = await here.marks("Léa", "Jaune")
    assert told(again).startswith("Une seule réponse compte : jaune, la dernière.")
    assert here.counted(STREET) == "Bleu 0, vert 0, jaune 1. 1 personne a répondu."
    assert told(await here.taps("Léa", "Jaune", STREET)).startswith("Noté : jaune."), "and nothing is toggled"
    await here.takes("Léa", "Jaune")
    assert here.counted() == here.counted(STREET) == ""

    await here.says("Karim", ROOF)
    assert here.shown(here.private("Léa")) == [], "she can answer in the street, where nobody sees it"
    assert len(here.shown(here.private("Inès"))) == 1
    assert here.shown(STREET)[-1].secret
    assert not (await here.taps("Léa", "Toits du Sud", STREET)).refused
    assert here.last()[-1] == "1 foyer sur 5 a répondu."


async def test_only_the_host_brings_it_in_and_is_asked_at_their_address(database: Database) -> None:
    here = Square(database, Hosting(HOST))
    asked = await here.brought_by("Léa")
    assert told(asked) == "Bonjour. Je demande à la personne qui m'héberge si je peux rester."
    assert "La Place" in " ".join(here.last(here.private("Karim")))
    sooner = await here.says("Sarah", DOOR)
    assert told(sooner).startswith("J'attends encore la réponse de la personne qui m'héberge.")
    yes = here.shown(here.private("Karim"))[-1].buttons[0].data
    assert (await here.presses("Sarah", yes, "", here.private("Sarah"))).refused
    assert not (await here.presses("Karim", yes, "", here.private("Karim"))).refused
    assert HEARS_ALL in here.last()
    async with database.reading() as tx:
        members = StoredMembers(tx, here.now)
        group = await members.group_of(SQUARE)
        assert group is not None
        assert await members.hears_all(group.id)
        assert len(await members.in_the_open(group.id)) == 1, "whoever asked; the others are read from the room"
        assert await StoredGroups(tx).invitation_in(SQUARE) is None


async def test_it_says_what_it_hears_and_what_everybody_sees(database: Database) -> None:
    here = await square(database)
    assert HEARS_ALL in here.last()
    privacy = await here.says("Léa", "/confidentialite")
    assert privacy.view is not None
    assert HEARS_ALL in lines(privacy.view)
    assert any("m'héberge : Karim." in line for line in lines(privacy.view)), "by name, not by address"
    await here.says("Karim", DOOR)
    await here.says("Karim", ROOF)
    for number, line in (
        (1, "Tout le monde : vos réactions, dès que vous touchez."),
        (2, "Là où les réactions se voient, on vote en privé."),
    ):
        seen = await here.presses("Léa", f"polls:sees:{number}")
        assert seen.view is not None
        assert line in lines(seen.view)


async def test_a_rank_that_lets_it_hear_nothing_more_is_no_news(database: Database) -> None:
    here = await square(database)
    before = [lines(view) for view in here.shown()]
    karim = here.sender("Karim")
    await here.hears(
        Invited(here.next(), here.now, SQUARE, karim, "La Place", True, already_in=True, in_the_open=True)
    )
    assert [lines(view) for view in here.shown()] == before


async def test_a_mark_is_taken_back_only_where_somebody_says_what_that_means(database: Database) -> None:
    """« ⋯ Plus » opens something: there is nothing to undo, and nothing to refuse."""
    here = await square(database)
    await here.says("Karim", DOOR)
    assert (await here.marks("Léa", "⋯ Plus")).view is not None
    assert await here.takes("Léa", "⋯ Plus") == NOTHING
    for data in ("polls:nonsense:1", "nonsense", "help:forget:surely"):
        assert await here.presses("Léa", data, "taken") == NOTHING
    assert not (await here.marks("Léa", "Bleu")).refused, "she is still there"


async def test_the_same_mark_heard_twice_is_one_answer(database: Database) -> None:
    here = await square(database)
    await here.says("Karim", DOOR)
    press = Press("twice", here.now, SQUARE, here.sender("Léa"), here.button("Bleu"), "set")
    assert await here.hears(press) == await here.hears(press)
    taken = Press("taken", here.now, SQUARE, here.sender("Léa"), here.button("Bleu"), "taken")
    first = await here.hears(taken)
    assert told(first) == "Votre réponse est retirée."
    assert await here.hears(taken) == first


async def test_a_stranger_neither_answers_nor_takes_back(database: Database) -> None:
    here = await square(database)
    await here.says("Karim", DOOR)
    await here.marks("Léa", "Bleu")
    stranger = Chat(OPEN, "!elsewhere")
    for mark in ("set", "taken"):
        assert (await here.presses("Léa", here.button("Bleu"), mark, stranger)).refused, "not from another room"
    assert here.counted() == "Bleu 1, vert 0, jaune 0. 1 personne a répondu."
