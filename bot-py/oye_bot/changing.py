"""A reminder is changed by what was said about it: its text, its time, or both."""

from dataclasses import dataclass
from typing import cast

from oye_client.api.reminder import reminder_update
from oye_client.api.schedule import schedule_preview
from oye_client.models.preview import Preview
from oye_client.models.preview_ask import PreviewAsk
from oye_client.models.reminder import Reminder
from oye_client.models.reminder_patch import ReminderPatch
from oye_client.types import UNSET

from oye_bot.api import ApiProblem, answer
from oye_bot.asking import ask_which
from oye_bot.choosing import AMBIGUOUS
from oye_bot.creating import NO_TIME
from oye_bot.echo import echo_keyboard, echo_text
from oye_bot.length import LONGEST_REMINDER
from oye_bot.moment import now
from oye_bot.question import Question
from oye_bot.refusal import refusal
from oye_bot.say import Say
from oye_bot.scene import Scene


@dataclass(frozen=True)
class Change:
    """`words` are the new text, the new time, or both. With `revision` only that one is changed."""

    reminder: int
    words: str
    chosen: tuple[str, ...] = ()
    revision: int | None = None


async def change(scene: Scene, wanted: Change, question: Question) -> Say:
    """Change it and say how it is now; or ask `question`, or say why not. Raises ApiAway."""
    if len(wanted.words) > LONGEST_REMINDER:
        return Say(scene.texts("too-long", most=str(LONGEST_REMINDER)))
    try:
        reminder = await update(scene, wanted)
    except ApiProblem as problem:
        if problem.slug == AMBIGUOUS and problem.choices:
            return await ask_which(scene, question, wanted.words, problem.choices, wanted.chosen)
        return Say(f"{refusal(problem, scene.texts)}\n\n{scene.texts('nothing-changed')}")
    text = echo_text(reminder, now(), scene.texts, "echo-changed")
    return Say(text, echo_keyboard(reminder, scene))


async def update(scene: Scene, wanted: Change) -> Reminder:
    """What the words change; those without a time are a new text."""
    body = PreviewAsk(text=wanted.words, chosen=list(wanted.chosen) or UNSET, count=1)
    try:
        read = cast(
            "Preview", await answer(schedule_preview.asyncio(client=scene.client, body=body))
        )
        text = (read.text or "").strip()
        patch = ReminderPatch(text=text or UNSET, when=read.schedule, nag=read.nag or UNSET)
    except ApiProblem as problem:
        if problem.slug != NO_TIME:
            raise
        patch = ReminderPatch(text=wanted.words)
    call = reminder_update.asyncio(
        wanted.reminder,
        client=scene.client,
        body=patch,
        if_match=f'"{wanted.revision}"' if wanted.revision else UNSET,
    )
    return cast("Reminder", await answer(call))
