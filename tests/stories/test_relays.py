"""Odette has no smartphone: she is added, counts at once, and somebody answers for her with her agreement."""

from datetime import timedelta

from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import Got, Neighbourhood
from tests.stories.homes import arrives, gets, homes, is_told, number_of

ASKED = "Nadia dit que vous pouvez donner les réponses d'Odette. Odette est d'accord, et vous ?"

SETTINGS = "Réglages : français, heure de Paris, pas de silence."


async def adds(neighbours: Neighbourhood, who: str, name: str) -> Got:
    """Somebody adds a neighbour; the screen that follows asks who answers."""
    asked = await neighbours[who].presses("households:add:1")
    assert asked.private.text == "Son prénom ?"
    return await neighbours[who].answers(name)


async def test_odette_counts_at_once_and_lea_is_asked(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        who = (await adds(neighbours, "Nadia", "Odette")).private
        assert who.text == "Qui peut donner les réponses d'Odette, avec son accord ?"
        assert list(who.buttons) == ["Karim", "Sarah", "Inès", "Quelqu'un d'autre", "Je ne sais pas encore"]
        assert "Odette" in await homes(neighbours)
        assert "Léa" in (await neighbours["Nadia"].taps("Quelqu'un d'autre")).private.buttons
        got = await neighbours["Nadia"].taps("Léa")
        ready = "C'est prêt. Odette compte dès maintenant, et je demande à Léa."
        assert got.private.text == f"{ready} {SETTINGS}"
        assert await is_told(neighbours, "Léa") == [ASKED]
        assert "Odette" in await homes(neighbours), "nobody answers for her before Léa has said yes"
        agreed = await neighbours["Léa"].presses((await neighbours["Léa"].last()).buttons["Oui"])
        assert agreed.private.text.startswith("Merci. Vous donnez les réponses d'Odette.")
        assert "Odette, par Léa" in await homes(neighbours)
        assert await is_told(neighbours, "Léa") == []
        assert any("Vous répondez pour Odette." in line for line in await _my_data(neighbours, "Léa"))
        async with neighbours.program.database.reading() as tx:
            assert await StoredMembers(tx, neighbours.now).roll(1)


async def _my_data(neighbours: Neighbourhood, name: str) -> list[str]:
    return list((await neighbours[name].says("/mesdonnees")).private.lines)


async def test_a_no_is_told_to_whoever_asked(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await adds(neighbours, "Nadia", "Odette")
        await neighbours["Nadia"].taps("Karim")
        no = (await neighbours["Karim"].last()).buttons["Non"]
        assert (await neighbours["Sarah"].presses(no)).refused, "she was not asked"
        assert (await neighbours["Karim"].presses(no)).toast == "C'est noté. Merci de l'avoir dit."
        assert await is_told(neighbours, "Nadia") == ["Karim ne peut pas donner les réponses d'Odette."]
        assert "Odette" in await homes(neighbours)
        await neighbours["Nadia"].taps("Choisir quelqu'un")
        await neighbours["Nadia"].taps("Sarah")
        await neighbours["Sarah"].presses((await neighbours["Sarah"].last()).buttons["Oui"])
        assert "Odette, par Sarah" in await homes(neighbours)
        assert (await neighbours["Sarah"].taps("Défaire")).toast == "Noté : vous ne répondez plus pour Odette."
        assert "Odette" in await homes(neighbours)


async def test_nobody_answers_for_more_than_three(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = await number_of(neighbours, "Léa")
        for name in ("Odette", "Marcel", "Simone"):
            await adds(neighbours, "Nadia", name)
            person = await number_of(neighbours, name)
            await neighbours["Nadia"].presses(f"households:askrelay:1:{person}:{lea}")
            await neighbours["Léa"].presses(f"households:agree:1:{person}")
        who = (await adds(neighbours, "Nadia", "Lucien")).private
        assert "Léa" not in who.buttons
        assert "Quelqu'un d'autre" in who.buttons
        lucien = await number_of(neighbours, "Lucien")
        got = await neighbours["Nadia"].presses(f"households:askrelay:1:{lucien}:{lea}")
        assert got.toast == "Léa ne peut pas répondre ici. Choisissez quelqu'un d'autre."
        async with neighbours.program.database.writing() as tx:  # asked at the same moment as the others
            await StoredMembers(tx, neighbours.now).ask_relay(1, lucien, lea, neighbours.now)
        got = await neighbours["Léa"].presses(f"households:agree:1:{lucien}")
        assert got.toast == "Vous répondez déjà pour 3 personnes. Il faut quelqu'un d'autre."


async def test_who_is_away_or_gone_is_not_asked(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim, sarah = await number_of(neighbours, "Karim"), await number_of(neighbours, "Sarah")
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            await members.be_away(1, karim, neighbours.now, neighbours.now + timedelta(days=3))
            await members.remove_member(1, sarah)
        who = (await adds(neighbours, "Nadia", "Odette")).private
        assert list(who.buttons) == ["Inès", "Léa", "Quelqu'un d'autre", "Je ne sais pas encore"]
        odette, others = await number_of(neighbours, "Odette"), who.buttons["Quelqu'un d'autre"]
        for relay in (karim, sarah, odette):
            assert (await neighbours["Nadia"].presses(f"households:askrelay:1:{odette}:{relay}")).refused
        got = await neighbours["Nadia"].presses(others)
        assert got.toast == "Je ne connais encore personne d'autre. Revenez avec /foyers."


async def test_a_name_that_is_there_already_is_refused_and_may_be_typed_again(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        got = await adds(neighbours, "Nadia", "léa")
        assert got.refused
        assert got.toast == "Le prénom léa existe déjà ici. Écrivez par exemple « léa B. »."
        assert not (await neighbours["Nadia"].answers("Léa B.")).refused
        assert "Léa B." in await homes(neighbours)


async def test_others_are_told_who_runs_the_group(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Léa"].presses("households:add:1")
        assert (got.refused, got.toast) == (True, "Seule l'animation du groupe peut le faire : Nadia.")
        await gets(neighbours, "Nadia", "guest")
        await adds(neighbours, "Léa", "Odette")
        mine = await neighbours["Léa"].presses(
            f"households:askrelay:1:{await number_of(neighbours, 'Odette')}:{await number_of(neighbours, 'Léa')}"
        )
        ready = "C'est prêt. Odette compte dès maintenant, et vous donnez ses réponses."
        assert mine.private.text == f"{ready} {SETTINGS}"
        assert "Odette, par Léa" in await homes(neighbours)
        assert await is_told(neighbours, "Léa") == [], "who names herself is not asked"


async def test_who_lives_with_odette_asks_those_who_run_the_group(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await adds(neighbours, "Nadia", "Odette")
        odette = await number_of(neighbours, "Odette")
        got = await neighbours["Karim"].presses(f"households:with:1:{odette}")
        assert (
            got.private.text
            == "Noté : Karim et Odette, un seul foyer. L'animation du groupe n'aura qu'à dire oui."
        )
        assert await is_told(neighbours, "Nadia") == ["Karim dit partager un foyer avec Odette. C'est juste ?"]
        yes = (await neighbours["Nadia"].last()).buttons["Oui"]
        assert (await neighbours["Sarah"].presses(yes)).refused
        await neighbours["Nadia"].presses(yes)
        assert "Karim et Odette" in await homes(neighbours)


async def test_who_asks_to_be_forgotten_is_named_on_no_page(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        zephyrine = await arrives(neighbours, "Zéphyrine")
        await zephyrine.presses(f"households:with:1:{await number_of(neighbours, 'Sarah')}")
        await adds(neighbours, "Nadia", "Odette")
        odette = await number_of(neighbours, "Odette")
        await neighbours["Nadia"].presses(
            f"households:askrelay:1:{odette}:{await number_of(neighbours, 'Zéphyrine')}"
        )
        await zephyrine.presses(f"households:decline:1:{odette}:{await number_of(neighbours, 'Nadia')}")
        await neighbours["Karim"].presses("households:write:1")
        await neighbours["Karim"].answers("zephyrine dupont")
        assert any("Zéphyrine" in line for line in await is_told(neighbours, "Sarah"))
        assert any("Zéphyrine" in line for line in await is_told(neighbours, "Nadia"))
        for label in ("/effacer", "Tout effacer", "Oui, tout effacer"):
            await (zephyrine.says(label) if label[0] == "/" else zephyrine.taps(label))
        for name in ("Sarah", "Nadia", "Karim", "Léa"):
            assert not any("phyrine" in line for line in await is_told(neighbours, name)), name
        async with neighbours.program.database.reading() as tx:
            assert await StoredMembers(tx, neighbours.now).claims(1) == []
