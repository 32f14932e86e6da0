"""One saved page -> its articles: bytes -> text -> lines -> labelled lines -> header and pieces -> articles.

`explain_page` shows the labelled lines that `read_page` builds on. Any bytes are taken; a page that gives no article raises
UnreadablePage with its reason, and nothing else is ever raised.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.article import Article, article_id
from indexer.errors import UnreadablePage
from indexer.pages.body.credits import with_credits_of_pieces
from indexer.pages.body.labelling import label_article, label_issue
from indexer.pages.body.pieces import Piece, Pieces, cut_pieces
from indexer.pages.chrome.row import CAPTCHA, ERROR_PAGE, LOGIN, PAGER
from indexer.pages.frame.labelling import frame
from indexer.pages.frame.printed_head import printed_number
from indexer.pages.html import html_page
from indexer.pages.html.facts import PageFacts
from indexer.pages.notations.dates import is_date_notation
from indexer.pages.notations.people import names

from .decode import decode
from .doubts import doubts_of
from .header import Header, for_piece, read_header
from .lines import clean, text_lines
from .plain import plain
from .reading import PageReading
from .roles import LabelledLine, Role
from .saved import Kind, SavedPage, kind_of
from .series import Series, series_of
from .sizes import bounded

_LONGEST_MADE_TITLE = 40
_LONGEST_FORM = 60  # characters of a form to log in, or of an error, that no row of chrome knows
_SHORTEST_LIST = 3  # lines
_SAID = frozenset((Role.HEADLINE, Role.SUBTITLE, Role.PARAGRAPH, Role.PREAMBLE, Role.CONTENTS))
_SENTENCE_ENDS = "。！？!?；;"


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A page with every line labelled, and what is known of it as a whole."""

    lines: tuple[LabelledLine, ...]
    cut: Pieces
    title: str | None
    header: Header
    facts: PageFacts
    series: Series
    url: str | None


def read_page(saved: SavedPage) -> PageReading:
    """The articles of a saved page, at least one, in the page's order, and the doubts about it. Raises UnreadablePage."""
    page = _label(saved)
    cut = page.cut
    if _is_in_place_of_a_page(page, LOGIN):
        raise _unreadable(page)
    if _is_in_place_of_a_page(page, ERROR_PAGE) or _is_list(page):
        raise _nothing_but_chrome(page)
    if not any(piece.paragraphs for piece in cut.pieces):
        cut = _preamble_as_text(cut, page)
    title = page.title or _made_title(cut)
    preamble = "\n".join(cut.preamble) or None
    articles = tuple(
        _article(saved, page, piece, ordinal=at, page_title=title, preamble=preamble if at == 1 else None)
        for at, piece in enumerate(cut.pieces, start=1)
    )
    is_made = page.title is None and not any(piece.headline for piece in cut.pieces)
    return PageReading(articles, tuple(doubts_of(page.lines, page.header, page.facts, title_is_made=is_made)))


def explain_page(saved: SavedPage) -> tuple[LabelledLine, ...]:
    """Every line of a saved page with the role it was taken for and why. Raises UnreadablePage when no text can be read."""
    return _label(saved).lines


def _label(saved: SavedPage) -> _Labelled:
    kind = kind_of(saved)
    text = bounded(decode(saved.content, saved.charset), kind)
    lines, facts = html_page(text) if kind is Kind.HTML else (text_lines(text), PageFacts())
    url = saved.url or facts.url
    framed = frame(lines, facts.titles)
    stated = read_header(framed.labelled, framed.path, facts)
    title = framed.title or stated.title or next((title for title in facts.titles if clean(title)), None)
    series = series_of(title or "", stated.column, url, stated.published, framed.path, printed=printed_number(framed.labelled))
    body = label_issue(framed.body) if series.is_issue else label_article(framed.body)
    labels = with_credits_of_pieces(sorted((*framed.labelled, *body), key=lambda line: line.number))
    cut = cut_pieces(labels)
    # read again: how the body is labelled depends on what the frame states, and the body may state credits and a byline
    own = {line for piece in cut.pieces for line in piece.credits}
    header = read_header([line for line in labels if line not in own], framed.path, facts)
    return _Labelled(labels, cut, title, header, facts, series, url)


def _preamble_as_text(cut: Pieces, page: _Labelled) -> Pieces:
    """An issue that says nothing but what was taken for its preamble or its headlines: that is its text."""
    text = [*cut.preamble, *(part for piece in cut.pieces for part in (piece.headline, piece.subtitle) if part)]
    if not text:
        raise _unreadable(page)
    signed = next((piece.contributor for piece in cut.pieces if piece.contributor), None)
    byline = tuple(name for piece in cut.pieces for name in piece.byline)
    return Pieces((), (Piece(None, None, None, signed, byline, tuple(text)),))


