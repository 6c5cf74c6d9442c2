"""Answers to the bot's questions: typed as a reply, chosen by a press."""

from dataclasses import replace
from typing import cast

from aiogram.types import CallbackQuery, Message
from oye_client.api.me import me_get
from oye_client.models.me import Me

from oye_bot.api import answer
from oye_bot.asking import ask_typed
from oye_bot.choosing import ROUNDS, chosen_by
from oye_bot.group import author_scene, group_address, group_channels
from oye_bot.length import clean
from oye_bot.menu import Pick
from oye_bot.preset import PRESETS, preset_time
from oye_bot.question import Question, Reply, read_question
from oye_bot.say import Say, say, say_beside, show, show_buttons, toast
from oye_bot.scene import Scene
from oye_bot.settling import settle, words_of


async def typed(message: Message, question: Question, scene: Scene) -> None:
    """A person answered a question in words."""
    scene_of = await author_scene(scene, question.parts[-1:], message.chat)
    words = clean(message.text or "").strip()
    if scene_of is None:
        await say(message, Say(scene.texts("not-yours")))
        return
    if not words or question.word == "search":
        return
    reply = Reply(
        words,
        message.chat.id,
        scene.key,
        channels=await group_channels(scene_of, message.chat, message),
        address=group_address(message.chat, message),
    )
    first = replace(question, quotes=question.quotes[:1] if question.word == "when" else ())
    what = await settle(scene_of, first, reply)
    if what is not None:
        await say(message, what)


async def pick_answer(query: CallbackQuery, pick: Pick, scene: Scene) -> None:
    """A press of a preset, a choice, or [Type a time]."""
    message = query.message
    question = read_question(message, scene.bot.id) if isinstance(message, Message) else None
    if not isinstance(message, Message) or question is None:
        await toast(query, scene.texts("button-old"))
        return
    scene_of = await author_scene(scene, question.parts[-1:], message.chat)
    if scene_of is None:
        await toast(query, scene.texts("not-yours"))
    elif pick.word == "type":
        await toast(query)
        await ask_again(message, question, scene)
    else:
        await settle_press(query, message, question, pick, scene_of)


async def settle_press(
    query: CallbackQuery, message: Message, question: Question, pick: Pick, scene: Scene
) -> None:
    """Do what was chosen, and show in the question's place what came of it."""
    reply = Reply(
        "",
        message.chat.id,
        # Twice the same press makes one reminder; and so does another press of the same question.
        f"tg:{message.chat.id}:{message.message_id}",
        channels=await group_channels(scene, message.chat, message),
        address=group_address(message.chat, message),
    )
    if pick.word == "at" and pick.parts and pick.parts[0] in PRESETS and question.word == "when":
        me = cast("Me", await answer(me_get.asyncio(client=scene.client)))
        reply = replace(reply, words=preset_time(pick.parts[0], me))
    else:
        text, when = words_of(question)
        marks = pick.parts[:ROUNDS]
        chosen = await chosen_by(scene.client, marks, text=text, when=when) if marks else None
        if chosen is None:
            await toast(query, scene.texts("choice-old"))
            await show_buttons(query, scene.bot, None, scene.log)
            return
        reply = replace(reply, words=when or text or "", chosen=chosen)
    what = await settle(scene, question, reply)
    await toast(query)
    if what is not None:
        await show(query, scene.bot, what, scene.log)


async def ask_again(message: Message, question: Question, scene: Scene) -> None:
    """[Type a time]: the same question, to be answered in words."""
    what = await ask_typed(scene, question, scene.texts("ask-type"))
    await say_beside(message, what, scene.bot)
