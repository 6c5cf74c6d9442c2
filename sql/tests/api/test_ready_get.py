from datetime import timedelta

import pytest
from oye_sql.testcall import Calc, Calculation, Caller, Fire, Person
from oye_sql.testclock import Clock

MINUTE = timedelta(minutes=1)


@pytest.fixture
def running(fire: Fire, calc: Calc) -> None:
    """Both workers asked for work just now."""
    fire.claim()
    calc.claim()


def test_workers_that_never_ran_are_a_problem_told_in_words(api: Caller, clock: Clock) -> None:
    ready = api.call("ready_get")
    assert ready["status"] == "degraded"
    assert ready["problems"] == ["worker-calc never ran", "worker-fire never ran"]
    assert [worker["last_run_at"] for worker in ready["workers"]] == [None, None]


@pytest.mark.usefixtures("running")
def test_all_is_well_where_work_is_asked_for_and_nothing_is_due(api: Caller) -> None:
    ready = api.call("ready_get")
    assert (ready["status"], ready["problems"]) == ("ok", [])
    assert (ready["due"], ready["oldest_due_seconds"]) == (0, 0)
    assert (ready["calc_backlog"], ready["invalid"]) == (0, 0)
    assert ready["now"] == "2026-11-24T08:00:00+00:00"


@pytest.mark.usefixtures("running")
def test_a_worker_that_fell_silent_is_a_problem(api: Caller, clock: Clock, fire: Fire) -> None:
    clock.advance(5 * MINUTE)
    assert api.call("ready_get")["problems"] == []
    clock.advance(MINUTE)
    fire.claim()
    ready = api.call("ready_get")
    assert ready["problems"] == ["worker-calc is silent for 360 s"]
    ago = {worker["kind"]: worker["seconds_ago"] for worker in ready["workers"]}
    assert ago == {"calc": 360, "fire": 0}


@pytest.mark.usefixtures("running")
def test_what_is_due_too_long_is_a_problem(ann: Person, clock: Clock) -> None:
    """A reminder that nobody turned into an occurrence, and a delivery that nobody took."""
    ann.once("water", clock.now() + MINUTE)
    clock.advance(3 * MINUTE)
    ready = ann.api.call("ready_get")
    assert (ready["due"], ready["oldest_due_seconds"]) == (1, 120)
    assert ready["problems"] == []
    clock.advance(timedelta(seconds=1))
    assert ann.api.call("ready_get")["problems"] == ["1 due, the oldest for 121 s"]


def test_a_delivery_that_waits_for_a_sender_counts_as_due(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    ann.once("water", clock.now() + MINUTE)
    clock.advance(MINUTE)
    fire.claim()
    fire.caller.call("delivery_release", worker=fire.worker)
    assert ann.api.call("ready_get")["due"] == 1
    fire.deliver()
    assert ann.api.call("ready_get")["due"] == 0


@pytest.mark.usefixtures("running")
def test_what_waits_for_calc_and_what_is_invalid_is_counted(ann: Person, calc: Calc) -> None:
    ann.call("reminder_create", text="water", starts_at="2026-11-24 09:00")
    calc.settle(calc.claim(), [Calculation(invalid="no_occurrence: never")])
    ann.call("reminder_create", text="tea", starts_at="2026-11-24 09:00")
    ready = ann.api.call("ready_get")
    assert (ready["calc_backlog"], ready["invalid"]) == (1, 1)


def test_it_tells_nothing_of_a_person(ann: Person, clock: Clock) -> None:
    ann.once("a secret", clock.now() + MINUTE)
    told = str(ann.api.call("ready_get"))
    assert "a secret" not in told
    assert str(ann.person_id) not in told
