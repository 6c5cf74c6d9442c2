"""The sign-in of a device by a code (RFC 8628)."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from oye_sql.testcall import Bot, Caller, People, Person, refused, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def begin(api: Caller, label: str = "laptop", address: str = "203.0.113.7") -> Any:
    return api.call("login_start", label=label, address=address)


def poll(api: Caller, login: Any) -> Any:
    """The token, or the slug of the refusal."""
    answer = api.call("login_poll", device_code=login["device_code"])
    return answer["refused"]["slug"] if "refused" in answer else answer


def approve(who: Person, code: str, yes: bool = True) -> Any:
    return who.call("login_answer", user_code=code, approve=yes)


def slug(answer: Any) -> str:
    return str(answer["refused"]["slug"])


def test_who_approves_gives_the_device_a_token_of_theirs_once(
    api: Caller, ann: Person, clock: Clock
) -> None:
    login = begin(api)
    assert poll(api, login) == "authorization_pending"
    asked = ann.call("login_get", user_code=login["user_code"])
    assert (asked["label"], asked["address"]) == ("laptop", "203.0.113.7")
    assert asked["expires_at"] == "2026-11-24T08:10:00+00:00"
    assert approve(ann, login["user_code"])["label"] == "laptop"
    made = poll(api, login)
    assert (made["label"], made["scopes"]) == ("laptop", ["read", "write", "account"])
    device = Person(api, ann.person_id, made["token"])
    assert device.call("me_get")["name"] == "Ann"
    assert poll(api, login) == "expired_token"


def test_codes_are_kept_as_digests_alone(
    api: Caller, owner: psycopg.Connection, clock: Clock
) -> None:
    login = begin(api)
    [(row,)] = owner.execute("select to_jsonb(d)::text from core.device_login as d").fetchall()
    assert login["device_code"] not in row
    assert login["user_code"].replace("-", "") not in row


def test_a_code_may_be_typed_in_any_case_and_without_its_hyphen(
    api: Caller, ann: Person, clock: Clock
) -> None:
    login = begin(api)
    approve(ann, login["user_code"].replace("-", " ").lower())
    assert "token" in poll(api, login)


def test_the_link_leads_to_the_bot_where_its_name_is_known(
    api: Caller, bot: Bot, clock: Clock
) -> None:
    assert begin(api)["verification_uri"] is None
    bot("telegram:1").call("bot_announce", username="oye_bot")
    login = begin(api)
    code = login["user_code"].replace("-", "")
    assert login["verification_uri"] == f"https://t.me/oye_bot?start=login_{code}"
    assert (login["expires_in"], login["interval"]) == (600, 2)


def test_a_bot_approves_for_its_user(api: Caller, tom: Person) -> None:
    login = begin(api)
    approve(tom, login["user_code"])
    made = poll(api, login)
    assert made["scopes"] == ["read", "write", "account"]
    assert Person(api, tom.person_id, made["token"]).call("me_get")["name"] == "Tom"


def test_a_token_gives_on_only_scopes_that_it_has(
    api: Caller, person: People, clock: Clock
) -> None:
    login = begin(api)
    approve(person("Cleo", scopes=("account",)), login["user_code"])
    assert poll(api, login)["scopes"] == ["account"]


def test_a_no_is_final(api: Caller, ann: Person, bob: Person, clock: Clock) -> None:
    login = begin(api)
    approve(ann, login["user_code"], yes=False)
    assert slug(approve(bob, login["user_code"])) == "code_not_found"
    assert poll(api, login) == "access_denied"


def test_a_code_is_good_for_one_answer(api: Caller, ann: Person, bob: Person, clock: Clock) -> None:
    login = begin(api)
    approve(ann, login["user_code"])
    assert slug(approve(bob, login["user_code"])) == "code_not_found"
    assert slug(bob.call("login_get", user_code=login["user_code"])) == "code_not_found"
    assert Person(api, ann.person_id, poll(api, login)["token"]).call("me_get")["name"] == "Ann"


def test_after_ten_minutes_a_code_is_worth_nothing(api: Caller, ann: Person, clock: Clock) -> None:
    early, late = begin(api), begin(api)
    approve(ann, early["user_code"])
    clock.advance(10 * MINUTE)
    assert slug(approve(ann, late["user_code"])) == "code_not_found"
    assert [poll(api, one) for one in (early, late)] == ["expired_token"] * 2


def test_who_polls_too_often_is_slowed_down_by_five_seconds(api: Caller, clock: Clock) -> None:
    login = begin(api)
    assert poll(api, login) == "authorization_pending"
    clock.advance(2 * SECOND)
    assert poll(api, login) == "authorization_pending"
    clock.advance(SECOND)
    assert poll(api, login) == "slow_down"
    clock.advance(2 * SECOND)
    assert poll(api, login) == "slow_down"
    clock.advance(12 * SECOND)
    assert poll(api, login) == "authorization_pending"


@pytest.mark.parametrize("name", ["login_get", "login_answer"])
def test_guesses_are_bounded_for_each_person(
    api: Caller, ann: Person, bob: Person, clock: Clock, name: str
) -> None:
    login = begin(api)
    more = {"approve": True} if name == "login_answer" else {}
    for _ in range(10):
        assert slug(ann.call(name, user_code="BBBB-BBBB", **more)) == "code_not_found"
    for code in ("BBBB-BBBB", login["user_code"]):
        with refused(429, "too_many_guesses", "user_code"):
            ann.call(name, user_code=code, **more)
    assert bob.call(name, user_code=login["user_code"], **more)["label"] == "laptop"
    clock.advance(HOUR)
    login = begin(api)
    assert ann.call(name, user_code=login["user_code"], **more)["label"] == "laptop"


def test_guesses_at_once_are_counted_one_after_the_other(
    ann: Person, clock: Clock, database: Database, owner: psycopg.Connection
) -> None:
    for _ in range(9):
        approve(ann, "BBBB-BBBB")
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")
    approve(ann.on(one), "BBBB-BBBB")
    with waiting(owner, two, lambda: approve(ann.on(two), "CCCC-CCCC")) as results:
        one.commit()
    assert "too_many_guesses" in str(results[0])


def test_begun_sign_ins_are_bounded_by_address(api: Caller, clock: Clock) -> None:
    for last in range(60):
        begin(api, address=f"2001:db8::{last:x}")
    with refused(429, "too_many_logins"):
        begin(api, address="2001:db8::ffff:1")
    begin(api, address="2001:db8:0:1::1")
    begin(api, address="198.51.100.1")
    clock.advance(10 * MINUTE)
    begin(api, address="2001:db8::1")


def test_two_polls_at_once_get_one_token(
    api: Caller, ann: Person, clock: Clock, database: Database, owner: psycopg.Connection
) -> None:
    login = begin(api)
    approve(ann, login["user_code"])
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")
    assert "token" in poll(Caller(one, "api"), login)
    with waiting(owner, two, lambda: poll(Caller(two, "api"), login)) as results:
        one.commit()
    assert results == ["expired_token"]


def test_what_nobody_took_is_removed(
    api: Caller, ann: Person, ops: Caller, owner: psycopg.Connection, clock: Clock
) -> None:
    begin(api)
    approve(ann, "BBBB-BBBB")
    clock.advance(2 * HOUR)
    assert {row["what"]: row["removed"] for row in ops.rows("housekeep")}["sign-ins"] == 1
    assert owner.execute("select from core.login_guess").fetchall() == []


def test_another_scope_does_not_approve(api: Caller, person: People, clock: Clock) -> None:
    cleo = person("Cleo", scopes=("read", "write"))
    with refused(403, "scope_missing"):
        approve(cleo, begin(api)["user_code"])
