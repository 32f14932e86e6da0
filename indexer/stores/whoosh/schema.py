"""The Whoosh schema, made from the FIELDS table: which Whoosh field holds what.

For every searched text t: `t_words` (search-mode words), `t_grams` (character bigrams with positions, a gap between
paragraphs), `t_chars` (single characters). Beside them `id` (exact), `article` (packed; JSON only to
Whoosh's own tools), one column a facet, and the column `published`.
"""

from __future__ import annotations

from whoosh import fields
from whoosh.analysis import IDTokenizer, SpaceSeparatedTokenizer

from indexer.fields import FACETS, TEXTS
from indexer.stores.whoosh.columns import IntegerColumn, ValuesColumn

ID = "id"
ARTICLE = "article"
PUBLISHED = "published"


def words_field(text: str) -> str:
    """The Whoosh field of a text's words."""
    return f"{text}_words"


def grams_field(text: str) -> str:
    """The Whoosh field of a text's bigrams."""
    return f"{text}_grams"


def chars_field(text: str) -> str:
    """The Whoosh field of a text's single characters."""
    return f"{text}_chars"


def facet_column(facet: str) -> str:
    """The Whoosh field whose column holds a facet's values."""
    return f"facet_{facet}"


FIELD_PLACES = {
    field(text.name): (family, place)
    for family, field in (("words", words_field), ("grams", grams_field), ("chars", chars_field))
    for place, text in enumerate(TEXTS)
}


def index_schema() -> fields.Schema:
    """A new schema; its analysers only serve Whoosh's own tools, for the writer hands over finished tokens."""
    schema = fields.Schema()
    schema.add(ID, fields.TEXT(analyzer=IDTokenizer(), phrase=False))
    schema.add(ARTICLE, fields.STORED())
    schema.add(PUBLISHED, fields.COLUMN(IntegerColumn()))
    for name in FACETS:
        schema.add(facet_column(name), fields.COLUMN(ValuesColumn()))
    for text in TEXTS:
        schema.add(words_field(text.name), fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False))
        schema.add(grams_field(text.name), fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True))
        schema.add(chars_field(text.name), fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False))
    return schema
