"""The Whoosh store: a genuine Whoosh index whose postings are NumPy arrays.

`schema` names the fields, `codec` plugs the arrays into Whoosh, `writer` gathers articles, `store` is the port.
"""

from indexer.stores.whoosh.store import WhooshStore

__all__ = ["WhooshStore"]
