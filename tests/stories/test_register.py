"""Decisions noted aloud, doubted, put right, found again (transcripts §7)."""

from datetime import timedelta

from tests.conftest import Opens
from tests.neighbours import paris
from tests.poll_people import arrives, kept_anywhere, rows
from tests.register_scene import DECIDED, LAUNDRY, decides, laundry

THURSDAY = paris("2027-03-04", "18:30")
BIKES = "/decision On range les vélos au fond du local"
CARD = [
    "📗 Décision notée par Nadia : on range les vélos au fond du local (D-2027-001). Décidé en réunion, jeudi 4 mars."
]
DOUBTED = "Quelqu'un dit que ce n'est pas exact. À vérifier ensemble."


async def test_a_decision_of_the_meeting_is_noted_in_one_line(tilleuls: Opens) -> None:
    async with tilleuls(THURSDAY) as neighbours:
        got = await neighbours["Nadia"].says(BIKES)
        assert got.private.lines == [
            "C'est noté dans le groupe : D-2027-001. Vous avez dix minutes pour la retirer."
        ]
        card = await neighbours["Léa"].last()
        assert card.lines == CARD
        assert list(card.buttons) == ["Ce n'est pas exact", "Lire les décisions"]
        assert [post["rings"] for post in await rows(neighbours, "SELECT rings FROM posts")] == [0]
        await neighbours["Léa"].taps("Lire les décisions")
        assert neighbours["Léa"].screen.lines == [
            "1 décision notée :",
            "D-2027-001 : On range les vélos au fond du local",
        ]


async def test_alone_the_command_asks_and_a_name_keeps_its_capital(tilleuls: Opens) -> None:
    async with tilleuls(THURSDAY) as neighbours:
        asked = await neighbours["Karim"].says("/decision")
        assert asked.private.lines == ["Qu'avez-vous décidé ? Une phrase suffit. Tout le groupe la verra."]
        assert (await neighbours["Karim"].answers("!!")).toast == "Je ne vois pas de mots. Écrivez une phrase."
        await neighbours["Karim"].answers("Léa garde la clé du local.")
        assert (
            (await neighbours["Inès"].last())
            .lines[0]
            .startswith("📗 Décision notée par Karim : Léa garde la clé du local (D-2027-001).")
        )
        got = await neighbours["Karim"].says("/decision " + "a" * 501)
        assert got.toast == "Cela fait 501 caractères. 500 au plus : gardez l'essentiel."


async def test_a_neighbours_message_can_be_noted(tilleuls: Opens) -> None:
    async with tilleuls(THURSDAY) as neighbours:
        await neighbours["Inès"].says("On range les vélos au fond du local")
        message = await neighbours["Léa"].last()
        await neighbours["Nadia"].says("/decision", reply_to=message.id)
        assert (await neighbours["Léa"].last()).lines == CARD


async def test_guests_note_nothing_and_nobody_floods_the_group(tilleuls: Opens) -> None:
    async with tilleuls(THURSDAY) as neighbours:
        await arrives(neighbours, "Tomás", "guest")
        got = await neighbours["Tomás"].says(BIKES)
        assert got.refused
        assert got.toast == "Vous êtes en visite ici : demandez à un habitant de le faire."
        for at in range(6):
            await neighbours["Karim"].says(f"/decision On essaie {at}")
        got = await neighbours["Karim"].says("/decision On essaie encore")
        assert got.toast == "Vous avez noté 6 décisions en une heure. Attendez un peu."
        assert len(await neighbours["Léa"].sees()) == 6


async def test_taken_back_within_ten_minutes_and_its_number_is_not_given_again(tilleuls: Opens) -> None:
    async with tilleuls(THURSDAY) as neighbours:
        await neighbours["Karim"].says("/decision On repeint tout en noir")
        card = await neighbours["Léa"].last()
        got = await neighbours["Léa"].presses("register:undo:1")
        assert got.toast == "Seule la personne qui l'a notée peut la retirer."
        assert (await neighbours["Karim"].taps("Annuler")).toast == "D-2027-001 est retirée."
        assert (await neighbours["Léa"].last()).lines == ["Cette décision a été retirée."]
        assert (await neighbours["Léa"].presses(card.buttons["Ce n'est pas exact"])).toast == "Ce n'est plus ici."
        assert "noir" not in (await neighbours["Léa"].says("/decisions noir")).private.lines
        tables = await kept_anywhere(neighbours, "noir")
        assert "decisions" not in tables
        assert "decision_versions" not in tables
        await neighbours["Karim"].says("/decision On repeint tout en blanc")
        assert "D-2027-002" in (await neighbours["Léa"].last()).text
        await neighbours.at(THURSDAY + timedelta(minutes=11))
        late = await neighbours["Karim"].presses("register:undo:2")
        assert late.toast == "Les dix minutes sont passées. Corrigez le texte, ou proposez un changement."


