"""A decision by consent, twelve households, one week, to the minute of transcripts §3."""

from collections import Counter

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.consent import HOUSEHOLDS, TEXT, WHY, alone, card, none_at_night, room, sent, twelve

DRYER = f"{TEXT}, sans sèche-linge après 21 h"
NINE = "La buanderie ouverte jusqu'à 21 h le samedi"
PROPOSED = [
    "📋 Karim propose : la buanderie ouverte jusqu'à 22 h le samedi.",
    "« En semaine, ceux qui travaillent n'ont plus de créneau. »",
    "On écoute jusqu'à jeudi 4 mars à 20 h. On décidera ensuite. Les avis s'afficheront tous ensemble.",
]
ASKED = [
    "📋 Karim propose maintenant : la buanderie ouverte jusqu'à 22 h le samedi, sans sèche-linge après 21 h.",
    "Pouvez-vous vivre avec ? Jusqu'à lundi 8 mars à 20 h. Il faut 8 foyers sur 12 et aucune objection.",
]
AGAIN = [
    "📋 Karim modifie, après une objection d'Odette.",
    "Avant : la buanderie ouverte jusqu'à 22 h le samedi, sans sèche-linge après 21 h. "
    "Maintenant : la buanderie ouverte jusqu'à 21 h le samedi.",
    "Je vous redemande à tous, jusqu'à mardi 9 mars à 20 h.",
]
UPSTAIRS = "Ma chambre est juste au-dessus. Je me couche à 21 h et j'entends tout."
OPINIONS = {
    "Inès": "Très bien pour moi.",
    "M. Roux": "Attention au bruit du sèche-linge.",
    "Claire": "Et les autres soirs ?",
    "Yanis": "Pratique pour les familles.",
    "Rosa": "Merci d'y avoir pensé.",
    "Paul": "D'accord sur le principe.",
}


