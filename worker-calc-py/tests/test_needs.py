"""What the worker calls must be there; more is fine."""

import psycopg
import pytest
from oye_calc.database import Wake
from oye_calc.needs import NeedsError, check_needs
from oye_calc.rows import Database as Connection


def test_the_database_of_this_checkout_has_all(connection: Connection) -> None:
    check_needs(connection)


def test_a_function_that_this_role_may_not_call_is_missing(
    connection: Connection, owner: psycopg.Connection
) -> None:
    owner.execute("revoke execute on function calc.reminder_claim from oye_calc")
    with pytest.raises(NeedsError, match=r"no function calc\.reminder_claim"):
        check_needs(connection)


def test_an_argument_of_another_type_is_named(
    connection: Connection, owner: psycopg.Connection
) -> None:
    redefine(owner, "p_worker text, p_limit bigint, p_buckets smallint[] default null")
    with pytest.raises(NeedsError, match="lacks the argument p_limit integer"):
        check_needs(connection)


def test_a_column_that_is_not_there_is_named(
    connection: Connection, owner: psycopg.Connection
) -> None:
    redefine(owner, "p_worker text, p_limit integer, p_buckets smallint[] default null")
    with pytest.raises(NeedsError, match="lacks the column reminder_id integer"):
        check_needs(connection)


def test_a_new_argument_that_must_be_given_is_named(
    connection: Connection, owner: psycopg.Connection
) -> None:
    definition = source(owner).replace("p_limit integer,", "p_limit integer, p_new text,")
    owner.execute("drop function calc.reminder_claim")
    owner.execute(definition.replace("DEFAULT NULL::smallint[]", ""))
    owner.execute("grant execute on all functions in schema calc to oye_calc")
    with pytest.raises(NeedsError, match="asks for p_new"):
        check_needs(connection)


def test_a_new_argument_with_a_default_is_fine(
    connection: Connection, owner: psycopg.Connection
) -> None:
    definition = source(owner).replace(
        "NULL::smallint[]", "NULL::smallint[], p_new text DEFAULT ''"
    )
    owner.execute("drop function calc.reminder_claim")
    owner.execute(definition)
    owner.execute("grant execute on all functions in schema calc to oye_calc")
    check_needs(connection)


def source(owner: psycopg.Connection) -> str:
    found = owner.execute("select pg_get_functiondef('calc.reminder_claim'::regproc)").fetchone()
    assert found is not None
    return str(found[0])


def redefine(owner: psycopg.Connection, arguments: str) -> None:
    """The function with these arguments and no column but the person's."""
    owner.execute("drop function calc.reminder_claim")
    owner.execute(
        f"create function calc.reminder_claim({arguments}) returns table (person_id uuid) "
        "language sql begin atomic select null::uuid; end"
    )
    owner.execute("grant execute on all functions in schema calc to oye_calc")


def test_a_notice_is_heard_also_where_it_came_during_a_statement(
    connection: Connection, owner: psycopg.Connection
) -> None:
    wake = Wake(connection, "oye_calc")
    assert wake.heard() is False
    owner.execute("notify oye_calc")
    # One statement of its own: what came before its answer was read along with it.
    connection.execute("select 1")
    assert wake.heard() is True
    assert wake.heard() is False
