"""Write what each overlay amounts to, rendered/OVERLAY.yaml, or with --check compare it.

They are committed, so that a change shows what it does to a cluster, and so that the rules are
checked where no renderer is. Compared as documents: renderers differ in how they write YAML.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from manifests import HERE, OVERLAYS, Document

RENDERERS = (("kubectl", "kustomize"), ("kustomize", "build"))
HEAD = "# ./just deploy render --write wrote this, from overlays/{}.\n"


class RenderError(Exception):
    """There is no renderer here, or it refused; the message says which."""


def renderer() -> list[str]:
    """The command that renders a folder. Raises RenderError where there is none."""
    for program, word in RENDERERS:
        if found := shutil.which(program):
            return [found, word]
    raise RenderError("neither kubectl nor kustomize is on the PATH")


def rendered(folder: Path) -> str:
    """What a folder amounts to, as YAML. Raises RenderError."""
    done = subprocess.run([*renderer(), folder], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RenderError(f"{folder.name}: {done.stderr.strip()}")
    return done.stdout


def documents(text: str) -> list[Document]:
    return [one for one in yaml.safe_load_all(text) if one]


def main() -> int:
    """0, or 1 where something differs or can't be rendered; 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="./just deploy render", description=__doc__)
    parser.add_argument("overlay", nargs="?", choices=OVERLAYS, help="print this one")
    parser.add_argument("--write", action="store_true", help="write all of them")
    parser.add_argument("--check", action="store_true", help="compare all of them")
    given = parser.parse_args()
    if sum((given.overlay is not None, given.write, given.check)) != 1:
        parser.error(f"say one of --write, --check and an overlay: {', '.join(OVERLAYS)}")
    try:
        renderer()
    except RenderError as error:
        if given.check:
            print(f"rendered manifests: skipped, {error}")
            return 0
        print(f"render: {error}", file=sys.stderr)
        return 1
    try:
        return each(given.overlay, write=given.write)
    except RenderError as error:
        print(f"render: {error}", file=sys.stderr)
        return 1


def each(overlay: str | None, *, write: bool) -> int:
    """Print one overlay; write all of them; or compare them, 1 where one differs."""
    if overlay is not None:
        print(rendered(HERE / "overlays" / overlay), end="")
        return 0
    differing = []
    for name in OVERLAYS:
        file = HERE / "rendered" / f"{name}.yaml"
        text = rendered(HERE / "overlays" / name)
        if write:
            file.write_text(HEAD.format(name) + text)
        elif not file.exists() or documents(file.read_text()) != documents(text):
            differing.append(file.name)
    for name in differing:
        print(f"rendered/{name} is not what the overlay amounts to: ./just deploy render --write")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
