"""Whoever runs a group sets the rules of its spaces, where it wants so; from a day on, one rule or several."""

from typing import Any

from tests.neighbours import paris
from tests.stories.ruled_spaces import books, facilitation, path, space

NIGHTS = "Nuits de suite"


async def test_a_new_space_has_one_rule_and_a_charter_is_shown_before_anything(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        got = await space(neighbours)
        assert "sans limite" in got.private.text
        got = await neighbours["Nadia"].taps("En faire une proposition")
        assert "7 nuits de suite au plus. Par foyer : 15 nuits par trimestre." in got.private.text
        assert got.private.text.endswith("Rien ne change pour l'instant.")
        got = await path(neighbours, "Karim", "Chambre d'amis", "Les règles")
        assert "Ouvert à tous les foyers, sans limite." in got.private.text
        assert "Changer une règle" in got.private.buttons, "everybody may propose"


async def test_those_who_run_the_group_set_rules_where_it_wants_so(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await space(neighbours)
        before = len(await neighbours["Léa"].sees())
        got = await facilitation(neighbours)
        assert "Les règles : la facilitation les pose." in got.private.text
        await books(neighbours, "Léa", "chambre d'amis du 12 au 22 mars")
        await path(
            neighbours, "Nadia", "Chambre d'amis", "Les règles", "Changer une règle", "Heures et durée", NIGHTS
        )
        got = await neighbours["Nadia"].answers("4 nuits")
        assert "4 nuits de suite au plus." in got.private.text
        got = await neighbours["Nadia"].taps("Poser ces règles")
        assert "1 réservation à venir ne va pas avec ces règles. Elle reste." in got.private.text
        assert "Du vendredi 12 au lundi 22 mars : Léa" in got.private.lines
        got = await neighbours["Nadia"].taps("Aujourd'hui")
        assert "Posées par Nadia, depuis le mardi 2 mars." in got.private.text
        assert (
            "4 nuits de suite"
            in (await books(neighbours, "Karim", "chambre d'amis du 1er au 8 avril")).private.text
        )
        assert "22 mars" in (await neighbours["Léa"].presses("bookings:all:0")).private.text, "hers stays"
        assert len(await neighbours["Léa"].sees()) == before, "the group is told nothing"


async def test_a_change_that_begins_later_is_seen_and_what_is_changed_before_keeps_it(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await space(neighbours)
        await facilitation(neighbours)
        nadia = neighbours["Nadia"]
        rule = ("Chambre d'amis", "Les règles", "Changer une règle")
        await path(
            neighbours, "Nadia", *rule, "Heures et durée", NIGHTS, "3 nuits", "Poser ces règles", "Écrire un jour"
        )
        for words in ("bonjour", "hier", "dans trois ans"):
            assert (await nadia.answers(words)).refused, words
        got = await nadia.answers("le 1er avril")
        assert "À partir du jeudi 1er avril : 3 nuits de suite au plus." in got.private.text
        got = await path(neighbours, "Nadia", *rule, "Pour chaque foyer", "Réservations à venir", "2 au plus",
                         "Poser ces règles", "Dans une semaine")  # fmt: skip
        assert "À partir du mardi 9 mars" in got.private.text
        assert "À partir du jeudi 1er avril" in got.private.text
        assert "✅" in (await books(neighbours, "Karim", "chambre d'amis du 12 au 18 mars")).private.text
        await neighbours.at(paris("2027-04-01", "09:00"))
        got = await path(neighbours, "Karim", "Chambre d'amis", "Les règles")
        assert "3 nuits de suite au plus. Par foyer : 2 réservations à venir au plus." in got.private.text
        assert "À partir du" not in got.private.text


async def test_several_rules_are_put_together_before_they_are_set(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await space(neighbours, "salle commune", "À l'heure")
        await facilitation(neighbours)
        nadia = neighbours["Nadia"]
        await path(neighbours, "Nadia", "Salle commune", "Les règles", "Règles d'autres groupes", "Reprendre ces règles",
                   "Changer une autre règle", "Heures et durée", "Heures d'ouverture")  # fmt: skip
        assert (await nadia.answers("de 18 h à 14 h")).toast == "La fermeture serait avant l'ouverture."
        got = await nadia.answers("de 9 h à 21 h")
        assert "Ouvert de 9 h à 21 h." in got.private.text
        for label in (
            "Changer une autre règle",
            "Qui, comment, combien",
            "Les autres règles",
            "À vérifier en partant",
        ):
            await nadia.taps(label)
        got = await nadia.answers("sol balayé, poubelle vidée")
        assert "À vérifier en partant : Sol balayé." in got.private.text
        await nadia.taps("Poser ces règles")
        got = await nadia.taps("Aujourd'hui")
        assert "Ouvert de 9 h à 21 h." in got.private.text
        assert "À vérifier en partant : Poubelle vidée." in got.private.text
        got = await path(neighbours, "Nadia", "Salle commune", "Les règles", "Changer une règle", "Heures et durée",
                         "Heures d'ouverture", "Enlever cette règle")  # fmt: skip
        assert "Ne vaudrait plus : Ouvert de 9 h à 21 h." in got.private.text


async def test_a_rule_that_fits_no_other_is_refused(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await space(neighbours, "salle commune", "À l'heure")
        nadia = neighbours["Nadia"]
        await nadia.presses("bookings:rule:1:0:shortest")
        await nadia.answers("3 heures")
        offer = nadia.screen.buttons["Changer une autre règle"].split(":")[-1]
        await nadia.presses(f"bookings:rule:1:{offer}:longest")
        got = await nadia.answers("2 h")
        assert got.toast == "La durée maximale serait plus courte que la minimale : 2 heures et 3 heures."
        got = await nadia.presses("bookings:set:1:0:closes_late:1380")
        assert got.toast == "Dites d'abord de quelle heure à quelle heure c'est ouvert."
        got = await nadia.presses("bookings:set:1:0:approval:contact")
        assert got.refused
        assert "Personne ne s'occupe encore" in got.toast
        assert (await nadia.presses("bookings:set:1:0:longest")).toast == "C'est déjà ainsi : rien ne changerait."


async def test_stale_and_foreign_buttons(tilleuls: Any) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await space(neighbours)
        nadia, karim = neighbours["Nadia"], neighbours["Karim"]
        for data in (
            "rules:9", "rulemenu:1:77", "rulegroup:1:0:9", "rule:1:0:opens", "rule:1:0:nothing", "set:1:0:nights:900",
            "set:1:0:arrives", "set:1:0:step:15", "review:9", "rulewhen:9:set", "enact:9:0", "propose:9:0",
            "proposed:9", "takecharter:9", "custom:everything", "reword:1:nothing", "namecontact:1:99", "listperson:1:99:1",
            "reopen:9:0", "reopen:1:0",
        ):  # fmt: skip
            assert (await nadia.presses(f"bookings:{data}")).refused, data
        await karim.presses("bookings:set:1:0:nights:3")
        offer = karim.screen.buttons["En faire une proposition"].split(":")[2]
        for who in (karim, nadia):  # the group decides: nobody sets them
            for data in (f"rulewhen:{offer}:set", f"enact:{offer}:0"):
                got = await who.presses(f"bookings:{data}")
                assert (
                    got.toast == "Dans votre groupe, les règles se décident ensemble. Faites-en une proposition."
                )
        assert (await nadia.presses(f"bookings:propose:{offer}:3")).refused
        await facilitation(neighbours)
        for data in ("rulemenu:1:0", "set:1:0:nights:3", "charter:1", "takecharter:1", f"propose:{offer}:0"):
            got = await karim.presses(f"bookings:{data}")
            assert got.toast == "Dans votre groupe, la facilitation pose les règles. Parlez-lui-en.", data
        for data in (
            "customs", "custom:names", "closed:0", "change:1:0", "reword:1:info", "contact:1:0", "people:1:0", "retire:1",
            "retired:1", "listperson:1:1:1", "namecontact:1:1",
        ):  # fmt: skip
            assert (await karim.presses(f"bookings:{data}")).toast == "Seule la facilitation peut faire cela.", (
                data
            )
        await nadia.presses(f"bookings:rulewhen:{offer}:set")
        assert not (await nadia.presses(f"bookings:enact:{offer}:0")).refused
        got = await nadia.presses(f"bookings:enact:{offer}:0")
        assert got.toast == "C'est déjà ainsi : rien ne changerait.", "two taps are one"
