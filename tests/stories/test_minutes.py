"""After a work day: three lines become minutes, and somebody takes care of what is to be done (transcripts §5)."""

import base64
import io
import re
from html import unescape

from pypdf import PdfReader

from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import rows
from tests.stories.work_days import ASKED, CARD, DOES, MONDAY, THREE_LINES, TO_DO, published, texts, work_day

EVENT = "the-event-of-lea"


async def paper(neighbours: Neighbourhood) -> tuple[str, str]:
    """What Léa prints: the name of the file, and its words."""
    lea = neighbours["Léa"]
    await lea.presses("minutes:print:1", event=EVENT)
    async with neighbours.http.get(f"{lea.base}?answer={EVENT}") as shown:
        found = re.search(r'<a class="file" href="([^"]+)" download="([^"]+)">', await shown.text())
    assert found is not None
    pages = PdfReader(io.BytesIO(base64.b64decode(unescape(found[1]).partition(",")[2]))).pages
    return found[2], " ".join(" ".join(page.extract_text() for page in pages).split())


async def test_the_whole_of_it(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await work_day(neighbours)
        nadia, lea, roux = (neighbours[name] for name in ("Nadia", "Léa", "M. Roux"))
        before = len(await lea.sees())
        assert (await nadia.last()).text == ASKED
        assert list((await nadia.last()).buttons) == ["Écrire maintenant", "Plus tard"]
        assert ASKED not in await texts(neighbours, "Léa")

        read = await nadia.answers(THREE_LINES)
        assert read.private.lines == [
            "Compte rendu : chantier jardin, samedi 13 mars, 4 adultes. Haie taillée. Prochain chantier en avril.",
            "À faire : réparer le composteur avant samedi 20 mars (M. Roux).",
        ]
        assert list(read.private.buttons) == ["Publier", "Corriger", "Plus tard"]
        assert len(await lea.sees()) == before, "nobody else sees anything yet, and M. Roux is not asked"
        assert "composteur" not in (await roux.last()).text

        assert (await nadia.taps("Publier")).toast == "C'est publié dans le groupe."
        card = await lea.last()
        assert card.text == CARD.format(task=TO_DO)
        assert list(card.buttons) == ["Lire le compte rendu"]
        assert [
            one["rings"] for one in await rows(neighbours, "SELECT rings FROM posts WHERE topic = 'minutes:1'")
        ] == [0]
        asked = await roux.last()
        assert asked.text == "Vous réparez le composteur avant samedi 20 mars ?"
        assert list(asked.buttons) == ["D'accord", "Pas moi"]

        agreed = await roux.taps("D'accord")
        assert agreed.toast == "Merci. Je vous le rappelle une fois : vendredi 19 mars à 9 h."
        assert (await lea.last()).text == CARD.format(task=DOES)
        assert len(await lea.sees()) == before + 1, "one message, edited in place"

        found = await lea.says("/decisions composteur")
        assert found.private.lines == [
            "1 résultat avec « composteur » :",
            "Compte rendu : Chantier jardin, samedi 13 mars 2027",
        ]
        whole = await lea.taps("Chantier jardin")
        assert DOES in whole.private.lines
        assert list(whole.private.buttons) == ["Imprimer", "Lire les décisions"]
        name, words = await paper(neighbours)
        assert name == "2027-03-13-1.pdf"
        assert "Les Tilleuls · Compte rendu" in words
        for said in ("Chantier jardin, samedi 13 mars 2027", "Haie taillée. Prochain chantier en avril.", DOES):
            assert said in words


async def test_it_is_in_the_agenda_and_among_ones_own(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        roux, lea = neighbours["M. Roux"], neighbours["Léa"]
        await lea.says("/agenda")
        shown = (await lea.taps("Semaine suivante")).private.text
        assert "Vendredi 19 mars : réparer le composteur" in shown
        assert "Roux" not in shown
        await roux.says("/menu")
        waiting = (await roux.taps("À répondre : 2")).private
        assert "Réparer le composteur avant samedi 20 mars ?" in waiting.text
        await roux.presses("minutes:yes:1")
        await lea.says("/agenda")
        shown = (await lea.taps("Semaine suivante")).private.text
        assert "Vendredi 19 mars : réparer le composteur (M. Roux)" in shown
        mine = await roux.presses("minutes:mine:0")
        assert mine.private.lines[1:] == ["Réparer le composteur avant samedi 20 mars"]
        one = await roux.taps("Réparer le composteur")
        assert list(one.private.buttons) == ["C'est fait", "Je ne peux pas", "↩️ Retour"]
        assert (await lea.presses("minutes:mine:0")).private.lines == ["Vous n'avez rien à faire pour le groupe."]


async def test_one_reminder_and_it_is_given_back_without_blame(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        nadia, lea, roux = (neighbours[name] for name in ("Nadia", "Léa", "M. Roux"))
        await roux.taps("D'accord")
        await neighbours.at(paris("2027-03-19", "08:59"))
        told = len(await roux.sees())
        await neighbours.at(paris("2027-03-19", "09:00"))
        ring = await roux.last()
        assert ring.text == "Vous réparez le composteur avant samedi 20 mars. C'est fait ?"
        assert len(await roux.sees()) == told + 1
        given = await roux.taps("Je ne peux pas")
        assert given.toast == "C'est noté. Seule la personne qui organise en reçoit un message."
        assert CARD.format(task=TO_DO) in await texts(neighbours, "Léa")
        back = await nadia.last()
        assert back.text == (
            "À reprendre : réparer le composteur avant samedi 20 mars. La personne prévue ne peut pas."
        )
        assert back.text not in await texts(neighbours, "Léa")
        await lea.taps("Lire le compte rendu")
        await lea.taps("Je peux aider")
        await lea.taps("Réparer le composteur")
        assert CARD.format(task=DOES.replace("M. Roux", "Léa")) in await texts(neighbours, "Karim")
        assert (await nadia.last()).text == DOES.replace("M. Roux", "Léa")
        assert (await neighbours["Karim"].presses("minutes:take:1")).toast == "Quelqu'un le fait déjà."
        await neighbours.at(paris("2027-03-25", "09:00"))
        assert len(await roux.sees()) == told + 1, "never a second time"


async def test_done(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        roux = neighbours["M. Roux"]
        await roux.taps("D'accord")
        assert (await roux.taps("C'est fait")).toast == "Merci."
        assert (await roux.presses("minutes:done:1")).toast == "C'est déjà fait."
        assert (await roux.presses("minutes:cannot:1")).refused
        done = "Fait : réparer le composteur avant samedi 20 mars."
        assert (await neighbours["Léa"].last()).text == CARD.format(task=done)
        await neighbours.at(paris("2027-03-19", "10:00"))
        assert (await roux.last()).text == f"{done} Merci."
