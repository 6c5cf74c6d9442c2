"""The generated client, with errors that are raised: all calls of the API go through `ask`."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Generic, TypeVar, cast

import httpx
from oye_client import AuthenticatedClient, Client
from oye_client.models.problem import Problem
from oye_client.types import Response

from oye_cli import config, exits
from oye_cli.address import is_local
from oye_cli.failure import Failure
from oye_cli.terminal import say

T = TypeVar("T")
Anybody = AuthenticatedClient | Client

SECONDS = 20.0
PATIENCE = 30  # seconds
TOO_MANY = "too_many_requests"
CLOCK_DOUBT = timedelta(seconds=2)  # `Date` has whole seconds
HOW = (
    "In a checkout `./just up` signs you in; elsewhere `oye login` does, by Telegram or by a "
    "machine that is signed in."
)


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What the API answered: the parsed value, its own JSON, its ETag, and its clock."""

    value: T
    raw: Any
    etag: str | None
    now: datetime


def connect(settings: config.Settings | None = None) -> AuthenticatedClient:
    """A client of the API, to be used in a `with`. Raises Failure: not signed in."""
    settings = settings or config.read()
    if settings.token is None:
        raise Failure(exits.NOT_ALLOWED, f"Not signed in to {settings.url}. {HOW}")
    return AuthenticatedClient(token=settings.token, **transport(settings.url))


def connect_unsigned(url: str) -> Client:
    """A client for what needs no token, to be used in a `with`."""
    return Client(**transport(url))


def transport(url: str) -> dict[str, Any]:
    """How the API at an address is spoken to."""
    return {
        "base_url": url,
        "headers": {
            "User-Agent": "oye-cli",
            "Accept": "application/json, application/problem+json",
        },
        "timeout": httpx.Timeout(SECONDS, connect=10.0),
        # Loading the certificates costs as much as a call; plain http uses none.
        "verify_ssl": url.startswith("https"),
        "httpx_args": {
            "event_hooks": {"response": [refuse]},
            "trust_env": not is_local(url),  # a proxy is for what lies outside
        },
    }


def ask(
    client: Anybody, operation: Callable[..., Response[Problem | T]], **arguments: Any
) -> Answer[T]:
    """Call an operation (`sync_detailed` of its generated module). Raises Failure.

    Where too much was asked in a moment, nothing was done there: it is asked again when the API
    says, for half a minute in all.
    """
    waited = 0
    while True:
        try:
            return ask_now(client, operation, **arguments)
        except Failure as failure:
            waited += failure.after or 0
            if failure.slug != TOO_MANY or not failure.after or waited > PATIENCE:
                raise
            say(f"{failure.message} Waiting.")
            time.sleep(failure.after)


def ask_now(
    client: Anybody, operation: Callable[..., Response[Problem | T]], **arguments: Any
) -> Answer[T]:
    """As `ask`, once."""
    try:
        response = operation(client=client, **arguments)
        raw = json.loads(response.content) if response.content else None
    except httpx.RequestError as error:
        raise away(client, error) from error
    except UnicodeEncodeError as error:
        raise Failure(exits.USAGE, "The words are not valid UTF-8.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise strange(client) from error
    # A problem was raised by refuse(); None is the value of an operation that answers 204.
    value = cast("T", response.parsed)
    return Answer(value, raw, response.headers.get("ETag"), clock(response.headers.get("Date")))


def chunks(client: AuthenticatedClient, path: str) -> Iterator[bytes]:
    """The body of a GET as it comes, whatever its size. Raises Failure, also where it breaks."""
    try:
        with client.get_httpx_client().stream("GET", path) as response:
            yield from response.iter_bytes()
    except httpx.RequestError as error:
        raise away(client, error) from error


def refuse(response: httpx.Response) -> None:
    """Raise Failure for an answer that is an error; httpx calls it with each response."""
    if response.status_code < 300:
        return
    response.read()
    try:
        body = json.loads(response.content)
    except ValueError:
        body = None
    is_ready = response.request.url.path.endswith("/readyz")
    if is_ready and isinstance(body, dict) and isinstance(body.get("problems"), list):
        return  # its 503 is an answer, too
    failure = failure_of(response.status_code, body, str(response.request.url))
    after = response.headers.get("Retry-After", "")
    failure.after = int(after[:9]) if after.isascii() and after.isdigit() else None
    raise failure


def failure_of(status: int, body: object, url: str) -> Failure:
    """The failure of a problem document (RFC 9457), or of an answer that is none."""
    code = exits.of_status(status)
    if not (isinstance(body, dict) and isinstance(body.get("detail"), str) and body.get("slug")):
        said = f"{url.partition('?')[0]} answered {status}"
        if code == exits.AWAY:
            return Failure(code, f"{said}: it can't serve now, try again later.")
        return Failure(code, f"{said}, and not as oye's API does: is the address right?")
    choices = body.get("choices")
    return Failure(
        code,
        f"{body['detail']} {HOW}" if status == 401 else body["detail"],
        field=str(body["field"]) if body.get("field") else None,
        choices=[str(choice) for choice in choices] if isinstance(choices, list) else (),
        slug=str(body["slug"]),
        request_id=str(body["request_id"]) if body.get("request_id") else None,
    )


def away(client: Anybody, error: httpx.RequestError) -> Failure:
    """The failure for a connection that could not be made, or broke."""
    url = address(client)
    if isinstance(error, httpx.ConnectTimeout):
        return Failure(exits.AWAY, f"{url} can't be reached: no answer in time.", sent=False)
    if isinstance(error, httpx.ConnectError | httpx.UnsupportedProtocol):
        # What `./just up` runs is here, and speaks plain http.
        ours = is_local(url) and not url.startswith("https")
        hint = " Does `./just up` run?" if ours else ""
        return Failure(exits.AWAY, f"{url} can't be reached: {error}.{hint}", sent=False)
    if isinstance(error, httpx.TimeoutException):
        return Failure(exits.AWAY, f"{url} did not answer in time.")
    return Failure(exits.AWAY, f"The connection to {url} broke.")


def strange(client: Anybody) -> Failure:
    """The failure for an answer that the contract doesn't know."""
    said = f"{address(client)} answered as this oye doesn't expect: is one older than the other?"
    return Failure(exits.UNEXPECTED, said)


def address(client: Anybody) -> str:
    return str(client.get_httpx_client().base_url).rstrip("/")


def clock(date: str | None) -> datetime:
    """Now; by the API's clock where this machine's differs from it."""
    here = datetime.now(UTC)
    try:
        there = parsedate_to_datetime(date or "")
    except ValueError:
        return here
    return here if there.tzinfo is None or abs(there - here) < CLOCK_DOUBT else there
