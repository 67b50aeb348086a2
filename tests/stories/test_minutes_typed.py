"""What is typed for minutes goes where whoever typed it means it to go, and is not lost."""

from tests.conftest import Opens
from tests.neighbours import Neighbourhood
from tests.poll_people import rows
from tests.stories.homes import gets
from tests.stories.work_days import MONDAY, work_day


async def written_by_karim(neighbours: Neighbourhood) -> None:
    """Nadia is asked, and has not answered; Karim writes, and hands it on."""
    await work_day(neighbours)
    await neighbours["Karim"].says("/note Haie taillée.")
    await neighbours["Karim"].taps("Chantier jardin")
    await neighbours["Karim"].taps("Transmettre")


async def kept(neighbours: Neighbourhood) -> list[str]:
    return [row["words"] for row in await rows(neighbours, "SELECT words FROM minutes ORDER BY id")]


async def test_what_is_typed_after_publishing_is_no_longer_for_the_minutes(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await written_by_karim(neighbours)
        nadia = neighbours["Nadia"]
        await nadia.taps("Publier")
        assert await rows(neighbours, "SELECT person FROM drafts WHERE feature = 'minutes'") == []
        await nadia.answers("Le code du portail est 4512.")
        assert await kept(neighbours) == ["Haie taillée."]
        assert "4512" not in (await neighbours["Léa"].last()).text


async def test_whoever_types_too_late_reads_what_is_published(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await work_day(neighbours)
        await gets(neighbours, "Inès", "facilitator")
        ines, nadia = neighbours["Inès"], neighbours["Nadia"]
        for name in ("Karim", "Inès"):
            await neighbours[name].says("/note")
            await neighbours[name].taps("Chantier jardin")
        await nadia.answers("Haie taillée.")
        await nadia.presses("minutes:publish:1")
        await gets(neighbours, "Inès", "resident")
        late = await ines.answers("Le code du portail est 4512.")
        assert late.toast == "C'est déjà publié."
        assert late.private.lines[1] == "Haie taillée."
        assert "Corriger" not in late.private.buttons
        await ines.answers("Encore un mot.")
        assert await kept(neighbours) == ["Haie taillée."]
        assert "4512" not in (await neighbours["Léa"].last()).text
