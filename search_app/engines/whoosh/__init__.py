"""The engine on a Whoosh index with NumPy postings: masks and arrays, no Python per hit.

`reader` maps an open index to arrays, `phrases` and `matching` find the articles, `scoring` ranks them, `facets` counts,
`ordering` sorts, `engine` is the port.
"""

from search_app.engines.whoosh.engine import WhooshEngine, opener

__all__ = ["WhooshEngine", "opener"]
