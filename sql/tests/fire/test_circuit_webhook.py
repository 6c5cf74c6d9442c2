"""A webhook that takes nothing is tried once an interval; all else of it waits for that."""

import datetime

import pytest
from oye_sql.testcall import waiting

from .circuit import CHANNEL, fail, going, opened, until, verdicts
from .conftest import World

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def down(world):
    """A webhook with ten reminders, five of which have failed just now; those that wait."""
    world.fill(people=1, each=10, channels=("webhook",))
    rows = world.claim()
    assert len(going(world, rows[:5])) == 5
    fail(world, rows[:5])
    return rows[5:]


def pass_interval(world):
    """The interval is over; what may go then, of all that is due."""
    world.database.clock.set(until(world))
    rows = world.claim()
    return going(world, rows) if rows else []


def test_five_failures_in_a_row_pause_the_channel(world, down):
    failures, paused_until = world.one(CHANNEL)
    now = world.one("select core.now()")[0]
    assert failures == 5
    assert 3.7 * SECOND < paused_until - now < 6.3 * SECOND
    assert {verdict for verdict, _ in verdicts(world, down)} == {"paused"}
    waiting_ones = "select distinct not_before, attempts, state from core.delivery_open"
    assert world.one(f"{waiting_ones} where queued = 'channel'") == (paused_until, 0, "ready")
    assert world.one("select count(*) from core.attempt") == (5,)


def test_a_success_in_between_begins_the_count_anew(world):
    world.fill(people=1, each=10, channels=("webhook",))
    rows = world.claim()
    going(world, rows)
    fail(world, rows[:4])
    world.settle(rows[4])
    fail(world, rows[5:9])
    assert world.one(CHANNEL) == (4, None)


@pytest.mark.parametrize("outcome", ["temporary", "unknown"])
def test_what_may_have_arrived_and_what_was_not_taken_count_alike(world, outcome):
    world.fill(people=1, each=6, channels=("webhook",))
    rows = world.claim()
    going(world, rows)
    fail(world, rows[:5], outcome)
    assert world.one(CHANNEL)[0] == 5


def test_what_the_worker_itself_could_not_do_says_nothing_of_the_channel(world):
    world.fill(people=1, each=12, channels=("webhook",))
    rows = world.claim()
    going(world, rows)
    fail(world, rows[:6], "limited", "stood_still")
    fail(world, rows[6:], "temporary", "channel_raised_TypeError")
    assert world.one(CHANNEL) == (0, None)


def test_once_an_interval_one_is_let_through(world, down):
    verdicts(world, down)
    before = until(world)
    [probe] = pass_interval(world)
    assert until(world) > before
    assert going(world, world.claim()) == []
    assert world.one("select count(*) from core.delivery_open where state = 'sending'") == (1,)
    fail(world, [probe])
    assert world.one(CHANNEL)[0] == 6


def test_the_interval_doubles_up_to_five_minutes(world, down):
    verdicts(world, down)
    lengths = []
    for _ in range(9):
        [probe] = pass_interval(world)
        fail(world, [probe])
        lengths.append((until(world) - world.one("select core.now()")[0]) / SECOND)
    assert 7 < lengths[0] < 13
    assert 30 <= lengths[2] <= 50
    assert all(225 <= length <= 375 for length in lengths[6:])


def test_failures_of_the_same_wave_do_not_lengthen_it(world):
    world.fill(people=1, each=50, channels=("webhook",))
    rows = world.claim()
    going(world, rows)
    fail(world, rows[:10])
    fail(world, rows[10:])
    assert world.one(CHANNEL)[0] == 5


def test_a_probe_that_arrives_lets_all_go_at_once(world, down):
    verdicts(world, down)
    [probe] = pass_interval(world)
    assert world.settle(probe) == ["settled"]
    assert world.one(CHANNEL) == (0, None)
    rows = world.claim()
    assert len(rows) == 9, "those that failed before need not wait for their back-off"
    assert len(going(world, rows)) == 9


def test_of_two_workers_one_probes(world, down):
    verdicts(world, down)
    world.database.clock.set(until(world))
    rows = world.claim()
    one = world.database.connect("oye_fire", autocommit=False)
    two = world.database.connect("oye_fire")

    def begin(connection, mine):
        other = World(world.database, world.owner, connection)
        return {verdict for verdict, _ in verdicts(other, mine)}

    assert begin(one, rows[:1]) == {"go"}
    with waiting(world.owner, two, lambda: begin(two, rows[1:])) as found:
        one.commit()
    assert found == [{"paused"}]


def test_other_channels_are_sent_as_ever(world, down):
    world.fill(people=5, channels=("webhook",))
    assert len(going(world, world.claim())) == 5


def test_a_dead_channel_is_disabled_as_ever_and_its_circuit_forgotten(world, down):
    verdicts(world, down)
    [probe] = pass_interval(world)
    world.settle(probe, outcome="permanent", reason="gone")
    found = world.one("select enabled, disabled_reason from core.channel where kind = 'webhook'")
    assert found == (False, "gone")


def test_what_waits_for_a_dead_channel_is_given_up_when_it_is_of_no_use(world, down):
    verdicts(world, down)
    world.advance(days=5)
    world.owner.execute("update core.channel set paused_until = core.now() + interval '1 hour'")
    rows = world.claim()
    assert {verdict for verdict, _ in verdicts(world, rows)} == {"cancelled"}
    found = world.owner.execute("select outcome, outcome_reason from core.occurrence").fetchall()
    assert set(found) == {("failed", "channel_down")}


def test_what_perhaps_arrived_before_is_unknown_and_not_failed(world):
    world.fill(people=1, each=5, channels=("webhook",))
    rows = world.claim()
    going(world, rows)
    fail(world, rows, "unknown")
    world.advance(days=5)
    world.owner.execute("update core.channel set paused_until = core.now() + interval '1 hour'")
    verdicts(world, world.claim())
    assert world.one("select distinct outcome from core.occurrence") == ("unknown",)


def test_the_operator_is_told_how_many_webhooks_take_nothing(world, down):
    assert opened(world) == {"telegram": 0, "webhook": 1}
    assert "takes nothing" not in world.one("select core.health() ->> 'problems'")[0]
    verdicts(world, down)
    [probe] = pass_interval(world)
    world.settle(probe)
    assert opened(world) == {"telegram": 0, "webhook": 0}


def test_a_webhook_that_failed_four_times_or_is_disabled_is_not_among_them(world):
    world.fill(people=1, each=5, channels=("webhook",))
    rows = world.claim()
    going(world, rows)
    fail(world, rows[:4])
    assert opened(world)["webhook"] == 0
    fail(world, rows[4:])
    assert opened(world)["webhook"] == 1
    world.owner.execute(
        "update core.channel set enabled = false, disabled_reason = 'gone',"
        " disabled_at = core.now() where kind = 'webhook'"
    )
    assert opened(world)["webhook"] == 0
