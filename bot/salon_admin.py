"""The host's commands for the salon: open a room for a group, give somebody a personal link, take it back."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.platforms.salon.incoming import PLATFORM
from bot.platforms.salon.slugs import RESERVED, slug_of
from handlers.conversation.events import Chat
from handlers.conversation.quiet import Night
from handlers.conversation.topic import Topic
from handlers.members.model import Group, Person, Role
from storage.database import Transaction, open_database
from storage.members import StoredMembers
from storage.migrate import migrate
from storage.posts import StoredPosts
from storage.salon import StoredSalon

from .config import BadConfig, Config, load
from .program import utc_now

T = TypeVar("T")
salon_app = typer.Typer(help="Groups and personal links of the built-in room.", no_args_is_help=True)
ConfigFile = Annotated[Path | None, typer.Option("--config", help="The settings; see config.example.toml.")]


@salon_app.command()
def group(name: str, config: ConfigFile = None) -> None:
    """Opens a room for a new group."""
    settings, room = _settings(config), slug_of(name)

    async def add(tx: Transaction) -> None:
        members, defaults = StoredMembers(tx, utc_now()), settings.group
        if room in RESERVED or await StoredSalon(tx).revision(room) is not None:
            raise typer.BadParameter(f"« {room} » existe déjà. Choisissez un autre nom.")
        number = await members.add_group(Group(0, name, defaults.timezone, defaults.language, Night()))
        await StoredSalon(tx).open_room(room)
        await members.add_chat(number, Chat(PLATFORM, room), lists_members=True)
        await StoredPosts(tx).put(Topic("help", number, "welcome"), [Chat(PLATFORM, room)])

    _write(settings, add)
    typer.echo(f"Le groupe « {name} » a son salon : {room}")
    typer.echo(f"Invitez quelqu'un : palabre salon link {room} Nadia --facilitator")


@salon_app.command()
def link(
    room: str,
    name: str,
    facilitator: Annotated[bool, typer.Option(help="This person runs what others open.")] = False,
    config: ConfigFile = None,
) -> None:
    """Gives somebody a personal link; a person who is new to the room enters the group."""
    settings = _settings(config)
    role: Role = "facilitator" if facilitator else "resident"

    async def make(tx: Transaction) -> str:
        now = utc_now()
        members = StoredMembers(tx, now)
        found = await members.group_of(Chat(PLATFORM, room))
        if found is None:
            raise typer.BadParameter(f"Aucun salon ne s'appelle « {room} ».")
        person = await _named(members, found.id, name)
        if person is None:
            person = await members.add_person(name)
            await members.add_account(person.id, PLATFORM, str(person.id))
            await members.add_member(found.id, person.id, role)
        return await StoredSalon(tx).make_link(room, person.id, now)

    secret = _write(settings, make)
    base = settings.salon.public_url or f"http://{settings.salon.host}:{settings.salon.port}"
    typer.echo(f"Le lien personnel de {name}, à ne donner qu'à cette personne :")
    typer.echo(f"{base}/entrer/{secret}")


@salon_app.command()
def revoke(room: str, name: str, config: ConfigFile = None) -> None:
    """Ends every personal link of somebody."""

    async def end(tx: Transaction) -> int:
        members = StoredMembers(tx, utc_now())
        found = await members.group_of(Chat(PLATFORM, room))
        person = await _named(members, found.id, name) if found else None
        if person is None:
            raise typer.BadParameter(f"« {name} » n'est pas dans le salon « {room} ».")
        return await StoredSalon(tx).revoke_links(room, person.id, utc_now())

    typer.echo(f"Liens fermés : {_write(_settings(config), end)}")


async def _named(members: StoredMembers, group: int, name: str) -> Person | None:
    people = await members.people(group)
    return next((person for person, _ in people if person.name.casefold() == name.casefold()), None)


def _settings(file: Path | None) -> Config:
    try:
        return load(file)
    except BadConfig as error:
        raise typer.BadParameter(str(error)) from error


def _write(settings: Config, act: Callable[[Transaction], Awaitable[T]]) -> T:
    async def once() -> T:
        database = open_database(settings.storage.url)
        await database.open()
        try:
            await migrate(database, utc_now())
            return await database.write(act)
        finally:
            await database.close()

    return asyncio.run(once())
