"""Which addresses a webhook may have."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from oye_api.problem import Problem

LOCAL = ("127.0.0.1", "localhost", "::1")


def check_webhook(url: str, *, allow_local: bool) -> None:
    """Raises Problem 422 `webhook_url_refused` unless the URL is https to a public host.

    With `allow_local` (for trying out), this machine will do as well, also without https. Names are
    resolved, and judged again, by whoever sends.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
        _ = parts.port
    except ValueError as error:
        raise _refused("This is no URL.") from error
    if not host:
        raise _refused("The URL names no host.")
    if host in LOCAL and allow_local and parts.scheme in ("http", "https"):
        return
    if parts.scheme != "https":
        raise _refused("A webhook's URL begins with https://.")
    if host == "localhost" or host.endswith(".localhost") or not _is_public(host):
        raise _refused("A webhook's URL must lead to a public address.")


def _is_public(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return True


def _refused(detail: str) -> Problem:
    return Problem(422, "webhook_url_refused", detail, field="url")