def _is_in_place_of_a_page(page: _Labelled, kind: str) -> bool:
    """Whether a page is a form to log in or an error: a line says so, it has hardly a text, and nothing that articles have."""
    at = next((at for at, line in enumerate(page.lines) if line.chrome == kind), None)
    if at is None or _is_bulletin(page) or any(_tells(line) for line in page.lines[:at]):
        return False
    text = sum(len(paragraph) for piece in page.cut.pieces for paragraph in (piece.headline or "", *piece.paragraphs))
    return text <= _LONGEST_FORM


def _tells(line: LabelledLine) -> bool:
    """Whether a line is a sentence of a text; above an error or a form one is an article's."""
    return line.role in _SAID and "。" in line.text


def _is_list(page: _Labelled) -> bool:
    """Whether a page lists others, as saved text: it says how many pages there are, and every line of it ends with a day."""
    if page.header.published is not None or not any(line.chrome == PAGER for line in page.lines):
        return False
    text = [line.text for line in page.lines if line.role in _SAID]
    return len(text) >= _SHORTEST_LIST and all(is_date_notation(plain(line).rpartition(" ")[2]) for line in text)


def _is_bulletin(page: _Labelled) -> bool:
    """Whether a page has what stands above articles; a form to log in may lie over it all the same."""
    if page.series.is_issue or page.header.published is not None:
        return True
    return any(line.role in (Role.HEADER, Role.BREADCRUMB) for line in page.lines)


def _unreadable(page: _Labelled) -> UnreadablePage:
    form = next((line.text for line in page.lines if line.chrome in (CAPTCHA, LOGIN)), None)
    has_title = form is None and any(line.role is Role.TITLE for line in page.lines)
    if page.title is not None and (has_title or _is_bulletin(page)):
        return UnreadablePage("empty-body", f"页面只有标题「{page.title[:40]}」，没有正文。", page.title)
    shell = form or next((line.text for line in page.lines if "登录" in line.text), None)
    if shell is not None:
        return UnreadablePage("captcha", "保存下来的是登录或验证码页面，没有文章。", shell)
    return _nothing_but_chrome(page)


def _nothing_but_chrome(page: _Labelled) -> UnreadablePage:
    first = next((line.text for line in page.lines if line.text), None)
    return UnreadablePage("chrome-only", "页面只有导航、按钮一类内容，没有文章。", first)


def _made_title(cut: Pieces) -> str:
    """A page without a title line is known by its first sentence, which stays in the text as well."""
    text = next((paragraph for piece in cut.pieces for paragraph in (piece.headline, *piece.paragraphs) if paragraph), "")
    end = next((at for at, character in enumerate(text[:_LONGEST_MADE_TITLE]) if character in _SENTENCE_ENDS), None)
    title = clean(text[:end] if end else text[:_LONGEST_MADE_TITLE])
    if not any(character.isalnum() for character in title):
        raise UnreadablePage("no-title", "页面没有标题，也没有可作标题的文字。", text)
    return title


def _signed(piece: Piece, header: Header) -> tuple[tuple[str, ...], list[str]]:
    """The authors of a piece, and the lines of its byline that name others than the header's 作者: they stay in its text."""
    authors = header.authors or tuple(dict.fromkeys(name for line in piece.byline for name in names(line)))
    return authors, [line for line in piece.byline if not set(names(line)) <= set(authors)]


def _article(saved: SavedPage, page: _Labelled, piece: Piece, *, ordinal: int, page_title: str, preamble: str | None) -> Article:
    series, header = page.series, for_piece(page.header, piece.credits)
    number = series.number
    issue = number.issue if number else None
    label = number.label if number else None
    title = piece.headline or page_title
    authors, unnamed = _signed(piece, header)
    return Article(
        id=article_id(
            series=series.name,
            year=series.year,
            issue=issue,
            issue_label=label,
            ordinal=ordinal,
            url=page.url,
            title=title,
            published=header.published,
        ),
        title=title,
        body="\n".join((*unnamed, *piece.paragraphs)),
        series=series.name,
        year=series.year,
        issue=issue,
        issue_end=number.issue_end if number else None,
        issue_label=label,
        total_issue=number.total if number else None,
        issue_title=page_title if series.is_issue else None,
        preamble=preamble,
        section=piece.section,
        ordinal=ordinal,
        subtitle=piece.subtitle,
        authors=authors,
        contributor=piece.contributor or header.contributor,
        source=header.source,
        published=header.published,
        column=header.column,
        reviewer=header.reviewer,
        url=page.url,
        page=saved.path,
    )
