"""A core that breaks a promise is found out: the harness can fail."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from run import Crew, Effort, Fault, Plan, run
from stage import TEMPLATE, Server, Size, folder, server

AFTER_SEND = Fault("fire killed after send", "fire", "after_send")
SMALL = Size(people=4, once=12, series=0, each=0)


@pytest.fixture(scope="module")
def plan() -> Iterator[Plan]:
    with folder(None) as place, server(place) as found:
        effort = Effort(SMALL, kills=4, load=SMALL, rounds=1)
        yield Plan(AFTER_SEND, Crew(2, 1, partition=False), effort, found, place)


def breaks(found: Server, function: str, old: str, new: str) -> None:
    """Put another text into a stored function of the template."""
    with psycopg.connect(found.database(TEMPLATE)) as connection:
        row = connection.execute("select pg_get_functiondef(%s::regproc)", [function]).fetchone()
        assert row is not None
        assert row[0].count(old) == 1
        connection.execute(row[0].replace(old, new).encode())


def in_folder(plan: Plan, name: str) -> Plan:
    files: Path = plan.files / name
    files.mkdir()
    return replace(plan, files=files)


def test_as_it_is_every_promise_is_kept(plan: Plan) -> None:
    verdict = run(in_folder(plan, "whole"))
    assert verdict.kept, verdict
    assert verdict.runs > 0
    assert verdict.duplicates == verdict.marked > 0


def test_a_lease_that_forgets_what_was_being_sent_doubles_without_a_mark(plan: Plan) -> None:
    breaks(plan.server, "core.delivery_lease", "(d.state = 'sending')::integer", "0")
    verdict = run(in_folder(plan, "forgetful"))
    assert verdict.unmarked > 0
    assert not verdict.kept
