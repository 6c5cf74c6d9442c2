"""Signing a CLI in: `oye login` shows a link to here, and one press answers it (RFC 8628)."""

import re
from typing import cast

from aiogram.types import CallbackQuery, Message
from oye_client.api.login import login_answer, login_get
from oye_client.models.login_answer import LoginAnswer
from oye_client.models.login_asked import LoginAsked

from oye_bot.api import ApiProblem, answer
from oye_bot.keyboard import keyboard
from oye_bot.length import beside
from oye_bot.menu import Pick, pick_data
from oye_bot.moment import now, relative
from oye_bot.refusal import refusal
from oye_bot.say import Say, say, show, toast
from oye_bot.scene import Scene

LOGIN = "login_"
CODE = re.compile(r"([A-Za-z0-9]{4})-?([A-Za-z0-9]{4})", re.ASCII)


def user_code(text: str) -> str | None:
    """`ABCD-EFGH` as the API writes it, from a link or a button; None where it is none."""
    match = CODE.fullmatch(text)
    return f"{match[1]}-{match[2]}".upper() if match else None


async def ask_login(message: Message, text: str, scene: Scene) -> None:
    """Who asks to be signed in, and whether that is meant."""
    code = user_code(text)
    if code is None:
        await say(message, Say(scene.texts("login-unknown")))
        return
    try:
        found = cast("LoginAsked", await answer(login_get.asyncio(code, client=scene.client)))
    except ApiProblem as problem:
        await say(message, Say(refused(problem, scene)))
        return
    texts = scene.texts
    ago = relative(found.created_at, now(), texts)
    buttons = [
        (texts("button-sign-in"), pick_data("login", "y", code)),
        (texts("button-no"), pick_data("login", "n", code)),
    ]
    words = texts("login-ask", label=beside(found.label), address=found.address, code=code, ago=ago)
    await say(message, Say(words, keyboard(buttons)))


async def answer_login(query: CallbackQuery, pick: Pick, scene: Scene) -> None:
    """[Sign in] or [No]."""
    yes, code = (pick.parts[:1] == ("y",)), user_code(pick.parts[-1] if pick.parts else "")
    try:
        if code is None:
            await toast(query, scene.texts("login-unknown"))
            return
        body = LoginAnswer(user_code=code, approve=yes)
        await answer(login_answer.asyncio(client=scene.client, body=body))
        told = scene.texts("login-done" if yes else "login-refused")
    except ApiProblem as problem:
        told = refused(problem, scene)
    await toast(query)
    await show(query, scene.bot, Say(told), scene.log)


def refused(problem: ApiProblem, scene: Scene) -> str:
    """Why a code is not taken: not as that of a channel, which has the same slug."""
    if problem.slug == "code_not_found":
        return scene.texts("login-unknown")
    return refusal(problem, scene.texts)
