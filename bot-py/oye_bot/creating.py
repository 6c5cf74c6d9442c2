"""A reminder is made of what was said, or the one question is asked that is in the way."""

from dataclasses import replace

from oye_bot.api import ApiProblem
from oye_bot.asking import ask_when, ask_which
from oye_bot.choosing import AMBIGUOUS
from oye_bot.draft import Draft, store
from oye_bot.echo import echo_keyboard, echo_text
from oye_bot.length import LONGEST_REMINDER
from oye_bot.moment import now
from oye_bot.question import Question
from oye_bot.refusal import refusal
from oye_bot.say import Say
from oye_bot.scene import Scene

NO_TIME = "not_understood"


async def create(scene: Scene, draft: Draft, question: Question) -> Say:
    """Store it and echo how it was understood; or ask, or say why not.

    `question` is what is asked where the time is missing or ambiguous. Raises ApiProblem for a
    stranger, and ApiAway.
    """
    words = draft.when or draft.text
    if len(draft.text) > LONGEST_REMINDER:
        return Say(scene.texts("too-long", most=str(LONGEST_REMINDER)))
    try:
        reminder = await store(scene.client, draft)
    except ApiProblem as problem:
        if problem.slug == AMBIGUOUS and problem.choices:
            return await ask_which(scene, question, words, problem.choices, draft.chosen)
        if problem.slug == NO_TIME:
            about = replace(question, word="when", quotes=(draft.text,))
            return await ask_when(scene, about, no_time(scene))
        return Say(f"{refusal(problem, scene.texts)}\n\n{scene.texts('nothing-stored')}")
    return Say(echo_text(reminder, now(), scene.texts), echo_keyboard(reminder, scene))


def no_time(scene: Scene) -> str:
    """That no time was found, with examples, and that nothing was stored."""
    return f"{scene.texts('no-time')}\n\n{scene.texts('examples')}"
