"""Build the images of all parts, or of those named: `./just images [NAME…] [--try]`.

pip's settings in the environment (PIP_INDEX_URL …) reach the stages that install, and no image.
PIP_CERT names a file of this machine: it is lent to those stages as deploy/images/ca.pem.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from versions import current

ROOT = Path(__file__).resolve().parents[2]
CA = Path(__file__).with_name("ca.pem")
BASE = "python:3.12-slim"
# image: the folder whose Dockerfile makes it
IMAGES = {
    "oye-sql": "sql",
    "oye-api": "api-py",
    "oye-worker-calc": "worker-calc-py",
    "oye-worker-fire": "worker-fire-py",
    "oye-bot": "bot-py",
}
PASSED_ON = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_TRUSTED_HOST", "PIP_DEFAULT_TIMEOUT")
LIMIT = 1200.0  # seconds for one image, from nothing and through a slow network


class BuildError(Exception):
    """An image could not be built; what docker said has been printed."""


@contextmanager
def lent_certificates() -> Iterator[list[str]]:
    """The build arguments by which pip trusts what PIP_CERT names on this machine."""
    named = os.environ.get("PIP_CERT")
    if not named:
        yield []
        return
    shutil.copyfile(named, CA)
    try:
        yield ["--build-arg", "PIP_CERT=/src/ca.pem"]
    finally:
        CA.unlink(missing_ok=True)


def revision() -> str:
    """The commit that is built, marked where files differ from it; unknown without git."""
    try:
        said = subprocess.run(
            ["git", "-C", ROOT, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return said.stdout.strip()


def build(image: str, tag: str, options: list[str]) -> None:
    """Build one image and print what came of it. Raises BuildError."""
    began = time.monotonic()
    command: list[str | Path] = ["docker", "build", "--file", ROOT / IMAGES[image] / "Dockerfile"]
    command += ["--tag", f"{image}:{tag}", *options, ROOT]
    done = subprocess.run(
        command,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LIMIT,
        check=False,
    )
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        raise BuildError(f"{image} could not be built, see above")
    size = inspected(f"{image}:{tag}") / 1e6
    print(f"{image}:{tag}  {size:.0f} MB  in {time.monotonic() - began:.0f} s", flush=True)


def inspected(image: str) -> int:
    """The size of an image in bytes, its base included."""
    said = subprocess.run(
        ["docker", "image", "inspect", image], capture_output=True, text=True, check=True
    )
    return int(json.loads(said.stdout)[0]["Size"])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./just images", description="Build oye's images.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(IMAGES)}")
    parser.add_argument("--base", default=os.environ.get("OYE_IMAGE_BASE") or BASE, metavar="IMAGE")
    parser.add_argument("--tag", default=current(), help="the version, %(default)s, unless given")
    parser.add_argument("--network", help="docker build's --network: host, where that is needed")
    parser.add_argument("--try", action="store_true", dest="tried", help="and run all of them")
    parser.add_argument("--postgres", default="postgres:16", metavar="IMAGE", help="for --try")
    found = parser.parse_args()
    if unknown := sorted(set(found.names) - set(IMAGES)):
        parser.error(f"no such image: {', '.join(unknown)}; there are {', '.join(IMAGES)}")
    return found


def main() -> int:
    """Build what was asked for; 0, or 1 where an image could not be built or did not work."""
    wanted = arguments()
    if shutil.which("docker") is None:
        print("images: docker is needed, and not on the PATH", file=sys.stderr)
        return 1
    options = ["--build-arg", f"BASE={wanted.base}", "--build-arg", f"REVISION={revision()}"]
    for name in PASSED_ON:
        # by name alone: docker takes the value, which may hold a password, from the environment
        options += ["--build-arg", name] if os.environ.get(name) else []
    options += ["--network", wanted.network] if wanted.network else []
    try:
        with lent_certificates() as lent:
            for image in wanted.names or IMAGES:
                build(image, wanted.tag, options + lent)
    except (BuildError, OSError, subprocess.SubprocessError) as error:
        print(f"images: {error}", file=sys.stderr)
        return 1
    if wanted.tried:
        trial = Path(__file__).with_name("try.py")
        command = [sys.executable, str(trial), "--tag", wanted.tag, "--postgres", wanted.postgres]
        os.execv(sys.executable, command)  # noqa: S606 (who interrupts it lets it clean up)
    return 0


if __name__ == "__main__":
    sys.exit(main())
