"""A core that breaks a promise is found out: the machine can fail."""

import psycopg
import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from oye_sql.testing import Database

from .machine import Life, Sending
from .play import Stages
from .profile import SETTINGS, machine_on

# The first life that goes wrong is enough.
UNTIL_FOUND = settings(SETTINGS, max_examples=200, derandomize=True, phases=(Phase.generate,))

# The kind of life in which it shows, the function, what stands there, what stands there instead.
BROKEN = {
    "a late report is believed": (
        Sending,
        "core.delivery_settle",
        "if v_open.fence is distinct from p_fence or v_open.delivery_id is null then",
        "if v_open.delivery_id is null then",
    ),
    "what was being sent is sent again unmarked": (
        Sending,
        "core.delivery_lease",
        "(d.state = 'sending')::integer",
        "0",
    ),
    "an unknown is repeated until something is known": (
        Sending,
        "core.delivery_settle",
        "(v_open.unknowns > 0 or v_open.cancelled is not null)",
        "v_open.cancelled is not null",
    ),
    "a send takes the answer away": (
        Life,
        "core.occurrence_settle",
        "outcome = v_outcome,",
        "outcome = v_outcome, answer = 'none', answered_at = null, snoozed_until = null,",
    ),
    "what was missed is not told": (
        Sending,
        "core.missed_add",
        "missed_before = n.missed_before + s.missed",
        "missed_before = n.missed_before",
    ),
    "a new schedule counts from when the old one did": (
        Life,
        "core.schedule_restart",
        "accounted_until = p_accounted",
        "accounted_until = n.accounted_until",
    ),
    "an undone edit keeps its words": (
        Life,
        "core.reminder_put",
        "text = excluded.text,",
        "text = r.text,",
    ),
}


def breaks(owner: psycopg.Connection, function: str, old: str, new: str) -> None:
    """Put another text into a stored function of this database."""
    row = owner.execute("select pg_get_functiondef(%s::regproc)", [function]).fetchone()
    assert row is not None
    assert row[0].count(old) == 1
    owner.execute(row[0].replace(old, new).encode())


@pytest.mark.parametrize("broken", BROKEN)
def test_the_machine_finds_out_that(database: Database, lay: Stages, broken: str) -> None:
    stage = lay(database)
    kind, *change = BROKEN[broken]
    breaks(stage.owner, *change)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine_on(stage, kind), settings=UNTIL_FOUND)
