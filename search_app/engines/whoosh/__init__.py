"""The engine on a Whoosh index with NumPy postings: masks and arrays, no Python per hit.

`reader` maps an open index to arrays, `phrases` and `matching` find the articles, `scoring` ranks them, `facets` counts,
`ordering` sorts, `engine` is the port.
"""

from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh.engine import WhooshEngine

STORE = WhooshStore.name
"""The store whose generations it reads."""

__all__ = ["STORE", "WhooshEngine"]
