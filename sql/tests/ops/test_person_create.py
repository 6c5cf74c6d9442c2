from dataclasses import replace

import pytest
from oye_sql.testcall import Caller, People, Person, refused


def test_a_person_has_a_zone_a_locale_and_an_inbox(ops: Caller, person: People) -> None:
    [made] = ops.rows("person_create", name="Cleo", timezone="Europe/Madrid", locale="es")
    assert (made["timezone"], made["locale"]) == ("Europe/Madrid", "es")
    [token] = ops.rows("token_create", person=made["person_id"], label="x", scopes=["read"])
    somebody = person("Somebody")
    cleo: Person = replace(somebody, person_id=made["person_id"], token=token["token"])
    assert cleo.call("me_get")["name"] == "Cleo"
    assert [one["kind"] for one in cleo.call("channel_list")["items"]] == ["inbox"]


def test_a_name_may_be_missing_and_two_may_have_the_same(ops: Caller) -> None:
    for name in (None, "Cleo", "Cleo"):
        assert len(ops.rows("person_create", name=name, timezone="UTC")) == 1


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", None, "X5"])
def test_a_zone_that_is_not_known_is_refused(ops: Caller, zone: str | None) -> None:
    with refused(422, "unknown_timezone", "timezone"):
        ops.rows("person_create", name="Cleo", timezone=zone)
