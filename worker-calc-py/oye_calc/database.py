"""The connection of a worker."""

from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from oye_calc.needs import check_needs
from oye_calc.rows import Database

# A host that vanishes is noticed within a minute, not after the hours that the kernel would wait.
PATIENCE: dict[str, Any] = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}


def connect(url: str) -> Database:
    """A connection that is known to offer what is needed.

    Nothing is prepared and nothing is set for the session, so that a pooler may stand between.
    Raises psycopg.Error where it can't be reached, NeedsError where it is of another kind.
    """
    connection: Database = psycopg.connect(
        url, autocommit=True, prepare_threshold=None, application_name="oye-calc", **PATIENCE
    )
    try:
        check_needs(connection)
    except BaseException:
        connection.close()
        raise
    return connection


class Wake:
    """What NOTIFY says on a connection. Where a pooler swallows it, nothing is ever heard."""

    def __init__(self, connection: Database, channel: str) -> None:
        self._connection = connection
        self._heard = False
        # Called for what arrives during a statement too, which select() can't see afterwards.
        connection.add_notify_handler(self._hear)
        connection.execute(SQL("listen {}").format(Identifier(channel)))

    def _hear(self, _notice: psycopg.Notify) -> None:
        self._heard = True

    def fileno(self) -> int:
        """To be watched for reading."""
        return self._connection.fileno()

    def heard(self) -> bool:
        """Whether something was heard since the last time. Raises psycopg.OperationalError where
        the connection is closed."""
        self._connection.pgconn.consume_input()
        while self._connection.pgconn.notifies():
            self._heard = True
        heard, self._heard = self._heard, False
        return heard
