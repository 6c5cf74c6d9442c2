"""Workers that die, hang or come too late: real processes, killed for good."""

import signal

from oye_fakes.behaviour import Hold
from oye_fakes.bot_api import BotApi

from .scene import Process, Scene

# Taken by whoever begins a send: holding it stops a worker between its claim and its send.
HOLD_BEGIN = "lock table core.attempt in share mode"
LEASE = 200


def blocked_at_the_server(scene: Scene, telegram: BotApi, hold: Hold) -> Process:
    """A worker whose request has been read and not been answered."""
    telegram.plan("sendMessage", hold)
    worker = scene.start("--loop", "--lease", f"{LEASE}s")
    telegram.wait_for_call("sendMessage")
    return worker


def test_a_worker_killed_in_the_middle_of_a_send_costs_one_marked_repeat(
    scene: Scene, telegram: BotApi
) -> None:
    scene.remind(scene.person("telegram", "7"))
    worker = blocked_at_the_server(scene, telegram, Hold())
    worker.signal(signal.SIGKILL)
    assert worker.wait() == -signal.SIGKILL
    scene.advance(LEASE - 1)
    scene.once()
    assert len(telegram.calls("sendMessage")) == 1
    scene.advance(2)
    scene.once()
    first, second = (call.params["text"] for call in telegram.calls("sendMessage"))
    assert first == "⏰ stretch · due 13:00"
    assert second == "⏰ stretch · due 13:00 (Europe/Madrid)\n3 min late\n(perhaps a repeat)"
    assert scene.outcomes() == ["sent"]
    assert [(one["outcome"], one["reason"]) for one in scene.attempts()] == [
        ("unknown", "lease_expired"),
        ("sent", None),
    ]
    scene.advance(3600)
    scene.once()
    assert len(telegram.calls("sendMessage")) == 2


def test_a_worker_killed_before_it_began_to_send_costs_nothing(
    scene: Scene, telegram: BotApi
) -> None:
    scene.remind(scene.person("telegram", "7"))
    with scene.database.connect(autocommit=False) as blocker:
        blocker.execute(HOLD_BEGIN)
        worker = scene.start("--loop", "--lease", f"{LEASE}s")
        scene.wait_for_locked(1)
        worker.signal(signal.SIGKILL)
        assert worker.wait() == -signal.SIGKILL
        # Its server process would go on with the call once the lock is gone: it dies as well.
        ended = scene.rows(
            "select pg_terminate_backend(pid, 10000) as ended from pg_stat_activity"
            " where usename = 'oye_fire' and datname = current_database()"
        )
        assert [row["ended"] for row in ended][:1] == [True]
    assert [row["state"] for row in scene.deliveries()] == ["leased"]
    scene.advance(LEASE - 1)
    scene.once()
    assert telegram.calls("sendMessage") == []
    scene.advance(2)
    scene.once()
    [call] = telegram.calls("sendMessage")
    assert "repeat" not in call.params["text"]
    assert scene.outcomes() == ["sent"]
    assert [attempt["outcome"] for attempt in scene.attempts()] == ["sent"]


def test_a_worker_that_comes_back_after_its_lease_changes_nothing(
    scene: Scene, telegram: BotApi
) -> None:
    scene.remind(scene.person("telegram", "7"))
    hold = Hold()
    late = blocked_at_the_server(scene, telegram, hold)
    scene.advance(LEASE + 1)
    scene.once()
    [settled] = scene.deliveries()
    assert settled["outcome"] == "sent"
    hold.release()
    scene.wait_for("select from core.attempt where stale and outcome = 'sent'")
    late.signal(signal.SIGTERM)
    assert late.wait() == 0
    assert '"verdict": "stale"' in late.log.read_text()
    assert scene.deliveries() == [settled]
    first, second = scene.attempts()
    assert (first["stale"], second["stale"]) == (True, False)
    assert settled["provider_id"] == "1"
    assert len(telegram.messages(7)) == 2


def test_a_hung_receiver_does_not_keep_others_from_theirs(scene: Scene, telegram: BotApi) -> None:
    scene.remind(scene.person("telegram", "666"))
    hold = Hold()
    telegram.plan("sendMessage", hold, chat=666)
    worker = scene.start("--loop", "--lease", f"{LEASE}s", OYE_FIRE_CONCURRENCY="4")
    telegram.wait_for_call("sendMessage", chat=666)
    for chat in range(1, 41):
        scene.remind(scene.person("telegram", str(chat)))
    scene.owner.execute("notify oye_fire")
    telegram.wait_for_call("sendMessage", count=41)
    scene.wait_for("select from core.delivery where outcome = 'sent' having count(*) = 40")
    assert telegram.messages(666) == []
    hold.release()
    scene.wait_for("select from core.delivery where outcome = 'sent' having count(*) = 41")
    worker.signal(signal.SIGTERM)
    assert worker.wait() == 0


def test_a_receiver_that_never_answers_is_given_up_before_the_lease_ends(
    scene: Scene, telegram: BotApi
) -> None:
    scene.remind(scene.person("telegram", "7"))
    telegram.plan("sendMessage", Hold())
    log = scene.once("--lease", "2s")
    assert '"reason": "timeout"' in log
    [delivery] = scene.deliveries()
    assert (delivery["state"], delivery["unknowns"]) == ("ready", 1)
    assert [attempt["stale"] for attempt in scene.attempts()] == [False]
