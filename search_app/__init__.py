"""The read side: faceted full-text search as a Chinese web site and a JSON API. `create_app` makes the WSGI application."""

from __future__ import annotations

from search_app.app import create_app

__all__ = ["create_app"]
