"""What belongs to a menu: lines of links, and elements that are named like one, or like blocks of other pages. Whether a named
element is dropped is decided by what it holds, not here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.pages.chrome.table import chrome_row
from indexer.pages.plain import plain

_ASIDE_NAMES = frozenset(
    (
        *("nav", "navbar", "navigation", "menu", "topnav", "mainnav", "subnav", "leftnav", "sidenav", "footer", "foot", "bottom"),
        *("copyright", "share", "bdsharebuttonbox", "login", "sidebar", "pagination", "pager", "related", "captcha", "toolbar"),
    )
)
_FOREIGN_NAME = re.compile(
    r"(?:\A|[\s_-])(?:comment|pinglun|liuyan|reply|recommend|tuijian|relat(?:e|ion)|focus|(?:more|hot|rank)(?:news|list|ing)?(?![a-z])|"
    r"sidebar|copyright|share|bdshare|login|captcha|pag(?:er|ination))"
)
_WORDS = re.compile(r"[\s_-]+")
_NEIGHBOUR = re.compile(r"[<《【\[(]? ?[上下前后][一1][篇条页则] ?[】\])>》:|]? ?")
_ATTACHMENT = re.compile(r"附件|.*\.(?:docx?|xlsx?|pdf|zip|rar|pptx?|wps|ofd)\)?\Z", re.IGNORECASE)


def menu_lines(texts: Sequence[str], linked: Sequence[bool], links: Sequence[int]) -> frozenset[int]:
    """Lines of several links, and links line under line, are menus; a list of attachments is text."""
    found: set[int] = set()
    run: list[int] = []
    attached = _below_attachments(texts, linked, links)
    for at, text in enumerate([*texts, "."]):
        if not text:
            continue
        if at < len(texts) and linked[at] and at not in attached and not is_attachment(text):
            run.append(at)
            if links[at] >= 3:
                found.add(at)
            continue
        if len(run) >= 3:
            found.update(run)
        run = []
    return frozenset(found)


def leads_to_neighbour(text: str, linked: int) -> bool:
    """True for 上一篇 and a link behind it, whatever stands between them; `linked` is the length of the linked text."""
    label = _NEIGHBOUR.match(plain(text[:20]))
    return label is not None and _visible(text[label.end() :]) <= linked < _visible(text)


def _visible(text: str) -> int:
    return len("".join(text.split()))


def _below_attachments(texts: Sequence[str], linked: Sequence[bool], links: Sequence[int]) -> frozenset[int]:
    """The linked lines right below a line that begins 附件: whatever they are called, they lead to attachments."""
    found: set[int] = set()
    is_listed = False
    for at, text in enumerate(texts):
        if not text:
            continue
        begins = text.startswith("附件")
        is_listed = begins or (is_listed and linked[at] and links[at] < 3 and chrome_row(text) is None)
        if is_listed and not begins:
            found.add(at)
    return frozenset(found)


def links_in_text(
    text: range, texts: Sequence[str], linked: Sequence[bool], running: Sequence[int], innermost: Sequence[int]
) -> frozenset[int]:
    """The linked lines of the main text `text` between two of its paragraphs, all in one container: a menu has one of its own."""
    found: set[int] = set()
    run: list[int] = []
    above: int | None = None  # the paragraph that the run stands below
    for at in text:
        if not texts[at]:
            continue
        if linked[at]:
            run.append(at)
            continue
        if running[at] and above is not None and {innermost[line] for line in (*run, at)} == {innermost[above]}:
            found.update(run)
        above = at if running[at] else None
        run = []
    return frozenset(found)


def is_named_aside(names: str) -> bool:
    """True for an element whose class or id has a menu's name."""
    return not _ASIDE_NAMES.isdisjoint(_WORDS.split(names))


def is_named_foreign(names: str) -> bool:
    """True for an element whose class or id is named like comments, a block of other pages, or what is never text."""
    return _FOREIGN_NAME.search(names) is not None


def is_attachment(text: str) -> bool:
    """True for the text of a link that leads to an attachment."""
    return _ATTACHMENT.match(text) is not None
