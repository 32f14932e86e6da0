"""Names of bulletins, by the word they end with; spread over a line, too, as mastheads print them."""

from __future__ import annotations

import re

from indexer.pages.plain import squeeze

BULLETIN_WORD = re.compile(r"(?:简报|简讯|通讯|快报|专报|信息|动态|要情|内参)\Z")
_SURE_WORD = re.compile(r"(?:简报|简讯|快报|专报)\Z")


def names_bulletin(text: str) -> bool:
    """True for a line that ends with a bulletin's name, such as 澜川省地方志工作简报 or, spread over the line, 政 工 简 讯."""
    return bool(_SURE_WORD.search(squeeze(text)))


def is_spread_name(text: str) -> bool:
    """True for the name of any periodical that is spread over its line, as mastheads print it: 工 作 动 态."""
    words = text.split()
    return len(words) > 2 and all(len(word) == 1 for word in words) and BULLETIN_WORD.search(squeeze(text)) is not None
