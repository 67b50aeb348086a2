"""The command line: palabre [run | check | understand | backup | restore | export | groups | salon …]."""

import asyncio
import gc
import io
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import structlog
import typer

from bot.platforms.platform import CannotGoOn
from handlers.conversation.text import Text, t
from handlers.members.model import Group
from storage.database import AlreadyRunning, NewerDatabase, StorageUnavailable
from storage.members import StoredMembers
from storage.portable import NotABackup, restore_into

from . import logs
from .checking import examine
from .config import Config
from .console import complain, invitations, place, settings_or_exit, stop, tell, why
from .export import export as export_group
from .program import Program, utc_now
from .salon_admin import salon_app
from .texts import LANGUAGES, voice

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

    def __init__(self, text: Text) -> None:
        super().__init__(text.sentence)
        self.text = text


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
    tell(t("The settings are right. Database: {place}.", place=place(settings)), settings)
    found = asyncio.run(examine(settings))
    if not found:
        return
    for text in (*(text for findings in found for text in findings.told), *invitations(settings)):
        tell(text, settings)
    if wrong := [text for findings in found for text in findings.wrong]:
        complain(wrong, settings)


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
        stop(t("{file} already exists. Choose another name.", file=str(file)), settings)
    except (NewerDatabase, StorageUnavailable) as error:
        stop(why(error, settings), settings)
    tell(t("Backup made: {file}", file=str(file)), settings)


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
        stop(t("Palabre serves this database. Stop it, then try again."), settings)
    except FileNotFoundError:
        stop(t("{file} does not exist.", file=str(file)), settings)
    except NotABackup:
        stop(t("{file} is not a backup of Palabre.", file=str(file)), settings)
    except (NewerDatabase, StorageUnavailable) as error:
        stop(why(error, settings), settings)
    tell(t("Backup put back: {file}", file=str(file)), settings)
    if saved is not None:
        tell(t("What it replaces is kept in {file}", file=str(saved)), settings)


@app.command()
def export(
    folder: Path,
    group: Annotated[int, typer.Option(help="The group's number; « palabre groups » lists them.")],
    config: ConfigFile = None,
) -> None:
    """Writes what a group has decided into a folder, as tables."""
    settings = settings_or_exit(config)

    async def write() -> Sequence[Path]:
        database = Program(settings).database
        await database.open()
        try:
            return await export_group(database, group, folder, utc_now())
        finally:
            await database.close()

    try:
        files = asyncio.run(write())
    except LookupError:
        stop(t("There is no group {number}. « palabre groups » lists them.", number=group), settings)
    except FileExistsError as error:
        stop(t("{file} already exists. Choose another folder.", file=str(error)), settings)
    except (NewerDatabase, StorageUnavailable) as error:
        stop(why(error, settings), settings)
    for file in files:
        tell(t("Written: {file}", file=str(file)), settings)


@app.command()
def groups(config: ConfigFile = None) -> None:
    """Lists the groups with their numbers."""
    settings = settings_or_exit(config)

    async def read() -> Sequence[Group]:
        database = Program(settings).database
        await database.open()
        try:
            async with database.reading() as tx:
                members = StoredMembers(tx, utc_now())
                return [*await members.groups(demo=False), *await members.groups(demo=True)]
        finally:
            await database.close()

    try:
        found = asyncio.run(read())
    except (NewerDatabase, StorageUnavailable) as error:
        stop(why(error, settings), settings)
    for one in found:
        typer.echo(f"{one.id}  {one.name}")


@app.command()
def understand(
    text: Annotated[
        str | None, typer.Argument(help="Words about time, for example « mardi en huit à 18h30 ».")
    ] = None,
    lang: Annotated[str, typer.Option(help="fr or en.")] = "fr",
    now: Annotated[
        str | None, typer.Option(help="The moment they are said at, as ISO 8601; now by itself.")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Reads lines of JSON with id, text, lang, ref, tz.")
    ] = False,
) -> None:
    """Says what words about time mean, as a line of JSON."""
    from .understood import BadLine, answer, answers  # the grammar is loaded only where it is asked

    settings = settings_or_exit(None)
    zone = ZoneInfo(settings.group.timezone)
    if lang not in ("fr", "en"):
        stop(t("Palabre understands « fr » and « en »."), settings)
    try:
        moment = datetime.fromisoformat(now) if now is not None else utc_now()
    except ValueError:
        stop(t("{now} is not a moment. Write for example 2026-09-15T10:20.", now=str(now)), settings)
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
    if jsonl:
        try:
            typed = io.TextIOWrapper(sys.stdin.buffer, "utf-8", errors="replace")
            for line in answers(typed, moment, lang, zone):
                typer.echo(line)
        except BadLine as bad:
            stop(
                t("Line {number} is not a question in JSON: {reason}", number=bad.number, reason=str(bad)),
                settings,
            )
    elif text is None:
        stop(t("Write the words in quotation marks, or give lines of JSON with --jsonl."), settings)
    else:
        typer.echo(answer(text, moment, zone, lang, settings.group.school_zone))


SWITCH_SECONDS = 0.0005
"""Python's own 5 ms is long where each statement goes to the database's thread and comes back: measured here,
in a storm of taps, the shorter one counts a fifth more of them."""


def _run(file: Path | None) -> None:
    logs.configure()
    sys.setswitchinterval(SWITCH_SECONDS)
    settings = settings_or_exit(file)
    try:
        asyncio.run(_serve(settings, demo=file is None))
    except (CannotStart, CannotGoOn) as error:
        stop(error.text, settings)
    except Exception as error:
        log.exception("program.failed")
        raise typer.Exit(1) from error


async def _serve(settings: Config, *, demo: bool) -> None:
    program = Program(settings, demo=demo, by_name=demo)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_tell)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    try:
        await _start(program)
        _settle_down()
        where = t("Palabre is ready: {address}", address=program.address)
        tell(where if program.address else t("Palabre is ready."), settings)
        sys.stdout.flush()
        await program.run_until(ended)
    finally:
        await program.stop()


def _settle_down() -> None:
    """What has been loaded stays for good, and is looked through no more. Python's full collections took 50 to
    65 ms here, a few of them in each storm of taps, and meanwhile nobody was answered."""
    for language in LANGUAGES:
        voice(language)  # now, and not while somebody waits for the first word in it
    gc.collect()
    gc.freeze()


def _tell(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What asyncio found broken. Its own way to say so would quote the exception."""
    log.error("asyncio.failed", what=context["message"], exc_info=context.get("exception"))


async def _start(program: Program) -> None:
    settings = program.config
    try:
        await program.start()
    except AlreadyRunning as error:
        raise CannotStart(t("Palabre already serves this database. One copy at a time.")) from error
    except (NewerDatabase, StorageUnavailable) as error:
        raise CannotStart(why(error, settings)) from error
    except OSError as error:
        where = f"{settings.salon.host}:{settings.salon.port}"
        raise CannotStart(
            t(
                "The salon cannot open on {where}: {reason}. Change [salon] port, or PALABRE_SALON__PORT.",
                where=where,
                reason=error.strerror or str(error),
            )
        ) from error


if __name__ == "__main__":
    app(prog_name="palabre")
