"""Which project needs what, and whether its lock is in step."""

from pathlib import Path

import lock
import projects
import pytest
from projects import Project


def write(root: Path, name: str, *requirements: str) -> None:
    folder = root / name
    folder.mkdir(parents=True)
    listed = ", ".join(f'"{one}"' for one in requirements)
    (folder / "pyproject.toml").write_text(
        f'[project]\nname = "oye-{name}"\nversion = "0"\ndependencies = [{listed}]\n'
    )


@pytest.mark.parametrize(
    ("requirement", "name"),
    [
        ("Psycopg[binary]>=3.2", "psycopg"),
        ("uvloop>=0.21; sys_platform != 'win32'", "uvloop"),
        ("types_PyYAML", "types-pyyaml"),
    ],
)
def test_a_requirement_is_known_by_its_normal_name(requirement: str, name: str) -> None:
    assert projects.name_of(requirement) == name


def test_what_a_local_package_needs_is_needed_too(tmp_path: Path) -> None:
    write(tmp_path, "one", "oye-two", "click>=8")
    write(tmp_path, "two", "oye-three")
    write(tmp_path, "three", "attrs")
    known = projects.projects(tmp_path)
    found = projects.closure([known["oye-one"]], known)
    assert [project.name for project in found] == ["oye-one", "oye-three", "oye-two"]


def test_a_local_package_that_is_not_there_is_named(tmp_path: Path) -> None:
    known = {"oye-one": Project("oye-one", tmp_path / "one", ("oye-lost>=1",))}
    with pytest.raises(SystemExit, match="one needs oye-lost>=1, which is not in the checkout"):
        projects.closure(list(known.values()), known)


def test_every_lock_of_the_checkout_is_in_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert lock.check() == 0, capsys.readouterr().err


def test_a_changed_requirement_is_noticed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = lock.inputs()
    folder = projects.ROOT / "sql"
    monkeypatch.setattr(lock, "inputs", lambda: {**inputs, folder: [*inputs[folder], "more"]})
    assert lock.check() == 1
    assert "sql/requirements.txt is not in step" in capsys.readouterr().err
