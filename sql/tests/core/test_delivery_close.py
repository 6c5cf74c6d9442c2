"""core.delivery_close: what perhaps arrived has not failed, whatever came after it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from oye_schedule.audit import balance
from oye_sql.testcall import Calc, Caller, Fire, Person, Row
from oye_sql.testclock import Clock

DUE = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAILY = [DUE + timedelta(days=day) for day in range(4)]
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def wendy(ann: Person) -> Person:
    """Ann, with a webhook as channel 2."""
    ann.hook()
    return ann


def perhaps_arrives(fire: Fire, clock: Clock) -> None:
    """A send that was begun gets no answer. Its repeat is due five seconds later."""
    rows = fire.claim()
    assert fire.begin(rows) == ["go"]
    assert fire.settle(rows, "unknown", reason="timeout") == ["retry"]


def repeated(fire: Fire, clock: Clock, outcome: str, reason: str) -> list[str]:
    clock.advance(5 * SECOND)
    rows = fire.claim()
    assert [row["perhaps_repeat"] for row in rows] == [True]
    assert fire.begin(rows) == ["go"]
    return fire.settle(rows, outcome, reason=reason)


def found(person: Person) -> tuple[str, str | None, list[tuple[str, str | None]]]:
    """The one occurrence: outcome, reason, and those of its deliveries."""
    [item] = person.call("occurrence_list")["items"]
    deliveries = [(one["state"], one["reason"]) for one in item["deliveries"]]
    return item["outcome"], item["outcome_reason"], deliveries


def counts(person: Person) -> Row:
    """The audit's side of history, which must balance."""
    read = person.call("audit_get", since=DUE - HOUR, until=DUE + HOUR)
    period = [datetime.fromisoformat(read[name]) for name in ("since", "until")]
    [one] = read["items"]
    weighed = balance(one, *period)
    assert not weighed.lost
    assert not weighed.surplus
    said: Row = one["counts"]
    return {name: said[name] for name in ("unknown", "failed", "skipped")}


UNKNOWN = {"unknown": 1, "failed": 0, "skipped": 0}


@pytest.mark.parametrize("outcome", ["rejected", "permanent"])
def test_a_repeat_that_is_refused_for_good_leaves_an_unknown(
    wendy: Person, fire: Fire, clock: Clock, outcome: str
) -> None:
    wendy.series("water", DAILY)
    clock.set(DUE)
    perhaps_arrives(fire, clock)
    assert repeated(fire, clock, outcome, "http_410") == ["settled"]
    assert found(wendy) == ("unknown", "then_http_410", [("unknown", "then_http_410")])
    assert counts(wendy) == UNKNOWN
    [dead] = wendy.call("occurrence_list", failed=True)["items"]
    assert dead["outcome_reason"] == "then_http_410"


def test_a_repeat_that_is_given_up_leaves_an_unknown(
    wendy: Person, fire: Fire, clock: Clock
) -> None:
    wendy.once("water", DUE)
    clock.set(DUE)
    perhaps_arrives(fire, clock)
    clock.advance(timedelta(days=6))
    assert repeated(fire, clock, "temporary", "http_500") == ["settled"]
    assert found(wendy)[:2] == ("unknown", "then_http_500")


PAUSE = ("reminder_pause", "then_paused")
DELETE = ("reminder_delete", "then_deleted")
DONE = ("occurrence_done", "then_answered")


@pytest.mark.parametrize(("said", "reason"), [PAUSE, DELETE, DONE])
@pytest.mark.parametrize("leased", [False, True])
def test_a_repeat_that_its_person_takes_back_leaves_an_unknown(
    wendy: Person, fire: Fire, clock: Clock, said: str, reason: str, leased: bool
) -> None:
    wendy.series("water", DAILY)
    clock.set(DUE)
    perhaps_arrives(fire, clock)
    clock.advance(5 * SECOND)
    rows = fire.claim() if leased else []
    wendy.call(said, reminder_id=1)
    assert fire.begin(rows) == ["cancelled"] * len(rows)
    assert found(wendy) == ("unknown", reason, [("unknown", reason)])
    assert counts(wendy) == UNKNOWN


def test_one_that_is_taken_back_as_it_is_repeated_in_vain_is_unknown(
    wendy: Person, fire: Fire, clock: Clock
) -> None:
    wendy.series("water", DAILY)
    clock.set(DUE)
    perhaps_arrives(fire, clock)
    clock.advance(5 * SECOND)
    rows = fire.claim()
    fire.begin(rows)
    wendy.call("reminder_delete", reminder_id=1)
    assert fire.settle(rows, "temporary", reason="http_500") == ["settled"]
    assert found(wendy)[:2] == ("unknown", "then_deleted")


