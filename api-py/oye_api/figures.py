"""What the database tells of the work, in Prometheus' text format: see contracts/metrics.md."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Labels = Mapping[str, str]
Sample = tuple[Labels, float]

GAUGES = (
    ("due", "Reminders and deliveries due now, counted up to 20480."),
    ("oldest_due_seconds", "For how long the oldest of them has been due."),
    ("oldest_lease_seconds", "For how long the oldest lease is over that nobody took up; 0: none."),
    ("calc_backlog", "Reminders that wait for worker-calc, counted up to 10000."),
    ("invalid", "Reminders that cannot be calculated, counted up to 10000."),
    ("xmin_age", "Transactions since the oldest one began that holds vacuum back."),
    ("xmin_seconds", "For how long that one has been open; absent where it can't be seen."),
)


def figures(told: Mapping[str, Any] | None) -> Iterator[str]:
    """Lines for what api.metrics_get answers; None where the database is away."""
    up: list[Sample] = [({}, int(told is not None))]
    yield from _family("oye_database_up", "gauge", "Whether the database answers.", up)
    if told is None:
        return
    for name, meaning in GAUGES:
        there: list[Sample] = [] if told[name] is None else [({}, told[name])]
        yield from _family(f"oye_{name}", "gauge", meaning, there)
    workers = [
        ({"kind": worker["kind"]}, worker["seconds_ago"])
        for worker in told["workers"]
        if worker["seconds_ago"] is not None
    ]
    meaning = "Since a worker of this kind last asked for work; absent where none ever did."
    yield from _family("oye_worker_seconds_ago", "gauge", meaning, workers)
    circuits = [({"channel": kind}, count) for kind, count in sorted(told["circuits_open"].items())]
    meaning = "Circuits that are open: Telegram as a whole, and webhooks counted up to 10000."
    yield from _family("oye_circuits_open", "gauge", meaning, circuits)
    for name, meaning in (
        ("dead_rows", "Dead rows that wait for vacuum, as the server estimates."),
        ("history_rows", "Rows of history, as the server estimates."),
    ):
        tables = [({"table": table}, count) for table, count in sorted(told[name].items())]
        yield from _family(f"oye_{name}", "gauge", meaning, tables)
    sends = [
        ({"channel": each["channel"], "outcome": each["outcome"]}, each["count"])
        for each in told["sends"]
    ]
    meaning = "Sends, by kind of channel and outcome as the worker reported it."
    yield from _family("oye_sends_total", "counter", meaning, sends)
    yield from _lateness(told)


def _lateness(told: Mapping[str, Any]) -> Iterator[str]:
    name = "oye_lateness_seconds"
    yield f"# HELP {name} From when a message was meant to be sent until it was."
    yield f"# TYPE {name} histogram"
    for each in told["lateness"]:
        labels = {"channel": each["channel"]}
        bounds = map(float, told["lateness_bounds"])
        yield from histogram(name, labels, bounds, each["counts"], each["seconds"])


def histogram(
    name: str, labels: Labels, bounds: Iterable[float], counts: Iterable[int], seconds: float
) -> Iterator[str]:
    """The lines of one histogram; `counts` has one place more than there are bounds."""
    total = 0
    for bound, count in zip((*bounds, "+Inf"), counts, strict=True):
        total += count
        yield f"{name}_bucket{_shown({**labels, 'le': str(bound)})} {total}"
    yield f"{name}_sum{_shown(labels)} {seconds:.6f}"
    yield f"{name}_count{_shown(labels)} {total}"


def _family(name: str, kind: str, meaning: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} {kind}"
    for labels, value in samples:
        yield f"{name}{_shown(labels)} {value}"


def _shown(labels: Labels) -> str:
    """Values are words of the contract or the catalogue: none has a quote or a backslash."""
    inner = ",".join(f'{name}="{value}"' for name, value in labels.items())
    return f"{{{inner}}}" if inner else ""
