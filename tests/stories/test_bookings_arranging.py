"""« S'arranger »: whoever has a space is asked by a neighbour; they keep it, or both have what suits them."""

from handlers.bookings.charter import Limit
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.waits import asks, books, frees, guest_room, planned, ruled, told, waits, words

MARCH = paris("2027-03-02", "12:10")
ASKED = (
    "Léa aimerait la chambre d'amis du 13 au 16 mars. Vous l'avez du 12 au 15 mars. "
    "Sans réponse de votre part, vous la gardez."
)


async def _asked(neighbours: Neighbourhood, **rules: object) -> None:
    """Karim has it, and Léa asks him."""
    await guest_room(neighbours, **rules)
    await books(neighbours, "Karim", "du 12 au 15 mars")
    await asks(neighbours, "Léa", "du 13 au 16 mars")


async def test_the_holder_alone_is_asked_and_keeps_it(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        got = await asks(neighbours, "Léa", "du 13 au 16 mars")
        assert got.private.lines == [
            "Je demande à Karim la chambre d'amis du samedi 13 au mardi 16 mars. "
            "Je vous dirai la réponse. Sans réponse, rien ne change."
        ]
        assert list(got.private.buttons) == ["Retirer ma demande"]
        again = await asks(neighbours, "Léa", "du 14 au 15 mars")
        assert again.private.lines == got.private.lines, "one open request"
        (asked,) = await told(neighbours, "Karim")
        assert asked.text == ASKED
        assert list(asked.buttons) == ["Je garde mes dates", "Proposer d'autres dates"]
        assert await words(neighbours, "Sarah") == await words(neighbours, "Inès") == []
        menu = await neighbours["Karim"].says("/menu")
        assert "À répondre : 1" in menu.private.buttons
        for act in ("keepdates", "offer", "swap", "demand"):
            assert (await neighbours["Inès"].presses(f"bookings:{act}:1")).refused, act
        kept = await neighbours["Karim"].presses(asked.buttons["Je garde mes dates"])
        assert kept.private.lines == [
            "C'est noté : vous gardez la chambre d'amis du vendredi 12 au lundi 15 mars. "
            "Je préviens Léa, sans rien ajouter."
        ]
        assert await words(neighbours, "Karim") == []
        (answer,) = await told(neighbours, "Léa")
        assert answer.text == (
            "Karim a besoin de garder la chambre d'amis ces jours-là. "
            "Je peux vous prévenir si la chambre se libère du 13 au 16 mars."
        )
        late = await neighbours["Karim"].presses(asked.buttons["Proposer d'autres dates"])
        assert late.toast == "Cette demande a déjà sa réponse, ou a été retirée. Rien n'a changé."
        nags = await asks(neighbours, "Léa", "du 13 au 16 mars")
        assert nags.toast == "Vous l'avez déjà demandé, sans succès. Inscrivez-vous plutôt sur la liste."
        listed = await neighbours["Léa"].presses(answer.buttons["Me prévenir si libre"])
        assert "Vous êtes en tête de la liste." in listed.private.lines[0]
        assert await planned(neighbours) == ["Karim 12-15"]


async def test_both_have_what_suits_them_and_nobody_slips_in_between(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Inès", "du 13 au 16 mars")
        await waits(neighbours, "Sarah", "du 12 au 13 mars")
        await asks(neighbours, "Léa", "du 13 au 16 mars")
        got = await neighbours["Karim"].taps("Proposer d'autres dates")
        assert got.private.lines == [
            "Léa aurait la chambre d'amis du 13 au 16 mars. Et vous, quand ? Dès votre choix, l'échange est fait."
        ]
        assert [label for label in got.private.buttons if label != "Envoyer"] == [
            "Du 10 au 13 mars",
            "Du 16 au 19 mars",
            "Je la libère",
            "Je garde mes dates",
        ]
        done = await neighbours["Karim"].taps("Du 16 au 19 mars")
        assert done.private.lines == [
            "✅ C'est arrangé : vous l'avez du mardi 16 au vendredi 19 mars. "
            "Léa a la chambre d'amis du samedi 13 au mardi 16 mars."
        ]
        assert await planned(neighbours) == ["Léa 13-16", "Karim 16-19", "held"]
        assert await words(neighbours, "Karim") == await words(neighbours, "Inès") == []
        assert await words(neighbours, "Léa") == [
            "✅ C'est arrangé : vous avez la chambre d'amis du samedi 13 au mardi 16 mars."
        ]
        assert (await words(neighbours, "Sarah"))[0].startswith("La chambre d'amis se libère du 12 au 13 mars.")
        again = await neighbours["Karim"].presses(got.private.buttons["Du 16 au 19 mars"])
        assert again.private.lines == done.private.lines, "two taps are one exchange"
        for late in (got.private.buttons["Du 10 au 13 mars"], got.private.buttons["Je la libère"]):
            assert (await neighbours["Karim"].presses(late)).toast == (
                "Cette demande a déjà sa réponse, ou a été retirée. Rien n'a changé."
            )
        others = await neighbours["Inès"].presses(got.private.buttons["Du 16 au 19 mars"])
        assert others.toast == "Seul le foyer qui a réservé peut la changer."
        assert await planned(neighbours) == ["Léa 13-16", "Karim 16-19", "held"]


async def test_other_dates_are_typed_and_read_back(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await _asked(neighbours)
        await books(neighbours, "Inès", "du 24 au 26 mars")
        await neighbours["Karim"].taps("Proposer d'autres dates")
        for words_, why in (
            ("bientôt", "trop vague"),
            ("la lune", "Je n'y vois ni jour ni heure"),
            ("du 23 au 25 mars", "Ce n'est pas libre."),
            ("du 12 au 14 mars", "Ce n'est pas libre."),
            ("tous les mardis", "Il faut un seul moment"),
            ("le 1er février 2027", "passé"),
        ):
            got = await neighbours["Karim"].answers(words_)
            assert got.refused, words_
            assert why in got.toast, got.toast
        read = await neighbours["Karim"].answers("le 20 mars")
        assert read.private.lines == ["Vous : du samedi 20 au mardi 23 mars. Léa : du samedi 13 au mardi 16 mars."]
        assert await planned(neighbours) == ["Karim 12-15", "Inès 24-26"]
        await neighbours["Karim"].taps("Échanger")
        assert await planned(neighbours) == ["Léa 13-16", "Karim 20-23", "Inès 24-26"]


async def test_it_is_freed_for_whoever_asked(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await _asked(neighbours)
        await waits(neighbours, "Inès", "du 13 au 16 mars")
        await neighbours["Karim"].taps("Proposer d'autres dates")
        tap = neighbours["Karim"].screen.buttons["Je la libère"]
        done = await neighbours["Karim"].presses(tap)
        assert done.private.lines == [
            "✅ C'est arrangé : vous avez libéré la chambre d'amis. "
            "Léa a la chambre d'amis du samedi 13 au mardi 16 mars."
        ]
        again = await neighbours["Karim"].presses(tap)
        assert again.private.lines == done.private.lines
        assert await planned(neighbours) == ["Léa 13-16"]
        back = await neighbours["Karim"].presses("bookings:back:1")
        assert back.refused, "it is Léa's"


async def test_nothing_changes_where_a_rule_refuses(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await _asked(neighbours)
        got = await neighbours["Karim"].taps("Proposer d'autres dates")
        await ruled(neighbours, limits=(Limit("nights", 2, "quarter"),))
        theirs = await neighbours["Karim"].presses(got.private.buttons["Du 16 au 19 mars"])
        assert theirs.toast == "Les règles ne permettent plus ce qui vous était demandé. Rien n'a changé."
        await ruled(neighbours, longest=3)
        his = await neighbours["Karim"].presses("bookings:swap:1:hwv50.47o")
        assert his.toast == "3 nuits de suite au plus."
        assert await planned(neighbours) == ["Karim 12-15"]
        assert await words(neighbours, "Karim") == [ASKED]
        assert await words(neighbours, "Léa") == []


async def test_nothing_changes_where_it_was_taken_meanwhile(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await _asked(neighbours)
        got = await neighbours["Karim"].taps("Proposer d'autres dates")
        await books(neighbours, "Inès", "du 17 au 18 mars")
        taken = await neighbours["Karim"].presses(got.private.buttons["Du 16 au 19 mars"])
        assert taken.toast == "Quelqu'un d'autre l'a entre-temps. Rien n'a changé."
        overlaps = await neighbours["Karim"].presses("bookings:swap:1:hwrt0.33o")
        assert overlaps.refused, "Léa's own dates"
        await books(neighbours, "Inès", "du 15 au 16 mars")
        theirs = await neighbours["Karim"].presses(got.private.buttons["Du 10 au 13 mars"])
        assert theirs.toast == "Quelqu'un d'autre l'a entre-temps. Rien n'a changé."
        assert await planned(neighbours) == ["Karim 12-15", "Inès 15-16", "Inès 17-18"]


async def test_a_request_is_taken_back(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await _asked(neighbours)
        got = await neighbours["Karim"].taps("Proposer d'autres dates")
        await neighbours["Léa"].presses("bookings:leave:1")
        assert await words(neighbours, "Karim") == []
        late = await neighbours["Karim"].presses(got.private.buttons["Du 16 au 19 mars"])
        assert late.toast == "Cette demande a déjà sa réponse, ou a été retirée. Rien n'a changé."
        assert await planned(neighbours) == ["Karim 12-15"]


async def test_who_asked_waits_once_it_is_freed(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await _asked(neighbours)
        await frees(neighbours, "Karim")
        assert await words(neighbours, "Karim") == []
        await neighbours.at(paris("2027-03-02", "12:25"))
        await neighbours["Léa"].taps("Réserver")
        assert await planned(neighbours) == ["Léa 13-16"]


async def test_what_cannot_be_asked(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await books(neighbours, "Inès", "du 15 au 17 mars")
        two = await asks(neighbours, "Léa", "du 13 au 16 mars")
        assert two.toast == "D'autres l'ont aussi à ce moment. Inscrivez-vous plutôt sur la liste."
        ask = "bookings:ask:1:hwrt0.33o:1:0"
        assert (await neighbours["Karim"].presses(ask)).toast == "Votre foyer l'a déjà. Pour changer : /moi."
        for bad in ("bookings:ask:9:hwrt0.33o:1:0", "bookings:ask:1", "bookings:swap:1", "bookings:decline:x"):
            assert (await neighbours["Léa"].presses(bad)).toast == "Ce n'est plus ici.", bad
        free = await neighbours["Léa"].presses("bookings:ask:1:hx2hd.33o:1:0")
        assert free.private.lines[0] == "🛏️ La chambre d'amis est libre."


async def test_a_request_ends_when_the_stay_begins(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await _asked(neighbours)
        await neighbours.at(paris("2027-03-12", "16:01"))
        assert await words(neighbours, "Karim") == []
        assert (await neighbours["Léa"].presses("bookings:waits:0")).private.lines == ["Vous n'attendez rien."]
        assert (await neighbours["Karim"].presses("bookings:propose:1")).refused


async def test_names_that_the_group_hides_stay_hidden(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        async with neighbours.program.database.writing() as tx:
            await tx.run("INSERT INTO booking_customs (group_id, names, rules_by) VALUES (1, 0, 'proposal')")
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await neighbours["Léa"].says("/reserver chambre d'amis du 13 au 16 mars")
        got = await neighbours["Léa"].taps("Demander à qui l'a")
        assert "Karim" not in got.private.text
        await neighbours["Karim"].taps("Je garde mes dates")
        (answer,) = await told(neighbours, "Léa")
        assert "Karim" not in answer.text
        await waits(neighbours, "Inès", "du 13 au 16 mars")
        await neighbours.at(paris("2027-03-10", "18:01"))
        assert (await words(neighbours, "Karim"))[0].startswith("Quelqu'un attend la chambre d'amis au cas où.")