def test_a_channel_that_is_removed_before_the_repeat_leaves_an_unknown(
    wendy: Person, fire: Fire, clock: Clock
) -> None:
    wendy.series("water", DAILY)
    clock.set(DUE)
    perhaps_arrives(fire, clock)
    wendy.call("channel_delete", channel_id=2)
    clock.advance(5 * SECOND)
    rows = fire.claim()
    assert fire.begin(rows) == ["cancelled"]
    assert found(wendy)[:2] == ("unknown", "then_channel_removed")


def test_a_worker_that_died_counts_as_one_that_got_no_answer(
    wendy: Person, fire: Fire, clock: Clock
) -> None:
    wendy.series("water", DAILY)
    clock.set(DUE)
    fire.begin(fire.claim())
    clock.advance(56 * SECOND)
    assert repeated(fire, clock, "rejected", "http_400") == ["settled"]
    assert found(wendy)[:2] == ("unknown", "then_http_400")


def test_the_reason_is_that_of_the_channel_on_which_it_perhaps_arrived(
    wendy: Person, fire: Fire, clock: Clock
) -> None:
    other = wendy.hook("https://example.org/other")["id"]
    wendy.series("water", DAILY, channels=[2, other])
    clock.set(DUE)
    rows = sorted(fire.claim(), key=lambda row: row["channel_id"])
    fire.begin(rows)
    fire.settle(rows[1:], "rejected", reason="http_400")
    fire.settle(rows[:1], "unknown", reason="timeout")
    repeated(fire, clock, "unknown", "connection_broken")
    assert found(wendy)[:2] == ("unknown", "connection_broken")


@pytest.mark.parametrize("said", ["reminder_pause", "reminder_delete", "occurrence_done"])
def test_undone_it_is_repeated_after_all(
    wendy: Person, fire: Fire, clock: Clock, said: str
) -> None:
    wendy.series("water", DAILY)
    clock.set(DUE)
    perhaps_arrives(fire, clock)
    wendy.call(said, reminder_id=1)
    clock.advance(SECOND)
    wendy.call("history_revert_last")
    assert found(wendy)[0] == "pending"
    assert repeated(fire, clock, "sent", "") == ["settled"]
    assert found(wendy)[:2] == ("delivered", None)


def refuse(wendy: Person, fire: Fire, clock: Clock) -> None:
    repeated(fire, clock, "rejected", "http_400")


def pause_and_resume(wendy: Person, fire: Fire, clock: Clock) -> None:
    wendy.call("reminder_pause", reminder_id=1)
    wendy.call("reminder_resume", reminder_id=1)


@pytest.mark.parametrize("ends", [refuse, pause_and_resume])
def test_an_after_done_counts_from_it_as_from_a_failure(
    wendy: Person,
    fire: Fire,
    calc: Calc,
    clock: Clock,
    ends: Callable[[Person, Fire, Clock], None],
) -> None:
    """Perhaps nobody was told, so that perhaps nobody will answer."""
    wendy.series("water", [DUE], recurrence=[], after_done="P1D")
    clock.set(DUE)
    perhaps_arrives(fire, clock)
    ends(wendy, fire, clock)
    [row] = calc.claim()
    assert row["counts_from"] == clock.now()


def test_it_is_told_to_those_who_watch_unless_it_is_done(
    wendy: Person, fire: Fire, clock: Clock
) -> None:
    wendy.series("water", DAILY)
    wendy.series("walk", [DUE + HOUR])
    cursor = wendy.call("event_list")["cursor"]
    clock.set(DUE)
    perhaps_arrives(fire, clock)
    wendy.call("occurrence_done", reminder_id=1)
    clock.set(DUE + HOUR)
    perhaps_arrives(fire, clock)
    repeated(fire, clock, "rejected", "http_400")
    events = wendy.call("event_list", after=cursor)["items"]
    assert [(event["text"], event["kind"], event["reason"]) for event in events] == [
        ("water", "due", None),
        ("water", "done", None),
        ("walk", "due", None),
        ("walk", "unknown", "then_http_400"),
    ]


def test_the_operator_finds_it_by_its_reason_and_leaves_a_pause_alone(
    wendy: Person, fire: Fire, clock: Clock, ops: Caller
) -> None:
    wendy.series("water", DAILY)
    wendy.series("walk", [DUE + HOUR])
    clock.set(DUE)
    perhaps_arrives(fire, clock)
    repeated(fire, clock, "rejected", "http_400")
    clock.set(DUE + HOUR)
    perhaps_arrives(fire, clock)
    wendy.call("reminder_pause", reminder_id=2)
    since = DUE - HOUR
    assert ops.call("delivery_requeue", since=since, reason="paused") == 0
    assert ops.call("delivery_requeue", since=since, reason="http_400") == 1
    clock.advance(SECOND)
    [row] = fire.claim()
    assert (row["text"], row["perhaps_repeat"]) == ("water", True)
