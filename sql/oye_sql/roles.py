"""The cluster's roles and their passwords, made under one lock for the whole cluster."""

import json
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from oye_sql import problem, url
from oye_sql.tree import Tree

# Roles are shared by all databases of a cluster, advisory locks are not: everybody takes this one
# in database `postgres`, or two test databases made at once would collide in pg_authid.
LOCK = 0x6F79655F726F6C65  # "oye_role"
LOGINS = ("oye_api", "oye_calc", "oye_fire", "oye_ops")
THERE = "select rolname from pg_catalog.pg_roles where rolname = any(%s) order by 1"
GUARDED = (
    "select rolname from pg_catalog.pg_authid"
    " where rolpassword is not null and rolname = any(%s) order by 1"
)


def ensure(address: str, tree: Tree, passwords: Mapping[str, str]) -> None:
    """Run roles.sql, set the passwords given, and let the connecting user act as oye_owner.

    Passwords travel as SCRAM verifiers, so that no log of the server holds one. Raises ApplyError.
    """
    unknown = sorted(set(passwords) - set(LOGINS))
    if unknown:
        raise problem.ApplyError(f"no such login role: {', '.join(unknown)}; there are {LOGINS}")
    try:
        connection = psycopg.connect(url.changed(address, dbname="postgres"))
    except psycopg.OperationalError as error:
        raise problem.ApplyError(
            f"roles are made under a lock in database postgres, which can't be reached: {error}"
        ) from error
    with connection:
        connection.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        try:
            connection.execute(tree.roles.text)
        except psycopg.Error as error:
            raise problem.in_file(tree.roles, error) from error
        for role, password in passwords.items():
            set_password(connection, role, password)
        join_owner(connection)


def passwords_in(path: Path) -> dict[str, str]:
    """The passwords that stand in a JSON file, or in a folder of addresses: a file for each role,
    as the role's service is given it (a mounted secret); others may stand beside them.

    Raises ApplyError where the one is no object of texts, or a file in the other holds no password.
    """
    if path.is_dir():
        named = {role: path / role for role in LOGINS if (path / role).exists()}
        return {role: password_in(file, role) for role, file in named.items()}
    try:
        found = json.loads(path.read_text())
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise problem.ApplyError(f'{path} is no JSON object such as {{"oye_api": "password"}}')
    return found


def password_in(file: Path, role: str) -> str:
    """The password in the address that a file holds. Raises ApplyError, UrlError."""
    found = url.parts(file.read_text().strip())
    if found.get("user") != role or not found.get("password"):
        raise problem.ApplyError(
            f"{file} is no address of that role with its password, such as "
            f"postgresql://{role}:password@host/oye"
        )
    return found["password"]


def refuse_taken(address: str) -> None:
    """Raise ApplyError where the login roles may be in use by another installation.

    Passwords are the cluster's: to set them here would take them from every other database of it.
    Where the connecting user may not see whether a role has one, a role that is there counts.
    """
    try:
        with psycopg.connect(address) as connection:
            row = connection.execute(
                "select has_table_privilege('pg_catalog.pg_authid', 'select')"
            ).fetchone()
            sees = row is not None and row[0]
            found = connection.execute(GUARDED if sees else THERE, [list(LOGINS)]).fetchall()
    except psycopg.OperationalError as error:
        raise problem.ApplyError(f"the database can't be reached: {error}") from error
    if found:
        names = ", ".join(name for (name,) in found)
        have = "have passwords" if sees else "are there, and may have passwords"
        raise problem.ApplyError(
            f"the roles {names} {have} on this server, and none are known here: another "
            "installation may use them, and would be locked out by new ones. Copy roles.json "
            "(below its .oye/) to the folder of this one, or set OYE_RESET_ROLE_PASSWORDS=1 to "
            "give the roles new passwords all the same. Nothing was changed"
        )


def set_password(connection: psycopg.Connection, role: str, password: str) -> None:
    verifier = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    statement = sql.SQL("alter role {} password {}")
    connection.execute(statement.format(sql.Identifier(role), sql.Literal(verifier)))


def join_owner(connection: psycopg.Connection) -> None:
    """Make `set role oye_owner` possible for the connecting user, where it isn't yet."""
    kind = "SET" if connection.info.server_version >= 160000 else "MEMBER"
    row = connection.execute("select pg_has_role('oye_owner', %s)", [kind]).fetchone()
    if row is not None and row[0]:
        return
    try:
        connection.execute("grant oye_owner to current_user")
    except psycopg.errors.InsufficientPrivilege as error:
        raise problem.ApplyError(
            f"{connection.info.user} may not act as oye_owner: an administrator must run "
            f'grant oye_owner to "{connection.info.user}"'
        ) from error
