"""The protocol of lease, fence and begin, in every order that its steps can have; and that each
way to break it is found out. Runs where Spin and a C compiler are."""

import shutil

import pytest

from .check import BROKEN, TOOLS, Setting, check

pytestmark = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in TOOLS),
    reason=f"the model of the lease is not checked: it needs {' and '.join(TOOLS)}",
)


def test_no_order_of_steps_breaks_a_promise() -> None:
    found = check(Setting())
    assert found.errors == 0, found
    assert found.states > 100_000


def test_each_due_instant_is_settled_in_the_end() -> None:
    assert check(Setting(ends=True, stalls=0)).errors == 0


@pytest.mark.parametrize("broken", BROKEN)
def test_a_protocol_is_found_out_that_has(broken: str) -> None:
    assert check(Setting(broken=broken, ends=BROKEN[broken], stalls=1)).errors > 0
