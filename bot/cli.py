"""The `minga` command: what a person or a supervisor starts."""

import asyncio
import logging
import os
import sys
from collections.abc import Coroutine, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot import logs
from bot.settings import Settings
from community.histories import LONGEST_KEPT, USUALLY_KEPT

if TYPE_CHECKING:
    from reading.telegram_export import ExportedChat

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Minga facilitates a community of practice in a Telegram group.",
)

NO_TOKEN_HERE = """\
MINGA_TOKEN is not set, and this is no terminal to show the demonstration on.

  With a token:  MINGA_TOKEN=123456:ABC… minga run
  To try it out: minga demo

How to get a token in ten steps: README.md, «To Telegram».
"""


def main() -> None:
    """The console script."""
    app()


@app.command()
def run() -> None:
    """Serve Telegram; with no token on a terminal, the demonstration."""
    settings = _settings()
    if settings.token is None:
        if not sys.stdin.isatty() and "MINGA_CONTAINER" in os.environ:
            _end(NO_TOKEN_HERE)
        _say("No MINGA_TOKEN: this is the demonstration, on a file of its own (demo.db).")
        _demo(settings, replay=None)
        return
    logs.start(*settings.secret_words)
    _run(_serve(settings))


@app.command()
def demo(
    replay: Annotated[
        Path | None, typer.Option(help="Threads to replay into groups of the sandbox (JSON lines).")
    ] = None,
    afresh: Annotated[bool, typer.Option(help="Start the community's life anew.")] = False,
) -> None:
    """A local Telegram with a community that already has three weeks of life."""
    _demo(_settings(), replay=replay, afresh=afresh)


@app.command()
def check() -> None:
    """Say in plain words what is missing: token, privacy mode, clock, database, disk."""
    from bot.checkup import check_up

    settings = _settings()
    logs.start(*settings.secret_words, level=logging.ERROR)
    findings = asyncio.run(check_up(settings))
    for finding in findings:
        _say(f"{finding.sign} {finding.what}: {finding.says}")
    raise typer.Exit(0 if all(one.is_well or one.may_wait for one in findings) else 1)


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="Where to write the copy (must not exist).")],
) -> None:
    """Copy the database and its secrets while the bot runs."""
    from bot.application import secrets_path_of
    from bot.clock import utc_now
    from bot.secrets import Secrets
    from storage.backup import BackupFailed
    from storage.backup import backup as copy

    settings = _settings()
    try:
        copy(settings.database_url, target, utc_now())
        Secrets(secrets_path_of(settings.database_url)).copy_to(_secrets_beside(target))
    except BackupFailed as error:
        _end(f"No backup was made: {error}")
    except OSError as error:
        _end(f"No whole backup was made: {_why(error)}")
    _say(f"Copied to {target}, and the secrets beside it. Keep both, apart from this machine.")


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="A copy made by `minga backup`.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Replace the database without asking.")
    ] = False,
) -> None:
    """Put a copy in the place of the database. Nothing that was waiting in it is sent."""
    from bot.application import secrets_path_of
    from bot.clock import utc_now
    from bot.secrets import Secrets
    from storage.backup import BackupFailed
    from storage.backup import restore as put_back
    from storage.database import Database

    settings = _settings()
    if not yes:
        typer.confirm("The database is replaced by the copy. Go on?", abort=True)

    async def alone() -> None:
        database = Database(settings.database_url)
        await database.claim()
        try:
            await asyncio.to_thread(put_back, settings.database_url, source, utc_now())
        finally:
            await database.close()

    try:
        _run(alone())
    except BackupFailed as error:
        _end(f"Nothing was replaced: {error}")
    except OSError as error:
        _end(f"The backup was not put back: {_why(error)}")
    beside = _secrets_beside(source)
    if beside.exists():
        Secrets.restored(secrets_path_of(settings.database_url), beside)
    _say("Restored. At the next start nothing older than that start is sent.")


@app.command(name="import")
def bring_history(
    export: Annotated[Path, typer.Argument(help="result.json of Telegram Desktop.")],
    keep_days: Annotated[
        int, typer.Option(min=1, max=LONGEST_KEPT.days, help="How long it may stay.")
    ] = USUALLY_KEPT.days,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, and change nothing.")] = False,
) -> None:
    """Bring what a group said before into its discussion (the bot must be stopped)."""
    from bot.history import NothingToBring, read_file

    settings = _settings()
    try:
        chats = read_file(export)
        if settings.token is None:
            _end("MINGA_TOKEN is not set: it says which messages in the export are the bot's own.")
        _run(_bring(settings, chats, timedelta(days=keep_days), dry_run=dry_run))
    except NothingToBring as error:
        _end(f"Nothing was brought. {error}")
    except OSError as error:
        _end(f"It was not brought: {_why(error)}")


