"""When the group meets: said by anybody, changed, taken away; and the list that goes out two days before."""

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.homes import is_told
from tests.stories.meetings import brought, dated, listed


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
