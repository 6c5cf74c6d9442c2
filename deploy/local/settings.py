"""Run uv with pip's settings: uv reads none of them, and a machine behind a mirror has only those.

From the environment (PIP_INDEX_URL …) or else from pip's own files, in pip's order (pip's user
guide, "Configuration"). What is set for uv itself wins. `settings.py ARGUMENTS…` becomes uv.
"""

import configparser
import os
import sys
from collections.abc import Mapping
from pathlib import Path

UV = Path(__file__).resolve().parents[2] / ".tools" / "bin" / "uv"
SECTIONS = ("global", "install")
# pip's name: uv's variable, and what stands between several values there
NAMES = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "no-index": ("UV_NO_INDEX", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "default-timeout": ("UV_HTTP_TIMEOUT", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
}


def files(environment: Mapping[str, str]) -> list[Path]:
    """pip's files, the strongest last. PIP_CONFIG_FILE=/dev/null means none."""
    named = environment.get("PIP_CONFIG_FILE", "")
    if named == os.devnull:
        return []
    home = Path(environment.get("HOME") or "/")
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    systems = [Path(p) for p in (environment.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":")]
    found = [folder / "pip" / "pip.conf" for folder in systems]
    found += [Path("/Library/Application Support/pip/pip.conf"), Path("/etc/pip.conf")]
    found += [home / ".pip" / "pip.conf", config / "pip" / "pip.conf"]
    found += [home / "Library" / "Application Support" / "pip" / "pip.conf"]
    found += [Path(sys.prefix) / "pip.conf", *([Path(named)] if named else [])]
    return found


def from_files(environment: Mapping[str, str]) -> dict[str, str]:
    parser = configparser.RawConfigParser()
    for path in files(environment):
        try:
            parser.read(path, encoding="utf-8")
        except (configparser.Error, OSError, UnicodeDecodeError) as error:
            print(f"{path} is left out: {error}", file=sys.stderr)
    found: dict[str, str] = {}
    for section in SECTIONS:
        if parser.has_section(section):
            found |= {key.replace("_", "-"): value for key, value in parser.items(section)}
    return found


def for_uv(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that uv gets, beside those that are set already."""
    written = from_files(environment)
    found: dict[str, str] = {}
    for name, (variable, between) in NAMES.items():
        value = environment.get("PIP_" + name.upper().replace("-", "_")) or written.get(name, "")
        if value.split() and not environment.get(variable):
            found[variable] = between.join(value.split()) if name != "cert" else value
    if "UV_INDEX" in found and not environment.get("UV_INDEX_STRATEGY"):
        # pip takes the best version of all indexes; uv would stop at the first that has the name
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    defaults = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    return {key: value for key, value in defaults.items() if key not in environment} | found


if __name__ == "__main__":
    os.execve(UV, [str(UV), *sys.argv[1:]], {**os.environ, **for_uv(os.environ)})  # noqa: S606 (no shell is wanted)
