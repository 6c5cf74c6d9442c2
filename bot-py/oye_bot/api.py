"""The reminder API as the bot sees it: the generated client, with errors that are raised."""

from collections.abc import Awaitable
from contextvars import ContextVar
from typing import Any, TypeVar

import httpx
from oye_client import AuthenticatedClient
from oye_client.models.problem import Problem

Answer = TypeVar("Answer")

# What calls of this task are for; the API logs it with each of them.
REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)
SECONDS = 15.0
# Not now, or not with this token, which an operator mends: whatever was asked.
AWAY = (401, 403, 429, 502, 503, 504)
# Nothing was done; other refusals with 429 (too many guesses) are about the call itself.
TOO_MANY = "too_many_requests"


class ApiProblem(Exception):
    """The API refused, and says why: the members of its problem document (RFC 9457)."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.slug)
        self.status = problem.status
        self.slug = problem.slug
        self.detail = problem.detail
        self.field = problem.field or None
        self.choices: tuple[str, ...] = tuple(problem.choices or ())


class ApiAway(Exception):
    """The API can't be reached or can't answer now; the same call may be made again.

    `status` is the HTTP status, where there was one.
    """

    def __init__(self, says: str, status: int | None = None) -> None:
        super().__init__(says)
        self.status = status


class ApiFault(Exception):
    """The API failed at this call, or its answer can't be read; others may go well."""


class Api:
    """The API with the bot's service token. One pool of connections for all persons."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}", "User-Agent": "oye-bot"}
        self._token = token
        # The authorities' certificates take a moment to read, and mean nothing to plain http.
        self._transport = httpx.AsyncHTTPTransport(
            limits=httpx.Limits(max_connections=32), verify=url.startswith("https:")
        )

    @property
    def itself(self) -> AuthenticatedClient:
        """A client that acts for nobody."""
        return self._client({})

    def acting_for(self, user: int) -> AuthenticatedClient:
        """A client that acts for the person of a Telegram user."""
        return self._client({"X-Act-For": f"telegram:{user}"})

    def _client(self, headers: dict[str, str]) -> AuthenticatedClient:
        client = AuthenticatedClient(base_url=self._url, token=self._token)
        return client.set_async_httpx_client(
            httpx.AsyncClient(
                base_url=self._url,
                headers={**self._headers, **headers},
                timeout=SECONDS,
                transport=self._transport,
                event_hooks={"request": [say_what_for], "response": [look_away]},
            )
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._transport.aclose()


async def say_what_for(request: httpx.Request) -> None:
    """Give the request the id of the update that it is for."""
    if request_id := REQUEST_ID.get():
        request.headers["X-Request-Id"] = request_id


async def look_away(response: httpx.Response) -> None:
    """Raise ApiAway for an answer that says nothing of the call, a proxy's page for instance."""
    refused = response.headers.get("content-type", "").startswith("application/problem+json")
    if response.status_code == 429 and refused:
        return  # `answer` tells what it was too much of
    if response.status_code in AWAY:
        raise ApiAway(f"HTTP {response.status_code}", response.status_code)


async def answer(call: Awaitable[Any]) -> Any:
    """What the API answers to a call of the generated client.

    Raises ApiProblem where it refuses; ApiAway where there is no connection, no answer in time or
    none but a status of AWAY; ApiFault where this call can't be answered.
    """
    try:
        found = await call
    except httpx.TransportError as fault:
        raise ApiAway(type(fault).__name__) from fault
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        # The generated client expects the contract's JSON, and checks nothing.
        raise ApiFault(f"unreadable answer ({type(fault).__name__})") from fault
    if not isinstance(found, Problem):
        return found
    if found.slug == TOO_MANY:
        raise ApiAway(f"HTTP {found.status}", found.status)
    if found.status >= 500:
        raise ApiFault(f"{found.status} {found.slug}")
    raise ApiProblem(found)
