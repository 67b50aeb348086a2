"""It rings, and is answered: done, later, not this time; somebody does it, or somebody else; late, at night."""

from collections.abc import Sequence

from bot.assembly import BY_NAME
from bot.ground import Ground
from handlers.conversation.quiet import Night
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.homes import number_of
from tests.stories.waits import told

RUNG = ["C'est fait", "Dans 1 h", "Demain", "Je ne peux pas"]


async def texts(neighbours: Neighbourhood, name: str = "Léa") -> list[str]:
    return [seen.text for seen in await neighbours[name].sees() if seen.text]


async def rings_for_all(neighbours: Neighbourhood, words: str = "arroser chaque jour à 18h") -> None:
    """Léa sets it for the group, and it is six."""
    await neighbours["Léa"].says(f"/rappel {words}")
    await neighbours["Léa"].taps("Pour le groupe")
    await neighbours.at(paris("2027-03-02", "18:00"))


async def asks(neighbours: Neighbourhood, name: str) -> Sequence[View]:
    """« C'est fait ? », as it would be said to this person now: the salon never says again what it took back."""
    topic = Topic("reminders", 1, f"nudge:{await number_of(neighbours, name)}")
    async with neighbours.program.database.reading() as tx:
        placed = BY_NAME["reminders"]
        assert placed.feature.show is not None
        return await placed.feature.show(placed.make(Ground(tx, neighbours.now)), topic, neighbours.now)


