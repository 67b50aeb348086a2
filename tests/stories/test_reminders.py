"""A reminder is set by one sentence, changed, paused, taken away; and what is no reminder."""

import pytest

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.homes import gets

TOMORROW = ["⏰ C'est noté : appeler Odette. Mercredi 3 mars à 9 h.", "Rien que pour vous."]
NONE = ["Il n'y a aucun rappel. Par exemple : /rappel dans 20 minutes sortir le pain"]


async def listed(neighbours: Neighbourhood, name: str) -> list[str]:
    return list((await neighbours[name].says("/rappels")).private.lines)


async def test_one_sentence_sets_it_and_says_what_was_understood(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        got = await lea.says("/rappel appeler Odette demain")
        assert got.private.lines == TOMORROW
        assert list(got.private.buttons) == ["Pour le groupe", "Changer", "Retirer", "Mes rappels"]
        got = await lea.says("/rappel arroser le potager tous les 2 jours à 8h")
        assert got.private.lines[0] == (
            "⏰ C'est noté : arroser le potager. Un jour sur deux à 8 h, à partir du mercredi 3 mars. "
            "La prochaine fois : mercredi 3 mars à 8 h."
        )
        got = await lea.says("/remind dans 20 minutes de sortir le pain")
        assert got.private.lines[0] == "⏰ C'est noté : sortir le pain. Aujourd'hui à 12 h 30."
        assert await listed(neighbours, "Léa") == [
            "3 rappels.",
            "Sortir le pain : aujourd'hui à 12 h 30",
            "Arroser le potager : mercredi 3 mars à 8 h",
            "Appeler Odette : mercredi 3 mars à 9 h",
        ]
        assert await listed(neighbours, "Karim") == NONE
        assert await neighbours["Karim"].sees() == [], "the group is told nothing"


async def test_what_it_lacks_is_asked(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        assert (await lea.says("/rappel demain")).private.lines == ["« demain » : que dois-je vous rappeler ?"]
        assert (await lea.answers("appeler Odette")).private.lines == TOMORROW
        await lea.says("/rappel demain")
        other = await lea.answers("appeler Odette samedi à 10h")
        assert other.private.lines[0].endswith("Samedi 6 mars à 10 h."), "what is said last is meant"
        asked = await lea.says("/rappel appeler Odette")
        assert list(asked.private.buttons)[-3:] == ["Dans 1 h", "Ce soir", "Demain matin"]
        for words in ("bof", "hier", "bientôt", "mardi ou jeudi", "25h", "x" * 2000):
            assert (await lea.answers(words)).refused, words
        assert (await lea.answers("demain")).private.lines == TOMORROW
        for label, when in (("Dans 1 h", "13 h 10"), ("Ce soir", "19 h")):
            await lea.says("/rappel ranger")
            got = await lea.taps(label)
            assert got.private.lines[0] == f"⏰ C'est noté : ranger. Aujourd'hui à {when}."
        await lea.says("/rappel appeler Odette")
        assert (await lea.taps("Demain matin")).private.lines == TOMORROW
        await lea.taps("Mes rappels")
        await lea.taps("Un nouveau rappel")
        assert (await lea.answers("appeler Odette demain")).private.lines == TOMORROW


async def test_in_the_evening_this_evening_is_not_offered_and_a_stale_tap_on_it_is_refused(
    tilleuls: Opens,
) -> None:
    async with tilleuls(paris("2027-03-02", "18:50")) as neighbours:
        lea = neighbours["Léa"]
        evening = (await lea.says("/rappel ranger")).private.buttons["Ce soir"]
        await neighbours.at(paris("2027-03-02", "19:00"))
        got = await lea.presses(evening)
        assert got.refused
        assert got.toast.startswith("Ce moment est passé.")
        assert "Ce soir" not in (await lea.says("/rappel ranger")).private.buttons
        assert not (await lea.presses("reminders:when:morning")).refused
        for which in ("hour", "evening", "morning"):
            got = await lea.presses(f"reminders:when:{which}")
            assert got.toast == "C'est déjà noté, ou abandonné. Écrivez /rappel pour un autre."
        assert (await listed(neighbours, "Léa"))[0] == "1 rappel."


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("hier à 8h sortir le pain", "Ce moment est passé."),
        ("sortir le pain bientôt", "c'est trop vague pour moi."),
        ("réunion mardi et jeudi à 18h", "plusieurs moments"),
        ("le 31 février payer", "n'existe pas"),
        ("le 3 avril 2031 payer", "C'est trop loin"),
        ("x" * 2000, "C'est trop long : 200 caractères au plus."),
        (f"demain {'a' * 201}", "C'est trop long : 200 caractères au plus."),
    ],
)
async def test_what_is_no_reminder_is_refused_in_plain_words(tilleuls: Opens, words: str, why: str) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Léa"].says(f"/rappel {words}")
        assert got.refused
        assert why in got.toast
        assert await listed(neighbours, "Léa") == NONE


