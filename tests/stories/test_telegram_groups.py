"""On Telegram: Nadia sets the group up, the host lets Palabre in or not, administrators have their own group."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from handlers.conversation.events import Chat
from handlers.members.model import Role
from storage.database import Database, open_database
from storage.members import StoredMembers
from tests.bot.telegram.scenes import labels, scene, shown, words
from tests.bot.telegram.street import Street
from tests.peers.telegram import Message, Room

ASKS = "Bonjour. Je demande à la personne qui m'héberge si je peux rester."
HELLO = "Bonjour à tous. Je suis Palabre, un robot de voisinage."
HOSTED = {"ACCESS__NEW_GROUPS": "approve", "ACCESS__OPERATOR": "1001"}
"""Nadia's number."""


async def opened(folder: Path) -> Database:
    """The database of the running Palabre, beside it."""
    database = open_database(f"sqlite:///{folder}/palabre.db")
    await database.open()
    return database


async def number(folder: Path, room: Room) -> int:
    """The number of a room's group; 0 where it has none."""
    database = await opened(folder)
    async with database.reading() as tx:
        group = await StoredMembers(tx, datetime.now(UTC)).group_of(Chat("telegram", str(room.id)))
    await database.close()
    return 0 if group is None else group.id


async def known(folder: Path, room: Room) -> dict[str, tuple[int, Role]]:
    """Who is in a room's group: their numbers and roles, by name."""
    group, database = await number(folder, room), await opened(folder)
    async with database.reading() as tx:
        people = await StoredMembers(tx, datetime.now(UTC)).people(group)
    await database.close()
    return {person.name: (person.id, role) for person, role in people}


async def garden(here: Street) -> Room:
    """« Jardin partagé », into which Léa brings Palabre though Nadia hosts it; and Nadia has written to it."""
    here["Nadia"].starts()
    await here.api.until(lambda: shown(here["Nadia"].private))
    room = here.api.group("Jardin partagé", members=[here["Léa"], here["Karim"]])
    room.add_bot(by=here["Léa"])
    await here.api.until(lambda: shown(room) == [ASKS])
    return room


async def asked(here: Street) -> Message:
    """What Nadia is asked in private."""
    await here.api.until(lambda: "voudrait m'ajouter" in shown(here["Nadia"].private)[-1])
    return here["Nadia"].private.from_bot()[-1]


async def comes(here: Street, said: str, name: str = "Nadia") -> Message:
    """What stands before this person alone, once it says so."""
    await here.api.until(lambda: here.screens(name) and said in words(here.screens(name)[-1]))
    return here.screens(name)[-1]


