"""Changes per second through role oye_api, and what undo's images and the spans cost of them.

Two copies of one database: as it is, and with core.change_* and core.span_* doing nothing. A loop
within the server calls, each call a transaction of its own, so that no client is measured. Short
rounds in turn, and the best of each: what the machine does beside it slows a round, and never
makes one faster than it is. The ratio is of the processor's time, which others hardly touch. The
server is a throw-away one without fsync: what is measured is the work, not the disk.
"""

import contextlib
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
from oye_sql import apply, roles, testing, testserver, tree, url

PERSONS = 32
EACH = 50  # reminders of each kind that a person has
CALLS = 20  # of a connection in a round
ROUNDS = 15
CONNECTIONS = (1, 4)
DAILY = """
    p_recurrence => array['RRULE:FREQ=DAILY'], p_zone => 'UTC',
    p_next_occurrence => '2030-01-01T09:00Z', p_upcoming => array[timestamptz '2030-01-02T09:00Z']
"""
SCHEDULE = '{"schedule": {"starts_at": "2031-01-01T09:00", "recurrence": ["RRULE:FREQ=DAILY"]}}'
CALL = {
    "create": f"api.reminder_create(v_token, null, 'call mum', '2030-01-01T09:00', {DAILY})",
    "edit text": """api.reminder_update(v_token, null, v_id, '{"text": "call her"}')""",
    "edit schedule": f"api.reminder_update(v_token, null, v_id, '{SCHEDULE}', 'UTC', "
    "'2031-01-01T09:00Z', array[timestamptz '2031-01-02T09:00Z'])",
    "snooze": f"api.occurrence_snooze(v_token, null, v_id + {EACH}, '2031-01-01')",
    "done": f"api.occurrence_done(v_token, null, v_id + {EACH})",
    "delete": "api.reminder_delete(v_token, null, v_id)",
}
# Row k of all is reminder k / PERSONS of person k % PERSONS: each is taken once.
LOOP = """
do $$
declare
    v_token bytea;
    v_id integer;
begin
    for k in {first}..{last} by {step} loop
        v_token := sha256(convert_to('bench-' || k % {persons}, 'UTF8'));
        v_id := 1 + k / {persons};
        perform {call};
        commit;
    end loop;
end;
$$
"""
PEOPLE = """
with made as (
    select s.number, p.* from generate_series(0, %s - 1) as s (number)
    cross join lateral ops.person_create(p_name => 'Ann ' || s.number, p_timezone => 'UTC') as p
),

chats as (
    insert into core.channel (bucket, person_id, channel_id, kind, address, is_default, created_at)
    select core.bucket_of(m.person_id), m.person_id, 2, 'telegram', m.number::text, true, now()
    from made as m
)

insert into core.token (sha256, token_id, bucket, person_id, label, scopes, created_at)
select sha256(convert_to('bench-' || m.number, 'UTF8')), gen_random_uuid(),
    core.bucket_of(m.person_id), m.person_id, 'bench', array['read', 'write'], now()
from made as m
"""
DUE = """
update core.reminder_next set next_occurrence = now() - interval '1 second' where reminder_id > %s
"""
TOLD = """
with claimed as (select * from fire.delivery_claim('bench', 10000) where delivery_id is not null)
select fire.delivery_settle(
    array_agg(person_id), array_agg(delivery_id), array_agg(fence), array_agg('sent'::text),
    array_agg(null::text), array_agg(null::integer), array_agg(delivery_id::text),
    array_agg(null::text)
) from claimed
"""
NOTHING = """
create or replace function core.change_image(
    p_person core.person, p_reminder integer default null, p_due_at timestamptz default null
) returns jsonb language plpgsql as $$ begin return '{"next": {}}'; end $$;
create or replace function core.change_add(
    p_person core.person, p_kind text, p_reminder integer, p_due_at timestamptz, p_before jsonb,
    p_now timestamptz
) returns jsonb language plpgsql as $$ begin return '{}'; end $$;
create or replace function core.span_begin(
    p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamptz
) returns void language plpgsql as $$ begin end $$;
create or replace function core.span_end(
    p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_now timestamptz
) returns void language plpgsql as $$ begin end $$;
"""


def loop(call: str, first: int, count: int, step: int = 1) -> bytes:
    """Calls for `count` rows from the first on, every step-th."""
    last = first + (count - 1) * step
    return LOOP.format(first=first, last=last, step=step, persons=PERSONS, call=call).encode()


def prepare(address: str) -> None:
    """Persons with reminders that have not come due, and as many that were just told."""
    apply.apply(address, tree.read(), dict.fromkeys(roles.LOGINS, testing.PASSWORD))
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(PEOPLE, [PERSONS])
        connection.execute(loop(CALL["create"], 0, 2 * EACH * PERSONS))
        connection.execute(DUE, [EACH])
        connection.execute(TOLD)
        connection.execute("vacuum analyze")


def processor(sessions: Sequence[psycopg.Connection]) -> float:
    """Seconds of processor that the sessions' processes had; of time, where this is no Linux."""
    files = [Path(f"/proc/{one.info.backend_pid}/schedstat") for one in sessions]
    if not all(file.exists() for file in files):
        return time.perf_counter()
    return sum(int(file.read_text().split()[0]) for file in files) / 1e9


def round_of(call: str, sessions: Sequence[psycopg.Connection], taken: int) -> tuple[float, float]:
    """Seconds for CALLS on each session at once, of rows not taken before; and of processor."""
    step = len(sessions)
    with ThreadPoolExecutor(step) as pool:
        begin, used = time.perf_counter(), processor(sessions)
        for done in [
            pool.submit(session.execute, loop(call, taken + nth, CALLS, step))
            for nth, session in enumerate(sessions)
        ]:
            done.result()
        return time.perf_counter() - begin, processor(sessions) - used


def measure(name: str, both: Sequence[str], count: int, taken: int) -> int:
    """Print a line: calls a second and processor's µs a call. Returns the rows taken now."""
    with contextlib.ExitStack() as stack:
        sides = [
            [stack.enter_context(psycopg.connect(one, autocommit=True)) for _ in range(count)]
            for one in both
        ]
        rounds: list[list[tuple[float, float]]] = [[], []]
        for _ in range(ROUNDS):
            for side, sessions in enumerate(sides):
                rounds[side].append(round_of(CALL[name], sessions, taken))
            taken += CALLS * count
    calls = CALLS * count
    rates = [calls / min(wall for wall, _ in one) for one in rounds]
    used = [min(spent for _, spent in one) / calls * 1e6 for one in rounds]
    figures = "".join(f"{figure:10.0f}" for figure in (*rates, *used))
    print(f"{name:14}{count:12}{figures}{used[1] / used[0]:8.2f}", flush=True)
    return taken


def main() -> None:
    print(f"{'':26}{'calls/s':>10}{'without':>10}{'µs':>10}{'without':>10}{'ratio':>8}")
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(testserver.throwaway())
        connection = psycopg.connect(server.address, autocommit=True)
        maker = testing.Maker(server, stack.enter_context(connection))
        full = stack.enter_context(testing.created(maker, "oye_bench"))
        prepare(full)
        bare = stack.enter_context(testing.created(maker, "oye_bench_without", "oye_bench"))
        with psycopg.connect(bare) as owner:
            owner.execute(NOTHING.encode())
        both = [
            url.changed(address, user="oye_api", password=testing.PASSWORD)
            for address in (full, bare)
        ]
        for name in CALL:
            taken = 0
            for count in CONNECTIONS:
                taken = measure(name, both, count, taken)


if __name__ == "__main__":
    main()
