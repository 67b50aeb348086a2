"""The vectors K01 to K10 of consent.md §2.7: twelve households, setting A, eight must answer; events in, posts and
rows out."""

from datetime import timedelta

from tests.handlers.proposals.given import (
    SUNDAY,
    THURSDAY,
    eleven_yes_one_objects,
    five_yes_two_follow,
    says,
    the_decision,
)
from tests.proposals_world import FIRSTS, Tilleuls, labels, lines, told, words

BETTER = "La buanderie ouverte jusqu'à 21 h le samedi"


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
