"""What holds for every Dockerfile of the checkout, without a Docker to build it."""

import json
import re
import runpy
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from projects import ROOT, closure, projects

BUILD = runpy.run_path(str(ROOT / "deploy" / "images" / "build.py"))
FILES = sorted(ROOT.glob("*/Dockerfile"))


@pytest.fixture(params=FILES, ids=lambda path: path.parent.name)
def file(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def instructions(file: Path) -> list[str]:
    """Each instruction on one line, comments left out."""
    lines = [line for line in file.read_text().splitlines() if not line.startswith("#")]
    return [line for line in "\n".join(lines).replace("\\\n", "").splitlines() if line]


def last_stage(file: Path) -> list[str]:
    found = instructions(file)
    return found[max(at for at, line in enumerate(found) if line.startswith("FROM ")) :]


def test_build_makes_each_of_them() -> None:
    assert FILES
    assert sorted(BUILD["IMAGES"].values()) == [path.parent.name for path in FILES]


def test_its_head_says_how_it_is_built(file: Path) -> None:
    head = file.read_text().splitlines()[:3]
    assert f"docker build -f {file.parent.name}/Dockerfile ." in head[1]
    assert head[2] == "ARG BASE=python:3.12-slim"


def test_all_that_is_fetched_is_checked_against_a_lock(file: Path) -> None:
    for line in instructions(file):
        for command in line.split("&&"):
            if " install " in command:
                assert "--require-hashes" in command or "--offline" in command


def test_no_address_stands_in_it(file: Path) -> None:
    assert not re.search(r"https?://", file.read_text())


def test_the_stage_that_installs_takes_each_setting_that_build_passes_on(file: Path) -> None:
    stages = "\n".join(instructions(file)).split("\nFROM ")
    fetching = [stage for stage in stages if "--require-hashes" in stage]
    assert fetching
    for stage in fetching:
        [taken] = re.findall(r"^ARG (PIP_.*)$", stage, re.MULTILINE)
        assert {*BUILD["PASSED_ON"], "PIP_CERT"} == set(taken.split())


def test_it_installs_every_local_package_that_its_project_needs(file: Path) -> None:
    known = projects()
    [project] = [one for one in known.values() if one.folder == file.parent]
    if "oye-client" not in known:
        pytest.fail("the generated client is missing: ./just clients")
    wanted = {f"/src/{one.folder.relative_to(ROOT)}" for one in closure([project], known)}
    [installed] = [line for line in instructions(file) if "--offline" in line]
    assert {word for word in installed.split() if word.startswith("/src/")} == wanted


def test_what_runs_is_a_program_of_its_project_and_nobody_in_particular(file: Path) -> None:
    last = last_stage(file)
    [entry] = [line.removeprefix("ENTRYPOINT ") for line in last if line.startswith("ENTRYPOINT")]
    [program] = json.loads(entry)
    scripts = tomllib.loads((file.parent / "pyproject.toml").read_text())["project"]["scripts"]
    assert program.removeprefix("/oye/bin/") in scripts
    assert "USER 10001:10001" in last


def imported(script: Path) -> set[Path]:
    """A script of deploy/local, and what it imports of that folder, and so on."""
    names = re.findall(r"^(?:import|from) (\w+)", script.read_text(), re.MULTILINE)
    beside = [found for name in names if (found := script.with_name(f"{name}.py")).exists()]
    return {script}.union(*map(imported, beside))


def test_a_script_that_makes_an_image_has_all_that_it_imports(file: Path) -> None:
    lines = instructions(file)
    copied = {word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]}
    run = re.findall(r"python3 (deploy/local/\w+\.py)", "\n".join(lines))
    assert run or file.parent.name != "bot-py"
    for script in run:
        assert {str(path.relative_to(ROOT)) for path in imported(ROOT / script)} <= copied
    assert ("deploy/local/versions.py" in copied) == ("VERSION" in copied)


def test_the_last_stage_takes_only_what_was_made_in_the_others(file: Path) -> None:
    copies = [line for line in last_stage(file) if line.startswith(("COPY", "ADD"))]
    assert copies
    assert all(line.startswith("COPY --from=build ") for line in copies)


def test_what_runs_has_no_installer_and_says_how_it_is_where_it_listens(file: Path) -> None:
    last = last_stage(file)
    assert any("pip uninstall" in line for line in last)
    listens = any(line.startswith("EXPOSE") for line in last)
    assert listens == any(line.startswith("HEALTHCHECK") for line in last)
    assert listens == (file.parent.name in ("api-py", "bot-py"))


@pytest.mark.parametrize("secret", [".oye", ".git", "**/.env*", "**/secrets", "**/*.dump"])
def test_secrets_and_history_never_reach_the_builder(secret: str) -> None:
    assert secret in (ROOT / ".dockerignore").read_text().splitlines()


def test_images_are_tagged_as_what_runs_them_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["images"])
    tag = BUILD["arguments"]().tag
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())["services"]
    named = {one["image"] for one in services.values() if "build" in one}
    assert named == {f"{image}:${{OYE_TAG:-{tag}}}" for image in BUILD["IMAGES"]}
