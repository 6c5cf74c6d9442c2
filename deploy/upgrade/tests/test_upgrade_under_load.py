"""The services of one release on the database of the next, brought there while all of them work."""

import json
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from oye_calc.audit import audit
from oye_fakes.webhook import Webhook
from oye_sql import apply, roles, testing
from oye_sql.testing import Database, Maker

from .load import Person, at_work, people_of, wait_for_rounds
from .novelty import MIGRATIONS, next_release
from .release import Release, UnknownReleaseError, checkout, last_commit, of_commit
from .services import Service, api, calc, fire


@contextmanager
def working(release: Release, database: Database) -> Iterator[list[Service]]:
    """API, calc and fire of a release over the database."""
    with ExitStack() as running:
        services = [running.enter_context(start(release, database)) for start in (api, calc, fire)]
        services[0].wait_for("listening")
        services[2].wait_for("ready")
        yield services


def upgraded_under_load(
    before: Release, after: Release, database: Database, webhook: Webhook
) -> apply.Result:
    """Bring the database from one release to the next while the services of `before` are used.

    Fails where a request fails, a service is in trouble, or a promise is broken.
    """
    with working(before, database) as services:
        url = services[0].wait_for("listening")["url"]
        people = people_of(database, url, webhook.url)
        with at_work(people):
            wait_for_rounds(people, 2)
            services[1].wait_for("calculated")
            result = apply.apply(database.owner_url, after.sql)
            wait_for_rounds(people, 2)
        assert [failure for person in people for failure in person.failures] == []
        wait_for_all(people, webhook, database)
        assert arrived(webhook) == dict.fromkeys(expected(people), 1)
        found = audited(database)
        assert (found["balanced"], found["pending"]) == (True, 0), found
        # Of what came due before there was an audit nothing is known to be expected.
        assert found["delivered"] == found["expected"] > 0
        assert [line for service in services for line in service.troubles()] == []
    return result


def expected(people: list[Person]) -> set[tuple[str, int]]:
    """Where each reminder that came due had to arrive: its person's hook, and its number."""
    return {(f"/{person.name}", number) for person in people for number in person.expected}


def arrived(webhook: Webhook) -> dict[tuple[str, int], int]:
    """How often each arrived."""
    requests = webhook.requests()
    return Counter((one.path, json.loads(one.body)["data"]["reminder_id"]) for one in requests)


def audited(database: Database) -> dict[str, Any]:
    """The sum of the last day, as this checkout computes it."""
    with database.connect("oye_calc") as connection:
        found = audit(connection, datetime.now(UTC) - timedelta(days=1), None, None)
    return found.total.as_json()


def wait_for_all(people: list[Person], webhook: Webhook, database: Database) -> None:
    """Return when everything has arrived and is settled, or after half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until and (
        expected(people) - arrived(webhook).keys() or audited(database)["pending"]
    ):
        time.sleep(0.1)


def test_everything_that_a_release_may_change_changes_under_load_and_no_request_fails(
    database: Database, webhook: Webhook, tmp_path: Path
) -> None:
    after = next_release(checkout(), database.owner_url, tmp_path)
    result = upgraded_under_load(checkout(), after, database, webhook)
    assert [name[5:] for name in result.migrations] == [
        name.split(".")[0] for name, _ in MIGRATIONS
    ]
    assert result.written > 100
    # Going back: the services of before start on it too, and those of the next release run on.
    with working(checkout(), database) as services:
        assert [line for service in services for line in service.troubles()] == []


def test_the_services_of_the_last_release_run_on_while_its_database_is_brought_to_this_one(
    oye_maker: Maker, webhook: Webhook, tmp_path: Path
) -> None:
    try:
        before = of_commit(last_commit(), tmp_path)
    except UnknownReleaseError as problem:
        pytest.skip(f"the last release is unknown: {problem}")
    name = f"oye_before_{secrets.token_hex(4)}"
    with testing.created(oye_maker, name) as address, ExitStack() as connections:
        passwords = dict.fromkeys(roles.LOGINS, testing.PASSWORD)
        apply.apply(address, before.sql, passwords)
        upgraded_under_load(before, checkout(), Database(address, connections), webhook)
