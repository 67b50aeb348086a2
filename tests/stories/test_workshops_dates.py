"""The dates of a workshop, around the plain course: asked again, one less, another deadline, nobody chooses."""

from tests.conftest import Opens
from tests.neighbours import paris
from tests.poll_people import arrives, relay_for
from tests.stories.test_workshops import MONDAY, asked


async def test_asked_again_for_some_days_more(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asked(neighbours)
        await neighbours["Karim"].taps("Toutes me vont")
        await neighbours.at(paris("2027-03-05", "20:00"))
        late = await neighbours["Léa"].presses("workshops:all:1")
        assert late.toast == "Les réponses sont closes. La personne qui organise choisit la date."
        again = await neighbours["Nadia"].taps("Redemander")
        assert again.toast == "Je redemande, jusqu'à mardi 9 mars à 20 h."
        assert "Réponses jusqu'à mardi 9 mars à 20 h." in (await neighbours["Léa"].last()).text
        await neighbours["Léa"].taps("Toutes me vont")
        assert "Samedi 13 mars, de 9 h à midi : 2 oui" in (await neighbours["Léa"].last()).text


async def test_nobody_chooses_said_once_more_and_then_it_lapses(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asked(neighbours)
        await neighbours["Karim"].taps("Toutes me vont")
        await neighbours.at(paris("2027-03-05", "20:00"))
        many = len(await neighbours["Nadia"].sees())
        await neighbours.at(paris("2027-03-06", "20:00"))
        assert len(await neighbours["Nadia"].sees()) == many + 1, "once more"
        assert "Fixer au samedi 13" in (await neighbours["Nadia"].last()).buttons
        await neighbours.at(paris("2027-03-13", "12:00"))
        assert "Fixer au samedi 13" in (await neighbours["Nadia"].last()).buttons, "and not again"
        past = await neighbours["Nadia"].presses("workshops:fix:1:1")
        assert past.toast == "Samedi 13 mars à 9 h, c'est passé."
        await neighbours.at(paris("2027-03-20", "09:00"))
        assert (await neighbours["Léa"].last()).text == "📅 Chantier jardin : aucune date n'a été fixée."


async def test_a_date_is_taken_away_with_its_answers(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asked(neighbours)
        nadia = neighbours["Nadia"]
        await neighbours["Karim"].taps("Toutes me vont")
        for label in ("⋯ Plus", "Changer", "Les dates", "Retirer une date"):
            await nadia.taps(label)
        gone = await nadia.taps("Dimanche 14")
        assert gone.toast == "C'est retiré : dimanche 14 mars, de 9 h à midi."
        text = (await neighbours["Léa"].last()).text
        assert "Dimanche 14" not in text
        assert "Samedi 20 mars, de 9 h à midi : 1 oui" in text
        assert (await nadia.presses("workshops:removed:1:2")).refused
        assert (await neighbours["Léa"].presses("workshops:removed:1:1")).refused
        await nadia.presses("workshops:removed:1:1")
        last = await nadia.presses("workshops:removed:1:3")
        assert last.toast == "C'est la seule qui reste : fixez-la, ou annulez."


async def test_another_deadline(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asked(neighbours)
        nadia = neighbours["Nadia"]
        for label in ("⋯ Plus", "Changer", "Les dates", "Une autre limite"):
            await nadia.taps(label)
        late = await nadia.answers("dimanche 14 mars")
        assert late.toast == "Les réponses doivent finir avant la première date, et pas dans le passé."
        vague = await nadia.answers("quand tout le monde aura répondu")
        assert vague.toast == "Jusqu'à quand ? Par exemple : vendredi à 20 h."
        noted = await nadia.answers("jusqu'à jeudi 11 mars")
        assert noted.toast == "C'est noté : réponses jusqu'à jeudi 11 mars à 20 h."
        await neighbours.at(paris("2027-03-05", "20:00"))
        assert "Fixer au samedi 13" not in (await nadia.last()).buttons, "not at the old end"
        await neighbours.at(paris("2027-03-11", "20:00"))
        assert "Redemander" in (await nadia.last()).buttons


async def test_lea_answers_for_odette_and_for_nobody_else(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await arrives(neighbours, "Odette", account=False)
        await relay_for(neighbours, "Odette", "Léa")
        await asked(neighbours)
        lea = neighbours["Léa"]
        for label in ("⋯ Plus", "Répondre pour quelqu'un", "Odette"):
            await lea.taps(label)
        await lea.taps("Samedi 20")
        done = await lea.taps("C'est bon")
        assert done.toast == "Noté pour Odette : oui pour samedi 20, non pour samedi 13 et dimanche 14."
        assert "Samedi 20 mars, de 9 h à midi : 1 oui" in (await lea.last()).text
        karim = await neighbours["Karim"].presses("workshops:mine:1:99")
        assert karim.toast == "Vous ne pouvez pas répondre pour cette personne."


async def test_in_english_and_with_first_names(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, language="en") as neighbours:
        await neighbours["Nadia"].says("/workshop Garden day: Saturday the 13th in the morning or Sunday 14 at 2 pm")
        assert (await neighbours["Léa"].last()).text.startswith("📅 Garden day: when can you come?")
