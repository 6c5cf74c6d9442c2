"""Roles are the cluster's: who may make them, and how passwords get there."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from oye_sql import apply, problem, roles, testserver, tree, url


@pytest.fixture
def cluster() -> Iterator[str]:
    """A server where none of the roles is yet, with a database of a `deployer`'s, no superuser."""
    with testserver.throwaway() as server:
        with psycopg.connect(server.address, autocommit=True) as connection:
            connection.execute("create role deployer login createrole password 'd'")
            connection.execute("create database oye owner deployer")
        yield server.address


def deployer(address: str) -> str:
    return url.changed(address, user="deployer", password="d", dbname="oye")


def test_a_user_who_may_make_roles_can_apply_all_of_it_twice(cluster: str) -> None:
    files = tree.read()
    first = apply.apply(deployer(cluster), files, {"oye_api": "secret"})
    assert first.written == len(files.functions)
    assert str(apply.apply(deployer(cluster), files)) == "up to date"
    with psycopg.connect(
        url.changed(cluster, user="oye_api", password="secret", dbname="oye")
    ) as connection:
        assert connection.execute("select current_user::text").fetchall() == [("oye_api",)]


def test_a_user_who_may_not_is_told_what_an_administrator_must_do(cluster: str) -> None:
    apply.apply(url.changed(cluster, dbname="postgres"), tree.read())
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute("alter role deployer nocreaterole")
    with pytest.raises(problem.ApplyError, match='must run grant oye_owner to "deployer"'):
        apply.apply(deployer(cluster), tree.read())


def test_a_password_for_a_role_that_is_none_of_ours_is_refused(cluster: str) -> None:
    with pytest.raises(problem.ApplyError, match="no such login role: postgres"):
        apply.apply(deployer(cluster), tree.read(), {"postgres": "x"})


def test_passwords_never_reach_the_server_in_clear(cluster: str) -> None:
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute("alter system set log_statement = 'all'")
        connection.execute("select pg_reload_conf()")
    apply.apply(deployer(cluster), tree.read(), dict.fromkeys(roles.LOGINS, "in-the-clear"))
    with psycopg.connect(cluster) as connection:
        stored = connection.execute("select rolpassword from pg_authid where rolname = 'oye_fire'")
        assert stored.fetchall()[0][0].startswith("SCRAM-SHA-256$")
        row = connection.execute("select current_setting('data_directory')").fetchone()
    assert row is not None
    log = (Path(row[0]).parent / "log").read_text()
    assert "alter role" in log
    assert "in-the-clear" not in log
