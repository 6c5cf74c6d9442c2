"""These tests follow one another on one database, which is emptied after each."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from oye_sql.testing import Database


@pytest.fixture
def database(kept_database: Database) -> Database:
    return kept_database


@pytest.fixture
def line(kept: Any) -> Callable[[str | None], psycopg.Connection]:
    chosen: Callable[[str | None], psycopg.Connection] = kept.line
    return chosen
