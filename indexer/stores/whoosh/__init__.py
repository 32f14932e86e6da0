"""The Whoosh store: a genuine Whoosh index whose postings are NumPy arrays.

`schema` names the fields, `codec` plugs the arrays into Whoosh, `gathering` and `parts` make sorted parts of articles, `writer`
joins parts into segments, `store` is the port.
"""

from indexer.stores.whoosh.store import WhooshStore

__all__ = ["WhooshStore"]
