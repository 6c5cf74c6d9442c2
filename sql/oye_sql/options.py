"""What several commands of oye-sql take, and which database they mean."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from oye_sql import home, tree, url

UNITS = {"m": "minutes", "h": "hours", "d": "days"}

folder_option = click.option(
    "--sql",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=tree.FOLDER,
    envvar="OYE_SQL_DIR",
    help="The folder of the SQL files. [default: that of the checkout]",
)
url_option = click.option(
    "--url",
    "address",
    envvar="OYE_DATABASE_URL",
    help="The database. [default: OYE_DATABASE_URL, else the embedded one, started if need be]",
)
passwords_option = click.option(
    "--roles",
    "passwords",
    type=click.Path(exists=True, path_type=Path),
    help="Passwords of login roles to be set: a JSON file, or a folder of their addresses.",
)


def chosen(address: str | None) -> str:
    """The database's address: the one that was named, else the embedded one's. Raises UrlError."""
    return url.checked(address) if address else home.database(home.here())


def moment(_: click.Context, __: click.Parameter, said: str | None) -> datetime | None:
    """An instant of the past: `24h` ago, or a date (and time) of ISO 8601, in UTC unless it says.

    Raises click.BadParameter for anything else.
    """
    if said is None:
        return None
    ago = re.fullmatch(r"(\d{1,6})([mhd])", said)
    try:
        if ago:
            return datetime.now(UTC) - timedelta(**{UNITS[ago[2]]: int(ago[1])})
        found = datetime.fromisoformat(said)
    except (ValueError, OverflowError):
        raise click.BadParameter(
            f"{said!r} is no moment; 90m, 24h, 7d, 2026-11-23 and 2026-11-23T09:00Z are"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def say(line: str) -> None:
    """A line for whoever runs the command: not part of its answer."""
    click.echo(line, err=True)
