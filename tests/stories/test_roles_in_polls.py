"""Who decides, who advises, who looks on (methods.md E1 and B3); the trial poll; what waits; how many are too many."""

from datetime import timedelta

from handlers.conversation.events import Chat
from handlers.members.model import Group
from handlers.polls import rules
from storage.members import StoredMembers
from storage.polls import StoredPolls
from storage.salon import StoredSalon
from tests.conftest import Opens
from tests.neighbours import Neighbour, paris
from tests.poll_people import arrives, ids, rows

CLADDING = "/sondage On choisit le bardage en bois ou en enduit ?"
DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"
ACCOMPANIES = "Vous accompagnez le groupe : ce choix lui revient. Je peux noter votre avis à part."


async def test_e1_the_architect_advises_and_is_not_in_the_numbers(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await arrives(neighbours, "Paul", "professional")
        await neighbours["Nadia"].says(CLADDING)
        got = await neighbours["Paul"].taps("Bois")
        assert not got.refused
        assert got.toast == "Merci. Votre avis est noté à part."
        assert (await neighbours["Léa"].last()).lines[-1] == "Avis des professionnels : Bois (1)."
        for name, choice in (("Karim", "Bois"), ("Sarah", "Enduit"), ("Inès", "Bois")):
            await neighbours[name].taps(choice)
        card = await neighbours["Léa"].last()
        assert card.lines[-2:] == [
            "Bois 2, enduit 1. 3 personnes ont répondu.",
            "Avis des professionnels : Bois (1).",
        ]
        await neighbours["Léa"].taps("⋯ Plus")
        who = (await neighbours["Léa"].taps("Qui a répondu")).private.lines
        assert who == [
            "On choisit le bardage en bois ou en enduit ?",
            "Bois : Karim et Inès.",
            "Enduit : Sarah.",
            "Avis à part : Paul.",
        ]
        await neighbours.at(paris("2027-03-04", "20:00"))
        result = await neighbours["Léa"].last()
        assert result.lines[1:4] == [
            "Bois est en tête.",
            "Bois 2, enduit 1. 3 personnes ont répondu.",
            "Avis des professionnels : Bois (1).",
        ]
        assert result.pictures[0][1].replace("\u00a0", " ") == "Graphique : Bois 2, Enduit 1."


async def test_e1_advice_alone_makes_no_choice_lead_and_never_ends_a_poll(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await arrives(neighbours, "Paul", "professional")
        await neighbours["Karim"].says(CLADDING)
        await neighbours["Paul"].taps("Enduit")
        for name in ("Karim", "Sarah", "Inès"):
            await neighbours[name].taps("Bois")
        assert "Tout le monde a répondu." not in (await neighbours["Léa"].last()).text
        await neighbours["Léa"].taps("Bois")
        assert "Tout le monde a répondu." in (await neighbours["Léa"].last()).text
        assert "À répondre : 1" not in (await neighbours["Paul"].says("/menu")).private.buttons


async def test_e1_in_a_vote_advice_is_told_apart_at_the_end_only(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await arrives(neighbours, "Paul", "professional")
        for name in ("Tomás", "Odile"):
            await arrives(neighbours, name)
        await neighbours["Inès"].says("/vote Quel bardage ?\nBois\nEnduit\nBrique")
        assert (await neighbours["Paul"].taps("Brique")).toast == "Merci. Votre avis est noté à part."
        card = await neighbours["Léa"].last()
        assert "professionnels" not in card.text
        assert "répondu" not in card.text
        for name in ("Karim", "Sarah", "Inès", "Léa", "Tomás", "Odile"):
            await neighbours[name].taps("Bois")
        await neighbours.at(neighbours.now + timedelta(minutes=16))
        result = await neighbours["Léa"].last()
        assert "Bois 6, Enduit 0, Brique 0. 6 foyers sur 6 ont répondu." in result.text
        assert "Avis des professionnels : Brique (1)." in result.lines
        assert await rows(neighbours, "SELECT * FROM ballots") == []


async def test_b3_who_accompanies_is_never_counted(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        got = await neighbours["Nadia"].taps("Vert")
        assert got.refused
        assert got.toast == ACCOMPANIES
        assert list(got.private.buttons) == ["Donner mon avis"]
        card = await neighbours["Léa"].last()
        assert "répondu" not in card.lines[-1].replace("qui a répondu quoi", "")
        got = await neighbours["Nadia"].taps("Donner mon avis")
        assert got.toast == "Merci. Votre avis est noté à part."
        await neighbours["Léa"].taps("Bleu")
        card = await neighbours["Léa"].last()
        assert "Bleu 1, vert 0, jaune 0. 1 personne a répondu." in card.lines
        # Whatever the button says, she does not decide.
        for data in ("polls:blank:1", "polls:vote:1:1", "polls:replace:1:1", "polls:all:1:2", "polls:turn:1:1:0"):
            assert (await neighbours["Nadia"].presses(data)).refused, data
        assert "1 personne a répondu." in (await neighbours["Léa"].last()).text


async def test_b3_who_accompanies_has_no_voice_in_a_vote(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Nadia"].says("/vote On repeint la cage d'escalier ?")
        assert "4 foyers ont une voix." in got.private.text
        assert (await neighbours["Nadia"].taps("Pour")).toast == ACCOMPANIES
        assert (await neighbours["Nadia"].taps("Je m'abstiens")).toast.startswith("Vous accompagnez le groupe")


async def test_b3_who_accompanies_finds_the_same_way_where_a_sheet_is_filled_in(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage Quand ? samedi 13, dimanche 14")
        await neighbours["Karim"].taps("Répondre autrement")
        await neighbours["Karim"].taps("Oui, s'il le faut, non")
        await neighbours["Nadia"].taps("Donner mes réponses")
        got = await neighbours["Nadia"].taps("Samedi 13 mars")
        assert got.refused
        assert list(got.private.buttons) == ["Donner mon avis"], "what the sentence promises"
        await neighbours["Nadia"].taps("Donner mon avis")
        card = await neighbours["Léa"].last()
        assert card.lines[-1] == "Avis des professionnels : Samedi 13 mars (1)."
        got = await neighbours["Nadia"].taps("Toutes me vont")
        assert got.toast == "Vous accompagnez le groupe : ce choix lui revient.", "no promise without a button"


async def test_a_guest_looks_on(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await arrives(neighbours, "Marc", "guest")
        await neighbours["Karim"].says(DOOR)
        got = await neighbours["Marc"].taps("Vert")
        assert got.refused
        assert got.toast == "Vous êtes en visite ici : ce choix revient aux habitants."
        for data in ("polls:blank:1", "polls:turn:1:1:0", "polls:all:1:2", "polls:advise:1:1"):
            assert (await neighbours["Marc"].presses(data)).refused, data
        assert (await neighbours["Marc"].says(DOOR)).toast == (
            "Vous êtes en visite ici : demandez à un habitant de le faire."
        )
        assert (await neighbours["Marc"].presses("polls:try")).refused
        assert "répondu." not in (await neighbours["Léa"].last()).text
        assert len(await neighbours["Léa"].sees()) == 1


async def test_the_seventh_poll_within_an_hour_waits(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        for number in range(6):
            got = await neighbours["Karim"].says(f"/sondage Question {number} : oui ou non ?")
            assert not got.refused, number
        got = await neighbours["Karim"].says(DOOR)
        assert got.refused
        assert got.toast == "Vous avez ouvert 6 sondages en une heure. Attendez un peu, s'il vous plaît."
        assert not (await neighbours["Léa"].says(DOOR)).refused, "it is about one person"
        await neighbours.at(neighbours.now + timedelta(minutes=61))
        assert not (await neighbours["Karim"].says(DOOR)).refused


async def test_the_trial_from_the_welcome_to_its_end(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        for name in ("Tomás", "Odile", "Marta"):
            await arrives(neighbours, name)
        welcome = (await neighbours["Nadia"].says("/demarrer")).private
        assert "Essayer un sondage" in welcome.buttons
        await neighbours["Nadia"].taps("Essayer un sondage")
        card = await neighbours["Léa"].last()
        assert card.lines == ["🗳️ Pour essayer : au prochain repas, plutôt salé ou plutôt sucré ?"]
        assert list(card.buttons) == ["Salé", "Sucré", "Les deux", "⋯ Plus"]
        got = await neighbours["Léa"].taps("Salé")
        assert got.toast == "Noté : salé. Touchez un autre bouton pour changer."
        await neighbours["Karim"].presses("polls:try")
        assert len(await neighbours["Léa"].sees()) == 1, "one trial at a time"
        for name, choice in (
            ("Karim", "Salé"),
            ("Sarah", "Salé"),
            ("Inès", "Salé"),
            ("Tomás", "Sucré"),
            ("Odile", "Sucré"),
            ("Marta", "Les deux"),
        ):
            await neighbours[name].taps(choice)
        assert not any("?" in line for line in (await neighbours["Nadia"].says("/mesdonnees")).private.lines)
        await neighbours["Nadia"].taps("⋯ Plus")
        got = await neighbours["Nadia"].taps("Terminer")
        assert got.toast == "L'essai est terminé, et rien n'est gardé."
        assert [message.lines for message in await neighbours["Léa"].sees()] == [
            [
                "🗳️ Essai terminé : salé, 4 réponses sur 7. Rien n'est gardé.",
                "À vous : écrivez /sondage, puis votre question et les choix.",
                "Par exemple : /sondage On mange dehors ou dedans ?",
            ]
        ]
        for table in ("ballots", "ballot_marks", "poll_rolls", "poll_units"):
            assert await rows(neighbours, f"SELECT * FROM {table}") == [], table
        assert "salé" not in repr(await rows(neighbours, "SELECT answer FROM heard")), "not the receipts either"
        got = await neighbours["Léa"].presses("polls:vote:1:2")
        assert got.toast == "L'essai est terminé. Écrivez /sondage pour poser une vraie question."


async def test_a_trial_that_nobody_ends_leaves_nothing(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].presses("polls:try")
        await neighbours["Léa"].taps("Sucré")
        await neighbours.at(paris("2027-03-05", "12:00"))
        assert len(await neighbours["Léa"].sees()) == 1, "no reminder, no result"
        assert "Essai terminé : sucré, 1 réponse sur 1." in (await neighbours["Léa"].last()).text
        async with neighbours.program.database.writing() as tx:
            await StoredPolls(tx).purge(neighbours.now, neighbours.now - rules.TRIAL_KEPT)
        for table in ("ballots", "polls", "poll_options"):
            assert await rows(neighbours, f"SELECT * FROM {table}") == [], table


async def test_two_questions_wait_in_two_groups(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = (await ids(neighbours))["Léa"]
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            other = await members.add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None, demo=True))
            await StoredSalon(tx).open_room("le-verger")
            await members.add_chat(other, Chat("salon", "le-verger"), lists_members=True)
            odette = await members.add_person("Odette")
            await members.add_account(odette.id, "salon", str(odette.id))
            for person in (odette.id, lea):
                await members.add_member(other, person, "resident")
        there = Neighbour("Odette", f"{neighbours.program.address}/le-verger/odette", neighbours)
        await neighbours["Karim"].says(DOOR)
        await there.says("/vote On taille la haie ?")
        menu = (await neighbours["Léa"].says("/menu")).private
        assert menu.lines == ["Les Tilleuls", "2 questions vous attendent."]
        assert next(iter(menu.buttons)) == "À répondre : 2"
        waiting = (await neighbours["Léa"].taps("À répondre : 2")).private
        assert waiting.lines == [
            "Votre réponse est attendue.",
            "On peint la porte en bleu, en vert ou en jaune ?",
            "Ailleurs, ou en privé :",
            "Le Verger : 1 question",
        ]
        await neighbours["Léa"].taps(next(iter(waiting.buttons)))
        await neighbours["Léa"].taps("Vert")
        assert (await neighbours["Léa"].says("/menu")).private.lines[1] == "1 question vous attend."
