"""Persons and tokens made by the operator, through the functions of schema ops."""

import psycopg

# a person's own CLI may do all that a person may
SCOPES = ["read", "write", "account"]


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
