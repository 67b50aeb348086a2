"""The command line: palabre [run | check | backup | restore | salon …]."""

import asyncio
import signal
import sys
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer

from storage.database import AlreadyRunning, NewerDatabase, StorageUnavailable
from storage.portable import NotABackup, restore_into

from . import logs
from .config import BadConfig, Config, load
from .program import Program, utc_now
from .salon_admin import salon_app

log = structlog.get_logger()
app = typer.Typer(
    help="Palabre, a chat bot for groups of residents.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
)
app.add_typer(salon_app, name="salon")

ConfigFile = Annotated[Path | None, typer.Option("--config", help="The settings; see config.example.toml.")]


class CannotStart(Exception):
    """A reason that the host can read, and do something about."""


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Without a command: opens the salon with a demonstration group."""
    if context.invoked_subcommand is None:
        _run(None)


@app.command()
def run(config: ConfigFile = None) -> None:
    """Runs Palabre with these settings."""
    _run(config)


@app.command()
def check(config: ConfigFile = None) -> None:
    """Says what is wrong with the settings and how to mend it; exit code 2 where something is."""
    settings = settings_or_exit(config)
    typer.echo(f"Les réglages sont bons. Base de données : {_place(settings)}.")


@app.command()
def backup(file: Path, config: ConfigFile = None) -> None:
    """Copies the whole database into a new SQLite file, also while Palabre runs."""
    settings = settings_or_exit(config)

    async def copy() -> None:
        database = Program(settings).database
        await database.open()
        try:
            await database.backup(file)
        finally:
            await database.close()

    try:
        asyncio.run(copy())
    except FileExistsError:
        stop(f"{file} existe déjà. Choisissez un autre nom.")
    except NewerDatabase as error:
        stop(f"Un Palabre plus récent a écrit ces données : {error}. Mettez Palabre à jour.")
    except StorageUnavailable as error:
        stop(f"La base de données ne répond pas : {error}")
    typer.echo(f"Sauvegarde faite : {file}")


@app.command()
def restore(file: Path, config: ConfigFile = None) -> None:
    """Puts a backup in the place of the whole database, while Palabre is stopped."""
    settings = settings_or_exit(config)

    async def put_back() -> Path | None:
        database = Program(settings).database
        try:
            await database.hold()
            await database.open()
            return await restore_into(database, file, utc_now())
        finally:
            await database.close()

    try:
        saved = asyncio.run(put_back())
    except AlreadyRunning:
        stop("Palabre tourne sur cette base. Arrêtez-le, puis recommencez.")
    except FileNotFoundError:
        stop(f"{file} n'existe pas.")
    except NotABackup:
        stop(f"{file} n'est pas une sauvegarde de Palabre.")
    except NewerDatabase as error:
        stop(f"Un Palabre plus récent a écrit ces données : {error}. Mettez Palabre à jour.")
    except StorageUnavailable as error:
        stop(f"La base de données ne répond pas : {error}")
    else:
        typer.echo(f"Sauvegarde remise en place : {file}")
        if saved is not None:
            typer.echo(f"Ce qu'elle remplace est gardé dans {saved}")


def settings_or_exit(file: Path | None) -> Config:
    """The settings; or their mistakes, one a line, and exit code 2."""
    try:
        return load(file)
    except BadConfig as error:
        for line in error.lines:
            typer.echo(line, err=True)
        raise typer.Exit(2) from error


def stop(reason: str) -> None:
    """Ends the program with a reason that says what to do."""
    typer.echo(reason, err=True)
    raise typer.Exit(1)


def _run(file: Path | None) -> None:
    logs.configure()
    settings = settings_or_exit(file)
    try:
        asyncio.run(_serve(settings, demo=file is None))
    except CannotStart as error:
        stop(str(error))
    except Exception as error:
        log.exception("program.failed")
        raise typer.Exit(1) from error


async def _serve(settings: Config, *, demo: bool) -> None:
    program = Program(settings, demo=demo)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_tell)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    try:
        await _start(program)
        if program.address:
            typer.echo(f"Palabre est prêt : {program.address}", file=sys.stdout)
            sys.stdout.flush()
        await program.run_until(ended)
    finally:
        await program.stop()


def _tell(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What asyncio found broken. Its own way to say so would quote the exception."""
    log.error("asyncio.failed", what=context["message"], exc_info=context.get("exception"))


async def _start(program: Program) -> None:
    settings = program.config
    try:
        await program.start()
    except AlreadyRunning as error:
        raise CannotStart(f"Palabre tourne déjà sur cette base ({error}). Une seule copie à la fois.") from error
    except NewerDatabase as error:
        raise CannotStart(
            f"Cette base vient d'un Palabre plus récent : {error}. Mettez Palabre à jour."
        ) from error
    except StorageUnavailable as error:
        raise CannotStart(f"La base de données ({_place(settings)}) ne s'ouvre pas : {error}") from error
    except OSError as error:
        where = f"{settings.salon.host}:{settings.salon.port}"
        raise CannotStart(
            f"Le salon ne peut pas s'ouvrir sur {where} : {error.strerror}. "
            "Changez [salon] port, ou la variable PALABRE_SALON__PORT."
        ) from error


def _place(settings: Config) -> str:
    """The database without its password."""
    url = settings.storage.url
    return url if url.startswith("sqlite") else url.rsplit("@", 1)[-1]


if __name__ == "__main__":
    app(prog_name="palabre")
