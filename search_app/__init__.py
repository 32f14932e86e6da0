"""The read side: faceted full-text search as a Chinese web site and a JSON API. `create_app` makes the WSGI application.

It is imported when it is asked for: `python -m search_app` runs this file first, before anything can end in a sentence.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search_app.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("search_app.app"), name)
