"""Somebody is away: nobody knows but the neighbour who is asked to answer meanwhile."""

from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import PEOPLE, Neighbourhood, paris

ASKED = "Karim is away until Saturday 20 March. Could you give the answers that Karim tells you?"


async def away_now(neighbours: Neighbourhood, name: str) -> bool:
    async with neighbours.program.database.reading() as tx:
        members = await StoredMembers(tx, neighbours.now).members(1)
    return next(one for one in members if one.person.name == name).is_away(neighbours.now)


async def relays(neighbours: Neighbourhood) -> list[tuple[str, str, bool]]:
    async with neighbours.program.database.reading() as tx:
        return [(r.person.name, r.relay.name, r.agreed) for r in await StoredMembers(tx, neighbours.now).relays(1)]


async def test_an_absence_is_noted_in_one_line_and_told_to_nobody(tilleuls: Opens, url: str) -> None:
    async with tilleuls(language="en", url=url) as neighbours:
        got = await neighbours["Karim"].says("/absent du 3 au 20 mars")
        assert got.private.lines == [
            "Noted: your absence, from Wednesday 3 March to Saturday 20 March. No reminder meanwhile."
        ]
        assert list(got.private.buttons) == ["Somebody answers for me", "Change the dates", "Cancel my absence"]
        assert not await away_now(neighbours, "Karim")
        await neighbours.at(paris("2027-03-03", "00:01"))
        assert await away_now(neighbours, "Karim")
        await neighbours.at(paris("2027-03-20", "23:59"))
        assert await away_now(neighbours, "Karim")
        await neighbours.at(paris("2027-03-21", "00:01"))
        assert not await away_now(neighbours, "Karim")
        for name in PEOPLE:
            assert await neighbours[name].sees() == []


