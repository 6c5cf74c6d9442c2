"""Generate the TypeScript client (clients/typescript, package oye-client) from the contract.

Types by openapi-typescript, calls by openapi-fetch. Only where the contract or this file changed.
Needs Node and, once, npm's registry.
"""

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import node
import versions
from client import CONTRACT, ClientError
from projects import ROOT

TARGET = ROOT / "clients" / "typescript"
WANTED = {
    "openapi-fetch": "0.17.0",
    "openapi-typescript": "7.13.0",
    "typescript": "5.9.3",
    "@types/node": "20.19.25",
}
SECONDS = 120.0
STRICT = ("--strict", "--target", "es2022", "--module", "nodenext", "--skipLibCheck")
INDEX = """\
// Generated from contracts/openapi.yaml by ./just clients typescript; edits are lost.
import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

export type * from "./schema.js";

/** A client of the API at this address; without a token, for what needs none. */
export const oye = (baseUrl: string, token?: string) =>
  createClient<paths>({ baseUrl, headers: token ? { Authorization: `Bearer ${token}` } : {} });
"""


def manifest() -> dict[str, object]:
    """The package's package.json."""
    return {
        "name": "oye-client",
        "version": versions.current(),
        "type": "module",
        "exports": {".": {"types": "./index.d.ts", "default": "./index.js"}},
        "dependencies": {"openapi-fetch": WANTED["openapi-fetch"]},
    }


def fingerprint() -> str:
    """What the client is made from: contract, version, this file."""
    digest = hashlib.sha256(CONTRACT.read_bytes() + Path(__file__).read_bytes())
    return digest.hexdigest() + versions.current()


def tool(folder: Path, name: str, *arguments: str | Path) -> None:
    """Run a program of the packages in a folder. Raises ClientError with what it said."""
    program = modules() / ".bin" / name
    done = subprocess.run(
        [program, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ClientError(f"{name} refuses it:\n{done.stdout.strip()}")


def modules() -> Path:
    """The packages that it is made with, fetched where need be. Raises NoNodeError."""
    return node.fetched("typescript", WANTED, SECONDS) / "node_modules"


def generate() -> bool:
    """Bring the client in step with the contract; returns whether it was written anew.

    Raises NoNodeError; ClientError where the contract can't be turned into a client.
    """
    stamp = TARGET / "stamp"
    if stamp.exists() and stamp.read_text() == fingerprint() and modules().exists():
        return False
    TARGET.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TARGET.parent, prefix=".new-") as name:
        scratch = Path(name) / "typescript"
        scratch.mkdir()
        (scratch / "node_modules").symlink_to(modules())
        tool(scratch, "openapi-typescript", CONTRACT, "--output", "schema.d.ts")
        (scratch / "index.ts").write_text(INDEX)
        (scratch / "package.json").write_text(json.dumps(manifest(), indent=2) + "\n")
        tool(scratch, "tsc", *STRICT, "--declaration", "index.ts")
        (scratch / "stamp").write_text(fingerprint())
        shutil.rmtree(TARGET, ignore_errors=True)
        scratch.rename(TARGET)
    return True


def compiled(source: Path, folder: Path) -> Path:
    """A program that imports oye-client, checked and compiled into an empty folder.

    Raises ClientError where it does not fit the contract, NoNodeError.
    """
    generate()
    packages = folder / "node_modules"
    packages.mkdir()
    for name in ("openapi-fetch", "openapi-typescript-helpers", "@types"):
        (packages / name).symlink_to(modules() / name)
    (packages / "oye-client").symlink_to(TARGET)
    (folder / "package.json").write_text('{"type": "module"}\n')
    copy = folder / source.name
    shutil.copyfile(source, copy)
    tool(folder, "tsc", *STRICT, copy.name)
    return copy.with_suffix(".js")
