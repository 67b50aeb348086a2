"""The next meeting's list: filled during the week, in reply to a neighbour or in one's own words (transcripts §7)."""

from handlers.conversation.events import Chat, Command, Quoted, Sender, Standing
from tests.conftest import Opens
from tests.neighbours import ROOM, paris
from tests.poll_people import ids
from tests.stories.homes import gets, is_told
from tests.stories.meetings import brought, dated, listed
from tests.stories.test_doors import both

PUMP = "La pompe de la cave fuit, qui connaît un plombier ?"


async def test_a_neighbours_message_goes_on_the_list(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours)
        await brought(neighbours, "Le compost", "Le local à vélos", "La fête")
        await neighbours["Karim"].says(PUMP)
        asked = await neighbours["Inès"].last()
        got = await neighbours["Inès"].says("/odj", reply_to=asked.id)
        assert got.private.lines == ["Ajouté à la réunion de jeudi 11 mars : 4 points."]
        assert list(got.private.buttons) == ["Voir l'ordre du jour", "Retirer"]
        again = await neighbours["Sarah"].says("/odj", reply_to=asked.id)
        assert again.private.lines[0] == "C'est déjà à l'ordre du jour :"
        shown = await neighbours["Inès"].taps("Voir l'ordre du jour")
        assert shown.private.lines == [
            "📋 Ordre du jour de jeudi 11 mars à 18 h 30",
            "Le compost (Inès)",
            "Le local à vélos (Inès)",
            "La fête (Inès)",
            f"Karim : « {PUMP} » (Inès)",
            "Date donnée par Léa.",
        ]
        assert list(shown.private.buttons) == ["Ajouter un point", "Changer la date", "Retirer un point"]
        assert all("Ordre du jour" not in seen.text for seen in await neighbours["Karim"].sees())


