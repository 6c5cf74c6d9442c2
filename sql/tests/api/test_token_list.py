from dataclasses import replace
from datetime import timedelta

from oye_sql.testcall import Person
from oye_sql.testclock import Clock


def test_it_tells_which_one_asks_and_never_a_secret(ann: Person, bob: Person, clock: Clock) -> None:
    clock.advance(timedelta(hours=1))
    made = ann.call("token_create", label="laptop", scopes=["account"])
    items = ann.call("token_list")["items"]
    assert [(one["label"], one["current"]) for one in items] == [("test", True), ("laptop", False)]
    assert set(items[1]) == {
        "id",
        "label",
        "scopes",
        "current",
        "expires_at",
        "last_used_on",
        "created_at",
    }
    seen = replace(ann, token=made["token"]).call("token_list")["items"]
    assert [one["current"] for one in seen] == [False, True]
    assert [one["last_used_on"] for one in seen] == ["2026-11-24", "2026-11-24"]


def test_somebody_whom_a_bot_acts_for_may_have_none(tom: Person) -> None:
    assert tom.call("token_list") == {"items": []}
