"""The host's commands for the salon: open a room for a group, give somebody a personal link, take it back."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.platforms.salon.incoming import PLATFORM
from bot.platforms.salon.slugs import RESERVED, slug_of
from bot.platforms.typed import keepable
from handlers.conversation.events import Chat
from handlers.conversation.quiet import Night
from handlers.conversation.text import t, tn
from handlers.conversation.topic import Topic
from handlers.groups.rules import WARNED, term
from handlers.members.model import FACILITATES, Group, Person, Role
from storage.alarms import StoredAlarms
from storage.database import (
    AlreadyRunning,
    Database,
    NewerDatabase,
    StorageUnavailable,
    Transaction,
    open_database,
)
from storage.members import StoredMembers
from storage.migrate import migrate, migrations, version_of
from storage.posts import StoredPosts
from storage.salon import StoredSalon

from .config import Config
from .console import settings_or_exit, stop, tell, why
from .program import utc_now

T = TypeVar("T")
salon_app = typer.Typer(help="Groups and personal links of the built-in room.", no_args_is_help=True)
ConfigFile = Annotated[Path | None, typer.Option("--config", help="The settings; see config.example.toml.")]


@salon_app.command()
def group(name: str, config: ConfigFile = None) -> None:
    """Opens a room for a new group."""
    settings, room, name = settings_or_exit(config), slug_of(name), keepable(name)

    async def add(tx: Transaction) -> None:
        members, defaults = StoredMembers(tx, utc_now()), settings.group
        if room in RESERVED or await StoredSalon(tx).revision(room) is not None:
            stop(t("« {room} » already exists. Choose another name.", room=room), settings)
        number = await members.add_group(
            Group(0, name, defaults.timezone, defaults.language, Night(), school=defaults.school_zone)
        )
        await StoredSalon(tx).open_room(room)
        await members.add_chat(number, Chat(PLATFORM, room), lists_members=True)
        await StoredPosts(tx).put(Topic("help", number, "welcome"), [Chat(PLATFORM, room)], at_night=True)

    _write(settings, add)
    tell(t("The group « {name} » has its room: {room}", name=name, room=room), settings)
    tell(t("Invite somebody: palabre salon link {room} Nadia --facilitator", room=room), settings)


@salon_app.command()
def link(
    room: str,
    name: str,
    facilitator: Annotated[bool, typer.Option(help="This person runs what others open.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Another link for somebody who is there.")] = False,
    config: ConfigFile = None,
) -> None:
    """Gives a personal link to somebody new, who enters the group; with --again, to somebody who is there."""
    settings, name = settings_or_exit(config), keepable(name)
    if again and facilitator:
        stop(t("--again changes no role: leave out --facilitator."), settings)
    role: Role = "facilitator" if facilitator else "resident"

    async def make(tx: Transaction) -> str:
        now = utc_now()
        members = StoredMembers(tx, now)
        found = await members.group_of(Chat(PLATFORM, room))
        if found is None:
            stop(t("No room is called « {room} ».", room=room), settings)
        person = await _named(members, found.id, name)
        if person is not None and not again:
            # Two neighbours of one name would answer, and be erased, as one person.
            stop(
                t(
                    "{name} is already in this room. For another link of theirs: --again. "
                    "For somebody else, choose another name, for example {name} B.",
                    name=person.name,
                ),
                settings,
            )
        if person is None:
            if again:
                stop(t("« {name} » is not in the room « {room} ».", name=name, room=room), settings)
            person = await members.add_person(name)
            await members.add_account(person.id, PLATFORM, str(person.id))
            await members.add_member(found.id, person.id, role)
            if facilitator:
                await StoredAlarms(tx).set(term(found.id, person.id), "ended", now + FACILITATES)
                await StoredAlarms(tx).set(term(found.id, person.id), "ending", now + FACILITATES - WARNED)
        return await StoredSalon(tx).make_link(room, person.id, now)

    secret = _write(settings, make)
    base = settings.salon.public_url or f"http://{settings.salon.host}:{settings.salon.port}"
    tell(t("The personal link of {name}, for nobody else:", name=name), settings)
    typer.echo(f"{base}/entrer/{secret}")


@salon_app.command()
def revoke(room: str, name: str, config: ConfigFile = None) -> None:
    """Ends every personal link of somebody."""
    settings = settings_or_exit(config)

    async def end(tx: Transaction) -> int:
        members = StoredMembers(tx, utc_now())
        found = await members.group_of(Chat(PLATFORM, room))
        person = await _named(members, found.id, name) if found else None
        if person is None:
            stop(t("« {name} » is not in the room « {room} ».", name=name, room=room), settings)
        return await StoredSalon(tx).revoke_links(room, person.id, utc_now())

    ended = _write(settings, end)
    tell(tn("{n} link is closed.", "{n} links are closed.", ended), settings)


async def _named(members: StoredMembers, group: int, name: str) -> Person | None:
    people = await members.people(group)
    return next((person for person, _ in people if person.name.casefold() == name.casefold()), None)


def _write(settings: Config, act: Callable[[Transaction], Awaitable[T]]) -> T:
    async def once() -> T:
        database = open_database(settings.storage.url)
        await database.open()
        try:
            await _bring_up_to_date(database, settings)
            return await database.write(act)
        finally:
            await database.close()

    try:
        return asyncio.run(once())
    except (NewerDatabase, StorageUnavailable) as error:
        stop(why(error, settings), settings)


async def _bring_up_to_date(database: Database, settings: Config) -> None:
    """Migrates, except under a process that serves the database: it knows the old tables."""
    try:
        await database.hold()
    except AlreadyRunning:
        async with database.reading() as tx:
            at = await version_of(database, tx)
        if at < migrations()[-1].number:
            stop(t("An older Palabre serves this database. Stop it, then try again."), settings)
    await migrate(database, utc_now())
