"""Once a workshop is over, those who came say what they thought; nobody reads who said what."""

import uuid

from bot.texts import voice
from handlers.conversation.events import Chat, Press, Sender, Standing
from tests.conftest import Opens
from tests.neighbours import ROOM, Got, Neighbourhood, paris
from tests.stories.homes import arrives, gets, number_of
from tests.stories.test_bookings_leaving import leaves
from tests.stories.waits import words

MONDAY = paris("2027-03-01", "12:00")
OVER = paris("2027-03-13", "12:01")
CLOSED = paris("2027-03-20", "12:01")
EVERYBODY = ("Karim", "Léa", "Inès", "Sarah", "Nadia")
LEA_ASKED = "Chantier jardin : votre avis, 1 sur 3. Il est lu sans votre nom."


async def over(neighbours: Neighbourhood) -> None:
    """Karim's work day took place; Léa and Sarah had said that they come."""
    await neighbours["Karim"].says("/atelier Chantier jardin : samedi 13 matin")
    for name in ("Karim", "Léa", "Sarah"):
        await neighbours[name].taps("Je viens")
    await neighbours.at(OVER)


async def thinks(neighbours: Neighbourhood, name: str, marks: str, said: str = "") -> Got:
    """Three taps, and a sentence or none."""
    one = neighbours[name]
    await one.taps("Donner mon avis")
    for mark in marks:
        await one.presses(list(one.screen.buttons.values())[int(mark) - 1])
    return await one.answers(said) if said else await one.taps("Passer")


