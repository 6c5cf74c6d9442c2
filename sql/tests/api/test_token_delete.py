import uuid
from dataclasses import replace

from oye_sql.testcall import Person, refused


def test_a_revoked_token_is_refused_at_once(ann: Person) -> None:
    made = ann.call("token_create", label="laptop")
    laptop = replace(ann, token=made["token"])
    laptop.call("me_get")
    assert ann.call("token_delete", token_id=made["id"]) is None
    with refused(401, "token_unknown"):
        laptop.call("me_get")
    assert [one["label"] for one in ann.call("token_list")["items"]] == ["test"]


def test_the_one_that_asks_may_be_revoked_too(ann: Person) -> None:
    [own] = ann.call("token_list")["items"]
    ann.call("token_delete", token_id=own["id"])
    with refused(401, "token_unknown"):
        ann.call("me_get")


def test_what_is_not_there_or_somebody_elses_is_not_found(ann: Person, bob: Person) -> None:
    [hers] = ann.call("token_list")["items"]
    for token_id in (uuid.uuid4(), hers["id"]):
        with refused(404, "token_not_found", "token_id"):
            bob.call("token_delete", token_id=token_id)
    ann.call("me_get")
