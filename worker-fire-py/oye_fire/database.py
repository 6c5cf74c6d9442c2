"""Calls of the stored functions: each one its own committed transaction, on one connection."""

import asyncio
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg.sql import SQL, Composed, Identifier, Placeholder

from oye_fire.config import Secret
from oye_fire.functions import CATALOGUE, Found, Function, problems

Row = dict[str, Any]


class DatabaseLostError(Exception):
    """The database does not answer, or the connection broke: the same call may go well later."""


class DatabaseWrongError(Exception):
    """The database lacks what this worker calls, or refused a call; the message says what."""


def statement(function: Function) -> Composed:
    """`select columns from fire.name(p_a => %(p_a)s::type, …)`: by name, so that more is fine."""
    columns = SQL(", ").join(Identifier(column) for column in function.columns)
    arguments = SQL(", ").join(
        SQL("{} => {}::{}").format(Identifier(name), Placeholder(name), SQL(kind))
        for name, kind in function.arguments.items()
    )
    return SQL("select {} from {}({})").format(
        columns, Identifier("fire", function.name), arguments
    )


class Database:
    """One connection, opened when it is needed and again after it broke. `patience` in seconds."""

    def __init__(self, url: Secret, *, prepare: bool = True, patience: float = 30) -> None:
        self._url = url
        self._prepare = prepare
        self._patience = patience
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._turn = asyncio.Lock()
        self._statements: dict[str, Composed] = {}

    async def call(self, function: Function, **arguments: object) -> list[Row]:
        """The rows of one call. Raises DatabaseLostError or DatabaseWrongError."""
        if function.name not in self._statements:
            self._statements[function.name] = statement(function)
        return await self._rows(self._statements[function.name], arguments)

    async def check(self) -> None:
        """Refuse a database that lacks what is called here, as `call` refuses."""
        found = [Found(**row) for row in await self._rows(SQL(CATALOGUE), {})]
        wrong = problems(found)
        if wrong:
            raise DatabaseWrongError(f"{'; '.join(wrong)}. Bring it up to date with oye-sql apply.")

    async def _rows(self, query: SQL | Composed, arguments: dict[str, object]) -> list[Row]:
        async with self._turn:
            try:
                async with asyncio.timeout(self._patience):
                    connection = await self._open()
                    async with connection.cursor(row_factory=dict_row) as cursor:
                        await cursor.execute(query, arguments)
                        return await cursor.fetchall()
            except (psycopg.OperationalError, psycopg.InterfaceError, OSError) as error:
                # TimeoutError is an OSError.
                await self._drop()
                raise DatabaseLostError(words(error)) from None
            except psycopg.Error as error:
                raise DatabaseWrongError(words(error)) from None

    async def close(self) -> None:
        """Close the connection, if there is one."""
        async with self._turn:
            await self._drop()

    async def _open(self) -> psycopg.AsyncConnection[Any]:
        if self._connection is None or self._connection.closed:
            self._connection = await connect(self._url, prepare=self._prepare)
        return self._connection

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()


async def connect(url: Secret, *, prepare: bool = True) -> psycopg.AsyncConnection[Any]:
    """A connection in autocommit. Raises psycopg.OperationalError, DatabaseWrongError (bad URL)."""
    try:
        return await psycopg.AsyncConnection.connect(
            url.reveal(),
            autocommit=True,
            prepare_threshold=5 if prepare else None,
            connect_timeout=5,
            # A network that swallows packets is noticed in half a minute and not in hours.
            keepalives_idle=15,
            keepalives_interval=5,
            keepalives_count=3,
            tcp_user_timeout=30_000,
            fallback_application_name="oye-fire",
        )
    except psycopg.ProgrammingError:
        # Its words quote the address, and that holds a password.
        raise DatabaseWrongError("the database's address can't be read as one") from None


def words(error: BaseException) -> str:
    """The first line of an error's text. (libpq's messages name host and role, no password.)"""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
