"""What is typed for minutes goes where whoever typed it means it to go, and is not lost."""

import pytest

from storage.minutes import StoredMinutes
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import rows
from tests.stories.homes import gets
from tests.stories.work_days import ASKED, MONDAY, published, work_day


async def written_by_karim(neighbours: Neighbourhood) -> None:
    """Nadia is asked, and has not answered; Karim writes, and hands it on."""
    await work_day(neighbours)
    await neighbours["Karim"].says("/note Haie taillée.")
    await neighbours["Karim"].taps("Chantier jardin")
    sent = await neighbours["Karim"].taps("Transmettre")
    assert sent.toast == "C'est transmis. La personne qui a organisé peut maintenant le publier."


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


async def test_whoever_put_it_off_is_asked_again_with_what_they_may_do(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await work_day(neighbours)
        karim, nadia = neighbours["Karim"], neighbours["Nadia"]
        await karim.says("/note Haie taillée.")
        await karim.taps("Chantier jardin")
        assert (await karim.taps("Plus tard")).toast == "Je vous le redemande dimanche 14 mars à 18 h."
        many = len(await nadia.sees())
        await neighbours.at(paris("2027-03-14", "18:01"))
        asked = await karim.last()
        assert asked.text == "Compte rendu : chantier jardin, samedi 13 mars, 4 adultes. Haie taillée."
        assert list(asked.buttons) == ["Transmettre", "Corriger", "Plus tard"]
        assert len(await nadia.sees()) == many
        assert not (await karim.taps("Transmettre")).refused
        await nadia.taps("Publier")
        assert "Le compte rendu est dans le groupe : chantier jardin, samedi 13 mars." in [
            seen.text for seen in await karim.sees()
        ]


async def test_what_another_wrote_is_put_off_by_whoever_may_publish_it(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await written_by_karim(neighbours)
        karim, nadia = neighbours["Karim"], neighbours["Nadia"]
        await nadia.taps("Plus tard")
        many = len(await karim.sees())
        await neighbours.at(paris("2027-03-14", "18:01"))
        assert list((await nadia.last()).buttons) == ["Publier", "Corriger", "Plus tard"]
        assert len(await karim.sees()) == many
        await nadia.taps("Publier")


async def test_what_was_published_meanwhile_is_not_asked_for_again(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await written_by_karim(neighbours)
        nadia = neighbours["Nadia"]
        await nadia.taps("Plus tard")
        await nadia.taps("Publier")
        many = len(await nadia.sees())
        await neighbours.at(paris("2027-03-14", "18:01"))
        assert len(await nadia.sees()) == many


async def test_whoever_organised_it_is_asked_though_somebody_looked_before(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await work_day(neighbours, until=paris("2027-03-13", "11:00"))
        await neighbours["Léa"].says("/note")
        await neighbours["Léa"].taps("Chantier jardin")
        await neighbours["Inès"].presses("workshops:come:1:0")
        await neighbours.at(paris("2027-03-13", "12:30"))
        nadia = neighbours["Nadia"]
        assert (await nadia.last()).text == ASKED
        assert (await nadia.answers("Haie taillée.")).private.lines == [
            "Compte rendu : chantier jardin, samedi 13 mars, 5 adultes. Haie taillée."
        ]


async def test_handed_on_twice_rings_once(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await written_by_karim(neighbours)
        told = "SELECT place FROM posts WHERE topic = 'minutes:1:question'"
        before = await rows(neighbours, told)
        again = await neighbours["Karim"].presses("minutes:send:1")
        assert again.toast == "C'est transmis. La personne qui a organisé peut maintenant le publier."
        assert await rows(neighbours, told) == before


async def test_a_task_that_goes_while_somebody_taps_is_no_longer_here(
    tilleuls: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)

        async def its_minutes(store: StoredMinutes, action: int) -> int:
            return 1  # read before the first of two taps was done

        monkeypatch.setattr(StoredMinutes, "of_action", its_minutes)
        nadia = neighbours["Nadia"]
        assert not (await nadia.presses("minutes:drop:1")).refused
        assert (await nadia.presses("minutes:drop:1")).toast == "Ce n'est plus ici."
