"""sql/schema.dump.sql: what the files amount to in a database, committed and compared.

Only by the programs of the embedded server's version; what differs from run to run is left out
(version lines, the partitions of months).
"""

import os
import subprocess

from oye_sql import embedded, url

MONTHS = "core.*_[0-9][0-9][0-9][0-9]_[0-9][0-9]"


class DumpError(Exception):
    """pg_dump failed; the message is its own."""


def dump(address: str) -> str:
    """The schema of a database with owners and grants, as text. Raises DumpError."""
    found = url.parts(address)
    command = [str(embedded.bindir() / "pg_dump"), "--schema-only", "--restrict-key=x"]
    command += [f"--exclude-table={MONTHS}", f"--dbname={url.shown(address)}"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={**os.environ, "PGPASSWORD": found.get("password", "")},
        check=False,
    )
    if done.returncode != 0:
        raise DumpError(done.stderr.strip())
    return steady(done.stdout)


def steady(text: str) -> str:
    """Without the lines that name versions or are meant for psql, and without empty runs."""
    kept: list[str] = []
    for line in text.splitlines():
        if line.startswith(("-- Dumped ", "\\restrict", "\\unrestrict")):
            continue
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip() + "\n"