async def test_it_rings_for_whoever_set_it_and_is_answered(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea, karim = neighbours["Léa"], neighbours["Karim"]
        await lea.says("/rappel dans 20 minutes sortir le pain")
        await neighbours.at(paris("2027-03-02", "12:29"))
        assert await lea.sees() == []
        await neighbours.at(paris("2027-03-02", "12:30"))
        (rung,) = await told(neighbours, "Léa")
        assert (rung.text, list(rung.buttons)) == ("⏰ Sortir le pain.", RUNG)
        assert await karim.sees() == []
        for act in ("done", "undone", "take", "later", "tomorrow", "cannot", "more", "answer"):
            assert (await karim.presses(f"reminders:{act}:1")).toast == "Ce n'est plus ici.", act
        for act in ("take", "more"):
            assert (await lea.presses(f"reminders:{act}:1")).toast == "Ce rappel n'est que pour vous."
        assert (await lea.presses("reminders:later:1")).toast == "Je le redis aujourd'hui à 13 h 30."
        assert (await lea.presses("reminders:later:1")).toast == "Je le redis aujourd'hui à 13 h 30."
        await neighbours.at(paris("2027-03-02", "13:30"))
        assert [seen.text for seen in await told(neighbours, "Léa")][-1] == "⏰ Sortir le pain."
        assert (await lea.taps("C'est fait")).toast == "Merci."
        assert (await lea.last()).text == "✅ C'est fait : sortir le pain."
        for act in ("done", "later", "tomorrow", "cannot"):
            assert (await lea.presses(f"reminders:{act}:1")).toast == "C'est déjà fait.", act
        assert (await lea.taps("Ce n'est pas fait")).toast == "C'est encore à faire."
        assert (await lea.presses("reminders:undone:1")).toast == "Ce n'était pas encore fait."
        assert (await lea.presses("reminders:cannot:1")).toast == "D'accord. Je n'en reparle plus cette fois."
        assert (await lea.last()).text == "Pas cette fois : sortir le pain."
        gone = await lea.presses("reminders:done:1")
        assert gone.toast == "Cette fois est passée. /rappels montre la prochaine."
        said = await texts(neighbours)
        await neighbours.at(paris("2027-03-05", "12:00"))
        assert await texts(neighbours) == said, "nothing comes of it any more"


async def test_what_waits_for_an_answer_is_answered_from_the_menu(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        await lea.says("/rappel dans 20 minutes sortir le pain")
        await neighbours.at(paris("2027-03-02", "12:30"))
        await lea.says("/menu")
        await lea.taps("À répondre : 1")
        assert list((await lea.taps("Sortir le pain")).private.buttons) == RUNG
        await lea.taps("C'est fait")
        await lea.says("/menu")
        assert "À répondre : 1" not in lea.screen.buttons


async def test_what_was_snoozed_and_taken_away_does_not_come_back(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        await lea.says("/rappel arroser chaque jour à 12h20")
        await neighbours.at(paris("2027-03-02", "12:20"))
        await lea.taps("Dans 1 h")
        await lea.presses("reminders:remove:1")
        said = await texts(neighbours)
        await neighbours.at(paris("2027-03-04", "12:00"))
        assert await texts(neighbours) == said == ["Pas cette fois : arroser."]


async def test_tomorrow_of_what_comes_back_by_then_anyway(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        await lea.says("/rappel arroser chaque jour à 18h")
        await lea.says("/rappel balayer tous les 2 jours à 18h10")
        await neighbours.at(paris("2027-03-02", "18:20"))
        got = await lea.presses("reminders:tomorrow:1")
        assert got.toast == "Ça revient de toute façon d'ici là : mercredi 3 mars à 18 h."
        got = await lea.presses("reminders:tomorrow:2")
        assert got.toast == "Je le redis mercredi 3 mars à 18 h 10."
        assert await texts(neighbours) == [
            "Pas cette fois : arroser. La prochaine fois : mercredi 3 mars à 18 h.",
            "🧹 Balayer. Je le redis mercredi 3 mars à 18 h 10.",
        ]
        await neighbours.at(paris("2027-03-04", "18:10"))
        assert (await texts(neighbours)).count("💧 Arroser.") == 1, "the times before are answered no longer"
        assert (await texts(neighbours))[-1] == "🧹 Balayer."


async def test_somebody_does_it_is_asked_once_and_cannot_and_others_are_asked_without_a_name(
    tilleuls: Opens,
) -> None:
    async with tilleuls(night=Night()) as neighbours:
        lea, karim, ines = (neighbours[name] for name in ("Léa", "Karim", "Inès"))
        await rings_for_all(neighbours)
        card = await ines.last()
        assert (card.text, list(card.buttons)) == ("💧 Arroser.", ["C'est fait", "Je m'en occupe", "⋯ Plus"])
        assert (await ines.presses("reminders:later:1")).toast == "Dites d'abord que vous vous en occupez."
        assert (await ines.presses("reminders:cannot:1")).toast == "D'accord. D'autres le voient aussi."
        assert list((await ines.taps("⋯ Plus")).private.buttons) == ["Voir le rappel"]
        await karim.taps("Je m'en occupe")
        assert (await karim.presses("reminders:take:1")).toast == "Vous vous en occupez déjà. Merci."
        await ines.taps("Je m'en occupe")
        assert (await lea.last()).text == "💧 Arroser. Karim et Inès s'en occupent."
        assert (await ines.presses("reminders:cannot:1")).toast == "D'accord. D'autres s'en occupent."
        assert (await lea.last()).text == "💧 Arroser. Karim s'en occupe."
        await neighbours.at(paris("2027-03-02", "20:00"))
        (asked,) = await told(neighbours, "Karim")
        assert (asked.text, list(asked.buttons)) == (
            "Arroser : c'est fait ?",
            ["C'est fait", "Demain", "Je ne peux pas"],
        )
        assert await told(neighbours, "Inès") == await told(neighbours, "Léa") == []
        await neighbours.at(paris("2027-03-02", "20:40"))
        got = await karim.taps("Je ne peux pas")
        assert got.toast == "D'accord. Je demande aux autres, sans votre nom."
        assert await told(neighbours, "Karim") == [], "what he was asked is answered"
        assert len(await lea.sees()) == 1, "not at night"
        await neighbours.at(paris("2027-03-03", "07:59"))
        assert len(await lea.sees()) == 1
        await neighbours.at(paris("2027-03-03", "08:00"))
        who = await lea.last()
        assert (who.text, list(who.buttons)) == ("💧 Qui peut s'en occuper : arroser ?", ["Je m'en occupe"])
        await ines.taps("Je m'en occupe")
        assert (await lea.last()).text == "💧 Arroser. Inès s'en occupe."
        assert await asks(neighbours, "Karim") == (), "he is not asked again"
        assert len(await asks(neighbours, "Inès")) == 1
        await ines.presses("reminders:cannot:1")
        assert len(await lea.sees()) == 2, "never a third time"
        await ines.presses("reminders:done:1")
        assert (await lea.last()).text == "✅ C'est fait : arroser. Merci, Inès."
        assert (await karim.presses("reminders:undone:1")).toast == "La personne qui l'a fait peut le dire."
        assert not (await lea.presses("reminders:undone:1")).refused, "she has set it"


async def test_whoever_does_it_puts_it_off_and_not_into_the_night(tilleuls: Opens) -> None:
    async with tilleuls(night=Night()) as neighbours:
        karim = neighbours["Karim"]
        await rings_for_all(neighbours, "arroser aujourd'hui à 18h")
        await neighbours.at(paris("2027-03-02", "19:45"))
        await karim.taps("Je m'en occupe")
        assert (await karim.presses("reminders:later:1")).toast == "Je le redis mercredi 3 mars à 8 h."
        await neighbours.at(paris("2027-03-03", "07:59"))
        assert [seen.text for seen in await neighbours["Inès"].sees()] == [
            "💧 Arroser. Karim s'en occupe. Je le redis mercredi 3 mars à 8 h."
        ]
        await neighbours.at(paris("2027-03-03", "08:00"))
        assert (await neighbours["Inès"].last()).text == "💧 Arroser. Karim s'en occupe."
        assert await told(neighbours, "Karim") == [], "whoever put it off is not asked as well"


async def test_ones_own_rings_at_night_and_the_groups_waits_for_the_morning(tilleuls: Opens) -> None:
    async with tilleuls(night=Night()) as neighbours:
        await neighbours["Léa"].says("/rappel fermer le gaz à 23h")
        await neighbours["Karim"].says("/rappel sortir le bac jaune à 23h")
        await neighbours["Karim"].taps("Pour le groupe")
        await neighbours.at(paris("2027-03-02", "23:00"))
        assert [seen.text for seen in await neighbours["Léa"].sees()] == ["⏰ Fermer le gaz."]
        assert (await neighbours["Léa"].taps("Dans 1 h")).toast == "Je le redis mardi 2 mars à minuit."
        await neighbours.at(paris("2027-03-03", "00:00"))
        assert (await neighbours["Léa"].last()).text == "⏰ Fermer le gaz."
        await neighbours.at(paris("2027-03-03", "07:59"))
        assert await neighbours["Inès"].sees() == []
        await neighbours.at(paris("2027-03-03", "08:00"))
        assert [seen.text for seen in await neighbours["Inès"].sees()] == ["🗑️ Sortir le bac jaune."]


async def test_after_a_stop_only_the_last_is_said_and_what_is_past_never_rings(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        lea = neighbours["Léa"]
        await lea.says("/rappel dans 20 minutes sortir le pain")
        await lea.says("/rappel arroser chaque jour à 8h")
        await lea.says("/rappel balayer chaque jour à 22h")
        await lea.says("/rappel jeudi 4 mars à 9h05 appeler Odette")
        await neighbours.sleeps_until(paris("2027-03-04", "09:12"))
        gathered, little_late = sorted(await texts(neighbours))
        assert little_late == "⏰ Appeler Odette.", "seven minutes are as nothing"
        assert gathered == (
            "J'étais arrêté. Désolé. Voici ce que je devais vous dire. Encore à faire : arroser (aujourd'hui à 8 h). "
            "Passé : sortir le pain (mardi 2 mars à 12 h 30). "
            "Passé : balayer (hier à 22 h). Prochaine fois : jeudi 4 mars à 22 h."
        )
        await neighbours.at(paris("2027-03-05", "08:00"))
        assert (await texts(neighbours))[-1] == "💧 Arroser."
        assert sum("Balayer" in text for text in await texts(neighbours)) == 1


async def test_it_rings_in_the_hour_that_comes_twice(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-10-30", "12:00")) as neighbours:
        await neighbours["Léa"].says("/rappel veiller chaque jour à 2h30")
        await neighbours.at(paris("2027-11-01", "02:30"))
        assert await texts(neighbours) == [
            "Pas cette fois : veiller. La prochaine fois : mardi 2 novembre à 2 h 30.",
            "⏰ Veiller.",
        ]


async def test_it_rings_an_hour_later_where_the_clock_skips_its_own(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-27", "12:00")) as neighbours:
        await neighbours["Léa"].says("/rappel veiller chaque jour à 2h30")
        await neighbours.sleeps_until(paris("2027-03-28", "03:29"))
        assert await texts(neighbours) == []
        await neighbours.sleeps_until(paris("2027-03-28", "03:30"))
        assert await texts(neighbours) == ["⏰ Veiller."]


async def test_set_while_the_clock_goes_back_and_given_to_the_group(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-10-31", "02:50")) as neighbours:
        await neighbours["Karim"].says("/rappel dans 20 minutes boire")
        got = await neighbours["Karim"].taps("Pour le groupe")
        assert got.private.lines[0] == "⏰ Boire. Aujourd'hui à 2 h 10."


async def test_an_answer_of_last_week_is_one_too_many(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        await lea.says("/rappel dans 20 minutes sortir le pain")
        await neighbours.at(paris("2027-03-02", "12:30"))
        await neighbours.sleeps_until(paris("2027-03-09", "12:31"))
        for act in ("done", "later", "tomorrow", "cannot", "answer"):
            got = await lea.presses(f"reminders:{act}:1")
            assert got.toast == "Cette fois est passée. /rappels montre la prochaine.", act
