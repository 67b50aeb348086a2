"""A proposal in a room in the open: listening by marks that everybody sees, a question that each is asked alone."""

from datetime import timedelta

from bot.platforms.matrix import outgoing as matrix_outgoing
from bot.platforms.matrix.outgoing import Speech
from bot.platforms.telegram import outgoing as telegram_outgoing
from handlers.conversation.answer import NOTHING, Answer
from handlers.conversation.events import Said
from handlers.conversation.views import View
from storage.database import Database
from tests.bot.square import NEIGHBOURS, OPEN, SQUARE, STREET, Square, lines, speak, square, told
from tests.neighbours import paris, plain

LAUNDRY = "/proposition La buanderie ouverte jusqu'à 22 h le samedi parce que le soir elle est toujours prise"
NEW_TEXT = "La buanderie ouverte jusqu'à 21 h le samedi"
YES, AGAIN, NO = "✅ Pas d'objection", "Toujours pas d'objection", "✋ J'ai une objection"
NOTHING_TO_ADD, OPINION, QUESTION = "👍 Rien à ajouter", "💬 Donner mon avis", "❓ Poser une question"
FRIDAY = paris("2027-03-05", "20:00")
"""The end of the first round of a proposal that begins on the Tuesday of the square."""


async def proposed(database: Database, form: str = "") -> Square:
    """Karim's proposal stands in the square."""
    here = await square(database)
    await here.says("Karim", LAUNDRY)
    if form:
        await here.presses("Karim", f"proposals:form:{form}")
    await here.presses("Karim", "proposals:send")
    return here


async def asked(database: Database) -> Square:
    """The same, once the question is asked of everybody."""
    return await proposed(database, "quick")


def ballots(here: Square, name: str) -> list[View]:
    """The questions that stand in this person's private conversation with a button."""
    return [view for view in here.shown(here.private(name)) if view.secret]


def read(here: Square) -> str:
    """Everything that stands in the room."""
    return " ".join(line for view in here.shown() for line in lines(view))


async def writes(here: Square, name: str, words: str) -> Answer:
    """In private, where a question was asked."""
    return await here.hears(Said(here.next(), here.now, here.private(name), here.sender(name), words))


async def objects(here: Square, name: str) -> None:
    """With a name, in private."""
    await here.taps(name, NO, here.private(name))
    await writes(here, name, "Ma chambre est au-dessus.")
    await writes(here, name, "Arrêter à 21 h.")
    await here.presses(name, "proposals:sendobjection:1:1", "", here.private(name))


async def test_marks_below_the_card_are_heard_and_taken_back(database: Database) -> None:
    here = await proposed(database)
    assert here.labels() == [QUESTION, OPINION, NOTHING_TO_ADD, "⋯ Plus"]
    assert not here.shown()[-1].secret, "nothing is decided here: everybody may see who has spoken"
    heard = await here.marks("Léa", NOTHING_TO_ADD)
    assert told(heard) == "Noté : rien à ajouter. Vous pouvez changer jusqu'à vendredi 20 h."
    assert heard.receipt
    assert here.last()[-1] == "2 foyers sur 5 se sont exprimés."
    assert told(await here.takes("Léa", NOTHING_TO_ADD)) == "C'est retiré."
    assert "se sont exprimés" not in read(here)
    assert await here.takes("Léa", NOTHING_TO_ADD) == NOTHING, "once is enough"
    assert await here.takes("Inès", NOTHING_TO_ADD) == NOTHING, "she has said nothing"
    refused = await here.marks("Karim", NOTHING_TO_ADD)
    assert refused.refused
    assert told(refused).startswith("C'est votre proposition")
    assert await here.takes("Karim", NOTHING_TO_ADD) == NOTHING
    for label in (QUESTION, OPINION, "⋯ Plus"):
        assert (await here.marks("Léa", label)).view is not None
        assert await here.takes("Léa", label) == NOTHING, "it has opened something: there is nothing to undo"


