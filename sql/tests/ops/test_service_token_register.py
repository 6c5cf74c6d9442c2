import hashlib
from dataclasses import replace

import psycopg
import pytest
from oye_sql.testcall import Caller, Person, refused

TOKEN = "oye_made_elsewhere"
DIGEST = hashlib.sha256(TOKEN.encode()).digest()


def test_a_token_made_elsewhere_acts_for_those_it_names(ops: Caller, tom: Person) -> None:
    service = replace(tom, token=TOKEN)
    with refused(401, "token_unknown"):
        service.call("me_get")
    assert ops.rows("service_token_register", sha256=DIGEST, label="bot") == [
        {"service_token_register": True}
    ]
    assert service.call("me_get")["name"] == "Tom"


def test_to_register_it_again_changes_nothing(
    ops: Caller, owner: psycopg.Connection, ann: Person
) -> None:
    ops.rows("service_token_register", sha256=DIGEST, label="bot")
    before = owner.execute("select t from core.token as t order by t.sha256").fetchall()
    assert ops.rows("service_token_register", sha256=DIGEST, label="another") == [
        {"service_token_register": False}
    ]
    # nor can a person's token be made a service's
    person = hashlib.sha256(ann.token.encode()).digest()
    ops.rows("service_token_register", sha256=person, label="bot")
    assert owner.execute("select t from core.token as t order by t.sha256").fetchall() == before


@pytest.mark.parametrize("digest", [b"", DIGEST[:31], TOKEN.encode()])
def test_what_is_no_digest_is_refused(ops: Caller, digest: bytes) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        ops.rows("service_token_register", sha256=digest, label="bot")
