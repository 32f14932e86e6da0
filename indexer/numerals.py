"""Numbers as bulletins write them: Arabic and Chinese numerals. Works on the matching view; guesses nothing.

`NUMBER` and `YEAR` are pattern pieces for other modules. `number` reads most of what they match, but gives None for 十十 and for
digits of other scripts.
"""

from __future__ import annotations

import re

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

NUMBER = r"(?:\d{1,4}|[零一二三四五六七八九十百千两廿卅]{1,9})"
YEAR = r"(?:(?:19|20)\d{2}|[一二][零一二三四五六七八九]{3})"
_ARABIC = re.compile(r"[0-9]{1,9}\Z")


def number(text: str) -> int | None:
    """30, 三十, 廿八, 一百四十一, 二零二三 -> int; None for what is no number, such as 十十."""
    if _ARABIC.match(text):
        return int(text)
    if text and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _with_units(text.replace("廿", "二十").replace("卅", "三十"))


def _with_units(text: str) -> int | None:
    total, digit, smallest = 0, None, 10_000
    for character in text:
        if character in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[character]
        elif character in _UNITS and _UNITS[character] < smallest:
            smallest = _UNITS[character]
            total += (1 if digit is None else digit) * smallest
            digit = None
        else:
            return None
    return total + (digit or 0) if text and smallest < 10_000 else None
