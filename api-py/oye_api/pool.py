"""The database: a pool of connections, and calls of stored functions through it."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import psycopg
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from oye_api.config import Config
from oye_api.function import Function, read_functions, statement
from oye_api.validation import read_instant

START_SECONDS = 15.0
CONFLICTS = ("40001", "40P01")
SETTINGS = {"client_encoding": "utf8", "application_name": "oye-api", "connect_timeout": "5"}


class Row(NamedTuple):
    """A function's answer as JSON text, and its revision; null where it has none."""

    text: str | None
    revision: str | None


@dataclass(frozen=True, slots=True)
class Database:
    """Calls functions of schema api. Safe for concurrent use."""

    pool: AsyncConnectionPool[AsyncConnection]
    functions: Mapping[str, Function]
    timeout: float

    async def call(self, name: str, arguments: Mapping[str, object], *, read: bool = False) -> Row:
        """`select … from api.<name>(…)`, one round trip, its own transaction.

        A conflict (deadlock, serialization) is tried once more; so is a `read` whose connection
        turned out to be dead. Raises psycopg.Error, or TimeoutError after the configured seconds.
        """
        function = self.functions[name]
        text = statement(function, tuple(sorted(arguments)))
        types = dict(function.types)
        values = {key: _sent(types[key], value) for key, value in arguments.items()}
        async with asyncio.timeout(self.timeout):
            try:
                return await self._once(text, values)
            except psycopg.OperationalError as error:
                dead = error.sqlstate is None or error.sqlstate.startswith(("57P", "08"))
                if dead:
                    # The others of the pool died with it; they are replaced before the next try.
                    await self.pool.check()
                if not (error.sqlstate in CONFLICTS or (dead and read)):
                    raise
            return await self._once(text, values)

    async def fetch(self, name: str, arguments: Mapping[str, object]) -> dict[str, Any]:
        """The answer of a function that only reads, as an object."""
        answer: dict[str, Any] = json.loads(
            (await self.call(name, arguments, read=True)).text or ""
        )
        return answer

    async def _once(self, text: bytes, values: Mapping[str, object]) -> Row:
        async with self.pool.connection() as connection:
            cursor = await connection.execute(text, values)
            row = await cursor.fetchone()
        return Row(*row) if row else Row(None, None)


def _sent(type_name: str, value: object) -> object:
    """A checked value of the contract as psycopg is to send it."""
    if type_name == "jsonb" and value is not None:
        return json.dumps(value)
    if type_name == "timestamp with time zone" and isinstance(value, str):
        return read_instant(value)
    return value


@asynccontextmanager
async def open_database(config: Config) -> AsyncIterator[Database]:
    """The database, its functions read. Raises psycopg.Error when it does not answer in 15 s."""
    pool: AsyncConnectionPool[AsyncConnection] = AsyncConnectionPool(
        config.database_url,
        min_size=min(2, config.pool_size),
        max_size=config.pool_size,
        timeout=config.timeout,
        kwargs=connection_settings(config),
        configure=_settle_zone,
        # Its pauses between attempts double up to this; then the next request tries at once.
        reconnect_timeout=3.0,
        open=False,
    )
    functions = await _first_answer(config)
    await pool.open()
    try:
        yield Database(pool, functions, config.timeout)
    finally:
        await pool.close(timeout=2)


def connection_settings(config: Config) -> dict[str, Any]:
    """How every connection is made. Each call is a transaction of its own."""
    return {
        **SETTINGS,
        "autocommit": True,
        "prepare_threshold": 5 if config.prepare else None,
    }


async def _settle_zone(connection: AsyncConnection) -> None:
    """Instants leave in UTC, whatever the server's own zone. PgBouncer keeps track of this one."""
    await connection.execute("set timezone = 'UTC'")


async def _first_answer(config: Config) -> dict[str, Function]:
    """The functions, from a database that may still be starting."""
    loop = asyncio.get_running_loop()
    end = loop.time() + START_SECONDS
    while True:
        try:
            settings = connection_settings(config)
            async with await AsyncConnection.connect(config.database_url, **settings) as connection:
                return await read_functions(connection)
        except psycopg.OperationalError:
            if loop.time() > end:
                raise
            await asyncio.sleep(0.5)
