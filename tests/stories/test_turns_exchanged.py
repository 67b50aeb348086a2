"""Two households exchange their turns: both say so, and nobody else learns of it."""

from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.homes import is_told
from tests.stories.taking_turns import MONDAY, agreed, asks, in_the_room, opened, shown, whose


async def test_two_households_exchange_and_nobody_else_learns_of_it(tilleuls: Opens, url: str) -> None:
    async with tilleuls(MONDAY, url=url) as neighbours:
        await agreed(neighbours, "/tour bac jaune, chaque mardi à 19 h", "Léa, Inès, Karim, Sarah")
        await shown(neighbours, "Léa")
        choice = (await neighbours["Léa"].taps("Échanger mon tour")).private
        assert choice.lines == ["Bac jaune : votre tour est mardi 2 mars. L'échanger avec qui ?"]
        assert list(choice.buttons) == ["Inès, 9 mars", "Karim, 16 mars", "Sarah, 23 mars", "↩️ Retour"]
        assert (await neighbours["Léa"].taps("↩️ Retour")).private.lines[1] == "Mardi 2 mars : Léa"
        yes = await asks(neighbours, "Léa", "Karim, 16 mars")
        karim = neighbours["Karim"]
        asked = await karim.last()
        assert asked.lines == [
            "Léa aimerait échanger avec vous : bac jaune. Vous auriez mardi 2 mars, et Léa mardi 16 mars.",
            "Sans réponse, rien ne change.",
        ]
        assert list(asked.buttons) == ["D'accord", "Pas moi"]
        for name in ("Léa", "Inès", "Sarah", "Nadia"):
            assert (await neighbours[name].presses(yes)).refused, "only Karim was asked"
        assert whose(await opened(neighbours, "Inès")) == ["Léa", "Inès", "Karim", "Sarah"]
        got = (await karim.presses(yes)).private
        assert got.text == "C'est échangé. Bac jaune : votre tour est mardi 2 mars."
        assert (await is_told(neighbours, "Léa"))[-1] == "C'est échangé. Bac jaune : votre tour est mardi 16 mars."
        assert whose(await opened(neighbours, "Inès")) == ["Karim", "Inès", "Léa", "Sarah"]
        for name in ("Inès", "Sarah", "Nadia"):
            assert await is_told(neighbours, name) == []
        assert await in_the_room(neighbours) == []
        again = await karim.presses(yes)
        assert again.toast == "C'est déjà répondu, ou les tours ont changé. Rien ne bouge."
        assert whose(await opened(neighbours, "Inès")) == ["Karim", "Inès", "Léa", "Sarah"], (
            "not back by a second tap"
        )
        back = await asks(neighbours, "Karim", "Léa, 16 mars")
        assert not (await neighbours["Léa"].presses(back)).refused
        yes = await asks(neighbours, "Léa", "Karim, 16 mars")
        assert not (await karim.presses(yes)).refused, "what was agreed once can be asked again"
        assert whose(await opened(neighbours, "Inès")) == ["Karim", "Inès", "Léa", "Sarah"]


async def test_no_is_told_once_and_not_asked_again(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await agreed(neighbours, "/tour bac jaune, chaque mardi à 19 h", "Léa, Inès, Karim, Sarah")
        await asks(neighbours, "Léa", "Inès, 9 mars")
        got = await neighbours["Inès"].taps("Pas moi")
        assert got.toast == "D'accord. Je le leur dis, et rien ne change."
        assert (await is_told(neighbours, "Léa"))[
            -1
        ] == "Bac jaune : pas d'échange. Votre tour reste mardi 2 mars."
        assert not any("aimerait échanger" in text for text in await is_told(neighbours, "Inès"))
        await shown(neighbours, "Léa")
        await neighbours["Léa"].taps("Échanger mon tour")
        got = await neighbours["Léa"].taps("Inès, 9 mars")
        assert (got.refused, got.toast) == (True, "C'est déjà répondu : pas cette fois.")
        assert not any("aimerait échanger" in text for text in await is_told(neighbours, "Inès"))
        assert whose(await opened(neighbours, "Inès")) == ["Léa", "Inès", "Karim", "Sarah"]


async def test_of_two_who_are_asked_the_first_yes_counts(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await agreed(neighbours, "/tour bac jaune, chaque mardi à 19 h", "Léa, Inès, Karim, Sarah")
        of_ines = await asks(neighbours, "Léa", "Inès, 9 mars")
        of_karim = await asks(neighbours, "Léa", "Karim, 16 mars")
        twice = await asks(neighbours, "Léa", "Karim, 16 mars")
        assert twice == of_karim, "asked twice is asked once"
        assert not (await neighbours["Karim"].presses(of_karim)).refused
        got = await neighbours["Inès"].presses(of_ines)
        assert (got.refused, got.toast) == (True, "C'est déjà répondu, ou les tours ont changé. Rien ne bouge.")
        assert not any("aimerait échanger" in text for text in await is_told(neighbours, "Inès"))
        assert whose(await opened(neighbours, "Inès")) == ["Karim", "Inès", "Léa", "Sarah"]


async def test_an_exchange_that_is_over_changes_nothing(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await agreed(neighbours, "/tour bac jaune, chaque mardi à 19 h", "Léa, Inès, Karim, Sarah")
        lea, ines = neighbours["Léa"], neighbours["Inès"]
        yes = await asks(neighbours, "Léa", "Inès, 9 mars")
        await shown(neighbours, "Léa")
        choice = (await lea.taps("Échanger mon tour")).private.buttons
        await neighbours.at(paris("2027-03-02", "19:00"))
        assert (await ines.presses(yes)).refused, "Léa's turn has come"
        got = await lea.presses(choice["Karim, 16 mars"])
        assert (got.refused, got.toast) == (True, "Un de ces tours est passé. Regardez de nouveau.")
        assert (await ines.presses(choice["Karim, 16 mars"])).toast.startswith("Ces tours ont changé")
        yes = await asks(neighbours, "Inès", "Sarah, 23 mars")
        await neighbours["Nadia"].presses("reminders:order:1")
        await neighbours["Nadia"].answers("Karim, Sarah, Inès")
        got = await neighbours["Sarah"].presses(yes)
        assert got.toast == "C'est déjà répondu, ou les tours ont changé. Rien ne bouge."
        for made_up in ("1:0:0", f"1:{10**16}:1", f"1:{2**32 - 1}:{2**31 - 1}", "1", "x:y:z"):
            assert (await lea.presses(f"reminders:ask:{made_up}")).refused
        await neighbours["Nadia"].presses("reminders:remove:1")
        got = await lea.presses("reminders:swap:1")
        assert (got.refused, got.toast) == (True, "Aucun tour n'est prévu pour vous.")
