"""What ends a command: a message for people and an exit code."""

from collections.abc import Sequence

from oye_cli import exits


class Failure(Exception):
    """`field` is the API's name of what to mend, `slug` its stable name of what is wrong.

    `after` are the seconds to wait, where the API told them (RFC 9110, 10.2.3).
    `sent` False: nothing left this machine, so that nothing can have happened.
    """

    def __init__(
        self,
        code: int,
        message: str,
        *,
        field: str | None = None,
        choices: Sequence[str] = (),
        slug: str | None = None,
        request_id: str | None = None,
        sent: bool = True,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.choices = tuple(choices)
        self.slug = slug
        self.request_id = request_id
        self.sent = sent
        self.after: int | None = None

    def lines(self) -> list[str]:
        """The message and what helps to mend it."""
        # What was not found is named by the message; the field tells what to mend in a request.
        place = f" ({self.field})" if self.field and self.code != exits.NOT_FOUND else ""
        return [f"{self.message}{place}", *(f"  did you mean: {one}" for one in self.choices)]