async def _bring(
    settings: Settings, chats: "list[ExportedChat]", kept_for: timedelta, *, dry_run: bool
) -> None:
    from bot.application import secrets_path_of
    from bot.clock import utc_now
    from bot.history import bring, what_comes
    from bot.secrets import Secrets
    from storage.database import Database

    database = Database(settings.database_url)
    await database.claim()
    try:
        secrets = Secrets(secrets_path_of(settings.database_url))
        for coming in await what_comes(database, secrets, chats, settings.bot_id):
            for line in coming.told():
                _say(line)
            if dry_run:
                continue
            with typer.progressbar(length=len(coming.history.said), label="Bringing") as bar:
                fresh = await bring(
                    database, coming, kept_for=kept_for, now=utc_now(), brought=bar.update
                )
            until = f"{utc_now() + kept_for:%d %B %Y}"
            _say(f"New here: {fresh:,}, kept until {until}. The group is told at the next start.")
    finally:
        await database.close()


@app.command()
def summarise(
    jsonl: Annotated[
        tuple[Path, Path],
        typer.Option("--jsonl", metavar="IN OUT", help="Discussions, and where to write."),
    ],
) -> None:
    """Read discussions from a file, and write what came of each: quotes, agreements, actions.

    IN has a JSON object a line: {"id": 1, "lang": "es", "budget_words": 150, "messages": [{"id": 7,
    "author": "Rosa", "text": "…", "reply_to": 5, "ts": "2026-11-16T10:00"}]}. lang: es, pt or en;
    budget_words, reply_to and ts may be left out.

    OUT: {"id", "summary": [{"text", "msg_id"}], "agreements": [{"text", "msg_ids"}], "actions":
    [{"text", "msg_ids", "who", "due"}]}, a line for each. More: docs/decisions/0045.
    """
    from bot.discussions_file import CannotBeRead, summarise_file

    source, target = jsonl
    try:
        count = summarise_file(source, target)
    except CannotBeRead as error:
        _end(f"Nothing was written. {error}")
    except OSError as error:
        _end(f"Nothing was written. {error.filename or target}: {error.strerror}.")
    _say(f"{count} {'discussion' if count == 1 else 'discussions'}, written to {target}.")


def _why(error: OSError) -> str:
    """«/var/lib/minga: Permission denied»."""
    return f"{error.filename}: {error.strerror}" if error.filename else str(error)


def _secrets_beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.secrets.json")


def _demo(settings: Settings, *, replay: Path | None, afresh: bool = False) -> None:
    from bot.demo import run_demo

    logs.start()
    _run(run_demo(settings, replay=replay, afresh=afresh, say=_say))


async def _serve(settings: Settings) -> None:
    from bot.application import run_until_stopped

    await run_until_stopped(settings)


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Runs, and turns the failures a person can mend into a sentence."""
    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        return
    except Exception as error:
        for cause in _causes(error):
            sentence = _sentence(cause)
            if sentence is not None:
                _end(sentence)
        raise


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The failures in a group of failures, the group's members first."""
    if isinstance(error, BaseExceptionGroup):
        for member in error.exceptions:
            yield from _causes(member)
    else:
        yield error


def _sentence(error: BaseException) -> str | None:
    from bot.api import Refused
    from bot.intake import PollingIsDead
    from bot.server import AddressTaken
    from storage.database import AnotherInstance
    from storage.migrate import MigrationFailed, SchemaTooNew

    match error:
        case AnotherInstance():
            return "Another Minga runs on this database or with this token. Stop it first."
        case AddressTaken():
            return (
                f"Something else listens on {error}. Stop it, or choose another address with "
                "MINGA_LISTEN (the page of the demonstration: MINGA_DEMO_LISTEN)."
            )
        case PollingIsDead():
            return "Telegram could not be reached for two minutes; a supervisor may start me again."
        case SchemaTooNew():
            return f"This database is newer than this Minga ({error}). Upgrade Minga."
        case MigrationFailed():
            return f"The database could not be brought up to date; it is as it was.\n{error}"
        case Refused() if error.code in (401, 404):
            return "Telegram does not know this token. Look it up at @BotFather."
    return None


def _settings() -> Settings:
    from pydantic import ValidationError

    try:
        return Settings()
    except ValidationError as error:
        problems = "\n".join(
            f"  MINGA_{'_'.join(str(part) for part in found['loc']).upper()}: {found['msg']}"
            for found in error.errors()
        )
        _end(f"The settings cannot be used:\n{problems}")


def _say(line: str) -> None:
    typer.echo(line)


def _end(line: str) -> NoReturn:
    typer.echo(line, err=True)
    raise typer.Exit(1)
