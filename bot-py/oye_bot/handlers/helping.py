"""/help, and commands that there are not."""

from aiogram.types import Message

from oye_bot.length import fit
from oye_bot.say import Say, say
from oye_bot.scene import Scene


async def help_(message: Message, scene: Scene) -> None:
    """What the bot understands."""
    texts = scene.texts
    await say(message, Say(f"{texts('help')}\n\n{texts('examples')}\n\n{texts('help-commands')}"))


async def unknown_command(message: Message, scene: Scene) -> None:
    """A command that no handler before this one knew."""
    command = fit((message.text or "/").split()[0], 50)
    await say(message, Say(scene.texts("command-unknown", command=command)))
