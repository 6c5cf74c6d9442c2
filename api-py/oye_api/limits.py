"""How many requests a second: of a token, and of an address that has shown none (RFC 6585, 4).

Whoever acts for many (X-Act-For) is bounded for each of them, not as a whole. The counts are of
this process; what has to be exact (codes guessed, sign-ins begun) the database counts.
"""

import math
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from oye_api.address import place_of
from oye_api.auth import acting_for, token_digest
from oye_api.bucket import Buckets, Recent
from oye_api.problem import Problem, problem_response

# A probe that is refused has the process killed; it costs nothing to answer.
EXEMPT = "/healthz"
# These have buckets of their own: what else comes from the prober's address does not silence it.
PROBES = ("/readyz", "/metrics")
# What a token that is refused costs, beside the request itself: guesses are slower by so much.
REFUSED_COST = 9.0
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the SHA-256 of a well-formed token, and the person whom it acts for, if any."""

    token: bytes
    person: str | None

    @property
    def proof(self) -> tuple[bytes, bool]:
        """What an accepted request proves: that the token is one, or that it may act for people."""
        return (self.token, self.person is not None)


@dataclass(slots=True)
class Limits:
    """The buckets of a process, and what the database has accepted lately.

    A token counts as such once it was accepted: until then its address counts. So nobody gets a
    full bucket for each token that they make up, and of those who share an address nobody is held
    up by another's guesses once they are known.
    """

    tokens: Buckets
    addresses: Buckets
    proven: Recent = field(default_factory=Recent)
    clock: Clock = time.monotonic

    def take(self, caller: Caller | None, place: str) -> float:
        """0.0 where a request may go on, else the seconds to wait."""
        if caller is not None and caller.proof in self.proven:
            self.proven.put(caller.proof, 0.0)
            return self.tokens.take(caller, self.clock())
        return self.addresses.take(place, self.clock())

    def note(self, caller: Caller | None, place: str, status: int, *, guarded: bool) -> None:
        """What became of it; `guarded` where it was an operation that asks for a token."""
        known = caller is not None and caller.proof in self.proven
        if status == 401 or (status == 403 and not known):
            if caller is not None:
                self.proven.forget(caller.proof)
            self.addresses.charge(place, self.clock(), REFUSED_COST)
        elif caller is not None and guarded and status < 300:
            self.proven.put(caller.proof, 0.0)


def limited(app: ASGIApp, limits: Limits, guarded: Collection[str]) -> ASGIApp:
    """`app`, asked no more often than the limits allow; `guarded` are operations that want a token.

    What is refused gets 429 `too_many_requests`, with Retry-After (RFC 9110, 10.2.3).
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] == EXEMPT:
            await app(scope, receive, send)
            return
        place = place_of(scope["client"][0] if scope["client"] else "")
        if scope["path"] in PROBES:
            place = f"probe {place}"
        caller = _caller(scope)
        wait = limits.take(caller, place)
        if wait:
            refusal = problem_response(_too_many(wait), scope["state"]["request_id"])
            await refusal(scope, receive, send)
            return

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                asked = scope["state"]["operation"] in guarded
                limits.note(caller, place, message["status"], guarded=asked)
            await send(message)

        await app(scope, receive, noted)

    return answer


def _caller(scope: Scope) -> Caller | None:
    """Who asks; None without a token that could be one."""

    def said(name: bytes) -> list[str]:
        return [value.decode("latin-1") for key, value in scope["headers"] if key == name]

    try:
        return Caller(token_digest(said(b"authorization")), acting_for(said(b"x-act-for")))
    except Problem:
        return None


def _too_many(wait: float) -> Problem:
    seconds = max(1, math.ceil(wait))
    return Problem(
        429,
        "too_many_requests",
        f"Too many requests; try again in {seconds} s.",
        headers={"Retry-After": str(seconds)},
    )
