"""Hidden votes and all that is personal: in a room of each person's own, where nobody else ever hears anything."""

from pathlib import Path

from tests.bot.matrix.scenes import SLOWLY, alone, said, screen, street_with_a_clock
from tests.bot.matrix.street import Street, street
from tests.neighbours import plain
from tests.peers.synapse import Message, Town

ROOF = "!vote Quelle entreprise pour la toiture : Toits du Sud ou Couverture Martin ?"


async def ballot(here: Street, name: str, room: str) -> Message:
    return await screen(here, name, room, "Vote : quelle entreprise pour la toiture ?")


async def test_a_hidden_vote_is_answered_in_private_rooms_and_nowhere_else(tmp_path: Path, matrix: Town) -> None:
    names = ("Nadia", "Léa")
    async with street_with_a_clock(tmp_path, matrix, signs=False, names=names) as (here, _):
        lea, nadia = here["Léa"], here["Nadia"]
        await lea.says(here.room, ROOF)
        card = await here.sees("Léa", "🗳️")
        await lea.reacts(here.room, card.id, "1️⃣")  # there is no sign, and none means anything
        await nadia.leaves(await nadia.invited(here.bot, SLOWLY))  # she declines
        theirs = await nadia.opens_direct(here.bot)
        await nadia.says(theirs, "bonjour")
        sent = await here.sees("Nadia", "Vote : quelle entreprise", room=theirs, within=SLOWLY)
        # The menu comes above the vote or below it; a number would be that of the lower one, words are of either.
        await here.sees("Nadia", "1 question vous attend.", room=theirs, within=SLOWLY)
        assert "2. Couverture Martin" in sent.words
        await nadia.says(theirs, "couverture Martin")
        await here.sees("Nadia", "Noté pour votre foyer : Couverture Martin.", room=theirs, within=SLOWLY)

        hers = await alone(here, "Léa")  # late
        sent = await ballot(here, "Léa", hers)
        assert sent.encrypted
        assert sent.kind == "m.text"
        await lea.reacts(hers, sent.id, "1️⃣")
        await screen(here, "Léa", hers, "Écrivez plutôt le numéro")
        await lea.says(hers, "  toits du sud !")
        noted = await screen(here, "Léa", hers, "Noté pour votre foyer : Toits du Sud.")
        assert noted.kind == "m.notice"
        await lea.leaves(here.room)
        await lea.says(hers, "2")  # she is no neighbour any more
        await screen(here, "Léa", hers, "Je ne vous connais pas encore. Entrez d'abord dans le salon")
        assert set(lea.rooms[here.room].reactions(card.id)) == {"1️⃣"}, "hers, which nobody counted"
        assert "Toits du Sud" not in " ".join(said(here, "Léa"))


async def test_whoever_opens_the_private_conversation_is_heard_from_the_first_word(
    tmp_path: Path, matrix: Town
) -> None:
    async with street(tmp_path, matrix) as here:
        lea = here["Léa"]
        stranger = await matrix.resident("Marc")
        here.people["Marc"] = stranger
        # Apps send the first words right behind the invitation, and do not wait for an answer to it.
        hers = await lea.opens_direct(here.bot, encrypted=False)
        await lea.sends(hers, "m.room.message", {"msgtype": "m.text", "body": "Bonjour !"})
        his = await stranger.opens_direct(here.bot, encrypted=False)
        await stranger.sends(his, "m.room.message", {"msgtype": "m.text", "body": "bonjour"})
        shown = await screen(here, "Léa", hers, "Que voulez-vous faire")
        assert "Les Tilleuls" in shown.words
        told = await screen(here, "Marc", his, "Je ne vous connais pas encore.")
        assert f"votre adresse est {stranger.id}" in plain(told.words)
        await lea.sends(hers, "m.room.message", {"msgtype": "m.image", "body": "toit.jpg", "url": "mxc://x/y"})
        await screen(here, "Léa", hers, "Je ne sais lire que les mots.")


async def test_a_third_person_in_a_private_room_hears_nothing_there(tmp_path: Path, matrix: Town) -> None:
    async with street(tmp_path, matrix) as here:
        lea, marc = here["Léa"], await matrix.resident("Marc")
        here.people["Marc"] = marc
        await lea.says(here.room, "!moi")
        first = await alone(here, "Léa")
        heard = await screen(here, "Léa", first, "Léa")
        await lea.invites(first, marc)
        await marc.joins(first)
        await marc.sees(first, lambda shown: shown.inside)
        await lea.says(first, "!moi")
        await marc.says(first, "!moi")
        second = await alone(here, "Léa")
        assert second != first
        again = await screen(here, "Léa", second, "Léa")
        assert again.words == heard.words
        assert len(said(here, "Léa", first)) == 1
        assert said(here, "Marc", first) == []
        assert not marc.invitations, "who comes along is not spoken to"
