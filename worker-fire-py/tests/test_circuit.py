"""A webhook that hangs or fails, beside one that is well: two workers, a database, real sockets."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from oye_fakes import webhook as receiver
from oye_fakes.behaviour import Hold, Reply
from oye_fakes.webhook import Webhook

from .scene import Scene

# More than two workers have slots.
DUE = 100


@pytest.fixture
def other() -> Iterator[Webhook]:
    """A second receiver: another port is another host."""
    with receiver.webhook() as server:
        yield server


@pytest.fixture
def running(scene: Scene) -> Scene:
    """The scene, on a clock that runs."""
    scene.database.clock.real()
    return scene


@pytest.mark.parametrize("slots", [32, 2])
def test_a_host_that_hangs_leaves_the_slots_to_others_and_is_told_all_when_it_is_well(
    running: Scene, webhook: Webhook, other: Webhook, slots: int
) -> None:
    hang = Hold()
    webhook.plan(hang, times=10 * DUE)
    # The hanging ones are due first.
    now = datetime.now(UTC)
    running.remind(running.person("webhook", f"{webhook.url}/in"), due=now, count=DUE)
    for number in range(DUE):
        running.remind(running.person("webhook", f"{other.url}/{number}"), due=datetime.now(UTC))
    for _ in range(2):
        running.start("--loop", OYE_FIRE_CONCURRENCY=str(slots))
    other.wait_for(DUE, timeout=60)
    # None has come back yet: no slot was freed meanwhile, and no circuit opened.
    assert len(webhook.requests()) <= 2 * max(slots // 4, 1)
    assert running.rows("select from core.channel where failures > 0") == []
    hang.release()
    running.wait_for(
        "select from core.delivery where outcome = 'sent' having count(*) = %s", 2 * DUE, timeout=60
    )
    assert len(webhook.requests()) == DUE


def test_a_webhook_that_fails_is_probed_by_one_worker_at_a_time_and_told_all_when_it_is_well(
    running: Scene, webhook: Webhook
) -> None:
    webhook.plan(Reply(500), times=6)
    running.remind(running.person("webhook", f"{webhook.url}/in"), due=datetime.now(UTC), count=DUE)
    for _ in range(2):
        # One send to a host that has taken none at a time, so that none is under way when the
        # circuit opens but one.
        running.start("--loop", OYE_FIRE_CONCURRENCY="4")
    running.wait_for("select from core.channel where failures >= 5")
    assert len(webhook.requests()) <= 6
    running.wait_for(
        "select from core.delivery where outcome = 'sent' having count(*) = %s", DUE, timeout=90
    )
    assert len(webhook.requests()) == DUE + 6
    assert running.rows("select from core.channel where failures > 0") == []


def test_once_does_not_wait_for_a_channel_that_is_paused(running: Scene, webhook: Webhook) -> None:
    running.remind(running.person("webhook", f"{webhook.url}/in"), due=datetime.now(UTC))
    running.owner.execute(
        "update core.channel set failures = 9, paused_until = core.now() + interval '40 seconds'"
    )
    began = time.monotonic()
    assert '"event": "paused"' in running.once()
    assert time.monotonic() - began < 20
    assert webhook.requests() == []
    assert running.outcomes() == [None]
