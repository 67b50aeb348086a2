"""The households of Les Tilleuls take turns: everybody knows when, may exchange, and is never blamed."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from handlers.conversation.quiet import Night
from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, Seen, paris
from tests.stories.homes import GROUP, arrives, becomes, gets, is_told, number_of

MONDAY = paris("2027-03-01", "12:00")
TUESDAYS = ("2027-03-02", "2027-03-09", "2027-03-16", "2027-03-23", "2027-03-30", "2027-04-06")
NAMES = ("Karim", "Sarah", "Inès", "Léa", "Nadia")
WATER = "/tour arroser le potager, chaque mercredi à 18h"


async def living_together(neighbours: Neighbourhood) -> None:
    """Karim and Sarah are one household; Odette has no account; M. Roux and Tomás have come."""
    for name in ("M. Roux", "Tomás"):
        await arrives(neighbours, name)
    karim, sarah = [await number_of(neighbours, name) for name in ("Karim", "Sarah")]
    async with neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, neighbours.now)
        await members.live_with(GROUP, sarah, karim)
        odette = await members.add_person("Odette")
        await members.add_member(GROUP, odette.id, "resident")


async def agreed(neighbours: Neighbourhood, words: str, order: str = "", name: str = "Nadia") -> Seen:
    """Somebody sets turns, in this order; gives the screen that shows them."""
    await neighbours[name].says(words)
    if order:
        assert not (await neighbours[name].answers(order)).refused
    return (await neighbours[name].taps("C'est bon")).private


async def shown(neighbours: Neighbourhood, name: str, words: str = "Bac jaune") -> Seen:
    """The turns, as this person finds them in /rappels."""
    await neighbours[name].says("/rappels")
    return (await neighbours[name].taps(words)).private


async def opened(neighbours: Neighbourhood, name: str, words: str = "Bac jaune") -> list[str]:
    """Whose turns come."""
    return list((await shown(neighbours, name, words)).lines[1:])


async def in_the_room(neighbours: Neighbourhood) -> list[str]:
    """What everybody can read."""
    return [seen.text for seen in await neighbours["Nadia"].sees() if "Personne d'autre" not in seen.meta]


def whose(lines: Sequence[str]) -> list[str]:
    return [line.split(" : ")[-1] for line in lines]


# Setting them (transcripts §7)


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


# Exchanges


async def asks(neighbours: Neighbourhood, name: str, label: str) -> str:
    """This person asks for that turn; gives the data of « D'accord », as whoever is asked finds it."""
    await shown(neighbours, name)
    await neighbours[name].taps("Échanger mon tour")
    got = await neighbours[name].taps(label)
    who = label.split(",")[0]
    assert got.private.text == f"Je demande à {who}. Sans réponse, rien ne change."
    return (await neighbours[who].last()).buttons["D'accord"]


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


# Absences, departures, pauses


