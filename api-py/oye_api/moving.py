"""What a move to another zone changes, before anything is changed."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from oye_schedule.occurrences import next_occurrences
from oye_schedule.schedule import Schedule
from starlette.responses import JSONResponse, Response

from oye_api.ask import Ask
from oye_api.endpoint import NO_STORE, Endpoint, Service
from oye_api.function import Need
from oye_api.operation import Operation


def timezone_preview(operation: Operation, service: Service) -> Endpoint:
    """Calculates the floating reminders in the other zone, each after what is accounted for."""
    arguments = frozenset({"p_token", "p_act_for", "p_timezone"})

    async def answer(ask: Ask) -> Response:
        found = await service.database.fetch("timezone_preview", ask.arguments)
        zone = ask.body["timezone"]
        # In a thread, as other calculations: two hundred of them take some milliseconds.
        moves = await asyncio.to_thread(lambda: [move(one, zone) for one in found["items"]])
        return JSONResponse({"timezone": found["timezone"], "items": moves}, headers=NO_STORE)

    return Endpoint(answer, (Need(operation.id, "timezone_preview", arguments, arguments),))


def move(reminder: Mapping[str, Any], zone: str) -> dict[str, Any]:
    """The contract's TimezoneMove."""
    said = reminder["schedule"]
    found = next_occurrences(
        Schedule(datetime.fromisoformat(said["starts_at"]), None, tuple(said["recurrence"])),
        zone=zone,
        after=datetime.fromisoformat(reminder["accounted_until"]),
        limit=1,
    )
    return {
        "id": reminder["id"],
        "text": reminder["text"],
        "next_occurrence": reminder["next_occurrence"],
        "moved_to": found.instants[0].isoformat() if found.instants else None,
    }
