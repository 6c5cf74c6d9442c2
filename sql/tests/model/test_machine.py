"""Whatever people and workers do, in whatever order: the database does what the model says."""

from hypothesis.stateful import run_state_machine_as_test
from oye_sql.testing import Database

from .play import Stages
from .profile import SETTINGS, machine_on


def test_every_life_goes_as_the_model_says(database: Database, lay: Stages) -> None:
    run_state_machine_as_test(machine_on(lay(database)), settings=SETTINGS)
