"""The Python projects of the checkout, and what each needs: read from their pyproject.toml."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Where projects are: the generated client is among them once it is there.
FOLDERS = ("*", "clients/*", "contracts/*")


@dataclass(frozen=True)
class Project:
    """One pyproject.toml: its distribution's name, its folder, its requirements as written."""

    name: str
    folder: Path
    requirements: tuple[str, ...]


def name_of(requirement: str) -> str:
    """The normalised distribution name at the head of a requirement (PEP 508, PEP 503)."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", match.group()).lower() if match else requirement


def projects(root: Path = ROOT) -> dict[str, Project]:
    """Every local project by its name, the generated client among them once it is there."""
    found = {}
    paths = [path for where in FOLDERS for path in root.glob(f"{where}/pyproject.toml")]
    for path in sorted(paths):
        table = tomllib.loads(path.read_text()).get("project")
        if table:
            name = name_of(table["name"])
            found[name] = Project(name, path.parent, tuple(table.get("dependencies", [])))
    return found


def is_local(requirement: str) -> bool:
    """Whether a requirement names a project of this checkout (they all begin with oye-)."""
    return name_of(requirement).startswith("oye-")


def closure(start: list[Project], known: dict[str, Project]) -> list[Project]:
    """The projects of `start` and all local ones they need, each once.

    Raises SystemExit naming the project whose local requirement is not in the checkout.
    """
    seen: dict[str, Project] = {}
    waiting = list(start)
    while waiting:
        project = waiting.pop()
        if project.name in seen:
            continue
        seen[project.name] = project
        for requirement in filter(is_local, project.requirements):
            if name_of(requirement) not in known:
                raise SystemExit(
                    f"{project.folder.name} needs {requirement}, which is not in the checkout"
                )
            waiting.append(known[name_of(requirement)])
    return sorted(seen.values(), key=lambda project: project.name)
