"""`python -m search_app`. What goes wrong while the site's modules are imported ends as all else does."""

if __name__ == "__main__":
    from indexer import stopping

    stopping.end_quietly()

    from importlib import import_module

    from indexer.ending import run

    run(lambda: import_module("search_app.server").main())
