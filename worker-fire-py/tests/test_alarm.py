"""worker-calc is silent: a run of worker-fire tells the operator, once, beside its work."""

import json
from pathlib import Path

import pytest
from oye_fakes.behaviour import Reply
from oye_fakes.webhook import Webhook

from .scene import Scene

CALC = Path(__file__).parents[2] / "worker-calc-py" / "oye_calc" / "alarm.py"
FIRE = Path(__file__).parents[1] / "oye_fire" / "alarm.py"


@pytest.fixture
def silent(scene: Scene) -> Scene:
    """worker-calc never ran, and worker-fire looks after it since five minutes."""
    scene.owner.execute("select core.alarm_watch('fire', core.now())")
    for _ in range(5):
        scene.advance(60)
        scene.owner.execute("select core.alarm_watch('fire', core.now())")
    return scene


def test_it_is_told_once_by_any_number_of_runs(silent: Scene, webhook: Webhook) -> None:
    for _ in range(2):
        silent.once(OYE_OPERATOR_URL=webhook.url)
    [request] = webhook.requests()
    told = json.loads(request.body)
    assert told["text"] == "oye: worker-calc never ran: nothing is calculated."


def test_two_workers_at_the_same_time_tell_it_once(silent: Scene, webhook: Webhook) -> None:
    """Both wait for the same row, and go on together."""
    with silent.database.connect(autocommit=False) as holder:
        holder.execute("select from core.watch for update")
        workers = [silent.start("--once", OYE_OPERATOR_URL=webhook.url) for _ in range(2)]
        silent.wait_for_locked(2)
    assert [worker.wait() for worker in workers] == [0, 0]
    assert len(webhook.requests()) == 1


def test_a_loop_looks_too_and_its_work_does_not_wait_for_it(
    silent: Scene, webhook: Webhook
) -> None:
    """The operator's server answers nothing well; the reminder goes out all the same."""
    webhook.plan(Reply(500), path="/operator", times=9)
    silent.remind(silent.person("webhook", f"{webhook.url}/hook"))
    worker = silent.start("--loop", OYE_OPERATOR_URL=f"{webhook.url}/operator")
    worker.wait_for_log("worker_silent")
    webhook.wait_for(path="/hook")
    assert '"told": false' in worker.log.read_text()


def test_both_workers_tell_it_with_the_same_code() -> None:
    """Plumbing stands in each service; nothing but the service's name differs."""
    assert FIRE.read_text() == CALC.read_text().replace("oye_calc", "oye_fire")
