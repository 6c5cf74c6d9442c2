"""A first guess at where somebody lives, from the language of their Telegram."""

import re

# Languages that are spoken mostly within one zone. The others begin in UTC.
ZONES = {
    "ca": "Europe/Madrid",
    "cs": "Europe/Prague",
    "da": "Europe/Copenhagen",
    "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "es": "Europe/Madrid",
    "eu": "Europe/Madrid",
    "fa": "Asia/Tehran",
    "fi": "Europe/Helsinki",
    "fr": "Europe/Paris",
    "gl": "Europe/Madrid",
    "he": "Asia/Jerusalem",
    "hi": "Asia/Kolkata",
    "hu": "Europe/Budapest",
    "it": "Europe/Rome",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "nb": "Europe/Oslo",
    "nl": "Europe/Amsterdam",
    "pl": "Europe/Warsaw",
    "pt": "Europe/Lisbon",
    "pt-br": "America/Sao_Paulo",
    "ro": "Europe/Bucharest",
    "ru": "Europe/Moscow",
    "sv": "Europe/Stockholm",
    "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kiev",
    "vi": "Asia/Ho_Chi_Minh",
    "zh-hans": "Asia/Shanghai",
}
LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


def locale_of(language_code: str | None) -> str:
    """Telegram's language code, or `en` where there is none that is a language tag."""
    code = language_code or ""
    return code if LOCALE.fullmatch(code) and len(code) <= 35 else "en"


def zone_guess(language_code: str | None) -> str:
    """A zone that is likely for a language; UTC where none is."""
    code = locale_of(language_code).lower()
    return ZONES.get(code) or ZONES.get(code.split("-")[0], "UTC")
