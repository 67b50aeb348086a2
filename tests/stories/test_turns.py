"""The households of Les Tilleuls take turns: everybody knows when, and nobody is blamed (§7, §6.2)."""

from collections import Counter
from datetime import timedelta

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.homes import arrives, gets, is_told
from tests.stories.taking_turns import (
    MONDAY,
    NAMES,
    WATER,
    agreed,
    in_the_room,
    living_together,
    shown,
    whose,
)


async def test_one_household_a_week_in_an_order_that_is_read_back(tilleuls: Opens, url: str) -> None:
    async with tilleuls(MONDAY, url=url) as neighbours:
        await living_together(neighbours)
        nadia = neighbours["Nadia"]
        read = (await nadia.says("/tour bac jaune, chaque mardi à 19 h")).private
        assert read.lines == [
            "🔄 Bac jaune : tous les mardis à 19 h, à partir du 2 mars.",
            "Un foyer par semaine. L'ordre : Inès, Karim et Sarah, Léa, M. Roux, Tomás. Odette passe son tour.",
        ]
        assert [label for label in read.buttons if label != "Envoyer"] == ["C'est bon", "Changer l'ordre"]
        assert await is_told(neighbours, "Léa") == await in_the_room(neighbours) == []
        assert (await neighbours["Léa"].says("/rappels")).private.text.startswith("Il n'y a aucun rappel.")
        begun = (await nadia.taps("C'est bon")).private
        assert begun.lines == [
            "🔄 Bac jaune : tous les mardis à 19 h, à partir du 2 mars.",
            "Mardi 2 mars : Inès",
            "Mardi 9 mars : Karim et Sarah",
            "Mardi 16 mars : Léa",
            "Mardi 23 mars : M. Roux",
        ]
        assert list(begun.buttons) == ["Changer l'ordre", "Mettre en pause", "Retirer", "Mes rappels"]
        assert await in_the_room(neighbours) == [], "nothing in the group before the first turn"
        ines = await shown(neighbours, "Inès")
        assert list(ines.buttons) == ["Échanger mon tour", "Mes rappels"]
        await arrives(neighbours, "Zoé")
        await nadia.says("/tour compost, chaque lundi à 18h")
        assert "M. Roux, puis les autres. Odette passe son tour." in nadia.screen.text


