"""A contract that can't be served is refused in one sentence; the real one is compiled whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from oye_api.contract import Contract, ContractError, find_contract, load_contract
from oye_api.operation import Operation, compile_operations
from oye_api.validation import bounded

ANSWER = {"responses": {"200": {"description": "it"}}}


def contract(operation: dict[str, Any], **components: Any) -> Contract:
    document = {
        "openapi": "3.1.0",
        "paths": {"/it": {"post": operation}},
        "components": components,
    }
    return Contract(b"", document)


def compiled(name: str) -> Operation:
    operations = compile_operations(load_contract(find_contract(None)))
    return next(operation for operation in operations if operation.id == name)


def test_the_contract_of_the_checkout_is_found_and_compiled_whole() -> None:
    found = load_contract(find_contract(None))
    told = found.source.decode().count("operationId:")
    assert len(compile_operations(found)) == told > 30


def patterns(node: Any) -> Iterator[dict[str, Any]]:
    """Each schema of a document that has a pattern."""
    if isinstance(node, list):
        for each in node:
            yield from patterns(each)
    elif isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node
        for each in node.values():
            yield from patterns(each)


def test_no_regular_expression_is_told_to_people() -> None:
    found = list(patterns(load_contract(find_contract(None)).document))
    assert found
    assert [one for one in found if "description" not in one] == []


def test_values_become_arguments_by_rule() -> None:
    create = compiled("channel_create")
    assert create.arguments() == {
        "p_token", "p_act_for", "p_kind", "p_url", "p_label", "p_is_default", "p_idempotency_key",
        "p_request_sha256",
    }  # fmt: skip
    assert create.always() == {"p_token", "p_act_for", "p_kind", "p_url"}
    update = compiled("channel_update")
    assert update.arguments() == {"p_token", "p_act_for", "p_channel_id", "p_patch"}
    assert update.arguments() == update.always()
    delete = compiled("reminder_delete")
    assert delete.arguments() - delete.always() == {"p_if_match", "p_delivery_id"}


def test_an_operation_without_security_gives_no_token() -> None:
    assert compiled("healthz").arguments() == frozenset()
    assert compiled("readyz").function == "ready_get"


def test_bounds_of_int32_are_asserted() -> None:
    [it] = bounded([{"type": "integer", "format": "int32", "minimum": 1}])
    assert (it["minimum"], it["maximum"]) == (1, 2**31 - 1)


FAULTS = [
    ({**ANSWER}, "post /it has no operationId"),
    ({"operationId": "a b", **ANSWER}, "no operationId that could name a function"),
    ({"operationId": "it", "responses": {"default": {}}}, "it tells no answer for success"),
    ({"operationId": "it", "security": [{"bearer": []}], **ANSWER}, "it must name the one scope"),
    (
        {"operationId": "it", "requestBody": {"content": {"text/csv": {}}}, **ANSWER},
        "it takes text/csv",
    ),
    (
        {"operationId": "it", "parameters": [{"$ref": "#/components/parameters/X"}], **ANSWER},
        "leads nowhere",
    ),
    (
        {"operationId": "it", "parameters": [{"$ref": "other.yaml#/X"}], **ANSWER},
        "only references within the contract",
    ),
]


@pytest.mark.parametrize(("operation", "said"), FAULTS)
def test_a_contract_that_can_not_be_served_is_refused(operation: dict[str, Any], said: str) -> None:
    with pytest.raises(ContractError, match=said):
        compile_operations(contract(operation))


def test_two_operations_of_one_name_are_refused() -> None:
    both = {"get": {"operationId": "it", **ANSWER}, "put": {"operationId": "it", **ANSWER}}
    document = {"paths": {"/it": both}, "components": {}}
    with pytest.raises(ContractError, match="two operations it"):
        compile_operations(Contract(b"", document))


@pytest.mark.parametrize("text", ["openapi: 3.0.3", "[1]", "a: [", "", "openapi: 3"])
def test_a_file_that_is_no_contract_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text(text)
    with pytest.raises(ContractError, match=r"openapi\.yaml is no"):
        load_contract(path)


def test_a_contract_that_is_named_but_not_there_is_not_replaced_by_another(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="OYE_CONTRACT"):
        find_contract(tmp_path / "none.yaml")
