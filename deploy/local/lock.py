"""Write constraints.txt and every requirements.txt from the pyproject.toml files.

One resolution for all (constraints.txt), so that versions agree everywhere; then each project's
own hash-locked list under it. Versions stay as they are unless a requirement asks for another,
or `--upgrade` is given. The first line of each list is the hash of the requirements that it was
made from: `lock.py --check` compares them offline.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from client import PYPROJECT
from projects import ROOT, Project, closure, is_local, projects

UV = ROOT / "deploy" / "local" / "uv"
CONSTRAINTS = ROOT / "constraints.txt"


def inputs() -> dict[Path, list[str]]:
    """The requirements of each folder that has a lock; the root's are everybody's and the tools'.

    The generated client may not be there: its requirements are those that it is generated with.
    """
    known = projects()
    if "oye-client" not in known:
        import tomllib

        table = tomllib.loads(PYPROJECT)["project"]
        folder = ROOT / "clients" / "python"
        known["oye-client"] = Project("oye-client", folder, tuple(table["dependencies"]))
    lines = (ROOT / "requirements.in").read_text().splitlines()
    found = {ROOT: [line for line in lines if line and not line.startswith("#")]}
    for project in known.values():
        wanted = [text for one in closure([project], known) for text in one.requirements]
        outside = [text for text in wanted if not is_local(text)]
        found[ROOT] += outside
        if project.name != "oye-client":
            found[project.folder] = outside
    return {folder: sorted(set(texts)) for folder, texts in found.items()}


def header(requirements: list[str]) -> str:
    digest = hashlib.sha256("\n".join(requirements).encode()).hexdigest()
    return f"# ./just lock wrote this; its input is {digest[:16]}\n"


def compile_list(requirements: list[str], target: Path, *options: str) -> None:
    """Resolve for every platform from Python 3.11 on; what `target` pins already is kept."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "requirements.in"
        source.write_text("\n".join(requirements) + "\n")
        command: list[str | Path] = [
            UV,
            "--quiet",
            "pip",
            "compile",
            "--universal",
            "--python-version",
            "3.11",
        ]
        command += ["--no-header", "--no-annotate", *options, source, "-o", target]
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            sys.exit(f"{target.relative_to(ROOT)} can't be resolved, see above")
    target.write_text(header(requirements) + target.read_text())


def check() -> int:
    """Name every list whose requirements have changed since it was made."""
    wrong = []
    for folder, requirements in inputs().items():
        lock = folder / "requirements.txt"
        if not lock.exists() or not lock.read_text().startswith(header(requirements)):
            wrong.append(str(lock.relative_to(ROOT)))
    for name in wrong:
        print(f"{name} is not in step with its pyproject.toml: run ./just lock", file=sys.stderr)
    return 1 if wrong else 0


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        return check()
    if arguments not in ([], ["--upgrade"]):
        print("usage: lock.py [--check | --upgrade]", file=sys.stderr)
        return 2
    everything = inputs()
    compile_list(everything[ROOT], CONSTRAINTS, *arguments)
    for folder, requirements in everything.items():
        lock = folder / "requirements.txt"
        lock.unlink(missing_ok=True)
        compile_list(requirements, lock, "--generate-hashes", "-c", str(CONSTRAINTS))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
