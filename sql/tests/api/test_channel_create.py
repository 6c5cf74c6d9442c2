import base64
from datetime import timedelta

from oye_sql.testcall import Fire, People, Person, digest, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
URL = "https://example.org/hook"


def test_a_webhook_comes_with_its_secret_that_is_never_shown_again(ann: Person) -> None:
    made = ann.hook(URL, label="work")
    assert (made["id"], made["kind"], made["address"]) == (2, "webhook", URL)
    assert (made["label"], made["is_default"], made["enabled"]) == ("work", True, True)
    kind, _, key = made["secret"].partition("_")
    assert kind == "whsec"
    assert len(base64.b64decode(key, validate=True)) == 32
    assert made["secret"] not in str(ann.call("channel_list"))
    assert ann.hook(URL + "/2")["secret"] != made["secret"]


def test_the_same_address_twice_is_refused_but_another_person_may_have_it(
    ann: Person, bob: Person
) -> None:
    ann.hook(URL)
    with refused(409, "channel_exists", "url"):
        ann.hook(URL)
    bob.hook(URL)
    assert len(ann.call("channel_list")["items"]) == 2


def test_the_same_key_and_body_get_the_first_answer(ann: Person) -> None:
    request = {"idempotency_key": "key-1", "request_sha256": digest("body")}
    made = ann.hook(URL, **request)
    assert ann.hook(URL, **request) == made
    with refused(422, "idempotency_key_reused", "Idempotency-Key"):
        ann.hook(URL, idempotency_key="key-1", request_sha256=digest("another body"))


def test_reminders_go_to_it_from_then_on_unless_it_is_no_default(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook(URL, is_default=False)
    ann.once("to the inbox", clock.now() + HOUR)
    clock.advance(HOUR)
    assert fire.deliver() == []
    ann.hook(URL + "/2")
    ann.once("to the second", clock.now() + HOUR)
    ann.once("to both", clock.now() + HOUR, channels=[1, 2])
    clock.advance(HOUR)
    sent = {(row["text"], row["address"]) for row in fire.deliver()}
    assert sent == {("to the second", URL + "/2"), ("to both", URL)}


def test_it_needs_the_scope_account(person: People) -> None:
    with refused(403, "scope_missing"):
        person("W", scopes=("read", "write")).hook(URL)
