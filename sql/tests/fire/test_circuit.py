"""A webhook, or Telegram, that takes nothing is tried once an interval; all else waits for that."""

import datetime

import pytest
from oye_sql.testcall import waiting

from .conftest import NOON, World, columns

SECOND = datetime.timedelta(seconds=1)
CHANNEL = "select failures, paused_until from core.channel where kind = 'webhook'"


def verdicts(world, rows, waits=None, worker="w1"):
    """Verdict and wait of each, in their order."""
    found = world.fire.execute(
        "select delivery_id, verdict, wait from fire.delivery_begin("
        "%s, %s::uuid[], %s::uuid[], %s::bigint[], p_waits => %s::float[])",
        [worker, *columns(rows), waits],
    ).fetchall()
    by_id = {one: (verdict, wait) for one, verdict, wait in found}
    return [by_id[row["delivery_id"]] for row in rows]


def going(world, rows, **more):
    """Those that may be sent now."""
    judged = zip(rows, verdicts(world, rows, **more), strict=True)
    return [row for row, (verdict, _) in judged if verdict == "go"]


def fail(world, rows, outcome="temporary", reason="timeout"):
    """These fail, a second after they were begun."""
    world.advance(seconds=1)
    return world.settle(*rows, outcome=outcome, reason=reason)


@pytest.fixture
def down(world):
    """A webhook with ten reminders, five of which have failed just now; those that wait."""
    world.fill(people=1, each=10, channels=("webhook",))
    rows = world.claim()
    assert len(going(world, rows[:5])) == 5
    fail(world, rows[:5])
    return rows[5:]


def until(world):
    return world.one(CHANNEL)[1]


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


def test_a_429_pauses_its_channel_for_as_long_as_it_said(world):
    world.fill(people=1, each=4, channels=("webhook",))
    rows = world.claim()
    going(world, rows[:2])
    assert world.settle(rows[0], outcome="limited", reason="too_many", retry_after=90) == ["retry"]
    # What was under way arrives; the pause stands.
    world.settle(rows[1])
    assert world.one(CHANNEL) == (0, NOON + 90 * SECOND)
    assert verdicts(world, rows[2:]) == [("paused", 90)] * 2
    world.advance(seconds=90)
    assert len(going(world, world.claim())) == 3


@pytest.mark.parametrize("failures", [1, 6])
def test_a_429s_pause_outlasts_what_fails_and_arrives_meanwhile(world, failures):
    """All of it was under way when the channel asked for the pause."""
    world.fill(people=1, each=10, channels=("webhook",))
    rows = world.claim()
    going(world, rows)
    world.settle(rows[0], outcome="limited", reason="too_many", retry_after=3600)
    fail(world, rows[1 : 1 + failures])
    if failures == 1:
        world.settle(rows[2])
    assert until(world) == NOON + 3600 * SECOND


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


def test_what_its_worker_has_no_room_for_is_put_off_and_spends_nothing(world):
    world.fill(people=1, each=3, channels=("webhook",))
    rows = world.claim()
    assert verdicts(world, rows, [None, 0.25, 2.0]) == [("go", 0), ("later", 0.25), ("later", 2)]
    world.advance(seconds=0.25)
    [again] = world.claim()
    assert (again["delivery_id"], again["attempts"]) == (rows[1]["delivery_id"], 0)


BOT = "select failures, nullif(paused_until, '-infinity') from core.pace where kind = 'bot'"


@pytest.fixture
def silent(world):
    """Telegram took none of five messages; five more wait."""
    world.fill(people=10)
    rows = world.claim()
    assert len(going(world, rows[:5])) == 5
    fail(world, rows[:5], reason="telegram_http_502")
    return rows[5:]


def test_telegram_that_takes_nothing_is_tried_once_an_interval(world, silent):
    failures, paused_until = world.one(BOT)
    assert (failures, paused_until > world.one("select core.now()")[0]) == (5, True)
    assert {verdict for verdict, _ in verdicts(world, silent)} == {"later"}
    world.database.clock.set(paused_until)
    rows = world.claim()
    assert len(going(world, rows)) == 1
    assert world.one(BOT)[1] > paused_until


def test_telegram_that_answers_takes_all_again(world, silent):
    verdicts(world, silent)
    world.database.clock.set(world.one(BOT)[1])
    [probe] = going(world, world.claim())
    world.settle(probe)
    assert world.one(BOT)[0] == 0
    world.advance(seconds=30)
    assert len(going(world, world.claim())) == 9


def opened(world):
    return world.one("select core.health()")[0]["circuits_open"]


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


def test_the_operator_is_told_in_words_that_telegram_takes_nothing(world, silent):
    told = world.one("select core.health()")[0]
    assert told["circuits_open"] == {"telegram": 1, "webhook": 0}
    assert told["status"] == "degraded"
    assert "Telegram takes nothing, and is asked once a minute" in told["problems"]


def test_a_silence_that_telegram_asked_for_is_no_open_circuit(world):
    world.fill(people=1)
    rows = world.claim()
    going(world, rows)
    world.settle(*rows, outcome="limited", reason="telegram_too_many", retry_after=60)
    assert world.one(BOT)[1] is not None
    assert opened(world)["telegram"] == 0


def test_telegrams_probes_come_a_minute_apart_at_the_most(world, silent):
    verdicts(world, silent)
    for _ in range(8):
        world.database.clock.set(world.one(BOT)[1])
        [probe] = going(world, world.claim(limit=1))
        fail(world, [probe], reason="telegram_http_502")
    pause = world.one(BOT)[1] - world.one("select core.now()")[0]
    assert 45 * SECOND <= pause <= 75 * SECOND


def test_a_silence_that_telegram_asked_for_outlasts_what_fails_meanwhile(world):
    world.fill(people=10)
    rows = world.claim()
    going(world, rows)
    world.settle(rows[0], outcome="limited", reason="telegram_too_many", retry_after=300)
    fail(world, rows[1:7])
    assert world.one(BOT) == (5, NOON + 300 * SECOND)


def test_an_open_circuit_is_shown_with_the_channels(world, silent):
    found = world.owner.execute(
        "select core.channel_json(c) from core.channel as c where c.kind = 'telegram' limit 1"
    ).fetchone()[0]
    assert found["failures"] == 5
    assert found["paused_until"] is not None
    world.advance(seconds=10)
    shown = world.owner.execute(
        "select core.channel_json(c) ->> 'paused_until' from core.channel as c"
    ).fetchall()
    assert set(shown) == {(None,)}
