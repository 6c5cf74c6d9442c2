import os
import subprocess
from pathlib import Path

INSTALL = Path(__file__).parents[1] / "install"


def test_install_links_an_oye_that_needs_the_checkout_no_more(tmp_path: Path) -> None:
    places = {"XDG_DATA_HOME": str(tmp_path / "share"), "XDG_BIN_HOME": str(tmp_path / "bin")}
    for _ in range(2):  # the second replaces the first
        subprocess.run([INSTALL], env={**os.environ, **places}, check=True, timeout=300)
    link = tmp_path / "bin" / "oye"
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    listed = subprocess.run([link, "list"], env=environment, text=True, capture_output=True)
    assert listed.returncode == 5  # all of it is there, and nobody is signed in
    assert "Not signed in" in listed.stderr
    (environment_of_it,) = (tmp_path / "share" / "oye").iterdir()
    links = environment_of_it.glob("lib/*/site-packages/*.pth")
    checkout = str(INSTALL.parents[1])
    assert not any(checkout in path.read_text() for path in links)


def test_install_touches_no_program_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "oye").write_text("somebody's own")
    places = {"XDG_DATA_HOME": str(tmp_path / "share"), "XDG_BIN_HOME": str(tmp_path / "bin")}
    done = subprocess.run([INSTALL], env={**os.environ, **places}, capture_output=True, text=True)
    assert done.returncode == 1
    assert "is not a link of ours" in done.stderr
    assert (tmp_path / "bin" / "oye").read_text() == "somebody's own"