async def test_words_stay_though_the_mark_from_before_goes(database: Database) -> None:
    here = await proposed(database)
    await here.marks("Léa", NOTHING_TO_ADD)
    await here.marks("Léa", OPINION)
    await here.types("Léa", "Attention au bruit.")
    assert await here.takes("Léa", NOTHING_TO_ADD) == NOTHING, "she tidies up: she has something to say after all"
    assert here.last()[-1] == "2 foyers sur 5 se sont exprimés."
    button = here.button(NOTHING_TO_ADD)
    await here.at(FRIDAY)
    assert await here.presses("Sarah", button, "taken") == NOTHING, "long after, nobody is told off for it"
    late = await here.presses("Sarah", button, "set")
    assert late.refused
    assert "Léa : « Attention au bruit. »" in read(here)


async def test_the_question_is_put_to_each_alone_and_no_mark_carries_the_answer(database: Database) -> None:
    here = await asked(database)
    card = here.shown()[-1]
    assert card.secret
    for name in NEIGHBOURS:
        (ballot,) = ballots(here, name)
        assert (lines(ballot), ballot.buttons) == (lines(card), card.buttons)
    assert sorted(here.streets[OPEN].rang) == sorted([SQUARE.id, *(here.private(name).id for name in NEIGHBOURS)])
    for label in (YES, NO):
        seen = await here.presses("Léa", here.button(label), "set")
        assert seen.refused
        assert told(seen) == "Dans le groupe, tout le monde le verrait. Répondez en privé : écrivez-moi."
        assert await here.presses("Léa", here.button(label), "taken") == NOTHING
    assert "répondu" not in read(here)

    drawn = len(here.streets[OPEN].edits)
    noted = await here.taps("Léa", YES, here.private("Léa"))
    assert told(noted) == "Noté pour votre foyer : pas d'objection. Personne ne le voit avant vendredi 20 h."
    assert here.last()[-1] == "1 foyer sur 5 a répondu."
    assert here.streets[OPEN].edits[drawn:] == [SQUARE.id], "the ballots are not drawn again"

    await objects(here, "Inès")
    assert here.last()[-1] == "2 foyers sur 5 ont répondu."
    for word in ("objection est", "chambre", "Inès", "Léa"):
        assert word not in read(here), "before the end nothing is said of it"


async def test_at_the_extension_every_ballot_says_until_when(database: Database) -> None:
    here = await asked(database)
    for name in ("Léa", "Sarah"):
        await here.taps(name, YES, here.private(name))
    await here.at(FRIDAY)
    more = "Il manque 2 foyers : réponses reçues, 2 ; il en faut 4. Je laisse trois jours, jusqu'à lundi 8 mars à 20 h."
    assert more in here.last()
    for name in NEIGHBOURS:
        (ballot,) = ballots(here, name)
        assert more in lines(ballot)


async def test_a_new_version_asks_each_again_and_an_objection_quiets_what_was_asked(database: Database) -> None:
    here = await asked(database)
    await objects(here, "Inès")
    await here.at(FRIDAY)
    assert "Une objection reste ouverte : la décision attend." in read(here)
    for name in NEIGHBOURS:
        assert ballots(here, name) == [], "what cannot be answered now has no answers"
        assert "Une objection est ouverte" in " ".join(lines(here.shown(here.private(name))[0]))
    rang = len(here.streets[OPEN].rang)
    await here.presses("Karim", "proposals:modify:1")
    await here.types("Karim", NEW_TEXT)
    await here.presses("Karim", "proposals:publish")
    for name in NEIGHBOURS:
        ballot = ballots(here, name)[-1]
        assert plain(speak(ballot.buttons[0].label)) == AGAIN
        assert here.shown(here.private(name))[-1] == ballot, "at the bottom, where it is seen"
    assert {here.private(name).id for name in NEIGHBOURS} <= set(here.streets[OPEN].rang[rang:])
    stale = await here.presses("Léa", "proposals:consent:1:1", "", here.private("Léa"))
    assert stale.refused
    assert told(stale) == "La proposition a changé depuis. La nouvelle question est dans le groupe."
    lift = await here.presses("Inès", "proposals:lift:1:1", "", here.private("Inès"))
    assert told(lift) == "Merci. L'objection est levée."
    for name in NEIGHBOURS:
        if name != "Inès":
            await here.taps(name, AGAIN, here.private(name))
    await here.at(here.now + timedelta(minutes=15))
    assert "C'est décidé" in here.last()[0]
    for name in NEIGHBOURS:
        assert ballots(here, name) == []


