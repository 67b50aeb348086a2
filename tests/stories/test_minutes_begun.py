"""What was begun and not published is found again, once, with all its words."""

from tests.conftest import Opens
from tests.neighbours import paris
from tests.poll_people import rows
from tests.stories.work_days import MONDAY, work_day

COUNT = "SELECT words FROM minutes"


async def test_what_was_kept_is_opened_again(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-04", "12:00")) as neighbours:
        karim = neighbours["Karim"]
        await karim.says("/note On garde le local ouvert.")
        await karim.taps("Plus tard")
        await karim.presses("minutes:later:1")
        await neighbours.sleeps_until(paris("2027-03-25", "12:00"))
        again = await karim.says("/note")
        assert again.private.lines == ["Le compte rendu de quoi ?", "Pas encore publié : réunion, jeudi 4 mars"]
        assert list(again.private.buttons) == ["Réunion, 4 mars", "Une réunion, aujourd'hui"]
        text = "Compte rendu : réunion, jeudi 4 mars. On garde le local ouvert."
        assert (await karim.taps("Réunion, 4 mars")).private.lines == [text]
        await karim.says("/note Merci à tous.")
        assert (await karim.taps("Réunion, 4 mars")).private.lines == [f"{text} Merci à tous."]
        assert (await neighbours["Léa"].says("/note")).private.lines != again.private.lines
        assert (await neighbours["Léa"].presses("minutes:about:0:1")).refused
        await karim.taps("Transmettre")
        await neighbours["Nadia"].taps("Publier")
        assert (await karim.presses("minutes:about:0:1")).refused


async def test_a_double_tap_begins_one_meeting(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await work_day(neighbours)
        karim = neighbours["Karim"]
        await karim.says("/note")
        await karim.presses("minutes:about:0")
        await karim.presses("minutes:about:0")
        assert await rows(neighbours, COUNT + " WHERE workshop IS NULL") == [{"words": ""}]
        await karim.says("/note On garde le local ouvert.")
        first = await karim.presses("minutes:about:0")
        assert (await karim.presses("minutes:about:0")).private.lines == first.private.lines
        assert len(await rows(neighbours, COUNT + " WHERE workshop IS NULL")) == 1
        await karim.says("/note Autre chose.")
        await karim.presses("minutes:about:0")
        assert len(await rows(neighbours, COUNT + " WHERE workshop IS NULL")) == 2, "other words, another meeting"
        await neighbours.at(paris("2027-03-13", "14:00"))
        await karim.says("/note")
        await karim.presses("minutes:about:0")
        assert len(await rows(neighbours, COUNT + " WHERE workshop IS NULL")) == 3


async def test_a_second_line_instead_of_a_tap_is_added(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await work_day(neighbours)
        nadia = neighbours["Nadia"]
        await nadia.says("/note Haie taillée")
        assert "Chantier jardin" in (await nadia.answers("Léa remerciée pour la soupe.")).private.buttons
        assert (await nadia.answers("a" * 2000)).toast == "C'est trop long : 2000 caractères au plus."
        assert (await nadia.presses("minutes:about:1")).private.lines == [
            "Compte rendu : chantier jardin, samedi 13 mars, 4 adultes. Haie taillée. Léa remerciée pour la soupe."
        ]
