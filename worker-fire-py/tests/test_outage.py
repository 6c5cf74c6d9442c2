"""2,000 due messages at a Telegram that fails in every way, with several workers.

The short form is faster than Telegram allows (and its fake as much more tolerant);
OYE_LONG_TESTS=1 keeps Telegram's own pace, 25 of 30 a second, and takes about two minutes.
"""

import os
import time
from collections import Counter

import pytest
from oye_fakes.bot_api import BotApi
from oye_fakes.faults import Faults
from oye_fakes.pace import Limits

from .scene import Scene

LONG = bool(os.environ.get("OYE_LONG_TESTS"))
DUE, WORKERS = 2000, 3
# Messages a second that the workers keep to, and that the fake takes in any second.
RATE, LIMIT = (25, 30) if LONG else (200, 230)
SECONDS = 400 if LONG else 150
FAULTS = Faults(seed=4, rate429=0.05, rate403=0.02, rate502=0.01, cut=0.02)

OPEN = "select count(*) as left from core.delivery where outcome is null"
PEOPLE = """
with people as (
    insert into core.person (bucket, person_id, timezone, locale, channel_last, created_at)
    select core.bucket_of(p.id), p.id, 'Europe/Madrid', 'en', 1, core.now()
    from (select gen_random_uuid() as id from generate_series(1, %(people)s)) as p
    returning *
),

channels as (
    insert into core.channel (
        bucket, person_id, channel_id, kind, address, is_default, created_at
    )
    select
        p.bucket, p.person_id, 1, 'telegram', (1000 + row_number() over ())::text, true, core.now()
    from people as p
),

reminders as (
    insert into core.reminder (
        bucket, person_id, reminder_id, text, starts_at, updated_at, created_at
    )
    select p.bucket, p.person_id, n, 'stretch', '2026-01-01T12:00', core.now(), core.now()
    from people as p cross join generate_series(1, %(each)s) as n
    returning *
)

insert into core.reminder_next (
    bucket, person_id, reminder_id, revision, state, next_occurrence, ended, accounted_until
)
select bucket, person_id, reminder_id, 1, 'scheduled', core.now(), true, '2026-01-01T00:00Z'
from reminders
"""


@pytest.fixture
def crowd(scene: Scene) -> Scene:
    """1,940 people with one reminder and 20 with three, all due now, on a clock that runs."""
    scene.database.clock.real()
    scene.owner.execute(PEOPLE.encode(), {"people": DUE - 60, "each": 1})
    scene.owner.execute(PEOPLE.replace("1000 +", "9000 +").encode(), {"people": 20, "each": 3})
    return scene


def left(scene: Scene) -> int:
    [row] = scene.rows(OPEN)
    [due] = scene.rows("select count(*) as left from core.reminder_next")
    return int(row["left"]) + int(due["left"])


def settled(scene: Scene) -> float:
    """Wait until nothing is open; how many seconds that took."""
    began = time.monotonic()
    while left(scene):
        assert time.monotonic() - began < SECONDS, f"{left(scene)} open after {SECONDS} s"
        time.sleep(0.2)  # between two looks; what is waited for is the last outcome
    return time.monotonic() - began


def test_every_message_is_settled_none_doubled_and_the_pace_kept(
    crowd: Scene, telegram: BotApi
) -> None:
    telegram.limit(Limits(per_second=LIMIT))
    telegram.faults(FAULTS)
    workers = [
        crowd.start("--loop", OYE_TELEGRAM_RATE=str(RATE), OYE_FIRE_SEND_TIMEOUT="10")
        for _ in range(WORKERS)
    ]
    seconds = settled(crowd)
    for worker in workers:
        worker.popen.terminate()
        assert worker.wait() == 0
    pace, met = telegram.pace, FAULTS.met
    print(f"{DUE} in {seconds:.1f} s, {met}, peak {pace.peak(1)} of {LIMIT} at {RATE}")
    assert pace.exceeded == []
    every_fault_was_met(met)
    outcomes = Counter(crowd.outcomes())
    assert outcomes.total() == DUE
    permanent_ones_are_disabled(crowd, met["403"], outcomes)
    none_is_doubled_but_the_unknown(crowd, telegram)


def every_fault_was_met(met: Counter[str]) -> None:
    assert all(met[name] >= 10 for name in ("429", "403", "502", "cut")), met


def permanent_ones_are_disabled(scene: Scene, blocked: int, outcomes: Counter[str | None]) -> None:
    """Each 403 closes its chat, and what else was open there fails with it; no more fails."""
    disabled = scene.rows("select disabled_reason from core.channel where not enabled")
    assert [row["disabled_reason"] for row in disabled] == ["bot_blocked"] * blocked
    failed = scene.rows(
        "select d.reason, c.enabled from core.delivery as d"
        " join core.channel as c using (bucket, person_id, channel_id) where d.outcome = 'failed'"
    )
    assert {row["enabled"] for row in failed} == {False}
    assert blocked <= len(failed) == outcomes["failed"]
    assert outcomes["sent"] + outcomes["failed"] + outcomes["unknown"] == DUE


def none_is_doubled_but_the_unknown(scene: Scene, telegram: BotApi) -> None:
    """What stands in the chats: once each, or twice where it was unknown and says so."""
    shown = Counter[str]()
    marked = Counter[str]()
    for message in telegram.messages():
        data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        shown[data] += 1
        marked[data] += "(perhaps a repeat)" in message["text"]
    unknown = {
        f"d:{row['delivery_id'].hex}"
        for row in scene.rows("select delivery_id from core.attempt where outcome = 'unknown'")
    }
    doubled = {data for data, count in shown.items() if count > 1}
    assert doubled
    assert doubled <= unknown
    assert all((shown[data], marked[data]) == (2, 1) for data in doubled)
    assert set(marked) - {data for data, count in marked.items() if not count} <= unknown
    sent = {f"d:{row['delivery_id'].hex}" for row in scene.deliveries() if row["outcome"] == "sent"}
    assert sent <= set(shown)