async def test_thirty_are_enough(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        for number in range(30):
            assert not (await lea.says(f"/rappel demain chose {number}")).refused
        full = "Vous avez déjà 30 rappels. Retirez-en un d'abord : /rappels"
        assert (await lea.says("/rappel demain encore")).toast == full
        await lea.says("/rappel encore")
        assert (await lea.taps("Demain matin")).toast == full
        assert not (await neighbours["Karim"].says("/rappel demain encore")).refused
        assert not (await lea.presses("reminders:remove:1")).refused
        assert not (await lea.says("/rappel demain encore")).refused
        pages = [(await lea.presses(f"reminders:list:{page}")).private.lines[1] for page in (0, 9, 10)]
        assert pages[0] == pages[2] != pages[1]


async def test_it_is_changed_paused_taken_away_and_put_back(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        await lea.says("/rappel arroser chaque jour à 8h")
        assert "En pause." in (await lea.taps("Mettre en pause")).private.text
        assert await listed(neighbours, "Léa") == ["1 rappel.", "Arroser : en pause"]
        await neighbours.at(paris("2027-03-03", "09:00"))
        assert await lea.sees() == [], "it is paused"
        got = await lea.presses("reminders:resume:1")
        assert "La prochaine fois : jeudi 4 mars à 8 h." in got.private.text
        await lea.taps("Changer")
        for words in ("bientôt", "hier", "\u200b", "a" * 201):
            assert (await lea.answers(words)).refused, words
        got = await lea.answers("demain à 18h")
        assert got.private.lines[0] == "⏰ Arroser. Jeudi 4 mars à 18 h."
        await lea.taps("Changer")
        got = await lea.answers("appeler Odette")
        assert got.private.lines[0] == "⏰ Appeler Odette. Jeudi 4 mars à 18 h."
        gone = await lea.taps("Retirer")
        assert gone.private.lines == ["Je ne le dirai plus : appeler Odette."]
        assert await listed(neighbours, "Léa") == NONE
        over = await lea.presses("reminders:pause:1")
        assert over.toast == "Ce rappel est terminé. Écrivez /rappel pour un autre."
        assert (await lea.presses("reminders:open:1")).private.lines[0] == "⏰ Appeler Odette. C'est terminé."
        assert list(lea.screen.buttons) == ["Changer", "Mes rappels"]
        assert not (await lea.presses("reminders:remove:1")).refused, "a second tap changes nothing"
        back = await lea.taps("Annuler")
        assert back.private.lines[0] == "⏰ Appeler Odette. Jeudi 4 mars à 18 h."
        await lea.taps("Retirer")
        undo = lea.screen.buttons["Annuler"]
        await neighbours.at(paris("2027-03-04", "18:30"))
        assert await lea.sees() == [], "what was taken away rings no more"
        late = await lea.presses(undo)
        assert late.toast == "Son heure est passée. Donnez-lui un autre moment."
        await lea.taps("Changer")
        got = await lea.answers("demain à 10h")
        assert got.private.lines[0] == "⏰ Appeler Odette. Vendredi 5 mars à 10 h."
        await neighbours.at(paris("2027-03-05", "10:00"))
        assert [seen.text for seen in await lea.sees()] == ["⏰ Appeler Odette."]


async def test_for_the_group_and_back_and_who_may(tilleuls: Opens) -> None:
    async with tilleuls(night=Night()) as neighbours:
        lea, ines, nadia = (neighbours[name] for name in ("Léa", "Inès", "Nadia"))
        await lea.says("/rappel sortir le bac jaune chaque mardi à 21h")
        got = await lea.taps("Pour le groupe")
        assert got.private.lines[1] == "Pour tout le groupe. Je ne dis rien la nuit : ce sera à 8 h."
        assert (await listed(neighbours, "Inès"))[1] == (
            "Sortir le bac jaune : aujourd'hui à 21 h, pour le groupe"
        )
        shown = await ines.taps("Sortir le bac jaune")
        assert shown.private.lines[1].startswith("Pour tout le groupe. C'est Léa qui l'a noté.")
        assert list(shown.private.buttons) == ["Mes rappels"]
        for act in ("for:1:one", "change:1", "pause:1", "resume:1", "remove:1"):
            got = await ines.presses(f"reminders:{act}")
            assert got.toast == "Seules la personne qui l'a noté et la facilitation peuvent le changer.", act
        got = await nadia.presses("reminders:for:1:one")
        assert got.toast == "C'est un rappel de Léa : il reste au groupe, ou il s'arrête."
        assert not (await nadia.presses("reminders:pause:1")).refused, "she runs the group"
        assert not (await nadia.presses("reminders:resume:1")).refused
        got = await lea.presses("reminders:for:1:one")
        assert got.private.lines[1] == "Rien que pour vous."
        for act in ("open:1", "for:1:group", "change:1", "remove:1", "pause:1"):
            assert (await nadia.presses(f"reminders:{act}")).toast == "Ce n'est plus ici.", act
        for odd in ("open:99", "open:x", "for:1", "done:7", "when:", "list:-1", "answer:9"):
            assert (await lea.presses(f"reminders:{odd}")).status == 200, odd


async def test_a_guest_sets_nothing_and_sees_nothing(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        ines = neighbours["Inès"]
        await neighbours["Léa"].says("/rappel dans 5 minutes ranger")
        await neighbours["Léa"].taps("Pour le groupe")
        await neighbours.at(paris("2027-03-02", "12:15"))
        await gets(neighbours, "Inès", "guest")
        for words in ("/rappels", "/rappel demain boire", "/rappel"):
            assert (await ines.says(words)).refused, words
        for act in ("list:0", "open:1", "new", "remove:1", "take:1", "done:1", "more:1", "answer:1"):
            got = await ines.presses(f"reminders:{act}")
            assert got.toast == "Vous êtes en visite ici : demandez à un habitant de le faire.", act
