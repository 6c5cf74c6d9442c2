"""plpgsql_check over every PL/pgSQL function, where a server has that extension.

The embedded server has no extensions: Debian's (postgresql-N-plpgsql-check) is looked for.
"""

import os
from pathlib import Path

import psycopg

from oye_sql import verify

CONTROL = "*/extension/plpgsql_check.control"
FINDINGS = """
select p.oid::regprocedure::text, c.lineno, c.level, c.message, c.hint
from pg_proc p
join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
cross join lateral public.plpgsql_check_function_tb(
    p.oid, security_warnings => true, extra_warnings => false
) c
where p.pronamespace::regnamespace::text in ('core', 'api', 'calc', 'fire', 'ops')
    and p.prorettype <> 'trigger'::regtype
order by 1, 2
"""


def programs() -> Path | None:
    """The folder of a server's programs that has the extension."""
    for control in sorted(Path("/usr/share/postgresql").glob(CONTROL), reverse=True):
        found = Path("/usr/lib/postgresql") / control.parts[4] / "bin"
        if (found / "initdb").exists():
            return found
    return None


def findings(folder: Path) -> list[str] | None:
    """What the extension says of the functions in a folder of SQL; None where it isn't there."""
    found = programs()
    if found is None:
        return None
    os.environ["OYE_PG_BINDIR"] = str(found)
    with verify.applied(folder) as address, psycopg.connect(address) as connection:
        connection.execute("create extension plpgsql_check schema public")
        rows = connection.execute(FINDINGS).fetchall()
    return [
        f"{name}:{line or 0}: {level}: {message}" + (f" ({hint})" if hint else "")
        for name, line, level, message, hint in rows
    ]
