"""Operations on one reminder that answer with it, for each of several numbers."""

from collections.abc import Callable

from oye_client.models.problem import Problem
from oye_client.models.reminder import Reminder
from oye_client.types import Response

from oye_cli import sentence
from oye_cli.client import ask, connect
from oye_cli.options import each
from oye_cli.terminal import show_json, tell


def change_each(
    numbers: tuple[int, ...],
    operation: Callable[..., Response[Problem | Reminder]],
    as_json: bool,
) -> None:
    """Call the operation for each number, and echo what came of it. Raises Failure."""
    with connect() as client:

        def change(number: int) -> None:
            answer = ask(client, operation, reminder_id=number)
            if as_json:
                show_json(answer.raw)
            else:
                tell(sentence.reminder(answer.value, answer.now))

        each(numbers, change)
