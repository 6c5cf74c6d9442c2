"""What Prometheus reads: on a port of its own, all that is listed, and nothing of a person."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from oye_api.figures import figures, histogram
from oye_sql.testcall import Caller, Fire
from oye_sql.testing import Database

LISTED = Path(__file__).parents[2] / "contracts" / "metrics.md"


def listed() -> dict[str, str]:
    """Name and type of each metric of the API that the contract lists."""
    api = LISTED.read_text().partition("## The bot")[0]
    return dict(re.findall(r"^\| `(oye_\w+)` \| (\w+) ", api, re.MULTILINE))


def value(text: str, sample: str) -> float:
    [line] = [line for line in text.splitlines() if line.startswith(sample + " ")]
    return float(line.rsplit(" ", 1)[1])


@pytest.fixture
def sent(database: Database, run: Callable[..., Any], token: str) -> Any:
    """A server whose person was sent one webhook, ten seconds late."""
    running = run(OYE_WEBHOOK_ALLOW_LOCAL="1")
    with running.client(token) as client:
        hook = {"kind": "webhook", "url": "http://127.0.0.1:9/hook"}
        channel = client.post("/v1/channels", json=hook).raise_for_status().json()["id"]
        what = {"text": "a secret", "when": "in 1 minute", "channels": [channel]}
        client.post("/v1/reminders", json=what).raise_for_status()
    database.clock.advance(timedelta(seconds=70))
    assert len(Fire(Caller(database.connect("oye_fire"), "fire")).deliver()) == 1
    return running


def test_all_that_is_listed_is_exported_and_nothing_else(sent: Any) -> None:
    found = dict(re.findall(r"^# TYPE (\w+) (\w+)$", sent.figures(), re.MULTILINE))
    assert found == listed()
    assert len(found) > 15


def test_a_send_is_counted_with_its_channel_its_outcome_and_its_lateness(sent: Any) -> None:
    text = sent.figures()
    assert value(text, 'oye_sends_total{channel="webhook",outcome="sent"}') == 1
    assert value(text, 'oye_lateness_seconds_bucket{channel="webhook",le="5.0"}') == 0
    assert value(text, 'oye_lateness_seconds_bucket{channel="webhook",le="30.0"}') == 1
    assert 9 < value(text, 'oye_lateness_seconds_sum{channel="webhook"}') < 30
    assert value(text, 'oye_worker_seconds_ago{kind="fire"}') < 30
    assert 'oye_worker_seconds_ago{kind="calc"}' not in text, "it never ran"


def test_no_word_of_a_person_is_in_it(sent: Any, database: Database) -> None:
    text = sent.figures()
    people = database.connect().execute("select person_id::text, name from core.person").fetchall()
    assert people
    for person_id, name in people:
        assert person_id not in text
        assert name not in text
    assert "secret" not in text
    assert "127.0.0.1" not in text


def test_where_no_port_is_set_there_are_no_figures(run: Callable[..., Any]) -> None:
    running = run(OYE_API_METRICS_PORT="")
    assert running.metrics == ""
    assert running.client().get("/metrics").status_code == 404


def test_the_port_of_the_figures_has_nothing_else(run: Callable[..., Any], token: str) -> None:
    running = run()
    asked = httpx.get(f"{running.metrics}/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert asked.status_code == 404


def test_while_the_database_is_away_only_that_is_told() -> None:
    [line] = [line for line in figures(None) if not line.startswith("#")]
    assert line == "oye_database_up 0"


def test_a_place_of_a_histogram_holds_those_before_it() -> None:
    assert list(histogram("h", {"a": "b"}, (1.0, 2.0), (3, 0, 4), 9.5)) == [
        'h_bucket{a="b",le="1.0"} 3',
        'h_bucket{a="b",le="2.0"} 3',
        'h_bucket{a="b",le="+Inf"} 7',
        'h_sum{a="b"} 9.500000',
        'h_count{a="b"} 7',
    ]
