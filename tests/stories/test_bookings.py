"""A space is booked in one sentence, or by five taps, and nothing of it is written to the group (transcripts §4)."""

from tests.conftest import Opens
from tests.neighbours import Got, Neighbourhood, paris

MARCH = paris("2027-03-02", "12:10")


async def add(neighbours: Neighbourhood, name: str, label: str) -> Got:
    """Nadia adds a space."""
    nadia = neighbours["Nadia"]
    await nadia.says("/espaces")
    await nadia.taps("Ajouter un espace")
    await nadia.answers(name)
    return await nadia.taps(label)


async def messages(neighbours: Neighbourhood) -> int:
    """Everything that stands in the room."""
    return len(await neighbours["Sarah"].sees())


async def test_one_sentence_and_one_tap(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await add(neighbours, "chambre d'amis", "À la nuit")
        before, karim = await messages(neighbours), neighbours["Karim"]
        read = await karim.says("/reserver chambre d'amis du 12 au 15 mars pour ma mère")
        assert read.private.lines == [
            "🛏️ La chambre d'amis est libre.",
            "Arrivée vendredi 12 mars à 16 h, départ lundi 15 mars à 11 h : 3 nuits.",
            "Je ne garde pas le motif.",
        ]
        assert [label for label in read.private.buttons if label != "Envoyer"] == [
            "Réserver",
            "Changer les dates",
            "✖️ Fermer",
        ]
        booked = await karim.taps("Réserver")
        assert booked.private.lines[0] == "✅ C'est réservé : chambre d'amis, du vendredi 12 au lundi 15 mars."
        assert list(booked.private.buttons) == [
            "Mettre dans mon agenda",
            "Changer les dates",
            "Libérer la chambre",
        ]
        assert await messages(neighbours) == before, "nothing is written to the group"


async def test_five_taps(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await add(neighbours, "chambre d'amis", "À la nuit")
        await add(neighbours, "salle commune", "À l'heure")
        before, ines = await messages(neighbours), neighbours["Inès"]
        await ines.says("/menu")
        taps = ["Réserver", "Chambre d'amis", "Vendredi 12 mars", "3 nuits", "Réserver"]
        for label in taps:
            got = await ines.taps(label)
        assert got.private.lines[0] == "✅ C'est réservé : chambre d'amis, du vendredi 12 au lundi 15 mars."
        await ines.says("/menu")
        for label in ("Réserver", "Salle commune", "Samedi 6 mars", "14 h à 18 h", "Réserver"):
            got = await ines.taps(label)
        assert got.private.lines[0] == "✅ C'est réservé : salle commune, samedi 6 mars, de 14 h à 18 h."
        assert len(taps) == 5
        assert await messages(neighbours) == before


async def test_taken_shows_the_nearest_that_is_free(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await add(neighbours, "chambre d'amis", "À la nuit")
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        await karim.says("/reserver chambre d'amis du 12 au 15 mars")
        await karim.taps("Réserver")
        taken = await lea.says("/reserver la chambre d'ami du 13 au 16 mars")
        assert taken.private.lines[1] == ("Karim l'a du vendredi 12 au lundi 15 mars. Au plus près, c'est libre :")
        assert [label for label in taken.private.buttons if label != "Envoyer"] == [
            "Du 9 au 12 mars",
            "Du 15 au 18 mars",
            "Me prévenir si libre",
            "S'arranger avec Karim",
        ]
        await lea.taps("Du 15 au 18 mars")
        got = await lea.taps("Réserver")
        assert got.private.lines[0] == "✅ C'est réservé : chambre d'amis, du lundi 15 au jeudi 18 mars."


async def test_a_slot_that_somebody_takes_meanwhile_is_not_had_twice(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await add(neighbours, "chambre d'amis", "À la nuit")
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        for one in (karim, lea):
            await one.says("/reserver chambre d'amis du 12 au 15 mars")
        first, second = await karim.taps("Réserver"), await lea.taps("Réserver")
        assert "C'est réservé" in first.private.text
        assert "C'est pris" in second.private.text
        again = await karim.presses("bookings:all:0")
        assert len([line for line in again.private.lines if "Chambre d'amis" in line]) == 1


async def test_freed_and_taken_back_for_ten_minutes(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await add(neighbours, "salle commune", "À l'heure")
        karim = neighbours["Karim"]
        await karim.says("/reserver salle commune samedi 14h-18h")
        await karim.answers("oui")
        free = karim.screen.buttons["Libérer la salle"]
        freed = await karim.presses(free)
        assert "Vous pouvez revenir en arrière pendant dix minutes." in freed.private.lines
        undo = freed.private.buttons["Annuler"]
        assert (await karim.presses(free)).private == freed.private, "a second tap shows the same"
        await neighbours.at(paris("2027-03-02", "12:15"))
        back = await karim.presses(undo)
        assert back.private.lines[0] == "✅ C'est réservé : salle commune, samedi 6 mars, de 14 h à 18 h."
        await karim.taps("Libérer la salle")
        await neighbours.at(paris("2027-03-02", "12:26"))
        late = await karim.presses(undo)
        assert late.refused
        assert late.toast == "Dix minutes ont passé. Réservez à nouveau."
        assert (await karim.presses(free)).toast == "Cette réservation est déjà terminée."


async def test_what_makes_no_sense_gets_a_clear_sentence(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await add(neighbours, "chambre d'amis", "À la nuit")
        await add(neighbours, "salle commune", "À l'heure")
        karim = neighbours["Karim"]
        told = {
            "/reserver salle commune hier 14h-16h": "Lundi 1er mars à 14 h, c'est passé. Donnez un jour à venir.",
            "/reserver salle commune le 31 février": "« le 31 février » n'existe pas",
            "/reserver chambre d'amis du 12 mars 2031 au 15 mars 2031": "C'est trop loin",
            "/reserver 3 salle commune samedi 14h-16h": "Il n'y en a que 1.",
            "/reserver la piscine samedi": "Lequel voulez-vous dire ?",
        }
        for words, said in told.items():
            got = await karim.says(words)
            assert said in f"{got.toast} {got.private.text}", words
        assert "n'a rien réservé" in (await karim.presses("bookings:all:0")).private.text


async def test_buttons_prove_nothing(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await add(neighbours, "chambre d'amis", "À la nuit")
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        await karim.says("/reserver chambre d'amis du 12 au 15 mars")
        booked = await karim.taps("Réserver")
        free = booked.private.buttons["Libérer la chambre"]
        refused = await lea.presses(free)
        assert refused.refused
        assert refused.toast == "Seul le foyer qui a réservé peut la changer."
        for data in (
            "bookings:book:1:a:b",
            "bookings:nights:1:0:0",
            "bookings:day:1:99999999999",
            "bookings:free:9",
        ):
            assert (await lea.presses(data)).refused, data
        assert "n'a rien réservé" in (await lea.presses("bookings:all:0")).private.text
