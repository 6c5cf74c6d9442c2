"""Who asks: the bearer token and the person whom a service acts for."""

import hashlib
import re
from collections.abc import Sequence

from oye_api.problem import Problem

TOKEN = re.compile(r"(oye_[0-9a-f]{32})([0-9a-f]{6})")
ACT_FOR = re.compile(r"[a-z]{1,20}:[0-9]{1,20}")


def token_digest(authorization: Sequence[str]) -> bytes:
    """SHA-256 of the bearer token in the `Authorization` headers; raises Problem 401.

    A token carries a checksum (the first six hex digits of the SHA-256 of what stands before it),
    so a mistyped one is refused without asking the database.
    """
    if not authorization:
        raise Problem(
            401, "token_missing", "Sign in: send Authorization: Bearer oye_…", field="Authorization"
        )
    scheme, _, token = authorization[0].partition(" ")
    if len(authorization) > 1 or scheme.lower() != "bearer":
        raise _malformed("Send one header: Authorization: Bearer oye_…")
    parts = TOKEN.fullmatch(token.strip())
    if parts is None:
        raise _malformed("A token is oye_ and 38 hex digits; this is none.")
    if hashlib.sha256(parts[1].encode()).hexdigest()[:6] != parts[2]:
        raise _malformed("This token is mistyped: its checksum is wrong.")
    return hashlib.sha256(token.strip().encode()).digest()


def _malformed(detail: str) -> Problem:
    return Problem(401, "token_malformed", detail, field="Authorization")


def acting_for(values: Sequence[str]) -> str | None:
    """The header `X-Act-For`, such as `telegram:123`; raises Problem 400."""
    if not values:
        return None
    if len(values) > 1 or not ACT_FOR.fullmatch(values[0]):
        raise Problem(
            400,
            "field_invalid",
            "X-Act-For names one person, such as telegram:123456789.",
            field="X-Act-For",
        )
    return values[0]
