"""`python -m search_app`. What goes wrong while the site's modules are imported ends as all else does."""

from importlib import import_module

if __name__ == "__main__":
    from indexer.starting import begin

    begin(lambda: import_module("search_app.server").main())
