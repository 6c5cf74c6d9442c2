"""People who use the API all the while, and what they were promised."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
from oye_sql.testing import Database

PEOPLE = 4
# Seconds: how long tables are locked is a matter of the machine, and of what else it does.
PATIENT = 60
ZONES = ("Europe/Madrid", "Asia/Tokyo")
MERGE = {"Content-Type": "application/merge-patch+json"}
MAKE = """
with made as (
    select person_id from ops.person_create(
        p_name => %(name)s, p_timezone => 'Europe/Madrid', p_locale => 'en'
    )
)

select t.token from made as m
cross join lateral ops.token_create(
    p_person => m.person_id, p_label => 'load', p_scopes => array['read', 'write', 'account']
) as t
"""


@dataclass
class Person:
    """Somebody at work. `expected`: reminders that are to arrive, each once."""

    name: str
    http: httpx.Client
    expected: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    rounds: int = 0

    def call(self, method: str, path: str, *fine: int, **body: object) -> httpx.Response | None:
        """One request. Whatever is not an answer of the `fine` ones is a failure, and None."""
        try:
            answer = self.http.request(method, path, **body)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            self.failures.append(f"{method} {path}: {error!r}")
            return None
        if answer.status_code in fine:
            return answer
        self.failures.append(f"{method} {path}: {answer.status_code} {answer.text}")
        return None

    def round(self) -> None:
        """Add, read, list, edit, move to another zone, answer, delete."""
        soon = {"text": "stretch", "when": "in 1 second"}
        if made := self.call("POST", "/v1/reminders", 201, json=soon):
            self.expected.append(made.json()["id"])
        later = {"text": "read", "when": daily(9), "tags": ["book"]}
        if made := self.call("POST", "/v1/reminders", 201, json=later):
            path = f"/v1/reminders/{made.json()['id']}"
            self.call("GET", path, 200)
            patch = {"text": "write", "when": daily(10)}
            self.call("PATCH", path, 200, json=patch, headers=MERGE)
            zone = {"timezone": ZONES[self.rounds % 2]}
            self.call("PATCH", "/v1/me", 200, json=zone, headers=MERGE)
            self.call("DELETE", path, 204)
        self.call("GET", "/v1/reminders", 200)
        # What is answered before it was sent is sent no more.
        told = {"outcome": "delivered", "limit": 5}
        history = self.call("GET", "/v1/occurrences", 200, params=told)
        for one in history.json()["items"] if history else ():
            if one["answer"] == "none":
                path = f"/v1/reminders/{one['reminder_id']}/done"
                self.call("POST", path, 200, json={"due_at": one["due_at"]})
        self.rounds += 1


def daily(hour: int) -> dict[str, object]:
    """From a month ahead on: no move to another zone jumps over it, so that it is told late."""
    start = datetime.now(UTC) + timedelta(days=30)
    return {"starts_at": f"{start:%Y-%m-%d}T{hour:02}:00:00", "recurrence": ["RRULE:FREQ=DAILY"]}


def people_of(database: Database, url: str, hook: str) -> list[Person]:
    """Some people, with the API at `url`, whose reminders go to `hook`/name."""
    people = []
    ops = database.connect("oye_ops")
    for number in range(PEOPLE):
        name = f"p{number}"
        [(token,)] = ops.execute(MAKE, {"name": name}).fetchall()
        headers = {"Authorization": f"Bearer {token}"}
        person = Person(name, httpx.Client(base_url=url, headers=headers, timeout=PATIENT))
        body = {"kind": "webhook", "url": f"{hook}/{name}"}
        person.http.post("/v1/channels", json=body).raise_for_status()
        people.append(person)
    return people


@contextmanager
def at_work(people: list[Person]) -> Iterator[None]:
    """All of them work, each on a thread, until the context ends."""
    stop = threading.Event()

    def work(person: Person) -> None:
        while not stop.is_set():
            person.round()

    threads = [threading.Thread(target=work, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def wait_for_rounds(people: list[Person], more: int) -> None:
    """Return when each of them has done so many rounds more."""
    wanted = [person.rounds + more for person in people]
    until = time.monotonic() + 60
    while any(person.rounds < rounds for person, rounds in zip(people, wanted, strict=True)):
        assert time.monotonic() < until, "they do not get on"
        time.sleep(0.02)
