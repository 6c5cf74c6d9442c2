"""oye-sql: the operator's command for the database."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from oye_sql import (
    apply,
    backup_command,
    dead_letters,
    dump,
    embedded,
    failing,
    home,
    people,
    problem,
    roles,
    tree,
    upkeep,
    url,
    verify,
)
from oye_sql.options import chosen, folder_option, passwords_option, say, url_option


@click.group()
@click.version_option(package_name="oye-sql", prog_name="oye-sql", message="%(prog)s %(version)s")
def commands() -> None:
    """Bring oye's SQL to a database, run the embedded server, make persons and tokens."""


commands.add_command(dead_letters.failed_command)
commands.add_command(dead_letters.requeue_command)


@commands.command("apply")
@click.argument("address", metavar="[URL]", required=False, envvar="OYE_DATABASE_URL")
@folder_option
@passwords_option
@click.option(
    "--service-token",
    "token",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with a bot's token, to be made known here.",
)
def apply_command(
    address: str | None, folder: Path, passwords: Path | None, token: Path | None
) -> None:
    """Bring a database (PostgreSQL 15 or newer) to the version of the files."""
    found = chosen(address)
    given = roles.passwords_in(passwords) if passwords else {}
    click.echo(apply.apply(found, tree.read(folder), given, say=say))
    if token is not None:
        people.service_token_register(found, "bot", token.read_text().strip())


@commands.group()
def server() -> None:
    """The embedded server, below .oye/ or OYE_DIR."""


@server.command()
def start() -> None:
    """Start it, where it doesn't run, and print its database's address without the password."""
    click.echo(url.shown(home.database(home.here())))


@server.command()
def stop() -> None:
    """Stop it cleanly."""
    click.echo("stopped" if embedded.stop(home.here().cluster) else "was not running")


@server.command()
def status() -> None:
    """Say whether it runs; exits 1 where it doesn't."""
    pid = embedded.postmaster(home.here().cluster)
    click.echo(f"running, process {pid}" if pid else "not running")
    sys.exit(0 if pid else 1)


@server.command("url")
def show_url() -> None:
    """Print the superuser's address, password included."""
    click.echo(home.here().cluster.address(home.DATABASE))


@commands.command(context_settings={"ignore_unknown_options": True})
@url_option
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def psql(address: str | None, arguments: tuple[str, ...]) -> None:
    """Open psql on the database; further arguments go to psql."""
    found = chosen(address)
    program = embedded.bindir() / "psql"
    environment = {**os.environ, "PGPASSWORD": url.parts(found).get("password", "")}
    command = [str(program), url.shown(found), *arguments]
    os.execve(program, command, environment)  # noqa: S606 (psql takes our place at the terminal)


@commands.command("person-create")
@url_option
@click.option("--name", help="How the person is called.")
@click.option("--timezone", required=True, help="IANA zone, as Europe/Berlin.")
@click.option("--locale", default="en", show_default=True)
@click.option("--label", default="cli", show_default=True, help="What the token is for.")
@click.option("--api-url", default="http://127.0.0.1:8765", show_default=True)
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a CLI config (url, token) there, 0600, instead of printing the token.",
)
def person_create(
    address: str | None,
    name: str | None,
    timezone: str,
    locale: str,
    label: str,
    api_url: str,
    write: Path | None,
) -> None:
    """Make a person and a token that signs the CLI in."""
    found = chosen(address)
    person = people.person_create(found, name, timezone, locale)
    token = people.token_create(found, person, label)
    if write is None:
        click.echo(token)
    else:
        home.write_secret(write, json.dumps({"url": api_url, "token": token}, indent=2) + "\n")


@commands.command("service-token")
@url_option
@click.option("--label", default="bot", show_default=True)
def service_token(address: str | None, label: str) -> None:
    """Make a token for a bot, which acts for its users; prints it."""
    click.echo(people.service_token_create(chosen(address), label))


@commands.command("housekeep")
@url_option
@click.option("--keep-months", type=click.IntRange(1, 1200), help="Drop older history. [all stays]")
def housekeep_command(address: str | None, keep_months: int | None) -> None:
    """Make months ahead, and remove what is past its time; to be run once a day or so."""
    found = chosen(address)
    for what, removed in upkeep.housekeep(found).items():
        click.echo(f"{what}: {removed}")
    for name in upkeep.history_drop(found, keep_months) if keep_months else ():
        click.echo(f"dropped {name}")


def read_address_file() -> None:
    """Take OYE_DATABASE_URL from the file that OYE_DATABASE_URL_FILE names. Raises ApplyError."""
    named = os.environ.get("OYE_DATABASE_URL_FILE")
    if not named:
        return
    if os.environ.get("OYE_DATABASE_URL"):
        raise problem.ApplyError(
            "OYE_DATABASE_URL and OYE_DATABASE_URL_FILE are both set; one of them is enough"
        )
    try:
        # where click looks for it
        os.environ["OYE_DATABASE_URL"] = Path(named).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise problem.ApplyError(f"OYE_DATABASE_URL_FILE can't be read: {error}") from error


def compare(path: Path, wanted: str, check: bool) -> bool:
    """Write a generated file, or only say how it differs; returns whether all is well."""
    difference = verify.differs(path, wanted)
    if difference is None:
        return True
    if check:
        click.echo(f"{path.name} is not in step with the SQL: run ./just sql generate", err=True)
        click.echo(difference, err=True)
        return False
    path.write_text(wanted)
    click.echo(f"{path.name} written", err=True)
    return True


@commands.command("dump")
@folder_option
@click.option("--check", is_flag=True, help="Compare only.")
def dump_command(folder: Path, check: bool) -> None:
    """Write sql/schema.dump.sql from the files."""
    with verify.applied(folder) as address:
        sys.exit(not compare(folder / "schema.dump.sql", dump.dump(address), check))


@commands.command("contract")
@folder_option
@click.option("--check", is_flag=True, help="Compare only, with contracts/openapi.yaml too.")
def contract_command(folder: Path, check: bool) -> None:
    """Write contracts/sql.json from the catalogue."""
    from oye_sql import contract

    contracts = folder.parent / "contracts"
    with verify.applied(folder) as address:
        functions = contract.read(address)
    fine = compare(contracts / "sql.json", contract.write(functions), check)
    if check:
        wrong = contract.mismatch(functions, (contracts / "openapi.yaml").read_text())
        for line in wrong:
            click.echo(line, err=True)
        fine = fine and not wrong
    sys.exit(not fine)


@commands.command("lint")
@folder_option
def lint_command(folder: Path) -> None:
    """Run plpgsql_check over the functions, where a server here has it."""
    from oye_sql import lint

    found = lint.findings(folder)
    if found is None:
        click.echo("plpgsql_check: skipped, not installed (apt install postgresql-plpgsql-check)")
        return
    for line in found:
        click.echo(line)
    sys.exit(bool(found))


for one in (backup_command.backup, backup_command.restore, backup_command.restored):
    commands.add_command(one)


def main(arguments: list[str] | None = None) -> Any:
    """Run the command; what can be expected to go wrong is said in words, exit code 1."""

    def run() -> int:
        read_address_file()
        commands(arguments)
        return 0

    sys.exit(failing.guarded("oye-sql", run))