async def test_what_is_not_accurate_is_told_to_those_who_can_check_it(tilleuls: Opens) -> None:
    async with tilleuls(THURSDAY) as neighbours:
        await arrives(neighbours, "Paul", "facilitator")
        await neighbours["Karim"].says(BIKES)
        asked = await neighbours["Léa"].taps("Ce n'est pas exact")
        assert asked.private.lines == [
            "📗 D-2027-001 : On range les vélos au fond du local",
            "Qu'est-ce qui n'est pas exact ? La personne qui l'a notée et celles qui animent vous liront, "
            "avec votre nom.",
        ]
        got = await neighbours["Léa"].answers("Seulement les vélos d'adultes.")
        assert got.toast == "Merci. Les personnes qui peuvent vérifier vous liront."
        card = next(seen for seen in await neighbours["Inès"].sees() if "Décision notée" in seen.text)
        assert card.lines[1] == DOUBTED
        assert "adultes" not in " ".join(seen.text for seen in await neighbours["Inès"].sees())
        for name in ("Karim", "Nadia", "Paul"):
            told = await neighbours[name].last()
            assert told.lines == [
                "📗 D-2027-001 : On range les vélos au fond du local",
                "Léa dit que ce n'est pas exact : « Seulement les vélos d'adultes. »",
            ], name
            assert list(told.buttons) == ["Corriger le texte", "C'est exact", "Lire la décision"]
        assert (await neighbours["Inès"].presses("register:correct:1")).refused
        assert (await neighbours["Inès"].presses("register:exact:1")).refused


async def test_corrected_with_both_texts_kept(tilleuls: Opens) -> None:
    async with tilleuls(THURSDAY) as neighbours:
        await neighbours["Karim"].says(BIKES)
        await neighbours["Léa"].taps("Ce n'est pas exact")
        await neighbours["Léa"].answers("Seulement ceux des adultes.")
        await neighbours["Karim"].taps("Corriger le texte")
        same = await neighbours["Karim"].answers("On range les vélos au fond du local")
        assert same.toast == "C'est déjà le texte. « C'est exact » suffit."
        await neighbours.at(THURSDAY + timedelta(days=1))
        got = await neighbours["Karim"].answers("On range les vélos des adultes au fond du local")
        assert got.refused, "a day later the question is forgotten"
        await neighbours["Karim"].presses("register:correct:1")
        got = await neighbours["Karim"].answers("On range les vélos des adultes au fond du local")
        assert got.toast == "C'est corrigé. Les deux textes sont gardés."
        card = next(seen for seen in await neighbours["Inès"].sees() if "Décision notée" in seen.text)
        assert card.lines == [
            "📗 Décision notée par Karim : on range les vélos des adultes au fond du local (D-2027-001). "
            "Décidé en réunion, jeudi 4 mars.",
            "Texte corrigé vendredi 5 mars. Avant : on range les vélos au fond du local.",
        ]
        assert (await neighbours["Nadia"].last()).lines[1] == "Le texte est vérifié."
        await neighbours["Inès"].presses("register:versions:1")
        assert neighbours["Inès"].screen.lines[1:] == [
            "jeudi 4 mars 2027 : On range les vélos au fond du local",
            "vendredi 5 mars 2027 : On range les vélos des adultes au fond du local",
        ]


async def test_found_accurate_the_card_is_as_before(tilleuls: Opens) -> None:
    async with tilleuls(THURSDAY) as neighbours:
        await neighbours["Nadia"].says(BIKES)
        await neighbours["Léa"].taps("Ce n'est pas exact")
        await neighbours["Léa"].answers("Je ne m'en souviens pas.")
        assert (await neighbours["Nadia"].taps("C'est exact")).toast == "Noté : le texte reste tel quel."
        assert (await neighbours["Nadia"].presses("register:exact:1")).toast == "Plus personne ne la conteste."
        assert (await neighbours["Inès"].last()).lines == CARD


async def test_seven_days_to_say_so_to_the_minute(tilleuls: Opens) -> None:
    async with tilleuls(THURSDAY) as neighbours:
        await neighbours["Nadia"].says(BIKES)
        await neighbours["Inès"].taps("Ce n'est pas exact")
        await neighbours.at(THURSDAY + timedelta(days=7, minutes=-1))
        assert "Ce n'est pas exact" in (await neighbours["Léa"].last()).buttons
        stale = (await neighbours["Léa"].last()).buttons["Ce n'est pas exact"]
        await neighbours["Inès"].presses(stale)
        await neighbours.at(THURSDAY + timedelta(days=7))
        card = await neighbours["Léa"].last()
        assert list(card.buttons) == ["Lire les décisions"]
        over = "Les sept jours pour le dire sont passés. Parlez-en ensemble, ou proposez un changement."
        assert (await neighbours["Léa"].presses(stale)).toast == over
        assert (await neighbours["Inès"].answers("Trop tard ?")).toast == over
        assert (await neighbours["Nadia"].presses("register:correct:1")).toast == over


