"""The numbers of relevance, in one place. Field weights stand in `indexer.fields`; the formula is BM25F.

For every unit u (a word, or a character gram of a leaf's search key), over the searched texts t of article d:

    tf(u, d)  = sum over t of  weight(t) * count(u, t, d) / (1 - b(t) + b(t) * length(t, d) / mean length(t))
    idf(u)    = ln(1 + (N - n(u) + 0.5) / (n(u) + 0.5))        N articles in all, n(u) of them hold u in a searched text
    score(d)  = sum over u of  factor(u) * idf(u) * tf(u, d) / (K1 + tf(u, d))

Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the simple BM25F of
Zaragoza et al. (TREC 2004). A text's length is its number of index words for words, of key characters for grams.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.analysis import Analyser, grams
from search_app.search.query import Query, Term, Words, positive_leaves

K1 = 1.2
GRAM_FACTOR = 0.5
SCORE_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Unit:
    """What a query scores by: a word, or a gram of one or two characters, in the texts named."""

    text: str
    texts: tuple[str, ...]
    is_word: bool

    @property
    def factor(self) -> float:
        """How much the unit counts beside others of the same idf."""
        return 1.0 if self.is_word else GRAM_FACTOR


def scored_units(query: Query, analyser: Analyser, texts: tuple[str, ...]) -> tuple[Unit, ...]:
    """The units of every term and phrase that is not excluded, each once; a leaf with a field counts in that text alone."""
    leaves = positive_leaves(query)
    words = [Unit(word, _texts_of(leaf, texts), is_word=True) for leaf in leaves for word in analyser.query_words(leaf.text)]
    pairs = [Unit(gram, _texts_of(leaf, texts), is_word=False) for leaf in leaves for gram in (grams(leaf.key) or [leaf.key])]
    return tuple(dict.fromkeys(words + pairs))


def required_words(term: Term, analyser: Analyser) -> tuple[str, ...]:
    """The words by which a plain term matches; none for a term of one character, which is literal only."""
    return tuple(dict.fromkeys(analyser.query_words(term.text))) if len(term.key) > 1 else ()


def _texts_of(leaf: Words, texts: tuple[str, ...]) -> tuple[str, ...]:
    return (leaf.field,) if leaf.field else texts
