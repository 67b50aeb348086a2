"""Sunday's summary in a Telegram group: a silent picture with its words and buttons, exactly once."""

from datetime import datetime
from pathlib import Path

from bot.config import Access, Config, Salon, Storage, Telegram
from bot.limits import Limits
from bot.program import Program
from tests.bot.telegram.scenes import labels, words
from tests.neighbours import paris
from tests.peers.telegram import bot_api

SUNDAY = paris("2027-03-07", "17:50")


async def test_one_silent_picture_with_its_words(tmp_path: Path) -> None:
    hands = [SUNDAY]
    async with bot_api(flood=False) as api:
        karim, lea = api.person("Karim"), api.person("Léa")
        group = api.group("Les Tilleuls", members=[karim, lea])

        def now() -> datetime:
            return hands[0]

        program = Program(
            Config(
                storage=Storage(url=f"sqlite:///{tmp_path}/palabre.db"),
                salon=Salon(port=0),
                telegram=Telegram.model_validate({"token": api.token, "api_url": api.url}),
                access=Access(new_groups="open"),
            ),
            now=now,
            limits=Limits(per_account=10**9, per_room=10**9),
        )
        await program.start()
        try:
            group.add_bot(by=karim)
            await api.until(lambda: len(group.from_bot()) == 1)
            karim.says(group, "/sondage On peint la porte en bleu ou en vert ? jusqu'à mardi 9 mars 20h")
            await api.until(lambda: len(group.from_bot()) == 2)
            await api.settled()
            hands[0] = paris("2027-03-07", "18:00")
            program.clock.wake()
            await api.until(lambda: len(group.from_bot()) == 3)
            told = group.from_bot()[-1]
            assert told.silent
            assert told.photo
            assert words(told) == (
                "🗓️ Semaine du lundi 8 mars "
                "• À répondre : « On peint la porte en bleu ou en vert ? », jusqu'au mardi 9 mars à 20 h"
            )
            assert labels(told) == ["À répondre : 1", "Voir la semaine"]
            press = lea.taps(told, "À répondre")
            await api.until(lambda: press.answered)
            hands[0] = paris("2027-03-07", "20:00")
            program.clock.wake()
            await api.settled()
            assert len(group.from_bot()) == 3, "once"
        finally:
            await program.stop()
