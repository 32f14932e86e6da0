"""Claim: what a page claims to be, without its text. Enough to tell copies and clashes, and to gather names and doubts.

It is small, so that a build can look at the claims of all pages before it takes up the text of one. Decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from indexer.article import Article
from indexer.names import MOST_OF_AN_ARTICLE, names_of
from indexer.pages import Doubt, PageReading
from indexer.reasons import REASONS

from .identity import SKETCH_UNIT, Identity, bulletin_key, completeness, identity_of, title_key


@dataclass(frozen=True, slots=True)
class Claim:
    """`first` is the page's first article without its texts; `ids` and `names` are those of each of its articles; `worth` is
    how good a copy it is, the more the better."""

    first: Article
    ids: tuple[str, ...]
    identity: Identity
    worth: tuple[int, int]
    names: tuple[tuple[str, ...], ...]
    doubts: tuple[Doubt, ...]

    @property
    def page(self) -> str:
        """The name of the page."""
        return self.first.page

    def to_json(self) -> dict[str, Any]:
        """Every field, ready for `json.dumps`."""
        known = self.identity
        return {
            "first": self.first.to_json(),
            "ids": self.ids,
            "address": known.address,
            "number": known.number,
            "text": known.text.hex() if known.text else None,
            "sketch": known.sketch.hex(),
            "day": known.day,
            "worth": self.worth,
            "names": self.names,
            "doubts": [(doubt.reason, doubt.sentence, doubt.line) for doubt in self.doubts],
        }

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Claim:
        """The inverse of `to_json`. Raises ValueError, TypeError or KeyError for what is none."""
        first = Article.from_json(record["first"])
        text = record["text"]
        stated, length = record["worth"]
        identity = Identity(
            id=first.id,
            title=title_key(first),
            bulletin=bulletin_key(first),
            address=record["address"],
            number=record["number"],
            text=bytes.fromhex(text) if text else None,
            sketch=bytes.fromhex(record["sketch"]),
            issue=(first.year, first.issue),
            day=record["day"],
        )
        names = tuple(map(tuple, record["names"]))
        doubts = tuple(Doubt(*doubt) for doubt in record["doubts"])
        ids = tuple(record["ids"])
        if (
            len(identity.sketch) % SKETCH_UNIT
            or not all(isinstance(text, str) for text in chain(ids, *names))
            or any(doubt.reason not in REASONS for doubt in doubts)
        ):
            raise ValueError("no claim")
        return cls(first, ids, identity, (int(stated), int(length)), names, doubts)


def claim_of(reading: PageReading) -> Claim:
    """The claim of a page that was read."""
    articles = reading.articles
    return Claim(
        first=articles[0]._replace(body="", preamble=None),
        ids=tuple(article.id for article in articles),
        identity=identity_of(articles),
        worth=completeness(articles),
        names=tuple(tuple(sorted(set(islice(names_of(article), MOST_OF_AN_ARTICLE)))) for article in articles),
        doubts=reading.doubts,
    )
