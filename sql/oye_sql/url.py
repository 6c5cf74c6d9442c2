"""Database addresses: take one apart, exchange a part, write it as a URL again."""

from urllib.parse import quote, urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict


class UrlError(ValueError):
    """The text is no address of a PostgreSQL database. Its message never holds a password."""


def parts(address: str) -> dict[str, str]:
    """The parameters of a URL or a `key=value` string (libpq, section 32.1.1).

    Raises UrlError.
    """
    try:
        found = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        # libpq's message repeats the text, which may hold a password
        raise UrlError(
            "not an address of a database; one looks like postgresql://user:password@host:5432/name"
        ) from None
    return {key: str(value) for key, value in found.items() if value is not None}


def checked(address: str) -> str:
    """The address as it was given, once it is known to be one. Raises UrlError."""
    parts(address)
    return address


def write(found: dict[str, str]) -> str:
    """The URL of these parameters; a socket's folder goes into the query as `host`."""
    rest = dict(found)
    user, password = rest.pop("user", ""), rest.pop("password", "")
    name = rest.pop("dbname", "")
    who = quote(user, safe="") + (":" + quote(password, safe="") if password else "")
    where = ""
    if "host" in rest and not rest["host"].startswith(("/", "@")) and "," not in rest["host"]:
        host = rest.pop("host")
        where = f"[{host}]" if ":" in host else quote(host, safe="")
        where += ":" + rest.pop("port") if "port" in rest else ""
    query = "?" + urlencode(rest, quote_via=quote) if rest else ""
    return f"postgresql://{who}{'@' if who else ''}{where}/{quote(name, safe='')}{query}"


def changed(address: str, **new: str) -> str:
    """The same address with some parts (user, password, dbname, …) exchanged."""
    return write(parts(address) | new)


def shown(address: str) -> str:
    """The address for people: without its password."""
    return write({key: value for key, value in parts(address).items() if key != "password"})
