"""Figures in Prometheus' text format (version 0.0.4)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(slots=True)
class Metrics:
    """Counted since the process began. Touched by the event loop's thread alone."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    within: defaultdict[str, list[int]] = field(
        default_factory=lambda: defaultdict(lambda: [0] * (len(BOUNDS) + 1))
    )
    streams: int = 0

    def count(self, operation: str, status: int, seconds: float) -> None:
        """One request that has been answered."""
        self.requests[operation, status] += 1
        self.seconds[operation] += seconds
        place = next((i for i, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))
        self.within[operation][place] += 1


def exposition(metrics: Metrics, ready: Mapping[str, Any] | None) -> str:
    """All figures; `ready` is what api.ready_get answers, None where the database is away."""
    return "\n".join([*_requests(metrics), *_latency(metrics), *_ready(ready)]) + "\n"


def _requests(metrics: Metrics) -> Iterator[str]:
    yield "# HELP oye_api_requests_total Requests answered, by operation and status."
    yield "# TYPE oye_api_requests_total counter"
    for (operation, status), count in sorted(metrics.requests.items()):
        yield f'oye_api_requests_total{{operation="{operation}",status="{status}"}} {count}'
    yield "# HELP oye_api_streams Event streams that are open."
    yield "# TYPE oye_api_streams gauge"
    yield f"oye_api_streams {metrics.streams}"


def _latency(metrics: Metrics) -> Iterator[str]:
    name = "oye_api_request_seconds"
    yield f"# HELP {name} From the request to the start of its answer."
    yield f"# TYPE {name} histogram"
    for operation, counts in sorted(metrics.within.items()):
        total = 0
        for bound, count in zip((*BOUNDS, "+Inf"), counts, strict=True):
            total += count
            yield f'{name}_bucket{{operation="{operation}",le="{bound}"}} {total}'
        yield f'{name}_sum{{operation="{operation}"}} {metrics.seconds[operation]:.6f}'
        yield f'{name}_count{{operation="{operation}"}} {total}'


def _ready(ready: Mapping[str, Any] | None) -> Iterator[str]:
    yield "# HELP oye_database_up Whether the database answers."
    yield "# TYPE oye_database_up gauge"
    yield f"oye_database_up {int(ready is not None)}"
    for name, told in (
        ("due", "Reminders and deliveries due now."),
        ("oldest_due_seconds", "Age of the oldest of them."),
        ("calc_backlog", "Reminders that wait for worker-calc."),
        ("invalid", "Reminders that cannot be calculated."),
    ):
        if ready is not None and ready.get(name) is not None:
            yield f"# HELP oye_{name} {told}"
            yield f"# TYPE oye_{name} gauge"
            yield f"oye_{name} {ready[name]}"
    yield "# HELP oye_worker_seconds_ago Since a worker of this kind last asked for work."
    yield "# TYPE oye_worker_seconds_ago gauge"
    for worker in (ready or {}).get("workers", []):
        if worker["seconds_ago"] is not None:
            yield f'oye_worker_seconds_ago{{kind="{worker["kind"]}"}} {worker["seconds_ago"]}'
