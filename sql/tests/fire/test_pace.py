"""fire.delivery_begin gives each message its time: the bot's, and its chat's."""

import datetime
import itertools

import pytest

from .conftest import NOON, columns

SECOND = datetime.timedelta(seconds=1)


def begin(world, rows, rate=28, messages=None, worker="w1"):
    """Verdict and wait of each, in their order."""
    found = world.fire.execute(
        "select delivery_id, verdict, wait"
        " from fire.delivery_begin(%s, %s::uuid[], %s::uuid[], %s::bigint[],"
        " p_messages => %s::uuid[], p_rate => %s::numeric)",
        [worker, *columns(rows), messages, rate],
    ).fetchall()
    by_id = {one: (verdict, round(wait, 3)) for one, verdict, wait in found}
    return [by_id[row["delivery_id"]] for row in rows]


def same_chat(world, address="7"):
    world.owner.execute("update core.channel set address = %s where kind = 'telegram'", [address])


def test_messages_of_the_bot_go_evenly_and_within_a_second(world):
    world.fill(people=40)
    judged = begin(world, world.claim())
    going = [wait for verdict, wait in judged if verdict == "go"]
    assert going == [pytest.approx(n / 28, abs=0.001) for n in range(29)]
    # The others come back one by one, half a second before their times.
    waits = [wait for verdict, wait in judged if verdict == "later"]
    assert waits == [pytest.approx(n / 28 - 0.5, abs=0.002) for n in range(29, 40)]


def test_a_clock_that_is_set_back_silences_neither_the_bot_nor_a_chat(world):
    world.fill()
    same_chat(world)
    world.settle(*world.claim_and_begin())
    world.advance(hours=-2)
    world.fill(known=[NOON - datetime.timedelta(hours=3)])
    same_chat(world)
    assert begin(world, world.claim()) == [("go", 0)]
    world.fill(known=[NOON - datetime.timedelta(hours=3)])
    same_chat(world)
    assert begin(world, world.claim()) == [("later", pytest.approx(1.1))]


def test_what_was_put_off_spends_nothing_and_goes_when_its_time_comes(world):
    world.fill(people=3)
    rows = world.claim()
    assert [verdict for verdict, _ in begin(world, rows, rate=0.5)] == ["go", "later", "later"]
    assert world.one("select count(*) from core.attempt") == (1,)
    assert world.claim() == []
    world.advance(seconds=1.5)
    [second] = world.claim()
    assert second["attempts"] == 0
    assert begin(world, [second], rate=0.5) == [("go", 0.5)]
    world.advance(seconds=2)
    [third] = world.claim()
    assert begin(world, [third], rate=0.5) == [("go", 0.5)]


@pytest.mark.parametrize(("address", "apart"), [("7", 1.1), ("-7", 3.3), ("-7:45", 3.3)])
def test_a_chat_has_a_pace_of_its_own_and_topics_share_it(world, address, apart):
    world.fill(people=4)
    same_chat(world, address)
    times = []
    for _ in range(4):
        rows = world.claim()
        judged = begin(world, rows)
        times += [world.one("select core.now()")[0]] * sum(v == "go" for v, _ in judged)
        world.advance(seconds=apart)
    gaps = {(b - a) / SECOND for a, b in itertools.pairwise(times)}
    assert (len(times), gaps) == (4, {apart})


def test_a_chat_that_waits_takes_no_time_of_others(world):
    world.fill(people=30)
    world.owner.execute("update core.channel set address = '7' where kind = 'telegram'"
                        " and address::integer < 110")  # fmt: skip
    judged = begin(world, world.claim())
    assert [verdict for verdict, _ in judged].count("go") == 21
    assert max(wait for verdict, wait in judged if verdict == "go") < 1


def test_a_429_silences_the_whole_bot_for_every_worker(world):
    world.fill(people=3)
    first, second, third = world.claim()
    assert begin(world, [first]) == [("go", 0.0)]
    assert world.settle(first, outcome="limited", reason="telegram_too_many", retry_after=30) == [
        "retry"
    ]
    judged = begin(world, [second, third])
    assert judged == [("later", 29.5), ("later", 29.536)]
    world.advance(seconds=30)
    rows = world.claim("w2")
    assert [verdict for verdict, _ in begin(world, rows, worker="w2")] == ["go"] * 3


def test_another_limit_silences_nobody(world):
    world.fill(people=2)
    first, second = world.claim()
    begin(world, [first])
    world.settle(first, outcome="limited", reason="bot_token_refused", retry_after=30)
    assert begin(world, [second])[0][0] == "go"


def test_webhooks_are_not_paced(world):
    world.fill(people=1, each=50, channels=("webhook",))
    assert set(begin(world, world.claim(), rate=0.5)) == {("go", 0.0)}


def test_one_message_of_several_takes_one_time(world):
    world.fill(people=1, each=5)
    rows = world.claim()
    together = [rows[0]["delivery_id"]] * 5
    assert set(begin(world, rows, messages=together)) == {("go", 0.0)}


def test_a_lease_lasts_from_the_time_that_was_given(world):
    world.fill(people=2)
    begin(world, world.claim(), rate=2)
    found = world.owner.execute("select lease_until from core.delivery_open order by 1").fetchall()
    assert [until - NOON for (until,) in found] == [60 * SECOND, 60.5 * SECOND]


def test_paces_of_quiet_chats_are_removed(world):
    world.fill()
    begin(world, world.claim())
    world.advance(hours=2)
    ops = world.database.connect("oye_ops")
    removed = dict(ops.execute("select what, removed from ops.housekeep()").fetchall())
    assert removed["paces of chats"] == 1
    assert world.one("select kind from core.pace") == ("bot",)
