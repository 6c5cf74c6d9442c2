"""A claim's cost follows what it takes, not what exists or waits: 200,000 reminders, 10 due."""

import json

import pytest

from .conftest import NOON, World

LATER = NOON.replace(year=2027)
# What 64 buckets cost to look at, three indexes each, and ten rows to fire and lease, with room for
# a plan that is a little different. Reading core.reminder_next once would be over 4,000.
EMPTY, TEN = 700, 2500


@pytest.fixture(scope="module")
def full(module_database):
    """200,000 reminders that come later, analyzed as they would be."""
    module_database.clock.set(NOON)
    world = World(module_database, module_database.connect(), module_database.connect("oye_fire"))
    world.fill(people=2000, each=100, known=[LATER])
    world.owner.execute("vacuum analyze")
    return world


def touched(connection, query):
    """Pages that a query touches, all that it calls included."""
    [[plan]] = connection.execute(f"explain (analyze, buffers, format json) {query}").fetchall()
    found = plan[0]["Plan"] if not isinstance(plan, str) else json.loads(plan)[0]["Plan"]
    return found["Shared Hit Blocks"] + found["Shared Read Blocks"]


def test_a_claim_with_nothing_due_touches_a_few_pages_a_bucket(full):
    claim = "select * from fire.delivery_claim('w', 100)"
    touched(full.fire, claim)  # the catalogue's pages, once a connection
    assert touched(full.fire, claim) < EMPTY
    assert touched(full.fire, "select * from fire.due_peek()") < EMPTY


def test_a_claim_of_ten_touches_what_is_due_only_also_when_planned_once_for_all(full):
    """The sixth call and later run with a generic plan; each must stay with the index."""
    for claims in range(1, 9):
        full.owner.execute(
            "update core.reminder_next set next_occurrence = %s"
            " where (bucket, person_id, reminder_id) in"
            " (select bucket, person_id, reminder_id from core.reminder_next"
            " where next_occurrence = %s limit 10)",
            [NOON, LATER],
        )
        pages = touched(full.fire, "select * from fire.delivery_claim('w', 100)")
        assert full.one("select count(*) from core.occurrence") == (10 * claims,)
        # The first reads the catalogue's pages for its plans.
        assert pages < TEN or claims == 1, f"claim {claims}: {pages} pages"


def test_a_scan_of_the_table_would_show(full):
    """The bound above can fail: one pass over the narrow rows is more than it allows."""
    assert touched(full.owner, "select max(accounted_until) from core.reminder_next") > TEN


def test_what_calc_claims_costs_the_same_small_number(full):
    calc = full.database.connect("oye_calc")
    claim = "select * from calc.reminder_claim('w', 100)"
    touched(calc, claim)
    assert touched(calc, claim) < EMPTY


def test_what_quiet_hours_hold_costs_a_claim_nothing_until_they_end(full):
    """Everybody sleeps, and 6,000 deliveries wait for the morning."""
    full.owner.execute(
        "update core.person set quiet_from = '12:00', quiet_until = '20:00', quiet_mode = 'defer'"
    )
    full.owner.execute(
        "update core.reminder_next set next_occurrence = %s where reminder_id <= 3", [NOON]
    )
    claim = "select * from fire.delivery_claim('quiet', {})"
    while full.fire.execute(claim.format(5000)).fetchall():
        pass
    assert full.one("select count(*) from core.delivery_open where state = 'ready'")[0] > 5_900
    full.owner.execute("vacuum analyze core.delivery_open, core.reminder_next, core.person")
    touched(full.fire, claim.format(10))
    assert touched(full.fire, claim.format(10)) < EMPTY
    for _ in range(8):
        full.owner.execute(
            "update core.delivery_open set not_before = %s, held_until = null"
            " where (bucket, person_id, delivery_id) in (select bucket, person_id, delivery_id"
            " from core.delivery_open where state = 'ready' and not_before > %s limit 10)",
            [NOON, NOON],
        )
        assert touched(full.fire, claim.format(10)) < TEN
        assert full.one(
            "select count(*) from core.delivery_open where state = 'ready' and not_before <= %s",
            NOON,
        ) == (0,)
    full.owner.execute(
        "update core.person set quiet_from = null, quiet_until = null, quiet_mode = null"
    )


def test_a_claim_out_of_a_backlog_costs_what_it_takes_not_what_waits(full):
    """All 200,000 are due, since long ago: ten of them cost what ten alone do."""
    full.owner.execute("update core.reminder_next set next_occurrence = %s", [NOON])
    full.owner.execute("vacuum analyze core.reminder_next")
    claim = "select * from fire.delivery_claim('backlog', 10)"
    done = full.one("select count(*) from core.occurrence")[0]
    touched(full.fire, claim)
    for claims in range(2, 5):
        assert touched(full.fire, claim) < TEN
        assert full.one("select count(*) from core.occurrence") == (done + 10 * claims,)


def test_what_was_put_off_costs_a_claim_what_it_takes_beside_any_backlog(full):
    """6,000 wait for their hosts, as many are back, and 180,000 reminders are due behind them."""
    full.owner.execute("update core.reminder_next set next_occurrence = %s", [NOON])
    while full.one("select count(*) from core.delivery_open")[0] < 12_000:
        full.fire.execute("select from fire.delivery_claim('put off', 4000)").fetchall()
    full.owner.execute(
        "update core.delivery_open as d set state = 'ready', worker = null, lease_until = null,"
        " put_off = true, not_before = core.now() + (n.n - 6000) * interval '1 second'"
        " from (select delivery_id, row_number() over () as n from core.delivery_open) as n"
        " where n.delivery_id = d.delivery_id"
    )
    full.owner.execute("vacuum core.delivery_open, core.reminder_next")
    waits = "select count(*) from core.delivery_open where state = 'ready' and put_off"
    before = full.one(waits)[0]
    claim = "select * from fire.delivery_claim('back', 10)"
    touched(full.fire, claim)
    for claims in range(2, 18):
        assert touched(full.fire, claim) < TEN
        # Half of each claim; of what the other half takes none was put off.
        assert full.one(waits) == (before - 5 * claims,)
        if claims == 9:
            full.owner.execute("analyze core.delivery_open")
