"""Who speaks in a Telegram group: members, those who were sent away, and those who hide behind another name."""

from pathlib import Path

from tests.bot.telegram.scenes import scene, shown
from tests.bot.telegram.street import QUESTION

ANONYMOUS = (
    "Vous écrivez au nom du groupe (administrateur anonyme). Écrivez avec votre nom, et je compte votre réponse."
)
CHANNEL = "Vous écrivez au nom d'une chaîne. Écrivez avec votre nom, et je vous réponds."
BOT = "Je ne réponds qu'aux personnes."


async def test_an_anonymous_administrator_is_asked_for_a_name_once(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        said = here.group.says_anonymously(here["Nadia"], QUESTION)
        await here.api.until(lambda: shown(here.group)[-1] == ANONYMOUS)
        assert here.group.from_bot()[-1].reply_to == said.id
        assert here.group.from_bot()[-1].silent
        here.group.says_anonymously(here["Nadia"], QUESTION)
        here.group.says_anonymously(here["Nadia"], "Bonne journée")
        await here.api.settled(0.3)
        assert len(here.group.from_bot()) == 2
        card = await here.card()
        here.group.says_anonymously(here["Nadia"], "vert", reply_to=card)
        await here.api.settled(0.3)
        assert card.edits == 0


async def test_a_channel_and_another_bot_are_told_once_why_they_get_no_answer(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.group.channel_says("Les nouvelles", QUESTION)
        await here.api.until(lambda: shown(here.group)[-1] == CHANNEL)
        here.group.other_bot_says("Meteo", "/sondage@palabre_bot Il pleut ou il neige ?")
        await here.api.until(lambda: shown(here.group)[-1] == BOT)
        for _ in range(3):
            here.group.other_bot_says("Meteo", "/menu@palabre_bot")
            here.group.channel_says("Les nouvelles", "/menu")
        here.group.other_bot_says("Meteo", "Merci !", reply_to=here.group.from_bot()[-1])
        await here.api.settled(0.3)
        assert len(here.group.from_bot()) == 3


async def test_where_the_list_of_members_is_hidden_everybody_votes(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        here.group.hide_members()
        assert (await here.taps("Léa", card, "Vert")).startswith("Noté : vert.")
        here.group.hide_members("member list is inaccessible")
        assert (await here.taps("Inès", card, "Vert")).startswith("Noté : vert.")
        await here.api.until(lambda: "vert 2" in card.text)


async def test_the_vote_of_somebody_who_was_sent_away_is_refused(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        await here.taps("Tomás", card, "Vert")
        here.group.kick(here["Tomás"], by=here["Nadia"])
        for data in (card.buttons["Bleu"], "polls:more:1", "polls:retract:1", "households:hello"):
            press = here["Tomás"].presses(card, data)
            said = await here.bubble(press)
            assert said == "Cela concerne le groupe « Les Tilleuls ». Demandez à un voisin de vous y inviter."
            assert press.answers[0].show_alert
        await here.api.until(lambda: "vert 1" in card.text)
        await here.api.settled(0.2)
        assert "vert 1" in card.text
        assert not here.screens("Tomás")


async def test_somebody_whom_nobody_in_the_group_ever_saw_is_refused(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        stranger = here.api.person("Odile")
        assert "Demandez à un voisin" in await here.bubble(stranger.presses(card, card.buttons["Bleu"]))
        await here.api.settled(0.2)
        assert card.edits == 0
