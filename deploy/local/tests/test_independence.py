"""A service is thrown away and rewritten alone: none imports another, or reaches past its own face.

Tests are free to start whatever they need; this is about what is shipped.
"""

import ast
import re
from collections.abc import Iterator

import projects
import pytest

SERVICES = {
    "oye-api": {"api"},
    "oye-calc": {"calc"},
    "oye-fire": {"fire"},
    "oye-cli": set(),
    "oye-bot": set(),
}
LIBRARIES = {"oye-schedule", "oye-client"}


def sources(service: str) -> Iterator[ast.Module]:
    """The modules that a service ships."""
    folder = projects.projects()[service].folder / service.replace("-", "_")
    paths = sorted(folder.rglob("*.py"))
    assert len(paths) > 5
    return (ast.parse(path.read_text()) for path in paths)


def imported(service: str) -> set[str]:
    """The top-level packages that are imported anywhere in it, late ones too."""
    found = set()
    for module in sources(service):
        for node in ast.walk(module):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(node.module or "")
    return {name.partition(".")[0] for name in found}


@pytest.mark.parametrize("service", SERVICES)
def test_none_imports_another(service: str) -> None:
    declared = {projects.name_of(one) for one in projects.projects()[service].requirements}
    assert declared & (set(SERVICES) | {"oye-sql", "oye-fakes"}) == set()
    ours = {name.replace("_", "-") for name in imported(service) if name.startswith("oye_")}
    assert ours - {service} <= LIBRARIES & declared


def schemas(service: str) -> set[str]:
    """The schemas of ours that its texts name, in a place where SQL has them."""
    pattern = r"\b(?:from|join|into|update|select)\s+(core|api|calc|fire|ops)\.\w"
    found = set()
    for module in sources(service):
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= set(re.findall(pattern, node.value))
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_each_calls_the_functions_of_its_own_schema_alone(service: str) -> None:
    assert schemas(service) <= SERVICES[service]


@pytest.mark.parametrize("service", ["oye-cli", "oye-bot"])
def test_the_clients_of_the_api_know_no_database(service: str) -> None:
    assert imported(service) & {"psycopg", "psycopg_pool", "sqlalchemy", "asyncpg"} == set()


def test_what_is_looked_for_is_found() -> None:
    """The workers do speak to the database: the search above sees it."""
    assert "psycopg" in imported("oye-calc") & imported("oye-fire") & imported("oye-api")
    assert schemas("oye-calc") == {"calc"}
