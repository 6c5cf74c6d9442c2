"""The settable clock of a test database, and what puts it there."""

import contextlib
import datetime
from dataclasses import dataclass, field

import psycopg

# In the test database alone: every process that works on it sees the same clock. The function
# keeps the volatility that the real one has, so that plans stay what they are.
INSTALL = """
create schema test;
create table test.clock (
    only_row boolean primary key default true check (only_row),
    at timestamptz
);
insert into test.clock default values;
do $$
declare
    v_volatility text;
begin
    select case provolatile when 'i' then 'stable' when 's' then 'stable' else 'volatile' end
    into v_volatility
    from pg_proc where oid = to_regprocedure('core.now()');
    if found then
        execute format(
            'create or replace function core.now() returns timestamptz
            language sql %s parallel safe security definer set search_path = pg_catalog, pg_temp
            begin atomic
                select coalesce((select at from test.clock), clock_timestamp());
            end', v_volatility
        );
        grant usage on schema test to oye_owner;
        grant select on test.clock to oye_owner;
    end if;
end;
$$;
"""


@dataclass(frozen=True)
class Clock:
    """The clock of one test database. Changes are committed at once."""

    address: str
    # One to reuse, in autocommit mode; without it each look and each change is a connection.
    connection: psycopg.Connection | None = field(default=None, repr=False, compare=False)

    def set(self, moment: datetime.datetime) -> None:
        """Stop the clock at an aware moment. Raises ValueError for a naive one."""
        if moment.tzinfo is None:
            raise ValueError(f"{moment} has no time zone")
        self.write(moment)

    def advance(self, by: datetime.timedelta) -> datetime.datetime:
        """Move on (from the real time where the clock runs) and stop there; returns the moment."""
        moment = self.now() + by
        self.write(moment)
        return moment

    def real(self) -> None:
        """Let the clock run again."""
        self.write(None)

    def now(self) -> datetime.datetime:
        """What core.now() answers."""
        with self.connected() as connection:
            row = connection.execute(
                "select coalesce(at, clock_timestamp()) from test.clock"
            ).fetchone()
        assert row is not None
        found: datetime.datetime = row[0]
        return found

    def write(self, moment: datetime.datetime | None) -> None:
        with self.connected() as connection:
            connection.execute("update test.clock set at = %s", [moment])

    def connected(self) -> contextlib.AbstractContextManager[psycopg.Connection]:
        if self.connection is not None:
            return contextlib.nullcontext(self.connection)
        return psycopg.connect(self.address, autocommit=True)
