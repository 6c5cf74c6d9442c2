"""PostgreSQL's own client programs (pg_dump, pg_restore, psql): where they are, and running one."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from oye_sql import embedded, url

# where Debian and the PostgreSQL project's own packages put each version
INSTALLED = ("/usr/lib/postgresql/{major}/bin", "/usr/pgsql-{major}/bin")


class ProgramError(Exception):
    """A program is missing, too old or too new, or failed; the message says which, and why."""


def folders(major: int) -> Iterator[Path]:
    """Where programs may be, the folder that was named first."""
    if named := os.environ.get("OYE_PG_BINDIR"):
        yield Path(named)
    else:
        yield embedded.bindir()
    yield from (Path(one.format(major=major)) for one in INSTALLED)


def version(program: Path) -> int | None:
    """The major version of a program; None where it isn't there or doesn't run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    return int(found[1]) if found else None


def of_server(major: int, name: str) -> Path:
    """The program of the server's own major version. Raises ProgramError.

    An older pg_dump refuses the server. A newer one writes archives that the server's own programs
    can't read, and a newer pg_restore sets parameters that the server doesn't know.
    """
    seen = []
    for folder in folders(major):
        found = version(folder / name)
        if found == major:
            return folder / name
        seen += [f"{found} in {folder}"] if found else []
    raise ProgramError(
        f"the server is PostgreSQL {major}, and there is no {name} of that version here (found: "
        f"{', '.join(seen) or 'none'}): install postgresql-client-{major}, or set OYE_PG_BINDIR to "
        "the folder of its programs"
    )


def run(program: Path, address: str, arguments: list[str]) -> str:
    """Run a program on a database to its end; what it printed. Raises ProgramError.

    The password goes through the environment: others on the machine see a command's arguments.
    """
    command: list[str | Path] = [program, *arguments, f"--dbname={url.shown(address)}"]
    environment = {**os.environ, "PGPASSWORD": url.parts(address).get("password", "")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0:
        raise ProgramError(f"{program.name} failed: {done.stderr.strip()}")
    return done.stdout
