"""One question with buttons where words may mean several things."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from oye_client import AuthenticatedClient
from oye_client.api.schedule import schedule_preview
from oye_client.models.preview_ask import PreviewAsk
from oye_client.types import UNSET

from oye_bot.api import ApiProblem, answer
from oye_bot.catalogue import Texts
from oye_bot.keyboard import Button
from oye_bot.length import fit
from oye_bot.menu import pick_data
from oye_bot.moment import written

AMBIGUOUS = "ambiguous_time"
# So many rounds a question may take: a button holds the marks of all choices so far.
ROUNDS = 4


def mark(choice: str) -> str:
    """A choice in a button: short, whatever the choice says."""
    return sha256(choice.encode("utf-8", "replace")).hexdigest()[:8]


def choice_buttons(choices: Sequence[str], chosen: Sequence[str], texts: Texts) -> list[Button]:
    """A button for each choice, after those that were made already."""
    before = [mark(one) for one in chosen]
    return [
        (label(choice, texts), pick_data("pick", *before, mark(choice))) for choice in choices[:8]
    ]


def label(choice: str, texts: Texts) -> str:
    """`19:00`, `Fri 27 Nov`, or the words themselves."""
    try:
        if len(choice) == 10:
            return written(
                datetime.combine(date.fromisoformat(choice), datetime.min.time()),
                "date-short",
                texts,
            )
        if len(choice) == 16:
            at = datetime.fromisoformat(choice)
            return f"{written(at, 'date-short', texts)} {at:%H:%M}"
    except ValueError:
        pass
    return fit(choice, 40)


async def chosen_by(
    client: AuthenticatedClient, marks: Sequence[str], *, text: str | None, when: str | None
) -> tuple[str, ...] | None:
    """The choices that the marks stand for; None where the words offer them no more."""
    chosen: list[str] = []
    for one in marks[:ROUNDS]:
        body = PreviewAsk(
            text=text or UNSET, when=when or UNSET, chosen=list(chosen) or UNSET, count=1
        )
        try:
            await answer(schedule_preview.asyncio(client=client, body=body))
        except ApiProblem as problem:
            found = [choice for choice in problem.choices if mark(choice) == one]
            if problem.slug != AMBIGUOUS or not found:
                return None
            chosen.append(found[0])
        else:
            return None
    return tuple(chosen)
