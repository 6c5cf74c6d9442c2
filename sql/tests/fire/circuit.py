"""What the tests of circuits share: begins that are judged, and sends that fail."""

from .conftest import columns

CHANNEL = "select failures, paused_until from core.channel where kind = 'webhook'"


def verdicts(world, rows, waits=None, worker="w1"):
    """Verdict and wait of each, in their order."""
    found = world.fire.execute(
        "select delivery_id, verdict, wait from fire.delivery_begin("
        "%s, %s::uuid[], %s::uuid[], %s::bigint[], p_waits => %s::float[])",
        [worker, *columns(rows), waits],
    ).fetchall()
    by_id = {one: (verdict, wait) for one, verdict, wait in found}
    return [by_id[row["delivery_id"]] for row in rows]


def going(world, rows, **more):
    """Those that may be sent now."""
    judged = zip(rows, verdicts(world, rows, **more), strict=True)
    return [row for row, (verdict, _) in judged if verdict == "go"]


def fail(world, rows, outcome="temporary", reason="timeout"):
    """These fail, a second after they were begun."""
    world.advance(seconds=1)
    return world.settle(*rows, outcome=outcome, reason=reason)


def until(world):
    """When the webhook is tried again."""
    return world.one(CHANNEL)[1]


def opened(world):
    """How many circuits are open, of each kind of channel."""
    return world.one("select core.health()")[0]["circuits_open"]
