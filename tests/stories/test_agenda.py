"""The next meeting's list: filled during the week, sent two days before, gone through the day after (transcripts §7)."""

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import Got, Neighbourhood, paris
from tests.stories.homes import gets, is_told

PUMP = "La pompe de la cave fuit, qui connaît un plombier ?"


async def dated(neighbours: Neighbourhood, words: str = "jeudi 11 mars à 18h30", name: str = "Léa") -> Got:
    """Somebody says when the group meets."""
    await neighbours[name].says("/odj")
    label = "Fixer la date" if "Fixer la date" in neighbours[name].screen.buttons else "Changer la date"
    await neighbours[name].taps(label)
    return await neighbours[name].answers(words)


async def brought(neighbours: Neighbourhood, *topics: str, name: str = "Inès") -> None:
    for topic in topics:
        assert not (await neighbours[name].says(f"/odj {topic}")).refused


async def listed(neighbours: Neighbourhood, name: str = "Léa") -> list[str]:
    """The lines of the list, as this person sees it."""
    return list((await neighbours[name].says("/odj")).private.lines)


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


async def test_a_date_is_said_changed_taken_away_and_put_back(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await brought(neighbours, "Le compost")
        got = await dated(neighbours, "jeudi 18 mars à 18h30")
        assert got.private.lines == ["C'est noté : réunion jeudi 18 mars à 18 h 30. 1 point à l'ordre du jour."]
        assert list(got.private.buttons) == ["Voir l'ordre du jour", "Changer la date", "Enlever la date"]
        got = await dated(neighbours, "vendredi", "Karim")
        assert got.private.lines[0].startswith("C'est noté : réunion vendredi 5 mars. "), "no hour is made up"
        back = await neighbours["Karim"].taps("Remettre l'ancienne date")
        assert back.private.lines[0].startswith("C'est noté : réunion jeudi 18 mars à 18 h 30.")
        assert (await listed(neighbours))[-1] == "Date donnée par Karim."
        await neighbours["Inès"].says("/odj")
        await neighbours["Inès"].taps("Changer la date")
        gone = await neighbours["Inès"].taps("Enlever la date")
        assert gone.private.lines == [
            "La réunion de jeudi 18 mars n'est plus fixée. Les points attendent la prochaine réunion."
        ]
        assert (await listed(neighbours))[0] == "📋 Ordre du jour de la prochaine réunion"
        await neighbours["Inès"].taps("Remettre la date")
        assert (await listed(neighbours))[0] == "📋 Ordre du jour de jeudi 18 mars à 18 h 30"


async def test_a_date_that_was_taken_away_does_not_come_back_over_another(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours)
        await neighbours["Inès"].presses("agenda:unfix:1")
        await dated(neighbours, "jeudi 18 mars")
        got = await neighbours["Inès"].presses("agenda:restore:1")
        assert got.toast == "Une autre date a été donnée entre-temps. Écrivez /odj pour la voir."
        for old in ("agenda:unfix:1", "agenda:refix:1:1804010400:1", "agenda:refix:2:99999999999999:1"):
            assert (await neighbours["Inès"].presses(old)).toast == "Ce n'est plus ici.", old
        got = await neighbours["Inès"].presses("agenda:refix:2:1772449800:1")
        assert got.toast == "Lundi 2 mars à 12 h 10, c'est passé. Donnez un jour à venir."


async def test_words_that_are_no_date_are_asked_again(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        for words, why in (
            ("bientôt", "trop vague"),
            ("jeudi ou vendredi", "plusieurs moments"),
            ("tous les jeudis", "plusieurs moments"),
            ("aujourd'hui à 9h", "c'est passé"),
            ("le 3 avril 2029", "trop loin"),
        ):
            got = await dated(neighbours, words)
            assert got.refused, words
            assert why in got.toast, got.toast
        assert (await neighbours["Léa"].answers("jeudi soir")).private.lines == [
            "C'est noté : réunion jeudi 4 mars."
        ]


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


async def test_the_list_goes_out_two_evenings_before_and_goes_on_living(tilleuls: Opens) -> None:
    async with tilleuls(night=Night()) as neighbours:
        await dated(neighbours)
        await brought(neighbours, "Le compost", "Le toit")
        await neighbours.at(paris("2027-03-09", "17:59"))
        assert await neighbours["Karim"].sees() == []
        await neighbours.at(paris("2027-03-09", "18:00"))
        (card,) = await neighbours["Karim"].sees()
        assert card.lines == [
            "📋 Ordre du jour de jeudi 11 mars à 18 h 30",
            "Le compost (Inès)",
            "Le toit (Inès)",
        ]
        assert list(card.buttons) == ["Ajouter un point"]
        await neighbours["Karim"].taps("Ajouter un point")
        await neighbours["Karim"].answers("La fête")
        await neighbours["Inès"].presses("agenda:remove:2")
        await neighbours["Inès"].presses("agenda:later:1")
        (card,) = await neighbours["Karim"].sees()
        assert card.lines[1:] == ["La fête (Karim)"]
        await neighbours["Karim"].presses("agenda:done:3")
        (card,) = await neighbours["Karim"].sees()
        assert card.lines[1:] == ["Il n'y a plus rien."]


async def test_no_list_goes_out_where_nothing_is_on_it(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours)
        await brought(neighbours, "Le toit")
        await neighbours["Inès"].presses("agenda:later:1")
        await neighbours.at(paris("2027-03-12", "18:01"))
        assert await neighbours["Karim"].sees() == []
        assert await is_told(neighbours, "Nadia") == [], "and nobody is asked about it"
        assert (await listed(neighbours))[1:] == ["Le toit (Inès)"], "its time has come"


async def test_a_date_known_late_goes_out_the_evening_before(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await brought(neighbours, "Le toit")
        await dated(neighbours, "jeudi à 18h30")
        await neighbours.at(paris("2027-03-02", "18:01"))
        assert len(await neighbours["Karim"].sees()) == 1, "two days before is this evening"
        await dated(neighbours, "mercredi à 18h30")
        cards = await neighbours["Karim"].sees()
        assert [card.lines[0] for card in cards] == [
            "Cet ordre du jour continue plus bas.",
            "📋 Ordre du jour de mercredi 3 mars à 18 h 30",
        ], "a new date must be heard of, and an edit rings nobody"
        await neighbours["Léa"].presses("agenda:unfix:1")
        card = await neighbours["Karim"].last()
        assert card.lines == ["📋 Pas de réunion mercredi 3 mars.", "Les points attendent la prochaine."]
        assert card.buttons == {}


async def test_a_meeting_that_moves_away_sends_its_list_again_two_days_before(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await dated(neighbours)
        await brought(neighbours, "Le toit")
        await neighbours.at(paris("2027-03-09", "18:00"))
        await dated(neighbours, "jeudi 18 mars")
        assert [card.lines[0] for card in await neighbours["Karim"].sees()] == [
            "📋 Ordre du jour de jeudi 18 mars"
        ]
        await neighbours.at(paris("2027-03-16", "18:00"))
        moved, card = await neighbours["Karim"].sees()
        assert moved.lines == ["Cet ordre du jour continue plus bas."]
        assert card.lines == ["📋 Ordre du jour de jeudi 18 mars", "Le toit (Inès)"]
        assert await is_told(neighbours, "Nadia") == [], "of the old date nothing rings any more"


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
        assert (await neighbours["Nadia"].presses("agenda:turn:1")).toast == "Ce n'est plus ici.", "not held yet"
        assert (await neighbours["Nadia"].presses("agenda:held:1")).toast == "Ce n'est plus ici."
        await neighbours.at(paris("2027-03-12", "08:00"))
        for data in ("agenda:turn:1", "agenda:held:1", "agenda:settle:1"):
            assert (
                await neighbours["Inès"].presses(data)
            ).toast == "Seule l'animation note de quoi on a parlé.", data
        await neighbours["Nadia"].presses("agenda:turn:1")
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
