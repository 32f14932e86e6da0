"""The read side: faceted full-text search as a Chinese web site and a JSON API. `create_app` makes the WSGI application.

It is imported when it is asked for: `python -m search_app` runs this file first, before anything can end in a sentence.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than all else here
if TYPE_CHECKING:
    from search_app.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module("search_app.app"), name)
    return found