async def test_alone_it_asks_and_then_shows(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        karim = neighbours["Karim"]
        asked = (await karim.says("/away")).private
        assert asked.text.startswith("Your absence: from when to when?")
        got = await karim.answers("je ne sais pas")
        assert (got.refused, got.toast) == (
            True,
            "I do not see the dates. For example: from 3 to 20 August, or until Friday.",
        )
        await karim.answers("until Friday")
        shown = (await karim.says("/absent")).private
        assert shown.lines == ["Your absence: from Tuesday 2 March to Friday 5 March. No reminder meanwhile."]
        await karim.taps("Change the dates")
        await karim.answers("du 10 au 12")
        assert "from Wednesday 10 March to Friday 12 March" in (await karim.says("/moi")).private.text
        assert (await karim.says("/absent non")).toast == "Welcome back. Your absence is cancelled."
        assert (await karim.says("/absent je suis de retour")).toast == "No absence of yours is noted."
        assert "absence" not in (await karim.says("/moi")).private.text


async def test_what_makes_no_sense_is_refused_and_changes_nothing(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        karim = neighbours["Karim"]
        await karim.says("/absent until Friday")
        for typed in ("/absent hier", "/absent du 1er avril au 1er décembre"):
            got = await karim.says(typed)
            assert got.refused, typed
            assert got.toast.startswith("I understood: "), typed
        got = await karim.says("/absent du 20 août au 3 août")
        assert (got.refused, got.toast) == (True, "“20 août … 3 août”: the end comes before the beginning.")
        assert "Friday 5 March" in (await karim.says("/absent")).private.text


async def test_whoever_is_not_understood_is_told_why_and_says_it_again(tilleuls: Opens) -> None:
    """On Tuesday 2 March 2027, in French."""
    async with tilleuls() as neighbours:
        karim = neighbours["Karim"]
        await karim.says("/absent")
        for typed, told in (
            (
                "je pars bientôt",
                "« bientôt », c'est trop vague pour moi. Écrivez par exemple : samedi, ou le 6 mars.",
            ),
            (
                "du 31 février au 5 mars",
                "« 31 février » n'existe pas. Écrivez par exemple : samedi, ou le 6 mars.",
            ),
            (
                "du mardi 8 au 12 mars",
                "Le jour ne va pas avec la date : c'est le lundi 8 mars 2027. Lequel est le bon ?",
            ),
            (
                "pendant les vacances de printemps",
                "De quelle zone scolaire ? Ajoutez « zone A », « zone B » ou « zone C ». Qui anime le groupe peut la noter une fois pour toutes : /groupe.",
            ),
            ("à partir de lundi", "Jusqu'à quand ? Par exemple : du 3 au 20 août, ou jusqu'à vendredi."),
        ):
            got = await karim.answers(typed)
            assert (got.refused, got.toast) == (True, told), typed
        noted = await karim.answers("les vacances de printemps, zone C")
        assert noted.private.lines == [
            "Noté : votre absence, du samedi 3 avril au dimanche 18 avril. Pas de rappel pendant ce temps."
        ]


async def test_the_holidays_are_those_of_the_groups_school_zone(tilleuls: Opens, url: str) -> None:
    async with tilleuls(paris("2027-01-12", "12:10"), url=url) as neighbours:
        karim, nadia = neighbours["Karim"], neighbours["Nadia"]
        got = await karim.says("/absent vacances d'hiver")
        assert got.refused
        assert got.toast.endswith("Qui anime le groupe peut la noter une fois pour toutes : /groupe.")
        await nadia.says("/groupe")
        await nadia.taps("Langue, heure, école")
        await nadia.taps("Changer la zone scolaire")
        await nadia.taps("Zone C")
        for said, days in (
            ("/absent vacances d'hiver", "du samedi 6 février au dimanche 21 février"),
            ("/absent les vacances d'hiver, zone A", "du samedi 13 février au dimanche 28 février"),
            ("/absent winter holidays", "du samedi 6 février au dimanche 21 février"),
        ):
            noted = await karim.says(said)
            assert noted.private.lines == [f"Noté : votre absence, {days}. Pas de rappel pendant ce temps."], said
        await neighbours.at(paris("2027-02-06", "00:01"))
        assert await away_now(neighbours, "Karim")


async def test_an_absence_that_has_begun_keeps_its_first_day(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        got = await neighbours["Karim"].says("/absent je suis en vacances du 22 février au 7 mars, merci")
        assert "from Monday 22 February to Sunday 7 March" in got.private.text
        assert await away_now(neighbours, "Karim")


async def test_somebody_is_asked_alone_and_says_yes(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        await karim.says("/absent du 3 au 20 mars")
        first = (await karim.taps("Somebody answers for me")).private
        assert first.lines == ["Who can give your answers?"]
        assert list(first.buttons) == ["Sarah", "Inès", "Léa", "Somebody else", "↩️ Back"]
        assert list((await karim.taps("Somebody else")).private.buttons) == ["Nadia", "Somebody else", "↩️ Back"]
        await karim.taps("Somebody else")
        got = await karim.taps("Léa")
        assert got.toast == "I ask Léa, and nobody else."
        assert "Asked to answer for you: Léa." in got.private.text
        (asked,) = await lea.sees()
        assert (asked.lines, list(asked.buttons)) == ([ASKED], ["Yes", "No"])
        assert await relays(neighbours) == [("Karim", "Léa", False)]
        agreed = (await lea.taps("Yes")).private
        assert agreed.lines == ["Thank you. You give the answers of Karim, in the words that you are told."]
        assert await relays(neighbours) == [("Karim", "Léa", True)]
        assert [seen.lines for seen in await karim.sees()] == [["Léa gives your answers, as you tell them."]]
        assert [seen.lines for seen in await lea.sees()] == [agreed.lines]
        for name in ("Sarah", "Inès", "Nadia"):
            assert await neighbours[name].sees() == []


async def test_somebody_says_no_and_another_is_asked(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        await karim.says("/absent du 3 au 20 mars")
        await karim.presses("me:ask:4")
        assert (await lea.taps("No")).toast == "All right. I tell Karim."
        assert await relays(neighbours) == []
        assert [seen.lines for seen in await lea.sees()] == [["Message erased."]]
        (told,) = await karim.sees()
        assert told.lines == ["Léa cannot answer for you."]
        assert list((await karim.taps("Ask somebody else")).private.buttons)[:3] == ["Sarah", "Inès", "Léa"]


async def test_nobody_answers_for_more_than_three(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        for name in ("Karim", "Sarah", "Inès", "Nadia"):
            await neighbours[name].says("/absent du 3 au 20 mars")
            got = await neighbours[name].presses("me:ask:4")
        assert (got.refused, got.toast) == (True, "Léa answers for 3 people already. Ask somebody else.")
        assert len(await relays(neighbours)) == 3


async def test_once_back_nobody_answers_any_more(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        for typed in ("by hand", "by itself"):
            await karim.says("/absent until Friday")
            await karim.presses("me:ask:4")
            await lea.presses("me:agree:1:1")
            assert await relays(neighbours) == [("Karim", "Léa", True)]
            if typed == "by hand":
                await karim.says("/absent non")
            else:
                await neighbours.at(paris("2027-03-06", "00:01"))
            assert await relays(neighbours) == []
            assert (await lea.presses("me:decline:1:1")).refused


async def test_whoever_answers_always_goes_on_after_an_absence(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        karim = neighbours["Karim"]
        async with neighbours.program.database.writing() as tx:
            await StoredMembers(tx, neighbours.now).ask_relay(1, 1, 3, neighbours.now, agreed=True)
        for back in ("by hand", "by itself"):
            await karim.says("/absent until Friday")
            await karim.presses("me:ask:4")
            if back == "by hand":
                await karim.says("/absent non")
            else:
                await neighbours.at(paris("2027-03-06", "00:01"))
            assert await relays(neighbours) == [("Karim", "Inès", True)]


async def test_the_list_of_the_group_tells_of_no_absence(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        before = (await neighbours["Inès"].says("/foyers")).private.lines
        await neighbours["Karim"].says("/absent until Friday")
        await neighbours["Karim"].presses("me:ask:4")
        await neighbours["Léa"].presses("me:agree:1:1")
        assert (await neighbours["Inès"].says("/foyers")).private.lines == before


async def test_a_longer_absence_ends_when_it_was_said_last(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        karim = neighbours["Karim"]
        await karim.says("/absent until Friday")
        await karim.presses("me:ask:4")
        await karim.says("/absent until Sunday")
        assert "Karim is away until Sunday 7 March." in (await neighbours["Léa"].last()).text
        await neighbours.at(paris("2027-03-06", "12:00"))
        assert await away_now(neighbours, "Karim")
        assert len(await relays(neighbours)) == 1
        await neighbours.at(paris("2027-03-08", "00:01"))
        assert await relays(neighbours) == []


async def test_invented_buttons_do_nothing(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        for data in ("me:ask:4", "me:relay:0"):  # nobody is away
            assert (await karim.presses(data)).refused, data
        await karim.says("/absent until Friday")
        for data in ("me:ask:1", "me:ask:999", "me:ask:x", "me:agree:1:1", "me:decline:1:4", "me:agree:2:1"):
            assert (await karim.presses(data)).refused, data
        for data in ("me:agree:1:1", "me:decline:1:1", "me:agree:1:4", "me:unite", "me:other", "me:speak:klingon"):
            assert (await lea.presses(data)).refused, data
        assert await relays(neighbours) == []
