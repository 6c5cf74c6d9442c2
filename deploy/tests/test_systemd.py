"""The units: well-formed, shut in, and told what the programs read."""

import configparser
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import secret_files
from projects import ROOT

FOLDER = ROOT / "deploy" / "systemd"
SERVICES = sorted(FOLDER.glob("*.service"))
PROGRAM = re.compile(r"/opt/oye/([a-z-]+)/\.venv/bin/([a-z-]+)")
# systemd's own measure, of 100: a web server as distributions ship it has about 92.
MOST_EXPOSED = 15
analyze = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on the PATH"
)


@pytest.fixture(params=SERVICES, ids=lambda path: path.stem)
def service(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def lines(unit: Path, key: str) -> list[str]:
    """The values of a key, in their order; a unit may give it several times."""
    found = [line.partition("=") for line in unit.read_text().splitlines()]
    return [value for name, _, value in found if name == key]


def installed(folder: Path) -> Path:
    """The units as they would stand on a machine, with a program in each place."""
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    for unit in folder.glob("*.service"):
        unit.write_text(PROGRAM.sub(shutil.which("true") or "/bin/true", unit.read_text()))
    return folder


@analyze
def test_systemd_finds_nothing_wrong_with_them(tmp_path: Path) -> None:
    folder = installed(tmp_path)
    units = sorted(one for one in folder.iterdir() if one.is_file())
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@analyze
def test_none_is_exposed(service: Path, tmp_path: Path) -> None:
    judged = ["systemd-analyze", "security", "--offline=true", "--no-pager"]
    judged += [f"--threshold={MOST_EXPOSED}", str(installed(tmp_path) / service.name)]
    done = subprocess.run(judged, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    (tmp_path / "oye-.service.d" / "hardening.conf").unlink()
    without = subprocess.run(judged, capture_output=True, text=True, check=False)
    assert without.returncode != 0, "the measure sees nothing"


def test_each_runs_a_program_of_its_project(service: Path) -> None:
    [command] = lines(service, "ExecStart")
    match = PROGRAM.match(command)
    assert match is not None
    project = tomllib.loads((ROOT / match[1] / "pyproject.toml").read_text())["project"]
    assert match[2] in project["scripts"]


def test_a_secret_is_a_credential_that_there_is_a_file_for(service: Path) -> None:
    given = dict(one.split(":") for one in lines(service, "LoadCredential"))
    words = " ".join([*lines(service, "Environment"), *lines(service, "ExecStart")])
    named = set(re.findall(r"%d/(\w+)", words))
    roles = {name for name in given if name.startswith("oye_")} if "--roles=%d" in words else set()
    assert named | roles == set(given)
    assert set(given) <= set(secret_files.wanted("127.0.0.1", ""))
    assert all(path == f"/etc/oye/{name}" for name, path in given.items())
    assert not re.search(r"(TOKEN|PASSWORD|DATABASE_URL)=", words)


def test_what_runs_on_is_started_again_for_ever(service: Path) -> None:
    if "oneshot" in lines(service, "Type"):
        assert lines(service, "TimeoutStartSec")
        return
    assert lines(service, "Restart") == ["always"]
    assert lines(FOLDER / "oye-.service.d" / "hardening.conf", "StartLimitIntervalSec") == ["0"]
    assert lines(service, "TimeoutStopSec")


def test_all_of_it_is_started_with_the_machine() -> None:
    for unit in (*SERVICES, FOLDER / "oye-housekeep.timer"):
        parser = configparser.RawConfigParser(strict=False)
        parser.read(unit)
        timed = unit.with_suffix(".timer").exists() and unit.suffix == ".service"
        wanted = None if timed else "oye.target"
        assert parser.get("Install", "WantedBy", fallback=None) == wanted


def test_the_crontab_says_what_the_justfile_has() -> None:
    rows = [row for row in (ROOT / "deploy" / "crontab").read_text().splitlines() if row[0] != "#"]
    commands = [re.split(r"\s+", row, maxsplit=5)[5] for row in rows]
    assert commands == [
        'cd "$HOME/oye" && ./just tick',
        'cd "$HOME/oye" && ./just sql run housekeep',
    ]
