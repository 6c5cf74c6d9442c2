"""Requests made from the contract alone: whatever they are, the answers keep to it.

A fixed seed and a bounded time, of which each operation has its share: what a busy machine does not
get to within it is left out. `OYE_SCHEMATHESIS_SECONDS` (90) gives more, and more requests.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from .conftest import Person, Server
from .test_operations import OPERATIONS, SCOPES, STREAM

SECONDS = float(os.environ.get("OYE_SCHEMATHESIS_SECONDS", "90"))
SHARE = SECONDS / len(OPERATIONS)
# Requests of each operation: at most, and whatever it takes.
MOST, LEAST = max(3, int(SECONDS * 2 / 15)), 3
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
]
SCHEMA = schemathesis.openapi.from_path(Path(__file__).parents[1] / "openapi.yaml").exclude(
    operation_id=STREAM
)


@pytest.fixture(scope="module")
def whose(server: Server, module_person: Callable[[], Person]) -> dict[str | None, dict[str, str]]:
    """The headers of somebody with a few things, by the scope that is asked for."""
    person = module_person()
    person.told()
    person.add()
    token = person.token("read", "write", "account")
    mine = {"Authorization": f"Bearer {token}"}
    bots = {"Authorization": f"Bearer {server.service_token}", "X-Act-For": person.act_for}
    return {"read": mine, "write": mine, "account": mine, "act_for": bots, None: {}}


@dataclass
class Spent:
    """Of an operation: since when it is asked, how often it was, and whether it failed."""

    since: float
    asked: int = 0
    failed: bool = False

    def is_over(self) -> bool:
        """Nothing more is asked; but a failure is always shown again, as hypothesis wants it."""
        late = time.monotonic() - self.since > SHARE
        return late and self.asked >= LEAST and not self.failed


SPENT: dict[str, Spent] = {}


@SCHEMA.parametrize()
@seed(20261124)
@settings(
    max_examples=MOST,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_keeps_to_the_contract(
    case: Any, server: Server, whose: dict[str | None, dict[str, str]]
) -> None:
    name = case.operation.definition.raw["operationId"]
    spent = SPENT.setdefault(name, Spent(time.monotonic()))
    if spent.is_over():
        return
    spent.asked += 1
    answer = case.call(base_url=server.url, headers=whose[SCOPES.get(name)], timeout=20)
    try:
        case.validate_response(answer, checks=CHECKS)
    except BaseException:
        spent.failed = True
        raise


def test_each_operation_was_asked() -> None:
    """Follows the others: none was skipped."""
    assert {name for name, spent in SPENT.items() if spent.asked >= LEAST} >= set(SCOPES) - {STREAM}
