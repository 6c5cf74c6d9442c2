"""The `oye` of a checkout, called by whatever way leads to it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "oye"
SAYS = '#!/bin/sh\necho "$0 $*"\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose command line tells where it stands and what it was asked."""
    root = tmp_path / "check out"
    for name, text in (("deploy/local/venv", "#!/bin/sh\n"), ("cli-py/.venv/bin/oye", SAYS)):
        file = root / name
        file.parent.mkdir(parents=True)
        file.write_text(text)
        file.chmod(0o755)
    shutil.copy(SCRIPT, root / "oye")
    return root


def ran(*command: str, cwd: Path, path: str = "") -> str:
    environment = {**os.environ, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, text=True, capture_output=True, check=True
    )
    return done.stdout.strip()


def test_links_to_it_work_from_anywhere(checkout: Path, tmp_path: Path) -> None:
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "absolute").symlink_to(checkout / "oye")
    (bin_folder / "relative").symlink_to(Path("..") / checkout.name / "oye")
    (bin_folder / "chained").symlink_to("relative")
    expected = f"{checkout}/cli-py/.venv/bin/oye list"
    for name in ("absolute", "relative", "chained"):
        assert ran(str(bin_folder / name), "list", cwd=tmp_path) == expected
        assert ran(name, "list", cwd=Path("/"), path=str(bin_folder)) == expected
    assert ran("./oye", "list", cwd=checkout) == expected
