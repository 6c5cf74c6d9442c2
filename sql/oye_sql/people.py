"""Persons and tokens made by the operator, through the functions of schema ops."""

import hashlib
import re
import secrets

import psycopg

# a person's own CLI may do all that a person may
SCOPES = ["read", "write", "account"]
TOKEN = re.compile(r"(oye_[0-9a-f]{32})([0-9a-f]{6})")


class TokenError(ValueError):
    """The text is no token of oye. The message doesn't hold it."""


def token_new() -> str:
    """A token as core.token_new makes them, for who keeps secrets outside the database."""
    body = f"oye_{secrets.token_hex(16)}"
    return body + checksum(body)


def checksum(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:6]


def person_create(address: str, name: str | None, timezone: str, locale: str) -> str:
    """Make a person; returns the id. Raises psycopg.Error as ops.person_create refuses."""
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "select to_jsonb(r) ->> 'person_id' from ops.person_create("
            "p_name => %s, p_timezone => %s, p_locale => %s) r",
            [name, timezone, locale],
        ).fetchone()
    assert row is not None
    return str(row[0])


def token_create(address: str, person: str, label: str) -> str:
    """Make a token for a person; returns its secret, which is seen this once."""
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "select to_jsonb(r) ->> 'token' from ops.token_create("
            "p_person => %s, p_label => %s, p_scopes => %s) r",
            [person, label, SCOPES],
        ).fetchone()
    assert row is not None
    return str(row[0])


def service_token_create(address: str, label: str) -> str:
    """Make a token that acts for the users of a bot; returns its secret."""
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "select to_jsonb(r) ->> 'token' from ops.service_token_create(p_label => %s) r",
            [label],
        ).fetchone()
    assert row is not None
    return str(row[0])


def service_token_register(address: str, label: str, token: str) -> bool:
    """Make a bot's token known that was made elsewhere; whether it is new.

    Its SHA-256 alone is sent. Raises TokenError for a text that no service would take for a token.
    """
    match = TOKEN.fullmatch(token)
    if match is None or checksum(match[1]) != match[2]:
        raise TokenError(
            "the service token is oye_, 32 hex digits, and the first 6 of their SHA-256 "
            "(./just deploy secrets makes one); this is none"
        )
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "select ops.service_token_register(p_sha256 => %s, p_label => %s)",
            [hashlib.sha256(token.encode()).digest(), label],
        ).fetchone()
    assert row is not None
    return bool(row[0])
