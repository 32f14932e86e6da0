"""The fields that a page states about itself, gathered from its header and tail lines.

The visible page comes first, meta tags fill what it leaves open, a bulletin's masthead what both leave open. A date is taken
from header lines only, never from text, and the time of saving is none. An author is who 作者 or 撰稿 names, a journalist in the
source (澜川在线记者 X), or who a byline in brackets names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.analysis import HAN
from indexer.article import Published
from indexer.pages.html.facts import PageFacts
from indexer.pages.notations.dates import machine_date
from indexer.pages.notations.labels import Stated
from indexer.pages.notations.people import RANK, RANKS, is_nobody, is_person, names
from indexer.pages.notations.senders import Senders, senders_of
from indexer.pages.notations.units import is_unit
from indexer.pages.statements.header_line import read_bracketed_line, read_header_line
from indexer.pages.statements.header_values import HeaderValue
from indexer.pages.statements.masthead import Masthead, read_masthead, read_number_and_day

from .plain import plain
from .roles import LabelledLine, Role

_JOURNALISTS = re.compile(  # begins behind a character that is no space: a thousand spaces are then looked at once
    rf"(?:(?<=[^ ])|\A) {{0,4}}[·|/]? {{0,4}}(?:{RANK}|驻[{HAN}]{{1,4}}){{0,4}} ?"
    r"(?:记者|通讯员) ?:? ?(?P<people>[^ ].{0,59})\Z"
)
_SUPPLIED = re.compile(r" ?(?:供稿|供图|提供|来稿|报送)\Z")
_SENT_IN = re.compile(r" ?(?:供稿|来稿|报送)\Z")
_BYLINE = re.compile(rf"\((?P<people>(?:[{HAN}]{{0,12}} ?)?{RANKS}(?:记者|通讯员|实习生) ?[^()。]{{2,60}})\)")
_BELOW = frozenset((Role.TAIL, Role.CREDIT))
_STATING = _BELOW | {Role.HEADER}
_BYLINE_WITHIN = 200  # characters of the first paragraph
_ROLE_WORD = re.compile(rf".*?(?={RANKS}(?:记者|通讯员|实习生))")


@dataclass(frozen=True, slots=True)
class Header:
    """What a page states about itself, for all its pieces."""

    authors: tuple[str, ...]
    source: str | None
    published: Published | None
    column: str | None
    reviewer: str | None
    contributor: str | None
    title: str | None


def read_header(lines: Sequence[LabelledLine], path: Sequence[str], facts: PageFacts) -> Header:
    """The header of a page from its labelled lines, its breadcrumb's elements and the facts its HTML states."""
    values = [value for line in lines if line.role in _STATING for value in _values(line)]
    masthead = _masthead(lines)
    stated_source = _first(values, Stated.SOURCE) or facts.source or (masthead.unit or None if masthead else None)
    source, journalists = source_and_journalists(stated_source)
    supplier = _first(values, Stated.CONTRIBUTOR) or _supplier(lines)
    senders = senders_of(supplier or "")
    authors = _authors(values, journalists) or senders.people or _coded_authors(values, facts) or _byline(lines)
    return Header(
        authors=authors,
        source=source,
        published=_published(values, facts) or (masthead.published if masthead else None),
        column=(path[-1] if path else None) or _first(values, Stated.COLUMN) or facts.column,
        reviewer=_reviewer(_first([value for value in values if not is_nobody(value.text)], Stated.REVIEWER)),
        contributor=_contributor(senders, supplier, authors),
        title=_first(values, Stated.TITLE),
    )


def for_piece(header: Header, credits: Sequence[LabelledLine]) -> Header:
    """What is stated for one piece: by its own credits, and for all pieces by the page's header."""
    own = read_header(credits, (), PageFacts())
    return replace(
        header,
        authors=own.authors or header.authors,
        source=own.source or header.source,
        reviewer=own.reviewer or header.reviewer,
        contributor=own.contributor or header.contributor,
    )


