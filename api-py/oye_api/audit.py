"""Whether all that was expected is accounted for: computed here, since the engine is here."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from oye_schedule.audit import balance
from starlette.responses import JSONResponse, Response

from oye_api.ask import Ask
from oye_api.endpoint import NO_STORE, Endpoint, Service
from oye_api.function import Need
from oye_api.operation import Operation

# How many of what is amiss are named; the counts are whole.
SHOWN = 100


def audit_get(operation: Operation, service: Service) -> Endpoint:
    """Computes again what was expected of each reminder, and holds the history against it."""
    who = frozenset({"p_token", "p_act_for"})

    async def answer(ask: Ask) -> Response:
        found = await service.database.fetch("audit_get", ask.arguments)
        # In a thread, as other calculations: a year of many reminders takes a while.
        return JSONResponse(await asyncio.to_thread(audit, found), headers=NO_STORE)

    return Endpoint(answer, (Need(operation.id, "audit_get", who | {"p_since", "p_until"}, who),))


def audit(found: Mapping[str, Any]) -> dict[str, Any]:
    """The contract's Audit."""
    since, until = (datetime.fromisoformat(found[name]) for name in ("since", "until"))
    counts: Counter[str] = Counter()
    amiss: dict[str, list[dict[str, Any]]] = {"lost": [], "surplus": []}
    for one in found["items"]:
        weighed = balance(one, since, until)
        counts.update(one["counts"])
        counts.update(expected=weighed.expected, taken_back=weighed.taken_back)
        counts["pending"] += weighed.awaited
        for what, instants in (("lost", weighed.lost), ("surplus", weighed.surplus)):
            amiss[what] += [
                {"reminder_id": one["reminder_id"], "due_at": instant.isoformat()}
                for instant in instants
            ]
    names = ("pending", "delivered", "unknown", "failed", "skipped", "missed")
    return {
        "since": found["since"],
        "until": found["until"],
        "balanced": not any(amiss.values()),
        **{
            name: counts[name]
            for name in ("expected", *names, "late", "done", "snoozed", "taken_back")
        },
        **{what: {"count": len(each), "first": each[:SHOWN]} for what, each in amiss.items()},
    }
