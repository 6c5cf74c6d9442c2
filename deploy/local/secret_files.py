"""Make the secrets of an installation, a file for each: what is there stays as it is.

The same names everywhere: compose mounts the files, a cluster's Secrets and systemd's credentials
are made of them (docs/deploying.md). The folder is yours alone (0700); the files in it can be read
by whom they are mounted to, whatever number that user has (0444).
"""

import argparse
import os
import secrets
import sys
from pathlib import Path
from urllib.parse import quote

from oye_sql.people import token_new
from oye_sql.roles import LOGINS

ADMIN, DATABASE = "oye_admin", "oye"


def wanted(host: str, telegram_token: str) -> dict[str, str]:
    """Every secret by its name, new."""
    passwords = {role: secrets.token_urlsafe(24) for role in (ADMIN, *LOGINS)}
    addresses = {
        role: f"postgresql://{role}:{quote(password)}@{host}/{DATABASE}"
        for role, password in passwords.items()
    }
    return {
        "postgres_password": passwords[ADMIN],
        "admin": addresses.pop(ADMIN),
        **addresses,
        "api_token": token_new(),
        "telegram_token": telegram_token,
    }


def make(folder: Path, host: str, telegram_token: str = "") -> list[str]:
    """Write what is missing; its names. Raises OSError, ValueError where half of a pair is there.

    An empty telegram_token is not kept: it is written again, once there is one.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = wanted(host, telegram_token)
    pair = [name for name in ("postgres_password", "admin") if (folder / name).exists()]
    if len(pair) == 1:
        raise ValueError(f"{folder} has {pair[0]} alone; it goes with the other of the two")
    made = []
    for name, text in found.items():
        file = folder / name
        if file.exists() and (file.read_text().strip() or not text):
            continue
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        # No newline: what is made of it may take each byte for the secret.
        file.write_text(text)
        file.chmod(0o444)
        made.append(name)
    return made


def main() -> int:
    """0, or 1 where a file can't be made."""
    parser = argparse.ArgumentParser(prog="./just deploy secrets", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--host", default="postgres", help="where the database is; postgres: compose's service"
    )
    given = parser.parse_args()
    try:
        made = make(given.folder, given.host, os.environ.get("OYE_TELEGRAM_TOKEN", "").strip())
    except (OSError, ValueError) as error:
        print(f"secrets: {error}", file=sys.stderr)
        return 1
    print(f"{given.folder}: {', '.join(made) or 'all are there already'}")
    if not (given.folder / "telegram_token").read_text().strip():
        print("telegram_token is empty: set OYE_TELEGRAM_TOKEN and run this again, or have no bot")
    return 0


if __name__ == "__main__":
    sys.exit(main())