async def test_found_again_by_any_of_its_words(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        for words in (
            "Chambres d'amis : sept nuits de suite au plus",
            "Le composteur est au fond",
            "Fête le 12 juin",
        ):
            await neighbours["Karim"].says(f"/decision {words}")
        await laundry(neighbours)
        lea = neighbours["Léa"]
        for typed in ("chambre ami", "CHAMBRES", "amis des chambres", "chanbre", "D-2027-001", "1", "d-2027-1"):
            found = (await lea.says(f"/decisions {typed}")).private
            assert found.lines[1] == "D-2027-001 : Chambres d'amis : sept nuits de suite au plus", typed
        for typed in ("buanderi", "créneau semaine", "22 h"):  # its text, its reason, an older text
            assert "D-2027-004" in (await lea.says(f"/decisions {typed}")).private.lines[1], typed
        nothing = (await lea.says("/decisions piscine")).private
        assert nothing.lines == [
            "Je ne trouve pas de décision avec « piscine ».",
            "Essayez un autre mot, ou moins de mots.",
        ]
        assert list(nothing.buttons) == ["Les dernières décisions"]


async def test_found_again_from_the_menu_by_taps(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        lea = neighbours["Léa"]
        menu = (await lea.says("/menu")).private
        assert list(menu.buttons) == ["Lancer quelque chose", "Réserver", "Retrouver une décision", "Moi"]
        await lea.taps("Retrouver une décision")
        assert (await lea.taps("Les dernières décisions")).private.lines[0] == "Rien n'est encore noté ici."
        await laundry(neighbours)
        await lea.says("/menu")
        await lea.taps("Retrouver une décision")
        assert (await lea.answers("piscine")).private.lines[0].startswith("Je ne trouve pas")
        found = await lea.answers("buanderie")
        assert found.private.lines == ["1 décision avec « buanderie » :", f"D-2027-001 : {LAUNDRY}"]
        await lea.taps("D-2027-001 La buanderie…")
        assert lea.screen.lines == [
            "📗 D-2027-001",
            LAUNDRY,
            "Pourquoi : « En semaine, ceux qui travaillent n'ont plus de créneau. »",
            "Décidé par consentement, lundi 8 mars 2027. 12 foyers sur 12 ont répondu, dont une réponse donnée par "
            "quelqu'un d'autre. Proposée par Karim.",
            "Réserve d'Inès : « Pas pendant les révisions du bac. »",
            "À l'essai jusqu'au mardi 8 juin 2027. On en reparlera ce jour-là.",
        ]
        assert list(lea.screen.buttons) == [
            "Imprimer pour le hall",
            "Proposer un changement",
            "J'ai une objection",
            "Ses versions",
            "↩️ Retour",
        ]


async def test_pages_of_decisions_and_of_results(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        for at in range(1, 8):
            await decides(neighbours, f"Le vélo numéro {at} va au local", source=f"polls:{at}", method="poll")
        lea = neighbours["Léa"]
        first = (await lea.says("/decisions")).private
        assert first.lines[:2] == ["7 décisions notées :", "D-2027-007 : Le vélo numéro 7 va au local"]
        assert list(first.buttons)[3:] == ["Plus anciennes", "⋯ Plus"]
        await lea.taps("Plus anciennes")
        await lea.taps("Plus anciennes")
        assert lea.screen.lines[1:] == ["D-2027-001 : Le vélo numéro 1 va au local"]
        assert list(lea.screen.buttons)[1:] == ["Les plus récentes", "⋯ Plus"]
        await lea.says("/decisions velos locaux")
        assert lea.screen.lines[0] == "7 décisions avec « velos locaux » :"
        await lea.taps("D'autres résultats")
        assert lea.screen.lines[1] == "D-2027-004 : Le vélo numéro 4 va au local"
        assert len(lea.screen.buttons) == 5


async def test_other_groups_read_nothing_here(tilleuls: Opens) -> None:
    from handlers.members.model import Group
    from storage.members import StoredMembers

    async with tilleuls(DECIDED) as neighbours:
        async with neighbours.program.database.writing() as tx:
            await StoredMembers(tx, neighbours.now).add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))
            await tx.run(
                "INSERT INTO decisions (group_id, year, rank, words, why, method, decided_at, noted_at, source, voices, "
                "answered, relayed, reached, trial, length, state) "
                "VALUES (2, 2027, 1, 'Secret', '', 'meeting', 0, 0, '', 0, 0, 0, 0, 0, 0, 'in_force')"
            )
            await tx.run("INSERT INTO decision_reviews (decision, opened_at, ends_at) VALUES (1, 0, 9999999999)")
        acts = ("read", "print", "versions", "more", "doubt", "object", "undo", "exact", "correct", "ask", "send")
        for act in (*acts, "review", "keep", "adjust", "stop"):
            got = await neighbours["Léa"].presses(f"register:{act}:1")
            assert got.refused, act
            assert "Secret" not in got.private.text
        assert "Secret" not in (await neighbours["Léa"].says("/decisions")).private.text
