"""Whoever asks too often is told when to come again, and holds up nobody else."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from oye_api.address import place_of
from oye_api.bucket import Buckets
from oye_api.limits import Caller, Limits
from oye_sql import people
from oye_sql.testing import Database

PLACE = "203.0.113.7"
ANN, GUESS = Caller(b"ann", None), Caller(b"guess", None)
BURST = 50  # of an address, at 10 a second


def limits(now: list[float]) -> Limits:
    return Limits(Buckets(20), Buckets(10), clock=lambda: now[0])


def passed(bounds: Limits, caller: Caller | None, status: int, times: int) -> int:
    """How many of so many requests get through, each answered with the status."""
    through = 0
    for _ in range(times):
        if not bounds.take(caller, PLACE):
            through += 1
            bounds.note(caller, PLACE, status, guarded=True)
    return through


def test_a_token_that_was_accepted_has_a_bucket_of_its_own() -> None:
    bounds = limits([0.0])
    assert passed(bounds, ANN, 200, 1) == 1
    assert passed(bounds, None, 200, 500) == BURST - 1
    assert passed(bounds, ANN, 200, 500) == 100


def test_tokens_that_are_made_up_share_the_bucket_of_their_address() -> None:
    bounds = limits([0.0])
    guesses = [Caller(str(number).encode(), None) for number in range(500)]
    assert sum(passed(bounds, guess, 404, 1) for guess in guesses) == BURST


@pytest.mark.parametrize("status", [401, 403])
def test_guesses_are_slowed_to_one_a_second(status: int) -> None:
    now = [0.0]
    bounds = limits(now)
    assert passed(bounds, GUESS, status, 500) == BURST / 10
    through = 0
    for tenth in range(1, 1001):
        now[0] = tenth / 10
        through += passed(bounds, GUESS, status, 1)
    assert 99 <= through <= 101


def test_a_revoked_token_is_a_guess_from_then_on() -> None:
    bounds = limits([0.0])
    passed(bounds, ANN, 200, 1)
    assert passed(bounds, ANN, 401, 500) < BURST / 10 + 1


def test_a_token_known_as_a_persons_own_is_not_yet_one_that_acts_for_others() -> None:
    bounds = limits([0.0])
    passed(bounds, ANN, 200, 1)
    tries = [Caller(b"ann", f"telegram:{number}") for number in range(500)]
    assert sum(passed(bounds, one, 403, 1) for one in tries) <= BURST / 10


def test_a_bot_is_bounded_for_each_of_its_people() -> None:
    bounds = limits([0.0])
    crowd = [Caller(b"bot", f"telegram:{number}") for number in range(2_000)]
    assert sum(passed(bounds, one, 200, 1) for one in crowd) == len(crowd)
    assert passed(bounds, crowd[7], 200, 500) == 99


def test_where_no_token_is_asked_for_none_is_proven() -> None:
    bounds = limits([0.0])
    for _ in range(500):
        if not bounds.take(GUESS, PLACE):
            bounds.note(GUESS, PLACE, 200, guarded=False)
    assert GUESS.proof not in bounds.proven


PLACES = [
    ("203.0.113.7", "203.0.113.7"),
    ("::ffff:203.0.113.7", "203.0.113.7"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("2001:db8:1:2::1%eth0", "2001:db8:1:2::/64"),
    ("a proxy's nonsense", "0.0.0.0"),
    ("", "0.0.0.0"),
]


@pytest.mark.parametrize(("said", "place"), PLACES)
def test_of_ipv6_a_64_is_one_place(said: str, place: str) -> None:
    assert place_of(said) == place


def statuses(client: httpx.Client, path: str, times: int) -> list[int]:
    return [client.get(path).status_code for _ in range(times)]


def test_a_token_that_asks_too_often_is_told_so_and_others_are_served(
    run: Callable[..., Any], token: str, database: Database
) -> None:
    running = run(OYE_API_TOKEN_RATE="1", OYE_API_ADDRESS_RATE="5")
    answers = until_refused(running.client(token))
    # The first by its address, then a burst of five.
    assert len(answers) > 6
    answer = answers[-1]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["slug"] == "too_many_requests"
    assert answer.headers["retry-after"] == "1"
    assert "try again in 1 s" in answer.json()["detail"]
    assert answer.headers["x-request-id"] == answer.json()["request_id"]
    owner = database.owner_url
    other = people.token_create(owner, people.person_create(owner, "Bob", "UTC", "en"), "test")
    assert running.client(other).get("/v1/me").status_code == 200


def until_refused(client: httpx.Client) -> list[httpx.Response]:
    """The answers to one request after another, up to the first 429."""
    answers = [client.get("/v1/me")]
    while answers[-1].status_code == 200 and len(answers) < 1_000:
        answers.append(client.get("/v1/me"))
    assert answers[-1].status_code == 429
    return answers


def test_guesses_end_in_429_and_neither_probes_nor_the_known_notice(
    run: Callable[..., Any], token: str
) -> None:
    running = run(OYE_API_ADDRESS_RATE="1")
    known = running.client(token)
    assert known.get("/v1/me").status_code == 200
    guess = running.client("oye_" + "0" * 32 + "3b4de6")
    # It costs ten, of five that there are: nothing more for at least five seconds.
    assert statuses(guess, "/v1/me", 3) == [401, 429, 429]
    assert running.client().get("/docs").status_code == 429
    assert running.client().get("/readyz").status_code == 200
    assert statuses(running.client(), "/healthz", 30) == [200] * 30
    assert known.get("/v1/me").status_code == 200


def test_only_a_trusted_proxy_says_where_a_request_comes_from(run: Callable[..., Any]) -> None:
    for proxies, expected in (("127.0.0.1", 200), ("192.0.2.1", 429)):
        running = run(OYE_API_ADDRESS_RATE="1", OYE_API_PROXIES=proxies)
        for number in range(1, 12):
            client = running.client(**{"X-Forwarded-For": f"203.0.113.{number}"})
            last = client.get("/docs").status_code
        assert last == expected
