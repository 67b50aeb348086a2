"""The day after the meeting: what was not spoken of waits for the next one, and who runs the group says what was."""

from handlers.conversation.events import Chat, Press, Sender, Standing
from tests.conftest import Opens
from tests.neighbours import ROOM, paris
from tests.poll_people import ids
from tests.stories.homes import is_told
from tests.stories.meetings import brought, dated, listed


async def test_the_day_after_those_who_run_the_group_say_what_was_spoken_of(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        nadia = neighbours["Nadia"]
        await dated(neighbours)
        await brought(neighbours, "Le compost", "Le toit", "La fête", "La cave")
        await neighbours.at(paris("2027-03-11", "21:00"))
        await brought(neighbours, "La clé", name="Karim")
        assert (await listed(neighbours))[0].startswith("📋 Ordre du jour de jeudi 11 mars"), (
            "it lasts till its day ends"
        )
        await neighbours.at(paris("2027-03-12", "08:00"))
        assert (await listed(neighbours))[0] == "📋 Ordre du jour de la prochaine réunion"
        assert len(await listed(neighbours)) == 6, "all five wait for it"
        await neighbours.at(paris("2027-03-12", "17:59"))
        assert await is_told(neighbours, "Nadia") == []
        await neighbours.at(paris("2027-03-12", "18:00"))
        assert (await is_told(neighbours, "Nadia"))[0].startswith(
            "La réunion d'hier : de quoi avez-vous parlé ? Le compost (Inès) : pour la prochaine fois"
        )
        assert await is_told(neighbours, "Léa") == []
        assert list((await nadia.last()).buttons) == [
            "☐ Le compost",
            "☐ Le toit",
            "☐ La fête",
            "Les autres points",
            "C'est bon",
        ]
        await nadia.taps("☐ Le compost")
        assert nadia.screen.lines[1] == "Le compost (Inès) : on en a parlé"
        await nadia.taps("☐ Le toit")
        await nadia.presses("agenda:turn:2:1:0")
        assert nadia.screen.lines[2] == "Le toit (Inès) : on en a parlé", "tapped twice is once"
        await nadia.taps("☑ Le toit")
        await nadia.taps("Les autres points")
        await nadia.taps("☐ La clé")
        assert list(nadia.screen.buttons) == ["☐ La cave", "☑ La clé", "Les autres points", "C'est bon"]
        done = await nadia.taps("C'est bon")
        assert done.private.lines == ["C'est noté, merci. 3 points attendent la prochaine réunion."]
        assert (await is_told(neighbours, "Nadia"))[
            -1
        ] == "C'est noté, merci. 3 points attendent la prochaine réunion."
        assert (await listed(neighbours))[1:] == ["Le toit (Inès)", "La fête (Inès)", "La cave (Inès)"]
        await neighbours.at(paris("2027-03-14", "18:01"))
        assert len(await is_told(neighbours, "Nadia")) == 1, "asked once"


async def test_only_those_who_run_the_group_answer_for_a_meeting(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours)
        await brought(neighbours, "Le compost")
        assert (await neighbours["Nadia"].presses("agenda:turn:1:1")).toast == "Ce n'est plus ici.", "not held yet"
        assert (await neighbours["Nadia"].presses("agenda:held:1")).toast == "Ce n'est plus ici."
        await neighbours.at(paris("2027-03-12", "08:00"))
        for data in ("agenda:turn:1:1", "agenda:held:1", "agenda:settle:1"):
            assert (
                await neighbours["Inès"].presses(data)
            ).toast == "Seule l'animation note de quoi on a parlé.", data
        await neighbours["Nadia"].presses("agenda:turn:1:1")
        await neighbours.at(paris("2027-03-12", "18:01"))
        assert await is_told(neighbours, "Nadia") == [], "nothing is left to say"


async def test_who_comes_before_the_morning_finds_the_list_carried_over(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours)
        await brought(neighbours, "Le compost")
        await neighbours.at(paris("2027-03-12", "00:30"))
        got = await neighbours["Inès"].says("/odj Le toit")
        assert got.private.lines == ["Ajouté à la prochaine réunion : 2 points."]
        await dated(neighbours, "jeudi 18 mars à 18h30")
        await neighbours.at(paris("2027-03-12", "18:00"))
        (asked,) = await is_told(neighbours, "Nadia")
        assert "Le compost" in asked
        assert "Le toit" not in asked, "it was not on that list"


async def test_after_a_long_stop_the_list_of_a_meeting_that_is_over_stays_in(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours)
        await brought(neighbours, "Le compost")
        await neighbours.sleeps_until(paris("2027-03-13", "09:00"))
        assert all("Ordre du jour" not in seen.text for seen in await neighbours["Karim"].sees())
        (asked,) = await is_told(neighbours, "Nadia")
        assert asked.startswith("La réunion de jeudi 11 mars : de quoi avez-vous parlé ?")


async def test_a_mark_that_is_taken_away_takes_back_what_it_said(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours)
        await brought(neighbours, "Le compost")
        await neighbours.at(paris("2027-03-12", "08:00"))
        account = str((await ids(neighbours))["Nadia"])
        nadia = Sender(account, "Nadia", Standing("member", neighbours.now))
        for data, mark, waits in (
            ("agenda:turn:1:1:0", "set", False),
            ("agenda:turn:1:1:0", "taken", True),
            ("agenda:turn:1:0:0", "set", True),
            ("agenda:turn:1:0:0", "taken", False),
        ):
            press = Press(f"{data}:{mark}", neighbours.now, Chat("salon", ROOM), nadia, data, mark)  # type: ignore[arg-type]
            answer = await neighbours.program.dispatch.handle(press)
            assert not answer.refused
            assert ("Le compost (Inès)" in await listed(neighbours)) is waits, (data, mark)


async def test_what_was_said_already_is_not_asked(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours)
        await brought(neighbours, "Le compost")
        await neighbours.at(paris("2027-03-12", "08:00"))
        await neighbours["Nadia"].presses("agenda:held:1")
        await neighbours["Nadia"].taps("C'est bon")
        await neighbours.at(paris("2027-03-12", "18:01"))
        assert await is_told(neighbours, "Nadia") == []


async def test_who_is_away_is_not_asked(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours)
        await brought(neighbours, "Le compost")
        await neighbours["Nadia"].says("/absent du 10 au 20 mars")
        await neighbours.at(paris("2027-03-12", "18:01"))
        assert not any("de quoi avez-vous parlé" in seen for seen in await is_told(neighbours, "Nadia"))
