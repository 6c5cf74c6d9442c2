"""A stage on which one life after another is played, in one database that is emptied between."""

from dataclasses import replace
from typing import Any

import pytest
from oye_sql.testcall import Calc, Caller
from oye_sql.testclock import Clock
from oye_sql.testing import Database

from .play import Stage, Stages


@pytest.fixture
def lay(kept: Any) -> Stages:
    def made(database: Database) -> Stage:
        ours = replace(kept, database=database, lines={})
        return Stage(
            ours.empty,
            ours.line(None),
            Clock(database.owner_url, ours.line(None)),
            Caller(ours.line("oye_api"), "api"),
            Caller(ours.line("oye_ops"), "ops"),
            Calc(Caller(ours.line("oye_calc"), "calc")),
            Caller(ours.line("oye_fire"), "fire"),
        )

    return made
