"""What is kept of a page that was read: its claim, and its articles beside their accurate words. Two byte strings, no pickle.

    facts      JSON: a claim, or the ledger entry of a page without an article
    content    deflated JSON: [the articles, for each article and searched text the words]; empty where there is no article

Words are written as one string a text: a line a paragraph, words parted by a space. What is read back is checked: a record
that this module did not write raises DamagedCache, whatever is in it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from types import NoneType
from typing import Any

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.claims import Claim, claim_of
from indexer.errors import DamagedCache
from indexer.fields import TEXTS, field_text
from indexer.ledger import Entry
from indexer.pages import PageReading

_FASTEST = 1  # level of compression; the higher ones save a tenth of the space
_CODING = ("utf-8", "surrogatepass")  # a page may hold half a surrogate pair
_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "str | None": (str, NoneType),
    "int": (int,),
    "int | None": (int, NoneType),
    "tuple[str, ...]": (list,),
    "Published | None": (str, NoneType),
}
_FIELDS = {field.name: _JSON_TYPES[str(field.type)] for field in fields(Article)}


@dataclass(frozen=True, slots=True)
class Record:
    """A page as it is kept."""

    facts: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class SegmentedArticle:
    """An article and, for each searched text of TEXTS, the accurate words of each of its paragraphs."""

    article: Article
    words: tuple[list[list[str]], ...]

    def paragraphs(self) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
        """(name, [(paragraph, its accurate words)]) of every searched text."""
        for text, words in zip(TEXTS, self.words, strict=True):
            yield text.name, list(zip(field_text(self.article, text.name).split("\n"), words, strict=True))


def record_of(read: PageReading | Entry, analyser: Analyser) -> Record:
    """What is kept of a page; its texts are cut into words here."""
    if isinstance(read, Entry):
        return Record(_bytes({"entry": read.to_json()}), b"")
    words = [[_words(article, text.name, analyser) for text in TEXTS] for article in read.articles]
    content = _bytes([[article.to_json() for article in read.articles], words])
    return Record(_bytes(claim_of(read).to_json()), zlib.compress(content, _FASTEST))


def facts_of(facts: bytes) -> Claim | Entry:
    """The claim or the entry of a record. Raises DamagedCache."""
    try:
        found = json.loads(facts.decode(*_CODING))
        if "entry" in found:
            return Entry.from_json(found["entry"])
        _check_article(found["first"])
        return Claim.from_json(found)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedCache(f"缓存里的一页读不出（{type(error).__name__}）") from None


def articles_of(content: bytes) -> list[SegmentedArticle]:
    """The articles of a record with their words. Raises DamagedCache."""
    try:
        articles, words = json.loads(zlib.decompress(content).decode(*_CODING))
        return [_segmented(article, own) for article, own in zip(articles, words, strict=True)]
    except (zlib.error, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedCache(f"缓存里的一页读不出（{type(error).__name__}）") from None


def _words(article: Article, text: str, analyser: Analyser) -> str:
    return "\n".join(" ".join(analyser.accurate_words(paragraph)) for paragraph in field_text(article, text).split("\n"))


def _segmented(record: dict[str, Any], words: Sequence[str]) -> SegmentedArticle:
    _check_article(record)
    article = Article.from_json(record)
    cut = tuple([line.split(" ") if line else [] for line in text.split("\n")] for text in words)
    for text, paragraphs in zip(TEXTS, cut, strict=True):
        if len(paragraphs) != field_text(article, text.name).count("\n") + 1:
            raise ValueError(text.name)
    return SegmentedArticle(article, cut)


def _check_article(record: dict[str, Any]) -> None:
    """Whether a record has the fields of an article, each of its type. Raises ValueError, TypeError or AttributeError."""
    if record.keys() != _FIELDS.keys() or not all(isinstance(record[name], kinds) for name, kinds in _FIELDS.items()):
        raise ValueError("no article")
    if not all(isinstance(author, str) for author in record["authors"]):
        raise ValueError("authors")


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(*_CODING)