class Week:
    """The story, with what each person tapped on the way."""

    def __init__(self, neighbours: Neighbourhood) -> None:
        self.neighbours = neighbours
        self.tapped: Counter[str] = Counter()

    async def taps(self, name: str, label: str) -> str:
        """A tap on the card, on a private message or on the private screen; the bubble."""
        got = await self.neighbours[name].taps(label)
        assert not got.refused, f"{name}: {got.toast}"
        self.tapped[name] += 1
        return got.toast

    async def all_tap(self, label: str, *names: str) -> None:
        for name in names:
            await self.taps(name, label)

    async def sees(self, name: str, *lines: str, buttons: list[str]) -> None:
        """The private screen of this person."""
        screen = self.neighbours[name].screen
        assert list(screen.lines) == list(lines)
        assert [one for one in screen.buttons if one != "Envoyer"] == buttons

    async def monday(self) -> None:
        """19 h: the proposal."""
        karim, tomas = self.neighbours["Karim"], self.neighbours["Tomás"]
        await karim.says(f"/proposition {TEXT}")
        await self.sees("Karim", TEXT, "Pourquoi en avez-vous besoin ? Une phrase suffit.", buttons=[])
        await karim.answers(WHY)
        await self.sees(
            "Karim",
            "Voici ce que le groupe verra : la buanderie ouverte jusqu'à 22 h le samedi. "
            "« En semaine, ceux qui travaillent n'ont plus de créneau. »",
            "Les 12 foyers décident. Ce sera un essai de trois mois.",
            buttons=["Envoyer au groupe", "Changer quelque chose", "✖️ Fermer"],
        )
        await self.taps("Karim", "Envoyer au groupe")
        first = await card(self.neighbours)
        assert first.lines == PROPOSED
        assert list(first.buttons) == [
            "❓ Poser une question",
            "💬 Donner mon avis",
            "👍 Rien à ajouter",
            "⋯ Plus",
        ]
        await self.neighbours.at(paris("2027-03-01", "19:10"))
        await self.taps("Tomás", "❓ Poser une question")
        got = await tomas.answers("Même l'été ?")
        assert got.toast == "Karim reçoit votre question. La réponse s'affichera sur la carte."
        (question,) = await alone(self.neighbours, "Karim")
        assert question.lines == ["Tomás demande : « Même l'été ? » Votre réponse s'affichera sur la carte."]
        for name, words in OPINIONS.items():
            await self.taps(name, "💬 Donner mon avis")
            await self.neighbours[name].answers(words)
        await self.taps("Claire", "Sans mon nom")
        await self.all_tap("👍 Rien à ajouter", "Léa", "Amina")
        assert (await karim.answers("Oui, toute l'année.")).toast == "Votre réponse est sur la carte."
        heard = ["❓ Même l'été ? Oui, toute l'année.", "9 foyers sur 12 se sont exprimés."]
        assert (await card(self.neighbours)).lines == [*PROPOSED, *heard]

    async def thursday(self) -> None:
        """20 h: the opinions, all together."""
        await self.neighbours.at(paris("2027-03-04", "19:59"))
        for name, words in OPINIONS.items():
            other = "Inès" if name != "Inès" else "Rosa"
            assert not any(words in seen.text for seen in await self.neighbours[other].sees()), (
                "not before the end"
            )
        await self.neighbours.at(paris("2027-03-04", "20:00"))
        opinions = await card(self.neighbours)
        assert opinions.lines == [
            "💬 Vos avis sur : la buanderie ouverte jusqu'à 22 h le samedi",
            "Inès : « Très bien pour moi. »",
            "M. Roux : « Attention au bruit du sèche-linge. »",
            "Sans nom : « Et les autres soirs ? »",
            "Karim les lit et vous répond avant vendredi 20 h.",
        ]
        assert list(opinions.buttons) == ["Lire les 6 avis", "⋯ Plus"]
        turn = (await alone(self.neighbours, "Karim"))[-1]
        assert turn.lines == [TEXT, "Karim, voici les 6 avis. Que devient votre proposition ?"]
        assert list(turn.buttons) == ["Lire les avis", "Je la garde", "Je la modifie", "Je la retire"]

    async def friday(self) -> None:
        """18 h 20: the question."""
        await self.neighbours.at(paris("2027-03-05", "18:20"))
        await self.taps("Karim", "Je la modifie")
        await self.neighbours["Karim"].answers(DRYER)
        await self.taps("Karim", "Envoyer au groupe")
        question = await card(self.neighbours)
        assert question.lines == ASKED
        assert list(question.buttons) == ["✅ Pas d'objection", "✋ J'ai une objection", "Autre réponse", "⋯ Plus"]
        await self.taps("Inès", "Autre réponse")
        await self.sees(
            "Inès",
            "La réponse de votre foyer :",
            buttons=["Oui, avec une réserve", "Je suivrai le groupe", "Besoin d'en parler", "↩️ Retour"],
        )
        self.neighbours["Inès"].screen.buttons.clear()  # she puts the telephone down
        assert await self.taps("M. Roux", "✅ Pas d'objection") == (
            "Noté pour votre foyer : pas d'objection. Personne ne le voit avant lundi 20 h."
        )
        roux = self.neighbours["M. Roux"]
        await roux.taps("⋯ Plus")
        await roux.taps("C'est quoi, objecter ?")
        await self.sees(
            "M. Roux",
            "Une objection dit : « cela nuirait au groupe » ou « je ne pourrais pas vivre avec ». "
            "Elle arrête la décision, le temps d'améliorer la proposition. "
            "Une préférence n'est pas une objection : dites-la comme réserve.",
            buttons=["↩️ Retour"],
        )
        roux.screen.buttons.clear()
        await self.all_tap("✅ Pas d'objection", "Sarah", "Léa", "Yanis", "Rosa", "Mme Petit")

    async def saturday(self) -> None:
        """10 h 30: Odette telephones to Léa."""
        await self.neighbours.at(paris("2027-03-06", "10:30"))
        lea = self.neighbours["Léa"]
        lea.screen.buttons.clear()
        for label in ("⋯ Plus", "Répondre pour quelqu'un", "Odette"):
            await lea.taps(label)
        await self.sees(
            "Léa",
            DRYER,
            "Au nom d'Odette, avec ses mots. Quelle est la réponse ?",
            buttons=["Pas d'objection", "Une objection", "Autre réponse", "Prévenu", "Pas joignable"],
        )
        await lea.taps("Une objection")
        assert lea.screen.lines[-1] == "Qu'est-ce qui pourrait mal se passer ?"
        await lea.answers(UPSTAIRS)
        assert lea.screen.lines[-1] == "Qu'est-ce qui permettrait à Odette de vivre avec ? Répondez à ce message."
        await lea.answers("Arrêter à 21 h.")
        await self.sees(
            "Léa",
            f"Objection d'Odette : « {UPSTAIRS} »",
            "Ce qui aiderait : « Arrêter à 21 h. »",
            buttons=[
                "Envoyer avec son nom",
                "Envoyer sans son nom",
                "Plutôt une réserve",
                "Corriger",
                "✖️ Fermer",
            ],
        )
        await lea.taps("Envoyer avec son nom")
        await self.sees(
            "Léa",
            "C'est noté, avec les mots d'Odette.",
            "Prévenir Karim et Nadia tout de suite ? On pourra chercher ensemble avant lundi 20 h.",
            buttons=["Oui, tout de suite", "Non, attendre"],
        )
        await lea.taps("Oui, tout de suite")
        lea.screen.buttons.clear()
        for name in ("Karim", "Nadia"):
            assert (await alone(self.neighbours, name))[-1].lines == [
                DRYER,
                f"Objection d'Odette : « {UPSTAIRS} »",
                "Ce qui aiderait : « Arrêter à 21 h. »",
                "Vous pouvez chercher une solution dès maintenant.",
            ]
        assert (await card(self.neighbours)).lines == [*ASKED, "7 foyers sur 12 ont répondu."]
        for name in ("Inès", "Sarah", "Tomás"):
            assert "Odette" not in (await self.neighbours[name].last()).text

    async def sunday(self) -> None:
        """11 h: the third version."""
        await self.neighbours.at(paris("2027-03-07", "11:00"))
        await self.taps("Karim", "Je la modifie")
        await self.neighbours["Karim"].answers(NINE)
        await self.taps("Karim", "Envoyer au groupe")
        again = await card(self.neighbours)
        assert again.lines == AGAIN
        assert list(again.buttons) == [
            "Toujours pas d'objection",
            "✋ J'ai une objection",
            "Autre réponse",
            "⋯ Plus",
        ]
        await self.all_tap("Toujours pas d'objection", "M. Roux", "Léa", "Sarah", "Amina")
        lea = self.neighbours["Léa"]
        for label in ("⋯ Plus", "Répondre pour quelqu'un", "Odette", "Lever l'objection"):
            got = await lea.taps(label)
        assert got.toast == "Merci. L'objection est levée."
        lifted = "Odette lève son objection. 5 foyers sur 12 ont répondu."
        assert (await card(self.neighbours)).lines == [*AGAIN, lifted]
        await self.all_tap("Toujours pas d'objection", "Inès", "Yanis", "Rosa", "Claire", "Mme Petit")
        await self.taps("Paul", "Autre réponse")
        await self.taps("Paul", "Oui, avec une réserve")
        await self.neighbours["Paul"].answers("Pas pendant les révisions du bac.")

    async def monday_again(self) -> None:
        """18 h 30: who is missing is reminded, and nobody else; 19 h 25: it is decided."""
        told = {name: len(await alone(self.neighbours, name)) for name in (*HOUSEHOLDS, "Sarah", "Nadia")}
        public = len(await room(self.neighbours))
        await self.neighbours.at(paris("2027-03-08", "18:30"))
        reminder = (await alone(self.neighbours, "Tomás"))[-1]
        assert reminder.lines == [
            "Tomás, il manque la réponse de votre foyer : la buanderie ouverte jusqu'à 21 h le samedi. "
            "Fin mardi 9 mars à 20 h."
        ]
        assert list(reminder.buttons) == ["Toujours pas d'objection", "✋ J'ai une objection", "Autre réponse"]
        for name in told:
            assert len(await alone(self.neighbours, name)) == told[name] + (name == "Tomás")
        assert len(await room(self.neighbours)) == public, "the card stays where it is"
        await self.neighbours.at(paris("2027-03-08", "19:10"))
        await self.taps("Tomás", "Toujours pas d'objection")
        everybody = "Odette lève son objection. 12 foyers sur 12. Résultat à 19 h 25, le temps de changer d'avis."
        assert (await card(self.neighbours)).lines == [*AGAIN, everybody]
        await self.neighbours.at(paris("2027-03-08", "19:25"))
        decided = await self.neighbours["Inès"].last()
        assert decided.lines == [
            "✅ C'est décidé : la buanderie ouverte jusqu'à 21 h le samedi (D-2027-006).",
            "Aucune objection. Une réserve : « Pas pendant les révisions du bac. » "
            "Une réponse a été donnée par quelqu'un d'autre.",
            "À l'essai jusqu'au mardi 8 juin. On en reparlera ce jour-là.",
        ]
        assert list(decided.buttons) == ["Lire la décision", "Imprimer pour le hall"]


async def test_a_week_to_the_minute(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-01", "18:30"), night=Night()) as neighbours:
        await twelve(neighbours)
        for number in range(1, 6):
            await neighbours["Nadia"].says(f"/decision Le point {number} de la réunion")
        noted = len(await sent(neighbours))
        await neighbours.at(paris("2027-03-01", "19:00"))
        week = Week(neighbours)
        for day in (week.monday, week.thursday, week.friday, week.saturday, week.sunday, week.monday_again):
            await day()

        messages = (await sent(neighbours))[noted:]
        assert [at for at, _ in messages] == [
            paris("2027-03-01", "19:00"),
            paris("2027-03-04", "20:00"),
            paris("2027-03-05", "18:20"),
            paris("2027-03-07", "11:00"),
            paris("2027-03-08", "19:25"),
        ]
        assert all(rings for _, rings in messages)
        await none_at_night(neighbours)
        # What its author does to write and to send it is no answer; Sarah answers for their household.
        assert week.tapped.pop("Karim") == 5
        assert set(week.tapped) == {*HOUSEHOLDS, "Sarah"} - {"Karim"}
        assert set(week.tapped.values()) == {2, 3}, week.tapped