async def test_who_is_away_is_left_out_and_exchanges_by_itself(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await agreed(neighbours, "/tour bac jaune, chaque mardi à 19 h", "Léa, Inès, Karim, Sarah")
        await neighbours["Inès"].says("/absent du 8 au 12 mars")
        assert await opened(neighbours, "Karim") == [
            "Mardi 2 mars : Léa",
            "Mardi 9 mars : Karim",
            "Mardi 16 mars : Inès",
            "Mardi 23 mars : Sarah",
        ], "she has the next turn of somebody who is there"
        await neighbours.at(paris("2027-03-09", "19:00"))
        assert (await neighbours["Léa"].last()).text == "🗑️ Ce soir, bac jaune. C'est le tour de Karim."
        assert await is_told(neighbours, "Inès") == []
        await neighbours["Karim"].says("/absent du 10 mars au 20 avril")
        await neighbours["Léa"].says("/absent du 10 mars au 20 avril")
        rounds = []
        for day in TUESDAYS[2:]:
            await neighbours.at(paris(day, "19:00"))
            rounds.append((await neighbours["Nadia"].last()).text.rpartition("C'est le tour ")[2])
        assert rounds == ["d'Inès.", "de Sarah.", "d'Inès.", "de Sarah."]
        await neighbours.at(paris("2027-04-20", "20:00"))
        after = whose(await opened(neighbours, "Inès"))
        assert after.count("Karim") <= 2
        assert after.count("Léa") <= 2
        assert len(after) == 4


async def test_while_everybody_is_away_it_is_nobodys_turn(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await agreed(neighbours, "/tour bac jaune, chaque mardi à 19 h", "Léa, Inès, sans Karim et Sarah")
        for name in ("Léa", "Inès"):
            await neighbours[name].says("/absent du 1er au 5 mars")
        await neighbours.at(paris("2027-03-02", "23:00"))
        card = await neighbours["Karim"].last()
        assert card.text == "🗑️ Bac jaune."
        assert list(card.buttons) == ["C'est fait", "Je m'en occupe", "⋯ Plus"]
        assert await is_told(neighbours, "Léa") == await is_told(neighbours, "Inès") == []
        await neighbours["Karim"].taps("C'est fait")
        assert (await neighbours["Karim"].last()).text == "✅ C'est fait : bac jaune. Merci, Karim."
        await neighbours.at(paris("2027-03-09", "19:00"))
        assert (await neighbours["Karim"].last()).text == "🗑️ Ce soir, bac jaune. C'est le tour d'Inès."


async def test_a_household_leaves_and_another_joins(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await agreed(neighbours, "/tour bac jaune, chaque mardi à 19 h", "Léa, Sarah, Karim, Inès")
        karim, sarah = [await number_of(neighbours, name) for name in ("Karim", "Sarah")]
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            await members.live_with(GROUP, sarah, karim)
        assert await opened(neighbours, "Léa") == [
            "Mardi 2 mars : Léa",
            "Mardi 9 mars : Inès",
            "Mardi 16 mars : Karim et Sarah",
            "Mardi 23 mars : Inès",
        ], "no date without anybody"
        await arrives(neighbours, "Tomás")
        await neighbours.at(paris("2027-03-02", "19:00"))
        await neighbours["Nadia"].presses("reminders:order:1")
        assert "Tomás" in whose((await neighbours["Nadia"].answers("avec Tomás")).private.lines[1:])
        ines = await number_of(neighbours, "Inès")
        async with neighbours.program.database.writing() as tx:
            await StoredMembers(tx, neighbours.now).remove_member(GROUP, ines)
        found = whose(await opened(neighbours, "Léa"))
        assert sorted(found) == ["Karim et Sarah", "Karim et Sarah", "Léa", "Tomás"]


async def test_a_pause_and_other_words_leave_exchanges_as_they_are(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        nadia = neighbours["Nadia"]
        await agreed(neighbours, "/tour bac jaune, chaque mardi à 19 h", "Léa, Inès, Karim, Sarah")
        await neighbours["Karim"].presses(await asks(neighbours, "Léa", "Karim, 16 mars"))
        await shown(neighbours, "Nadia")
        paused = (await nadia.taps("Mettre en pause")).private
        assert paused.lines == ["🔄 Bac jaune : tous les mardis à 19 h, à partir du 2 mars. En pause."]
        assert list(paused.buttons) == ["Changer l'ordre", "Reprendre", "Retirer", "Mes rappels"]
        assert (await neighbours["Léa"].presses("reminders:swap:1")).toast == "Aucun tour n'est prévu pour vous."
        await neighbours.at(paris("2027-03-02", "20:00"))
        assert await in_the_room(neighbours) == []
        back = (await nadia.taps("Reprendre")).private
        assert back.lines[1:] == [
            "Mardi 9 mars : Inès",
            "Mardi 16 mars : Léa",
            "Mardi 23 mars : Sarah",
            "Mardi 30 mars : Karim",
        ], "what is ahead is as it was exchanged; whose date was lost comes next"
        await nadia.presses("reminders:change:1")
        renamed = (await nadia.answers("bac jaune et verre")).private
        assert whose(renamed.lines[1:]) == ["Inès", "Léa", "Sarah", "Karim"]
        await nadia.taps("Changer l'ordre")
        moved = (await nadia.answers("chaque jeudi à 8h")).private
        assert moved.lines[0].startswith("🔄 Bac jaune et verre : tous les jeudis à 8 h")
        assert [line.split(" : ")[0] for line in moved.lines[1:3]] == ["Jeudi 4 mars", "Jeudi 11 mars"]
        await neighbours.at(paris("2027-03-04", "08:00"))
        assert (await in_the_room(neighbours))[-1].startswith("🗑️ Ce matin, bac jaune et verre. C'est le tour ")


async def test_a_turn_at_night_is_told_in_the_morning_and_does_not_say_this_evening(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await agreed(neighbours, "/tour bac jaune, chaque mardi à 22 h", "Léa")
        await neighbours.at(paris("2027-03-03", "07:59"))
        assert await in_the_room(neighbours) == []
        await neighbours.at(paris("2027-03-03", "08:00"))
        assert await in_the_room(neighbours) == ["🗑️ Bac jaune. C'est le tour de Léa."]


async def test_in_a_condominium_lots_take_turns(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await becomes(neighbours, "condominium")
        karim, sarah, lea = [await number_of(neighbours, name) for name in ("Karim", "Sarah", "Léa")]
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            for label, people in (("Lot 12", (karim, sarah)), ("Lot 3", (lea,)), ("Cave 7", ())):
                lot = await members.add_lot(GROUP, label, 85)
                for person in people:
                    await members.live_in(GROUP, person, lot)
        read = (await neighbours["Nadia"].says("/tour bac jaune, chaque mardi à 19 h")).private
        assert read.lines[1] == "Un lot par semaine. L'ordre : Inès, Karim et Sarah, Léa."
        assert "Cave 7" not in read.text, "nobody lives there"
        begun = (await neighbours["Nadia"].taps("C'est bon")).private
        assert whose(begun.lines[1:4]) == ["Inès", "Karim et Sarah", "Léa"]


async def test_who_is_forgotten_is_named_on_no_card_and_in_no_exchange(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await agreed(neighbours, "/tour bac jaune, chaque mardi à 19 h", "Léa, Inès, Karim, Sarah")
        await neighbours.at(paris("2027-03-02", "19:00"))
        await arrives(neighbours, "Tomás")
        await neighbours["Nadia"].presses("reminders:order:1")
        await neighbours["Nadia"].answers("Inès, Karim, avec Tomás")
        await shown(neighbours, "Léa")
        await neighbours["Léa"].taps("Échanger mon tour")
        await neighbours["Léa"].taps("Inès, 9 mars")
        lea = neighbours["Léa"]
        await lea.says("/effacer")
        await lea.taps("Tout effacer")
        await lea.taps("Oui, tout effacer")
        assert await in_the_room(neighbours) == ["🗑️ Bac jaune."]
        assert list((await neighbours["Inès"].sees())[0].buttons) == ["C'est fait", "Je m'en occupe", "⋯ Plus"]
        assert not any("Léa" in text for text in await is_told(neighbours, "Inès"))
        assert "Léa" not in whose(await opened(neighbours, "Karim"))
