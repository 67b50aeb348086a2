"""An opinion in a Matrix room: asked for by a mark that all see, given by numbers that nobody else does."""

from datetime import datetime, timedelta
from pathlib import Path

from storage.database import Transaction, stamp
from tests.bot.matrix.scenes import SLOWLY, alone, lines, picks, said, screen, street_with_a_clock
from tests.peers.synapse import Town


async def _is_over(tx: Transaction, now: datetime) -> None:
    """It was yesterday: what neighbours do in a room has the time of its server, which no hand turns."""
    began, ended = (stamp(now - timedelta(hours=hours)) for hours in (24, 22))
    await tx.run(
        "UPDATE workshops SET starts = :starts, ends = NULL, starts_at = :began, over_at = :ended",
        starts=f"{now - timedelta(hours=24):%Y-%m-%dT%H:%M}",
        began=began,
        ended=ended,
    )
    await tx.run("UPDATE alarms SET due_at = :due WHERE name = 'over'", due=stamp(now))


async def test_nothing_that_others_see_tells_what_somebody_thinks(tmp_path: Path, matrix: Town) -> None:
    async with street_with_a_clock(tmp_path, matrix, signs=False, names=("Nadia", "Léa")) as (here, hands):
        await here["Nadia"].says(here.room, "!atelier Chantier jardin : demain à 10h")
        card = await here.sees("Léa", "📅 C'est fixé : chantier jardin")
        assert hands.program is not None
        async with hands.program.database.writing() as tx:
            await _is_over(tx, hands.now())
        hands.passes(timedelta(minutes=1))
        await here.becomes("Léa", card, "📅 C'était", SLOWLY)
        before = len(said(here, "Nadia"))
        card = await here.sees("Léa", "📅 C'était")
        (offered,) = (line for line in lines(card) if "Donner mon avis" in line)
        await here["Léa"].reacts(here.room, card.id, offered.split()[0])
        lea = await alone(here, "Léa")
        for asks, answers in (
            ("Est-ce que cela vous a été utile", "😀 Beaucoup"),
            ("A-t-on pris le temps de vous écouter", "🙂 Plutôt oui"),
            ("Le rythme vous convenait", "😐 Moyennement"),
        ):
            asked = await screen(here, "Léa", lea, asks)
            await picks(here, "Léa", asked, lea, answers)
        asked = await screen(here, "Léa", lea, "Un mot à ajouter")
        assert "1. Passer" in lines(asked)
        await here["Léa"].says(lea, "Un peu plus de café")
        thanks = await screen(here, "Léa", lea, "Merci. Votre avis est noté : chantier jardin.")
        assert {"Écoute : plutôt oui", "« Un peu plus de café »"} <= {line.strip("• ") for line in lines(thanks)}
        assert len(said(here, "Nadia")) == before, "the room is told nothing"