async def test_without_a_date_topics_wait_for_the_next_meeting(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        assert await listed(neighbours) == [
            "📋 Ordre du jour de la prochaine réunion",
            "Il n'y a rien pour l'instant.",
        ]
        assert list(neighbours["Léa"].screen.buttons) == ["Ajouter un point", "Fixer la date"]
        await neighbours["Léa"].taps("Ajouter un point")
        assert neighbours["Léa"].screen.text == "De quoi voulez-vous parler ? Quelques mots suffisent."
        got = await neighbours["Léa"].answers("Parler  du\ncompost")
        assert got.private.lines == ["Ajouté à la prochaine réunion : 1 point."]
        assert (await neighbours["Léa"].says("/odj parler du compost")).private.lines == [
            "C'est déjà à l'ordre du jour :",
            "Parler du compost (Léa)",
        ]
        await neighbours["Inès"].says("/menu")
        await neighbours["Inès"].taps("Lancer quelque chose")
        while "Un point de réunion" not in neighbours["Inès"].screen.buttons:
            await neighbours["Inès"].taps("⋯ Plus")
        await neighbours["Inès"].taps("Un point de réunion")
        assert (await neighbours["Inès"].answers("Le toit")).private.lines == [
            "Ajouté à la prochaine réunion : 2 points."
        ]
        assert await neighbours["Karim"].sees() == [], "nothing of it was said in the group"


async def test_who_brought_it_takes_it_away_and_so_do_those_who_run_the_group(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await brought(neighbours, "Le compost", "Le toit")
        await neighbours["Karim"].says("/odj")
        await neighbours["Karim"].taps("Retirer un point")
        assert list(neighbours["Karim"].screen.buttons) == ["Le compost (Inès)", "Le toit (Inès)", "↩️ Retour"]
        got = await neighbours["Karim"].taps("Le compost (Inès)")
        assert got.toast == "C'est un point d'Inès : demandez-lui, ou à l'animation."
        for action in ("remove", "later", "done", "back"):
            assert (await neighbours["Karim"].presses(f"agenda:{action}:1")).refused, action
        await neighbours["Nadia"].says("/odj")
        await neighbours["Nadia"].taps("Retirer un point")
        await neighbours["Nadia"].taps("Le compost (Inès)")
        assert list(neighbours["Nadia"].screen.buttons) == [
            "Retirer",
            "Pour la fois suivante",
            "On en a parlé",
            "↩️ Retour",
        ]
        gone = await neighbours["Nadia"].taps("Retirer")
        assert gone.private.lines == ["Retiré de l'ordre du jour :", "Le compost (Inès)"]
        assert (await listed(neighbours))[1:] == ["Le toit (Inès)"]
        assert (await neighbours["Inès"].presses("agenda:topic:1")).toast == "Ce n'est plus ici."
        back = await neighbours["Nadia"].taps("Le remettre")
        assert back.private.lines[1:] == ["Le compost (Inès)", "Le toit (Inès)"]
        await neighbours["Inès"].presses("agenda:done:2")
        assert (await listed(neighbours))[1:] == ["Le compost (Inès)"]
        await neighbours["Inès"].taps("Le remettre")
        await neighbours["Inès"].presses("agenda:later:2")
        assert (await listed(neighbours))[1:] == [
            "Le compost (Inès)",
            "Pour la fois suivante :",
            "Le toit (Inès)",
        ]
        await neighbours["Inès"].taps("Pour cette fois")
        assert (await listed(neighbours))[1:] == ["Le compost (Inès)", "Le toit (Inès)"]


async def test_guests_look_and_bring_nothing(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours)
        await gets(neighbours, "Sarah", "guest")
        assert not (await neighbours["Sarah"].says("/odj")).refused
        assert (await neighbours["Sarah"].says("/odj Le compost")).refused
        for data in ("agenda:ask", "agenda:date", "agenda:unfix:1", "agenda:refix:1:1804788000:1"):
            got = await neighbours["Sarah"].presses(data)
            assert got.toast == "Vous êtes en visite ici : demandez à un habitant de le faire.", data


async def test_ten_topics_a_day_and_thirty_on_the_list(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        for name in ("Inès", "Karim", "Léa"):
            await brought(neighbours, *(f"Point {at} de {name}" for at in range(10)), name=name)
        got = await neighbours["Sarah"].says("/odj Le compost")
        assert got.toast == "L'ordre du jour est plein : 30 points. Retirez-en un d'abord."
        await neighbours["Inès"].presses("agenda:remove:1")
        got = await neighbours["Inès"].says("/odj Le compost")
        assert got.toast == "Vous avez apporté 10 points aujourd'hui. Les suivants demain."
        lines = await listed(neighbours)
        assert len(lines) == 11
        assert "Les autres points" in neighbours["Léa"].screen.buttons
        await neighbours["Léa"].taps("Les autres points")
        assert neighbours["Léa"].screen.lines[1] == "11. Point 1 de Karim (Karim)"
        await neighbours.at(paris("2027-03-03", "12:11"))
        assert not (await neighbours["Inès"].says("/odj Le compost")).refused


async def test_nothing_to_read_is_no_topic_and_long_words_are_cut(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("Les gouttières débordent. " * 12)
        said = await neighbours["Inès"].last()
        await neighbours["Inès"].says("/odj", reply_to=said.id)
        (line,) = (await listed(neighbours))[1:]
        words = line.removeprefix("Karim : « ").removesuffix(" » (Inès)")
        assert len(words) <= 201, "200 characters and the sign that there were more"
        assert words.endswith("Les gouttières débordent. Les gouttières…")
        got = await neighbours["Inès"].says("/odj \u2800\u2800")
        assert got.toast == "Je n'y vois pas de mots. Écrivez de quoi vous voulez parler."


async def test_who_leaves_without_a_trace_takes_their_words_along(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours, name="Karim")
        await neighbours["Karim"].says(PUMP)
        await neighbours["Inès"].says("/odj", reply_to=(await neighbours["Inès"].last()).id)
        await brought(neighbours, "Le compost", name="Karim")
        await neighbours.at(paris("2027-03-09", "18:00"))
        mine = (await neighbours["Karim"].says("/mesdonnees")).private.lines
        assert "Le compost" in mine
        assert f"Apporté par quelqu'un : « {PUMP} »" in mine
        assert "Vous avez donné la date d'une réunion : jeudi 11 mars" in mine
        await neighbours["Karim"].says("/effacer")
        await neighbours["Karim"].taps("Tout effacer")
        await neighbours["Karim"].taps("Oui, tout effacer")
        assert (await neighbours["Léa"].last()).lines == [
            "📋 Ordre du jour de jeudi 11 mars à 18 h 30",
            "Le compost",
        ]
        assert await listed(neighbours) == ["📋 Ordre du jour de jeudi 11 mars à 18 h 30", "Le compost"]


async def test_a_photo_without_words_goes_by_who_sent_it(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        known = await ids(neighbours)
        ines = Sender(str(known["Inès"]), "Inès", Standing("member", neighbours.now))
        photos = (
            Quoted(str(known["Léa"]), "Léa", "", "salon:les-tilleuls/7", attached=True),
            Quoted(str(known["Léa"]), "Léa", "", "salon:les-tilleuls/8", attached=True),
            Quoted("7777", "M. Roux", "", "salon:les-tilleuls/9", attached=True),
            Quoted(str(known["Léa"]), "Léa", "", "salon:les-tilleuls/7", attached=True),
            Quoted(str(known["Léa"]), "Léa", "  ", "salon:les-tilleuls/10"),
        )
        for at, photo in enumerate(photos):
            odj = Command(f"odj:{at}", neighbours.now, Chat("salon", ROOM), ines, "odj", "", photo)
            answer = await neighbours.program.dispatch.handle(odj)
            assert answer.refused is (at == 4), "a voice or an emptied message has no words"
        assert (await listed(neighbours))[1:] == ["Photo de Léa (Inès)"] * 2 + ["Photo de M. Roux (Inès)"]


async def test_two_groups_that_become_one_have_one_list_and_one_date(tilleuls: Opens) -> None:
    async with both(tilleuls) as here:
        await dated(here.tilleuls, "jeudi 11 mars")
        await here.tilleuls["Léa"].says("/odj Le compost")
        await here.rose.says("/odj Le puits")
        await here.rose.presses("agenda:date")
        await here.rose.answers("jeudi 4 mars")
        await here.tilleuls.at(paris("2027-03-02", "18:00"))
        assert (await here.yves.last()).lines == ["📋 Ordre du jour de jeudi 4 mars", "Le puits (Rose)"]
        await here.rose.says(f"/groupe {await here.code()}")
        await here.rose.taps("Relier")
        assert (await here.yves.says("/odj")).private.lines == [
            "📋 Ordre du jour de jeudi 11 mars",
            "Le compost (Léa)",
            "Le puits (Rose)",
            "Date donnée par Léa.",
        ]
        assert any("Pas de réunion jeudi 4 mars." in seen.text for seen in await here.yves.sees())
        await here.tilleuls.at(paris("2027-03-09", "18:00"))
        for one in (here.yves, here.tilleuls["Léa"]):
            assert (await one.last()).lines[0] == "📋 Ordre du jour de jeudi 11 mars"
        assert not any("de quoi" in seen for seen in await is_told(here.tilleuls, "Nadia")), (
            "that day is not theirs"
        )


async def test_a_date_that_fell_away_with_its_group_sends_no_list(tilleuls: Opens) -> None:
    async with both(tilleuls) as here:
        await dated(here.tilleuls, "jeudi 11 mars")
        await here.rose.says("/odj Le puits")
        await here.rose.presses("agenda:date")
        await here.rose.answers("jeudi 4 mars")
        await here.rose.says(f"/groupe {await here.code()}")
        await here.rose.taps("Relier")
        await here.tilleuls.at(paris("2027-03-05", "18:01"))
        assert not any("📋" in seen.text for seen in await here.yves.sees())


async def test_the_list_of_a_named_group_is_shown_to_its_people_alone(tilleuls: Opens) -> None:
    async with both(tilleuls) as here:
        await here.tilleuls["Léa"].says("/odj Le compost")
        shown = await here.tilleuls["Léa"].presses("agenda:list:0:1")
        assert shown.private.lines[1:] == ["Le compost (Léa)"]
        for data in ("agenda:list:0:1", "agenda:topic:1", "agenda:remove:1"):
            assert (await here.rose.presses(data)).refused, data
