"""What this process counted, in Prometheus' text format (version 0.0.4).

https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from oye_api.figures import figures, histogram

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


def exposition(metrics: Metrics, told: Mapping[str, Any] | None) -> str:
    """All figures; `told` is what api.metrics_get answers, None where the database is away."""
    return "\n".join([*_requests(metrics), *_latency(metrics), *figures(told)]) + "\n"


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
        labels = {"operation": operation}
        yield from histogram(name, labels, BOUNDS, counts, metrics.seconds[operation])
