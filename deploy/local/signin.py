"""A person on this machine, signed in: made once for each database."""

import getpass
import hashlib
import json
import os
import re
import sys
from pathlib import Path

import psycopg
from oye_sql import home, people


def machine_zone() -> str:
    """This machine's IANA zone, as TZ or the system names it; UTC where neither does."""
    found = named_zone()
    return "UTC" if found in ("Etc/UTC", "Etc/UCT", "UCT", "Zulu") else found


def named_zone() -> str:
    zone = os.environ.get("TZ", "").lstrip(":")
    if zone and not zone.startswith("/"):
        return zone
    for path in (Path(zone) if zone else Path("/etc/localtime"), Path("/etc/localtime")):
        _, found, name = str(path.resolve()).rpartition("zoneinfo/")
        if found:
            return re.sub(r"^(posix|right)/", "", name)
    written = Path("/etc/timezone")
    return (written.read_text().strip() if written.exists() else "") or "UTC"


def machine_locale() -> str:
    """LC_ALL, LC_MESSAGES or LANG as a language tag (`en-GB`); en where they name none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        match = re.match(r"([a-z]{2,3}(?:_[A-Z]{2})?)(\.|@|$)", os.environ.get(name, ""))
        if match:
            return match[1].replace("_", "-")
    return "en"


def login_name() -> str | None:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None


def fingerprint(address: str) -> str:
    """What tells this database from one that stood, or will stand, in its place."""
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "select d.oid || ' ' || (select min(applied_at) from core.migration)"
            " from pg_database d where d.datname = current_database()"
        ).fetchone()
    assert row is not None
    return str(row[0])


def make_person(address: str) -> str:
    """A person with this machine's zone, or UTC where the database doesn't know that one."""
    zone, locale = machine_zone(), machine_locale()
    try:
        return people.person_create(address, login_name(), zone, locale)
    except psycopg.Error as error:
        if zone == "UTC" or not (error.sqlstate or "").startswith("OY"):
            raise
        print(f"the zone {zone} is not known, UTC it is: ./oye tz …", file=sys.stderr)
        return people.person_create(address, login_name(), "UTC", "en")


def signed_in(address: str, run: home.Home) -> str | None:
    """Whose token the CLI has, where the database knows it: one restored from a backup does."""
    token = json.loads(run.cli.read_text()).get("token") if run.cli.exists() else None
    if not token:
        return None
    with psycopg.connect(address) as connection:
        found = connection.execute(
            "select person_id::text from core.token where sha256 = %s",
            [hashlib.sha256(token.encode()).digest()],
        ).fetchone()
    return None if found is None else str(found[0])


def last_person(address: str, run: home.Home) -> str | None:
    """Who was signed in here the last time, where they have not left since."""
    written = run.folder / "person"
    if not written.exists():
        return None
    with psycopg.connect(address) as connection:
        found = connection.execute(
            "select person_id::text from core.person where person_id::text = %s",
            [written.read_text()],
        ).fetchone()
    return None if found is None else str(found[0])


def make_token(run: home.Home, address: str, api_url: str, person: str) -> None:
    """Sign the CLI in as a person."""
    token = people.token_create(address, person, "cli of this checkout")
    home.write_secret(run.cli, json.dumps({"url": api_url, "token": token}) + "\n")


def sign_in(run: home.Home, address: str, api_url: str) -> None:
    """Make sure that .oye/cli.json and .oye/bot-token hold tokens of this very database.

    Who signed out, or left, is signed in again: as the same person, where there still is one.
    """
    known = run.folder / "database"
    this = fingerprint(address)
    person = signed_in(address, run)
    same = known.exists() and known.read_text() == this
    if not run.bot_token.exists() or not (same or person):
        home.write_secret(run.bot_token, people.service_token_create(address, "bot") + "\n")
    if person is None:
        person = (last_person(address, run) if same else None) or make_person(address)
        make_token(run, address, api_url, person)
    home.write_secret(run.folder / "person", person)
    home.write_secret(known, this)
    config = json.loads(run.cli.read_text())
    if config["url"] != api_url:
        home.write_secret(run.cli, json.dumps({**config, "url": api_url}) + "\n")
