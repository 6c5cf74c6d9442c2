"""The commands that keep oye's data safe: backup, restore, restored."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from oye_sql import backup as backups
from oye_sql import home, roles, tree, url
from oye_sql import restore as restoring
from oye_sql.options import chosen, folder_option, passwords_option, say, url_option

NO_ENGINE = "oye-calc is not here: run `oye-calc audit` to see whether all is accounted for"


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@url_option
def backup(file: Path | None, address: str | None) -> None:
    """Write a consistent backup to FILE, while services go on. [default: .oye/backups/…]

    It is for its owner's eyes alone: all that people said is in it.
    """
    found = chosen(address)
    path = file or default_file()
    manifest = backups.backup(found, path)
    say(f"{manifest}, {path.stat().st_size:,} bytes")
    click.echo(path)


def default_file() -> Path:
    """A file named for this moment, in a folder that is made for its owner alone."""
    folder = home.here().folder / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"oye-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.dump"


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@url_option
@folder_option
@passwords_option
@click.option("--into", metavar="NAME", help="Make this database of it. [default: that of the URL]")
@click.option("--replace", is_flag=True, help="Take the place of what is there, which is kept.")
@click.option("--since", default="720h", show_default=True, help="How far back to audit.")
def restore(
    file: Path,
    address: str | None,
    folder: Path,
    passwords: Path | None,
    into: str | None,
    replace: bool,
    since: str,
) -> None:
    """Make a database of a backup, mark what may be repeated, and audit it.

    The services must be stopped, and none may work on the old one any more once this began.
    Exits with 3 where the audit doesn't balance.
    """
    # A server of our own may be as new as the database: its roles get the passwords known here.
    given = {} if address else home.role_passwords(home.here())
    given |= roles.passwords_in(passwords) if passwords else {}
    done = restoring.restore(
        chosen(address), file, tree.read(folder), given, into=into, replace=replace, say=say
    )
    tell(done.marked)
    if done.kept:
        click.echo(f"what was there is kept as database {done.kept}: drop it when it is not needed")
    click.echo(f"restored: {url.shown(done.address)}")
    raise SystemExit(audit(done.address, since))


@click.command()
@url_option
@click.argument("as_of", metavar="WHEN")
def restored(address: str | None, as_of: str) -> None:
    """Say that the database was brought back to WHEN (2026-11-24T09:00Z) by other means.

    To be run after a recovery to a point in time, before any service is started: what may have
    been sent since is marked as perhaps a repeat. `oye-sql restore` does it by itself.
    """
    tell(restoring.mark(chosen(address), moment(as_of)))


def moment(text: str) -> datetime:
    """An instant with its offset. Raises BadParameter."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no instant; 2026-11-24T09:00Z is one") from None
    if found.tzinfo is None:
        raise click.BadParameter(f"{text!r} names no offset; 2026-11-24T09:00Z does")
    return found


def tell(marked: Mapping[str, int]) -> None:
    for what, total in marked.items():
        click.echo(f"{what}: {total}")


def audit(address: str, since: str) -> int:
    """Have the engine compute again what was expected; its exit code, 0 where it isn't here."""
    program = shutil.which("oye-calc")
    if program is None:
        say(NO_ENGINE)
        return 0
    environment = {**os.environ, "OYE_CALC_DATABASE_URL": address}
    done = subprocess.run([program, "audit", "--since", since], env=environment, check=False)
    return done.returncode
