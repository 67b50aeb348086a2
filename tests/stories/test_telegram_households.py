"""The first five minutes on Telegram: who lives with whom, in two taps, without a word to the group (§1)."""

from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, words
from tests.bot.telegram.street import Street
from tests.peers.telegram.messages import Message
from tests.stories.test_telegram_groups import number

HELLO = "👋 Dire bonjour"


async def with_sarah(here: Street, folder: Path) -> Message:
    """Nadia accompanies, Sarah and Inès have tapped something; gives the welcome card."""
    here.people["Sarah"] = here.api.person("Sarah")
    here.group.join(here["Sarah"])
    (welcome,) = here.group.from_bot()
    accompanies = f"groups:mine:{await number(folder, here.group)}:accompany"
    await here.alone("Nadia", lambda: here["Nadia"].presses(welcome, accompanies))
    for name in ("Sarah", "Inès"):
        await here.alone(name, lambda name=name: here[name].taps(welcome, "Qui voit"))
    return welcome


async def tapped(here: Street, name: str, screen: Message, label: str) -> Message:
    """What stands before this person once they have tapped that, on the same or on another message."""
    before = words(screen)
    here[name].taps(screen, label)
    await here.api.until(lambda: words(here.screens(name)[-1]) != before)
    return here.screens(name)[-1]


async def offered(here: Street, name: str, label: str) -> Message:
    """The screen before this person that has this button."""
    await here.api.until(lambda: any(label in screen.buttons for screen in here.screens(name)))
    return next(screen for screen in here.screens(name) if label in screen.buttons)


async def test_karim_names_sarah_and_she_says_yes(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        welcome = await with_sarah(here, tmp_path)
        screen = await here.alone("Karim", lambda: here["Karim"].taps(welcome, HELLO))
        assert words(screen) == "Bonjour Karim. Quelqu'un d'autre de chez vous est dans ce groupe ?"
        assert labels(screen) == ["Oui", "Non, personne d'autre", "✖️ Fermer"]
        screen = await tapped(here, "Karim", screen, "Oui")
        assert words(screen) == "Qui ?"
        assert labels(screen) == ["Sarah", "Inès", "Écrire un prénom", "✖️ Fermer"]
        screen = await tapped(here, "Karim", screen, "Sarah")
        assert words(screen) == (
            "Noté : Karim et Sarah, un seul foyer. Sarah n'aura qu'à dire oui. "
            "Pour recevoir vos rappels personnels, ouvrez aussi la conversation privée."
        )
        assert labels(screen) == ["Ouvrir le privé", "Plus tard", "✖️ Fermer"]
        screen = await here.alone("Sarah", lambda: here["Sarah"].taps(welcome, HELLO))
        assert words(screen) == "Bonjour Sarah. Karim dit que vous êtes du même foyer. C'est juste ?"
        assert labels(screen) == ["Oui", "Non", "✖️ Fermer"]
        screen = await tapped(here, "Sarah", screen, "Oui")
        assert words(screen).startswith("Noté : Karim et Sarah, un seul foyer.")
        await here.api.until(lambda: "👋 2 voisins ont dit bonjour." in words(welcome))
        assert here.group.from_bot() == [welcome], "messages in the group: none but the welcome card, edited"
        assert not here.screens("Léa")


async def test_whoever_has_no_private_chat_is_told_with_the_answer_to_their_next_act(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        welcome = await with_sarah(here, tmp_path)
        screen = await here.alone("Karim", lambda: here["Karim"].taps(welcome, HELLO))
        screen = await tapped(here, "Karim", screen, "Oui")
        await tapped(here, "Karim", screen, "Sarah")
        card = await here.card("Léa")
        screen = await here.alone("Sarah", lambda: here["Sarah"].taps(card, "Vert"))
        assert words(screen) == "Bonjour Sarah. Karim dit que vous êtes du même foyer. C'est juste ?"
        press = here["Sarah"].taps(screen, "Non")
        assert await here.bubble(press) == "Noté : deux foyers. Je préviens Karim."
        screen = await here.alone("Karim", lambda: here["Karim"].taps(card, "Bleu"))
        assert words(screen) == "Sarah compte comme un foyer à part. Rien ne change pour vous."


async def test_who_has_a_private_chat_is_not_asked_to_open_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        welcome = await with_sarah(here, tmp_path)
        await here.alone("Karim", lambda: here["Karim"].taps(welcome, "Qui voit"))
        here["Karim"].starts()
        here["Sarah"].starts()
        await here.api.until(lambda: here["Karim"].private.from_bot() and here["Sarah"].private.from_bot())
        here["Karim"].taps(welcome, HELLO)
        for label in ("Oui", "Sarah"):
            here["Karim"].taps(await offered(here, "Karim", label), label)
        await here.api.until(
            lambda: any(
                words(one) == "Noté : Karim et Sarah, un seul foyer. Sarah n'aura qu'à dire oui."
                for one in here.screens("Karim")
            )
        )
        asks = "Bonjour Sarah. Karim dit que vous êtes du même foyer. C'est juste ?"
        await here.api.until(lambda: words(here["Sarah"].private.from_bot()[-1]) == asks)
        assert here["Sarah"].private.from_bot()[-1].silent
        assert here.group.from_bot() == [welcome]
        here["Sarah"].taps(here["Sarah"].private.from_bot()[-1], "Oui")
        told = "Sarah dit oui. Un seul foyer : Karim et Sarah."
        await here.api.until(lambda: words(here["Karim"].private.from_bot()[-1]) == told)


async def test_claims_of_another_group_are_nobodys_business(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        welcome = await with_sarah(here, tmp_path)
        screen = await here.alone("Karim", lambda: here["Karim"].taps(welcome, HELLO))
        screen = await tapped(here, "Karim", screen, "Oui")
        sarah = screen.buttons["Sarah"]
        await tapped(here, "Karim", screen, "Sarah")
        question = await here.alone("Sarah", lambda: here["Sarah"].taps(welcome, HELLO))
        other = here.api.group("Le Verger", members=[here["Tomás"]])
        other.add_bot(by=here["Tomás"])
        await here.api.until(lambda: other.from_bot())
        ours, theirs = await number(tmp_path, here.group), await number(tmp_path, other)
        for data in (sarah, question.buttons["Oui"], sarah.replace(f":{ours}:", f":{theirs}:", 1)):
            press = here["Tomás"].presses(other.from_bot()[0], data)
            assert await here.bubble(press) in (
                "Cela concerne un autre groupe.",
                "Cette personne ne décide pas dans ce groupe.",
            )
        press = here["Léa"].presses(welcome, question.buttons["Oui"])
        assert await here.bubble(press) == "Cette question est pour Sarah."
