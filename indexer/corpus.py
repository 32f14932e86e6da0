"""Walks saved pages and turns them into a stream of articles and of skipped pages, in a fixed order.

One bad page never stops the walk: what gives no article comes out as Skipped, with a reason. What one page says is
`indexer.pages`'s business; writing the articles is a store's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from indexer.article import Article, with_suffix
from indexer.errors import UnreadablePage
from indexer.pages import SavedPage, read_page

LARGEST_PAGE = 64 * 1024 * 1024  # bytes; a saved page is a few hundred kilobytes


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file to read: where it is, and the name it goes by (its path relative to the argument it was found under)."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page that gave no article: its name, a stable word for the reason, and a sentence for the operator."""

    page: str
    reason: str
    sentence: str


def page_files(arguments: Iterable[Path]) -> list[PageFile]:
    """Every file of the arguments (files, or folders of any depth), sorted by name; hidden ones are left out."""
    found: list[PageFile] = []
    for argument in arguments:
        if argument.is_dir():
            inside = (path for path in argument.rglob("*") if not _hidden(path.relative_to(argument)) and path.is_file())
            found.extend(PageFile(path, _shown(path.relative_to(argument).as_posix())) for path in inside)
        else:
            found.append(PageFile(argument, _shown(argument.name)))
    return sorted(found, key=lambda file: (file.name, str(file.path)))


def fingerprint(files: Iterable[PageFile]) -> str:
    """Names the content of all files: equal if and only if the same names hold the same bytes."""
    digest = hashlib.sha256()
    for file in files:
        try:
            content = hashlib.sha256(file.path.read_bytes()).hexdigest()
        except OSError as error:
            content = f"unreadable {error.errno}"
        digest.update(f"{file.name}\n{content}\n".encode())
    return digest.hexdigest()


def read_file(file: PageFile) -> tuple[Article, ...] | Skipped:
    """The articles of one file, or why there is none."""
    try:
        return read_page(SavedPage(path=file.name, content=_bytes_of(file.path), url=None))
    except UnreadablePage as error:
        return Skipped(file.name, error.reason, str(error))
    except OSError as error:
        return Skipped(file.name, "unreadable", f"读不出文件：{error.strerror}")


def _bytes_of(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_PAGE:
        raise UnreadablePage("too-large", f"文件超过 {LARGEST_PAGE >> 20} MB，不像一个网页")
    return path.read_bytes()


def distinct(pages: Iterable[tuple[Article, ...] | Skipped]) -> Iterator[Article | Skipped]:
    """The stream with every id once: a copy of an article is skipped, another article that claims its id gets a suffix."""
    known: dict[str, tuple[bytes, str]] = {}
    for page in pages:
        if isinstance(page, Skipped):
            yield page
            continue
        yield from dict.fromkeys(_claimed(article, known) for article in page)  # a copy of a whole issue is reported once


def _claimed(article: Article, known: dict[str, tuple[bytes, str]]) -> Article | Skipped:
    """`article` under an id not known before, which is its own from now on; Skipped if the holder of its id says the same."""
    content = _content(article)
    moment = "" if article.published is None else article.published.isoformat()
    identifier = article.id
    distinguishing = chain((article.title + moment, article.title + moment + (article.url or "")), map(str, count()))
    while identifier in known:
        holder, page = known[identifier]
        if holder == content:
            return Skipped(article.page, "duplicate", f"与 {page} 的内容相同")
        identifier = with_suffix(article.id, next(distinguishing))
    known[identifier] = (content, article.page)
    return replace(article, id=identifier)


def _content(article: Article) -> bytes:
    return hashlib.blake2b(f"{article.title}\x1f{article.body}".encode(), digest_size=16).digest()


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _shown(name: str) -> str:
    """A file name that can be written as UTF-8, whatever bytes it has on disk."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
