"""All that is stored of a person as one document, streamed: its size is nobody's memory."""

import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import Response, StreamingResponse

from oye_api.ask import Ask
from oye_api.endpoint import NO_STORE, Endpoint, Service
from oye_api.function import Need
from oye_api.handlers import WHO
from oye_api.operation import Operation

JSON = "application/json"
HEADERS = {**NO_STORE, "Content-Disposition": 'attachment; filename="oye-export.json"'}


def person_export(operation: Operation, service: Service) -> Endpoint:
    """Asks for one bounded piece after another. A failure under way cuts the document off."""

    async def answer(ask: Ask) -> Response:
        begun = await service.database.fetch("person_export", ask.who)
        if ask.method == "HEAD":
            return Response(headers=HEADERS, media_type=JSON)
        return StreamingResponse(
            _document(service, ask, begun, begun.pop("parts")), headers=HEADERS, media_type=JSON
        )

    need = Need(operation.id, "person_export", WHO | {"p_part", "p_key"}, WHO)
    return Endpoint(answer, (need,))


async def _document(
    service: Service, ask: Ask, begun: dict[str, Any], parts: list[str]
) -> AsyncIterator[str]:
    """The object that `begun` begins, with each of the parts as an array after it."""
    yield _text(begun)[:-1]
    for part in parts:
        yield f',\n"{part}":['
        comma = ""
        async for items in _pages(service, ask, part):
            yield comma + ",".join(f"\n{_text(item)}" for item in items)
            comma = ","
        yield "]"
    yield "}\n"


async def _pages(service: Service, ask: Ask, part: str) -> AsyncIterator[list[Any]]:
    """The rows of a part, some hundred at a time; no page is empty."""
    key: list[str] | None = None
    while True:
        page = await service.database.fetch(
            "person_export", {**ask.who, "p_part": part, "p_key": key}
        )
        if page["items"]:
            yield page["items"]
        key = page["key"]
        if key is None:
            return


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
