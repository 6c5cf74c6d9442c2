import hashlib
import re
from dataclasses import replace
from datetime import timedelta

from oye_sql.testcall import Person, refused
from oye_sql.testclock import Clock


def test_it_signs_in_as_the_person_with_the_scopes_it_was_given(ann: Person) -> None:
    made = ann.call("token_create", label="laptop", scopes=["read"])
    reader = replace(ann, token=made["token"])
    assert reader.call("me_get")["person_id"] == str(ann.person_id)
    with refused(403, "scope_missing"):
        reader.call("me_update", patch={"name": "X"})


def test_the_secret_has_a_checksum_and_only_its_digest_is_kept(ann: Person) -> None:
    made = ann.call("token_create", label="laptop")
    secret = made["token"]
    assert re.fullmatch("oye_[0-9a-f]{38}", secret)
    assert hashlib.sha256(secret[:36].encode()).hexdigest()[:6] == secret[36:]
    assert secret not in str(ann.call("token_list"))
    assert ann.call("token_create", label="laptop")["token"] != secret


def test_without_more_it_may_read_and_write_and_does_not_expire(ann: Person) -> None:
    made = ann.call("token_create", label="laptop")
    assert (made["scopes"], made["expires_at"]) == (["read", "write"], None)


def test_it_expires_after_so_many_days(ann: Person, clock: Clock) -> None:
    made = ann.call("token_create", label="laptop", expires_in_days=2)
    assert made["expires_at"] == "2026-11-26T08:00:00+00:00"
    clock.advance(timedelta(days=2))
    with refused(401, "token_expired"):
        replace(ann, token=made["token"]).call("me_get")


def test_nobody_gives_themselves_the_right_to_act_for_others(ann: Person) -> None:
    with refused(422, "scope_not_given", "scopes"):
        ann.call("token_create", label="bot", scopes=["read", "act_for"])


def test_it_needs_the_scope_account(ann: Person) -> None:
    made = ann.call("token_create", label="laptop")
    with refused(403, "scope_missing"):
        replace(ann, token=made["token"]).call("token_create", label="another")


def test_a_token_gives_on_no_more_than_it_has(ann: Person) -> None:
    made = ann.call("token_create", label="keys", scopes=["account"])
    keys = replace(ann, token=made["token"])
    with refused(422, "scope_not_given", "scopes"):
        keys.call("token_create", label="all", scopes=["read", "account"])
    assert keys.call("token_create", label="same", scopes=["account"])["scopes"] == ["account"]
