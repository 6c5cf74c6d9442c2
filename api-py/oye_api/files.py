"""Settings that are secret may stand in files: NAME_FILE names the one that NAME stands in.

So Docker's secrets and systemd's credentials reach a process: by its environment they would reach
its children too, and whoever may ask for it.
"""

from collections.abc import Mapping
from pathlib import Path

from oye_api.config import SECRETS, ConfigError


def with_files(environ: Mapping[str, str]) -> dict[str, str]:
    """`environ`, and each of SECRETS that is given as a file, without the space around it.

    Raises ConfigError where a file can't be read, or where both ways are taken.
    """
    found = dict(environ)
    for name in SECRETS:
        path = environ.get(f"{name}_FILE", "")
        if path and environ.get(name):
            raise ConfigError(f"{name} and {name}_FILE are both set; one of them is enough")
        if path:
            found[name] = _content(name, path)
    return found


def _content(name: str, path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise ConfigError(f"{name}_FILE is {path}, which can't be read: {reason}") from None
