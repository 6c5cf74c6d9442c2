"""Several workers share the work, and none of it is done twice."""

from collections import Counter
from uuid import UUID

from oye_fakes.bot_api import BotApi

from .scene import Scene
from .test_stop import HOLD_CLAIM

DUE = 600


def test_two_workers_on_600_due_send_each_once(scene: Scene, telegram: BotApi) -> None:
    for chat in range(1, DUE + 1):
        scene.remind(scene.person("telegram", str(chat)))
    with scene.database.connect(autocommit=False) as barrier:
        barrier.execute(HOLD_CLAIM)
        workers = [scene.start("--once"), scene.start("--once")]
        scene.wait_for_locked(2)
    assert [worker.wait(60) for worker in workers] == [0, 0]
    sent = Counter(button_of(call.params) for call in telegram.calls("sendMessage"))
    assert (len(sent), set(sent.values())) == (DUE, {1})
    assert Counter(scene.outcomes()) == {"sent": DUE}
    shares = scene.rows("select worker, count(*) as sent from core.attempt group by worker")
    assert len(shares) == 2
    assert sum(share["sent"] for share in shares) == DUE


def button_of(params: dict[str, dict[str, list[list[dict[str, str]]]]]) -> str:
    """The data of the first button: it names the delivery."""
    return params["reply_markup"]["inline_keyboard"][0][0]["callback_data"]


def test_a_share_sends_its_own_people_first_and_then_those_of_a_missing_one(
    scene: Scene, telegram: BotApi
) -> None:
    # The last byte of the id is the bucket here.
    for number in range(1, 17):
        scene.remind(scene.person("telegram", str(number), UUID(int=number)))
    scene.once("--partition", "1/2", "--limit", "4")
    sent = [call.chat or 0 for call in telegram.calls("sendMessage")]
    assert sorted(sent[:8]) == list(range(1, 17, 2))
    assert sorted(sent[8:]) == list(range(2, 17, 2))
    assert scene.outcomes() == ["sent"] * 16


def test_once_drains_what_is_for_the_inbox_alone(scene: Scene) -> None:
    scene.remind(scene.person("inbox"), count=100)
    scene.once("--limit", "7")
    assert scene.rows("select outcome, count(*) from core.occurrence group by 1") == [
        {"outcome": "delivered", "count": 100}
    ]
