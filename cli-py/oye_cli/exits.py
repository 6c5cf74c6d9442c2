"""Exit codes: one for each class of error, the same for every command."""

OK = 0
UNEXPECTED = 1
USAGE = 2
NOT_FOUND = 3
REFUSED = 4
NOT_ALLOWED = 5
CONFLICT = 6
AWAY = 7
INTERRUPTED = 130

MEANINGS = {
    OK: "done",
    UNEXPECTED: "something unexpected",
    USAGE: "the command was used wrongly",
    NOT_FOUND: "there is no such thing",
    REFUSED: "the API refused what was given; the message says what would be right",
    NOT_ALLOWED: "not signed in, or not allowed",
    CONFLICT: "it conflicts with what is there now",
    AWAY: "the API or the network is away",
    INTERRUPTED: "interrupted",
}


def of_status(status: int) -> int:
    """The exit code for an HTTP status of 300 or more (RFC 9110 §15)."""
    if status in (404, 410):
        return NOT_FOUND
    if status in (401, 403):
        return NOT_ALLOWED
    if status in (409, 412, 428):
        return CONFLICT
    if status in (408, 429) or status >= 500:
        return AWAY
    return REFUSED if status >= 400 else UNEXPECTED
