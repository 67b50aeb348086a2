"""Minutes are nobody else's to press; they are put off, put right, written by others, and forgotten."""

from handlers.conversation.quiet import Night
from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import paris
from tests.poll_people import kept_anywhere, relay_for, rows
from tests.stories.homes import GROUP, gets, number_of
from tests.stories.work_days import ASKED, CARD, DOES, MONDAY, THREE_LINES, TO_DO, published, texts, work_day

ONLY_ORGANISERS = "La personne qui a organisé peut le changer, et celles qui animent le groupe."


async def test_what_is_not_ones_own_is_refused_and_nothing_changes(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await work_day(neighbours)
        karim, nadia = neighbours["Karim"], neighbours["Nadia"]
        for act in ("write", "later", "publish", "fix", "rewrite", "preview", "send"):
            assert (await karim.presses(f"minutes:{act}:1")).toast == ONLY_ORGANISERS
        await nadia.answers(THREE_LINES)
        for act in ("task", "retask", "untask", "drop"):
            assert (await karim.presses(f"minutes:{act}:1")).toast == ONLY_ORGANISERS
        for act in ("yes", "no", "done", "cannot", "take", "read", "print", "open", "answer"):
            got = await karim.presses(f"minutes:{act}:1")
            assert (got.toast, got.refused) == ("Ce n'est plus ici.", True), act
        await nadia.taps("Publier")
        for act in ("yes", "no", "done", "cannot", "answer"):
            assert (await karim.presses(f"minutes:{act}:1")).toast == "Seule la personne prévue peut répondre."
        for act in ("publish", "drop", "rewrite"):
            assert (await karim.presses(f"minutes:{act}:1")).toast == ONLY_ORGANISERS
        for data in ("minutes:read:99", "minutes:yes:99", "minutes:fix:0", "minutes:task:x", "minutes:about:99"):
            assert (await karim.presses(data)).refused, data
        assert (await karim.last()).text == CARD.format(task=TO_DO)


async def test_taps_that_come_twice(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        nadia, roux = neighbours["Nadia"], neighbours["M. Roux"]
        many = len(await nadia.sees())
        assert (await nadia.presses("minutes:publish:1")).toast == "C'est déjà publié."
        assert (await nadia.presses("minutes:later:1")).toast == "C'est déjà publié."
        await roux.taps("D'accord")
        assert (await roux.presses("minutes:yes:1")).toast == "C'est déjà noté. Merci."
        await roux.taps("Je ne peux pas")
        assert (await roux.presses("minutes:cannot:1")).refused
        assert len(await nadia.sees()) == many + 1, "told once that it is to be taken up again"
        assert (await roux.presses("minutes:take:1")).toast.startswith("Merci.")
        assert DOES in (await neighbours["Léa"].last()).text


async def test_later_is_once(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await work_day(neighbours)
        nadia = neighbours["Nadia"]
        assert (await nadia.taps("Plus tard")).toast == "Je vous le redemande dimanche 14 mars à 18 h."
        many = len(await nadia.sees())
        await neighbours.at(paris("2027-03-14", "18:01"))
        told = await texts(neighbours, "Nadia")
        assert told.count(ASKED) == 1, "the older one is gone"
        assert len(told) == many + 1
        assert (await nadia.taps("Plus tard")).toast == "C'est gardé. /note le rouvre quand vous voulez."
        await neighbours.at(paris("2027-03-17", "18:01"))
        assert len(await nadia.sees()) == many + 1
        await nadia.says("/note")
        await nadia.taps("Chantier jardin")
        assert (await nadia.answers("Haie taillée.")).private.lines == [
            "Compte rendu : chantier jardin, samedi 13 mars, 4 adultes. Haie taillée."
        ]


async def test_what_was_read_is_put_right(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await work_day(neighbours)
        nadia = neighbours["Nadia"]
        await nadia.answers(THREE_LINES)
        await nadia.taps("Corriger")
        await nadia.taps("Réparer le composteur")
        text = (await nadia.taps("Ce n'est pas une tâche")).private.lines[0]
        assert (
            text == "Haie taillée. Prochain chantier en avril. Composteur cassé, M. Roux s'en occupe avant le 20."
        )
        await nadia.taps("Réécrire le texte")
        read = await nadia.answers("Haie taillée. Karim va acheter du terreau. À faire : ranger le local.")
        assert read.private.lines[1:] == ["À faire : acheter du terreau (Karim).", "À faire : ranger le local."]
        await nadia.taps("Corriger")
        await nadia.taps("Ranger le local")
        await nadia.taps("Enlever")
        await nadia.taps("Acheter du terreau")
        await nadia.taps("L'écrire autrement")
        assert (await nadia.answers("!!")).refused
        changed = await nadia.answers("acheter du compost, Léa, avant lundi")
        assert "À faire : acheter du compost avant lundi 15 mars (Léa)." in changed.private.lines
        await nadia.taps("↩️ Retour")
        await nadia.taps("Publier")
        assert (await neighbours["Léa"].last()).text == "Vous achetez du compost avant lundi 15 mars ?"
        assert "À faire : acheter du compost avant lundi 15 mars." in (await neighbours["Karim"].last()).text


async def test_what_is_published_is_put_right_and_says_so(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        nadia, roux, lea = (neighbours[name] for name in ("Nadia", "M. Roux", "Léa"))
        await roux.taps("D'accord")
        many = len(await lea.sees())
        await neighbours.at(paris("2027-03-14", "10:00"))
        await nadia.taps("Lire le compte rendu")
        await nadia.taps("Corriger")
        await nadia.taps("Réécrire le texte")
        await nadia.answers("Haie taillée et balayée. Léa va appeler la mairie.")
        card = (await neighbours["Karim"].last()).text
        assert card.startswith("📝 Chantier jardin, samedi 13 mars : haie taillée et balayée. " + DOES)
        assert "À faire : appeler la mairie." in card
        assert card.endswith("Corrigé dimanche 14 mars.")
        assert (await lea.last()).text == "Vous appelez la mairie ?"
        assert len(await neighbours["Karim"].sees()) == many
        await nadia.presses("minutes:retask:1")
        await nadia.answers("réparer le composteur, Karim, avant le 20")
        assert (await neighbours["Karim"].last()).text == "Vous réparez le composteur avant samedi 20 mars ?"
        assert "Ce n'est plus pour vous : réparer le composteur avant samedi 20 mars." in await texts(
            neighbours, "M. Roux"
        )
        assert TO_DO in (await texts(neighbours, "Inès"))[-1]


async def test_a_meeting_and_what_a_resident_writes(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-04", "21:00"), night=Night()) as neighbours:
        karim, nadia = neighbours["Karim"], neighbours["Nadia"]
        read = await karim.says("/note On garde le local ouvert. Karim va acheter du terreau.")
        assert read.private.lines == [
            "Compte rendu : réunion, jeudi 4 mars. On garde le local ouvert.",
            "À faire : acheter du terreau (Karim).",
        ]
        assert list(read.private.buttons) == ["Transmettre", "Corriger", "Plus tard"]
        assert (await karim.presses("minutes:publish:1")).toast == (
            "La personne qui a organisé publie, ou celles qui animent le groupe."
        )
        sent = await karim.presses("minutes:send:1")
        assert (sent.refused, sent.toast) == (False, "C'est transmis. L'animation peut maintenant le publier.")
        await neighbours.at(paris("2027-03-05", "08:00"))
        assert "Publier" in (await nadia.last()).buttons
        assert (await neighbours["Léa"].sees()) == []
        await nadia.taps("Publier")
        assert (await neighbours["Léa"].last()).text == (
            "📝 Réunion, jeudi 4 mars : on garde le local ouvert. À faire : acheter du terreau."
        )
        await gets(neighbours, "Inès", "guest")
        assert (await neighbours["Inès"].says("/note Rien")).refused
        assert (await neighbours["Inès"].taps("Lire le compte rendu")).private.lines
        assert (await karim.says("/note " + "a" * 2001)).toast == "C'est trop long : 2000 caractères au plus."


async def test_published_at_night_it_waits_for_the_morning(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-04", "21:00"), night=Night()) as neighbours:
        await neighbours["Nadia"].says("/note On garde le local ouvert.")
        got = await neighbours["Nadia"].taps("Publier")
        assert got.toast == "C'est publié. Le groupe le verra vendredi 5 mars à 8 h."
        assert await neighbours["Léa"].sees() == []
        await neighbours.at(paris("2027-03-05", "08:00"))
        assert len(await neighbours["Léa"].sees()) == 1


async def test_whoever_has_no_account_is_asked_through_who_answers_for_them(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            odette = await members.add_person("Odette")
            await members.add_member(GROUP, odette.id, "resident")
        await relay_for(neighbours, "Odette", "Léa")
        await published(neighbours, "Odette va arroser les semis. Haie taillée.")
        lea = neighbours["Léa"]
        assert (await lea.last()).text == "Odette s'en charge : arroser les semis ? Vous répondez avec ses mots."
        assert (await neighbours["Karim"].presses("minutes:yes:1")).refused
        await lea.taps("D'accord")
        assert "Odette arrose les semis." in (await neighbours["Karim"].last()).text


async def test_whoever_is_forgotten_stands_nowhere(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        roux = neighbours["M. Roux"]
        await roux.taps("D'accord")
        held = (await roux.says("/mesdonnees")).private.text
        assert "réparer le composteur : vous avez dit oui" in held
        id = await number_of(neighbours, "M. Roux")
        await roux.says("/effacer")
        await roux.taps("Tout effacer")
        await roux.taps("Oui, tout effacer")
        await neighbours.settle()
        assert (await neighbours["Léa"].last()).text == CARD.format(task=TO_DO)
        assert await rows(neighbours, f"SELECT id FROM minutes_actions WHERE person = {id}") == []
        assert await kept_anywhere(neighbours, "Roux") == []


async def test_after_a_long_stop_nobody_is_asked_about_what_is_long_past(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await neighbours["Léa"].says("/atelier Repas partagé : vendredi 12 à 19h")
        await neighbours.at(paris("2027-03-12", "18:30"))
        await neighbours.sleeps_until(paris("2027-03-13", "09:00"))
        assert (await neighbours["Léa"].last()).text.startswith("Le repas est fini ?")
        await neighbours["Karim"].says("/atelier Grand ménage : samedi 20 à 14h")
        await neighbours.at(paris("2027-03-20", "13:00"))
        await neighbours.sleeps_until(paris("2027-03-29", "09:00"))
        assert not any("Grand ménage : c'est fini" in text for text in await texts(neighbours, "Karim"))


async def test_two_who_write_lose_nothing_of_each_other(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await work_day(neighbours)
        karim, nadia = neighbours["Karim"], neighbours["Nadia"]
        await karim.says("/note Haie taillée.")
        assert (await karim.taps("Chantier jardin")).private.lines == [
            "Compte rendu : chantier jardin, samedi 13 mars, 4 adultes. Haie taillée."
        ]
        both = await nadia.answers("Léa remerciée pour la soupe.")
        assert both.private.lines == [
            "Compte rendu : chantier jardin, samedi 13 mars, 4 adultes. Haie taillée. Léa remerciée pour la soupe."
        ]
        await nadia.taps("Corriger")
        await nadia.taps("Réécrire le texte")
        await nadia.answers("Léa remerciée pour la soupe.")
        await nadia.taps("Publier")
        assert (await karim.last()).text.startswith(
            "📝 Chantier jardin, samedi 13 mars : Léa remerciée pour la soupe."
        )
        assert (await karim.presses("minutes:about:1")).toast == "C'est déjà publié."
