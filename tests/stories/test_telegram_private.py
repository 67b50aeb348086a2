"""The private conversation on Telegram: of which group one speaks there, and who no longer may."""

from pathlib import Path

from tests.bot.telegram.scenes import ended_well, hosted, labels, scene, words
from tests.bot.telegram.street import QUESTION, Street
from tests.peers.telegram import Message, Person, Room

UNKNOWN = "Je ne vous connais pas encore. Touchez d'abord un de mes boutons dans votre groupe."


async def answer(here: Street, person: Person, said: str) -> Message:
    """What comes back in private for these words."""
    before = len(person.private.messages)
    if said.startswith("/start"):
        person.starts(said.removeprefix("/start").strip())
    else:
        person.says(person.private, said)
    await here.api.until(lambda: len(person.private.messages) >= before + 2)
    return person.private.messages[before + 1]


async def orchard(here: Street, *names: str) -> Room:
    """Another group, « Le Verger », where these people have said hello."""
    other = here.api.group("Le Verger", members=[here[name] for name in names])
    other.add_bot(by=here[names[0]])
    await here.api.until(lambda: other.from_bot())
    for name in names:
        await here.taps(name, other.from_bot()[0], "👋 Dire bonjour")
    return other


async def test_a_stranger_is_told_their_number(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        stranger = here.api.person("Odile")
        for said in ("/start", "/menu", "Bonjour ?", QUESTION, "/mesdonnees", "/effacer"):
            got = await answer(here, stranger, said)
            assert words(got) == f"{UNKNOWN} (Pour qui m'héberge : votre numéro est {stranger.id}.)", said
        got = await answer(here, stranger, "/start polls-vote-1-1")
        assert "Les Tilleuls" not in got.text


async def test_somebody_in_one_group_needs_no_more_words(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        hello = await answer(here, here["Léa"], "/start")
        assert "Nous parlons de « Les Tilleuls »." in words(hello)
        assert labels(hello) == ["Menu", "Qui voit quoi ?", "✖️ Fermer"]
        here["Léa"].taps(hello, "Menu")
        await here.api.until(lambda: "Que voulez-vous faire ?" in words(hello))
        assert "Un autre groupe" not in labels(hello)
        await answer(here, here["Léa"], "/sondage On mange dehors ou dedans ?")
        await here.api.until(lambda: "Dehors" in here.group.from_bot()[-1].buttons)


async def test_somebody_in_two_groups_says_which_one_is_meant(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await here.taps("Léa", here.group.from_bot()[0], "👋 Dire bonjour")
        other = await orchard(here, "Léa")
        await answer(here, here["Léa"], "/start")
        which = await answer(here, here["Léa"], "/sondage On mange dehors ou dedans ?")
        assert words(which) == "De quel groupe s'agit-il ?"
        assert labels(which) == ["Les Tilleuls", "Le Verger", "✖️ Fermer"]
        press = here["Léa"].taps(which, "Le Verger")
        assert await here.bubble(press) == "Nous parlons maintenant de « Le Verger ». Écrivez /menu."
        await here.api.until(lambda: words(which).startswith("Nous parlons maintenant de « Le Verger »."))
        await answer(here, here["Léa"], "/sondage On mange dehors ou dedans ?")
        await here.api.until(lambda: "Dehors" in other.from_bot()[-1].buttons)
        assert len(here.group.from_bot()) == 1
        menu = await answer(here, here["Léa"], "/menu")
        assert words(menu).startswith("Le Verger")
        here["Léa"].taps(menu, "⋯ Plus")  # with a question that waits, all of it is more than one screen
        await here.api.until(lambda: "Un autre groupe" in labels(menu))
        here["Léa"].taps(menu, "Un autre groupe")
        await here.api.until(lambda: words(menu) == "De quel groupe s'agit-il ?")
        await here.taps("Léa", menu, "Les Tilleuls")
        assert words(await answer(here, here["Léa"], "/menu")).startswith("Les Tilleuls")


async def test_a_screen_in_private_speaks_of_its_own_group(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        other = await orchard(here, "Léa")
        await here.taps("Léa", await answer(here, here["Léa"], "/start"), "Le Verger")
        assert words(await answer(here, here["Léa"], "/menu")).startswith("Le Verger")
        screen = await here.alone("Léa", lambda: here["Léa"].taps(card, "⋯ Plus"))
        here["Léa"].taps(screen, "Ma réponse")
        await here.api.until(lambda: words(screen) == "Votre réponse : vert.")
        assert len(other.from_bot()) == 1


async def test_who_has_left_no_longer_acts_from_the_private_conversation(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        card = await here.card()
        for name in ("Inès", "Tomás"):
            await here.taps(name, card, "Vert")
        await here.api.until(lambda: "vert 2" in card.text)
        for name in ("Inès", "Tomás"):
            await answer(here, here[name], "/start")
        screen = await here.alone("Tomás", lambda: here["Tomás"].taps(card, "⋯ Plus"))
        here.group.leave(here["Inès"])
        here.group.kick(here["Tomás"], by=here["Nadia"])
        for name in ("Inès", "Tomás"):
            person = here[name]
            for said in ("/sondage On mange dehors ou dedans ?", "/start polls-vote-1-1", "/start polls-who-1"):
                got = await answer(here, person, said)
                assert words(got).startswith(UNKNOWN), (name, said)
        assert (await here.taps("Tomás", screen, "Qui a répondu")).startswith(UNKNOWN)
        await here.api.settled(0.2)
        assert len(here.group.from_bot()) == 2
        here.group.join(here["Inès"])
        assert "Nous parlons de « Les Tilleuls »." in words(await answer(here, here["Inès"], "/start"))


async def test_who_has_left_without_a_word_is_looked_for_first(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        await here.taps("Inès", here.group.from_bot()[0], "👋 Dire bonjour")
        assert words(await answer(here, here["Inès"], "/start")).startswith("Bonjour Inès.")
    # What it knew of her standing is forgotten with the process.
    here.group.members[here["Inès"].id] = "left"
    await here.api.open()
    async with hosted(tmp_path, here.api) as palabre:
        await palabre.ready()
        got = await answer(here, here["Inès"], "/sondage On mange dehors ou dedans ?")
        assert words(got).startswith(UNKNOWN)
        await ended_well(palabre)
    await here.api.close()


async def test_what_is_no_words_is_declined(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await here.taps("Léa", here.group.from_bot()[0], "👋 Dire bonjour")
        await answer(here, here["Léa"], "/start")
        assert "Écrivez /menu" in words(await answer(here, here["Léa"], "Bonjour ?"))
        assert "Vouliez-vous dire /sondage ?" in words(await answer(here, here["Léa"], "/sondages On mange ?"))
        here["Léa"].says(here["Léa"].private, "", photo_caption=True)
        await here.api.until(lambda: "Je ne sais lire que les mots." in words(here["Léa"].private.messages[-1]))


async def test_somebody_blocks_the_bot_and_comes_back(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        await answer(here, here["Léa"], "/start")
        here["Léa"].blocks_bot()
        press = here["Léa"].taps(card, "⋯ Plus")
        await here.api.until(lambda: press.answered)
        assert press.answers[0].url, "as somebody who never opened it"
        here["Léa"].follows(press)
        await here.api.until(lambda: "Qui a répondu" in labels(here["Léa"].private.messages[-1]))
