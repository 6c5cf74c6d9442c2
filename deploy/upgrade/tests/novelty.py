"""A release after this one, made up: all that may change within a major version does change.

Every function of api, calc and fire has another argument with a default, and another output column
where it returns any; tables that every call writes get a column, an index, a constraint, and are
backfilled.
"""

import re
import shutil
from pathlib import Path

import psycopg

from .release import Release

# In lock order: see docs/upgrading.md.
TABLES = ("person", "reminder_next", "reminder", "occurrence", "delivery_open", "channel")
COLUMNS = "\n".join(
    f"alter table core.{table} add column novelty text not null default 'old';" for table in TABLES
)
CONSTRAINT = """
alter table core.reminder add constraint reminder_novelty_is_known
check (novelty in ('old', 'new')) not valid;
"""
# Outside of a transaction, a few rows at a time: nobody waits for a row for longer than a moment.
FILL = """
do $$
declare
    v_filled integer;
begin
    loop
        with few as materialized (
            select r.bucket, r.person_id, r.reminder_id from core.reminder as r
            where r.novelty = 'old'
            limit 20
            for update skip locked
        )

        update core.reminder as r set novelty = 'new'
        from few as f
        where r.bucket = f.bucket and r.person_id = f.person_id and r.reminder_id = f.reminder_id;
        get diagnostics v_filled = row_count;
        commit;
        exit when v_filled = 0;
    end loop;
end;
$$
"""
INDEX = "create index concurrently if not exists reminder_by_novelty on core.reminder (novelty)"
VALID = "alter table core.reminder validate constraint reminder_novelty_is_known"
MIGRATIONS = (
    ("novelty.sql", COLUMNS + CONSTRAINT),
    ("novelty_fill.notx.sql", FILL),
    ("novelty_index.notx.sql", INDEX),
    ("novelty_valid.notx.sql", VALID),
)

FUNCTIONS = """
select
    p.pronamespace::regnamespace::text, p.proname, pg_get_function_arguments(p.oid),
    coalesce(p.proargnames[1:p.pronargs], '{}'), pg_get_function_result(p.oid)
from pg_proc as p
where p.pronamespace::regnamespace::text in ('api', 'calc', 'fire')
"""


def next_release(now: Release, address: str, folder: Path) -> Release:
    """The release after `now`, in the folder. `address`: a database with now's functions."""
    shutil.copytree(now.root / "sql", folder / "sql", ignore=shutil.ignore_patterns("tests"))
    number = now.sql.migrations[-1].number
    for place, (name, text) in enumerate(MIGRATIONS, number + 1):
        (folder / "sql" / "migrations" / f"{place:04}_{name}").write_text(text)
    with psycopg.connect(address) as connection:
        for schema, name, arguments, names, result in connection.execute(FUNCTIONS).fetchall():
            put_before(folder / "sql", f"{schema}.{name}", arguments, names, result)
    return Release("the next", folder)


def put_before(sql: Path, name: str, arguments: str, names: list[str], result: str) -> None:
    """Give a function another argument and output column; what it did is done as before."""
    schema, _, bare = name.partition(".")
    path = sql / schema / f"{bare}.sql"
    inner = f"core.{schema}_{bare}_inner"
    text = path.read_text()
    header = rf"(create or replace function|comment on function) {re.escape(name)}\("
    moved, count = re.subn(header, rf"\1 {inner}(", text)
    assert count == 2, f"{path} is not laid out as others are"
    (sql / inner.replace(".", "/")).with_suffix(".sql").write_text(moved)
    given = ", ".join(f"{one} => {one}" for one in names)
    taken = ", ".join([*filter(None, [arguments]), "p_novelty text default null"])
    body = f"select {inner}({given})"
    if result.startswith("TABLE("):
        result = result.removesuffix(")") + ", novelty text)"
        body = f"select i.*, 'new'::text from {inner}({given}) as i"
    path.write_text(
        f"create or replace function {name}({taken}) returns {result} language sql"
        f" security definer set search_path = pg_catalog, pg_temp as $${body}$$;\n"
    )