async def test_nadia_sets_the_group_up_in_three_taps(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        (welcome,) = here.group.from_bot()
        nadia, group = here["Nadia"], await number(tmp_path, here.group)
        nadia.presses(welcome, f"groups:set:{group}:zone:Europe/Paris")  # the test's own clock is elsewhere
        await comes(here, "heure de Paris")
        nadia.presses(welcome, f"groups:kind:{group}:housing")
        second = await comes(here, "Et vous, dans ce groupe ?")
        assert second.ephemeral_id, "nobody else sees it"
        assert labels(second)[:2] == ["Je décide avec eux", "Je les accompagne"]
        nadia.taps(second, "Je les accompagne")
        third = await comes(here, "Noté : vous animez, vous ne votez pas.")
        assert words(third).endswith("Des voisins ne sont pas dans cette conversation ? Ils comptent aussi.")
        assert labels(third)[:2] == ["Ajouter un voisin", "Tout le monde est là"]
        nadia.taps(third, "Tout le monde est là")
        ready = await comes(here, "C'est prêt.")
        assert words(ready) == "C'est prêt. Réglages : français, heure de Paris, silence de 20 h 30 à 8 h."
        assert labels(ready)[:2] == ["C'est parfait", "Changer un réglage"]
        done = "Parfait. Tout peut changer plus tard, avec /groupe."
        assert await here.taps("Nadia", ready, "C'est parfait") == done
        assert len(here.group.from_bot()) == 1, "the group is not disturbed"
        assert (await known(tmp_path, here.group))["Nadia"][1] == "accompaniment"


async def test_whoever_brings_it_in_runs_the_group_once(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        assert {name: role for name, (_, role) in (await known(tmp_path, here.group)).items()} == {
            "Nadia": "facilitator"
        }
        (welcome,) = here.group.from_bot()
        group = await number(tmp_path, here.group)
        await here.taps("Karim", welcome, "👋 Dire bonjour")
        here["Nadia"].presses(welcome, f"groups:stop:{group}:surely")
        await here.api.until(lambda: here.screens("Nadia"))
        here.group.remove_bot(by=here["Nadia"])
        here.group.add_bot(by=here["Karim"])
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        assert {role for _, role in (await known(tmp_path, here.group)).values()} == {"resident"}, (
            "it only comes back"
        )


async def test_an_anonymous_administrator_is_nobody_in_particular(tmp_path: Path) -> None:
    async with scene(tmp_path, welcome=False, GROUP__SCHOOL_ZONE="C") as here:
        here.group.add_bot(by=here.api.account(1087968824, "Group", "GroupAnonymousBot"))
        await here.api.until(lambda: here.group.from_bot())
        assert await known(tmp_path, here.group) == {}
        (welcome,) = here.group.from_bot()
        group = await number(tmp_path, here.group)
        here["Léa"].presses(welcome, f"groups:settings:{group}")
        screen = await comes(here, "Personne n'anime : chacun peut nommer quelqu'un.", "Léa")
        assert "Zone scolaire : C (Paris, Toulouse, Créteil…)." in words(screen), "as the host has it"
        assert labels(screen)[:4] == ["Qui anime ?", "Langue, heure, école", "Silence la nuit", "Règles des votes"]


async def test_the_host_accepts_in_private(tmp_path: Path) -> None:
    async with scene(tmp_path, welcome=False, **HOSTED) as here:
        room = await garden(here)
        assert room.from_bot()[0].silent
        question = await asked(here)
        assert words(question) == "Léa voudrait m'ajouter au groupe « Jardin partagé »."
        assert labels(question) == ["Accepter", "Refuser"]
        refused = await here.alone("Karim", lambda: [here["Karim"].starts(), here["Karim"].says(room, "/menu")])
        await here.api.until(lambda: "J'attends encore la réponse" in " ".join(map(words, here.screens("Karim"))))
        assert refused is not None
        for data in ("groups:admit:1", "groups:refuse:1", "groups:admit:2", "groups:admit"):
            bubble = await here.bubble(here["Karim"].presses(room.from_bot()[0], data))
            assert bubble == "Seule la personne qui m'héberge peut répondre.", data
        assert await known(tmp_path, room) == {}
        here["Nadia"].taps(question, "Accepter")
        await here.api.until(lambda: len(room.from_bot()) == 2)
        assert shown(room)[1].startswith(HELLO)
        await here.api.until(
            lambda: any("accepté. J'y dis bonjour." in said for said in shown(here["Nadia"].private))
        )
        assert {name: role for name, (_, role) in (await known(tmp_path, room)).items()} == {"Léa": "facilitator"}
        again = await here.bubble(here["Nadia"].presses(question, "groups:admit:1"))
        assert again == "Ce n'est plus ici."
        here.group = room
        await here.card()


async def test_the_host_refuses_and_the_room_hears_nothing_more(tmp_path: Path) -> None:
    async with scene(tmp_path, welcome=False, **HOSTED) as here:
        room = await garden(here)
        question = await asked(here)
        here["Nadia"].taps(question, "Refuser")
        said = "« Jardin partagé » : refusé. Je n'y réponds à personne."
        await here.api.until(lambda: any(said in line for line in shown(here["Nadia"].private)))
        assert await here.bubble(here["Nadia"].presses(question, "groups:admit:1")) == "Ce n'est plus ici."
        await here.api.settled()
        assert shown(room) == [ASKS]
        assert await known(tmp_path, room) == {}


async def test_who_takes_it_out_again_asks_for_nothing_any_more(tmp_path: Path) -> None:
    async with scene(tmp_path, welcome=False, **HOSTED) as here:
        room = await garden(here)
        question = await asked(here)
        room.remove_bot(by=here["Léa"])
        await here.api.until(lambda: question.deleted or not question.buttons)
        assert await here.bubble(here["Nadia"].presses(question, "groups:admit:1")) == "Ce n'est plus ici."
        room.add_bot(by=here["Karim"])
        again = await asked(here)
        assert words(again) == "Karim voudrait m'ajouter au groupe « Jardin partagé »."


async def test_the_host_brings_it_in_themselves_meanwhile(tmp_path: Path) -> None:
    async with scene(tmp_path, welcome=False, **HOSTED) as here:
        room = await garden(here)
        question = await asked(here)
        room.join(here["Nadia"])
        room.promote_bot(by=here["Nadia"])
        await here.api.until(lambda: any(said.startswith(HELLO) for said in shown(room)))
        await here.api.until(lambda: question.deleted or not question.buttons)
        assert (await known(tmp_path, room))["Nadia"][1] == "facilitator"


async def test_an_administrator_has_powers_in_that_group_alone(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        karim, lea = here["Karim"], here["Léa"]
        here.group.promote(karim, by=here["Nadia"])
        (welcome,) = here.group.from_bot()
        verger = here.api.group("Le Verger", members=[karim, lea, here["Inès"]])
        verger.add_bot(by=here["Inès"])
        await here.api.until(lambda: verger.from_bot())
        (other,) = verger.from_bot()
        for name in ("Karim", "Léa"):
            await here.taps(name, welcome, "👋 Dire bonjour")
            await here.taps(name, other, "👋 Dire bonjour")
        lea_id = (await known(tmp_path, here.group))["Léa"][0]
        nadia_id = (await known(tmp_path, here.group))["Nadia"][0]
        group, theirs_too = await number(tmp_path, here.group), await number(tmp_path, verger)
        inside = "groups:give:{}:{}:{}"
        only = "L'administration de la salle peut seulement nommer qui anime."
        assert await here.bubble(karim.presses(welcome, inside.format(group, lea_id, "guest"))) == only
        assert await here.bubble(karim.presses(welcome, inside.format(group, lea_id, "accompaniment"))) == only
        elsewhere = "Cela concerne un autre groupe."
        assert await here.bubble(karim.presses(other, inside.format(group, lea_id, "facilitator:3"))) == elsewhere
        assert (
            await here.bubble(karim.presses(welcome, f"groups:give:{theirs_too}:{lea_id}:facilitator:3"))
            == elsewhere
        )
        theirs = "Seules les personnes qui animent le groupe peuvent nommer quelqu'un."
        assert (
            await here.bubble(karim.presses(other, f"groups:give:{theirs_too}:{lea_id}:facilitator:3")) == theirs
        )
        settles = "Seules les personnes qui animent le groupe peuvent changer cela."
        assert await here.bubble(karim.presses(welcome, f"groups:set:{group}:language:en")) == settles
        assert await here.bubble(lea.presses(welcome, inside.format(group, lea_id, "facilitator:3"))) == theirs
        screen = await here.alone("Karim", lambda: karim.presses(welcome, f"groups:person:{group}:{lea_id}"))
        assert labels(screen)[:1] == ["Anime et vote"]
        assert "Invité" not in labels(screen)
        terms = await here.alone("Karim", lambda: karim.taps(screen, "Anime et vote"))
        await here.api.until(lambda: "1 mois" in labels(terms))
        given = await here.alone("Karim", lambda: karim.taps(terms, "1 mois"))
        assert "Léa anime jusqu'au" in words(given)
        assert (await known(tmp_path, here.group))["Léa"][1] == "facilitator"
        assert (await known(tmp_path, verger))["Léa"][1] == "resident"
        here["Nadia"].presses(welcome, f"groups:mine:{group}:accompany")
        await here.api.until(lambda: here.screens("Nadia"))
        first = "Nadia accompagne le groupe : l'accompagnement passe avant."
        assert await here.bubble(karim.presses(welcome, inside.format(group, nadia_id, "facilitator:3"))) == first


async def test_who_was_named_is_told_at_their_next_tap_or_in_private(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        (welcome,) = here.group.from_bot()
        for name in ("Karim", "Léa"):
            await here.taps(name, welcome, "👋 Dire bonjour")
        here["Karim"].starts()
        await here.api.until(lambda: here.screens("Karim"))
        people, group = await known(tmp_path, here.group), await number(tmp_path, here.group)
        for name in ("Karim", "Léa"):
            here["Nadia"].presses(welcome, f"groups:give:{group}:{people[name][0]}:facilitator:6")
        told = "Nadia a changé votre rôle dans « Les Tilleuls ». Vous animez et vous votez, jusqu'au "
        await here.api.until(lambda: any(said.startswith(told) for said in shown(here["Karim"].private)))
        assert not here["Karim"].private.from_bot()[-1].silent
        assert not any(told in said for said in map(words, here.screens("Léa")))
        card = await here.card("Inès")
        here["Léa"].taps(card, "Vert")  # a bubble, and no screen of its own
        await here.api.until(lambda: any(told in said for said in map(words, here.screens("Léa"))))
        at_last = here.screens("Léa")[-1]
        assert labels(at_last)[:2] == ["D'accord", "Non merci"]
        assert await here.taps("Léa", at_last, "Non merci") == "C'est noté, et je le dis."
        assert (await known(tmp_path, here.group))["Léa"][1] == "resident"


async def test_a_facilitator_whose_time_is_over_is_a_neighbour_again(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        (welcome,) = here.group.from_bot()
        await here.taps("Nadia", welcome, "👋 Dire bonjour")
        card = await here.card("Karim")
        group = await number(tmp_path, here.group)
        nadia, role = (await known(tmp_path, here.group))["Nadia"]
        assert role == "facilitator"
        karim = (await known(tmp_path, here.group))["Karim"][0]
        database, now = await opened(tmp_path), datetime.now(UTC)
        async with database.writing() as tx:
            await StoredMembers(tx, now).give_role(group, nadia, "facilitator", now - timedelta(seconds=1))
            await StoredMembers(tx, now).give_role(group, karim, "accompaniment")
        await database.close()
        bubble = await here.bubble(here["Nadia"].presses(welcome, f"groups:set:{group}:language:en"))
        assert bubble == "Seules les personnes qui animent le groupe peuvent changer cela."
        close = card.buttons["⋯ Plus"].replace("more", "close")
        assert "Demandez" in await here.bubble(here["Nadia"].presses(card, close))
