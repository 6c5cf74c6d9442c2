"""Is it well: what a load balancer, Prometheus and a curious person ask."""

from pathlib import Path
from typing import Any

import pytest


def test_the_process_says_that_it_lives(server: Any) -> None:
    assert server.client(None).get("/healthz").json()["status"] == "ok"


def test_ready_tells_the_figures_of_the_work(server: Any, person: Any) -> None:
    person.told()
    ready = server.client(None).get("/readyz")
    assert ready.status_code == 200
    assert {worker["kind"] for worker in ready.json()["workers"]} == {"calc", "fire"}
    assert ready.json()["invalid"] >= 0


def test_metrics_count_requests_by_operation_and_status(server: Any, person: Any) -> None:
    def counted() -> float:
        text = server.figures()
        sample = 'oye_api_requests_total{operation="reminder_get",status="404"} '
        lines = [line for line in text.splitlines() if line.startswith(sample)]
        return float(lines[0].removeprefix(sample)) if lines else 0

    before = counted()
    person.http.get("/v1/reminders/999")
    assert counted() == before + 1


def test_metrics_are_on_a_port_of_their_own_and_not_where_the_public_comes(server: Any) -> None:
    assert server.client(None).get("/metrics").status_code == 404
    assert server.figures()


def test_metrics_can_be_read_by_prometheus(server: Any) -> None:
    """Each sample stands below its TYPE, and each bucket of a histogram holds those before it."""
    text = server.figures()
    known: set[str] = set()
    buckets: dict[str, list[int]] = {}
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            known.add(line.split()[2])
        elif not line.startswith("#"):
            sample, value = line.rsplit(" ", 1)
            float(value)
            name = sample.partition("{")[0]
            assert name in known or name.rsplit("_", 1)[0] in known, line
            if name.endswith("_bucket"):
                buckets.setdefault(sample.partition(",le=")[0], []).append(int(value))
    assert {"oye_due", "oye_oldest_due_seconds", "oye_database_up"} <= known
    assert buckets
    assert all(counts == sorted(counts) for counts in buckets.values())


def test_the_contract_is_served_as_it_is(server: Any) -> None:
    contract = Path(__file__).parents[1] / "openapi.yaml"
    assert server.client(None).get("/openapi.yaml").content == contract.read_bytes()


def test_the_docs_load_nothing_from_elsewhere(server: Any) -> None:
    page = server.client(None).get("/docs")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    for loading in ('src="', "@import", "url(", '<link rel="stylesheet"'):
        assert loading not in page.text
    assert "reminder_create" in page.text


@pytest.mark.parametrize("path", ["/healthz", "/docs", "/v1/me", "/v1/events"])
def test_head_is_answered_as_get_without_a_body(server: Any, person: Any, path: str) -> None:
    with person.http.stream("GET", path) as full:
        pass
    head = person.http.send(person.http.build_request("HEAD", path))
    assert (head.status_code, head.content) == (full.status_code, b"")
