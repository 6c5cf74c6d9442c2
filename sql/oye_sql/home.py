"""The folder of a local run (.oye/, or OYE_DIR): the embedded server and the secrets.

`postgres/` is the server, `roles.json` the passwords of the login roles, `cli.json` what signs
the CLI in, `bot-token` the bot's service token. The folder is 0700, each secret 0600.
"""

import contextlib
import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from oye_sql import embedded, roles, url

CHECKOUT = Path(__file__).resolve().parents[2]
DATABASE = "oye"


@dataclass(frozen=True)
class Home:
    """The folder of a local run."""

    folder: Path

    @property
    def cluster(self) -> embedded.Cluster:
        return embedded.Cluster(self.folder / "postgres")

    @property
    def roles(self) -> Path:
        return self.folder / "roles.json"

    @property
    def cli(self) -> Path:
        return self.folder / "cli.json"

    @property
    def bot_token(self) -> Path:
        return self.folder / "bot-token"


def here() -> Home:
    """The run that OYE_DIR names, else that of the checkout. The folder is made where missing.

    Raises EmbeddedError where it can't be made, as in a container that was told no database.
    """
    folder = Path(os.environ.get("OYE_DIR") or CHECKOUT / ".oye").absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise embedded.EmbeddedError(
            f"the embedded server's folder {folder} can't be made ({error.strerror}): set "
            "OYE_DATABASE_URL to use another server, or OYE_DIR for another folder"
        ) from error
    return Home(folder)


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner may read, at once or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mode 0600
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def role_passwords(home: Home) -> dict[str, str]:
    """The passwords of the login roles: as they were made the first time."""
    known: dict[str, str] = {}
    if home.roles.exists():
        known = json.loads(home.roles.read_text())
    if missing := [role for role in roles.LOGINS if role not in known]:
        known |= {role: secrets.token_urlsafe(24) for role in missing}
        write_secret(home.roles, json.dumps(known, indent=2) + "\n")
    return known


def first_passwords(home: Home, address: str) -> dict[str, str]:
    """The passwords to be set on the server at `address`: `role_passwords`, made only where that
    takes nothing from another installation on a server that is not ours.

    OYE_RESET_ROLE_PASSWORDS=1 makes them all the same. Raises ApplyError.
    """
    own = not os.environ.get("OYE_DATABASE_URL")
    if not (own or home.roles.exists() or os.environ.get("OYE_RESET_ROLE_PASSWORDS") == "1"):
        roles.refuse_taken(address)
    return role_passwords(home)


def database(home: Home) -> str:
    """The address of the database of this run: OYE_DATABASE_URL, else the embedded server's.

    That one is started, and its database made, where need be. Raises EmbeddedError, AccountError,
    UrlError.
    """
    if named := os.environ.get("OYE_DATABASE_URL"):
        return url.checked(named)
    with psycopg.connect(embedded.start(home.cluster), autocommit=True) as connection:
        there = connection.execute("select from pg_database where datname = %s", [DATABASE])
        if there.fetchone() is None:
            # another start may make it at the same moment
            with contextlib.suppress(
                psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation
            ):
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
    return home.cluster.address(DATABASE)
