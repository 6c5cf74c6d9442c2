from datetime import timedelta

import psycopg
from oye_sql.testcall import Bot, Fire, People, Person, digest, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


def test_the_person_who_asks_with_counts_and_the_clock(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.once("soon", clock.now() + HOUR)
    ann.once("later", clock.now() + 2 * HOUR)
    clock.advance(HOUR)
    fire.deliver()
    assert ann.call("me_get") == {
        "person_id": str(ann.person_id),
        "name": "Ann",
        "timezone": "UTC",
        "locale": "en",
        "default_time": "09:00",
        "quiet": None,
        "active": 1,
        "waiting": 1,
        "now": "2026-11-24T09:00:00+00:00",
    }


def test_an_unknown_token_is_refused(ann: Person) -> None:
    for token in (b"", digest("oye_nothing"), ann.token.encode(), None):
        with refused(401, "token_unknown"):
            ann.api.call("me_get", token=token, act_for=None)


def test_an_expired_token_is_refused_from_that_moment_on(
    ann: Person, clock: Clock, owner: psycopg.Connection
) -> None:
    expires = clock.now() + HOUR
    owner.execute("update core.token set expires_at = %s", [expires])
    ann.call("me_get")
    clock.set(expires)
    with refused(401, "token_expired"):
        ann.call("me_get")


def test_a_token_without_the_scope_is_refused(person: People) -> None:
    reader, writer = person("R", scopes=("read",)), person("W", scopes=("write",))
    assert reader.call("me_get")["name"] == "R"
    with refused(403, "scope_missing"):
        reader.call("me_update", patch={"name": "X"})
    with refused(403, "scope_missing"):
        reader.call("token_list")
    with refused(403, "scope_missing"):
        writer.call("me_get")
    assert reader.call("me_get")["name"] == "R"


def test_a_service_token_must_say_for_whom_it_acts(bot: Bot) -> None:
    service = bot("telegram:7")
    with refused(403, "act_for_missing", "X-Act-For"):
        service.api.call("me_get", token=digest(service.token), act_for=None)


def test_a_service_token_for_somebody_unknown_is_refused(bot: Bot) -> None:
    for act_for in ("telegram:8", "telegram:", "matrix:7", "7", ""):
        with refused(404, "identity_not_found", "X-Act-For"):
            bot(act_for).call("me_get")


def test_a_service_token_sees_the_person_it_acts_for(tom: Person) -> None:
    assert tom.call("me_get")["person_id"] == str(tom.person_id)


def test_a_token_of_a_persons_own_acts_for_nobody_else(ann: Person, tom: Person) -> None:
    with refused(403, "scope_missing"):
        ann.api.call("me_get", token=digest(ann.token), act_for="telegram:7")


def test_a_tokens_day_of_use_is_noted_once_a_day(
    ann: Person, clock: Clock, owner: psycopg.Connection
) -> None:
    def noted() -> list[tuple[object, ...]]:
        return owner.execute("select last_used_on::text, xmin::text from core.token").fetchall()

    ann.call("me_get")
    first = noted()
    clock.advance(HOUR)
    ann.call("me_get")
    assert noted() == first
    clock.advance(24 * HOUR)
    ann.call("me_get")
    assert [day for day, _ in noted()] == ["2026-11-25"]
