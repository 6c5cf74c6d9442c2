import hashlib
import uuid
from dataclasses import replace

import psycopg
import pytest
from oye_sql.testcall import Caller, Person, refused


def test_it_signs_in_as_that_person_with_those_scopes(ops: Caller, ann: Person) -> None:
    [made] = ops.rows("token_create", person=ann.person_id, label="laptop", scopes=["read"])
    reader = replace(ann, token=made["token"])
    assert reader.call("me_get")["name"] == "Ann"
    with refused(403, "scope_missing"):
        reader.call("me_update", patch={"name": "X"})


def test_the_secret_has_a_checksum_and_is_not_kept(
    ops: Caller, ann: Person, owner: psycopg.Connection
) -> None:
    [made] = ops.rows("token_create", person=ann.person_id, label="laptop", scopes=["read"])
    secret = made["token"]
    assert hashlib.sha256(secret[:36].encode()).hexdigest()[:6] == secret[36:]
    [row] = owner.execute(
        "select t::text from core.token as t where token_id = %s", [made["token_id"]]
    ).fetchall()
    assert secret not in row[0]
    assert hashlib.sha256(secret.encode()).hexdigest() in row[0]


@pytest.mark.parametrize("scopes", [[], ["root"], ["act_for"]])
def test_scopes_that_make_no_sense_are_refused(ops: Caller, ann: Person, scopes: list[str]) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        ops.rows("token_create", person=ann.person_id, label="x", scopes=scopes)


def test_a_person_who_is_not_there_is_refused(ops: Caller) -> None:
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        ops.rows("token_create", person=uuid.uuid4(), label="x", scopes=["read"])