def _masthead(lines: Sequence[LabelledLine]) -> Masthead | None:
    """The masthead is believed last: it dates the printed issue, the page's own header its publication here."""
    stated = next((line.value for line in lines if line.role is Role.MASTHEAD), "")
    return read_masthead(stated) or read_number_and_day(stated)


def _values(line: LabelledLine) -> tuple[HeaderValue, ...]:
    found = read_header_line(line.value) or read_bracketed_line(line.text)
    return found.values if found is not None else ()


def _first(values: Iterable[HeaderValue], field: Stated) -> str | None:
    """The value of a field that is believed most: the best label, then the first in the page."""
    stated = [value for value in values if value.field is field and value.text]
    return min(stated, key=lambda value: value.rank).text if stated else None


def _published(values: Iterable[HeaderValue], facts: PageFacts) -> Published | None:
    dated = [value for value in values if value.field is Stated.PUBLISHED and value.published is not None]
    if dated:
        return min(dated, key=lambda value: value.rank).published
    return machine_date(facts.published) if facts.published else None


def _supplier(lines: Iterable[LabelledLine]) -> str | None:
    """Who signs below the text by its source: 来源:砚湖市方志馆供稿, 来源:叶蓁供稿. Above the text that is its source alone."""
    for value in (value for line in lines if line.role in _BELOW for value in _values(line)):
        supplied = _SENT_IN.search(plain(value.text)) if value.field is Stated.SOURCE else None
        sender = value.text[: supplied.start()].strip() if supplied is not None else ""
        if is_unit(sender) or senders_of(sender).people:
            return sender
    return None


def _contributor(senders: Senders, supplier: str | None, authors: tuple[str, ...]) -> str | None:
    """The unit that sent a text in. People who did are its authors; where others are, whoever sent it in is kept whole."""
    return (senders.unit or None) if set(senders.people) <= set(authors) else supplier


def source_and_journalists(value: str | None) -> tuple[str | None, tuple[str, ...]]:
    """澜川在线记者 叶蓁 -> 澜川在线 and its journalist; X供稿 -> X."""
    if value is None:
        return None, ()
    if (match := _JOURNALISTS.search(plain(value))) is not None:
        people = names(value[match.start("people") : match.end("people")])
        if people and all(is_person(name) for name in people):
            return value[: match.start()].strip(" 　:：·|/") or None, people
    supplied = _SUPPLIED.search(plain(value))
    return (value[: supplied.start()].strip() or value if supplied else value), ()


def _authors(values: Sequence[HeaderValue], journalists: tuple[str, ...]) -> tuple[str, ...]:
    stated = _first(values, Stated.AUTHOR)
    return tuple(dict.fromkeys((*(names(stated) if stated else ()), *journalists)))


def _coded_authors(values: Sequence[HeaderValue], facts: PageFacts) -> tuple[str, ...]:
    """The authors that <meta> names. Some systems write the editor there: whom the page itself names as such is no author."""
    editors = {name for value in values if value.field is Stated.REVIEWER for name in names(value.text)}
    return tuple(name for name in names(facts.author or "") if name not in editors)


def _byline(lines: Sequence[LabelledLine]) -> tuple[str, ...]:
    """The journalists that a bracket in the first paragraph, or at the end of the last, names."""
    paragraphs = [line.text for line in lines if line.role is Role.PARAGRAPH]
    for text in (paragraphs[0][:_BYLINE_WITHIN], paragraphs[-1][-_BYLINE_WITHIN // 2 :]) if paragraphs else ():
        for match in _BYLINE.finditer(plain(text)):
            people = names(_ROLE_WORD.sub("", text[match.start("people") : match.end("people")], count=1))
            if people and all(2 <= len(name) <= 4 or is_person(name) for name in people):
                return people
    return ()


def _reviewer(value: str | None) -> str | None:
    """A name with its inner space closed up, several names parted by 、; anything else verbatim."""
    if value is None:
        return None
    people = names(value)
    return "、".join(people) if people and all(is_person(name) for name in people) else value
