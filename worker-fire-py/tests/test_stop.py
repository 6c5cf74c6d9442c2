"""SIGTERM finishes what was begun and gives back the rest; a second one does not wait."""

import signal

import pytest
from oye_fakes.behaviour import Hold
from oye_fakes.bot_api import BotApi

from .scene import Scene

# Every claim writes here first: holding it stops a worker in the middle of its claim.
HOLD_CLAIM = "lock table core.worker_run in share mode"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_is_in_the_air_is_settled_and_nothing_new_is_claimed(
    scene: Scene, telegram: BotApi, number: signal.Signals
) -> None:
    scene.remind(scene.person("telegram", "7"), count=3)
    hold = Hold()
    telegram.plan("sendMessage", hold)
    worker = scene.start("--loop", OYE_FIRE_CONCURRENCY="1")
    telegram.wait_for_call("sendMessage")
    worker.signal(number)
    worker.wait_for_log("stopping")
    hold.release()
    assert worker.wait() == 0
    assert len(telegram.calls("sendMessage")) == 1
    assert sorted(map(str, scene.outcomes())) == ["sent"]
    assert len(scene.rows("select from core.reminder")) == 2


def test_what_was_claimed_and_not_begun_is_given_back(scene: Scene, telegram: BotApi) -> None:
    for chat in ("7", "8", "9"):
        scene.remind(scene.person("telegram", chat))
    with scene.database.connect(autocommit=False) as blocker:
        blocker.execute(HOLD_CLAIM)
        worker = scene.start("--loop")
        scene.wait_for_locked(1)
        worker.signal(signal.SIGTERM)
        worker.wait_for_log("stopping")
    assert worker.wait() == 0
    assert telegram.calls("sendMessage") == []
    assert [row["state"] for row in scene.deliveries()] == ["ready"] * 3
    assert '"event": "released"' in worker.log.read_text()
    scene.once()
    assert scene.outcomes() == ["sent"] * 3


def test_a_second_signal_ends_it_at_once(scene: Scene, telegram: BotApi) -> None:
    scene.remind(scene.person("telegram", "7"))
    telegram.plan("sendMessage", Hold())
    worker = scene.start("--loop")
    telegram.wait_for_call("sendMessage")
    worker.signal(signal.SIGTERM)
    worker.wait_for_log("stopping")
    worker.signal(signal.SIGTERM)
    assert worker.wait(timeout=10) == 128 + signal.SIGTERM
    assert [row["state"] for row in scene.deliveries()] == ["sending"]


def test_a_worker_that_sleeps_stops_without_delay(scene: Scene) -> None:
    worker = scene.start("--loop")
    worker.wait_for_log("ready")
    worker.signal(signal.SIGTERM)
    assert worker.wait(timeout=4) == 0
