"""Odette has no telephone: Léa gives her answers, in her words, and never without saying so (people.md §6.2)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.conftest import Opens
from tests.neighbours import Neighbourhood
from tests.poll_people import arrives, gets_a_page, kept_anywhere, leaves, relay_for, rows, together

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"
ROOF = "/vote Quelle entreprise pour la toiture ?\nToits du Sud\nCouverture Martin"


@asynccontextmanager
async def with_odette(tilleuls: Opens, words: str = DOOR) -> AsyncIterator[Neighbourhood]:
    """Odette counts, Léa is her relay, and Karim asks something."""
    async with tilleuls() as neighbours:
        await arrives(neighbours, "Odette", account=False)
        await relay_for(neighbours, "Odette", "Léa")
        await neighbours["Karim"].says(words)
        yield neighbours


async def says_for_odette(neighbours: Neighbourhood, choice: str, words: str = "", name: str = "Léa") -> list[str]:
    """What is noted after the choice and the words."""
    await neighbours[name].taps("⋯ Plus")
    if "Autre chose" in neighbours[name].screen.buttons:
        await neighbours[name].taps("Autre chose")
    await neighbours[name].taps("Répondre pour quelqu'un")
    await neighbours[name].presses(next(iter(neighbours[name].screen.buttons.values())))
    await neighbours[name].taps(choice)
    got = await (neighbours[name].answers(words) if words else neighbours[name].taps("Rien à ajouter"))
    assert not got.refused, got.toast
    return list(got.private.lines)


async def test_odette_answers_through_lea(tilleuls: Opens) -> None:
    async with with_odette(tilleuls) as neighbours:
        await neighbours["Léa"].taps("⋯ Plus")
        whom = (await neighbours["Léa"].taps("Répondre pour quelqu'un")).private
        assert whom.lines[-1] == "Pour qui répondez-vous ?"
        assert list(whom.buttons) == ["Odette", "↩️ Retour"]
        screen = (await neighbours["Léa"].taps("Odette")).private
        assert screen.lines[-1] == "Au nom d'Odette, avec ses mots. Quelle est la réponse ?"
        assert list(screen.buttons) == ["Bleu", "Vert", "Jaune", "Prévenu", "Pas joignable"]
        asked = (await neighbours["Léa"].taps("Vert")).private
        assert asked.lines[0] == "Réponse d'Odette : vert."
        assert list(asked.buttons) == ["Envoyer", "Rien à ajouter"]
        assert "répondu." not in (await neighbours["Inès"].last()).text, "nothing counts before it is said whole"
        noted = (await neighbours["Léa"].answers("Le vert du portail d'avant.")).private
        assert noted.lines == ["Noté pour Odette : vert. Reçu n° 1.", "« Le vert du portail d'avant. »"]
        assert list(noted.buttons) == ["Retirer la réponse"]
        card = await neighbours["Inès"].last()
        assert card.lines[-1] == (
            "Bleu 0, vert 1, jaune 0. 1 personne a répondu. 1 réponse donnée pour quelqu'un."
        )
        await neighbours["Inès"].taps("⋯ Plus")
        who = (await neighbours["Inès"].taps("Qui a répondu")).private
        assert who.lines[1:] == ["Vert : Odette (par Léa)."]
        assert "portail" not in who.text, "her words are hers"
        await neighbours["Nadia"].presses("polls:close:1")
        assert "1 réponse donnée pour quelqu'un." in (await neighbours["Inès"].last()).text


async def test_lea_still_has_an_answer_of_her_own(tilleuls: Opens) -> None:
    async with with_odette(tilleuls) as neighbours:
        await says_for_odette(neighbours, "Vert")
        await neighbours["Léa"].taps("Bleu")
        assert (await neighbours["Inès"].last()).lines[-1].startswith("Bleu 1, vert 1, jaune 0. 2 personnes")


async def test_odette_changes_her_mind(tilleuls: Opens) -> None:
    async with with_odette(tilleuls) as neighbours:
        await says_for_odette(neighbours, "Vert")
        await neighbours["Léa"].presses("polls:for:1")
        assert list(neighbours["Léa"].screen.buttons) == ["Odette : répondu", "↩️ Retour"]
        screen = (await neighbours["Léa"].taps("Odette : répondu")).private
        assert screen.lines[-1] == "Léa a répondu pour Odette : vert. Reçu n° 1."
        assert list(screen.buttons) == ["Bleu", "Vert", "Jaune", "Retirer la réponse"]
        await neighbours["Léa"].taps("Bleu")
        await neighbours["Léa"].taps("Rien à ajouter")
        card = await neighbours["Inès"].last()
        assert card.lines[-1].startswith("Bleu 1, vert 0, jaune 0. 1 personne a répondu. 1 réponse donnée")
        got = await neighbours["Léa"].taps("Retirer la réponse")
        assert got.toast == "La réponse d'Odette est retirée."
        card = await neighbours["Inès"].last()
        assert card.lines[-1].endswith("Chacun voit qui a répondu quoi.")
        assert (await neighbours["Léa"].presses("polls:unsay:1:6")).toast == "Odette n'a pas répondu."


async def test_whom_the_relay_could_tell_and_whom_not(tilleuls: Opens) -> None:
    async with with_odette(tilleuls) as neighbours:
        await neighbours["Léa"].presses("polls:for:1")
        await neighbours["Léa"].taps("Odette")
        assert (
            await neighbours["Léa"].taps("Pas joignable")
        ).toast == "Noté : Odette, pas joignable pour l'instant."
        whom = (await neighbours["Léa"].presses("polls:for:1")).private
        assert next(iter(whom.buttons)) == "Odette : pas joignable"
        await neighbours["Léa"].taps("Odette : pas joignable")
        assert (await neighbours["Léa"].taps("Prévenu")).toast == "Noté : Odette est au courant."
        whom = (await neighbours["Léa"].presses("polls:for:1")).private
        assert next(iter(whom.buttons)) == "Odette : prévenu"


async def test_who_is_not_her_relay_is_refused(tilleuls: Opens) -> None:
    async with with_odette(tilleuls) as neighbours:
        (odette,) = await rows(neighbours, "SELECT id FROM people WHERE name = 'Odette'")
        assert "Répondre pour quelqu'un" not in (await neighbours["Inès"].taps("⋯ Plus")).private.buttons
        assert (await neighbours["Inès"].presses("polls:for:1")).toast == (
            "Personne ne vous a demandé de répondre à sa place. /foyers dit qui répond pour qui."
        )
        for act in ("speak", "say", "unsay", "told", "unreached"):
            got = await neighbours["Inès"].presses(f"polls:{act}:1:{odette['id']}:1")
            assert got.toast == "Vous ne répondez pas pour cette personne. /foyers dit qui le fait.", act
        assert (await neighbours["Inès"].presses("polls:nowords")).refused
        # Léa answers for Odette, and for nobody else.
        (ines,) = await rows(neighbours, "SELECT id FROM people WHERE name = 'Inès'")
        assert (await neighbours["Léa"].presses(f"polls:say:1:{ines['id']}:1")).refused
        assert "répondu." not in (await neighbours["Inès"].last()).text


async def test_who_no_longer_answers_for_her_cannot_finish(tilleuls: Opens) -> None:
    """The choice is made, then she leaves the group: what is typed afterwards counts for nobody."""
    async with with_odette(tilleuls) as neighbours:
        await neighbours["Léa"].presses("polls:for:1")
        await neighbours["Léa"].taps("Odette")
        await neighbours["Léa"].taps("Vert")
        await leaves(neighbours, "Odette")
        assert (await neighbours["Léa"].answers("Vert, bien sûr.")).refused
        assert "répondu." not in (await neighbours["Inès"].last()).text


async def test_the_question_for_her_words_stands_in_the_page_that_is_opened_again(tilleuls: Opens) -> None:
    async with with_odette(tilleuls) as neighbours:
        await neighbours["Léa"].presses("polls:for:1")
        await neighbours["Léa"].taps("Odette")
        await neighbours["Léa"].taps("Vert")
        async with neighbours.http.get(neighbours["Léa"].base) as response:
            page = (await response.text()).replace("\u00a0", " ").replace("&#39;", "'")
        assert "Réponse d'Odette : vert." in page


async def test_those_who_run_the_group_answer_for_who_has_no_account(tilleuls: Opens) -> None:
    async with with_odette(tilleuls) as neighbours:
        assert await says_for_odette(neighbours, "Jaune", name="Nadia") == ["Noté pour Odette : jaune. Reçu n° 1."]
        assert "jaune 1" in (await neighbours["Inès"].last()).text


async def test_odette_has_a_page_and_says_that_it_is_not_right(tilleuls: Opens) -> None:
    async with with_odette(tilleuls) as neighbours:
        odette = await gets_a_page(neighbours, "Odette")
        await says_for_odette(neighbours, "Vert")
        told = await odette.last()
        assert told.lines[-1] == "Léa a répondu pour vous : vert. Reçu n° 1."
        assert list(told.buttons) == ["Ce n'est pas juste"]
        assert told.lines not in [message.lines for message in await neighbours["Karim"].sees()]
        got = await odette.taps("Ce n'est pas juste")
        assert got.toast == "Votre réponse est retirée."
        assert (await neighbours["Karim"].last()).lines[-1].endswith("Chacun voit qui a répondu quoi.")
        assert (await neighbours["Léa"].last()).lines == [
            "On peint la porte en bleu, en vert ou en jaune ?",
            "Odette retire la réponse que vous avez donnée.",
        ]
        await odette.taps("Bleu")
        got = await neighbours["Léa"].presses("polls:unsay:1:6")
        assert got.toast == "Odette a répondu en personne. Vous ne pouvez pas retirer cette réponse."
        await neighbours["Léa"].presses("polls:for:1")
        await neighbours["Léa"].presses(next(iter(neighbours["Léa"].screen.buttons.values())))
        got = await neighbours["Léa"].taps("Vert")
        assert got.toast == "Odette a déjà répondu, en personne."
        assert (await neighbours["Karim"].last()).lines[-1] == "Bleu 1, vert 0, jaune 0. 1 personne a répondu."


async def test_in_a_vote_nothing_tells_afterwards_what_odette_chose(tilleuls: Opens) -> None:
    async with with_odette(tilleuls, ROOF) as neighbours:
        odette = await gets_a_page(neighbours, "Odette")
        await says_for_odette(neighbours, "Couverture Martin", "Martin, comme mon mari.")
        assert "Couverture Martin" in (await odette.last()).text
        assert "1 réponse donnée pour quelqu'un." in (await neighbours["Inès"].sees())[0].text
        await neighbours["Nadia"].presses("polls:close:1")
        assert not any("Léa a répondu pour vous" in message.text for message in await odette.sees())
        assert [message.lines for message in await odette.sees()][1] == [
            "Quelle entreprise pour la toiture ?",
            "Ce vote est fini.",
        ]
        assert await kept_anywhere(neighbours, "comme mon mari") == []
        assert await kept_anywhere(neighbours, "Couverture Martin", "Odette") == []
        for words in ("Reçu", "answered for you", "Noted for"):
            assert await kept_anywhere(neighbours, "Couverture Martin", words) == [], words


async def test_what_waited_for_odettes_next_act_goes_with_the_vote_too(tilleuls: Opens) -> None:
    async with with_odette(tilleuls, ROOF) as neighbours:
        odette = await gets_a_page(neighbours, "Odette")
        async with neighbours.program.database.writing() as tx:
            await tx.run("UPDATE chats SET pages = 0")  # a room in which nobody can be written to alone
        await says_for_odette(neighbours, "Couverture Martin")
        got = await odette.presses("polls:leave:1")
        assert got.private.lines[-1] == "Léa a répondu pour vous : Couverture Martin. Reçu n° 1."
        assert not (await odette.presses("polls:leave:1")).private.lines, "once"
        await neighbours["Nadia"].presses("polls:close:1")
        for words in ("Reçu", "answered for you", "Noted for"):
            assert await kept_anywhere(neighbours, "Couverture Martin", words) == [], words


async def test_in_a_vote_the_household_is_told_of_an_answer_that_was_given_for_one_of_them(
    tilleuls: Opens,
) -> None:
    async with tilleuls() as neighbours:
        await arrives(neighbours, "Odette", account=False)
        await relay_for(neighbours, "Odette", "Léa")
        await together(neighbours, "Inès", "Odette")
        await neighbours["Karim"].says(ROOF)
        await neighbours["Inès"].taps("Toits du Sud")
        await says_for_odette(neighbours, "Couverture Martin")
        assert (await neighbours["Inès"].last()).lines[-1] == (
            "Odette a changé la réponse de votre foyer. La dernière réponse compte."
        )


async def test_in_a_vote_nobody_answers_for_somebody_for_whom_another_one_answers(tilleuls: Opens) -> None:
    """copropriete.md §3.8, H3: the household of Odette and Inès has named Inès."""
    async with tilleuls() as neighbours:
        await arrives(neighbours, "Odette", account=False)
        await relay_for(neighbours, "Odette", "Léa")
        await together(neighbours, "Inès", "Odette", held_by="Inès", agreement="holder")
        await neighbours["Karim"].says(ROOF)
        await neighbours["Léa"].presses("polls:for:1")
        got = await neighbours["Léa"].taps("Odette")
        assert got.refused
        assert got.toast == "Dans ce foyer, c'est Inès qui répond."
        assert await rows(neighbours, "SELECT * FROM ballots") == []
