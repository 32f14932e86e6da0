"""The matching view of a line: what patterns are written against, so that they need know neither widths nor scripts.

Every function but `squeeze` keeps the length, so that a range found in the view cuts the same range from the verbatim text.
Nothing made here is ever stored or shown.
"""

from __future__ import annotations

from functools import lru_cache

from indexer.analysis import FOLDED, ZERO_WIDTH, search_key

_SIGNS = {
    " ": f"\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f{ZERO_WIDTH}",
    ":": "∶﹕︰꞉",
    ">": "›»〉→",
    "|": "｜丨│┃∣",
    "(": "﹙",
    ")": "﹚",
}
_LONGEST_KEPT = 200  # characters of a line whose view is kept: every step asks again, but a page may be one line of a million
_ICONS = range(0xE000, 0xF900)  # the private characters by which a page's font draws a clock or an eye


_TABLE = {  # one for all: a line is looked at several times, and one pass is half of two
    **FOLDED,
    **{ord(variant): sign for sign, variants in _SIGNS.items() for variant in variants},
    **dict.fromkeys(_ICONS, " "),
}


def plain(text: str) -> str:
    """`text` folded (ASCII width, lower case, simplified), white space and icons spaces, every look-alike sign the ASCII one."""
    return _plain(text) if len(text) <= _LONGEST_KEPT else text.translate(_TABLE)


def squeeze(text: str) -> str:
    """What two lines are compared by: folded, without white space."""
    return _squeezed(text) if len(text) <= _LONGEST_KEPT else search_key(text)


@lru_cache(maxsize=4096)
def _plain(line: str) -> str:
    return line.translate(_TABLE)


@lru_cache(maxsize=4096)
def _squeezed(line: str) -> str:
    return search_key(line)
