"""Palabre is brought into a Telegram group, given powers, deprived of them, shown out, and brought back."""

from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, shown, words

HELLO = "Bonjour à tous. Je suis Palabre, un robot de voisinage."
KEEPS = "Je ne garde que ce que vous m'adressez : mes boutons, mes commandes, les réponses à mes messages."
HEARS = "Je suis administrateur ici : je reçois donc tous vos messages. Je jette aussitôt ceux qui ne me sont pas adressés."
WAITS = "Bonjour. La personne qui m'héberge doit m'ajouter elle-même à ce groupe."
ASKS = "Bonjour. Je demande à la personne qui m'héberge si je peux rester."
APPROVE = {"ACCESS__NEW_GROUPS": "approve"}


async def test_without_the_agreement_of_its_host_it_says_so_and_knows_nobody(tmp_path: Path) -> None:
    async with scene(tmp_path, welcome=False, **APPROVE) as here:
        here.group.add_bot(by=here["Nadia"])
        await here.api.until(lambda: shown(here.group) == [WAITS])
        assert here.group.from_bot()[0].silent
        here["Karim"].starts()
        here["Karim"].says(here.group, "/sondage On mange dehors ou dedans ?")
        refusal = "Ce salon n'a pas encore de groupe."
        await here.api.until(lambda: any(said.startswith(refusal) for said in shown(here["Karim"].private)))
        await here.api.settled()
        assert shown(here.group) == [WAITS], "no card"


async def test_its_host_brings_it_in_by_number(tmp_path: Path) -> None:
    async with scene(tmp_path, welcome=False, ACCESS__OPERATOR="1001", **APPROVE) as here:
        assert here["Nadia"].id == 1001
        here.group.add_bot(by=here["Karim"])
        await here.api.until(lambda: shown(here.group) == [ASKS])
        here.group.remove_bot(by=here["Karim"])
        here.group.add_bot(by=here["Nadia"])
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        assert shown(here.group)[1].startswith(HELLO)
        assert KEEPS in shown(here.group)[1]
        await here.card()


async def test_its_host_brings_it_in_by_name(tmp_path: Path) -> None:
    async with scene(tmp_path, welcome=False, ACCESS__OPERATOR="@Host_Of_Palabre", **APPROVE) as here:
        host = here.api.person("Odile", username="host_of_palabre")
        other = here.api.person("Ophélie", username="host_of_palabre_2")
        here.group.join(host)
        here.group.join(other)
        here.group.add_bot(by=other)
        await here.api.until(lambda: shown(here.group) == [WAITS])
        here.group.remove_bot(by=other)
        here.group.add_bot(by=host)
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        assert shown(here.group)[1].startswith(HELLO)


async def test_brought_in_as_an_administrator_it_says_what_that_means(tmp_path: Path) -> None:
    async with scene(tmp_path, welcome=False) as here:
        here.group.add_bot(by=here["Nadia"], administrator=True)
        await here.api.until(lambda: here.group.from_bot())
        (welcome,) = here.group.from_bot()
        assert words(welcome).startswith(HELLO)
        assert HEARS in words(welcome)
        assert KEEPS not in words(welcome)
        assert labels(welcome) == ["Essayer un sondage", "👋 Dire bonjour", "Qui voit quoi ?"]
        told = await here.alone("Léa", lambda: here["Léa"].taps(welcome, "Qui voit quoi"))
        assert "Je suis administrateur ici" in words(told)
        here["Karim"].says(here.group, "Le code du portail est 4711B")
        here["Karim"].says(here.group, "/sondage@autre_bot On mange dehors ou dedans ?")
        await here.api.settled()
        assert len(here.group.from_bot()) == 1
        database = b"".join(file.read_bytes() for file in tmp_path.glob("palabre.db*"))
        assert b"4711B" not in database, "what is not addressed to it is thrown away"


