"""The demonstration group « Les Tilleuls »: a few neighbours, something to reply to, nobody asleep."""

from datetime import datetime

from bot.platforms.salon.incoming import PLATFORM
from bot.platforms.salon.outgoing import talk
from handlers.bookings import charter
from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic
from handlers.members.model import Group, Role, SchoolZone
from storage.bookings import StoredBookings
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.posts import StoredPosts
from storage.salon import StoredSalon

ROOM = "les-tilleuls"
PEOPLE: tuple[tuple[str, Role], ...] = (
    ("Karim", "resident"),
    ("Sarah", "resident"),
    ("Inès", "resident"),
    ("Léa", "resident"),
    ("M. Roux", "resident"),
    ("Tomás", "resident"),
    ("Nadia", "accompaniment"),
)


async def plant(database: Database, now: datetime, zone: str, school: SchoolZone) -> bool:
    """Makes the demonstration group where the database has none; says whether it did."""

    async def once(tx: Transaction) -> bool:
        members = StoredMembers(tx, now)
        if await members.groups(demo=True):
            return False
        settings = Group(0, "Les Tilleuls", zone, "fr", night=None, demo=True, school=school)
        group = await members.add_group(settings)
        salon, chat = StoredSalon(tx), Chat(PLATFORM, ROOM)
        await salon.open_room(ROOM)
        await members.add_chat(group, chat, lists_members=True)
        ids: dict[str, int] = {}
        for name, role in PEOPLE:
            person = await members.add_person(name)
            ids[name] = person.id
            await members.add_account(person.id, PLATFORM, str(person.id))
            await members.add_member(group, person.id, role)
        await members.live_with(group, ids["Sarah"], ids["Karim"])
        odette = await members.add_person("Odette")  # 76, no smartphone: Léa gives her answers
        await members.add_member(group, odette.id, "resident")
        await members.ask_relay(group, odette.id, ids["Léa"], now, agreed=True)
        await _share(StoredBookings(tx), group, now)
        await StoredPosts(tx).put(Topic("help", group, "welcome"), [chat])
        await salon.say(
            ROOM,
            key="demo:1",
            content=talk("On fait le chantier samedi ou dimanche ?"),
            now=now,
            person=ids["Inès"],
        )
        return True

    return await database.write(once)


async def _share(bookings: StoredBookings, group: int, now: datetime) -> None:
    """What these neighbours share: a guest room and a laundry with rules, a common room without."""
    room = await bookings.add_space(group, "Chambre d'amis", "nights", 1, now)
    await bookings.set_rules(room, charter.GUEST_ROOM, now, None, "")
    await bookings.set_info(room, "Boîte à clés : 4821. Draps : placard du couloir.")
    await bookings.add_space(group, "Salle commune", "hours", 1, now)
    laundry = await bookings.add_space(group, "Buanderie", "hours", 2, now)
    await bookings.set_rules(laundry, charter.LAUNDRY, now, None, "")
