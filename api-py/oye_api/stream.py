"""Server-sent events: what happens to a person's reminders, as it happens."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import psycopg
from starlette.responses import Response, StreamingResponse

from oye_api.ask import Ask
from oye_api.endpoint import Endpoint, Service
from oye_api.function import Need
from oye_api.operation import Operation
from oye_api.problem import of_database

POLL_SECONDS = 5.0
# A wake-up may come before its event is readable (an older transaction still runs): look again.
SOON_SECONDS = 0.2
# The contract promises a line every 15 s: one that falls due during a look comes after it.
COMMENT_SECONDS = 10.0
LOOK_SECONDS = 4.0
PAGE = 100
log = logging.getLogger(__name__)
WHO = frozenset({"p_token", "p_act_for"})
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
MEDIA = "text/event-stream; charset=utf-8"


def event_stream(operation: Operation, service: Service) -> Endpoint:
    """Events after `Last-Event-ID`, else from now on, until the client or the server goes."""

    async def answer(ask: Ask) -> Response:
        me = await service.database.fetch("me_get", ask.who)
        after = ask.arguments.get("p_last_event_id")
        page = await _page(service, ask, after)
        if ask.method == "HEAD":
            return Response(headers=HEADERS, media_type=MEDIA)
        bucket = UUID(me["person_id"]).bytes[-1] & 63
        return StreamingResponse(
            _counted(service, _events(service, ask, bucket, page)),
            headers=HEADERS,
            media_type=MEDIA,
        )

    needs = (
        Need(operation.id, "event_list", WHO | {"p_after", "p_limit"}, WHO),
        Need(operation.id, "me_get", WHO, WHO),
    )
    return Endpoint(answer, needs)


async def _page(service: Service, ask: Ask, after: object) -> dict[str, Any]:
    return await service.database.fetch(
        "event_list", {**ask.who, "p_after": after, "p_limit": PAGE}
    )


async def _counted(service: Service, events: AsyncIterator[str]) -> AsyncIterator[str]:
    service.metrics.streams += 1
    try:
        async for event in events:
            yield event
    finally:
        service.metrics.streams -= 1


async def _events(
    service: Service, ask: Ask, bucket: int, page: dict[str, Any]
) -> AsyncIterator[str]:
    """Each client reads from a cursor of its own; the shared bell only shortens its sleep."""
    loop = asyncio.get_running_loop()
    wakes = service.wakes
    # The id alone tells a client where to go on, even when it is cut off before the first event.
    yield f": oye\nretry: 2000\nid: {page['cursor']}\n\n"
    spoken = loop.time()
    pause = POLL_SECONDS
    while not wakes.stopping.is_set():
        for event in page["items"]:
            yield _frame(event)
            spoken = loop.time()
        bell = wakes.bell(bucket)
        fresh = await _next_page(service, ask, page["cursor"])
        if fresh is None:
            return
        page = fresh
        if page["items"]:
            pause = SOON_SECONDS
            continue
        rung = await _wait(bell, min(pause, COMMENT_SECONDS - (loop.time() - spoken)))
        pause = SOON_SECONDS if rung else min(pause * 2, POLL_SECONDS)
        if loop.time() - spoken >= COMMENT_SECONDS - 0.01:
            yield ":\n\n"
            spoken = loop.time()


async def _next_page(service: Service, ask: Ask, cursor: str) -> dict[str, Any] | None:
    """What came after the cursor: nothing while the database is away, None when access ended."""
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            return await _page(service, ask, cursor)
    except psycopg.Error as error:
        problem = of_database(error)
        if problem is None:
            log.exception("a stream ends", extra={"data": {"operation": ask.operation.id}})
        if problem is None or problem.status != 503:
            return None
    except TimeoutError:
        pass
    return {"items": [], "cursor": cursor}


async def _wait(bell: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(max(seconds, 0.0)):
            await bell.wait()
    except TimeoutError:
        return False
    return True


def _frame(event: dict[str, Any]) -> str:
    # ASCII: many a client's idea of a line ends at U+2028 and its like as well.
    data = json.dumps(event, separators=(",", ":"))
    return f"id: {event['id']}\nevent: {event['kind']}\ndata: {data}\n\n"
