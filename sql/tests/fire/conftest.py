"""What the tests of worker-fire's functions start from: people, reminders, and the role itself.

Rows are put there by the database's owner, as a migration would; every call that is tested goes
through the role oye_fire.
"""

import datetime
from dataclasses import dataclass

import psycopg
import pytest
from oye_sql.testing import Database
from psycopg.rows import dict_row

NOON = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)
FILL = """
with people as (
    insert into core.person (bucket, person_id, timezone, locale, channel_last, created_at)
    select core.bucket_of(p.id), p.id, 'Europe/Madrid', 'en', 2, core.now()
    from (select gen_random_uuid() as id from generate_series(1, %(people)s)) as p
    returning *
),

channels as (
    insert into core.channel (
        bucket, person_id, channel_id, kind, address, secret, is_default, created_at
    )
    select
        p.bucket, p.person_id, c.id, c.kind,
        case c.kind when 'telegram' then p.address when 'webhook' then 'https://example.org/' end,
        case c.kind when 'webhook' then 'whsec_x' end, c.kind = any(%(channels)s), core.now()
    from (select *, (99 + row_number() over ())::text as address from people) as p
    cross join (values (1, 'inbox'), (2, 'telegram'), (3, 'webhook')) as c (id, kind)
),

reminders as (
    insert into core.reminder (
        bucket, person_id, reminder_id, text, starts_at, recurrence, catch_up, after_done,
        updated_at, created_at
    )
    select
        p.bucket, p.person_id, r.id, 'water the plants', '2026-01-01T12:00', %(recurrence)s,
        %(catch_up)s, %(after_done)s, core.now(), core.now()
    from people as p cross join generate_series(1, %(each)s) as r (id)
    returning *
)

insert into core.reminder_next (
    bucket, person_id, reminder_id, revision, state, next_occurrence, upcoming, ended,
    accounted_until
)
select
    r.bucket, r.person_id, r.reminder_id, 1, 'scheduled', (%(known)s::timestamptz[])[1],
    (%(known)s::timestamptz[])[2:], %(ended)s, '2026-01-01T00:00Z'
from reminders as r
returning person_id, reminder_id
"""


@dataclass(frozen=True)
class World:
    """A test's database at a stopped clock (NOON), with short hands to it."""

    database: Database
    owner: psycopg.Connection
    fire: psycopg.Connection

    def fill(self, people=1, each=1, *, channels=("telegram",), known=(NOON,), **said):
        """Put reminders there, each with `known` instants; returns (person_id, reminder_id)."""
        values = {
            "people": people,
            "each": each,
            "channels": list(channels),
            "known": list(known),
            "recurrence": said.get("recurrence", []),
            "catch_up": said.get("catch_up", "latest"),
            "after_done": said.get("after_done"),
            "ended": said.get("ended", not said.get("recurrence")),
        }
        return self.owner.execute(FILL, values).fetchall()

    def claim(self, worker="w1", limit=100, lease="60 seconds"):
        """Rows of fire.delivery_claim that are deliveries, as dicts."""
        with self.fire.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(
                "select * from fire.delivery_claim(%s, %s, p_lease => %s)", [worker, limit, lease]
            ).fetchall()
        return [row for row in rows if row["delivery_id"] is not None]

    def begin(self, *rows, worker="w1", lease="60 seconds"):
        """Verdicts of fire.delivery_begin for claimed rows, in their order."""
        found = self.fire.execute(
            "select delivery_id, verdict from fire.delivery_begin("
            "%s, %s::uuid[], %s::uuid[], %s::bigint[], %s)",
            [worker, *columns(rows), lease],
        ).fetchall()
        return [dict(found)[row["delivery_id"]] for row in rows]

    def claim_and_begin(self):
        """Rows that were claimed, and whose sends were begun."""
        rows = self.claim()
        assert set(self.begin(*rows)) == {"go"}
        return rows

    def settle(self, *rows, outcome="sent", reason=None, retry_after=None, moved_to=None):
        """Verdicts of fire.delivery_settle for claimed rows, in order, one outcome for all."""
        count = len(rows)
        found = self.fire.execute(
            "select * from fire.delivery_settle(%s::uuid[], %s::uuid[], %s::bigint[], %s::text[],"
            " %s::text[], %s::integer[], %s::text[], %s::text[])",
            [
                *columns(rows),
                [outcome] * count,
                [reason] * count,
                [retry_after] * count,
                ["17"] * count,
                [moved_to] * count,
            ],
        ).fetchall()
        return [dict(found)[row["delivery_id"]] for row in rows]

    def block(self):
        """Disable every Telegram channel, as a person who blocks the bot does."""
        self.owner.execute(
            "update core.channel set enabled = false, disabled_reason = 'blocked'"
            " where kind = 'telegram'"
        )

    def one(self, query, *values):
        """The one row of a query of the owner's."""
        rows = self.owner.execute(query, values).fetchall()
        assert len(rows) == 1, rows
        return rows[0]

    def advance(self, **by):
        """Move the database's clock on, by keywords of timedelta."""
        return self.database.clock.advance(datetime.timedelta(**by))


def columns(rows):
    return [[row[name] for row in rows] for name in ("person_id", "delivery_id", "fence")]


@pytest.fixture
def world(database):
    database.clock.set(NOON)
    return World(database, database.connect(), database.connect("oye_fire"))
