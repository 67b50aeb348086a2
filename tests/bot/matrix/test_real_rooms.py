"""Real rooms: who brings Palabre in, who may what there, and rooms that end and go on elsewhere."""

from pathlib import Path

from tests.bot.matrix.scenes import SLOWLY, alone, counts, picks, said, screen, street_with_a_clock
from tests.bot.matrix.street import street
from tests.neighbours import plain
from tests.peers.synapse import Town


async def test_the_host_is_asked_in_private_and_says_yes_or_no(tmp_path: Path, matrix: Town) -> None:
    host = await matrix.resident("Sylvie")
    async with street(
        tmp_path, matrix, welcome=False, ACCESS__NEW_GROUPS="approve", ACCESS__OPERATOR=host.id
    ) as here:
        karim, lea = here["Karim"], here["Léa"]
        here.people["Sylvie"] = host
        await here["Nadia"].gives_power(here.room, karim, 50)
        await karim.invites(here.room, here.bot)
        private = await alone(here, "Sylvie")
        asked = await screen(here, "Sylvie", private, "Les Tilleuls")
        assert plain(asked.words).startswith("Karim voudrait m'ajouter au groupe « Les Tilleuls ».")
        assert asked.encrypted
        assert asked.kind == "m.text"
        assert not karim.rooms[here.room].joined(here.bot.id)
        await picks(here, "Sylvie", asked, private, "Accepter")
        await here.sees("Karim", "Bonjour à tous", within=SLOWLY)

        other = await lea.opens_room("Réunion secrète", invites=(here.bot,))
        asked = await screen(here, "Sylvie", private, "Réunion secrète")
        await picks(here, "Sylvie", asked, private, "Refuser")
        await screen(here, "Sylvie", private, "« Réunion secrète » : refusé. Je n'y réponds à personne.")

        own = await host.opens_room("Chez Sylvie", invites=(here.bot,), encrypted=True)
        await here.sees("Sylvie", "Bonjour à tous", room=own, within=SLOWLY)
        assert (await lea.state(other, "m.room.member", here.bot.id))["membership"] == "invite"


async def test_a_room_goes_on_in_another_one_with_the_poll_and_its_answers(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, version="10", encrypted=False, signs=False) as (here, _):
        karim, lea, nadia = here["Karim"], here["Léa"], here["Nadia"]
        card = await here.card(signs=0)
        await lea.reacts(here.room, card.id, "2️⃣")
        await karim.reacts(here.room, card.id, "1️⃣")
        await counts(here, card, "Bleu 1, vert 1, jaune 0")

        old, here.room = here.room, await nadia.upgrades(here.room, "12")
        for person in (karim, lea):
            await nadia.invites(here.room, person)
            await person.joins(here.room)
        # Somebody hopes that Palabre takes any room that names the former one for the new one.
        trap = await lea.opens_room(
            "Piège", creation_content={"predecessor": {"room_id": old}}, invites=(here.bot,)
        )
        await nadia.invites(here.room, here.bot)
        card = await here.sees("Karim", "On peint la porte", within=SLOWLY)
        assert "Bleu 1, vert 1, jaune 0" in plain(card.words)
        assert karim.rooms[here.room].version == "12"
        await lea.reacts(here.room, card.id, "1️⃣")
        blue = await nadia.reacts(here.room, card.id, "1️⃣")
        await counts(here, card, "Bleu 3, vert 0, jaune 0")
        await nadia.takes_back(here.room, blue)
        await counts(here, card, "Bleu 2, vert 0, jaune 0")
        assert not any("Bonjour à tous" in words for words in said(here, "Karim")), "everybody knows it already"
        await here.sees("Léa", "Bonjour à tous", room=trap, within=SLOWLY)  # a room like any other


async def test_palabre_follows_into_an_open_room_and_nowhere_by_a_trick(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, encrypted=False, signs=False) as (here, _):
        karim, lea, nadia = here["Karim"], here["Léa"], here["Nadia"]
        card = await here.card(signs=0)
        # Léa, who is nobody in Les Tilleuls, says that her own room goes on there; and that it goes on elsewhere.
        hers = await lea.opens_room("Chez Léa", invites=(here.bot,))
        await here.sees("Léa", "Bonjour à tous", room=hers, within=SLOWLY)
        await lea.sets(hers, "m.room.tombstone", {"body": "", "replacement_room": here.room})
        await lea.reacts(here.room, card.id, "1️⃣")
        await counts(here, card, "Bleu 1, vert 0, jaune 0")
        other = await karim.opens_room("Place du village", preset="public_chat")
        await lea.sets(hers, "m.room.tombstone", {"body": "", "replacement_room": other})

        await nadia.sets(here.room, "m.room.join_rules", {"join_rule": "public"})
        here.room = await nadia.upgrades(here.room, "11")
        await karim.joins(here.room)
        card = await here.sees("Karim", "On peint la porte", within=SLOWLY)
        assert "Bleu 1, vert 0, jaune 0" in plain(card.words)
        left = await karim.state(other, "m.room.member", here.bot.id)
        assert left["membership"] == "leave", "the square does not say that it goes on for anything"


async def test_who_moderates_the_room_now_may_name_and_who_did_may_not(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, version="12", signs=False) as (here, _):
        karim, lea, nadia = here["Karim"], here["Léa"], here["Nadia"]
        await nadia.gives_power(here.room, karim, 50)
        await nadia.gives_power(here.room, lea, 50)
        await nadia.gives_power(here.room, lea, 0)
        await lea.says(here.room, "!groupe")
        private = await alone(here, "Léa")
        shown = await screen(here, "Léa", private, "Qui anime ?")
        await picks(here, "Léa", shown, private, "Qui anime ?")
        assert "Nommer quelqu'un" not in (await screen(here, "Léa", private, "Retour")).words

        await karim.says(here.room, "!groupe")
        private = await alone(here, "Karim")
        for label in ("Qui anime ?", "Nommer quelqu'un", "Léa", "Anime et vote", "3 mois"):
            await picks(here, "Karim", await screen(here, "Karim", private, f". {label}"), private, label)
        await screen(here, "Karim", private, "C'est noté. Léa anime")


async def test_palabre_is_shown_out_and_brought_back(tmp_path: Path, matrix: Town) -> None:
    async with street(tmp_path, matrix, version="11") as here:
        karim, lea, nadia = here["Karim"], here["Léa"], here["Nadia"]
        card = await here.card(signs=0)
        await lea.reacts(here.room, card.id, "2️⃣")
        await counts(here, card, "Bleu 0, vert 1, jaune 0")
        await nadia.kicks(here.room, here.bot)
        await karim.sees(here.room, lambda shown: not shown.joined(here.bot.id))
        await karim.reacts(here.room, card.id, "3️⃣")  # nobody hears it
        await nadia.invites(here.room, here.bot)
        await karim.sees(here.room, lambda shown: shown.joined(here.bot.id), SLOWLY)
        await nadia.reacts(here.room, card.id, "1️⃣")
        await counts(here, card, "Bleu 1, vert 1, jaune 0")
        assert [words.split(".")[0] for words in said(here, "Karim")][1:] == ["Bonjour à tous"], (
            "it says hello anew"
        )
