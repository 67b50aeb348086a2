"""Turns go on while people are away, come, go, or are forgotten; paused, at night, in a condominium."""

from handlers.conversation.quiet import Night
from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.homes import GROUP, arrives, becomes, is_told, number_of
from tests.stories.taking_turns import MONDAY, TUESDAYS, agreed, asks, in_the_room, opened, shown, whose


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
