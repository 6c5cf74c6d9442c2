"""What is late and goes to one chat is one message."""

import datetime

from .conftest import NOON

LATE = datetime.timedelta(minutes=6)


def digests(rows):
    return [row["digest"] for row in rows]


def test_what_is_late_in_one_chat_is_one_digest_beyond_the_limit_of_the_claim(world):
    world.fill(people=1, each=5)
    world.fill(people=1, each=2)
    world.claim()
    world.fire.execute("select fire.delivery_release('w1')")
    world.database.clock.set(NOON + LATE)
    [first, *others] = rows = world.claim(limit=1)
    assert len(rows) in (5, 2)
    assert {row["person_id"] for row in rows} == {first["person_id"]}
    assert set(digests(rows)) == {min(row["delivery_id"] for row in rows)}
    assert others
    rest = world.claim("w2")
    assert len(rest) == 7 - len(rows)
    assert len(set(digests(rest))) == 1


def test_on_time_and_alone_are_no_digest(world):
    world.fill(people=1, each=3)
    assert digests(world.claim(lease="1 second")) == [None] * 3
    world.fill(people=1, each=1, known=[NOON + LATE / 2])
    world.database.clock.set(NOON + LATE)
    late = world.claim()
    assert sorted(map(bool, digests(late))) == [False, True, True, True]


def test_a_digest_holds_twenty_at_most(world):
    world.fill(people=1, each=45)
    world.database.clock.set(NOON + LATE)
    counts = {}
    for row in world.claim():
        counts[row["digest"]] = counts.get(row["digest"], 0) + 1
    assert sorted(counts.values()) == [5, 20, 20]


def test_webhooks_are_told_one_by_one(world):
    world.fill(people=1, each=3, channels=("webhook",))
    world.database.clock.set(NOON + LATE)
    assert digests(world.claim()) == [None] * 3


def test_a_digest_settles_each_of_it_with_the_same_message(world):
    world.fill(people=1, each=3)
    world.database.clock.set(NOON + LATE)
    rows = world.claim()
    assert world.settle(*rows) == ["settled"] * 3 if world.begin(rows[0]) else None
    found = world.owner.execute("select outcome, provider_id from core.delivery").fetchall()
    assert found == [("sent", "17")] * 3


def test_a_digest_that_is_refused_is_sent_one_by_one(world):
    world.fill(people=1, each=3)
    world.database.clock.set(NOON + LATE)
    rows = world.claim()
    assert world.settle(*rows, outcome="split", reason="too_long") == ["retry"] * 3
    again = world.claim()
    assert (len(again), digests(again)) == (3, [None] * 3)


def test_a_chat_that_moved_is_moved_once_for_all_of_a_digest(world):
    world.fill(people=1, each=3)
    world.owner.execute("update core.channel set address = '-7:45' where kind = 'telegram'")
    world.database.clock.set(NOON + LATE)
    rows = world.claim()
    world.settle(*rows, outcome="moved", moved_to="-1007")
    assert world.one("select address, enabled from core.channel where kind = 'telegram'") == (
        "-1007:45", True,
    )  # fmt: skip
    assert len(set(digests(world.claim()))) == 1


def test_what_quiet_hours_held_is_one_digest_and_none_is_taken_along_meanwhile(world):
    world.fill(people=1, each=3)
    world.owner.execute(
        "update core.person set quiet_from = '12:00', quiet_until = '14:00', quiet_mode = 'defer'"
    )
    world.owner.execute("update core.reminder set urgent = true where reminder_id = 1")
    # 13:06 in Madrid, so within them.
    world.database.clock.set(NOON + LATE)
    [urgent] = world.claim()
    assert (urgent["reminder_id"], urgent["digest"]) == (1, None)
    world.begin(urgent)
    assert world.settle(urgent) == ["settled"]
    world.database.clock.set(NOON + 10 * LATE)
    held = world.claim()
    assert sorted(row["reminder_id"] for row in held) == [2, 3]
    assert len({row["digest"] for row in held} - {None}) == 1
