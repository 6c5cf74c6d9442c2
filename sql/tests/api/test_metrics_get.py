from datetime import timedelta

from oye_sql.testcall import Caller, Person
from oye_sql.testclock import Clock


def test_it_tells_all_that_the_operator_sees(api: Caller, ops: Caller, clock: Clock) -> None:
    assert api.call("metrics_get").keys() == ops.call("health").keys()
    assert api.call("ready_get").keys() < api.call("metrics_get").keys()


def test_it_tells_nothing_of_a_person(ann: Person, clock: Clock) -> None:
    ann.once("a secret", clock.now() + timedelta(minutes=1))
    told = str(ann.api.call("metrics_get"))
    assert "a secret" not in told
    assert str(ann.person_id) not in told
