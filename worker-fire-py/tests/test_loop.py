"""Sleeping and waking: until the next due instant, through NOTIFY, through an absent database."""

import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from oye_fakes.behaviour import Hold
from oye_fakes.bot_api import BotApi
from oye_sql import apply, embedded, roles, tree
from oye_sql.testing import PASSWORD, Database

from .scene import Scene, stage

LISTENING = """
select from pg_stat_activity
where query = 'listen oye_fire' and state = 'idle' and datname = current_database()
"""


def test_a_loop_sleeps_until_the_next_due_instant(scene: Scene, telegram: BotApi) -> None:
    scene.database.clock.real()
    person = scene.person("telegram", "7")
    worker = scene.start("--loop")
    worker.wait_for_log("ready")
    scene.wait_for(LISTENING)
    due = datetime.now(UTC) + timedelta(seconds=0.7)
    scene.remind(person, due=due)
    scene.owner.execute("notify oye_fire")
    telegram.wait_for_call("sendMessage")
    late = datetime.now(UTC) - due
    # A sleep of 5 s that looked for no due instant would end 4.3 s after it.
    assert timedelta(0) <= late < timedelta(seconds=4)


def test_a_notify_ends_a_sleep(scene: Scene, telegram: BotApi) -> None:
    worker = scene.start("--loop")
    worker.wait_for_log("ready")
    scene.wait_for(LISTENING)
    began = time.monotonic()
    for chat in range(1, 5):
        scene.remind(scene.person("telegram", str(chat)))
        scene.owner.execute("notify oye_fire")
        telegram.wait_for_call("sendMessage", chat=chat)
    # Sleeps that nothing ended would have taken 5 s each, but for the first.
    assert time.monotonic() - began < 10


def test_a_run_for_a_time_ends_by_itself(scene: Scene, telegram: BotApi) -> None:
    scene.remind(scene.person("telegram", "7"))
    worker = scene.start("--for", "2s")
    telegram.wait_for_call("sendMessage")
    assert worker.popen.poll() is None
    assert worker.wait(timeout=6) == 0
    assert scene.outcomes() == ["sent"]


@pytest.fixture
def cluster() -> Iterator[embedded.Cluster]:
    """A server of the test's own, with the SQL applied: it may be stopped."""
    with tempfile.TemporaryDirectory(prefix="oye-test-") as folder:
        made = embedded.Cluster(Path(folder) / "pg")
        address = embedded.start(made)
        try:
            apply.apply(address, tree.read(), dict.fromkeys(roles.LOGINS, PASSWORD))
            yield made
        finally:
            embedded.stop(made)


def test_a_restart_of_the_database_in_the_middle_of_a_send_loses_nothing(
    cluster: embedded.Cluster, telegram: BotApi, tmp_path: Path
) -> None:
    hold = Hold()
    telegram.plan("sendMessage", hold)
    with (
        ExitStack() as connections,
        stage(Database(cluster.address(), connections), telegram, tmp_path) as before,
    ):
        before.remind(before.person("telegram", "7"), due=datetime.now(UTC))
        worker = before.start("--loop")
        telegram.wait_for_call("sendMessage")
        embedded.stop(cluster)
        # The answer comes while there is no database to tell it to.
        hold.release()
        worker.wait_for_log("database_trouble")
        embedded.start(cluster)
        after = replace(before, owner=before.database.connect())
        after.wait_for("select from core.delivery where outcome = 'sent'")
        after.remind(after.person("telegram", "8"), due=datetime.now(UTC))
        telegram.wait_for_call("sendMessage", chat=8)
        worker.signal(signal.SIGTERM)
        assert worker.wait() == 0
        assert len(telegram.calls("sendMessage", chat=7)) == 1
        assert [attempt["outcome"] for attempt in after.attempts()] == ["sent", "sent"]
        assert worker.log.read_text().count("database_trouble") < 20
