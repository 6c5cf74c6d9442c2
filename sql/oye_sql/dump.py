"""sql/schema.dump.sql: what the files amount to in a database, committed and compared.

Only by the programs of the embedded server's version; what differs from run to run is left out
(version lines, the partitions of months).
"""

from oye_sql import embedded, programs

MONTHS = "core.*_[0-9][0-9][0-9][0-9]_[0-9][0-9]"


def dump(address: str) -> str:
    """The schema of a database with owners and grants, as text. Raises ProgramError."""
    arguments = ["--schema-only", "--restrict-key=x", f"--exclude-table={MONTHS}"]
    return steady(programs.run(embedded.bindir() / "pg_dump", address, arguments))


def steady(text: str) -> str:
    """Without the lines that name versions or are meant for psql, and without empty runs."""
    kept: list[str] = []
    for line in text.splitlines():
        if line.startswith(("-- Dumped ", "\\restrict", "\\unrestrict")):
            continue
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip() + "\n"
