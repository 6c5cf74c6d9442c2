"""The contract: found, read, and its references followed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

METHODS = ("get", "put", "post", "delete", "patch")
Node = Mapping[str, Any]
# libyaml's reads the contract in a tenth of the time, where it is there.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ContractError(ValueError):
    """The contract can't be used; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Contract:
    """`source` is the file as it is, `document` what it says."""

    source: bytes
    document: Node


def find_contract(named: Path | None) -> Path:
    """The path of openapi.yaml: the one named, that of the checkout, or that of the package."""
    package = Path(__file__).resolve().parent
    places = (
        [named]
        if named
        else [
            package.parent.parent / "contracts" / "openapi.yaml",
            package / "openapi.yaml",
        ]
    )
    for place in places:
        if place.is_file():
            return place
    tried = " nor ".join(str(place) for place in places)
    raise ContractError(f"there is no contract at {tried}; OYE_CONTRACT names the file")


def load_contract(path: Path) -> Contract:
    """The contract in a file; raises ContractError."""
    source = path.read_bytes()
    try:
        document = yaml.load(source, Loader=LOADER)  # noqa: S506 (both are safe ones)
    except yaml.YAMLError as error:
        said = str(error).replace("\n", " ")
        raise ContractError(f"{path} is no YAML: {said}") from error
    version = document.get("openapi") if isinstance(document, dict) else None
    if not isinstance(version, str) or not version.startswith("3.1."):
        raise ContractError(f"{path} is no OpenAPI 3.1 document")
    return Contract(source, document)


def follow(document: Node, node: Node) -> Node:
    """The node that a chain of local `$ref`s ends at; raises ContractError."""
    for _ in range(20):
        reference = node.get("$ref")
        if reference is None:
            return node
        if not isinstance(reference, str) or not reference.startswith("#/"):
            raise ContractError(f"only references within the contract are followed: {reference}")
        node = document
        for part in reference[2:].split("/"):
            key = part.replace("~1", "/").replace("~0", "~")
            if key not in node:
                raise ContractError(f"{reference} leads nowhere")
            node = node[key]
    raise ContractError(f"references go in circles at {node.get('$ref')}")
