"""Leaving for good: no row of the person remains, and nobody else loses one."""

import uuid

import psycopg
import pytest
from oye_sql.testcall import Caller, Fire, People, Person, refused, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

from .conftest import HOUR, rows_of


def delete(who: Person) -> dict[str, object]:
    receipt: dict[str, object] = who.call("person_delete", confirm=who.person_id)
    return receipt


def test_no_table_keeps_a_row_of_the_person(
    busy: Person, ann: Person, clock: Clock, owner: psycopg.Connection
) -> None:
    ann.once("hers", clock.now() + HOUR)
    before, hers = rows_of(owner, busy.person_id), rows_of(owner, ann.person_id)
    assert [name for name, count in before.items() if count == 0] == []
    receipt = delete(busy)
    assert set(rows_of(owner, busy.person_id).values()) == {0}
    assert rows_of(owner, ann.person_id) == hers
    assert receipt["person_id"] == str(busy.person_id)
    removed = receipt["removed"]
    assert isinstance(removed, dict)
    assert (removed["occurrences"], removed["identities"]) == (before["occurrence"], 1)
    assert sum(removed.values()) == sum(before.values()) - 1


def test_only_their_own_id_confirms_it(ann: Person, bob: Person, owner: psycopg.Connection) -> None:
    for confirm in (bob.person_id, uuid.UUID(int=0), None):
        with refused(422, "confirm_wrong", "confirm"):
            ann.call("person_delete", confirm=confirm)
    assert rows_of(owner, ann.person_id)["person"] == 1


def test_afterwards_nobody_is_signed_in_and_the_chat_may_begin_anew(
    tom: Person, clock: Clock
) -> None:
    delete(tom)
    with refused(404, "identity_not_found"):
        tom.call("me_get")
    made = tom.call("identity_ensure", chat_id="7", name="Tom")
    assert (made["created"], made["person_id"] != str(tom.person_id)) == (True, True)


def test_a_token_without_the_scope_does_not_suffice(person: People, clock: Clock) -> None:
    cleo = person("Cleo", scopes=("read", "write"))
    with refused(403, "scope_missing"):
        delete(cleo)


@pytest.mark.parametrize("outcome", ["sent", "temporary", "permanent", "unknown"])
def test_a_send_under_way_ends_as_gone(
    tom: Person, clock: Clock, fire: Fire, owner: psycopg.Connection, outcome: str
) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    assert fire.begin(claimed) == ["go"]
    delete(tom)
    assert fire.settle(claimed, outcome) == ["gone"]
    assert set(rows_of(owner, tom.person_id).values()) == {0}
    assert fire.claim() == []


def test_what_was_leased_is_not_sent(tom: Person, clock: Clock, fire: Fire) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    delete(tom)
    assert fire.begin(claimed) == ["stale"]


@pytest.mark.parametrize("name", ["reminder_create", "me_update", "channel_create"])
def test_who_adds_meanwhile_waits_and_leaves_no_row(
    ann: Person, clock: Clock, database: Database, owner: psycopg.Connection, name: str
) -> None:
    arguments = {
        "reminder_create": {"text": "tea", "starts_at": "2026-12-01 09:00"},
        "me_update": {"patch": {"name": "Anna"}},
        "channel_create": {"kind": "webhook", "url": "https://example.org/"},
    }[name]
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")
    delete(ann.on(one))
    with waiting(owner, two, lambda: ann.on(two).call(name, **arguments)) as results:
        one.commit()
    assert "401 token_unknown" in str(results)
    assert set(rows_of(owner, ann.person_id).values()) == {0}


def test_it_waits_for_a_settle_under_way_whose_rows_go_as_well(
    tom: Person, clock: Clock, fire: Fire, database: Database, owner: psycopg.Connection
) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    fire.begin(claimed)
    worker = database.connect("oye_fire", autocommit=False)
    api = database.connect("oye_api")
    assert Fire(Caller(worker, "fire")).settle(claimed) == ["settled"]
    with waiting(owner, api, lambda: delete(tom.on(api))["person_id"]) as results:
        worker.commit()
    assert results == [str(tom.person_id)]
    assert set(rows_of(owner, tom.person_id).values()) == {0}
