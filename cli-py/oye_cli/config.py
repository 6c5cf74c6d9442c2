"""Where the API is and who asks: the environment, and the file that `oye login` writes.

This module is the only reader of the environment. Help needs it, so it imports little.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from oye_cli import exits
from oye_cli.failure import Failure

VARIABLES = {
    "OYE_API_URL": "address of the API; goes before that of the file, whose token stays here then",
    "OYE_TOKEN": "token to sign in with; goes before that of the file",
    "OYE_CONFIG": "the file of `oye login` ($XDG_CONFIG_HOME/oye/cli.json)",
    "OYE_ALLOW_HTTP": "1: send a token over http beyond this machine; others may read it",
    "OYE_DEBUG": "1 shows the traceback of what should not happen",
    "NO_COLOR": "no colours",
    "FORCE_COLOR": "1: colours in a pipe too",
}


class Settings(NamedTuple):
    """`token` None: not signed in. `file`: where `login` writes."""

    url: str
    token: str | None
    file: Path

    def __repr__(self) -> str:
        return f"Settings(url={self.url!r}, token=…, file={str(self.file)!r})"


def file_of(environ: Mapping[str, str]) -> Path:
    """The file that `oye login` writes."""
    if named := environ.get("OYE_CONFIG"):
        return Path(named)
    base = environ.get("XDG_CONFIG_HOME", "")
    folder = Path(base) if base.startswith("/") else Path.home() / ".config"
    return folder / "oye" / "cli.json"


def read(environ: Mapping[str, str] | None = None) -> Settings:
    """What holds now. Raises Failure where the file, the address or the token can't be used.

    The token of the file belongs to the address of the file: where OYE_API_URL names another
    scheme, host or port, nobody is signed in there. OYE_TOKEN goes where OYE_API_URL says.
    """
    from oye_cli import address

    environ = os.environ if environ is None else environ
    file = file_of(environ)
    complete = environ.get("OYE_TOKEN") and environ.get("OYE_API_URL")
    stored = {} if complete else _stored(file)
    home = address.checked(stored.get("url") or address.DEFAULT)
    url = address.checked(environ.get("OYE_API_URL") or home)
    address.keeps_secrets(url, environ)
    kept = stored.get("token") if address.same_origin(url, home) else None
    token = environ.get("OYE_TOKEN", "").strip() or kept
    if token is not None and not (token.isascii() and token.isprintable() and " " not in token):
        raise Failure(exits.NOT_ALLOWED, "The token holds characters that no token has.")
    return Settings(url, token, file)


def to_sign_in(url: str | None, environ: Mapping[str, str] | None = None) -> tuple[str, Path]:
    """The address and the file of a login; a file that can't be read is no obstacle to it."""
    from oye_cli import address

    environ = os.environ if environ is None else environ
    file = file_of(environ)
    try:
        known = _stored(file).get("url")
    except Failure:
        known = None
    wanted = address.checked(url or environ.get("OYE_API_URL") or known or address.DEFAULT)
    address.keeps_secrets(wanted, environ)
    return wanted, file


def write(file: Path, url: str, token: str | None) -> None:
    """Store both for this user's eyes alone (0600); a reader sees the old file or the new one."""
    import json
    import tempfile

    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump({"url": url} | ({"token": token} if token else {}), stream)
                stream.write("\n")
            Path(name).replace(file)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise Failure(exits.UNEXPECTED, f"{file} can't be written: {error.strerror}.") from error


def forget(settings: Settings) -> None:
    """Take the token out of the file, where it is this one that stands there."""
    stored = _stored(settings.file)
    if settings.token and stored.get("token") == settings.token:
        write(settings.file, stored.get("url") or settings.url, None)


def colour(environ: Mapping[str, str]) -> bool | None:
    """Whether to colour: never, always, or (None) where a terminal reads. NO_COLOR wins."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return False if environ.get("TERM") == "dumb" else None


def debug(environ: Mapping[str, str]) -> bool:
    """Whether tracebacks are wanted."""
    return environ.get("OYE_DEBUG", "0") not in ("", "0")


def _stored(file: Path) -> dict[str, str]:
    """What the file holds; nothing where there is none."""
    import json

    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Failure(exits.NOT_ALLOWED, f"{file} can't be read: {error.strerror}.") from error
    except ValueError:
        found = None
    names = ("url", "token")
    if not isinstance(found, dict) or not all(isinstance(found.get(n, ""), str) for n in names):
        said = f'{file} is not JSON like {{"url": …, "token": …}}; `oye login` writes it anew.'
        raise Failure(exits.NOT_ALLOWED, said)
    return {name: found[name] for name in names if found.get(name)}
