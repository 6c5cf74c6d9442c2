"""What apply says when it can't go on, in words for a person."""

import psycopg

from oye_sql.tree import SqlFile

# somebody else holds a lock that is needed: worth another try with a fresh transaction
RETRIED = (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected)


class ApplyError(Exception):
    """The database was left as it was; the message says why and what would be right."""


def in_file(file: SqlFile, error: psycopg.Error) -> ApplyError:
    """The server's complaint about a file, with the line that it points at."""
    diag = error.diag
    where = file.path
    if diag.statement_position:
        before = file.text.decode()[: int(diag.statement_position) - 1]
        where += f":{before.count(chr(10)) + 1}"
    lines = [f"{where}: {diag.message_primary or error} ({error.sqlstate})"]
    more = (diag.message_detail, diag.message_hint, diag.context)
    lines += [f"  {text}" for text in more if text]
    return ApplyError("\n".join(lines))
