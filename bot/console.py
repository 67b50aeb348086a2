"""What the host reads in a terminal, in the language of the settings."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import typer

from bot.platforms.findings import Findings
from handlers.conversation.text import Text, t
from storage.database import NewerDatabase, StorageUnavailable

from .config import BadConfig, Config, load
from .texts import voice


def plainly(text: Text, language: str) -> str:
    """The sentence with ordinary spaces: scripts read these lines too, and look for words in them."""
    return voice(language)(text).replace("\u00a0", " ").replace("\u202f", " ")


def tell(text: Text, settings: Config) -> None:
    """One line on standard output."""
    typer.echo(plainly(text, settings.group.language))


def stop(text: Text, settings: Config) -> NoReturn:
    """Ends the program with a line that says what to do, and exit code 1."""
    typer.echo(plainly(text, settings.group.language), err=True)
    raise typer.Exit(1)


def complain(mistakes: Iterable[Text], settings: Config) -> NoReturn:
    """Ends the program with a line for each mistake, and exit code 2."""
    for mistake in mistakes:
        typer.echo(plainly(mistake, settings.group.language), err=True)
    raise typer.Exit(2)


def invitations(settings: Config) -> list[Text]:
    """Advice where nobody could bring Palabre into a group."""
    if settings.access.operator or settings.access.new_groups == "open":
        return []
    return [t("Nobody can bring me into a group yet: write to me, then put your number into [access] operator.")]


async def examined(settings: Config) -> list[Findings]:
    """What came of trying each platform that is configured; the modules of the others stay unread."""
    found: list[Findings] = []
    if settings.telegram.token is not None:
        from bot.platforms.telegram import checking as telegram

        found.append(await telegram.examine(settings.telegram))
    if settings.matrix.homeserver:
        from bot.platforms.matrix import checking as matrix

        found.append(await matrix.examine(settings.matrix))
    return found


def settings_or_exit(file: Path | None) -> Config:
    """The settings; or their mistakes, one a line, and exit code 2."""
    try:
        return load(file)
    except BadConfig as error:
        language = os.environ.get("PALABRE_GROUP__LANGUAGE", "fr")
        for mistake in error.mistakes:
            typer.echo(plainly(mistake, language), err=True)
        raise typer.Exit(2) from error


def why(error: StorageUnavailable | NewerDatabase, settings: Config) -> Text:
    """The sentence for a database that cannot be used."""
    if isinstance(error, NewerDatabase):
        return t("A newer Palabre wrote this database: {reason}. Bring Palabre up to date.", reason=str(error))
    return t("The database ({place}) does not answer: {reason}", place=place(settings), reason=str(error))


def place(settings: Config) -> str:
    """The database without its password."""
    url = settings.storage.url
    return url if url.startswith("sqlite") else url.rsplit("@", 1)[-1]