async def test_promoted_later_it_says_so_and_demoted_it_takes_it_back(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        (welcome,) = here.group.from_bot()
        assert KEEPS in words(welcome)
        here.group.promote_bot(by=here["Nadia"])
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        said = here.group.from_bot()[1]
        assert words(said) == f"{HEARS} Je n'ai pas besoin de l'être : vous pouvez me retirer ce rôle."
        assert said.silent
        await here.api.until(lambda: HEARS in words(welcome))
        here.group.demote_bot(by=here["Nadia"])
        await here.api.until(lambda: KEEPS in words(welcome))
        assert "administrateur" not in words(welcome)


async def test_after_the_demotion_nothing_says_that_it_is_an_administrator(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.group.promote_bot(by=here["Nadia"])
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        here.group.demote_bot(by=here["Nadia"])
        await here.api.until(lambda: not any("Je suis administrateur" in said for said in shown(here.group)))


async def test_promoted_a_second_time_it_says_so_again(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.group.promote_bot(by=here["Nadia"])
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        here.group.demote_bot(by=here["Nadia"])
        await here.card()
        here.group.promote_bot(by=here["Karim"])
        await here.api.until(lambda: "Je suis administrateur" in shown(here.group)[-1])


async def test_several_say_hello_and_the_card_counts_them_once(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        (welcome,) = here.group.from_bot()
        for name in ("Karim", "Léa", "Inès"):
            screen = await here.alone(name, lambda name=name: here[name].taps(welcome, "👋 Dire bonjour"))
            asks = f"Bonjour {name}. Quelqu'un d'autre de chez vous est dans ce groupe ?"
            assert words(screen) == asks
        await here.taps("Karim", welcome, "👋 Dire bonjour")
        await here.api.until(lambda: "👋 3 voisins ont dit bonjour." in words(welcome))
        assert len(here.group.from_bot()) == 1
        assert welcome.edits <= 2, "taps are gathered in a few edits"


async def test_removed_and_brought_back_it_has_lost_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        welcome = here.group.from_bot()[0]
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        await here.api.until(lambda: "vert 1" in card.text)
        here.group.remove_bot(by=here["Nadia"])
        await here.api.settled()
        here.group.add_bot(by=here["Inès"])
        await here.api.until(lambda: shown(here.group)[-1].startswith(HELLO))
        again = here.group.from_bot()[-1]
        assert again is not welcome
        assert again.buttons
        await here.taps("Tomás", card, "Vert")
        await here.api.until(lambda: "vert 2" in card.text)
        await here.api.until(lambda: not welcome.buttons or welcome.deleted)


async def test_what_was_voted_just_before_it_was_removed_is_shown_once_it_is_back(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        await here.api.until(lambda: "vert 1" in card.text)
        await here.taps("Inès", card, "Bleu")
        here.group.remove_bot(by=here["Nadia"])
        await here.api.settled()
        assert "Bleu 0" in card.text, "a card is drawn anew every 3 s at the most"
        here.group.add_bot(by=here["Nadia"])
        await here.api.until(lambda: "Bleu 1, vert 1, jaune 0." in card.text)


async def test_a_deleted_group_leaves_the_others_in_peace(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        other = here.api.group("Le Verger", members=[here["Karim"], here["Léa"]])
        other.add_bot(by=here["Karim"])
        await here.api.until(lambda: other.from_bot())
        await here.taps("Léa", card, "Vert")
        here.group.delete()
        here.group = other
        again = await here.card()
        await here.taps("Léa", again, "Jaune")
        await here.api.until(lambda: "jaune 1" in again.text)
        await here.api.settled(0.3)
        refused = [call for call in here.api.calls if call.status == 403 and call.chat_id == card.room.id]
        assert len(refused) <= 2, "it does not knock at a closed door again and again"


async def test_two_groups_never_see_each_other(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        odette = here.api.person("Odette")
        verger = here.api.group("Le Verger", members=[odette, here["Tomás"]])
        verger.add_bot(by=odette)
        await here.api.until(lambda: verger.from_bot())
        (welcome,) = verger.from_bot()
        vote = card.buttons["Vert"]
        poll = vote.split(":")[2]
        acts = ("more", "who", "mine", "close", "withdraw", "extend")
        for data in (vote, *(f"polls:{act}:{poll}" for act in acts)):
            press = odette.presses(welcome, data)
            assert await here.bubble(press) == "Cela concerne un autre groupe.", data
            assert press.answers[0].show_alert
        # From the card itself, with a client that can do anything: she is not in that group.
        assert "Les Tilleuls" in await here.bubble(odette.presses(card, vote))
        await here.bubble(odette.taps(welcome, "👋 Dire bonjour"))
        odette.starts()
        await here.api.until(lambda: odette.private.messages[-1].from_bot)
        assert "Nous parlons de « Le Verger »." in words(odette.private.messages[-1])
        assert (
            await here.bubble(odette.presses(odette.private.messages[-1], vote))
            == "Cela concerne un autre groupe."
        )
        # Tomás is in both: his press of the one group's poll from the other group's room is not of that room.
        assert await here.bubble(here["Tomás"].presses(welcome, vote)) == "Cela concerne un autre groupe."
        await here.api.settled(0.3)
        assert card.edits == 0
        assert len(verger.from_bot()) == 1
        assert not any("porte" in said for said in shown(verger))
