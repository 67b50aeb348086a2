"""Reminders in a Matrix room: set in private by words and numbers, rung there, or in the room for everybody."""

from datetime import timedelta
from pathlib import Path

from tests.bot.matrix.scenes import alone, lines, picks, said, screen, street_with_a_clock
from tests.peers.synapse import Town


async def test_ones_own_in_private_and_one_for_the_room(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, signs=False, names=("Nadia", "Léa")) as (here, hands):
        before = len(said(here, "Nadia"))
        await here["Léa"].says(here.room, "!rappel dans 20 minutes sortir le pain")
        lea = await alone(here, "Léa")
        noted = await screen(here, "Léa", lea, "C'est noté : sortir le pain.")
        assert "Rien que pour vous." in lines(noted)
        await here["Léa"].says(lea, "!rappel arroser dans 50 minutes")
        noted = await screen(here, "Léa", lea, "C'est noté : arroser.")
        await picks(here, "Léa", noted, lea, "Pour le groupe")
        await screen(here, "Léa", lea, "Pour tout le groupe.")
        hands.passes(timedelta(minutes=21))
        rung = await screen(here, "Léa", lea, "⏰ Sortir le pain.")
        assert "1. C'est fait" in lines(rung)
        assert len(said(here, "Nadia")) == before, "the room is told nothing"
        await picks(here, "Léa", rung, lea, "C'est fait")
        hands.passes(timedelta(minutes=30))
        await here.sees("Nadia", "💧 Arroser.")