async def test_an_objection_that_is_lifted_during_the_search_opens_the_question_again(database: Database) -> None:
    here = await asked(database)
    for name in ("Karim", "Léa", "Sarah", "Tomás"):
        await here.taps(name, YES, here.private(name))
    await objects(here, "Inès")
    await here.at(here.now + timedelta(minutes=15))
    assert "la décision attend" in here.last()[0]
    await here.presses("Inès", "proposals:lift:1:1", "", here.private("Inès"))
    for name in NEIGHBOURS:
        assert len(ballots(here, name)) == 1, "for a quarter of an hour, one may change one's mind"
    await here.at(here.now + timedelta(minutes=15))
    assert "C'est décidé" in here.last()[0]


async def test_what_is_withdrawn_in_the_night_appears_nowhere(database: Database) -> None:
    here = await square(database)
    await here.at(paris("2027-03-02", "21:00"))
    await here.says("Karim", LAUNDRY)
    await here.presses("Karim", "proposals:form:quick")
    await here.presses("Karim", "proposals:send")
    before = len(here.shown())
    await here.presses("Karim", "proposals:withdrawn:1")
    await here.at(paris("2027-03-03", "08:00"))
    assert len(here.shown()) == before
    for name in NEIGHBOURS:
        assert here.shown(here.private(name)) == []


async def test_one_person_with_two_doors_is_asked_at_one_and_counts_once(database: Database) -> None:
    here = await square(database)
    await here.goes_out("Léa")
    await here.says("Karim", LAUNDRY)
    await here.presses("Karim", "proposals:send")
    await here.marks("Léa", NOTHING_TO_ADD)
    await here.taps("Léa", NOTHING_TO_ADD, STREET)
    assert here.last()[-1] == here.last(STREET)[-1] == "2 foyers sur 5 se sont exprimés."
    await here.takes("Léa", NOTHING_TO_ADD)
    assert here.last() == here.last(STREET)
    await here.at(FRIDAY)
    await here.presses("Karim", "proposals:keep:1")
    assert here.shown(here.private("Léa")) == [], "she can answer in the street, where nobody sees it"
    assert len(ballots(here, "Inès")) == 1
    assert not (await here.taps("Léa", YES, STREET)).refused
    assert here.last()[-1] == here.last(STREET)[-1] == "1 foyer sur 5 a répondu."
    assert (await here.presses("Léa", here.button(YES), "set")).refused


async def test_the_longest_card_keeps_its_counts_on_every_platform(database: Database) -> None:
    here = await square(database)
    long = ("Une buanderie où chacun peut laver jusque tard le soir, " * 6)[:300]
    await here.says("Karim", f"/proposition {long}")
    await here.types("Karim", ("Ceux qui travaillent n'ont plus de créneau, ni le soir ni le samedi, " * 5)[:300])
    await here.presses("Karim", "proposals:send")
    for number in range(1, 6):
        await here.marks("Léa", QUESTION)
        await here.types(
            "Léa", (f"Numéro {number} : et que fait-on de l'été, des vacances et des fêtes ? " * 9)[:500]
        )
        await here.presses("Karim", f"proposals:reply:1:{number}")
        await here.types(
            "Karim", ("Oui, toute l'année, et même les jours fériés, sauf pendant la nuit. " * 9)[:500]
        )
    await here.marks("Inès", NOTHING_TO_ADD)
    counts = "2 foyers sur 5 se sont exprimés."
    assert here.last()[-1] == counts
    assert "Numéro 5" in read(here)
    drawn = telegram_outgoing.screen(here.shown()[-1], speak).text
    assert telegram_outgoing.units(drawn) < telegram_outgoing.TEXT_UNITS
    assert plain(drawn).endswith(counts)
    assert here.labels() == [QUESTION, OPINION, NOTHING_TO_ADD, "⋯ Plus"]
    assert counts in plain(matrix_outgoing.card(here.shown()[-1], Speech(speak, "!"), {}).body)
