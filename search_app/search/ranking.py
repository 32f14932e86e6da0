"""The numbers of relevance, in one place. Field weights stand in `indexer.fields`; the formula is BM25F.

For every unit u (a word, or a character gram of a leaf's search key), over the searched texts t of article d:

    tf(u, d)  = sum over t of  weight(t) * count(u, t, d) / (1 - b(t) + b(t) * length(t, d) / mean length(t))
    idf(u)    = ln(1 + (N - n(u) + 0.5) / (n(u) + 0.5))        N articles in all, n(u) of them hold u in a searched text
    bm25f(d)  = sum over u of  factor(u) * idf(u) * tf(u, d) / (K1 + tf(u, d))
    score(d)  = bm25f(d) * (1 + recency * freshness(d))

`freshness` is 1 for the newest article of the generation and halves with every RECENT_HALF_LIFE of age; an undated article has 0.
`recency` is a setting of the site, at most .1; it moves articles inside a tier only.

Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the simple BM25F of
Zaragoza et al. (TREC 2004). A text's length is its number of index words for words, of key characters for grams.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain, pairwise
from typing import NamedTuple

from indexer.analysis import Analyser, grams
from search_app.search.interrogatives import INTERROGATIVES
from search_app.search.query import And, Or, Query, Term, Words, plain_terms, positive_leaves

K1 = 1.2
GRAM_FACTOR = 0.5
SCORE_DECIMALS = 6
RECENT_HALF_LIFE = timedelta(days=3 * 365)


class Unit(NamedTuple):
    """A word, or a gram of one or two characters, in the texts named. What only asks neither scores nor is held by an article."""

    text: str
    texts: tuple[str, ...]
    is_word: bool
    asks: bool = False

    @property
    def factor(self) -> float:
        """How much the unit counts beside others of the same idf."""
        return 1.0 if self.is_word else GRAM_FACTOR

    @property
    def kind(self) -> str:
        """What a `ScorePart` calls it."""
        return "word" if self.is_word else "gram"


def scored_units(query: Query, analyser: Analyser, texts: tuple[str, ...]) -> tuple[Unit, ...]:
    """Everything a query scores by, each once: the units of its leaves, the words that names cover, and the pairs of characters
    where two terms meet.

    The words that a name covers tell articles apart too (docs/adr/0013 has figures). The pairs are
    this ranking's proximity: who types 方志云 平台 is better served by 方志云平台 than by the two far apart, and who types
    黄 绚 by the name. White space between terms counts for nothing there, as it does inside a text.
    """
    leaves = positive_leaves(query)
    words = [_words_of(leaf, analyser.term_words(leaf.text)[0], texts) for leaf in leaves]
    covered = [_words_of(leaf, analyser.term_words(leaf.text)[1], texts) for leaf in leaves]
    meetings = [Unit(gram, texts, is_word=False) for gram in _meetings(query)]
    units = _told_apart(query, [*chain(*words), *_pairs_of(leaves, texts), *chain(*covered), *meetings])
    return tuple([unit for unit in units if not unit.asks])


def leaf_units(query: Query, analyser: Analyser, texts: tuple[str, ...]) -> tuple[Unit, ...]:
    """The units of every term and phrase that is not excluded, each once; a leaf with a field counts in that text alone.

    Their words know no names: what a corpus teaches must not make an article hold less of a query than it did.
    """
    leaves = positive_leaves(query)
    words = [_words_of(leaf, analyser.term_words(leaf.text)[1], texts) for leaf in leaves]
    return _told_apart(query, [*chain(*words), *_pairs_of(leaves, texts)])


def _told_apart(query: Query, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Each unit once; of a plain query that has any other word, the words that ask and their pairs are marked as such."""
    once = tuple(dict.fromkeys(units))
    words = {unit.text for unit in once if unit.is_word}
    asking = words & INTERROGATIVES
    if not asking or asking == words or not plain_terms(query):
        return once
    asking.update(*map(grams, asking))
    return tuple([unit._replace(asks=True) if unit.text in asking else unit for unit in once])


def _words_of(leaf: Words, words: Sequence[str], texts: tuple[str, ...]) -> list[Unit]:
    texts = _texts_of(leaf, texts)
    return [Unit(word, texts, is_word=True) for word in words]


def _pairs_of(leaves: Sequence[Words], texts: tuple[str, ...]) -> list[Unit]:
    return [Unit(gram, _texts_of(leaf, texts), is_word=False) for leaf in leaves for gram in (grams(leaf.key) or [leaf.key])]


def readings(term: Term, analyser: Analyser) -> tuple[tuple[str, ...], ...]:
    """The ways to cut a plain term into words: with the names of the generation and, where that differs, without.

    A term matches by its words where all words of one reading stand: a name keeps a guess from tearing it apart, and an article
    that has the parts of a name but not the name is still found. None for a term of one character, which is literal only.
    """
    if len(term.key) < 2:
        return ()
    cuts = analyser.term_words(term.text)
    return tuple(dict.fromkeys(tuple(dict.fromkeys(words)) for words in cuts if words))


def _meetings(query: Query) -> Iterator[str]:
    """The last character of each term with the first of the term typed behind it, both to be found in any text; where a
    headline's own brackets part them, the pairs that these make."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from _meetings(part)
    if isinstance(query, And):
        for one, other in pairwise(query.parts):
            if isinstance(one, Term) and isinstance(other, Term) and one.field is None and other.field is None:
                yield from grams(one.key[-1] + other.after + other.key[0])


def _texts_of(leaf: Words, texts: tuple[str, ...]) -> tuple[str, ...]:
    return (leaf.field,) if leaf.field else texts