async def test_words_that_mean_no_turns_are_refused_with_an_example(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim = neighbours["Karim"]
        for typed in ("/tour", "/tour bac jaune", "/tour bac jaune demain à 19h", "/tour bac jaune, 31 février"):
            got = await karim.says(typed)
            assert (got.refused, got.toast) == (
                True,
                "À quel rythme ? Par exemple : /tour bac jaune, chaque mardi à 19 h",
            ), typed
        got = await karim.says("/tour chaque mardi à 19 h")
        assert got.toast == "Un tour de quoi ? Par exemple : /tour bac jaune, chaque mardi à 19 h"
        got = await karim.says(f"/tour {'bac ' * 60}chaque mardi à 19 h")
        assert got.refused
        assert got.toast.startswith("C'est trop long")
        for name in ("Sarah", "Inès", "Léa"):
            await gets(neighbours, name, "guest")
        got = await karim.says("/tour bac jaune, chaque mardi à 19 h")
        assert got.toast == "Un tour se fait à deux au moins. /foyers permet d'ajouter des voisins."
        assert (await neighbours["Léa"].says("/tour bac jaune, chaque mardi à 19 h")).refused, "a guest looks on"


async def test_the_order_is_typed_as_one_says_it(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await living_together(neighbours)
        nadia = neighbours["Nadia"]

        async def typed(words: str) -> str:
            got = await nadia.answers(words)
            return (
                got.toast if got.refused else got.private.lines[1].removeprefix("Un foyer par semaine. L'ordre : ")
            )

        await nadia.says("/tour bac jaune, chaque mardi à 19 h")
        assert (
            await typed("Léa, puis M. Roux") == "Léa, M. Roux, Inès, Karim et Sarah, Tomás. Odette passe son tour."
        )
        assert await typed("sans Léa") == "M. Roux, Inès, Karim et Sarah, Tomás. Léa et Odette passent leur tour."
        assert await typed("avec Odette") == "M. Roux, Inès, Karim et Sarah, Tomás, Odette. Léa passe son tour."
        assert await typed("sarah, LEA, sans odette") == (
            "Karim et Sarah, Léa, M. Roux, Inès, Tomás. Odette passe son tour."
        )
        assert await typed("le voisin du dessus") == (
            "Je ne connais personne de ce nom ici. Écrivez des prénoms, dans l'ordre."
        )
        assert await typed("sans Léa, Karim, Inès et Roux") == (
            "Un tour se fait à deux au moins. /foyers permet d'ajouter des voisins."
        )
        asked = (await nadia.presses("reminders:order:1")).private
        assert asked.lines == [
            "Écrivez des prénoms, dans l'ordre. Les autres suivent comme avant. "
            "Pour que quelqu'un passe son tour : sans Odette. Pour l'ajouter : avec Odette. "
            "Pour changer le rythme : chaque jeudi à 19 h."
        ]
        got = (await nadia.answers("un jeudi sur deux à 18h")).private
        assert got.lines[0].startswith("🔄 Bac jaune : un jeudi sur deux à 18 h")
        assert got.lines[1].startswith("Un foyer à chaque fois. L'ordre : Karim et Sarah, Léa, M. Roux")
        begun = (await nadia.taps("C'est bon")).private
        assert begun.lines[1:3] == ["Jeudi 4 mars : Karim et Sarah", "Jeudi 18 mars : Léa"]
        assert (await nadia.taps("Changer l'ordre")).private.lines == asked.lines
        assert whose((await nadia.answers("Tomás")).private.lines[1:3]) == ["Tomás", "Karim et Sarah"]


async def test_a_second_tap_shows_the_turns_and_others_may_not_tap(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        read = (await karim.says("/tour bac jaune, chaque mardi à 19 h")).private
        for label in ("C'est bon", "Changer l'ordre"):
            assert (await lea.presses(read.buttons[label])).refused, "Karim has set it"
        first = (await karim.presses(read.buttons["C'est bon"])).private
        assert (await karim.presses(read.buttons["C'est bon"])).private.lines == first.lines
        for data in ("reminders:order:1", "reminders:pause:1", "reminders:remove:1", "reminders:change:1"):
            assert (await lea.presses(data)).refused
        for data in ("reminders:turns:99", "reminders:order:x", "reminders:swap", "reminders:swapyes:7"):
            got = await karim.presses(data)
            assert (got.refused, got.toast) == (True, "Ce n'est plus ici."), data
        await neighbours.at(paris("2027-03-02", "19:01"))
        assert [text for text in await in_the_room(neighbours) if "tour" in text] == [
            "🗑️ Ce soir, bac jaune. C'est le tour d'Inès."
        ]


# Nobody did it (transcripts §6.2)


async def test_nobody_did_it_and_no_name_is_said(tilleuls: Opens, url: str) -> None:
    async with tilleuls(MONDAY, url=url, night=Night()) as neighbours:
        await living_together(neighbours)
        tomas, karim = neighbours["Tomás"], neighbours["Karim"]
        await agreed(neighbours, WATER, "Tomás, Karim")
        await neighbours.at(paris("2027-03-03", "17:59"))
        assert await in_the_room(neighbours) == []
        await neighbours.at(paris("2027-03-03", "18:00"))
        card = await karim.last()
        assert card.text == "💧 Ce soir, arroser le potager. C'est le tour de Tomás."
        assert list(card.buttons) == ["C'est fait", "Je le remplace", "⋯ Plus"]
        await neighbours.at(paris("2027-03-03", "19:59"))
        assert await is_told(neighbours, "Tomás") == []
        await neighbours.at(paris("2027-03-03", "20:00"))
        nudge = await tomas.last()
        assert nudge.text == "Arroser le potager : c'est fait ?"
        assert list(nudge.buttons) == ["C'est fait", "Demain", "Je ne peux pas"]
        assert not any([await is_told(neighbours, name) for name in NAMES]), "Tomás alone is asked"
        await neighbours.at(paris("2027-03-03", "20:40"))
        got = await tomas.taps("Je ne peux pas")
        assert got.toast == "D'accord. Je demande aux autres, sans votre nom."
        assert await in_the_room(neighbours) == ["💧 Arroser le potager."], "edited in place: his name is gone"
        assert "Je le remplace" not in (await karim.last()).buttons
        await neighbours.at(paris("2027-03-04", "07:59"))
        assert len(await in_the_room(neighbours)) == 1, "the night"
        await neighbours.at(paris("2027-03-04", "08:00"))
        asked = await karim.last()
        assert asked.text == "💧 Qui peut s'en occuper : arroser le potager ?"
        assert list(asked.buttons) == ["Je m'en occupe"]
        await neighbours.at(paris("2027-03-10", "17:59"))
        room = await in_the_room(neighbours)
        assert len(room) == 2, "then silence: never a third time"
        assert "Tomás" not in " ".join(room)
        assert len([text for text in await is_told(neighbours, "Tomás") if "c'est fait" in text]) <= 1
        await neighbours.at(paris("2027-03-10", "18:00"))
        assert (await karim.last()).text == "💧 Ce soir, arroser le potager. C'est le tour de Karim et Sarah."


async def test_whoever_stands_in_is_thanked_and_has_one_turn_fewer(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        await agreed(neighbours, "/tour bac jaune, chaque mardi à 19 h", "Inès, Karim, Léa, sans Sarah")
        await neighbours.at(paris("2027-03-02", "19:00"))
        got = await karim.taps("Je le remplace")
        assert got.toast == "Merci. Tout le monde voit que vous vous en occupez."
        card = await lea.last()
        assert card.text == "🗑️ Ce soir, bac jaune. C'est le tour d'Inès. Karim s'en occupe."
        await neighbours.at(paris("2027-03-02", "20:00"))
        await karim.taps("C'est fait")
        card = await lea.last()
        assert card.text == "✅ C'est fait : bac jaune. Merci, Karim."
        assert "Inès" not in card.text
        assert await is_told(neighbours, "Inès") == [], "she is not asked whether it is done"
        weeks, day = [], paris("2027-03-09", "19:00")
        for _ in range(8):
            await neighbours.at(day)
            weeks.append((await lea.last()).text.rpartition("C'est le tour ")[2])
            day += timedelta(days=7)
        assert weeks[:3] == ["de Karim.", "de Léa.", "d'Inès."], "what was known beforehand stays"
        assert sorted(Counter(weeks).values()) == [2, 3, 3], "Karim has had one already"
        assert weeks.count("de Karim.") == 2


async def test_those_who_live_together_may_answer_for_each_other(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await living_together(neighbours)
        await agreed(neighbours, WATER, "Karim, Tomás")
        await neighbours.at(paris("2027-03-03", "20:00"))
        for name in ("Karim", "Sarah"):
            assert await is_told(neighbours, name) == ["Arroser le potager : c'est fait ?"]
        got = await neighbours["Sarah"].taps("Demain")
        assert got.toast == "Je le redis jeudi 4 mars à 18 h."
        assert (
            await neighbours["Tomás"].presses("reminders:tomorrow:1")
        ).toast == "Dites d'abord que vous vous en occupez."
        await neighbours.at(paris("2027-03-04", "18:00"))
        room = await in_the_room(neighbours)
        assert room[-1] == "💧 Ce soir, arroser le potager. C'est le tour de Karim et Sarah."
        await neighbours["Karim"].taps("C'est fait")
        assert (await in_the_room(neighbours))[-1] == "✅ C'est fait : arroser le potager. Merci, Karim."
        await neighbours.at(paris("2027-03-10", "17:59"))
        assert len([text for text in await in_the_room(neighbours) if "continue plus bas" not in text]) == 1
