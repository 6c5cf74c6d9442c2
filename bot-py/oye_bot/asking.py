"""The questions that the bot asks, as messages."""

from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import ForceReply

from oye_bot.choosing import choice_buttons
from oye_bot.keyboard import Button, in_rows, keyboard
from oye_bot.menu import pick_data
from oye_bot.preset import PRESETS
from oye_bot.question import Question, asked
from oye_bot.say import Markup, Say
from oye_bot.scene import Scene


async def ask(scene: Scene, question: Question, words: str, markup: Markup | None) -> Say:
    """A question in words (they begin with a sign), with what its answer will need."""
    message = asked(question, words, await scene.name())
    return Say(message.text, markup, message.entities)


async def ask_when(scene: Scene, question: Question, words: str) -> Say:
    """When? By a press, or by an answer in words."""
    return await ask(scene, question, words, keyboard(*preset_rows(scene)))


def preset_rows(scene: Scene) -> list[Sequence[Button]]:
    """[Later today] [Tonight] [Tomorrow] [Weekend] [Next week] [Type a time]."""
    texts = scene.texts
    buttons = [(texts(f"preset-{name}"), pick_data("at", name)) for name in PRESETS]
    return in_rows([*buttons, (texts("preset-type"), pick_data("type"))], 3)


async def ask_which(
    scene: Scene, question: Question, words: str, choices: Sequence[str], chosen: Sequence[str]
) -> Say:
    """Which of several readings of `words`, which the question shows last."""
    if not question.quotes or question.quotes[-1] != words:
        question = replace(question, quotes=(*question.quotes, words))
    rows = in_rows(choice_buttons(choices, chosen, scene.texts), 2)
    return await ask(scene, question, scene.texts("ask-which"), keyboard(*rows))


async def ask_typed(scene: Scene, question: Question, words: str) -> Say:
    """A question that is answered in words only; the app opens the answer's field."""
    hint = scene.texts("ask-hint")
    return await ask(
        scene, question, words, ForceReply(selective=True, input_field_placeholder=hint)
    )
