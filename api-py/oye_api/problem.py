"""What went wrong, as application/problem+json (RFC 9457)."""

import json
from collections.abc import Mapping, Sequence

import psycopg
from starlette.responses import Response

RETRY_SECONDS = "2"
# What the database bounds by the hour; it says so in words.
BOUNDED_SECONDS = {"too_many_logins": "600", "too_many_guesses": "3600"}
# Classes of SQLSTATE that mean "not now": connection, resources, an operator's hand, a lock or
# statement timeout, a standby that takes no writes.
AWAY = ("08", "53", "57", "55P03", "25006")


class Problem(Exception):
    """Ends a request. `slug` is for programs, `detail` for people, `field` names what to mend."""

    def __init__(
        self,
        status: int,
        slug: str,
        detail: str,
        *,
        field: str | None = None,
        choices: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.slug = slug
        self.detail = detail
        self.field = field
        self.choices = tuple(choices)
        self.headers = dict(headers or {})


def problem_response(problem: Problem, request_id: str) -> Response:
    """The problem as its HTTP answer."""
    body: dict[str, object] = {
        "type": f"urn:oye:problem:{problem.slug}",
        "title": problem.slug.replace("_", " ").capitalize(),
        "status": problem.status,
        "slug": problem.slug,
        "detail": problem.detail,
        "field": problem.field,
        "request_id": request_id,
    }
    if problem.choices:
        body["choices"] = list(problem.choices)
    headers = {**_standing(problem), **problem.headers, "Cache-Control": "no-store"}
    return Response(
        json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
        status_code=problem.status,
        headers=headers,
        media_type="application/problem+json",
    )


def _standing(problem: Problem) -> dict[str, str]:
    """Headers that a status always carries (RFC 9110 §15, RFC 6750 §3)."""
    if problem.status == 401:
        known = "" if problem.slug == "token_missing" else ' error="invalid_token"'
        return {"WWW-Authenticate": f"Bearer{known}"}
    if problem.slug == "scope_missing":
        return {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}
    if problem.status == 503:
        return {"Retry-After": RETRY_SECONDS}
    if problem.slug in BOUNDED_SECONDS:
        return {"Retry-After": BOUNDED_SECONDS[problem.slug]}
    return {}


def of_database(error: psycopg.Error) -> Problem | None:
    """What the database refused or could not do; None for what nobody foresaw.

    `raise … using errcode = 'OY404', message = slug, detail = sentence, column = field` is how the
    stored functions refuse.
    """
    state = error.diag.sqlstate or error.sqlstate or ""
    if state.startswith("OY") and state[2:].isdigit():
        return Problem(
            int(state[2:]),
            error.diag.message_primary or "refused",
            error.diag.message_detail or "The request was refused.",
            field=error.diag.column_name or None,
        )
    if state.startswith(AWAY) or (not state and isinstance(error, psycopg.OperationalError)):
        return away()
    if state in ("40001", "40P01"):
        return Problem(
            503, "busy", "Others changed the same thing at the same moment; try again shortly."
        )
    return None


def away() -> Problem:
    """The database does not answer, or not in time."""
    return Problem(
        503, "database_unavailable", "The database does not answer just now; try again shortly."
    )


def unforeseen() -> Problem:
    """Our fault; the log has the rest under the request's id."""
    return Problem(
        500,
        "internal_error",
        "Something went wrong here that is not your fault. It is logged under the request_id.",
    )
