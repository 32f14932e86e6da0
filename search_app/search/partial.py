"""The rule for long plain queries: a pasted headline, a sentence, a question finds articles that hold part of it.

A query of terms alone (no quotes, OR, -, brackets, prefixes) with more than MOST_REQUIRED_WORDS words in all, or a question of
fewer words but more than one, also matches an article that holds at least LEAST_SHARE of it: of the idf weight of its words, or
of its bigrams, whichever is the larger part. Words that ask (`interrogatives`) weigh in the query and are held by no article.
Words know no names here: who pastes the full name of an office means its parts too, and no name that a corpus teaches may take
an article away. Why, and what was measured: docs/adr/0023-headlines-and-questions.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.analysis import Analyser
from search_app.search.interrogatives import INTERROGATIVES
from search_app.search.query import Query, Term, plain_terms
from search_app.search.ranking import Unit, leaf_units

MOST_REQUIRED_WORDS = 3
LEAST_SHARE = 0.08
SHARE_DECIMALS = 9  # so that engines that add in another order agree at the threshold
QUESTION_MARKS = ("?", "？")


def partial_units(query: Query, analyser: Analyser, texts: tuple[str, ...]) -> tuple[Unit, ...]:
    """The units a long plain query may be matched by in part; none if every word of the query is required."""
    plain = plain_terms(query)
    if not plain:
        return ()
    words = {word for term in plain for word in analyser.term_words(term.text)[1]}  # a name is as many words as it covers
    is_partial = len(words) > MOST_REQUIRED_WORDS or (len(words) > 1 and _asks(plain, words))
    return leaf_units(query, analyser, texts) if is_partial else ()


def typed_words(query: Query, analyser: Analyser) -> dict[str, str]:
    """The words of a plain query, each as it first stands in what was typed: HTTPS by https, 數據庫 by 数据库."""
    typed: dict[str, str] = {}
    for term in plain_terms(query):
        behind = 0
        for word in analyser.term_words(term.text)[1]:
            at = term.key.index(word, behind)  # in the term as well, for a plain one has no white space that its key lacks
            behind = at + len(word)
            typed.setdefault(word, term.text[at:behind])
    return typed


def _asks(terms: Sequence[Term], words: set[str]) -> bool:
    """Whether terms are a question: who asks 什么是月代 does not look for 什么."""
    return terms[-1].text.endswith(QUESTION_MARKS) or not INTERROGATIVES.isdisjoint(words)
