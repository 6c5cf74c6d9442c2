"""What workers do: claim, begin, report, die. Through their functions, and to the model."""

from . import sending
from .play import Held, Play, one_of


def claim(play: Play, worker: str) -> None:
    """All that may be sent and nothing else, with fences that rise."""
    expected = sending.claim(play.world)
    rows = play.worker(worker).claim()
    keys = play.seen().keys
    assert sorted(keys[row["delivery_id"]] for row in rows) == sorted(expected)
    assert all(row["fence"] > play.last_fence for row in rows)
    play.last_fence = max([play.last_fence, *(row["fence"] for row in rows)])
    for row in rows:
        key = keys[row["delivery_id"]]
        _, occurrence, message = play.world.find(key)
        sending.lease(play.world, message, worker, row["fence"])
        assert row["perhaps_repeat"] == (message.unknowns > 0)
        assert row["text"] == occurrence.text
        assert row["missed_before"] == occurrence.missed_before
        play.hands[worker].append(Held(row, key))


def claim_and_die(play: Play, worker: str) -> None:
    """It dies before its claim is committed: nothing has happened."""
    with play.stage.fire.connection.transaction(force_rollback=True):
        play.worker(worker).claim()


def work(play: Play, worker: str, pick: int, outcome: str) -> None:
    """One step with one of the messages in its hands: begin, and after that the report."""
    held = one_of(play.hands[worker], pick)
    if held.begun:
        report(play, worker, held, outcome)
    else:
        begin(play, worker, held)


def begin(play: Play, worker: str, held: Held) -> None:
    expected = sending.begin(play.world, held.key, held.fence)
    assert play.worker(worker).begin([held.row]) == [expected]
    held.begun = expected == "go"
    if not held.begun:
        play.hands[worker].remove(held)


def report(play: Play, worker: str, held: Held, outcome: str) -> None:
    if outcome in ("sent", "unknown"):
        play.arrives(held)
    play.hands[worker].remove(held)
    play.reports[worker] = held, outcome
    report_again(play, worker)


def report_again(play: Play, worker: str) -> None:
    """Of the latest report; the answer to the first may have been lost."""
    held, outcome = play.reports[worker]
    expected = sending.settle(play.world, held.key, held.fence, outcome)
    retry_after = int(sending.RETRY.total_seconds()) if outcome == "temporary" else None
    told = play.worker(worker).settle([held.row], outcome, retry_after=retry_after)
    assert told == [expected]


def deliver(play: Play, worker: str) -> None:
    """All that it holds, as it should be."""
    for held in list(play.hands[worker]):
        if not held.begun:
            begin(play, worker, held)
        if held.begun:
            report(play, worker, held, "sent")


def crash(play: Play, worker: str) -> None:
    """It forgets what it held; what had left arrives all the same."""
    for held in play.hands[worker]:
        if held.begun:
            play.arrives(held)
    play.hands[worker] = []


def release(play: Play, worker: str) -> None:
    """It stops as it should: what it has not begun goes back at once."""
    leased = [
        message
        for *_, message in play.world.open().values()
        if (message.worker, message.state) == (worker, "leased")
    ]
    assert play.worker(worker).caller.call("delivery_release", worker=worker) == len(leased)
    for message in leased:
        message.state = "ready"
        message.release()
