"""The buttons under a message of the bot's."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

Button = tuple[str, str]


def keyboard(*rows: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Rows of (text, data); None where there is no button at all."""
    shown = [
        [InlineKeyboardButton(text=text, callback_data=data) for text, data in row]
        for row in rows
        if row
    ]
    return InlineKeyboardMarkup(inline_keyboard=shown) if shown else None


def in_rows(buttons: Sequence[Button], width: int) -> list[Sequence[Button]]:
    """Buttons in rows of so many."""
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]