async def test_three_taps_and_a_sentence_on_one_screen(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        messages = len(await neighbours["Inès"].sees())
        lea = neighbours["Léa"]
        card = await lea.last()
        assert card.text == "📅 C'était samedi 13 mars, de 9 h à midi : chantier jardin. 3 adultes."
        assert list(card.buttons) == ["Donner mon avis"]
        asked = await lea.taps("Donner mon avis")
        assert asked.private.lines == [LEA_ASKED, "Est-ce que cela vous a été utile ?"]
        assert list(asked.private.buttons) == ["😀 Beaucoup", "🙂 Assez", "😐 Un peu", "🙁 Pas du tout"]
        asked = await lea.taps("😀 Beaucoup")
        assert asked.private.lines[1] == "A-t-on pris le temps de vous écouter ?"
        assert list(asked.private.buttons) == [
            "😀 Tout à fait",
            "🙂 Plutôt oui",
            "😐 Pas toujours",
            "🙁 Pas assez",
            "↩️ Retour",
        ]
        asked = await lea.taps("🙂 Plutôt oui")
        assert asked.private.lines[1] == "Le rythme vous convenait ?"
        asked = await lea.taps("😐 Moyennement")
        assert asked.private.lines[:2] == [
            "C'est noté. Un mot à ajouter ?",
            "Écrivez-le ici. Il est lu sans votre nom, et seulement s'il y a au moins 5 avis.",
        ]
        thanks = await lea.answers("Un peu plus de café")
        assert thanks.private.lines == [
            "Merci. Votre avis est noté : chantier jardin.",
            "Utile : beaucoup",
            "Écoute : plutôt oui",
            "Rythme : moyennement",
            "« Un peu plus de café »",
            "Vous pouvez le changer jusqu'à samedi 20 mars à midi.",
        ]
        assert len(await neighbours["Inès"].sees()) == messages, "the group is told nothing"


async def test_five_answers_are_counted_once_nobody_can_change_them(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        said = ("Merci Karim", "", "Trop long", "Bravo", "")
        for name, marks, sentence in zip(EVERYBODY, ("111", "212", "344", "222", "211"), said, strict=True):
            await thinks(neighbours, name, marks, sentence)
        early = await neighbours["Karim"].presses("evaluation:see:1")
        assert early.private.lines == [
            "Chantier jardin : les avis se donnent jusqu'à samedi 20 mars à midi.",
            "Il y a déjà 5 avis ou plus. "
            "Je les montre tous ensemble à ce moment-là, pour que personne ne soit reconnu.",
        ]
        await neighbours.at(CLOSED)
        assert "Chantier jardin : 5 avis, sans les noms." in await words(neighbours, "Karim")
        assert not any("avis" in text for text in await words(neighbours, "Léa"))
        read = await neighbours["Karim"].taps("Voir les avis")
        assert read.private.lines == [
            "Chantier jardin : 5 avis.",
            "Utile : 1 beaucoup, 3 assez, 1 un peu",
            "Écoute : 3 tout à fait, 1 plutôt oui, 1 pas assez",
            "Rythme : 2 très bien, 2 plutôt bien, 1 pas du tout",
        ]
        assert [alternative for _, alternative in read.private.pictures] == [
            "Graphique\xa0: Utile 4, Écoute 4, Rythme 4."
        ]
        sentences = await neighbours["Karim"].taps("Lire leurs mots")
        assert sentences.private.lines[1:] == ["« Bravo »", "« Merci Karim »", "« Trop long »"]
        assert (await neighbours["Nadia"].presses("evaluation:give:1")).private.lines == read.private.lines
        assert (await neighbours["Inès"].last()).buttons == {}, "the card asks for nothing any more"


async def test_of_four_answers_only_the_average_is_read(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        for name, marks in zip(EVERYBODY[:4], ("114", "124", "223", "443"), strict=True):
            await thinks(neighbours, name, marks, "Du soleil")
        early = await neighbours["Nadia"].presses("evaluation:see:1")
        assert early.private.lines[1].startswith("Il y a moins de 5 avis pour l'instant.")
        await neighbours.at(CLOSED)
        read = await neighbours["Nadia"].presses("evaluation:see:1")
        assert read.private.lines == [
            "Chantier jardin : 4 avis.",
            "Moins de 5 avis : la moyenne seulement, pour que personne ne soit reconnu.",
            "Utile : plutôt oui",
            "Écoute : plutôt bonne",
            "Rythme : plutôt à revoir",
        ]
        assert not read.private.buttons
        assert (await neighbours["Nadia"].presses("evaluation:words:1:0")).private.lines == [
            "Personne n'a ajouté de mot."
        ]


async def test_of_two_answers_nothing_is_read(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        for name in ("Karim", "Léa"):
            await thinks(neighbours, name, "144", "Du soleil")
        await neighbours.at(CLOSED)
        assert (await neighbours["Karim"].presses("evaluation:see:1")).private.lines == [
            "Chantier jardin : 2 avis.",
            "C'est trop peu : je n'en dis rien, pour que personne ne soit reconnu.",
        ]


async def test_where_nobody_answers_nobody_is_told(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        await neighbours["Léa"].presses("evaluation:mark:1:0:1")  # one tap of three is no answer
        await neighbours.at(CLOSED)
        told = [text for text in await words(neighbours, "Karim") if "/note" not in text]
        assert told == [], "but for the minutes that are asked for"
        read = await neighbours["Karim"].presses("evaluation:see:1")
        assert read.private.lines == ["Chantier jardin : personne n'a donné d'avis."]


async def test_an_answer_is_changed_and_taken_back(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        lea = neighbours["Léa"]
        await thinks(neighbours, "Léa", "444", "Non")
        again = await lea.taps("Changer")
        assert again.private.lines[2] == "Votre réponse jusqu'ici : pas du tout."
        await lea.taps("🙂 Assez")
        await lea.taps("↩️ Retour")
        assert lea.screen.lines[2] == "Votre réponse jusqu'ici : assez."
        for mark in ("😐 Un peu", "🙂 Plutôt oui", "🙂 Plutôt bien"):
            await lea.taps(mark)
        assert list(lea.screen.buttons)[-2:] == ["Garder mon mot", "Effacer mon mot"]
        assert "Votre mot jusqu'ici : « Non »" in lea.screen.lines
        kept = await lea.taps("Garder mon mot")
        assert kept.private.lines[1:5] == [
            "Utile : un peu",
            "Écoute : plutôt oui",
            "Rythme : plutôt bien",
            "« Non »",
        ]
        erased = await lea.presses("evaluation:unsay:1")
        assert "« Non »" not in erased.private.lines
        gone = await lea.taps("Retirer mon avis")
        assert gone.toast == "Votre avis est effacé."
        asked = await lea.taps("Donner mon avis")
        assert asked.private.lines[0] == LEA_ASKED


async def test_a_tap_twice_and_an_old_button_answer_sensibly(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        lea = neighbours["Léa"]
        twice = str(uuid.uuid4())
        once = await lea.presses("evaluation:mark:1:0:1", event=twice)
        assert (await lea.presses("evaluation:mark:1:0:1", event=twice)).private.lines == once.private.lines
        assert (await lea.presses("evaluation:mark:1:0:1")).private.lines == once.private.lines
        skipped = await lea.presses("evaluation:mark:1:2:2")  # of an older screen: the second is still open
        assert skipped.private.lines[1] == "A-t-on pris le temps de vous écouter ?"
        early = await lea.presses("evaluation:skip:1")
        assert early.private.lines == skipped.private.lines
        await lea.presses("evaluation:mark:1:1:2")
        noted = await lea.presses("evaluation:unsay:1")
        assert noted.private.lines[1:4] == ["Utile : beaucoup", "Écoute : plutôt oui", "Rythme : plutôt bien"]
        for wrong in (
            "mark:1:0:5",
            "mark:1:0:0",
            "mark:1:3:1",
            "mark:1:0",
            "ask:1:3",
            "give:99",
            "give",
            "see:99",
        ):
            assert (await lea.presses(f"evaluation:{wrong}")).refused, wrong


async def test_a_sentence_that_is_too_long_is_not_lost(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        lea = neighbours["Léa"]
        for at in range(3):
            await lea.presses(f"evaluation:mark:1:{at}:1")
        assert (await lea.answers("mot " * 90)).toast == "C'est trop long : 280 caractères au plus."
        assert (await lea.answers("  Un mot\navec deux lignes ")).private.lines[4] == "« Un mot avec deux lignes »"
        await lea.says("/annuler")
        assert "« Un mot avec deux lignes »" in (await lea.taps("Donner mon avis")).private.lines


async def test_only_people_of_the_group_answer_and_only_who_runs_it_reads(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        asked = await neighbours["Inès"].taps("Donner mon avis")
        assert asked.private.lines[0] == f"{LEA_ASKED} Répondez si vous y étiez."
        assert "Voir les avis" not in asked.private.buttons
        for act in ("see:1", "words:1:0"):
            refused = await neighbours["Inès"].presses(f"evaluation:{act}")
            assert refused.toast == (
                "Seules la personne qui a organisé et celles qui animent le groupe lisent les avis."
            )
        await gets(neighbours, "Inès", "guest")
        for act in ("give:1", "mark:1:0:1", "see:1", "withdraw:1"):
            assert (await neighbours["Inès"].presses(f"evaluation:{act}")).refused, act
        tomas = await arrives(neighbours, "Tomás")
        await leaves(neighbours, "Tomás")
        async with neighbours.http.get(tomas.base) as page:
            assert page.status == 403, "who has left comes in no more"


async def test_nobody_answers_before_it_is_over_nor_after_it_is_closed(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await neighbours["Karim"].says("/atelier Chantier jardin : samedi 13 matin")
        for act in ("give:1", "mark:1:0:1", "skip:1", "see:1"):
            who = "Karim" if act == "see:1" else "Léa"
            early = await neighbours[who].presses(f"evaluation:{act}")
            assert early.toast == "Ce n'est pas encore fini. Je vous demanderai votre avis après.", act
        await neighbours.at(OVER)
        lea = neighbours["Léa"]
        for at in range(3):
            await lea.presses(f"evaluation:mark:1:{at}:1")
        await neighbours.at(CLOSED)
        assert (await lea.answers("Un mot")).refused
        for act in ("give:1", "mark:1:0:4", "unsay:1", "withdraw:1"):
            late = await lea.presses(f"evaluation:{act}")
            assert late.refused
            assert late.toast == "Les avis se donnaient jusqu'à samedi 20 mars à midi."
        read = await neighbours["Karim"].presses("evaluation:see:1")
        assert read.private.lines[0] == "Chantier jardin : 1 avis."


async def test_a_tap_that_comes_after_the_closing_changes_nothing(tilleuls: Opens) -> None:
    """It was tapped in time, and a room told it too late: the figures stand already."""
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        await neighbours.at(CLOSED)
        lea = Sender(str(await number_of(neighbours, "Léa")), "Léa", Standing("member", OVER))
        for act in ("give:1", "mark:1:0:1", "skip:1"):
            press = Press(f"late:{act}", OVER, Chat("salon", ROOM), lea, f"evaluation:{act}")
            late = await neighbours.program.dispatch.handle(press)
            assert late.toast is not None
            assert voice("fr")(late.toast) == "Les avis ne se donnent plus."
        async with neighbours.program.database.reading() as tx:
            assert await tx.rows("SELECT 1 FROM evaluation_answers") == []


async def test_what_was_cancelled_is_not_judged(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await neighbours["Karim"].says("/atelier Chantier jardin : samedi 13 matin")
        await neighbours["Karim"].presses("workshops:cancelyes:1")
        await neighbours.at(OVER)
        assert (await neighbours["Léa"].presses("evaluation:give:1")).toast == (
            "Il n'y a pas d'avis à donner là-dessus."
        )
