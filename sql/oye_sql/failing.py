"""What can be expected to go wrong, and how a person is told of it: a sentence, no traceback."""

import sys
from collections.abc import Callable

import psycopg

from oye_sql import (
    account,
    archive,
    backup,
    embedded,
    people,
    place,
    problem,
    programs,
    restore,
    tree,
    url,
)

EXPECTED = (
    account.AccountError,
    archive.ArchiveError,
    backup.BackupError,
    embedded.EmbeddedError,
    people.TokenError,
    place.PlaceError,
    problem.ApplyError,
    programs.ProgramError,
    restore.RestoreError,
    tree.TreeError,
    url.UrlError,
    psycopg.Error,
    OSError,
)


def said(error: Exception) -> str:
    """The error in words, without the stack of PL/pgSQL functions that a server adds.

    A refusal of oye's own functions (sqlstate OY…) has its sentence as detail; the message is a
    slug for programs.
    """
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    if not isinstance(error, psycopg.Error) or not error.diag.message_primary:
        return str(error)
    diag = error.diag
    if (error.sqlstate or "").startswith("OY") and diag.message_detail:
        return diag.message_detail
    found = (diag.message_primary, diag.message_detail, diag.message_hint)
    return "\n".join(line for line in found if line)


def guarded(program: str, work: Callable[[], int]) -> int:
    """The work's exit code; 1 where something that can be expected kept it from being done."""
    try:
        return work()
    except EXPECTED as error:
        print(f"{program}: {said(error)}", file=sys.stderr)
        return 1
