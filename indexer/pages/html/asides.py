"""Which elements that are named like a menu or a footer hold the page's own text, source or signature after all.

Templates name blocks by where they stand (bottom, foot, text-menu), whatever an office writes into them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from indexer.pages.chrome.table import chrome_row
from indexer.pages.notations.labels import Stated, find_labels
from indexer.pages.notations.units import closing_bracket, signed_unit
from indexer.pages.plain import plain
from indexer.pages.statements.header_line import read_header_line

from .main_text import Container, MainText

_CREDITS = frozenset((Stated.SOURCE, Stated.AUTHOR, Stated.REVIEWER, Stated.CONTRIBUTOR))
_MOST_LINES = 6  # of a block of credits
_LONGEST_CREDIT = 80


def own_asides(
    containers: Sequence[Container], main: MainText | None, texts: Sequence[str], links: Sequence[int], running: Sequence[int]
) -> frozenset[int]:
    """The indices of the asides that are the page's own: short ones with credits; in a sure main text, those of whole sentences.

    None of them holds a link or a row that closes a page.
    """
    speaks = (_is_anothers(*line) for line in zip(texts, links, running, strict=True))
    against = [0, *accumulate(speaks)]
    sums = [0, *accumulate(running)]
    sure = main.lines if main is not None and main.is_sure else range(0)

    def is_own(one: Container) -> bool:
        if not one.aside or one.end <= one.first:
            return False
        if _is_header(texts[one.first : one.end]) and sums[-1] > sums[one.end]:
            return True
        if one.foreign or against[one.end] > against[one.first]:
            return False
        is_inside = sure.start <= one.first and one.end <= sure.stop and len(sure) > one.end - one.first
        if is_inside and sums[one.end] > sums[one.first]:
            return True
        return one.end - one.first <= _MOST_LINES and any(map(_is_credit, texts[one.first : one.end]))

    return frozenset(at for at, one in enumerate(containers) if is_own(one))


def _is_anothers(text: str, links: int, running: int) -> bool:
    """True for a line with a link, a row that closes a page, and a long line without a sentence, as addresses of offices are."""
    if not text:
        return False
    if running:
        return links > 0 or "。" not in text
    row = chrome_row(text)
    return links > 0 or (row is not None and row.closes)


def _is_header(texts: Sequence[str]) -> bool:
    """True for 发布时间：… 来源：… with nothing but buttons beside it: above a text it is its header, whatever it is named."""
    if len(texts) > _MOST_LINES:
        return False
    found = [read_header_line(text) for text in texts if text and chrome_row(text) is None]
    stated = [header for header in found if header is not None and header.labelled]
    return 0 < len(found) == len(stated) and any(value.published for header in stated for value in header.values)


def _is_credit(text: str) -> bool:
    """True for 来源:… and the like, and for a signature: （云坞县地方志办公室）."""
    if len(text) > _LONGEST_CREDIT:
        return False
    first = next(iter(find_labels(plain(text))), None)
    if first is not None and first.at == 0 and first.label.field in _CREDITS:
        return True
    bracket = closing_bracket(text)
    return bracket is not None and bracket.start == 0 and signed_unit(bracket.inside) is not None
