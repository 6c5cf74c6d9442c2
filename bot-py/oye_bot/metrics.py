"""What the bot counted, in Prometheus' text format (version 0.0.4): see contracts/metrics.md.

https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic

from aiohttp import web

BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(slots=True)
class Metrics:
    """Counted since the process began. Touched by the event loop's thread alone."""

    updates: Counter[str] = field(default_factory=Counter)
    places: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0
    heard_at: float | None = None

    def heard(self) -> None:
        """Telegram answered, or posted something."""
        self.heard_at = monotonic()

    def handled(self, outcome: str, seconds: float) -> None:
        """An update was tried once, to this end."""
        self.updates[outcome] += 1
        self.seconds += seconds
        place = next((i for i, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))
        self.places[place] += 1

    async def answer(self, _request: web.Request) -> web.Response:
        """GET /metrics."""
        headers = {"Content-Type": "text/plain; version=0.0.4", "Cache-Control": "no-store"}
        return web.Response(body="\n".join([*self.lines(), ""]).encode(), headers=headers)

    def lines(self) -> Iterator[str]:
        """All figures."""
        yield "# HELP oye_bot_updates_total Updates that were handled, by how that ended."
        yield "# TYPE oye_bot_updates_total counter"
        for outcome, count in sorted(self.updates.items()):
            yield f'oye_bot_updates_total{{outcome="{outcome}"}} {count}'
        name = "oye_bot_update_seconds"
        yield f"# HELP {name} From an update's arrival until it was handled."
        yield f"# TYPE {name} histogram"
        total = 0
        for bound, count in zip((*BOUNDS, "+Inf"), self.places, strict=True):
            total += count
            yield f'{name}_bucket{{le="{bound}"}} {total}'
        yield f"{name}_sum {self.seconds:.6f}"
        yield f"{name}_count {total}"
        yield "# HELP oye_bot_heard_seconds_ago Since Telegram last answered, or posted something."
        yield "# TYPE oye_bot_heard_seconds_ago gauge"
        if self.heard_at is not None:
            yield f"oye_bot_heard_seconds_ago {monotonic() - self.heard_at:.1f}"
