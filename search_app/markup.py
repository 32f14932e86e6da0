"""The HTML of what a page repeats hundreds of times. All other HTML is in the templates, which call these as functions.

Every text is escaped here, many of them in one call: escaping a short text costs little, calling for it costs more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from search_app.search.results import FacetValue

_PARTED = "\0"  # no page shows it; a text that has one all the same is escaped by itself


def escaped(texts: Sequence[str]) -> list[str]:
    """Each of `texts` as HTML."""
    found = str(escape(_PARTED.join(texts))).split(_PARTED)
    return found if len(found) == len(texts) else [str(escape(text)) for text in texts]


def facet_values(name: str, values: Sequence[FacetValue]) -> Markup:
    """The values of facet `name` as items of a list: inputs of the form "search" with their counts."""
    texts = zip(escaped([item.value for item in values]), escaped([item.label for item in values]), values, strict=True)
    before = f'<li><label><input type="checkbox" name="{escape(name)}" value="'
    return _joined(
        f'{before}{value}" form="search"{" checked" if item.selected else ""}> <span class="value">{label}</span> '
        f'<span class="count">{item.count}<span class="unseen"> 篇</span></span></label></li>\n'
        for value, label, item in texts
    )


def _joined(pieces: Iterable[str]) -> Markup:
    return Markup("".join(pieces))
